import {
  type Grant,
  readCatalog,
  type SchemaCatalog,
  type SchemaFunction,
  type SchemaTable,
} from './schema-catalog.ts'

/** The migrated schema as text that shows in review: the same for the same schema, whoever migrated and however. */
export async function dumpSchema(url: string): Promise<string> {
  return formatSchema(await readCatalog(url))
}

export function formatSchema(catalog: SchemaCatalog): string {
  const blocks = [
    '-- The schema that the migrations make. Written by scripts/generate-schema.ts to be read; it is never run.',
    ...catalog.extensions.map((name) => `create extension ${name};`),
    ...catalog.enums.map(
      ({ name, values }) => `create type ${name} as enum (${values.map(quote).join(', ')});`,
    ),
    ...catalog.domains.map(
      ({ name, type, constraints }) => `${[`create domain ${name} as ${type}`, ...constraints].join(' ')};`,
    ),
    formatGrants('schema public', catalog.grants),
    ...catalog.defaultGrants.map(
      ({ objects, privilege, grantee }) =>
        `alter default privileges in schema public grant ${privilege} on ${objects} to ${grantee};`,
    ),
    ...catalog.tables.map(formatTable),
    ...catalog.views.map(({ name, definition, comment }) => {
      return `create view ${name} as\n${definition.trim()}${commentOn(`view ${name}`, comment)}`
    }),
    ...catalog.functions.map(formatFunction),
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

function formatTable(table: SchemaTable): string {
  if (table.partitionOf !== null)
    return `create table ${table.name} partition of ${table.partitionOf.table} ${table.partitionOf.bound};`
  const inside = [
    ...table.columns.map((column) => {
      const value =
        column.default === null
          ? ''
          : column.generated
            ? ` generated always as (${column.default}) stored`
            : ` default ${column.default}`
      return `${column.name} ${column.type}${column.notNull ? ' not null' : ''}${value}`
    }),
    ...table.constraints.map(({ name, definition }) => `constraint ${name} ${definition}`),
  ]
  const partition = table.partitionKey === null ? '' : ` partition by ${table.partitionKey}`
  const options = table.options === null ? '' : ` with (${table.options.join(', ')})`
  const { name } = table
  return [
    `create table ${name} (\n  ${inside.join(',\n  ')}\n)${partition}${options};`,
    ...table.indexes.map(({ definition, valid }) => `${definition};${valid ? '' : ' -- INVALID'}`),
    ...table.statistics.map(({ definition }) => `${definition};`),
    ...table.triggers.map(({ definition }) => `${definition};`),
    ...(table.rowSecurity === 'off' ? [] : [`alter table ${name} enable row level security;`]),
    ...(table.rowSecurity === 'forced' ? [`alter table ${name} force row level security;`] : []),
    ...table.policies.map((policy) => formatPolicy(name, policy)),
    formatGrants(name, table.grants),
    formatComments(table),
  ]
    .filter((line) => line !== '')
    .join('\n')
}

function formatPolicy(table: string, policy: SchemaTable['policies'][number]): string {
  const kind = policy.permissive ? '' : ' as restrictive'
  const using = policy.using === null ? '' : `\n  using (${policy.using})`
  const check = policy.check === null ? '' : `\n  with check (${policy.check})`
  return `create policy ${policy.name} on ${table}${kind} for ${policy.command} to ${policy.roles.join(', ')}${using}${check};`
}

function formatComments({ name, comment, columns, constraints, indexes, triggers }: SchemaTable): string {
  return [
    commentOn(`table ${name}`, comment),
    ...columns.map((column) => commentOn(`column ${name}.${column.name}`, column.comment)),
    ...constraints.map((constraint) =>
      commentOn(`constraint ${constraint.name} on ${name}`, constraint.comment),
    ),
    ...indexes.map((index) => commentOn(`index ${index.name}`, index.comment)),
    ...triggers.map((trigger) => commentOn(`trigger ${trigger.name} on ${name}`, trigger.comment)),
  ]
    .join('')
    .trim()
}

function formatFunction({ signature, definition, comment, grants, isPublic }: SchemaFunction): string {
  const revoke = isPublic ? '' : `\nrevoke execute on function ${signature} from public;`
  const others = formatGrants(
    `function ${signature}`,
    grants.filter(({ grantee }) => grantee !== 'public'),
  )
  return `${definition.trim()};${revoke}${others === '' ? '' : `\n${others}`}${commentOn(`function ${signature}`, comment)}`
}

/** One line per role, and per set of columns where the right is on columns. */
function formatGrants(object: string, grants: Grant[]): string {
  const lines = new Map<string, { grantee: string; privileges: string[] }>()
  for (const [grantee, ofRole] of Object.entries(Object.groupBy(grants, (grant) => grant.grantee))) {
    for (const [privilege, same] of Object.entries(Object.groupBy(ofRole!, (grant) => grant.privilege))) {
      const columns = same!.flatMap(({ column }) => column ?? [])
      const whole = same!.some(({ column }) => column === null)
      const key = `${grantee} ${whole ? 'whole' : `${privilege} (${columns.join(', ')})`}`
      const line = lines.get(key) ?? { grantee, privileges: [] }
      lines.set(key, line)
      line.privileges.push(whole ? privilege : `${privilege} (${columns.join(', ')})`)
    }
  }
  return [...lines.values()]
    .map(({ grantee, privileges }) => `grant ${privileges.join(', ')} on ${object} to ${grantee};`)
    .join('\n')
}

function commentOn(object: string, comment: string | null): string {
  return comment === null ? '' : `\ncomment on ${object} is ${quote(comment)};`
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
