import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemOf, send, startTestServer, type TestServer, type TestWorkspace } from '../../test/server.ts'
import type { ApiKey } from '../contract/people.ts'
import { createApiKey } from '../domain/api-keys.ts'

let server: TestServer
let workspace: TestWorkspace
let owner: pg.Client
beforeAll(async () => {
  server = await startTestServer()
  workspace = await server.workspace()
  owner = new pg.Client({ connectionString: server.databaseUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await server.close()
})

const post = async (body: object, role: 'admin' | 'publisher' = 'admin') =>
  await send(server.app, 'POST /api-keys', { headers: await workspace.as(role), body })
const list = async () =>
  (await send(server.app, 'GET /api-keys', { headers: await workspace.as('admin') })).json<{
    items: ApiKey[]
  }>().items
const days = ({ createdAt, expiresAt }: ApiKey) => (Date.parse(expiresAt!) - Date.parse(createdAt)) / 864e5
const use = async (key: string) =>
  await send(server.app, 'GET /session', { headers: { authorization: `Bearer ${key}` } })

describe('POST /api-keys', () => {
  test('201 shows the key this once, for 90 days unless told otherwise', async () => {
    const answer = await post({ name: 'ci' })
    const { key, apiKey } = answer.json<{ key: string; apiKey: ApiKey }>()
    expect([answer.statusCode, days(apiKey)]).toEqual([201, 90])
    expect(apiKey).toMatchObject({ role: 'editor', createdBy: 'admin key', lastUsedAt: null, state: 'LIVE' })
    expect((await use(key)).json()).toMatchObject({ name: 'ci', workspace: { role: 'editor' } })
    const [found] = (await list()).filter(({ name }) => name === 'ci')
    expect(found!.lastUsedAt).not.toBeNull()
    for (const table of ['api_keys', 'audit_log', 'idempotency_keys']) {
      const { rows } = await owner.query<{ row: string }>(
        `select row_to_json(t)::text as row from ${table} t`,
      )
      expect([table, rows.some(({ row }) => row.includes(key.slice(-43)))]).toEqual([table, false])
    }
  })

  test('an answer with a key is not kept for an Idempotency-Key: the second request is a second one', async () => {
    const headers = { ...(await workspace.as('admin')), 'idempotency-key': 'same' }
    const make = () => send(server.app, 'POST /api-keys', { headers, body: { name: 'kept?' } })
    expect((await make()).statusCode).toBe(201)
    expect((await make()).statusCode).toBe(409)
    const { rowCount } = await owner.query(`select 1 from idempotency_keys where key = 'same'`)
    expect(rowCount).toBe(0)
  })

  test('at most a year, and without an end by the word alone', async () => {
    const year = await post({ name: 'a year', expiresInDays: 365 })
    expect(days(year.json<{ apiKey: ApiKey }>().apiKey)).toBe(365)
    const never = await post({ name: 'for good', expiresInDays: 'never' })
    expect(never.json()).toMatchObject({ apiKey: { expiresAt: null } })
    for (const expiresInDays of [0, 366, 1.5, null, '30']) {
      const refused = await post({ name: 'x', expiresInDays })
      expect([expiresInDays, refused.statusCode]).toEqual([expiresInDays, 400])
      expect(problemOf(refused).errors[0]?.path).toBe('expiresInDays')
    }
  })

  test('403 for everybody but administrators, who see in the list why', async () => {
    expect((await post({ name: 'mine' }, 'publisher')).statusCode).toBe(403)
    const headers = await workspace.as('publisher')
    const seen = await send(server.app, 'GET /api-keys', { headers })
    expect(seen.json()).toMatchObject({
      actions: [
        { action: 'create', allowed: false, reason: expect.stringContaining('publisher') },
        { action: 'revoke', allowed: false },
      ],
    })
    const [one] = await list()
    expect((await send(server.app, `DELETE /api-keys/${one!.id}`, { headers })).statusCode).toBe(403)
  })

  test('400 names a name that is empty or not one line, and an unknown role', async () => {
    for (const body of [{ name: ' ' }, { name: 'a\nb' }, { name: 'x'.repeat(101) }])
      expect(problemOf(await post(body)).errors[0]?.path).toBe('name')
    expect(problemOf(await post({ name: 'x', role: 'owner' })).errors[0]?.path).toBe('role')
  })
})

test('401 for a key that has expired, which is listed as such', async () => {
  const key = await createApiKey(server.ctx, { workspaceName: workspace.name, role: 'viewer', name: 'old' })
  await owner.query(
    `update api_keys set created_at = now() - interval '91 days', expires_at = now() where name = 'old'`,
  )
  const refused = await use(key)
  expect([refused.statusCode, problemOf(refused).detail]).toEqual([
    401,
    'This API key has expired. Make a new one.',
  ])
  expect((await list()).find(({ name }) => name === 'old')?.state).toBe('EXPIRED')
})

test('204 revokes at once, 404 a second time and in another workspace; the name is free again', async () => {
  const { key, apiKey } = (await post({ name: 'short' })).json<{ key: string; apiKey: ApiKey }>()
  const stranger = await (await server.workspace()).as('admin')
  const revoke = async (headers?: Record<string, string>) =>
    (
      await send(server.app, `DELETE /api-keys/${apiKey.id}`, {
        headers: headers ?? (await workspace.as('admin')),
      })
    ).statusCode
  expect(await revoke(stranger)).toBe(404)
  expect((await use(key)).statusCode).toBe(200)
  expect([await revoke(), await revoke()]).toEqual([204, 404])
  expect((await use(key)).statusCode).toBe(401)
  expect((await list()).find(({ id }) => id === apiKey.id)?.state).toBe('REVOKED')
  expect((await post({ name: 'short' })).statusCode).toBe(201)
  const { rows } = await owner.query<{ actor: string }>(
    `select actor from audit_log where workspace_id = $1 and action = 'api_key.revoke' and entity_id = $2`,
    [workspace.id, apiKey.id],
  )
  expect(rows).toEqual([{ actor: 'admin key' }])
})
