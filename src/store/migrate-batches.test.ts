import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createEmptyDatabase, type TestDatabase } from '../../test/database.ts'
import { formatRun, migrateDown, migrateUp, migrationStatus } from './migrate.ts'
import { readMigrations } from './migration-files.ts'

// Migrations of more than one transaction: stopped, killed, met by writers and by a second runner.

let database: TestDatabase
let dir: string
let client: Client

const TABLES = `create table workspaces (id uuid primary key);
  create table things (workspace_id uuid not null, id uuid not null, size integer not null, doubled integer,
    primary key (workspace_id, id));
  create table writes (at timestamptz not null default clock_timestamp(), rows bigint not null);
  create function count_writes() returns trigger language plpgsql as $$
  begin insert into writes (rows) select count(*) from new_rows; return null; end $$;
  create trigger things_writes after update on things referencing new table as new_rows
    for each statement execute function count_writes();`
const FILL = `-- batches: 10
with page as (select workspace_id, id from things where workspace_id = $1 and id > $2 order by id limit $3),
filled as (update things t set doubled = t.size * 2 from page
            where t.workspace_id = page.workspace_id and t.id = page.id and t.doubled is null)
select (select id from page order by id desc limit 1) as last, (select count(*) from page) as rows;`
const DROP = 'drop table workspaces, things, writes; drop function count_writes();'
const ID = `('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`

beforeEach(async () => {
  database = await createEmptyDatabase()
  dir = mkdtempSync(join(tmpdir(), 'gacm-batches-'))
  client = await connect(database.url)
  write('0001_things', TABLES, DROP)
  await migrateUp(database.url, { dir })
  // One workspace of 45 rows, one of none, and 60 of one: batches end within a workspace and go over several.
  await client.query(`insert into workspaces select ${ID} from generate_series(1, 62) n;
    insert into things (workspace_id, id, size) select (select ${ID} from (values (3)) v (n)), ${ID}, n from generate_series(1, 45) n;
    insert into things (workspace_id, id, size) select ${ID}, ${ID}, n from generate_series(4, 62) n`)
  write('0002_fill', FILL, '-- Nothing to take back.\n')
})

afterEach(async () => {
  await client.end()
  await database.drop()
  rmSync(dir, { recursive: true })
})

const ROWS = 45 + 59

describe('a backfill', () => {
  test('goes through every workspace in batches, and tells how far it is', async () => {
    const told: number[] = []
    await migrateUp(database.url, { dir, onProgress: (_, rows) => told.push(rows) })
    expect(await unfilled()).toBe(0)
    expect(told.at(-1)).toBe(ROWS)
    expect(told.length).toBeGreaterThanOrEqual(ROWS / 10)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    const { rows } = await client.query<{ most: number }>('select max(rows)::int as most from writes')
    expect(rows[0]!.most).toBeLessThanOrEqual(10)
    expect(await states()).toEqual(['applied', 'applied'])
    expect(await progressTable()).toBeNull()
  })

  test('can be stopped in the middle, shows how far it is, and goes on from there', async () => {
    const stop = new AbortController()
    const onProgress = (_: string, rows: number): void => {
      if (rows >= 30) stop.abort()
    }
    const stopped = migrateUp(database.url, { dir, onProgress, signal: stop.signal })
    await expect(stopped).rejects.toThrow('0002_fill.up.sql was stopped: 30 rows are done')
    const status = await migrationStatus(database.url, { dir })
    expect(status[1]).toMatchObject({ state: 'started', rows: 30 })
    const before = await writes()
    await migrateUp(database.url, { dir })
    expect(await unfilled()).toBe(0)
    expect((await writes()) - before, 'no row was written twice').toBe(ROWS - 30)
    expect(await states()).toEqual(['applied', 'applied'])
  })

  test('can be killed in the middle of a batch, and loses that batch alone', async () => {
    const blocker = await connect(database.url)
    await blocker.query(`begin; select from things where size = 25 for update`)
    write('0002_fill', `-- lock-timeout: 1min\n${FILL}`, '-- Nothing to take back.\n')
    const child = startRunner()
    await until(async () => (await waiting()) === 1)
    child.kill('SIGKILL')
    await once(child, 'exit')
    await blocker.query('commit')
    await blocker.end()
    expect((await migrationStatus(database.url, { dir }))[1]).toMatchObject({ state: 'started', rows: 20 })
    await migrateUp(database.url, { dir })
    expect(await unfilled()).toBe(0)
    expect(await writes()).toBe(ROWS)
  })

  test('is harmless when it runs twice, and when two run it at once', async () => {
    const runs = await Promise.all([1, 2].map(async () => await migrateUp(database.url, { dir })))
    expect(runs.map(({ steps }) => steps.length).sort((a, b) => a - b)).toEqual([0, 1])
    await client.query('delete from schema_migrations where version = 2')
    await migrateUp(database.url, { dir })
    expect(await unfilled()).toBe(0)
    expect(await writes()).toBe(ROWS)
  })

  test('meets writers, gives way to them, and leaves what they wrote', async () => {
    const writer = await connect(database.url)
    await writer.query(`begin; update things set doubled = -1 where size = 25`)
    const log = pino(
      { level: 'warn' },
      { write: () => void writer.query('commit').then(async () => await writer.end()) },
    )
    write('0002_fill', `-- lock-timeout: 20ms\n${FILL}`, '-- Nothing to take back.\n')
    await migrateUp(database.url, { dir, log })
    expect(await unfilled()).toBe(0)
    const { rows } = await client.query(`select doubled from things where size = 25 and doubled < 0`)
    expect(rows).toHaveLength(2)
  })

  test('begins anew when its file was changed while it was under way', async () => {
    const stop = new AbortController()
    const stopped = migrateUp(database.url, { dir, onProgress: () => stop.abort(), signal: stop.signal })
    await expect(stopped).rejects.toThrow('was stopped')
    write('0002_fill', FILL.replace('* 2', '* 3').replace(' and t.doubled is null', ''), '-- Nothing.\n')
    await migrateUp(database.url, { dir })
    const { rows } = await client.query('select from things where doubled is distinct from size * 3')
    expect(rows).toEqual([])
  })

  test('that was stopped is forgotten on the way back', async () => {
    const stop = new AbortController()
    const stopped = migrateUp(database.url, { dir, onProgress: () => stop.abort(), signal: stop.signal })
    await expect(stopped).rejects.toThrow('was stopped')
    await migrateDown(database.url, { dir, to: 0 })
    expect(await progressTable()).toBeNull()
  })

  test('keeps what is done when a batch fails', async () => {
    await client.query('alter table things add constraint things_small check (doubled < 60)')
    await expect(migrateUp(database.url, { dir })).rejects.toThrow(
      /0002_fill.*things_small.*What was done before is kept/,
    )
    expect((await migrationStatus(database.url, { dir }))[1]).toMatchObject({ state: 'started', rows: 20 })
  })

  test('is shown by a dry run with the size of its batches', async () => {
    const text = formatRun(await migrateUp(database.url, { dir, dryRun: true }))
    expect(text).toContain(
      '-- 0002_fill.up.sql (again and again, in transactions of 10 rows, workspace by workspace)',
    )
    expect(await unfilled()).toBe(ROWS)
  })

  test.each([
    ['no size', FILL.replace('batches: 10', 'batches: many'), 'must say how many rows a batch has'],
    ['two statements', `${FILL}\nselect $1, $2, $3;`, 'must hold one statement, not 2'],
    ['no cursor', FILL.replaceAll('$2', `'x'`), 'no $2'],
    ['two marks', `-- no-transaction\n${FILL}`, 'is marked both'],
  ])('is refused with %s', (_, sql, message) => {
    write('0002_fill', sql, '-- Nothing.\n')
    expect(() => readMigrations(dir)).toThrow(message)
  })

  test('is refused on the way back', () => {
    write('0002_fill', FILL, FILL)
    expect(() => readMigrations(dir)).toThrow('is a way back')
  })
})

describe('a file with a transaction for each statement', () => {
  const EACH = `-- transaction-per-statement\n-- lock-timeout: 20ms
    create table first (id integer);
    insert into first values (1);
    alter table things add column more integer;`

  beforeEach(() => write('0002_fill', EACH, 'drop table first; alter table things drop column more;'))

  test('goes on after the last one that is done', async () => {
    const holder = await connect(database.url)
    await holder.query('begin; lock table things in access share mode')
    let retries = 0
    const log = pino(
      { level: 'warn' },
      {
        write: () => {
          retries += 1
          if (retries === 2) void holder.query('commit')
        },
      },
    )
    await migrateUp(database.url, { dir, log })
    await holder.end()
    expect(retries).toBeGreaterThanOrEqual(2)
    const { rows } = await client.query('select id from first')
    expect(rows).toEqual([{ id: 1 }])
    expect(await states()).toEqual(['applied', 'applied'])
  })

  test('can be killed between two statements and does none of them twice', async () => {
    const holder = await connect(database.url)
    await holder.query('begin; lock table things in access share mode')
    write('0002_fill', EACH.replace('20ms', '1min'), 'drop table first; alter table things drop column more;')
    const child = startRunner()
    await until(async () => (await waiting()) === 1)
    child.kill('SIGKILL')
    await once(child, 'exit')
    await holder.end()
    expect(await states()).toEqual(['applied', 'started'])
    await migrateUp(database.url, { dir })
    const { rows } = await client.query('select id from first')
    expect(rows).toEqual([{ id: 1 }])
  })
})

function write(name: string, up: string, down: string): void {
  writeFileSync(join(dir, `${name}.up.sql`), up)
  writeFileSync(join(dir, `${name}.down.sql`), down)
}

function startRunner(): ChildProcess {
  const runner = new URL('./migrate.ts', import.meta.url).href
  const program = `import { migrateUp } from ${JSON.stringify(runner)}
    await migrateUp(${JSON.stringify(database.url)}, { dir: ${JSON.stringify(dir)} })`
  return spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'ignore' })
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  await vi.waitFor(async () => expect(await condition()).toBe(true), { timeout: 10_000, interval: 20 })
}

async function connect(url: string): Promise<Client> {
  const made = new Client({ connectionString: url })
  await made.connect()
  return made
}

/** Runners that wait for a lock of somebody else. */
async function waiting(): Promise<number> {
  const { rowCount } = await client.query(
    `select from pg_stat_activity
      where application_name = 'gacm migrate' and wait_event_type = 'Lock' and datname = current_database()`,
  )
  return rowCount ?? 0
}

async function number(sql: string): Promise<number> {
  const { rows } = await client.query<{ n: number }>(sql)
  return rows[0]!.n
}

async function unfilled(): Promise<number> {
  return await number('select count(*)::int as n from things where doubled is null')
}

async function writes(): Promise<number> {
  return await number('select coalesce(sum(rows), 0)::int as n from writes')
}

async function progressTable(): Promise<string | null> {
  const { rows } = await client.query(`select to_regclass('schema_migration_progress')::text as name`)
  return rows[0].name
}

async function states(): Promise<string[]> {
  return (await migrationStatus(database.url, { dir })).map(({ state }) => state)
}
