import { Client } from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { newId } from '../../src/base/ids.ts'
import { AppError } from '../../src/base/errors.ts'
import { Database } from '../../src/store/db.ts'
import { migrateUp } from '../../src/store/migrate.ts'
import { statement } from '../../src/store/statement.ts'
import { PostgresServer } from '../postgres-server.ts'

const ADD = statement('outage_add', 'insert into workspaces (id, name) values ($1, $2)')

let server: PostgresServer
let db: Database

beforeAll(async () => {
  server = await PostgresServer.start()
  await migrateUp(server.url)
  db = new Database(server.url)
})
afterAll(async () => {
  await db.close()
  await server.close()
})

/** What a writer was told about each of its rows. */
interface Ledger {
  done: Set<string>
  /** Refused before anything can have been done. */
  refused: Set<string>
  /** "Look whether it was." */
  unknown: Set<string>
}

async function write(ledger: Ledger, count: number): Promise<void> {
  const id = newId()
  const again = newId()
  try {
    // Two rows in one transaction: both or neither.
    if (count % 2 === 0) await db.run('system', ADD, [id, id])
    else
      await db.transaction('system', async (tx) => {
        await tx.run(ADD, [id, id])
        await tx.run(ADD, [again, `twin of ${id}`])
      })
    ledger.done.add(id)
  } catch (error) {
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ code: 'unavailable' })
    const unknown = (error as AppError).message.includes('Look whether it was')
    ledger[unknown ? 'unknown' : 'refused'].add(id)
  }
}

it('a server killed three times under writers: what was reported done is there, what was refused is not, and work goes on by itself', async () => {
  const ledger: Ledger = { done: new Set(), refused: new Set(), unknown: new Set() }
  const stop = new AbortController()
  const writers = Array.from({ length: 20 }, async () => {
    for (let count = 0; !stop.signal.aborted; count += 1) {
      await write(ledger, count)
      await new Promise((resolve) => setImmediate(resolve))
    }
  })
  for (let kills = 0; kills < 3; kills += 1) {
    const before = ledger.done.size
    // The same pool, untouched, serves again.
    await vi.waitFor(() => expect(ledger.done.size).toBeGreaterThan(before + 200), 20_000)
    const refusedBefore = ledger.refused.size
    await server.kill()
    await vi.waitFor(() => expect(ledger.refused.size).toBeGreaterThan(refusedBefore), 20_000)
    await server.start()
  }
  const before = ledger.done.size
  await vi.waitFor(() => expect(ledger.done.size).toBeGreaterThan(before + 200), 20_000)
  stop.abort()
  await Promise.all(writers)

  const owner = new Client({ connectionString: server.url })
  await owner.connect()
  const { rows } = await owner.query<{ name: string }>('select name from workspaces')
  await owner.end()
  const present = new Set(rows.map(({ name }) => name).filter((name) => !name.startsWith('twin')))
  const twins = rows.filter(({ name }) => name.startsWith('twin')).map(({ name }) => name.slice(8))
  expect([...ledger.done.difference(present)]).toEqual([])
  expect([...ledger.refused.intersection(present)]).toEqual([])
  expect([...present.difference(ledger.done).difference(ledger.unknown)]).toEqual([])
  // A transaction that was tried again left nothing of its first try.
  expect(twins.filter((name) => !present.has(name))).toEqual([])
  expect(rows).toHaveLength(present.size + new Set(twins).size)
  expect(ledger.unknown.size).toBeLessThanOrEqual(60)
}, 120_000)
