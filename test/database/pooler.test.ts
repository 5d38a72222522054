import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../src/base/ids.ts'
import { Database, type DatabaseOptions } from '../../src/store/db.ts'
import { migrateUp, migrationStatus } from '../../src/store/migrate.ts'
import { statement } from '../../src/store/statement.ts'
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../database.ts'
import { startPgBouncer, startSmallPooler, type TransactionPooler } from '../transaction-pooler.ts'

const ADD_WORKSPACE = statement('pooler_add', 'insert into workspaces (id, name) values ($1, $2)')
const ADD_ACCOUNT = statement(
  'pooler_add_account',
  `insert into accounts (workspace_id, id, customer_id, name, currency_code, time_zone, environment)
   values ($1, $2, '1234567890', 'a', 'EUR', 'Europe/Berlin', 'EMULATOR')`,
)
/** Everything that is to be seen, with no condition: only the context of the transaction stands between the tenants. */
const SEEN = statement<{ seen: string }>(
  'pooler_seen',
  `select coalesce(string_agg(workspace_id::text, ' '), 'nothing') as seen from accounts`,
  { seen: 'text' },
)
const LEFT_BEHIND = statement<{ left: string }>(
  'pooler_left',
  `select concat_ws(' ', current_setting('app.workspace_id', true), current_setting('app.user_id', true)) as left`,
  { left: 'text' },
)
const TOUCH = statement('pooler_touch', 'update accounts set synced_at = clock_timestamp()')
const FAIL = statement('pooler_fail', 'select 1 / 0')

let database: TestDatabase
const poolers: Record<string, TransactionPooler> = {}
const opened: Database[] = []
const POOLERS = ['the small pooler', 'PgBouncer']

beforeAll(async () => {
  database = await createTestDatabase()
  for (const pooler of POOLERS) poolers[pooler] = await start(pooler, database.url)
})
afterAll(async () => {
  for (const db of opened) await db.close()
  for (const pooler of Object.values(poolers)) await pooler.close()
  await database.drop()
})

/** Where PgBouncer is not installed, the small one stands in for it: nothing is left untested without a word. */
async function start(pooler: string, url: string): Promise<TransactionPooler> {
  const bouncer = pooler === 'PgBouncer' ? await startPgBouncer(url) : undefined
  return bouncer ?? (await startSmallPooler(url))
}

function open(pooler: string, options: DatabaseOptions): Database {
  const db = new Database(poolers[pooler]!.url, options)
  opened.push(db)
  return db
}

describe.each(['the small pooler', 'PgBouncer'])('behind %s in transaction mode', (pooler) => {
  it('thirty clients on five connections each see their own workspace alone, and no statement gets lost', async () => {
    const db = open(pooler, { max: 30, prepare: false })
    const workspaces = await Promise.all(
      Array.from({ length: 30 }, async () => {
        const workspaceId = newId()
        await db.run('system', ADD_WORKSPACE, [workspaceId, workspaceId])
        await db.run({ workspaceId }, ADD_ACCOUNT, [workspaceId, newId()])
        return workspaceId
      }),
    )
    const wrong: unknown[] = []
    const stranger = new Client({ connectionString: poolers[pooler]!.url })
    await stranger.connect()
    const check = (expected: string, found: string | undefined): void => {
      if (found !== expected) wrong.push({ expected, found })
    }
    await Promise.all(
      workspaces.map(async (workspaceId) => {
        for (let round = 0; round < 20; round += 1) {
          check(workspaceId, (await db.one({ workspaceId }, SEEN))?.seen)
          check('nothing', (await db.one('system', SEEN))?.seen)
          await db.transaction({ workspaceId }, async (tx) => {
            const [touched, seen] = await Promise.all([tx.run(TOUCH), tx.one(SEEN)])
            check('1', String(touched))
            check(workspaceId, seen?.seen)
            check(workspaceId, (await tx.one(LEFT_BEHIND))?.left.trim())
          })
          // Somebody else on the connections that we had: a report, or another program behind the same pooler.
          const [row] = (await stranger.query<{ left: string }>(LEFT_BEHIND.text)).rows
          check('', row?.left.trim())
          // A failed one leaves nothing either.
          await db.transaction({ workspaceId }, (tx) => tx.run(FAIL)).catch(() => {})
          check('', (await db.one('system', LEFT_BEHIND))?.left.trim())
        }
      }),
    )
    await stranger.end()
    expect(wrong).toEqual([])
  }, 60_000)

  it('migrations refuse to run, also while nobody else is there', async () => {
    const empty = await createEmptyDatabase()
    const alone = await start(pooler, empty.url)
    try {
      await expect(migrateUp(alone.url)).rejects.toMatchObject({
        code: 'misconfigured',
        message: expect.stringContaining('direct connection') as string,
      })
      expect((await migrationStatus(empty.url)).filter(({ state }) => state !== 'pending')).toEqual([])
    } finally {
      await alone.close()
      await empty.drop()
    }
  })
})

it('statements with names do not work there: that is what the switch is for', async () => {
  const db = open('the small pooler', { max: 30, prepare: true })
  const ended = await Promise.allSettled(Array.from({ length: 200 }, () => db.one('system', SEEN)))
  const refused = ended.filter((end) => end.status === 'rejected')
  expect(refused.length).toBeGreaterThan(0)
  expect(String((refused[0] as PromiseRejectedResult).reason)).toMatch(/prepared statement/)
})
