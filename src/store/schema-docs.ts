import type { SchemaCatalog, SchemaTable } from './schema-catalog.ts'

/** The schema for people: what each table and column is for, in the words of its COMMENT, and how they hang together. */
export function formatSchemaDocs(catalog: SchemaCatalog): string {
  const tables = catalog.tables.filter(({ partitionOf }) => partitionOf === null)
  return [
    '# The database',
    '',
    'Written by `scripts/generate-schema.ts` from the comments in the migrated schema: change the comment, not this page.',
    'The whole schema as SQL, with functions, policies and rights, is `migrations/schema.sql`.',
    '',
    '## How the tables hang together',
    '',
    'Every table of a workspace also refers to `workspaces`; those lines are left out.',
    '',
    '```mermaid',
    'erDiagram',
    ...tables.flatMap(relations),
    '```',
    '',
    ...tables.flatMap(section),
  ].join('\n')
}

function relations({ name, references }: SchemaTable): string[] {
  return references
    .filter(({ table }) => table !== 'workspaces')
    .map(({ table, columns, nullable }) => {
      const label = columns.filter((column) => column !== 'workspace_id').join(', ')
      return `  ${table} ${nullable ? '|o' : '||'}--o{ ${name} : "${label}"`
    })
}

function section(table: SchemaTable): string[] {
  const rules = table.constraints.filter(({ kind }) => kind !== 'p' && kind !== 'f')
  const keys = table.constraints.filter(({ kind }) => kind === 'p' || kind === 'f')
  return [
    `## ${table.name}`,
    '',
    ...(table.comment === null ? [] : [table.comment, '']),
    ...(table.partitionKey === null ? [] : [`Partitioned by \`${table.partitionKey}\`.`, '']),
    '| column | type | null | default | |',
    '| --- | --- | --- | --- | --- |',
    ...table.columns.map((column) => {
      const value = column.default === null ? '' : `\`${cell(column.default)}\``
      return `| \`${column.name}\` | ${column.type} | ${column.notNull ? '' : 'yes'} | ${value} | ${cell(column.comment ?? '')} |`
    }),
    '',
    ...group('Keys', keys),
    ...group('Rules', rules),
    ...group(
      'Indexes',
      table.indexes.map((index) => ({
        ...index,
        definition: index.definition.replace(/^.* USING /, 'using '),
      })),
    ),
    ...group(
      'Triggers',
      table.triggers.map((trigger) => ({
        ...trigger,
        definition: trigger.definition.replace(/^CREATE TRIGGER \S+ /, ''),
      })),
    ),
    ...(table.rowSecurity === 'off'
      ? []
      : [
          `Row level security is ${table.rowSecurity}: ${table.policies.map(({ name }) => `\`${name}\``).join(', ')}.`,
          '',
        ]),
  ]
}

function group(
  title: string,
  entries: { name: string; definition: string; comment: string | null }[],
): string[] {
  if (entries.length === 0) return []
  const lines = entries.map(
    ({ name, definition, comment }) =>
      `- \`${name}\`: \`${definition}\`${comment === null ? '' : `. ${comment}`}`,
  )
  return [`${title}:`, '', ...lines, '']
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}
