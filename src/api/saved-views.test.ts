import { afterAll, beforeAll, expect, test } from 'vitest'
import { problemOf, send, startTestServer, type TestServer, type TestWorkspace } from '../../test/server.ts'
import { newId } from '../base/ids.ts'
import type { SavedView } from '../contract/saved-views.ts'

let server: TestServer
let workspace: TestWorkspace
let headers: Record<string, string>
beforeAll(async () => {
  server = await startTestServer()
  workspace = await server.workspace()
  headers = await workspace.as('editor')
})
afterAll(async () => await server.close())

const BODY = {
  team: true,
  name: 'Spring',
  definition: {
    filters: { type: 'SEARCH' },
    sort: 'name',
    columns: ['name', 'endDate'],
    widths: { name: 300 },
  },
}
const post = async (body: unknown, more: Record<string, string> = {}) =>
  await send(server.app, 'POST /saved-views', { headers: { ...headers, ...more }, body })

test('a view is made, listed, changed and deleted, each with its ETag', async () => {
  const made = await post(BODY)
  const view = made.json<SavedView>()
  expect([made.statusCode, made.headers['etag'], made.headers['location']]).toEqual([
    201,
    '"1"',
    '/api/v1/saved-views',
  ])
  const path = `/saved-views/${view.id}` as const
  const body = { position: 7 }
  expect((await send(server.app, `PATCH ${path}`, { headers, body })).statusCode).toBe(428)
  const changed = await send(server.app, `PATCH ${path}`, {
    headers: { ...headers, 'if-match': '"1"' },
    body,
  })
  expect([changed.statusCode, changed.headers['etag'], changed.json<SavedView>().position]).toEqual([
    200,
    '"2"',
    7,
  ])
  const late = await send(server.app, `DELETE ${path}`, { headers: { ...headers, 'if-match': '"1"' } })
  expect([late.statusCode, problemOf(late)['currentVersion']]).toEqual([412, 2])
  const viewer = await workspace.as('viewer')
  const list = await send(server.app, 'GET /saved-views', { headers: viewer })
  expect(list.json<{ items: SavedView[] }>().items).toMatchObject([
    { id: view.id, actions: [{ allowed: false }, { allowed: false }] },
  ])
  const notTheirs = { headers: { ...viewer, 'if-match': '"2"' } }
  expect((await send(server.app, `DELETE ${path}`, notTheirs)).statusCode).toBe(403)
  const gone = await send(server.app, `DELETE ${path}`, { headers: { ...headers, 'if-match': '"2"' } })
  expect(gone.statusCode).toBe(204)
  const again = await send(server.app, `DELETE ${path}`, { headers: { ...headers, 'if-match': '"2"' } })
  expect(again.statusCode).toBe(404)
})

test('400 for what the list itself would refuse, 409 for a name twice, once under one key', async () => {
  const wrong: [object, string][] = [
    [{ filters: { status: 'LIVE' } }, 'definition.filters.status'],
    [{ filters: { owner: 'me' } }, 'definition.filters.owner'],
    [{ sort: 'clicks' }, 'definition.sort'],
    [{ columns: ['name', 'name'] }, 'definition.columns'],
    [{ columns: ['drop table'] }, 'definition.columns[0]'],
    [{ widths: { name: 5 } }, 'definition.widths.name'],
  ]
  for (const [over, path] of wrong) {
    const answer = await post({ ...BODY, definition: { ...BODY.definition, ...over } })
    expect([path, answer.statusCode, problemOf(answer).errors[0]?.path]).toEqual([path, 400, path])
  }
  const key = { 'idempotency-key': newId() }
  const twice = [await post({ ...BODY, name: 'Once' }, key), await post({ ...BODY, name: 'Once' }, key)]
  expect(twice.map(({ statusCode }) => statusCode)).toEqual([201, 201])
  expect((await post({ ...BODY, name: 'Once' })).statusCode).toBe(409)
})
