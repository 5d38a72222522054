import { readCatalog, type SchemaCatalog, type SchemaColumn } from './schema-catalog.ts'

/** How `pg` answers a type, given the parsers of db.ts. */
const TYPES: Record<string, string> = {
  bool: 'boolean',
  bpchar: 'string',
  bytea: 'Buffer',
  date: 'string',
  float4: 'number',
  float8: 'number',
  inet: 'string',
  int2: 'number',
  int4: 'number',
  int8: 'string',
  json: 'unknown',
  jsonb: 'unknown',
  numeric: 'string',
  text: 'string',
  timestamptz: 'string',
  tsvector: 'string',
  uuid: 'string',
  varchar: 'string',
}

/** One interface per table, as TypeScript. */
export async function generateRowTypes(url: string): Promise<string> {
  return formatRowTypes(await readCatalog(url))
}

export function formatRowTypes({ tables }: SchemaCatalog): string {
  const whole = tables.filter(({ partitionOf }) => partitionOf === null)
  const interfaces = whole.map((table) => {
    const columns = table.columns.map(
      (column) => `${doc(column.comment, '  ')}  ${column.name}: ${typeOf(table.name, column)}\n`,
    )
    return `${doc(table.comment, '')}export interface ${rowName(table.name)} {\n${columns.join('')}}\n`
  })
  return [
    '// The rows of every table. Written by scripts/generate-schema.ts from the migrated schema: do not edit.\n',
    ...interfaces,
  ].join('\n')
}

/** `ad_groups` becomes `AdGroupRow`. */
export function rowName(table: string): string {
  const words = table.split('_')
  const singular = [...words.slice(0, -1), singularOf(words.at(-1)!)]
  return `${singular.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}Row`
}

function singularOf(word: string): string {
  if (word === 'criteria') return 'criterion'
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (/(?:ss|x|ch|sh|us)es$/.test(word)) return word.slice(0, -2)
  return /[^s]s$/.test(word) && !/(?:us|is)$/.test(word) ? word.slice(0, -1) : word
}

function typeOf(table: string, column: SchemaColumn): string {
  const single =
    column.enumValues === null
      ? TYPES[column.baseType]
      : column.enumValues.map((value) => `'${value.replaceAll("'", "\\'")}'`).join(' | ')
  if (single === undefined)
    throw new Error(`${table}.${column.name}: no TypeScript type is agreed for ${column.type}.`)
  const type = column.isArray ? `${single.includes(' ') ? `(${single})` : single}[]` : single
  return column.notNull || type === 'unknown' ? type : `${type} | null`
}

function doc(comment: string | null, indent: string): string {
  return comment === null ? '' : `${indent}/** ${comment.replaceAll('*/', '* /').replaceAll('\n', ' ')} */\n`
}
