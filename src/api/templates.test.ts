import { afterAll, beforeAll, expect, test } from 'vitest'
import { problemOf, send, startTestServer, type TestServer, type TestWorkspace } from '../../test/server.ts'
import { newId } from '../base/ids.ts'
import type { Campaign } from '../contract/campaign.ts'
import type { LeftOut, Template } from '../contract/templates.ts'

let server: TestServer
let workspace: TestWorkspace
let headers: Record<string, string>
let campaignId: string
beforeAll(async () => {
  server = await startTestServer()
  workspace = await server.workspace()
  headers = await workspace.as('editor')
  const body = { name: 'Source', dailyBudgetMicros: '5000000', adHeadline: 'Spring' }
  campaignId = (await send(server.app, 'POST /campaigns', { headers, body })).json<Campaign>().id
})
afterAll(async () => await server.close())

const post = async (body: unknown, more: Record<string, string> = {}) =>
  await send(server.app, 'POST /campaign-templates', { headers: { ...headers, ...more }, body })

test('a template is made, listed, changed, begun from and deleted, each with its ETag', async () => {
  const made = await post({ campaignId, name: 'Spring', description: 'Every year' })
  const template = made.json<Template>()
  const path = `/campaign-templates/${template.id}` as const
  expect([made.statusCode, made.headers['etag'], made.headers['location']]).toEqual([
    201,
    '"1"',
    `/api/v1${path}`,
  ])
  const body = { name: 'Each spring' }
  expect((await send(server.app, `PATCH ${path}`, { headers, body })).statusCode).toBe(428)
  const changed = await send(server.app, `PATCH ${path}`, {
    headers: { ...headers, 'if-match': '"1"' },
    body,
  })
  expect([changed.statusCode, changed.headers['etag']]).toEqual([200, '"2"'])
  const viewer = await workspace.as('viewer')
  const list = await send(server.app, 'GET /campaign-templates?limit=1', { headers: viewer })
  expect(list.json()).toMatchObject({
    items: [{ id: template.id, name: 'Each spring', ads: 1 }],
    nextCursor: null,
  })
  const read = await send(server.app, `GET ${path}`, { headers: viewer })
  expect([read.headers['etag'], read.json<{ content: object }>().content]).toMatchObject([
    '"2"',
    { dailyBudgetMicros: '5000000' },
  ])

  const key = { 'idempotency-key': newId() }
  const use = { headers: { ...headers, ...key }, body: { name: 'Spring 2027', startDate: '2027-03-01' } }
  const begun = await send(server.app, `POST ${path}/campaigns`, use)
  const { campaign, leftOut } = begun.json<{ campaign: Campaign; leftOut: LeftOut[] }>()
  expect([begun.statusCode, begun.headers['location'], leftOut]).toEqual([
    201,
    `/api/v1/campaigns/${campaign.id}`,
    [],
  ])
  expect(campaign).toMatchObject({
    name: 'Spring 2027',
    startDate: '2027-03-01',
    endDate: null,
    status: 'DRAFT',
  })
  expect((await send(server.app, `POST ${path}/campaigns`, use)).json()).toEqual(begun.json())

  const late = await send(server.app, `DELETE ${path}`, { headers: { ...headers, 'if-match': '"1"' } })
  expect([late.statusCode, problemOf(late)['currentVersion']]).toEqual([412, 2])
  const notTheirs = { headers: { ...viewer, 'if-match': '"2"' } }
  expect((await send(server.app, `DELETE ${path}`, notTheirs)).statusCode).toBe(403)
  const gone = { headers: { ...headers, 'if-match': '"2"' } }
  expect((await send(server.app, `DELETE ${path}`, gone)).statusCode).toBe(204)
  expect((await send(server.app, `DELETE ${path}`, gone)).statusCode).toBe(404)
})

test('400, 404, 409 and 422 name the field', async () => {
  const first = { campaignId, name: 'Taken', description: null }
  expect((await post(first)).statusCode).toBe(201)
  const wrong: [object, number, string | undefined][] = [
    [{ ...first, name: ' ' }, 400, 'name'],
    [{ ...first, name: 'x'.repeat(101) }, 400, 'name'],
    [{ ...first, description: 'x'.repeat(501) }, 400, 'description'],
    [{ ...first, status: 'PUBLISHED' }, 400, 'status'],
    [{ ...first, campaignId: newId(), name: 'Nothing' }, 404, undefined],
    [first, 409, 'name'],
  ]
  for (const [body, status, path] of wrong) {
    const answer = await post(body)
    expect([status, path]).toEqual([answer.statusCode, problemOf(answer).errors[0]?.path])
  }
  const { items } = (await send(server.app, 'GET /campaign-templates', { headers })).json<{
    items: Template[]
  }>()
  const use = async (body: object) =>
    await send(server.app, `POST /campaign-templates/${items[0]!.id}/campaigns`, { headers, body })
  expect((await use({})).statusCode).toBe(400)
  const backwards = await use({ name: 'x', startDate: '2027-03-01', endDate: '2027-02-01' })
  expect([backwards.statusCode, problemOf(backwards).errors[0]?.path]).toEqual([422, 'endDate'])
  const nowhere = await use({ name: 'x', accountId: newId() })
  expect([nowhere.statusCode, problemOf(nowhere).errors[0]?.path]).toEqual([422, 'accountId'])
})
