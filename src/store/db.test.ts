import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestWorkspace, createTestWorld, type TestWorld } from '../../test/workspace.ts'
import { Database, type Tx } from './db.ts'
import { statement } from './statement.ts'

const COUNT_ALL = statement<{ n: number }>(
  'test_count_accounts',
  'select count(*)::integer as n from accounts',
  { n: 'int4' },
)
const TOUCH_ALL = statement('test_touch_accounts', 'update accounts set synced_at = now()')
const FAIL = statement('test_fail', 'select 1 / 0')
const ONE = statement<{ one: number }>('test_one', 'select 1 as one', { one: 'int4' })
const MOVE = statement('test_move_account', 'update accounts set workspace_id = $1')
const INSERT_KEY = statement(
  'test_insert_key',
  `insert into idempotency_keys (workspace_id, key, request_sha256, status, headers, body)
   values ($1, 'k', repeat('a', 64), 200, '{}', '')`,
)
const READ_USERS_KEYS = statement('test_read_keys', 'select * from api_keys')
const READ_PLAN = statement('test_read_plan', 'select plan from publications')
const ERASE_HISTORY = statement('test_erase_history', 'delete from revisions')
const EDIT_AUDIT = statement('test_edit_audit', `update audit_log set actor = 'nobody'`)

let world: TestWorld
let mine: string
let theirs: string

beforeAll(async () => {
  world = await createTestWorld()
  mine = (await createTestWorkspace(world.ctx)).actor.workspaceId
  theirs = (await createTestWorkspace(world.ctx)).actor.workspaceId
})
afterAll(async () => await world.close())

describe('a transaction', () => {
  it('refuses statements after its end', async () => {
    let kept: Tx | undefined
    await world.ctx.db.transaction('system', async (tx) => {
      kept = tx
      await tx.one(ONE)
    })
    await expect(kept!.one(ONE)).rejects.toThrow('after its transaction ended')
  })

  it('is never reported as done when a statement in it failed and the failure was swallowed', async () => {
    const work = world.ctx.db.transaction('system', async (tx) => {
      await tx.run(FAIL).catch(() => {})
    })
    await expect(work).rejects.toThrow('rolled back')
  })

  it('sees what others have committed, whatever the default of the database is', async () => {
    const owner = new Client({ connectionString: world.databaseUrl })
    await owner.connect()
    await owner.query(
      `alter database "${owner.database}" set default_transaction_isolation = 'repeatable read'`,
    )
    const single = new Database(world.databaseUrl, { max: 1 })
    const shown = statement<{ level: string }>(
      'test_isolation',
      `select current_setting('transaction_isolation') as level`,
      { level: 'text' },
    )
    expect(await single.one('system', shown)).toEqual({ level: 'read committed' })
    await single.close()
    await owner.query(`alter database "${owner.database}" reset default_transaction_isolation`)
    await owner.end()
  })

  it('reads the tables of the schema, whatever temporary ones stand on the connection', async () => {
    const single = new Database(world.databaseUrl, { max: 1 })
    const temporary = statement('test_temporary', 'create temporary table accounts (like accounts)')
    const owner = new Client({ connectionString: world.databaseUrl })
    await owner.connect()
    await owner.query(`grant temporary on database "${owner.database}" to gacm_app`)
    await owner.end()
    await single.run({ workspaceId: mine }, temporary)
    expect(await single.one({ workspaceId: mine }, COUNT_ALL)).toEqual({ n: 1 })
    await single.close()
  })

  it('gives the connection back clean: the next one has no workspace', async () => {
    const single = new Database(world.databaseUrl, { max: 1 })
    await single.one({ workspaceId: mine }, COUNT_ALL)
    expect(await single.one('system', COUNT_ALL)).toEqual({ n: 0 })
    await single.close()
  })

  it('works without names for statements, as a pooler needs it', async () => {
    const unnamed = new Database(world.databaseUrl, { max: 1, prepare: false })
    expect(await unnamed.one({ workspaceId: mine }, COUNT_ALL)).toEqual({ n: 1 })
    await unnamed.close()
  })

  it('goes on after the server has cut the connection', async () => {
    const single = new Database(world.databaseUrl, { max: 1 })
    await single.one('system', ONE)
    const owner = new Client({ connectionString: world.databaseUrl })
    await owner.connect()
    await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and application_name = 'gacm'`)
    await owner.end()
    const answers: unknown[] = []
    for (let tries = 0; tries < 5 && answers.length === 0; tries += 1) {
      await single.one('system', ONE).then(
        (row) => answers.push(row),
        (error: { code?: string }) => expect(error.code).toBe('unavailable'),
      )
    }
    expect(answers).toEqual([{ one: 1 }])
    await single.close()
  })

  it('says that the database does not answer, in words', async () => {
    const nowhere = new Database('postgres://nobody:nothing@127.0.0.1:9/none', { max: 1 })
    await expect(nowhere.one('system', ONE)).rejects.toMatchObject({
      code: 'unavailable',
      retryAfterSeconds: 2,
    })
    await nowhere.close()
  })
})

describe('row level security', () => {
  it('a statement without a condition sees and changes the own workspace alone', async () => {
    const { db } = world.ctx
    expect(await db.one({ workspaceId: mine }, COUNT_ALL)).toEqual({ n: 1 })
    expect(await db.run({ workspaceId: mine }, TOUCH_ALL)).toBe(1)
    expect(await db.one('system', COUNT_ALL)).toEqual({ n: 0 })
  })

  it('a row cannot be moved into another workspace', async () => {
    await expect(world.ctx.db.run({ workspaceId: mine }, MOVE, [theirs])).rejects.toThrow('permission denied')
    await expect(world.ctx.db.run({ workspaceId: mine }, INSERT_KEY, [theirs])).rejects.toThrow(
      'row-level security',
    )
  })

  it('a worker sees the queue and neither plans nor keys', async () => {
    await expect(world.ctx.db.many('worker', READ_PLAN)).rejects.toThrow('permission denied')
    await expect(world.ctx.db.many('worker', READ_USERS_KEYS)).rejects.toThrow('permission denied')
  })

  it('history cannot be changed by the application', async () => {
    await expect(world.ctx.db.run({ workspaceId: mine }, ERASE_HISTORY)).rejects.toThrow('permission denied')
    await expect(world.ctx.db.run({ workspaceId: mine }, EDIT_AUDIT)).rejects.toThrow('permission denied')
  })

  it('is forced on every table that has a workspace', async () => {
    const owner = new Client({ connectionString: world.databaseUrl })
    await owner.connect()
    const { rows } = await owner.query(`
      select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and a.attname = 'workspace_id'
         and not (c.relrowsecurity and c.relforcerowsecurity)`)
    await owner.end()
    // A set-up link is found before anybody belongs to a workspace; its table is the program's, not a tenant's.
    expect(rows).toEqual([{ relname: 'setup_links' }])
  })
})
