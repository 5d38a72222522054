/** A named statement of the catalogue. `Row` is what one row of its answer looks like. */
export interface Statement<Row> {
  readonly name: string
  readonly text: string
  /** The answer's columns and their types; a test compares them with what the migrated database says. */
  readonly columns: Readonly<Record<string, ColumnType>>
  /** Never set; carries the row type. */
  readonly row?: Row
}

/** PostgreSQL's types by how `pg` answers them, given the parsers of db.ts. */
interface AnsweredAs {
  bool: boolean
  int4: number
  float8: number
  bytea: Buffer
  'text[]': string[]
  text: string
  uuid: string
  int8: string
  timestamptz: string
  json: unknown
  jsonb: unknown
}
export type ColumnType = keyof AnsweredAs

/** Any other kind of value is JSON. */
type TypesOf<Value> = {
  [Type in ColumnType]: unknown extends AnsweredAs[Type]
    ? Value extends string | number | boolean | Buffer
      ? never
      : Type
    : Value extends AnsweredAs[Type]
      ? Type
      : never
}[ColumnType]

/** One entry for each property of the row type: none can be left out, and none be of another type. */
export type ColumnsOf<Row> = { readonly [Name in keyof Row]-?: TypesOf<NonNullable<Row[Name]>> }

const catalogue = new Map<string, Statement<unknown>>()

/**
 * Registers a statement: prepared under its name on the first use of a connection, and listed for tests and benches. A
 * statement that answers rows says which columns they have.
 */
export function statement(name: string, text: string): Statement<never>
export function statement<Row>(name: string, text: string, columns: ColumnsOf<Row>): Statement<Row>
export function statement(
  name: string,
  text: string,
  columns: Readonly<Record<string, ColumnType>> = {},
): Statement<unknown> {
  if (catalogue.has(name)) throw new Error(`Two statements are called ${name}.`)
  const made = Object.freeze({ name, text, columns })
  catalogue.set(name, made)
  return made
}

/** Every statement registered so far, by name. */
export function statements(): ReadonlyMap<string, Statement<unknown>> {
  return catalogue
}
