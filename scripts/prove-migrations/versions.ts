import { readdirSync } from 'node:fs'
import { Client } from 'pg'
import type { Database, Tx } from '../../src/store/db.ts'
import { migrateUp } from '../../src/store/migrate.ts'
import { MIGRATIONS_DIR, readMigrations } from '../../src/store/migration-files.ts'
import { type Statement, statements } from '../../src/store/statement.ts'
import { type Loaded, REQUESTS } from './requests.ts'

/** From which version on each statement of the catalogue is accepted: asked by preparing it at every version. */
export async function firstVersions(serverUrl: string, dir: string): Promise<Map<string, number>> {
  await registerAll()
  const url = await createDatabase(serverUrl, 'gacm_proof_versions')
  const first = new Map<string, number>()
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    for (const { version } of readMigrations(dir)) {
      await migrateUp(url, { to: version, dir })
      for (const { name, text } of statements().values()) {
        const accepted = await isAccepted(client, text)
        if (!accepted) first.delete(name)
        else if (!first.has(name)) first.set(name, version)
      }
    }
  } finally {
    await client.end()
  }
  return first
}

/** Accepted before, but of use only with the indexes that were made for it: without them a page reads the workspace. */
const INDEXED: Record<string, number> = {
  'list a page':
    readMigrations(MIGRATIONS_DIR).findLast(({ name }) => /^campaigns_.*_index$/.test(name))?.version ?? 0,
}

/** The version that every statement of a request needs. Each request is run once, and what it sends is noted. */
export async function requestVersions(
  db: Database,
  targets: readonly Loaded[],
  first: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const needed = new Map<string, number>()
  for (const [kind, request] of Object.entries(REQUESTS)) {
    const sent = new Set<string>()
    const live = targets.find((target) => target.live)!
    // Twice: the first claim may find nothing, and what is opened is claimed by the second.
    for (const turn of [0, 1]) await request(noting(db, sent), live, turn)
    const versions = [...sent].map((name) => first.get(name) ?? Number.POSITIVE_INFINITY)
    needed.set(kind, Math.max(...versions, INDEXED[kind] ?? 0))
  }
  return needed
}

export async function createDatabase(serverUrl: string, name: string): Promise<string> {
  const server = new Client({ connectionString: serverUrl })
  await server.connect()
  await server.query(`create database ${name}`)
  await server.end()
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

/** Every file of the store, so that no statement is forgotten. */
async function registerAll(): Promise<void> {
  const store = new URL('../../src/store/', import.meta.url)
  for (const file of readdirSync(store)) {
    if (/^[a-z-]+\.ts$/.test(file)) await import(new URL(file, store).href)
  }
}

async function isAccepted(client: Client, text: string): Promise<boolean> {
  try {
    await client.query(`prepare proof as ${text}`)
    await client.query('deallocate proof')
    return true
  } catch {
    return false
  }
}

/** The database, with the names of the statements that go through it noted. */
function noting(db: Database, names: Set<string>): Database {
  const noted = <Target extends Database | Tx>(target: Target): Target =>
    new Proxy(target, {
      get: (on, property) => {
        const value: unknown = Reflect.get(on, property, on)
        if (typeof value !== 'function') return value
        return (...given: unknown[]): unknown => {
          for (const one of given) if (isStatement(one)) names.add(one.name)
          const work = given[1]
          const passed =
            property === 'transaction' && typeof work === 'function'
              ? [
                  given[0],
                  async (tx: Tx): Promise<unknown> => await (work as (tx: Tx) => Promise<unknown>)(noted(tx)),
                ]
              : given
          return Reflect.apply(value, on, passed)
        }
      },
    })
  return noted(db)
}

function isStatement(value: unknown): value is Statement<unknown> {
  return typeof value === 'object' && value !== null && 'text' in value && 'columns' in value
}
