import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import pkg from '../../package.json' with { type: 'json' }
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { send, startTestServer, type TestServer, type TestWorkspace } from '../../test/server.ts'

const LAUNCHER = fileURLToPath(new URL('../../bin/gacm.cjs', import.meta.url))
const NOWHERE = 'postgres://a:secret@127.0.0.1:1/x'
// Each test starts whole programs, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })
const directory = mkdtempSync(join(tmpdir(), 'gacm-commands-'))

let empty: TestDatabase
let migrated: TestDatabase
let server: TestServer
let workspace: TestWorkspace
let api: Record<string, string>
beforeAll(async () => {
  empty = await createEmptyDatabase()
  migrated = await createTestDatabase()
  server = await startTestServer()
  workspace = await server.workspace()
  const url = await server.app.listen({ host: '127.0.0.1', port: 0 })
  const { authorization } = await workspace.as('editor')
  api = { GACM_URL: `${url}/`, GACM_API_KEY: authorization!.replace('Bearer ', '') }
})
afterAll(async () => {
  await server.close()
  await empty.drop()
  await migrated.drop()
  rmSync(directory, { recursive: true, force: true })
})

interface Run {
  env?: Record<string, string>
  cwd?: string
  stdout?: number
  feed?: (stdin: NonNullable<ChildProcess['stdin']>) => void
}

/** Runs the program as a person does and answers what it printed. */
async function gacm(args: string[], { env = {}, cwd = directory, stdout, feed }: Run = {}) {
  const child = spawn(process.execPath, [LAUNCHER, ...args], {
    cwd,
    env: { PATH: process.env['PATH'], GACM_DATA_DIR: join(directory, 'none'), PORT: '0', ...env },
    stdio: [feed === undefined ? 'ignore' : 'pipe', stdout ?? 'pipe', 'pipe'],
  })
  const printed = { stdout: '', stderr: '' }
  child.stdout?.on('data', (chunk: Buffer) => (printed.stdout += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (printed.stderr += chunk.toString()))
  feed?.(child.stdin!)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...printed }
}

/** One line for people, no stack, no password. */
function line(words: RegExp) {
  return {
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(new RegExp(`^gacm: (?!.*secret).*${words.source}.*\\n$`)),
  }
}

describe('a wrong setting is one line and exit code 1', () => {
  test.each([
    [['serve'], { DATABASE_URL: NOWHERE }, /127\.0\.0\.1:1.*Is DATABASE_URL right/],
    [['start'], { DATABASE_URL: NOWHERE, GACM_DATA_DIR: join(directory, 'a') }, /Is DATABASE_URL right/],
    [['serve'], { DATABASE_URL: 'postgres://a:secret@127.0.0.1:x/x' }, /DATABASE_URL: is not a URL/],
    [['serve'], { GOOGLE_ADS_CLIENT_ID: 'x', DATABASE_URL: NOWHERE }, /GOOGLE_ADS_CLIENT_SECRET: missing/],
    [['work'], { GOOGLE_ADS_REFRESH_TOKEN: 'x', DATABASE_URL: NOWHERE }, /GOOGLE_ADS_CLIENT_ID, .*: missing/],
    [['campaign', 'list'], { GACM_URL: 'zzz', GACM_API_KEY: 'x' }, /GACM_URL: must be an http/],
  ])('gacm %j with %j', async (args, env, words) => {
    expect(await gacm(args, { env })).toEqual(line(words))
  })

  test('a database that was never migrated: what to run', async () => {
    const env = { DATABASE_URL: empty.url }
    const emulated = { ...env, GOOGLE_ADS_BASE_URL: 'http://127.0.0.1:1' }
    expect(await gacm(['serve'], { env })).toEqual(line(/"gacm migrate up"/))
    expect(await gacm(['work'], { env: emulated })).toEqual(line(/"gacm migrate up"/))
    const key = ['api-key', 'create', '--workspace', 'demo', '--name', 'x']
    expect(await gacm(key, { env })).toEqual(line(/"gacm migrate up"/))
  })

  test('proxies that are no addresses', async () => {
    const env = { DATABASE_URL: migrated.url, TRUST_PROXY: 'foo' }
    expect(await gacm(['serve'], { env })).toEqual(line(/TRUST_PROXY: .*foo/))
  })

  test('an emulator whose port is taken, or whose folder cannot be made', async () => {
    const port = new URL(api['GACM_URL']!).port
    expect(await gacm(['emulator', '--port', port])).toEqual(line(/port is taken. Set --port/))
    const folder = join(directory, 'a-file')
    writeFileSync(folder, '')
    const args = ['emulator', '--port', '0', '--data-dir', join(folder, 'below')]
    expect(await gacm(args)).toEqual(line(/emulator cannot start: ENOTDIR/))
  })

  test('an .env that is a folder', async () => {
    const cwd = join(directory, 'with-env')
    mkdirSync(join(cwd, '.env'), { recursive: true })
    expect(await gacm(['serve'], { cwd })).toEqual(line(/\.env cannot be read/))
  })
})

test('a workspace begins with a one-time link, until somebody is set up', async () => {
  const env = { DATABASE_URL: server.databaseUrl, PUBLIC_URL: 'https://ads.example.com' }
  const made = await gacm(['workspace', 'create', 'main'], { env })
  expect(made).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^https:\/\/ads\.example\.com\/setup#token=[\w-]{43}\n$/),
    stderr: '',
  })
  const token = made.stdout.trim().split('=')[1]
  const person = { name: 'Ann', email: 'ann@example.com', password: 'a long pass word' }
  const answer = await send(server.app, 'POST /set-up', { body: { token, ...person } })
  expect([answer.statusCode, answer.json()]).toMatchObject([201, { workspace: { name: 'main' } }])
  expect(await gacm(['workspace', 'create', 'main'], { env })).toMatchObject({ code: 5, stdout: '' })
  expect(await gacm(['workspace', 'create', ' '], { env })).toMatchObject({ code: 2, stdout: '' })
})

test('--version is the version of the package', async () => {
  expect(await gacm(['--version'])).toEqual({ code: 0, stdout: `${pkg.version}\n`, stderr: '' })
})

describe('campaign create', () => {
  test('reads standard input that comes slowly, and a URL of the server may end with a slash', async () => {
    const body = JSON.stringify({ name: 'Piped', accountId: workspace.accountId })
    const feed: Run['feed'] = (stdin) => {
      stdin.write(body.slice(0, 10))
      setTimeout(() => stdin.end(body.slice(10)), 1_500)
    }
    const made = await gacm(['campaign', 'create', '-'], { env: api, feed })
    expect(made).toEqual({ code: 0, stdout: expect.stringMatching(/^[0-9a-f-]{36}\n$/), stderr: '' })
  })

  test('begins from a template, which is kept, listed and deleted by name', async () => {
    const feed = (stdin: NonNullable<ChildProcess['stdin']>) =>
      stdin.end(
        JSON.stringify({ name: 'Source', dailyBudgetMicros: '5000000', accountId: workspace.accountId }),
      )
    const source = (await gacm(['campaign', 'create', '-'], { env: api, feed })).stdout.trim()
    const kept = await gacm(['template', 'save', source, 'Spring', '--description', 'Every year'], {
      env: api,
    })
    expect(kept).toEqual({ code: 0, stdout: 'Kept as “Spring”.\n', stderr: '' })
    const listed = await gacm(['template', 'list'], { env: api })
    expect(listed.stdout).toMatch(/Spring.*DEMAND_GEN.*Every year/)
    const begin = ['campaign', 'create', '--template', 'Spring', '--start', '2027-03-01']
    const made = await gacm([...begin, '--json'], { env: api })
    expect(JSON.parse(made.stdout)).toMatchObject({
      campaign: { name: 'Spring', dailyBudgetMicros: '5000000', startDate: '2027-03-01' },
      leftOut: [],
    })
    expect(await gacm(['campaign', 'create', 'x.json', '--name', 'x'], { env: api })).toMatchObject({
      code: 2,
    })
    const gone = await gacm(['template', 'delete', 'Spring'], { env: api })
    expect(gone.stdout).toBe('Deleted “Spring”. Campaigns that began from it stay.\n')
    const missing = await gacm(begin, { env: api })
    expect(missing).toMatchObject({ code: 4, stderr: expect.stringContaining('no template “Spring”') })
  })

  test('says what is wrong once, and what it was reading', async () => {
    const fed = async (text: string) =>
      await gacm(['campaign', 'create', '-'], { env: api, feed: (stdin) => stdin.end(text) })
    expect(await fed('no JSON')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^gacm: Standard input is not JSON/),
    })
    expect(await fed('{"name": 5}')).toMatchObject({
      code: 2,
      stderr: 'gacm: name: Must be a string, not a number.\n',
    })
    expect(await fed('{"name": "x", "campaignType": "VIDEO"}')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('use DEMAND_GEN with ads of type DEMAND_GEN_VIDEO_RESPONSIVE'),
    })
  })
})

test('spend show and set: caps in the currency of the account, by name', async () => {
  const { authorization } = await workspace.as('admin')
  const env = { ...api, GACM_API_KEY: authorization!.replace('Bearer ', '') }
  const set = await gacm(['spend', 'set', '--day', '500.50', '--month', 'none', '--json'], { env })
  expect(JSON.parse(set.stdout)).toMatchObject({
    accountId: null,
    dayCapMicros: '500500000',
    monthCapMicros: null,
  })
  const shown = await gacm(['spend', 'show'], { env })
  expect([shown.code, shown.stdout]).toEqual([0, expect.stringMatching(/all accounts.*EUR.*500\.5/)])
  const wrong = await gacm(['spend', 'set', '--account', 'Nobody', '--day', '1'], { env })
  expect(wrong.stderr).toMatch(/no such account.*--currency EUR/)
  const amount = await gacm(['spend', 'set', '--day', '-3'], { env })
  expect([amount.code !== 0, amount.stderr]).toEqual([true, expect.stringContaining('--day')])
})

test('campaign edit-many takes a table, judges it first where asked, and undo-edit takes it back', async () => {
  const made = await gacm(['campaign', 'create', '-'], {
    env: api,
    feed: (stdin) => stdin.end(JSON.stringify({ name: 'Table', accountId: workspace.accountId })),
  })
  const id = made.stdout.trim()
  const run = async (args: string[], table: string) =>
    await gacm(['campaign', ...args], { env: api, feed: (stdin) => stdin.end(table) })
  const many = ['edit-many', '--file', '-']
  const bad = await run([...many, '--dry-run'], `id,name,startDate\n${id},New,soon\n`)
  expect(bad).toMatchObject({ code: 3, stderr: '' })
  expect(bad.stdout).toContain(`${id} startDate: Must be a date that exists`)
  expect(bad.stdout).toMatch(/0 of 1 campaign would change. Nothing was saved.\n$/)
  const refused = await run(many, `id,startDate\n${id},soon\n`)
  expect(refused).toMatchObject({ code: 3, stdout: '' })
  expect(refused.stderr).toContain('Nothing was saved')
  const saved = await run(many, `id;name;dailyBudgetMicros\n${id};New;50000000\n`)
  expect(saved).toMatchObject({ code: 0, stderr: '' })
  const [, editId] = /1 of 1 campaign changed. To take it back: gacm campaign undo-edit (\S+)\n$/.exec(
    saved.stdout,
  )!
  expect((await gacm(['campaign', 'undo-edit', editId!], { env: api })).code).toBe(0)
  const shown = JSON.parse((await gacm(['campaign', 'show', id], { env: api })).stdout) as object
  expect(shown).toMatchObject({ name: 'Table', dailyBudgetMicros: null, version: 3 })
})

test('campaign replace tells every change first where asked, and undo-edit takes it back', async () => {
  const made = await gacm(['campaign', 'create', '-'], {
    env: api,
    feed: (stdin) =>
      stdin.end(
        JSON.stringify({ name: 'Spring one', accountId: workspace.accountId, adHeadline: 'Spring sale' }),
      ),
  })
  const id = made.stdout.trim()
  const replace = ['campaign', 'replace', id, '--find', 'spring', '--by', 'Summer']
  const looked = await gacm([...replace, '--in', 'texts', '--dry-run'], { env: api })
  expect(looked).toMatchObject({ code: 0, stderr: '' })
  expect(looked.stdout).toContain('adGroups[0].ads[0].headlines[0].text: Spring sale → Summer sale')
  expect(looked.stdout).toMatch(/1 text in 1 of 1 campaign would change. Nothing was saved.\n$/)
  const done = await gacm(replace, { env: api })
  const [, editId] =
    /2 texts in 1 of 1 campaign changed. To take it back: gacm campaign undo-edit (\S+)\n$/.exec(done.stdout)!
  expect((await gacm(['campaign', 'undo-edit', editId!], { env: api })).code).toBe(0)
  const shown = JSON.parse((await gacm(['campaign', 'show', id], { env: api })).stdout) as object
  expect(shown).toMatchObject({ name: 'Spring one', version: 3 })
  const left = await gacm([...replace, '--leave-out', `${id}:name`, '--dry-run'], { env: api })
  expect(left.stdout).toMatch(/1 text in 1 of 1 campaign would change. Nothing was saved.\n$/)
  expect(left.stdout).not.toContain('name: ')
  const nothing = await gacm([...replace, '--leave-out', `${id}:nowhere`], { env: api })
  expect([nothing.code, nothing.stderr]).toEqual([
    2,
    expect.stringContaining('nothing like this would change'),
  ])
  const wrong = await gacm([...replace, '--in', 'nonsense'], { env: api })
  expect([wrong.code !== 0, wrong.stderr]).toEqual([true, expect.stringContaining('in')])
})

test.skipIf(process.platform !== 'linux')('a full disk behind standard output is one line', async () => {
  const run = await gacm(['campaign', 'list'], { env: api, stdout: openSync('/dev/full', 'w') })
  expect(run).toMatchObject({ code: 1, stderr: expect.stringMatching(/^gacm: standard output: ENOSPC.*\n$/) })
})

describe('gacm audit', () => {
  const env = () => ({ DATABASE_URL: server.databaseUrl })

  test('verifies all workspaces, and ends with 5 where one entry was changed', async () => {
    const other = await server.workspace('tampered')
    await other.as('viewer')
    const whole = await gacm(['audit', 'verify'], { env: env() })
    expect([whole.code, whole.stderr]).toEqual([0, ''])
    expect(whole.stdout).toMatch(/^tampered: 1 entries, none changed/m)
    expect(whole.stdout).toContain(`${workspace.name}: `)
    const owner = new Client({ connectionString: server.databaseUrl })
    await owner.connect()
    const sql = `set session_replication_role = 'replica'; update audit_log set actor = 'bob' where workspace_id = '${other.id}'`
    await owner.query(sql)
    await owner.end()
    const broken = await gacm(['audit', 'verify', '--json'], { env: env() })
    expect(broken.code).toBe(5)
    const reports = broken.stdout
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text) as { workspace: string; broken: unknown })
    expect(reports.filter((report) => report.broken !== null)).toMatchObject([
      { workspace: 'tampered', broken: { seq: '1', problem: 'changed' } },
    ])
  })

  test('exports what fits, and says which option is wrong', async () => {
    const args = ['audit', 'export', '--workspace', workspace.name, '--action', 'api_key.create']
    const csv = await gacm(args, { env: env() })
    expect([csv.code, csv.stderr]).toEqual([0, ''])
    expect(csv.stdout).toMatch(/^seq,at,actor,.*\r\n\d+,.*,gacm api-key,cli,api_key\.create,api_key,/)
    const lines = await gacm([...args, '--format', 'ndjson', '--from', '2999-01-01T00:00:00Z'], {
      env: env(),
    })
    expect(lines).toEqual({ code: 0, stdout: '', stderr: '' })
    const wrong = await gacm([...args, '--to', 'yesterday'], { env: env() })
    expect([wrong.code, wrong.stderr]).toEqual([
      2,
      'gacm: --to must be a moment like 2026-11-01T00:00:00Z.\n',
    ])
  })
})
