import type { SchemaCatalog, SchemaPolicy, SchemaTable } from './schema-catalog.ts'

/** The tenant: the first column of every key of a tenant's table. */
const BY = 'workspace_id'

const HEAD = `-- The tables distributed by workspace, as Citus asks for it: made from the catalog of this database, by the documentation
-- and the source of Citus. It was never run on Citus. Run it on a copy first, on the coordinator, as the owner of the
-- tables, while the program is stopped and after every node was added (citus_add_node).
--
-- What stands between this and a program that works there:
-- 1. The program enters a workspace by set_config(), inside each transaction. Citus hands only SET LOCAL on to its workers:
--    without a change there, row level security on the workers hides every row from everybody.
-- 2. A trigger on a worker reaches its sibling tables through a connection of its own. The kept counters, the audit chain
--    and the guards of publications rely on being in one transaction with the row: try each before trusting it.
-- 3. Workers of the queue claim publications of all workspaces at once (for update skip locked), which Citus refuses
--    across shards: they would have to claim shard by shard, or workspace by workspace.
-- 4. Roles have to be there on every node (Citus propagates create role from version 11 on), and rights on single columns
--    are to be compared on every node afterwards.`

const SETTINGS = [
  '-- Set local reaches the workers; triggers are allowed, at the risk named above.',
  `alter database :"DBNAME" set citus.propagate_set_commands = 'local';`,
  'set citus.enable_unsafe_triggers = on;',
]

/**
 * The statements that would distribute the tables by workspace on Citus, in the order in which they have to run. Global
 * tables are copied to every node; a tenant's rows stand together on one.
 */
export function distributionPlan(catalog: SchemaCatalog): string {
  const whole = catalog.tables.filter(({ partitionOf }) => partitionOf === null)
  const references = inOrder(whole.filter(({ comment }) => comment?.startsWith('Global.')))
  const tenants = inOrder(whole.filter(({ comment }) => comment?.startsWith('Tenant.')))
  const [first] = tenants
  return [
    HEAD,
    ...section('Settings', SETTINGS),
    ...section('Policies: Citus refuses subqueries in them', tenants.flatMap(plainPolicies)),
    ...section(
      'References are made again at the end: a table cannot be distributed while a plain one refers to it',
      whole.flatMap((table) => foreignKeys(table).map(({ name }) => dropConstraint(table, name))),
    ),
    ...section('The same rows on every node', references.flatMap(reference)),
    ...section(
      'By workspace, the rows of a workspace together; partitions follow their table',
      tenants.map((table) => distribute(table, table === first ? 'none' : first!.name)),
    ),
    ...section(
      'References again. Both sides stand on the same node',
      whole.flatMap((table) =>
        foreignKeys(table).map(({ name, definition }) => addConstraint(table, name, definition)),
      ),
    ),
    ...section('Triggers that now run on the nodes; see 2', tenants.flatMap(triggers)),
    '',
  ].join('\n')
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `-- ${title}.`, ...lines]
}

/** Whatever a table refers to comes before it. A circle is cut anywhere: its references are dropped meanwhile. */
function inOrder(tables: readonly SchemaTable[]): SchemaTable[] {
  const byName = new Map(tables.map((table) => [table.name, table]))
  const done = new Set<SchemaTable>()
  const visited = new Set<SchemaTable>()
  const visit = (table: SchemaTable): void => {
    if (visited.has(table)) return
    visited.add(table)
    for (const { table: target } of table.references) {
      const other = byName.get(target)
      if (other !== undefined) visit(other)
    }
    done.add(table)
  }
  for (const table of tables) visit(table)
  return [...done]
}

function reference(table: SchemaTable): string[] {
  const refused = table.triggers.map(
    ({ name }) => `drop trigger ${name} on ${table.name}; -- Citus allows no trigger on such a table.`,
  )
  return [...refused, `select create_reference_table('${table.name}');`]
}

function distribute(table: SchemaTable, colocateWith: string): string {
  return `select create_distributed_table('${table.name}', '${BY}', colocate_with => '${colocateWith}');`
}

function foreignKeys(table: SchemaTable): SchemaTable['constraints'] {
  return table.constraints.filter(({ kind }) => kind === 'f')
}

function dropConstraint(table: SchemaTable, name: string): string {
  return `alter table ${table.name} drop constraint ${name};`
}

function addConstraint(table: SchemaTable, name: string, definition: string): string {
  return `alter table ${table.name} add constraint ${name} ${definition};`
}

function plainPolicies(table: SchemaTable): string[] {
  return table.policies
    .filter(({ using, check }) => /\bselect\b/i.test(`${using} ${check}`))
    .map((policy) => plainPolicy(table, policy))
}

/** The subquery lets one server look the setting up once for a statement; without it, once for a row. */
function plainPolicy(table: SchemaTable, { name, using, check }: SchemaPolicy): string {
  const parts = [
    ...(using === null ? [] : [`using (${withoutSubquery(using)})`]),
    ...(check === null ? [] : [`with check (${withoutSubquery(check)})`]),
  ]
  const text = `alter policy ${name} on ${table.name} ${parts.join(' ')};`
  return /\bselect\b/i.test(text) ? `-- By hand, it holds a subquery: ${text.replaceAll('\n', ' ')}` : text
}

/** `(( SELECT f(x) AS name))`, as the server prints a subquery that only looks something up. */
function withoutSubquery(expression: string): string {
  return expression.replaceAll(/\(\s*SELECT ((?:(?!\bFROM\b|\bSELECT\b).)+?) AS "?\w+"?\)/gs, '$1')
}

function triggers(table: SchemaTable): string[] {
  return table.triggers.map(({ name, definition }) => {
    const [, called] = /EXECUTE FUNCTION (.+)$/.exec(definition) ?? []
    return `-- ${table.name}: ${name} calls ${called ?? definition}`
  })
}
