import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPerson, signedIn } from '../../test/approvals.ts'
import { completeBody } from '../../test/campaigns.ts'
import { problemOf, send, startTestServer, type TestServer, type TestWorkspace } from '../../test/server.ts'
import { newId } from '../base/ids.ts'
import type {
  ApprovalPolicies,
  ApprovalRequest,
  ApprovalStanding,
  ApprovalSummary,
  Review,
  ReviewLink,
} from '../contract/approvals.ts'
import type { Campaign } from '../contract/campaign.ts'
import type { Plan } from '../contract/publication.ts'
import type { Actor } from '../domain/context.ts'

let server: TestServer
let owner: pg.Client
let workspace: TestWorkspace
let approver: Actor
let asApprover: Record<string, string>
let asEditor: Record<string, string>
beforeAll(async () => {
  server = await startTestServer({ signInsPerMinute: 10_000 })
  owner = new pg.Client({ connectionString: server.databaseUrl })
  await owner.connect()
  workspace = await server.workspace()
  approver = await createPerson(server.ctx, workspace.id, 'approver')
  asApprover = await signedIn(server.ctx, approver)
  asEditor = await workspace.as('editor')
})
afterAll(async () => {
  await owner.end()
  await server.close()
})

const hour = 3_600_000
const dueAt = new Date(Date.now() + hour).toISOString()

async function draft(): Promise<string> {
  const actor = {
    workspaceId: workspace.id,
    role: 'editor',
    accounts: null,
    name: 'x',
    userId: null,
    door: 'api',
    requestId: null,
  } as const
  const body = { ...(await completeBody(server.ctx, actor)), accountId: workspace.accountId }
  const made = await send(server.app, 'POST /campaigns', { headers: asEditor, body })
  expect(made.statusCode).toBe(201)
  return made.json<Campaign>().id
}
async function ask(id: string): Promise<ApprovalRequest> {
  const { hash } = (await send(server.app, `GET /campaigns/${id}/plan`, { headers: asEditor })).json<Plan>()
  const body = { planHash: hash, message: 'For Friday.', dueAt }
  const made = await send(server.app, `POST /campaigns/${id}/approval-requests`, { headers: asEditor, body })
  expect([made.statusCode, made.headers['location']]).toEqual([
    201,
    `/api/v1/approvals/${made.json<ApprovalRequest>().id}`,
  ])
  return made.json<ApprovalRequest>()
}
const setPolicy = async (body: object) =>
  await send(server.app, 'POST /approval-policies', { headers: await workspace.as('admin'), body })
async function linkTo(id: string, headers = asEditor): Promise<{ token: string; link: ReviewLink }> {
  const made = await send(server.app, `POST /approvals/${id}/links`, {
    headers,
    body: { name: 'Dora', days: 3 },
  })
  const { path, link } = made.json<{ path: string; link: ReviewLink }>()
  return { token: path.replace('/review#token=', ''), link }
}
const review = async (what: string, body: object) => await send(server.app, `POST /reviews/${what}`, { body })

test('a publication is refused with words until a person has approved its plan', async () => {
  expect((await setPolicy({ number: 0, approvals: 1 })).json<ApprovalPolicies>().workspace).toMatchObject({
    approvals: 1,
    number: 1,
    setBy: 'admin key',
  })
  const id = await draft()
  const headers = await workspace.as('publisher')
  const refused = await send(server.app, `POST /campaigns/${id}/publish`, { headers })
  expect([refused.statusCode, problemOf(refused)['code'], problemOf(refused).detail]).toEqual([
    409,
    'approval_needed',
    expect.stringMatching(/^This plan needs one approval and has none\./),
  ])
  const request = await ask(id)
  const standing = await send(server.app, `GET /campaigns/${id}/approval`, { headers })
  expect(standing.json<ApprovalStanding>()).toMatchObject({
    needed: 1,
    request: { id: request.id, dueAt: expect.any(String) },
  })
  const waiting = await send(server.app, 'GET /approvals?box=waiting', { headers: asApprover })
  expect(waiting.json<{ items: ApprovalSummary[] }>().items.map((item) => item.id)).toEqual([request.id])
  expect((await send(server.app, 'GET /approvals/count', { headers: asApprover })).json()).toEqual({
    waiting: 1,
  })
  const approve = `POST /approvals/${request.id}/approve` as const
  const body = { planHash: request.planHash }
  const byKey = await send(server.app, approve, { headers: await workspace.as('approver'), body })
  expect([byKey.statusCode, problemOf(byKey).detail]).toEqual([
    403,
    expect.stringContaining('people who have signed in'),
  ])
  expect((await send(server.app, approve, { headers: asEditor, body })).statusCode).toBe(403)
  expect((await send(server.app, approve, { body })).statusCode).toBe(401)
  const answer = await send(server.app, approve, { headers: asApprover, body })
  expect(answer.json<ApprovalRequest>()).toMatchObject({
    state: 'APPROVED',
    approvals: [{ by: approver.name, client: false }],
  })
  expect((await send(server.app, `POST /campaigns/${id}/publish`, { headers })).statusCode).toBe(202)
  const { rows } = await owner.query<{ action: string }>(
    `select action from audit_log where workspace_id = $1 and entity_kind like 'approval%' order by seq`,
    [workspace.id],
  )
  expect(rows.map(({ action }) => action)).toEqual([
    'approval.policy',
    'approval.request',
    'approval.approve',
  ])
})

test('a policy that was seen by somebody else is 412, and what makes no sense is refused by its field', async () => {
  const { number } = (
    await send(server.app, 'GET /approval-policies', { headers: asEditor })
  ).json<ApprovalPolicies>().workspace
  expect((await setPolicy({ number: number - 1, approvals: 1 })).statusCode).toBe(412)
  const wrong: [object, number, string][] = [
    [{ number, approvals: 6 }, 400, 'approvals'],
    [{ number, approvals: 0, thresholdMicros: '5' }, 400, 'thresholdMicros'],
    [{ number, approvals: 1, thresholdMicros: '5' }, 422, 'currencyCode'],
    [{ number, accountId: newId(), approvals: 1 }, 422, 'accountId'],
    [{ number, inherits: true }, 400, 'inherits'],
  ]
  for (const [body, status, path] of wrong) {
    const answer = await setPolicy(body)
    expect([answer.statusCode, problemOf(answer).errors[0]?.path]).toEqual([status, path])
  }
  const notAdmin = { headers: asEditor, body: { number, approvals: 0 } }
  expect((await send(server.app, 'POST /approval-policies', notAdmin)).statusCode).toBe(403)
})

test('nothing of it is there for another workspace, or for nobody', async () => {
  const id = await draft()
  const request = await ask(id)
  const { link } = await linkTo(request.id)
  const elsewhere = await server.workspace()
  const said = { body: 'Why?' }
  const lines: [Parameters<typeof send>[1], object?][] = [
    [`GET /campaigns/${id}/approval`],
    [`POST /campaigns/${id}/approval-requests`, { planHash: request.planHash }],
    [`GET /approvals/${request.id}`],
    [`POST /approvals/${request.id}/approve`, { planHash: request.planHash }],
    [`POST /approvals/${request.id}/changes`, said],
    [`POST /approvals/${request.id}/cancel`],
    [`POST /approvals/${request.id}/comments`, said],
    [`POST /approvals/${request.id}/resolve`, { commentId: newId(), resolved: true }],
    [`POST /approvals/${request.id}/links`, { name: 'Eve' }],
    [`POST /review-links/${link.id}/path`],
    [`DELETE /review-links/${link.id}`],
  ]
  const stranger = await createPerson(server.ctx, elsewhere.id, 'admin')
  const strangers = await signedIn(server.ctx, stranger)
  for (const [line, body] of lines) {
    const content = body === undefined ? {} : { body }
    const there = await send(server.app, line, { headers: strangers, ...content })
    const nobody = await send(server.app, line, content)
    expect([line, there.statusCode, nobody.statusCode]).toEqual([line, 404, 401])
  }
  const viewer = await workspace.as('viewer')
  for (const [line, body] of lines.filter(([path]) =>
    /requests$|approve$|changes$|cancel$|links|review-links/.test(path),
  )) {
    const answer = await send(server.app, line, { headers: viewer, ...(body === undefined ? {} : { body }) })
    expect([line, answer.statusCode]).toEqual([line, 403])
  }
  const comment = await send(server.app, `POST /approvals/${request.id}/comments`, {
    headers: viewer,
    body: said,
  })
  expect(comment.json<ApprovalRequest>().comments).toMatchObject([{ body: 'Why?', createdBy: 'viewer key' }])
})

test('a review link shows its version and nobody’s address, whatever is edited later', async () => {
  const id = await draft()
  const request = await ask(id)
  const { token } = await linkTo(request.id)
  const opened = await review('open', { token })
  const shown = opened.json<Review>()
  expect(shown).toMatchObject({
    name: 'Dora',
    workspace: workspace.name,
    state: 'REQUESTED',
    approvedAt: null,
  })
  expect(shown.document.dailyBudgetMicros).toBe('50000000')
  await send(server.app, `POST /approvals/${request.id}/comments`, {
    headers: asEditor,
    body: { body: 'Look.' },
  })
  const patched = await send(server.app, `PATCH /campaigns/${id}`, {
    headers: { ...asEditor, 'if-match': '"1"' },
    body: { dailyBudgetMicros: '77000000', name: 'Later' },
  })
  expect(patched.statusCode).toBe(200)
  const later = (await review('open', { token })).json<Review>()
  expect(later).toEqual({
    ...shown,
    state: 'VOID',
    comments: [expect.objectContaining({ body: 'Look.', by: 'team' })],
  })
  for (const secret of [
    'editor key',
    approver.name,
    '@',
    id,
    request.id,
    workspace.accountId,
    'Later',
    '77000000',
  ])
    expect([secret, JSON.stringify(later).includes(secret)]).toEqual([secret, false])
  const image = await review('image', { token, assetId: shown.assets[0]!.id })
  expect(image.json<{ dataUrl: string }>().dataUrl).toMatch(/^data:image\/webp;base64,[\w+/=]{20,}$/)
  expect((await review('image', { token, assetId: newId() })).statusCode).toBe(404)
  const late = await review('approve', { token, planHash: shown.planHash })
  expect([late.statusCode, problemOf(late)['code']]).toEqual([409, 'approval_ended'])
})

test('an approval through a link stands beside, counts where the policy says so, and never through an author’s link', async () => {
  const publisher = await workspace.as('publisher')
  const { number } = (
    await send(server.app, 'GET /approval-policies', { headers: asEditor })
  ).json<ApprovalPolicies>().workspace
  const id = await draft()
  const request = await ask(id)
  const { token } = await linkTo(request.id, asApprover)
  // Those of an author, of a key that may do everything, and of somebody who may not approve are worth nothing.
  const other = await signedIn(server.ctx, await createPerson(server.ctx, workspace.id, 'editor'))
  const worthless = [asEditor, await workspace.as('admin'), other]
  const tokens = await Promise.all(
    worthless.map(async (headers) => (await linkTo(request.id, headers)).token),
  )
  for (const each of [token, ...tokens]) {
    const approved = (await review('approve', { token: each, planHash: request.planHash })).json<Review>()
    expect(approved.approvedAt).not.toBeNull()
  }
  const again = await review('approve', { token, planHash: request.planHash })
  expect(again.statusCode).toBe(409)
  expect(problemOf(again).errors).toMatchObject([{ path: 'planHash', code: 'approved_already' }])
  const old = problemOf(await review('approve', { token, planHash: '0'.repeat(64) }))
  expect(old.errors).toMatchObject([{ path: 'planHash', code: 'other_plan' }])
  const publish = async () => await send(server.app, `POST /campaigns/${id}/publish`, { headers: publisher })
  expect((await publish()).statusCode).toBe(409)
  await setPolicy({ number, approvals: 2, clientsCount: true })
  const seen = (
    await send(server.app, `GET /approvals/${request.id}`, { headers: asEditor })
  ).json<ApprovalRequest>()
  expect([seen.approvalsGiven, seen.approvals.map(({ by, client }) => [by, client])]).toEqual([
    1,
    Array.from({ length: 4 }, () => ['Dora', true]),
  ])
  // And that of an approver no longer, once they may not approve.
  const become = async (role: string) =>
    await owner.query('update members set role = $2 where user_id = $1', [approver.userId, role])
  await become('editor')
  const { approvalsGiven } = (
    await send(server.app, `GET /approvals/${request.id}`, { headers: asEditor })
  ).json<ApprovalRequest>()
  expect(approvalsGiven).toBe(0)
  await become('approver')
  expect((await publish()).statusCode).toBe(409)
  const body = { planHash: request.planHash }
  await send(server.app, `POST /approvals/${request.id}/approve`, { headers: asApprover, body })
  expect((await publish()).statusCode).toBe(202)
  await setPolicy({ number: number + 1, approvals: 1 })
})

test('what is said, marked as done and answered leaves entries of who it was', async () => {
  const [request, other] = [await ask(await draft()), await ask(await draft())]
  const path = `/approvals/${request.id}` as const
  const said = { headers: asEditor, body: { body: 'Why?', path: 'name' } }
  const commented = (await send(server.app, `POST ${path}/comments`, said)).json<ApprovalRequest>()
  const done = { commentId: commented.comments[0]!.id, resolved: true }
  expect((await send(server.app, `POST ${path}/resolve`, { headers: asEditor, body: done })).statusCode).toBe(
    200,
  )
  const { token } = await linkTo(request.id)
  await review('comment', { token, body: 'Nice.' })
  await review('approve', { token, planHash: request.planHash })
  await send(server.app, `POST ${path}/changes`, { headers: asApprover, body: { body: 'Shorter.' } })
  await send(server.app, `POST /approvals/${other.id}/cancel`, { headers: asEditor })
  const { rows } = await owner.query<{ action: string; actor: string }>(
    `select action, actor from audit_log where entity_id = any ($1) order by seq`,
    [[request.id, other.id]],
  )
  const client = 'Dora (review link)'
  expect(rows.map(({ action, actor }) => [action.replace('approval.', ''), actor])).toEqual([
    ['request', 'editor key'],
    ['request', 'editor key'],
    ['comment', 'editor key'],
    ['resolve', 'editor key'],
    ['link', 'editor key'],
    ['comment', client],
    ['approve', client],
    ['changes', approver.name],
    ['cancel', 'editor key'],
  ])
})

test('a client asks for changes, signed by the name on the link, and that ends the request', async () => {
  const request = await ask(await draft())
  const { token } = await linkTo(request.id)
  const path = 'adGroups[0].ads[0].headlines[0].text'
  const said = await review('comment', { token, path, body: 'Our spring is in October.', wantsChanges: true })
  expect(said.json<Review>()).toMatchObject({
    state: 'CHANGES_WANTED',
    comments: [{ by: 'client', yours: true, path }],
  })
  const seen = await send(server.app, `GET /approvals/${request.id}`, { headers: asEditor })
  expect(seen.json<ApprovalRequest>()).toMatchObject({
    endedBy: 'Dora (review link)',
    comments: [{ createdBy: 'Dora', client: true }],
  })
})

test('a wrong, an expired and a revoked link are one and the same 404', async () => {
  const request = await ask(await draft())
  const [revoked, expired] = [await linkTo(request.id), await linkTo(request.id)]
  expect(
    (await send(server.app, `DELETE /review-links/${revoked.link.id}`, { headers: asEditor })).statusCode,
  ).toBe(204)
  expect(
    (await send(server.app, `DELETE /review-links/${revoked.link.id}`, { headers: asEditor })).statusCode,
  ).toBe(404)
  await owner.query(
    `update review_links set created_at = now() - interval '2 days', expires_at = now() - interval '1 day' where id = $1`,
    [expired.link.id],
  )
  const strange = `${newId().replaceAll('-', '')}${'x'.repeat(43)}`
  const answers = await Promise.all(
    [revoked.token, expired.token, revoked.token.replace(/.$/, 'x_'), strange, '', 'x'].map(async (token) => {
      const { status, detail, code } = problemOf(await review('open', { token }))
      return [status, code, detail]
    }),
  )
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(answers[0]![0]).toBe(404)
})

test('a link is copied again by whoever made it, and nothing of it is kept anywhere', async () => {
  const request = await ask(await draft())
  const { token, link } = await linkTo(request.id)
  const copy = `POST /review-links/${link.id}/path` as const
  const again = await send(server.app, copy, { headers: { ...asEditor, 'idempotency-key': newId() } })
  expect([again.statusCode, again.json(), again.headers['cache-control']]).toEqual([
    200,
    { path: `/review#token=${token}` },
    'no-store',
  ])
  const { rows } = await owner.query(
    `select 1 from review_links l where l::text like $1 union all select 1 from idempotency_keys k where k::text like $1`,
    [`%${token.slice(-43)}%`],
  )
  expect(rows).toEqual([])
  const other = await send(server.app, copy, { headers: await workspace.as('admin') })
  expect([other.statusCode, problemOf(other).detail]).toEqual([
    403,
    expect.stringContaining('Make a link of your own.'),
  ])
  await send(server.app, `DELETE /review-links/${link.id}`, { headers: asEditor })
  expect((await send(server.app, copy, { headers: asEditor })).statusCode).toBe(404)
})

test('links are asked for by one address so often and no more', async () => {
  const strict = await startTestServer({ signInsPerMinute: 3 }, { db: server.ctx.db })
  try {
    const statuses = []
    for (let n = 0; n < 5; n += 1)
      statuses.push((await send(strict.app, 'POST /reviews/open', { body: { token: 'x' } })).statusCode)
    expect(statuses).toEqual([404, 404, 404, 429, 429])
  } finally {
    await strict.app.close()
  }
})
