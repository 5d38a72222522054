/** A named statement of the catalogue. `Row` is what one row of its answer looks like. */
export interface Statement<Row> {
  readonly name: string
  readonly text: string
  /** Never set; carries the row type. */
  readonly row?: Row
}

const catalogue = new Map<string, Statement<unknown>>()

/** Registers a statement: prepared under its name on the first use of a connection, and listed for tests and benches. */
export function statement<Row = never>(name: string, text: string): Statement<Row> {
  if (catalogue.has(name)) throw new Error(`Two statements are called ${name}.`)
  const made: Statement<Row> = Object.freeze({ name, text })
  catalogue.set(name, made)
  return made
}

/** Every statement registered so far, by name. */
export function statements(): ReadonlyMap<string, Statement<unknown>> {
  return catalogue
}
