import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'

const log = pino({ level: 'silent' })
let dataDir: string
let cluster: string
let running: EmbeddedPostgres | undefined

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'gacm-embedded-'))
  // As root the server's account has to pass through it.
  chmodSync(dataDir, 0o711)
  await start()
  await query('create table kept (n integer)')
  cluster = join(running!.place, 'cluster')
})

afterEach(async () => {
  await running?.stop()
  running = undefined
})

afterAll(() => {
  rmSync(running?.place ?? dataDir, { recursive: true, force: true })
  rmSync(dataDir, { recursive: true, force: true })
})

describe('the server', () => {
  test('sorts by code point, knows letters of every script, and checks its pages', async () => {
    await start()
    await query('create extension if not exists pg_trgm')
    const { rows } =
      await query(`select lower('ÄÉ東') as lower, 'Z' < 'a' as by_code, show_trgm('東京') <> '{}' as letters,
      current_setting('data_checksums') as checksums, current_setting('fsync') as fsync`)
    expect(rows).toEqual([{ lower: 'äé東', by_code: true, letters: true, checksums: 'on', fsync: 'on' }])
  })

  test('keeps its data, password and port over a restart', async () => {
    const before = await start()
    await query('insert into kept values (1)')
    await before.stop()
    expect((await start()).url).toBe(before.url)
    expect((await query('select n from kept')).rows).toEqual([{ n: 1 }])
    expect(statSync(join(dataDir, 'postgres-password')).mode & 0o777).toBe(0o600)
  })

  test('asks for the password', async () => {
    const url = new URL((await start()).url)
    url.password = 'wrong'
    await expect(new Client({ connectionString: url.href }).connect()).rejects.toThrow(
      'password authentication failed',
    )
  })

  test('takes another port when somebody has its own', async () => {
    const port = Number(readFileSync(join(dataDir, 'postgres-port'), 'utf8'))
    const squatter = createServer().listen(port, '127.0.0.1')
    await once(squatter, 'listening')
    expect((await start()).url).not.toContain(`:${port}/`)
    squatter.close()
  })

  test.runIf(process.platform === 'linux')('leaves no process behind when it is stopped', async () => {
    const { stop } = await start()
    expect(serverPids().length).toBeGreaterThan(3)
    await stop()
    await stop()
    expect(serverPids()).toEqual([])
  })
})

// Looks into /proc.
describe.runIf(process.platform === 'linux')('after kill -9', () => {
  test('of gacm, the server ends by itself and the next start finds the data', async () => {
    const holder = await startInChild()
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    await vi.waitFor(() => expect(serverPids()).toEqual([]), 10_000)
    await start()
    expect((await query('select count(*)::int as n from kept')).rows[0]).toEqual({ n: 1 })
  })

  test('of gacm and its watchdog, the next start ends the orphan and takes over', async () => {
    const holder = await startInChild()
    const orphan = serverPid()
    killWatchdog(orphan)
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    expect(serverPids()).toContain(orphan)
    await start()
    expect(serverPid()).not.toBe(orphan)
    expect(serverPids()).not.toContain(orphan)
  })

  test('of everything, the next start replays the log', async () => {
    const holder = await startInChild()
    killWatchdog(serverPid())
    holder.kill('SIGKILL')
    for (const pid of serverPids()) process.kill(pid, 'SIGKILL')
    await start()
    expect((await query('select count(*)::int as n from kept')).rows[0]).toEqual({ n: 1 })
  })

  test('a pid file that names an unrelated process stops nobody', async () => {
    writeFileSync(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n`)
    await start()
    process.kill(process.pid, 0)
  })

  test('of initdb, what it left is cleared away', async () => {
    const place = join(cluster, '..')
    const half = join(place, 'initializing-0123')
    writeFileSync(half, '')
    await start()
    expect(readdirSync(place)).toEqual(['cluster'])
  })
})

test('files of another PostgreSQL are refused in one line and left alone', async () => {
  const file = join(cluster, 'PG_VERSION')
  const version = readFileSync(file, 'utf8')
  writeFileSync(file, '15\n')
  await expect(start()).rejects.toThrow(/was made by PostgreSQL 15, and this is PostgreSQL 18\. .*$/)
  writeFileSync(file, version)
  await start()
})

test('a lost password is said, and nothing is made anew', async () => {
  const file = join(dataDir, 'postgres-password')
  const password = readFileSync(file, 'utf8')
  rmSync(file)
  await expect(start()).rejects.toThrow('The password of the database')
  writeFileSync(file, password, { mode: 0o600 })
  await start()
})

async function start(): Promise<EmbeddedPostgres> {
  running = await startEmbeddedPostgres({ dataDir, log })
  return running
}

/** A gacm that can be killed. */
async function startInChild(): Promise<ChildProcess> {
  const module = new URL('./embedded-postgres.ts', import.meta.url).href
  const program = `import { pino } from 'pino'
    const { startEmbeddedPostgres } = await import(${JSON.stringify(module)})
    await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, log: pino({ level: 'silent' }) })
    console.log('ready'); process.stdin.resume()`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return child
}

async function query(sql: string): Promise<{ rows: unknown[] }> {
  const client = new Client({ connectionString: running!.url })
  await client.connect()
  try {
    return await client.query(sql)
  } finally {
    await client.end()
  }
}

function serverPid(): number {
  return Number.parseInt(readFileSync(join(cluster, 'postmaster.pid'), 'utf8'), 10)
}

/** Who works in the cluster's directory, as Linux tells. */
function serverPids(): number[] {
  return processes().filter((pid) => linkOf(`/proc/${pid}/cwd`) === cluster)
}

function killWatchdog(server: number): void {
  const pid = processes().find((one) =>
    contentOf(`/proc/${one}/cmdline`).endsWith(`gacm-watchdog\0${server}\0`),
  )
  process.kill(pid!, 'SIGKILL')
}

function processes(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
