import { IDS, type Role } from './world.ts'

/** The name of what must refuse it, the SQL, and who sends it: the application, unless its rights stop it before. */
export type Attack = readonly [constraint: string, sql: string, role?: Role]

export const update = (table: string, id: string, set: string): string =>
  `update ${table} set ${set} where workspace_id = '${IDS.mine}' and id = '${id}'`
export const long = (length: number): string => `repeat('x', ${length})`
export const CONTROL = `E'two\\nlines'`

export function insert(table: string, values: Record<string, string>): string {
  return `insert into ${table} (${Object.keys(values).join(', ')}) values (${Object.values(values).join(', ')})`
}
