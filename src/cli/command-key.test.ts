import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestServer, type TestServer, type TestWorkspace } from '../../test/server.ts'
import { asProgram } from '../../test/database.ts'
import { routes } from '../contract/routes.ts'
import { listApiKeys } from '../domain/api-keys.ts'
import { Database } from '../store/db.ts'
import { statement } from '../store/statement.ts'
import { type Call, withApi } from './api-client.ts'
import { commandKeyFile } from './command-key.ts'

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
const root = mkdtempSync(join(tmpdir(), 'gacm-command-key-'))
const before = { ...process.env }

beforeAll(async () => {
  server = await startTestServer()
  process.env['GACM_URL'] = await server.app.listen({ host: '127.0.0.1', port: 0 })
  process.env['DATABASE_URL'] = asProgram(server.databaseUrl).url
  delete process.env['GACM_API_KEY']
  owner = new Database(server.databaseUrl, { max: 1 })
})
beforeEach(async () => {
  workspace = await server.workspace()
  dataDir = join(mkdtempSync(join(root, 'of-')), 'data')
  process.env['GACM_DATA_DIR'] = dataDir
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
  for (const nowhere of [isFile, join(dataDir, 'not', 'there')]) {
    process.env['GACM_DATA_DIR'] = nowhere
    await expect(read()).rejects.toMatchObject({
      code: 'misconfigured',
      message: expect.stringContaining('GACM_API_KEY'),
    })
  }
  const living = (await listApiKeys(server.ctx, workspace.name)).filter(({ state }) => state === 'LIVE')
  expect(living).toEqual([])
})
