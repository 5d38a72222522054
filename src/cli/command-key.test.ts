import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestServer, type TestServer, type TestWorkspace } from '../../test/server.ts'
import { asProgram } from '../../test/database.ts'
import { routes } from '../contract/routes.ts'
import { listApiKeys } from '../domain/api-keys.ts'
import { Database } from '../store/db.ts'
import { statement } from '../store/statement.ts'
import { type Call, withApi } from './api-client.ts'
import { commandKey, commandKeyFile } from './command-key.ts'
import { type DataDir, openDataDir } from './data-dir.ts'

// The key that commands keep beside the data, so that reading leaves nothing behind.

const COUNT = statement<{ keys: number; entries: number }>(
  'test_count_keys_and_audit',
  `select (select count(*)::integer from api_keys where workspace_id = $1) as keys,
          (select count(*)::integer from audit_log where workspace_id = $1) as entries`,
  { keys: 'int4', entries: 'int4' },
)

let server: TestServer
let workspace: TestWorkspace
let owner: Database
let dataDir: string
let url: string
let opened: DataDir
const root = mkdtempSync(join(tmpdir(), 'gacm-command-key-'))
const before = { ...process.env }

beforeAll(async () => {
  server = await startTestServer()
  url = await server.app.listen({ host: '127.0.0.1', port: 0 })
  delete process.env['GACM_URL']
  process.env['DATABASE_URL'] = asProgram(server.databaseUrl).url
  delete process.env['GACM_API_KEY']
  owner = new Database(server.databaseUrl, { max: 1 })
})
beforeEach(async () => {
  workspace = await server.workspace()
  dataDir = join(mkdtempSync(join(root, 'of-')), 'data')
  process.env['GACM_DATA_DIR'] = dataDir
  opened = openDataDir(dataDir)
  opened.writeRunFile({ url })
})
afterEach(() => {
  opened.release()
  delete process.env['GACM_URL']
})
afterAll(async () => {
  process.env = before
  rmSync(root, { recursive: true, force: true })
  await owner.close()
  await server.close()
})

const read = async (work: (call: Call) => Promise<unknown> = (call) => call(routes.listCampaigns)) =>
  await withApi(workspace.name, async (call) => void (await work(call)))
const counts = async () => (await owner.one({ workspaceId: workspace.id }, COUNT, [workspace.id]))!
const file = () => commandKeyFile(dataDir, workspace.name)

test('twenty commands leave one key and one entry of the audit log', async () => {
  for (let number = 0; number < 20; number += 1) await read()
  expect(await counts()).toEqual({ keys: 1, entries: 1 })
  expect(statSync(file()).mode & 0o777).toBe(0o600)
  const [key] = await listApiKeys(server.ctx, workspace.name)
  expect(key).toMatchObject({ name: expect.stringMatching(/^gacm command /), role: 'admin', state: 'LIVE' })
})

test('of ten commands at once all work, and one key is left', async () => {
  await Promise.all(Array.from({ length: 10 }, () => read()))
  const living = (await listApiKeys(server.ctx, workspace.name)).filter(({ state }) => state === 'LIVE')
  expect(living).toHaveLength(1)
  const { keys } = await counts()
  await read()
  expect((await counts()).keys).toBe(keys)
})

test('a key that is refused is made anew, once, and every workspace has its own', async () => {
  await read()
  const first = readFileSync(file(), 'utf8')
  // The program's own role may not make a key end sooner.
  const client = new Client({ connectionString: server.databaseUrl })
  await client.connect()
  await client.query(
    `update api_keys set created_at = now() - interval '91 days', expires_at = now() where workspace_id = $1`,
    [workspace.id],
  )
  await client.end()
  await read(async (call) => await Promise.all([call(routes.listCampaigns), call(routes.listAccounts)]))
  expect(readFileSync(file(), 'utf8')).not.toBe(first)
  writeFileSync(file(), 'gacm_of_another_database')
  await read()
  const names = (await listApiKeys(server.ctx, workspace.name)).map(({ state }) => state)
  expect(names.every((state) => state === 'LIVE')).toBe(true)
  const other = await server.workspace()
  await withApi(other.name, async (call) => void (await call(routes.listCampaigns)))
  expect(commandKeyFile(dataDir, other.name)).not.toBe(file())
})

test('a key that was given is used, and refused as it is', async () => {
  process.env['GACM_API_KEY'] = 'gacm_wrong'
  try {
    await expect(read()).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(await counts()).toEqual({ keys: 0, entries: 0 })
  } finally {
    delete process.env['GACM_API_KEY']
  }
})

test('a data directory that takes no file is one clear line, and leaves no living key', async () => {
  const isFile = join(dataDir, '..', 'a-file')
  writeFileSync(isFile, '')
  const open = () => new Database(asProgram(server.databaseUrl).url, { max: 1 })
  for (const nowhere of [isFile, join(dataDir, 'not', 'there')]) {
    await expect(commandKey({ dataDir: nowhere, workspaceName: workspace.name, open })).rejects.toMatchObject(
      {
        code: 'misconfigured',
        message: expect.stringContaining('GACM_API_KEY'),
      },
    )
  }
  const living = (await listApiKeys(server.ctx, workspace.name)).filter(({ state }) => state === 'LIVE')
  expect(living).toEqual([])
})

test('the key of a data directory goes to the program that runs on it, and nowhere else', async () => {
  await read()
  const heard: (string | undefined)[] = []
  const elsewhere = createServer((request, response) => {
    heard.push(request.headers.authorization)
    response.writeHead(401).end()
  })
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  const { port } = elsewhere.address() as AddressInfo
  try {
    process.env['GACM_URL'] = `http://127.0.0.1:${port}`
    const refused = { code: 'misconfigured', message: expect.stringContaining('GACM_API_KEY') }
    await expect(read()).rejects.toMatchObject(refused)
    opened.release()
    await expect(read()).rejects.toMatchObject(refused)
    expect(heard).toEqual([])
    expect(await counts()).toEqual({ keys: 1, entries: 1 })
    // The same address, written out, is where the key belongs.
    opened = openDataDir(dataDir)
    opened.writeRunFile({ url })
    process.env['GACM_URL'] = `${url}/`
    await read()
  } finally {
    elsewhere.close()
  }
})
