import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { completeBody, createCampaignOf } from '../../test/campaigns.ts'
import { problemOf, send, startTestServer, type TestServer, type TestWorkspace } from '../../test/server.ts'
import { newId } from '../base/ids.ts'
import type { Batch, BatchItem, BatchPlan } from '../contract/batch.ts'
import type { Quota } from '../contract/quota.ts'
import type { Actor } from '../domain/context.ts'

let server: TestServer
let workspace: TestWorkspace
let headers: Record<string, string>
beforeAll(async () => {
  server = await startTestServer()
  workspace = await server.workspace()
  headers = await workspace.as('publisher')
})
afterAll(async () => await server.close())

async function drafts(count: number): Promise<string[]> {
  const actor: Actor = {
    workspaceId: workspace.id,
    role: 'admin',
    accounts: null,
    name: 'ann',
    userId: null,
    door: 'api',
    requestId: null,
  }
  const ids: string[] = []
  for (let made = 0; made < count; made += 1) {
    const body = await completeBody(server.ctx, actor)
    ids.push((await createCampaignOf(server.ctx, actor, body)).id)
  }
  return ids
}
const post = async (body: unknown, more: Record<string, string> = {}) =>
  await send(server.app, 'POST /publish-batches', { headers: { ...headers, ...more }, body })
const asked = (ids: readonly string[]): { id: string }[] => ids.map((id) => ({ id }))

describe('POST /publish-batches', () => {
  test('202 opens one with every campaign waiting, and names its place', async () => {
    const ids = await drafts(3)
    const answer = await post({ campaigns: asked(ids) })
    expect(answer.statusCode).toBe(202)
    const batch = answer.json<Batch>()
    expect(batch).toMatchObject({
      state: 'RUNNING',
      activate: true,
      staged: false,
      total: 3,
      outcomes: { WAITING: 3 },
    })
    expect(answer.headers['location']).toBe(`/api/v1/publish-batches/${batch.id}`)
    const page = await send(server.app, `GET /publish-batches/${batch.id}/items?limit=2`, { headers })
    const { items, nextCursor } = page.json<{ items: BatchItem[]; nextCursor: string }>()
    expect(items.map(({ campaignId }) => campaignId)).toEqual(ids.slice(0, 2))
    const rest = await send(
      server.app,
      `GET /publish-batches/${batch.id}/items?limit=2&cursor=${nextCursor}`,
      { headers },
    )
    expect(rest.json<{ items: BatchItem[] }>().items.map(({ campaignId }) => campaignId)).toEqual(
      ids.slice(2),
    )
    const done = await send(server.app, `GET /publish-batches/${batch.id}/items?outcome=DONE`, { headers })
    expect(done.json()).toEqual({ items: [], nextCursor: null })
  })

  test('202 once under one key, however often and at once it is sent', async () => {
    const [id] = await drafts(1)
    const key = { 'idempotency-key': newId() }
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => post({ campaigns: asked([id!]) }, key)),
    )
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([202]))
    expect(new Set(answers.map((answer) => answer.json<Batch>().id)).size).toBe(1)
  })

  test.each([
    ['no campaign', { campaigns: [] }, 'campaigns'],
    ['501 campaigns', { campaigns: Array.from({ length: 501 }, () => ({ id: newId() })) }, 'campaigns'],
    [
      'a campaign twice',
      { campaigns: asked(['0199a8b0-0000-7000-8000-000000000001', '0199a8b0-0000-7000-8000-000000000001']) },
      'campaigns',
    ],
    ['a hash that is none', { campaigns: [{ id: newId(), planHash: 'abc' }] }, 'campaigns[0].planHash'],
    ['something that is no id', { campaigns: [{ id: '7' }] }, 'campaigns[0].id'],
  ])('400 for %s', async (_, body, path) => {
    const answer = await post(body)
    expect(answer.statusCode).toBe(400)
    expect(problemOf(answer).errors[0]?.path).toBe(path)
  })

  test('401 without a key, 403 for an editor, 422 for campaigns of somebody else, and nothing is saved', async () => {
    const ids = await drafts(1)
    expect(
      (await send(server.app, 'POST /publish-batches', { body: { campaigns: asked(ids) } })).statusCode,
    ).toBe(401)
    expect((await post({ campaigns: asked(ids) }, await workspace.as('editor'))).statusCode).toBe(403)
    const other = await server.workspace()
    const theirs = await other.as('publisher')
    const answer = await post({ campaigns: asked(ids) }, theirs)
    expect(answer.statusCode).toBe(422)
    expect(problemOf(answer).errors).toEqual([
      { path: 'campaigns[0].id', code: 'not_found', message: 'There is no such campaign.' },
    ])
    const list = await send(server.app, 'GET /publish-batches', { headers: theirs })
    expect(list.json()).toEqual({ items: [], nextCursor: null })
  })
})

describe('one batch', () => {
  test('is stopped, goes on and is not retried without reason; others get 404 and 403', async () => {
    const batch = (
      await post({ campaigns: asked(await drafts(2)), staged: true, activate: false })
    ).json<Batch>()
    const path = `/publish-batches/${batch.id}` as const
    const stopped = await send(server.app, `POST ${path}/cancel`, { headers })
    expect(stopped.statusCode).toBe(200)
    expect(stopped.json<Batch>()).toMatchObject({ state: 'STOPPED', outcomes: { STOPPED: 2 } })
    expect((await send(server.app, `POST ${path}/cancel`, { headers })).statusCode).toBe(409)
    expect((await send(server.app, `POST ${path}/retry`, { headers })).statusCode).toBe(409)
    const going = await send(server.app, `POST ${path}/resume`, { headers })
    expect(going.statusCode).toBe(202)
    expect(going.json<Batch>()).toMatchObject({ state: 'RUNNING', finishedAt: null, message: null })
    const stranger = await (await server.workspace()).as('publisher')
    const editor = await workspace.as('editor')
    for (const act of ['cancel', 'retry', 'resume']) {
      expect((await send(server.app, `POST ${path}/${act}`, { headers: stranger })).statusCode).toBe(404)
      expect((await send(server.app, `POST ${path}/${act}`, { headers: editor })).statusCode).toBe(403)
      expect((await send(server.app, `POST ${path}/${act}`)).statusCode).toBe(401)
    }
    for (const place of [path, `${path}/items`] as const) {
      expect((await send(server.app, `GET ${place}`, { headers: stranger })).statusCode).toBe(404)
      expect((await send(server.app, `GET ${place}`, { headers: editor })).statusCode).toBe(200)
      expect((await send(server.app, `GET ${place}`)).statusCode).toBe(401)
    }
    expect((await send(server.app, `GET ${path}/items?cursor=x`, { headers })).statusCode).toBe(400)
    await send(server.app, `POST ${path}/cancel`, { headers })
  })

  test('stands in the list, newest first, page by page', async () => {
    const ids = await drafts(1)
    const made = [await post({ campaigns: asked(ids) }), await post({ campaigns: asked(ids) })].map(
      (answer) => answer.json<Batch>().id,
    )
    const first = await send(server.app, 'GET /publish-batches?limit=1', { headers })
    const { items, nextCursor } = first.json<{ items: Batch[]; nextCursor: string }>()
    const second = await send(server.app, `GET /publish-batches?limit=1&cursor=${nextCursor}`, { headers })
    expect([items[0]!.id, second.json<{ items: Batch[] }>().items[0]!.id]).toEqual(made.toReversed())
    expect((await send(server.app, 'GET /publish-batches?cursor=x', { headers })).statusCode).toBe(400)
    expect((await send(server.app, 'GET /publish-batches')).statusCode).toBe(401)
  })
})

describe('POST /publish-batches/plan', () => {
  test('200 answers hash, exposure and sums, changes nothing and may be asked again under one key', async () => {
    const ids = await drafts(2)
    const more = { ...headers, 'idempotency-key': newId() }
    const ask = async (campaignIds: string[]) =>
      await send(server.app, 'POST /publish-batches/plan', { headers: more, body: { campaignIds } })
    const answer = await ask(ids)
    expect(answer.statusCode).toBe(200)
    const plan = answer.json<BatchPlan>()
    expect(plan.publishable).toBe(2)
    expect(plan.exposure).toMatchObject([{ currencyCode: 'EUR', campaigns: 2, worstDayMicros: '200000000' }])
    const single = await send(server.app, `GET /campaigns/${ids[0]}/plan`, { headers })
    expect(single.json<{ hash: string }>().hash).toBe(plan.items[0]!.hash)
    expect((await ask([ids[1]!])).json<BatchPlan>().items).toHaveLength(1)
    expect((await ask([])).statusCode).toBe(400)
    expect(
      (await send(server.app, 'POST /publish-batches/plan', { body: { campaignIds: ids } })).statusCode,
    ).toBe(401)
  })
})

describe('GET /quota', () => {
  test('200 shows the meter, and 401 to nobody known; Prometheus shows the same', async () => {
    const answer = await send(server.app, 'GET /quota', { headers })
    expect(answer.statusCode).toBe(200)
    expect(answer.json<Quota>()).toMatchObject({
      environment: 'EMULATOR',
      accessLevel: null,
      limit: null,
      used: 0,
      held: 0,
    })
    expect((await send(server.app, 'GET /quota')).statusCode).toBe(401)
    const metrics = await server.app.inject({ method: 'GET', url: '/metrics' })
    expect(metrics.body).toContain('gacm_google_quota_operations{kind="used"} 0')
    expect(metrics.body).toContain('gacm_google_quota_blocked_seconds 0')
  })
})
