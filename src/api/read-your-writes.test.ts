import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { send, startTestServer, type TestServer } from '../../test/server.ts'
import { newId } from '../base/ids.ts'
import { createSetUpLink } from '../domain/set-up.ts'

let server: TestServer
let headers: Record<string, string>
let cookie: string
let workspaceId: string

beforeAll(async () => {
  server = await startTestServer()
  const workspace = await server.workspace()
  workspaceId = workspace.id
  headers = await workspace.as('admin')
  const token = await createSetUpLink(server.ctx, workspaceId)
  const body = { token, name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' }
  const made = await send(server.app, 'POST /set-up', { body })
  cookie = String(made.headers['set-cookie']).split(';')[0]!
})
afterEach(() => vi.restoreAllMocks())
afterAll(async () => await server.close())

test('without a replica no answer speaks of positions', async () => {
  const answer = await send(server.app, 'GET /campaigns', { headers: { cookie } })
  expect([answer.statusCode, answer.headers['gacm-position'], answer.headers['set-cookie']]).toEqual([
    200,
    undefined,
    undefined,
  ])
})

test('what was written lately goes to a program as a header, and to a browser as a cookie too', async () => {
  vi.spyOn(server.ctx.db, 'positionOf').mockReturnValue('0/16B3748')
  const program = await send(server.app, 'POST /campaigns', { headers, body: { name: 'x' } })
  expect([program.headers['gacm-position'], program.headers['set-cookie']]).toEqual(['0/16B3748', undefined])
  const browser = await send(server.app, 'GET /campaigns', { headers: { cookie } })
  expect(browser.headers['gacm-position']).toBe('0/16B3748')
  expect(String(browser.headers['set-cookie'])).toMatch(
    /^gacm_position=0\/16B3748; Max-Age=60; Path=\/; HttpOnly; SameSite=Lax/,
  )
})

test('it comes back before anything is read, for the workspace of the caller', async () => {
  const seen = vi.spyOn(server.ctx.db, 'seen')
  await send(server.app, 'GET /campaigns', { headers: { ...headers, 'gacm-position': '0/16B3748' } })
  await send(server.app, 'GET /campaigns', { headers: { cookie: `${cookie}; gacm_position=0%2F2000000` } })
  await send(server.app, 'GET /campaigns', { headers: { 'gacm-position': '0/FFFFFF' } })
  expect(seen.mock.calls).toEqual([
    [workspaceId, '0/16B3748'],
    [workspaceId, '0/2000000'],
  ])
})

test('over https the cookie is bound to this host', async () => {
  const behind = await startTestServer({ publicUrl: 'https://ads.example.com', secureCookies: true })
  try {
    vi.spyOn(behind.ctx.db, 'positionOf').mockReturnValue('0/16B3748')
    const seen = vi.spyOn(behind.ctx.db, 'seen')
    const { id } = await behind.workspace()
    const made = await send(behind.app, 'POST /set-up', {
      body: {
        token: await createSetUpLink(behind.ctx, id),
        name: 'Ada',
        email: `${newId()}@example.com`,
        password: 'correct horse battery',
      },
    })
    const own = String(made.headers['set-cookie']).split(';')[0]!
    const answer = await send(behind.app, 'GET /campaigns', {
      headers: { cookie: `${own}; __Host-gacm_position=0%2F2000000; gacm_position=0%2F3000000` },
    })
    expect(String(answer.headers['set-cookie'])).toMatch(/^__Host-gacm_position=.*; Secure/)
    expect(seen.mock.calls).toEqual([[id, '0/2000000']])
  } finally {
    await behind.close()
  }
})
