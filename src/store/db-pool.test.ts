import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { startTcpProxy } from '../../test/tcp-proxy.ts'
import { Database, type DatabaseOptions, type Tx } from './db.ts'
import { statement } from './statement.ts'

const ONE = statement<{ one: number }>('pool_one', 'select 1 as one', { one: 'int4' })
const SLEEP = statement('pool_sleep', 'select pg_sleep($1)')
const BACKEND = statement<{ pid: number }>('pool_backend', 'select pg_backend_pid() as pid', { pid: 'int4' })
const ADD = statement('pool_add', 'insert into workspaces (id, name) values (gen_random_uuid(), $1)')
const COUNT = statement<{ n: number }>(
  'pool_count',
  'select count(*)::integer as n from workspaces where name = $1',
  { n: 'int4' },
)
/** What the server says when its disk is full. */
const DISK_FULL = statement(
  'pool_disk_full',
  `do $$ begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$`,
)

let database: TestDatabase
let owner: Client
const closers: (() => Promise<void>)[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  owner = new Client({ connectionString: database.url })
  await owner.connect()
})
afterAll(async () => {
  for (const close of closers.toReversed()) await close()
  await owner.end()
  await database.drop()
})

function open(options: DatabaseOptions, url = database.url): Database {
  const made = new Database(url, options)
  closers.push(() => made.close())
  return made
}

describe('more callers than connections', () => {
  it('of a thousand, those that can be served wait and the others are refused at once', async () => {
    const db = open({ max: 2 })
    const callers = Array.from({ length: 1_000 }, () => db.run('system', SLEEP, [0.01]))
    // Nobody has been served yet: two are connecting, sixteen wait behind each.
    const ended = Promise.allSettled(callers)
    expect(db.load).toMatchObject({ total: 2, waiting: 32 })
    const refused = (await ended).filter((end) => end.status === 'rejected')
    expect(refused).toHaveLength(1_000 - 34)
    for (const { reason } of refused)
      expect(reason).toMatchObject({
        code: 'unavailable',
        retryAfterSeconds: 2,
        message: expect.stringContaining('more to do') as string,
      })
    expect(db.load).toMatchObject({ waiting: 0 })
  })

  it('a health check has a connection of its own, and twenty at once use it together', async () => {
    const db = open({ max: 1, waitMs: 1_000 })
    let release = (): void => {}
    const gate = new Promise<void>((resolve) => (release = resolve))
    const holding = db.transaction('system', async (tx) => {
      await tx.one(ONE)
      await gate
    })
    await expect(db.one('system', ONE)).rejects.toMatchObject({ code: 'unavailable' })
    await Promise.all(Array.from({ length: 20 }, () => db.ping()))
    const { rows } = await owner.query<{ n: number }>(
      `select count(*)::integer as n from pg_stat_activity
        where datname = current_database() and application_name = 'gacm' and query = 'select 1'`,
    )
    expect(rows).toEqual([{ n: 1 }])
    release()
    await holding
  })
})

describe('a connection that was idle', () => {
  it('and is swallowed by the network is found out before it is used, and all of its time with it', async () => {
    const proxy = await startTcpProxy(database.url)
    closers.push(() => proxy.close())
    const db = open({ max: 3, testAfterMs: 50 }, proxy.url)
    await Promise.all([1, 2, 3].map(() => db.run('system', SLEEP, [0.05])))
    expect(proxy.accepted).toBe(3)
    proxy.swallow()
    const suspectAt = performance.now() + 60
    await vi.waitFor(() => expect(performance.now()).toBeGreaterThan(suspectAt))
    await db.run('system', ADD, ['swallowed'])
    expect(await db.one('system', COUNT, ['swallowed'])).toEqual({ n: 1 })
    // One of the old ones was tested; the others were not even tried.
    await Promise.all([1, 2, 3].map(() => db.run('system', SLEEP, [0.05])))
    expect(proxy.accepted).toBeLessThanOrEqual(6)
  })

  it('and is ended by the server is replaced without a word', async () => {
    const db = open({ max: 2, testAfterMs: 0 })
    await Promise.all([db.run('system', SLEEP, [0.01]), db.run('system', SLEEP, [0.01])])
    const { pid } = (await db.one('system', BACKEND))!
    await owner.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and application_name = $1 and datname = current_database()',
      ['gacm'],
    )
    expect((await db.one('system', BACKEND))!.pid).not.toBe(pid)
  })
})

describe('what takes too long ends by itself, in words, and is not tried again', () => {
  it('a statement', async () => {
    const db = open({ max: 1, limits: { statementMs: 50 } })
    await expect(db.run('system', SLEEP, [60])).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('longer than it may') as string,
    })
    expect(await db.one('system', ONE)).toEqual({ one: 1 })
  })

  it('waiting for somebody else’s lock', async () => {
    const db = open({ max: 1, limits: { lockMs: 50 } })
    await owner.query('begin; lock table workspaces')
    try {
      await expect(db.run('system', ADD, ['locked'])).rejects.toMatchObject({
        code: 'unavailable',
        message: expect.stringContaining('Somebody else is changing') as string,
      })
    } finally {
      await owner.query('rollback')
    }
  })

  it('doing nothing inside a transaction: the server ends it, and nothing of it is kept', async () => {
    const db = open({ max: 1, limits: { idleInTransactionMs: 50 } })
    const work = vi.fn<(tx: Tx) => Promise<void>>(async (tx) => {
      await tx.run(ADD, ['left alone'])
      const { pid } = (await tx.one(BACKEND))!
      await vi.waitFor(async () => {
        const { rowCount } = await owner.query('select from pg_stat_activity where pid = $1', [pid])
        expect(rowCount).toBe(0)
      }, 10_000)
      await tx.one(ONE)
    })
    await expect(db.transaction('system', work)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('between two steps') as string,
    })
    expect(work).toHaveBeenCalledTimes(1)
    expect(await db.one('system', COUNT, ['left alone'])).toEqual({ n: 0 })
  })
})

it('a migration that changes what a prepared statement answers is not noticed by anybody', async () => {
  await owner.query('create table pool_migrated as select 1 as one')
  await owner.query('grant select on pool_migrated to gacm_app')
  const all = statement<{ one: number }>('pool_migrated', 'select * from pool_migrated', { one: 'int4' })
  const db = open({ max: 12 })
  const ask = async (): Promise<unknown[]> =>
    await Promise.all(Array.from({ length: 40 }, () => db.many('system', all)))
  expect(new Set((await ask()).map((rows) => JSON.stringify(rows)))).toEqual(new Set(['[{"one":1}]']))
  await owner.query('alter table pool_migrated add column two integer default 2')
  expect(new Set((await ask()).map((rows) => JSON.stringify(rows)))).toEqual(new Set(['[{"one":1,"two":2}]']))
})

it('a full disk is said in words, keeps nothing of the transaction, and everything from before', async () => {
  const db = open({ max: 1 })
  await db.run('system', ADD, ['before the disk was full'])
  const work = db.transaction('system', async (tx) => {
    await tx.run(ADD, ['as the disk was full'])
    await tx.run(DISK_FULL)
  })
  await expect(work).rejects.toMatchObject({
    code: 'unavailable',
    retryAfterSeconds: 2,
    message: expect.stringContaining('no room left') as string,
  })
  expect(await db.one('system', COUNT, ['as the disk was full'])).toEqual({ n: 0 })
  expect(await db.one('system', COUNT, ['before the disk was full'])).toEqual({ n: 1 })
})

it('a pool that is closed leaves no connection on the server', async () => {
  const sql = `select from pg_stat_activity where datname = current_database() and application_name = 'gacm'`
  const before = (await owner.query(sql)).rowCount
  for (let round = 0; round < 20; round += 1) {
    const db = new Database(database.url, { max: 3 })
    await Promise.all([1, 2, 3].map(() => db.one('system', ONE)))
    await db.close()
    expect((await owner.query(sql)).rowCount).toBe(before)
  }
})
