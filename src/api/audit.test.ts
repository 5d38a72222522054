import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemOf, send, startTestServer, type TestServer, type TestWorkspace } from '../../test/server.ts'
import { newId } from '../base/ids.ts'
import type { AuditAction } from '../contract/audit-actions.ts'
import type { AuditEntry } from '../contract/audit.ts'
import { listAudit } from '../store/audit-list.ts'
import { insertAudit } from '../store/audit.ts'

let server: TestServer
let workspace: TestWorkspace
let headers: Record<string, string>
beforeAll(async () => {
  server = await startTestServer()
  workspace = await server.workspace()
  headers = await workspace.as('admin')
})
afterAll(async () => await server.close())

interface Page {
  items: AuditEntry[]
  nextCursor: string | null
}
const list = async (query = ''): Promise<Page> =>
  (await send(server.app, `GET /audit${query}`, { headers })).json<Page>()
const create = async (name: string): Promise<{ id: string; requestId: string }> => {
  const made = await send(server.app, 'POST /campaigns', { headers, body: { name } })
  return { id: made.json<{ id: string }>().id, requestId: String(made.headers['x-request-id']) }
}

async function write(
  count: number,
  entry: { actor?: string; action?: string; door?: string; detail?: object },
  to = workspace,
) {
  await server.ctx.db.transaction({ workspaceId: to.id }, async (tx) => {
    for (let n = 0; n < count; n += 1) {
      const action = (entry.action ?? 'test.deed') as AuditAction
      const all = { actor: 'ann', door: 'api', detail: {}, ...entry, action }
      const detail = all.detail as Record<string, unknown>
      await insertAudit(tx, to.id, { ...all, detail, entityKind: 'test', entityId: null, requestId: null })
    }
  })
}

describe('GET /audit', () => {
  test('tells who changed what from what to what, by which request and door', async () => {
    const { id } = await create('before')
    const edited = await send(server.app, `PATCH /campaigns/${id}`, {
      headers: { ...headers, 'if-match': '"1"', 'gacm-door': 'cli' },
      body: { name: 'after', dailyBudgetMicros: '5000000' },
    })
    const { items } = await list(`?entityId=${id}`)
    expect(items.map(({ action }) => action)).toEqual(['campaign.edit', 'campaign.create'])
    expect(items[0]).toMatchObject({
      actor: 'admin key',
      door: 'cli',
      entityKind: 'campaign',
      name: 'after',
      requestId: edited.headers['x-request-id'],
      changes: [
        { field: 'name', before: 'before', after: 'after' },
        { field: 'dailyBudgetMicros', before: null, after: '5000000' },
      ],
    })
  })

  test('is searched by who, what, door, thing, request and time', async () => {
    const { id, requestId } = await create('found')
    const since = new Date().toISOString()
    await write(2, { actor: 'zoe', action: 'zoe.deed', door: 'system' })
    const found = async (query: string): Promise<string[]> =>
      (await list(query)).items.map(({ action }) => action)
    expect(await found(`?requestId=${requestId}`)).toEqual(['campaign.create'])
    expect(await found(`?entityId=${id}`)).toEqual(['campaign.create'])
    expect(await found('?actor=zoe')).toEqual(['zoe.deed', 'zoe.deed'])
    expect(await found('?action=zoe.deed&door=system')).toEqual(['zoe.deed', 'zoe.deed'])
    expect(await found('?action=zoe.deed&door=web')).toEqual([])
    expect(await found(`?from=${since}`)).toEqual(['zoe.deed', 'zoe.deed'])
    expect(await found(`?to=${since}&requestId=${requestId}`)).toEqual(['campaign.create'])
    expect(await found(`?from=${since}&actor=admin key`)).toEqual([])
    expect(await found(`?actor=zoe' or '1'='1`)).toEqual([])
  })

  test('is read page by page, without a gap and without a double, while entries come in', async () => {
    const other = await server.workspace()
    headers = await other.as('admin')
    await write(25, { action: 'page.deed' }, other)
    const seen: number[] = []
    let cursor = ''
    do {
      const page = await list(`?action=page.deed&limit=10${cursor}`)
      seen.push(...page.items.map(({ seq }) => seq))
      await write(1, { action: 'page.deed' }, other)
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`
    } while (cursor !== '')
    const first = seen[0]!
    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => first - index))
    const bad = await send(server.app, 'GET /audit?cursor=abc', { headers })
    expect([bad.statusCode, problemOf(bad).errors[0]?.path]).toEqual([400, 'cursor'])
    headers = await workspace.as('admin')
  })

  test('one statement looks at no more than 2,000 entries, and the page says where to go on', async () => {
    const other = await server.workspace()
    await write(1, { actor: 'rare', door: 'system' }, other)
    await write(4100, { actor: 'rare', door: 'api' }, other)
    const { db } = server.ctx
    const filter = { actor: 'rare', door: 'system' }
    const short = await listAudit(db, other.id, filter, { limit: 10, statements: 1 })
    expect([short.items.length, short.next]).not.toEqual([0, null])
    const all = await listAudit(db, other.id, filter, { limit: 10 })
    expect([all.items.map(({ actor }) => actor), all.next]).toEqual([['rare'], null])
  })
})

describe('GET /audit/export', () => {
  test('CSV whose cells no spreadsheet carries out', async () => {
    await write(1, { actor: '=HYPERLINK("http://x")', action: 'csv.deed', detail: { name: '@evil' } })
    const answer = await send(server.app, 'GET /audit/export?action=csv.deed', { headers })
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="audit.csv"',
      'x-content-type-options': 'nosniff',
    })
    const [head, line, rest] = answer.body.split('\r\n')
    expect(head).toBe('seq,at,actor,door,action,entityKind,entityId,name,changes,detail,requestId')
    expect(line).toContain(`,"'=HYPERLINK(""http://x"")",api,csv.deed,test,,'@evil,[],`)
    expect(rest).toBe('')
  })

  test('NDJSON with the same entries as the list, however many pages they take', async () => {
    const other = await server.workspace()
    await write(2100, { action: 'many.deed' }, other)
    const as = await other.as('admin')
    const answer = await send(server.app, 'GET /audit/export?format=ndjson', { headers: as })
    const seqs = answer.body
      .trimEnd()
      .split('\n')
      .map((text) => (JSON.parse(text) as AuditEntry).seq)
    expect(seqs.length).toBeGreaterThanOrEqual(2100)
    expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, index) => seqs[0]! - index))
  })

  test('403 before the first byte for whoever is no administrator', async () => {
    const answer = await send(server.app, 'GET /audit/export', { headers: await workspace.as('publisher') })
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      403,
      'application/problem+json; charset=utf-8',
    ])
    expect((await send(server.app, `GET /audit?entityId=${newId()}`, { headers })).json()).toEqual({
      items: [],
      nextCursor: null,
    })
  })
})
