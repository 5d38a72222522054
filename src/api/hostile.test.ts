import { afterAll, beforeAll, expect, test } from 'vitest'
import { problemOf, send, startTestServer, type TestServer, type TestWorkspace } from '../../test/server.ts'
import { createApiKey, listApiKeys, revokeApiKey } from '../domain/api-keys.ts'

let server: TestServer
let workspace: TestWorkspace
let headers: Record<string, string>
beforeAll(async () => {
  server = await startTestServer()
  workspace = await server.workspace()
  headers = await workspace.as('admin')
})
afterAll(async () => await server.close())

const create = async (body: unknown) => await send(server.app, 'POST /campaigns', { headers, body })

test.each(['startDate', 'endDate'])(
  '400 for a %s in the year 0, which the database does not have',
  async (field) => {
    const response = await create({ name: 'x', [field]: '0000-01-01' })
    expect([response.statusCode, problemOf(response).errors[0]?.path]).toEqual([400, field])
  },
)

test('400 for a name of spaces, on creating, editing and duplicating', async () => {
  const draft = await create({ name: 'x' })
  const { id } = draft.json<{ id: string }>()
  const etag = String(draft.headers['etag'])
  const answers = [
    await create({ name: ' \u00a0 ' }),
    await send(server.app, `PATCH /campaigns/${id}`, {
      headers: { ...headers, 'if-match': etag },
      body: { name: '  ' },
    }),
    await send(server.app, `POST /campaigns/${id}/duplicate`, { headers, body: { name: ' ' } }),
  ]
  for (const answer of answers) {
    expect([answer.statusCode, problemOf(answer).errors]).toEqual([
      400,
      [{ path: 'name', code: 'not_valid', message: 'A campaign needs a name.' }],
    ])
  }
})

test.each([
  ['of 128 emojis', '😀'.repeat(128)],
  ['whose cut falls into an emoji', `${'x'.repeat(248)}😀abc`],
])('201 duplicates a campaign with a name %s', async (_, name) => {
  const { id } = (await create({ name })).json<{ id: string }>()
  const copy = await send(server.app, `POST /campaigns/${id}/duplicate`, { headers })
  expect(copy.statusCode).toBe(201)
  expect(copy.json<{ name: string }>().name).toMatch(/^[^\p{Cs}]+ \(copy\)$/u)
})

test('400 for a sign-in address with a NUL, which the database cannot hold', async () => {
  const response = await send(server.app, 'POST /session', { body: { email: '\u0000', password: 'x' } })
  expect([response.statusCode, problemOf(response).errors[0]?.path]).toEqual([400, 'email'])
})

test('400 with a short answer for a field name as long as the body, and for thousands of unknown fields', async () => {
  const long = await create({ name: 'x', ['k'.repeat(500_000)]: 1 })
  expect([long.statusCode, long.body.length < 1_000]).toEqual([400, true])
  const many = Object.fromEntries(Array.from({ length: 30_000 }, (_, index) => [`field${index}`, 1]))
  const answer = await create({ name: 'x', ...many })
  expect([answer.statusCode, problemOf(answer).errors.length]).toEqual([400, 100])
})

test('400 for an id of any length, with any method', async () => {
  const id = 'a'.repeat(3_000)
  for (const line of [
    `GET /campaigns/${id}`,
    `POST /campaigns/${id}/publish`,
    `GET /assets/${id}/content`,
  ] as const) {
    const response = await send(server.app, line, { headers })
    expect([response.statusCode, problemOf(response).errors[0]?.path]).toEqual([400, 'id'])
  }
})

test('400 says what a limit that is no number must be', async () => {
  const response = await send(server.app, 'GET /campaigns?limit=abc', { headers })
  expect([response.statusCode, problemOf(response).errors[0]?.message]).toEqual([400, 'Must be a number.'])
})

test('a key needs a name of one line, and what ended commands leave is not listed', async () => {
  const make = async (name: string) =>
    await createApiKey(server.ctx, { workspaceName: workspace.name, role: 'viewer', name })
  for (const name of ['', ' ', 'a\nb', 'x'.repeat(101)])
    await expect(make(name)).rejects.toMatchObject({ code: 'invalid_request' })
  for (const name of ['gacm command 1 2', 'ended']) {
    await make(name)
    await revokeApiKey(server.ctx, { workspaceName: workspace.name, name })
  }
  const names = (await listApiKeys(server.ctx, workspace.name)).map(({ name }) => name)
  expect(names).toEqual(['admin key', 'ended'])
})
