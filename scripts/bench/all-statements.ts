import { readdirSync } from 'node:fs'
import { type Statement, statements } from '../../src/store/statement.ts'

const STORE = new URL('../../src/store/', import.meta.url)

/** Every statement of the store, in order of name: all of its files are loaded, so that none can be forgotten. */
export async function allStatements(): Promise<Map<string, Statement<unknown>>> {
  for (const file of readdirSync(STORE)) {
    if (/^[a-z-]+\.ts$/.test(file)) await import(new URL(file, STORE).href)
  }
  return new Map([...statements()].sort(([a], [b]) => (a < b ? -1 : 1)))
}
