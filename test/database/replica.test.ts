import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { newId } from '../../src/base/ids.ts'
import { Database, type DatabaseOptions } from '../../src/store/db.ts'
import { migrateUp } from '../../src/store/migrate.ts'
import { LIMITS } from '../../src/store/db-transaction.ts'
import { Replica } from '../../src/store/replica.ts'
import { assertReplica } from '../../src/store/replica-check.ts'
import { statement } from '../../src/store/statement.ts'
import { PostgresServer } from '../postgres-server.ts'

const ADD_WORKSPACE = statement('replica_add', 'insert into workspaces (id, name) values ($1, $2)')
const ADD_ACCOUNT = statement(
  'replica_add_account',
  `insert into accounts (workspace_id, id, customer_id, name, currency_code, time_zone, environment)
   values ($1, $2, '1234567890', 'a', 'EUR', 'Europe/Berlin', 'EMULATOR')`,
)
const TOUCH = statement(
  'replica_touch',
  `update accounts set synced_at = to_timestamp($2::integer) where workspace_id = $1`,
)
const READ = statement<{ seconds: number; replica: boolean }>(
  'replica_read',
  `select extract(epoch from synced_at)::integer as seconds, pg_is_in_recovery() as replica from accounts where workspace_id = $1`,
  { seconds: 'int4', replica: 'bool' },
)

let primary: PostgresServer
let standby: PostgresServer
let onStandby: Client
const opened: Database[] = []

beforeAll(async () => {
  primary = await PostgresServer.start()
  await migrateUp(primary.url)
  standby = await PostgresServer.startReplicaOf(primary)
  onStandby = await clientOf(standby)
}, 120_000)
afterEach(async () => {
  for (const db of opened.splice(0)) await db.close()
})
afterAll(async () => {
  await onStandby.end()
  await standby.close()
  await primary.close()
})

async function clientOf(server: PostgresServer): Promise<Client> {
  const client = new Client({ connectionString: server.url })
  client.on('error', () => {})
  await client.connect()
  return client
}

/** A program with its replica, once it reads there. */
async function open(replica: DatabaseOptions['replica'] = {}): Promise<Database> {
  const db = new Database(primary.url, { replicaUrl: standby.url, replica: { lookMs: 20, ...replica } })
  opened.push(db)
  await becomes(db, 'used')
  return db
}

async function becomes(db: Database, state: string): Promise<void> {
  await vi.waitFor(() => expect(db.standing.replica?.state).toBe(state), 15_000)
}

async function makeWorkspace(db: Database): Promise<{ workspaceId: string }> {
  const workspaceId = newId()
  await db.run('system', ADD_WORKSPACE, [workspaceId, workspaceId])
  await db.run({ workspaceId }, ADD_ACCOUNT, [workspaceId, newId()])
  return { workspaceId }
}

const write = async (db: Database, scope: { workspaceId: string }, seconds: number): Promise<number> =>
  await db.run(scope, TOUCH, [scope.workspaceId, seconds])
const read = async (db: Database, scope: { workspaceId: string }) =>
  await db.reader.one(scope, READ, [scope.workspaceId])

/** Once the replica has everything that was written so far. */
async function readOnReplica(db: Database, scope: { workspaceId: string }) {
  return await vi.waitFor(async () => {
    const row = await read(db, scope)
    expect(row?.replica).toBe(true)
    return row
  }, 15_000)
}

describe('reads', () => {
  it('go to the replica, and writes and everything else to the primary', async () => {
    const db = await open()
    const scope = await makeWorkspace(db)
    await write(db, scope, 7)
    expect(await readOnReplica(db, scope)).toEqual({ seconds: 7, replica: true })
    expect(await db.one(scope, READ, [scope.workspaceId])).toEqual({ seconds: 7, replica: false })
    expect(await db.transaction(scope, (tx) => tx.one(READ, [scope.workspaceId]))).toMatchObject({
      replica: false,
    })
    expect(db.standing.replica).toMatchObject({ reads: { replica: expect.any(Number) as number } })
  })

  it('never show less than was written before, whoever of the workspace reads', async () => {
    const db = await open({ lookMs: 5 })
    const scopes = await Promise.all(Array.from({ length: 8 }, () => makeWorkspace(db)))
    const stale: unknown[] = []
    const before = db.standing.replica!.reads
    await Promise.all(
      scopes.map(async (scope) => {
        for (let seconds = 1; seconds <= 150; seconds += 1) {
          if (seconds % 2 === 0) await write(db, scope, seconds)
          else await db.transaction(scope, (tx) => tx.run(TOUCH, [scope.workspaceId, seconds]))
          for (let reads = 0; reads < 4; reads += 1) {
            const row = await read(db, scope)
            if (row?.seconds !== seconds) stale.push({ seconds, row })
          }
        }
      }),
    )
    expect(stale).toEqual([])
    // Both were at it, or nothing was tested.
    const { replica, primary: fromPrimary } = db.standing.replica!.reads
    expect(replica - before.replica).toBeGreaterThan(100)
    expect(fromPrimary - before.primary).toBeGreaterThan(100)
  }, 60_000)

  it('of a workspace that wrote go to the primary while the replica stands still, those of others do not', async () => {
    const db = await open({ maxLagMs: 3_600_000 })
    const [mine, theirs] = [await makeWorkspace(db), await makeWorkspace(db)]
    await write(db, mine, 1)
    await write(db, theirs, 1)
    await readOnReplica(db, mine)
    await readOnReplica(db, theirs)
    await onStandby.query('select pg_wal_replay_pause()')
    try {
      await write(db, mine, 2)
      for (let reads = 0; reads < 50; reads += 1)
        expect(await read(db, mine)).toEqual({ seconds: 2, replica: false })
      expect(await read(db, theirs)).toEqual({ seconds: 1, replica: true })
    } finally {
      await onStandby.query('select pg_wal_replay_resume()')
    }
    expect(await readOnReplica(db, mine)).toEqual({ seconds: 2, replica: true })
  })

  it('in another process show what a caller brings along, and would not without', async () => {
    const writing = await open({ maxLagMs: 3_600_000 })
    const reading = await open({ maxLagMs: 3_600_000 })
    const scope = await makeWorkspace(writing)
    await write(writing, scope, 1)
    await readOnReplica(writing, scope)
    await onStandby.query('select pg_wal_replay_pause()')
    try {
      await write(writing, scope, 2)
      expect(await read(reading, scope)).toEqual({ seconds: 1, replica: true })
      reading.seen(scope.workspaceId, writing.positionOf(scope.workspaceId)!)
      expect(await read(reading, scope)).toEqual({ seconds: 2, replica: false })
    } finally {
      await onStandby.query('select pg_wal_replay_resume()')
    }
  })
})

it('what is known of a replica is not believed: it is asked again on the connection that reads', async () => {
  const sending = { prepare: true, limits: LIMITS }
  const primaryPosition = async (): Promise<string> => '0/0'
  const replica = new Replica(standby.url, { sending, primaryPosition, lookMs: 3_600_000 })
  try {
    await replica.look()
    const scope = { workspaceId: newId() }
    expect(await replica.read(scope, READ, [scope.workspaceId])).toMatchObject({ rows: [] })
    // As if another one had come to stand behind the address, which has not replayed as much.
    replica.positions.wrote(scope, 'FFFF/0')
    replica.positions.replicaIsAt(0xffff_00000000n)
    expect(await replica.read(scope, READ, [scope.workspaceId])).toBeUndefined()
    expect(await replica.read({ workspaceId: newId() }, READ, [newId()])).toMatchObject({ rows: [] })
  } finally {
    await replica.close()
  }
})

describe('a replica that', () => {
  it('falls too far behind is not read at all, until it has caught up', async () => {
    const db = await open({ maxLagMs: 200 })
    const scope = await makeWorkspace(db)
    await readOnReplica(db, scope)
    await onStandby.query('select pg_wal_replay_pause()')
    try {
      await write(db, await makeWorkspace(db), 1)
      await becomes(db, 'behind')
      expect(await read(db, scope)).toMatchObject({ replica: false })
      expect(db.standing.replica!.lagMs).toBeGreaterThan(200)
    } finally {
      await onStandby.query('select pg_wal_replay_resume()')
    }
    await becomes(db, 'used')
    await readOnReplica(db, scope)
  })

  it('is killed costs no reader anything, and is read again when it is back', async () => {
    const db = await open()
    const scope = await makeWorkspace(db)
    await write(db, scope, 1)
    await readOnReplica(db, scope)
    const stop = new AbortController()
    let reads = 0
    const readers = Array.from({ length: 8 }, async () => {
      for (; !stop.signal.aborted; reads += 1) {
        expect(await read(db, scope)).toMatchObject({ seconds: 1 })
        await new Promise((resolve) => setImmediate(resolve))
      }
    })
    const all = Promise.all(readers)
    await standby.kill()
    await becomes(db, 'away')
    const away = reads
    await vi.waitFor(() => expect(reads).toBeGreaterThan(away + 50), 10_000)
    await standby.start()
    await becomes(db, 'used')
    stop.abort()
    await all
    expect(await readOnReplica(db, scope)).toEqual({ seconds: 1, replica: true })
    onStandby = await clientOf(standby)
  }, 60_000)
})

describe('at the start', () => {
  it('a server that takes writes of its own is refused', async () => {
    await expect(assertReplica(primary.url, primary.url)).rejects.toMatchObject({
      code: 'misconfigured',
      message: expect.stringMatching(/^DATABASE_REPLICA_URL: that server is not a replica/) as string,
    })
    await expect(assertReplica(primary.url, standby.url)).resolves.toBeUndefined()
  })

  it('a password that is wrong is refused, a server that is away is waited for', async () => {
    const wrong = new URL(standby.url)
    wrong.password = 'wrong'
    await expect(assertReplica(primary.url, wrong.href)).rejects.toMatchObject({ code: 'misconfigured' })
    await expect(assertReplica(primary.url, 'postgres://x@127.0.0.1:9/x')).resolves.toBeUndefined()
  })

  it('a primary that comes to stand behind the address later is not read', async () => {
    const db = new Database(primary.url, { replicaUrl: primary.url, replica: { lookMs: 20 } })
    opened.push(db)
    await becomes(db, 'not_a_replica')
    const scope = await makeWorkspace(db)
    await read(db, scope)
    expect(db.standing.replica!.reads).toEqual({ replica: 0, primary: 1 })
  })
})
