import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemOf, send, startTestServer, type TestServer, type TestWorkspace } from '../../test/server.ts'
import { newId } from '../base/ids.ts'
import type { Campaign } from '../contract/campaign.ts'
import { type CampaignEdit, type CampaignEditsResult, cellOfPath } from '../contract/campaign-edits.ts'

let server: TestServer
let workspace: TestWorkspace
let headers: Record<string, string>
beforeAll(async () => {
  server = await startTestServer()
  workspace = await server.workspace()
  headers = await workspace.as('editor')
})
afterAll(async () => await server.close())

async function draft(over: object = {}): Promise<string> {
  const body = { name: 'Draft', dailyBudgetMicros: '5000000', ...over }
  return (await send(server.app, 'POST /campaigns', { headers, body })).json<Campaign>().id
}
const now = async (id: string): Promise<Campaign> =>
  (await send(server.app, `GET /campaigns/${id}`, { headers })).json<Campaign>()
const post = async (body: unknown, more: Record<string, string> = {}) =>
  await send(server.app, 'POST /campaign-edits', { headers: { ...headers, ...more }, body })

describe('POST /campaign-edits', () => {
  test('200 changes the cells, and the versions go on', async () => {
    const [a, b] = [await draft(), await draft()]
    const answer = await post({
      edits: [
        { id: a, version: 1, set: { name: 'A', endDate: '2099-12-31' } },
        { id: b, set: { dailyBudgetMicros: null } },
      ],
      note: 'Agreed',
    })
    expect(answer.statusCode).toBe(200)
    const result = answer.json<CampaignEditsResult>()
    expect(result).toMatchObject({ changed: 2, items: [{ version: 2 }, { version: 2 }] })
    expect(await now(a)).toMatchObject({ name: 'A', endDate: '2099-12-31', version: 2 })
    const next = await send(server.app, `PATCH /campaigns/${a}`, {
      headers: { ...headers, 'if-match': '"2"' },
      body: { name: 'AA' },
    })
    expect(next.statusCode).toBe(200)
  })

  test('200 judges the cells of a dry run and saves nothing', async () => {
    const id = await draft()
    const answer = await post({ edits: [{ id, set: { startDate: 'soon' } }], dryRun: true })
    expect(answer.json<CampaignEditsResult>()).toMatchObject({
      editId: null,
      items: [
        {
          outcome: 'REFUSED',
          fields: [{ field: 'startDate', after: 'soon', error: { code: 'wrong_format' } }],
        },
      ],
    })
    expect((await now(id)).version).toBe(1)
  })

  test('200 once under one key, however often it is sent', async () => {
    const id = await draft()
    const key = { 'idempotency-key': newId() }
    const body = { edits: [{ id, set: { name: 'Once' } }] }
    const answers = await Promise.all([post(body, key), post(body, key), post(body, key)])
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
    expect(new Set(answers.map((answer) => answer.json<CampaignEditsResult>().editId)).size).toBe(1)
    expect((await now(id)).version).toBe(2)
  })

  test('400 for what is no edit', async () => {
    const id = await draft()
    const bodies: [unknown, string][] = [
      [{ edits: [] }, 'edits'],
      [{ edits: [{ id, set: {} }] }, 'edits[0].set'],
      [{ edits: [{ id, set: { status: 'PAUSED' } }] }, 'edits[0].set.status'],
      [{ edits: [{ id, set: { dailyBudgetMicros: 5 } }] }, 'edits[0].set.dailyBudgetMicros'],
      [{ edits: [{ id, version: 0, set: { name: 'x' } }] }, 'edits[0].version'],
      [
        {
          edits: [
            { id, set: { name: 'x' } },
            { id, set: { name: 'y' } },
          ],
        },
        'edits',
      ],
      [{ edits: Array.from({ length: 2501 }, () => ({ id: newId(), set: { name: 'x' } })) }, 'edits'],
      [{ edits: [{ id, set: { name: 'x' } }], note: 'two\nlines' }, 'note'],
    ]
    for (const [body, path] of bodies) {
      const answer = await post(body)
      expect([path, answer.statusCode, problemOf(answer).errors[0]?.path]).toEqual([path, 400, path])
    }
  })

  test('403 for a viewer', async () => {
    const viewer = await workspace.as('viewer')
    const answer = await post({ edits: [{ id: await draft(), set: { name: 'x' } }] }, viewer)
    expect(answer.statusCode).toBe(403)
  })

  test('412 where somebody was faster, and 422 where a cell is refused, each with its place', async () => {
    const [a, b] = [await draft(), await draft()]
    const stale = await post({
      edits: [
        { id: a, set: { name: 'x' } },
        { id: b, version: 7, set: { name: 'x' } },
      ],
    })
    expect([stale.statusCode, problemOf(stale).errors.map(({ path }) => path)]).toEqual([
      412,
      ['edits.1.version'],
    ])
    const refused = await post({ edits: [{ id: a, set: { name: '', totalBudgetMicros: '1' } }] })
    const { errors } = problemOf(refused)
    expect([refused.statusCode, errors.map(({ path }) => path)]).toEqual([
      422,
      ['edits.0.set.name', 'edits.0.set.totalBudgetMicros'],
    ])
    expect(cellOfPath(errors[1]!.path)).toEqual({ index: 0, field: 'totalBudgetMicros' })
    expect((await now(a)).version).toBe(1)
  })

  test('a body of more than a megabyte is taken, and one of nine is 413', async () => {
    const id = await draft()
    const padding = (length: number) => ({ edits: [{ id, set: { name: 'x'.repeat(length) } }], dryRun: true })
    expect((await post(padding(2_000_000))).statusCode).toBe(200)
    expect((await post(padding(9_000_000))).statusCode).toBe(413)
  })
})

describe('POST /campaign-edits/{id}/undo', () => {
  const undo = async (id: string) => await send(server.app, `POST /campaign-edits/${id}/undo`, { headers })

  test('200 takes it back once, then 409; 404 for what is no edit', async () => {
    const id = await draft()
    const made = (await post({ edits: [{ id, set: { name: 'New' } }] })).json<CampaignEditsResult>()
    const undone = await undo(made.editId!)
    expect([undone.statusCode, (await now(id)).name]).toEqual([200, 'Draft'])
    const again = await undo(made.editId!)
    expect([again.statusCode, problemOf(again)['undoneBy']]).toEqual([
      409,
      undone.json<CampaignEditsResult>().editId,
    ])
    expect((await undo(newId())).statusCode).toBe(404)
  })
})

describe('GET /campaign-edits', () => {
  test('200 to a viewer, page by page; another workspace sees none', async () => {
    const viewer = { headers: await workspace.as('viewer') }
    const page = await send(server.app, 'GET /campaign-edits?limit=1', viewer)
    const { items, nextCursor } = page.json<{ items: CampaignEdit[]; nextCursor: string }>()
    expect([page.statusCode, items.length]).toEqual([200, 1])
    const rest = await send(server.app, `GET /campaign-edits?limit=200&cursor=${nextCursor}`, viewer)
    expect(rest.json<{ items: CampaignEdit[] }>().items.map(({ id }) => id)).not.toContain(items[0]!.id)
    const other = { headers: await (await server.workspace()).as('admin') }
    expect((await send(server.app, 'GET /campaign-edits', other)).json()).toEqual({
      items: [],
      nextCursor: null,
    })
    expect((await send(server.app, 'GET /campaign-edits?cursor=x', viewer)).statusCode).toBe(400)
  })
})
