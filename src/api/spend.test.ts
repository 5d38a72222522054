import { afterAll, beforeAll, expect, test } from 'vitest'
import { problemOf, send, startTestServer, type TestServer, type TestWorkspace } from '../../test/server.ts'
import type { SpendLedger } from '../contract/spend.ts'

let server: TestServer
let workspace: TestWorkspace
let admin: Record<string, string>
beforeAll(async () => {
  server = await startTestServer()
  workspace = await server.workspace()
  admin = await workspace.as('admin')
})
afterAll(async () => await server.close())

const list = async (headers = admin): Promise<SpendLedger[]> =>
  (await send(server.app, 'GET /spend', { headers })).json<{ items: SpendLedger[] }>().items
const patch = async ({ scopeId, currencyCode, version }: SpendLedger, body: object, headers = admin) =>
  await send(server.app, `PATCH /spend/${scopeId}/${currencyCode}`, {
    headers: { ...headers, 'if-match': `"${version}"` },
    body,
  })

test('caps are shown to everybody, and set and cleared by an administrator, each under its ETag', async () => {
  const [whole, account] = await list(await workspace.as('viewer'))
  expect([whole!.accountId, account!.accountId !== null]).toEqual([null, true])
  expect(account).toMatchObject({ currencyCode: 'EUR', dayCapMicros: null, dayMicros: '0', version: 1 })
  const path = `/spend/${account!.scopeId}/EUR` as const
  const body = { dayCapMicros: '500000000' }
  expect((await send(server.app, `PATCH ${path}`, { headers: admin, body })).statusCode).toBe(428)
  const set = await patch(account!, body)
  expect([set.statusCode, set.headers['etag']]).toEqual([200, '"2"'])
  expect(set.json()).toMatchObject({ ...body, monthCapMicros: null, version: 2 })
  const late = await patch(account!, body)
  expect([late.statusCode, problemOf(late)['currentVersion']]).toEqual([412, 2])
  const cleared = await patch(set.json<SpendLedger>(), { dayCapMicros: null, monthCapMicros: '1' })
  expect(cleared.json()).toMatchObject({ dayCapMicros: null, monthCapMicros: '1', version: 3 })
})

test('400 for what is no cap, 401, 403 below administrator, 404 elsewhere', async () => {
  const [whole] = await list()
  for (const body of [{}, { dayCapMicros: 5 }, { dayCapMicros: '0' }, { monthCapMicros: '-1' }, { cap: '1' }])
    expect([body, (await patch(whole!, body)).statusCode]).toEqual([body, 400])
  const body = { dayCapMicros: '1' }
  expect((await send(server.app, 'GET /spend', {})).statusCode).toBe(401)
  for (const role of ['viewer', 'editor', 'approver', 'publisher'] as const) {
    const headers = await workspace.as(role)
    expect([role, (await patch(whole!, body, headers)).statusCode]).toEqual([role, 403])
    const recount = await send(server.app, 'POST /spend/recount', { headers })
    expect([role, recount.statusCode]).toEqual([role, 403])
  }
  expect((await patch({ ...whole!, currencyCode: 'USD' }, body)).statusCode).toBe(404)
  const other = await server.workspace()
  expect((await patch(whole!, body, await other.as('admin'))).statusCode).toBe(404)
  const recount = await send(server.app, 'POST /spend/recount', { headers: admin })
  expect([recount.statusCode, recount.json()]).toEqual([200, { campaigns: 0, corrected: 0 }])
})
