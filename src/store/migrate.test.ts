import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createEmptyDatabase, type TestDatabase, testServerUrl } from '../../test/database.ts'
import {
  formatRun,
  migrateDown,
  migrateUp,
  migrationPlan,
  migrationStatus,
  verifyMigrations,
} from './migrate.ts'
import { newMigration, readMigrations } from './migration-files.ts'
import { dumpSchema } from './schema-dump.ts'

let database: TestDatabase
let dir: string
let client: Client

beforeEach(async () => {
  database = await createEmptyDatabase()
  dir = mkdtempSync(join(tmpdir(), 'gacm-migrations-'))
  client = await connect(database.url)
  write('0001_things', 'create table things (id integer primary key);', 'drop table things;')
  write('0002_name', 'alter table things add column name text;', 'alter table things drop column name;')
})

afterEach(async () => {
  await client.end()
  await database.drop()
  rmSync(dir, { recursive: true })
})

describe('a run', () => {
  test('goes up, down to a version, down to nothing, and up again', async () => {
    expect(await versions(await migrateUp(database.url, { dir }))).toEqual([1, 2])
    expect(await columns()).toEqual(['id', 'name'])
    expect(await versions(await migrateDown(database.url, { dir, to: 1 }))).toEqual([2])
    expect(await columns()).toEqual(['id'])
    expect(await versions(await migrateDown(database.url, { dir, to: 0 }))).toEqual([1])
    expect(await columns()).toEqual([])
    expect(await versions(await migrateUp(database.url, { dir }))).toEqual([1, 2])
    expect(await columns()).toEqual(['id', 'name'])
  })

  test('stops at the version asked for', async () => {
    await migrateUp(database.url, { dir, to: 1 })
    expect(await columns()).toEqual(['id'])
  })

  test('does nothing the second time', async () => {
    await migrateUp(database.url, { dir })
    expect(await migrateUp(database.url, { dir })).toEqual({ from: 2, to: 2, steps: [] })
  })

  test('is harmless four times at once', async () => {
    const runs = await Promise.all([1, 2, 3, 4].map(async () => await migrateUp(database.url, { dir })))
    expect(runs.map(({ steps }) => steps.length).sort((a, b) => a - b)).toEqual([0, 0, 0, 2])
    expect(await journal()).toEqual([1, 2])
  })

  test('gives up after a while when another run has the lock', async () => {
    await client.query('select pg_advisory_lock($1, 1)', [0x67_61_63_6d])
    await expect(migrateUp(database.url, { dir, waitMs: 1 })).rejects.toThrow(
      'Another migration run is at work',
    )
  })

  test('keeps nothing of a file that fails, and names its line', async () => {
    write(
      '0003_wrong',
      'create table more (id integer);\ninsert into things (id, nonsense)\nvalues (1, 2);',
      'drop table more;',
    )
    await expect(migrateUp(database.url, { dir })).rejects.toThrow(
      '0003_wrong.up.sql, line 2: column "nonsense"',
    )
    expect(await journal()).toEqual([1, 2])
    expect(await relation('more')).toBeNull()
  })

  test('can be killed in the middle of a file and run again', async () => {
    write(
      '0003_slow',
      'create table more (id integer);\nselect pg_advisory_xact_lock(7);',
      'drop table more;',
    )
    await client.query('select pg_advisory_lock(7)')
    const child = spawn(process.execPath, ['--input-type=module', '-e', childProgram()], { stdio: 'ignore' })
    await vi.waitFor(async () => {
      const { rowCount } = await client.query(
        `select from pg_locks where locktype = 'advisory' and not granted`,
      )
      expect(rowCount).toBe(1)
    }, 10_000)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await journal()).toEqual([1, 2])
    await client.query('select pg_advisory_unlock(7)')
    await migrateUp(database.url, { dir })
    expect(await journal()).toEqual([1, 2, 3])
  })
})

describe('a lock that somebody holds', () => {
  test('is given way to, and got when it is free', async () => {
    await migrateUp(database.url, { dir })
    write(
      '0003_more',
      '-- lock-timeout: 20ms\nalter table things add column more text;',
      'alter table things drop column more;',
    )
    const reader = await connect(database.url)
    await reader.query('begin; lock table things in access share mode')
    const retries: unknown[] = []
    const log = pino(
      { level: 'warn' },
      {
        write: (line: string) => {
          retries.push(JSON.parse(line))
          if (retries.length === 2) void reader.query('commit')
        },
      },
    )
    await migrateUp(database.url, { dir, log })
    await reader.end()
    expect(retries.length).toBeGreaterThanOrEqual(2)
    expect(retries[0]).toMatchObject({ migration: '0003_more.up.sql', tries: 1 })
    expect(await columns()).toEqual(['id', 'name', 'more'])
  })
})

describe('a file outside a transaction', () => {
  const UP =
    '-- no-transaction\ncreate unique index concurrently if not exists things_name_key on things (name);'
  const DOWN = '-- no-transaction\ndrop index concurrently if exists things_name_key;'

  test('may build an index concurrently, and take it away', async () => {
    write('0003_index', UP, DOWN)
    await migrateUp(database.url, { dir })
    expect(await relation('things_name_key')).toBe('things_name_key')
    await migrateDown(database.url, { dir, to: 2 })
    expect(await relation('things_name_key')).toBeNull()
  })

  test('names the invalid index when it fails, and replaces it the next time', async () => {
    await migrateUp(database.url, { dir })
    await client.query(`insert into things values (1, 'twice'), (2, 'twice')`)
    write('0003_index', UP, DOWN)
    await expect(migrateUp(database.url, { dir })).rejects.toThrow(
      /0003_index.*Invalid indexes now: things_name_key/,
    )
    await expect(verifyMigrations(database.url, { dir })).rejects.toThrow('at version 2 of 3')
    await client.query('delete from things where id = 2')
    await migrateUp(database.url, { dir })
    await verifyMigrations(database.url, { dir })
  })

  test('must be one statement', () => {
    write('0003_two', `${UP}\nselect 1;`, DOWN)
    expect(() => readMigrations(dir)).toThrow(
      '0003_two.up.sql is marked no-transaction and must hold one statement, not 2',
    )
  })

  test('must bear being run twice', () => {
    write('0003_once', UP.replace('if not exists ', ''), DOWN)
    expect(() => readMigrations(dir)).toThrow('must say "if not exists"')
  })
})

describe('refuses', () => {
  test('a file that was changed after it ran', async () => {
    await migrateUp(database.url, { dir })
    write('0001_things', 'create table things (id bigint primary key);', 'drop table things;')
    await expect(migrateUp(database.url, { dir })).rejects.toThrow(
      '0001_things.up.sql was changed after it ran here',
    )
    await expect(verifyMigrations(database.url, { dir })).rejects.toThrow('0001_things.up.sql was changed')
    expect(await states()).toEqual(['changed', 'applied'])
  })

  test('a database that is newer than the program', async () => {
    write('0003_more', 'select 1;', 'select 1;')
    await migrateUp(database.url, { dir })
    for (const file of readdirSync(dir).filter((name) => name.startsWith('0003'))) rmSync(join(dir, file))
    await expect(migrateUp(database.url, { dir })).rejects.toThrow('at version 3, and this program knows 2')
    await expect(verifyMigrations(database.url, { dir })).rejects.toThrow('Start the newer program')
    expect(await states()).toEqual(['applied', 'applied', 'unknown'])
  })

  test('a journal with a hole', async () => {
    await migrateUp(database.url, { dir })
    await client.query('delete from schema_migrations where version = 1')
    await expect(migrateUp(database.url, { dir })).rejects.toThrow('not 0001_things.up.sql before it')
  })

  test.each([
    ['a number left out', '0004_far', 'select 1;', 'should have the number 0003'],
    ['a transaction of its own', '0003_tx', 'begin; select 1; commit;', 'says "begin"'],
    ['a name in capitals', '0003_Name', 'select 1;', 'is not called NNNN_name.up.sql'],
    ['a number used twice', '0002_again', 'select 1;', 'has the number of another migration'],
  ])('a file with %s', (_, name, sql, message) => {
    write(name, sql, 'select 1;')
    expect(() => readMigrations(dir)).toThrow(message)
  })

  test('a file without its other half', () => {
    rmSync(join(dir, '0002_name.down.sql'))
    expect(() => readMigrations(dir)).toThrow('0002_name.up.sql has no .down.sql')
  })

  test('a version that does not exist, and the wrong direction', async () => {
    await expect(migrateUp(database.url, { dir, to: 9 })).rejects.toThrow('There is no migration 9')
    await migrateUp(database.url, { dir })
    await expect(migrateUp(database.url, { dir, to: 1 })).rejects.toThrow('take it down instead')
  })

  test('a user who may neither make the roles nor take them on, and says what to run', async () => {
    await migrateUp(database.url, { dir, to: 1 })
    const name = `${database.name}_user`
    await client.query(`create role ${name} login password 'secret'; grant create on schema public to ${name};
      grant all on schema_migrations, things to ${name}; alter table things owner to ${name}`)
    const url = new URL(database.url)
    url.username = name
    url.password = 'secret'
    const refusal = await migrateUp(url.href, { dir }).catch((error: unknown) => error as Error)
    expect(refusal).toMatchObject({ code: 'misconfigured' })
    const [, sql] = /administrator run: (.*)$/.exec((refusal as Error).message) ?? []
    await client.query(sql!)
    await migrateUp(url.href, { dir })
    expect(await journal()).toEqual([1, 2])
    await client.query(`drop owned by ${name} cascade; drop role ${name}`)
  })

  test('a wrong password without repeating it', async () => {
    const url = new URL(database.url)
    url.password = 'hunter2'
    await expect(migrateUp(url.href, { dir })).rejects.toThrow(
      /^(?!.*hunter2).*password authentication failed/,
    )
  })
})

test('a dry run shows the SQL and changes nothing', async () => {
  const run = await migrateUp(database.url, { dir, dryRun: true })
  expect(formatRun(run)).toContain('-- 0002_name.up.sql\nalter table things add column name text;')
  expect(await relation('things')).toBeNull()
  expect(await relation('schema_migrations')).toBeNull()
})

test('the plan to a lower version is the way down', async () => {
  await migrateUp(database.url, { dir })
  const plan = await migrationPlan(database.url, { dir, to: 0 })
  expect(plan.steps.map(({ file }) => file.file)).toEqual(['0002_name.down.sql', '0001_things.down.sql'])
})

test('a new migration has the next number and a place for both directions', () => {
  const { up, down } = newMigration('more', dir)
  expect([up, down]).toEqual([join(dir, '0003_more.up.sql'), join(dir, '0003_more.down.sql')])
  expect(readMigrations(dir)).toHaveLength(3)
  expect(() => newMigration('No Good', dir)).toThrow('a-z, 0-9 and _')
})

test("the program's own migrations go up, down to nothing, and up to the same schema", {
  timeout: 60_000,
}, async () => {
  await migrateUp(database.url)
  await verifyMigrations(database.url)
  const first = await dumpSchema(database.url)
  await migrateDown(database.url, { to: 0 })
  expect(await dumpSchema(database.url)).not.toMatch(/create (table|type|view|extension)|function/i)
  await migrateUp(database.url)
  expect(await dumpSchema(database.url)).toBe(first)
})

// Each migration makes it longer: 110 took a minute on two busy cores.
test("each of the program's own migrations is undone by its other half", { timeout: 240_000 }, async () => {
  const before: string[] = []
  const last = readMigrations(join(import.meta.dirname, '../../migrations')).length
  for (let version = 0; version <= last; version += 1) {
    await migrateUp(database.url, { to: version })
    before.push(withoutGrants(await dumpSchema(database.url)))
  }
  for (let version = last; version >= 0; version -= 1) {
    await migrateDown(database.url, { to: version })
    expect(withoutGrants(await dumpSchema(database.url)), `after going down to ${version}`).toBe(
      before[version],
    )
  }
})

/** Rights on the schema itself may stay: the next way up grants them again. */
function withoutGrants(schema: string): string {
  return schema.replaceAll(/^grant .* on schema public .*\n*/gm, '').trim()
}

function write(name: string, up: string, down: string): void {
  writeFileSync(join(dir, `${name}.up.sql`), up)
  writeFileSync(join(dir, `${name}.down.sql`), down)
}

function childProgram(): string {
  const runner = new URL('./migrate.ts', import.meta.url).href
  return `import { migrateUp } from ${JSON.stringify(runner)}
    await migrateUp(${JSON.stringify(database.url)}, { dir: ${JSON.stringify(dir)} })`
}

async function connect(url: string): Promise<Client> {
  const made = new Client({ connectionString: url || testServerUrl() })
  await made.connect()
  return made
}

async function versions(run: { steps: { version: number }[] }): Promise<number[]> {
  return run.steps.map(({ version }) => version)
}

async function states(): Promise<string[]> {
  return (await migrationStatus(database.url, { dir })).map(({ state }) => state)
}

async function journal(): Promise<number[]> {
  const { rows } = await client.query<{ version: number }>('select version from schema_migrations order by 1')
  return rows.map(({ version }) => version)
}

async function columns(): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns where table_name = 'things' order by ordinal_position`,
  )
  return rows.map(({ name }) => name)
}

async function relation(name: string): Promise<string | null> {
  const { rows } = await client.query<{ found: string | null }>('select to_regclass($1)::text as found', [
    name,
  ])
  return rows[0]!.found
}
