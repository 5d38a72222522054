import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { completeBody, createCampaignOf } from '../../test/campaigns.ts'
import { problemOf, send, startTestServer, type TestServer } from '../../test/server.ts'
import { newId } from '../base/ids.ts'
import type { FirstSteps } from '../contract/first-steps.ts'
import type { Session } from '../contract/session.ts'
import type { Role } from '../contract/words.ts'
import type { Actor } from '../domain/context.ts'
import { createSetUpLink } from '../domain/set-up.ts'

// The list of first steps ticks itself, for each person; and the demo's data is deleted by who writes its name out.

const OWN = { host: 'gacm.test', origin: 'http://gacm.test' }
const PASSWORD = 'correct horse battery'

let server: TestServer
let owner: pg.Client
beforeAll(async () => {
  server = await startTestServer({ signInsPerMinute: 1_000 })
  owner = new pg.Client({ connectionString: server.databaseUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await server.close()
})

interface Person {
  workspaceId: string
  accountId: string
  headers: Record<string, string>
}

/** Somebody who has just come to a workspace of their own, with this role. */
async function person(role: Role = 'admin'): Promise<Person> {
  const { id, accountId } = await server.workspace()
  const token = await createSetUpLink(server.ctx, id)
  const email = `${newId()}@example.com`
  const answer = await send(server.app, 'POST /set-up', {
    body: { token, name: 'Ada', email, password: PASSWORD },
  })
  expect(answer.json<Session>().firstSteps).toBe(true)
  const cookie = String(answer.headers['set-cookie']).split(';')[0]!
  if (role !== 'admin') {
    // Somebody else has to be the administrator.
    const { rows } = await owner.query<{ id: string }>(
      `insert into users (id, email, name, password_hash) values ($1, $2, 'Other', '$argon2id$v=19$x') returning id`,
      [newId(), `${newId()}@example.com`],
    )
    await owner.query(`insert into members (workspace_id, user_id, role) values ($1, $2, 'admin')`, [
      id,
      rows[0]!.id,
    ])
    await owner.query('update members set role = $2 where workspace_id = $1 and user_id <> $3', [
      id,
      role,
      rows[0]!.id,
    ])
  }
  return { workspaceId: id, accountId, headers: { cookie, ...OWN } }
}

const ask = async (
  { headers }: Person,
  line: Parameters<typeof send>[1],
  body?: object,
  more: Record<string, string> = {},
) =>
  await send(server.app, line, {
    headers: { ...headers, ...more },
    ...(body === undefined ? {} : { body }),
  })
const steps = async (who: Person): Promise<FirstSteps> => (await ask(who, 'GET /first-steps')).json()
const done = async (who: Person): Promise<string[]> =>
  (await steps(who)).items.filter((item) => item.done).map(({ step }) => step)

/** Who takes no first steps. */
function program({ workspaceId }: Person): Actor {
  return { workspaceId, role: 'admin', accounts: null, name: 'x', userId: null, door: 'api', requestId: null }
}

async function draft(who: Person): Promise<{ id: string; version: number }> {
  const body = await completeBody(server.ctx, program(who), { accountId: who.accountId })
  const answer = await ask(who, 'POST /campaigns', body)
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json()
}

describe('first steps', () => {
  test('200 ticks what a person did: a draft, its plan, and a publication once it has succeeded', async () => {
    const ada = await person()
    expect(await steps(ada)).toEqual({
      items: ['CHANGE_DRAFT', 'READ_PLAN', 'PUBLISH'].map((step) => ({ step, done: false })),
      campaignId: null,
      publicationId: null,
      away: false,
    })
    const { id, version } = await draft(ada)
    expect([await done(ada), (await steps(ada)).campaignId]).toEqual([['CHANGE_DRAFT'], id])

    // A plan that cannot be published is none.
    const edit = await ask(
      ada,
      `PATCH /campaigns/${id}`,
      { endDate: '2001-01-01' },
      { 'if-match': `"${version}"` },
    )
    expect((await ask(ada, `GET /campaigns/${id}/plan`)).statusCode).toBe(422)
    expect(await done(ada)).toEqual(['CHANGE_DRAFT'])
    await ask(
      ada,
      `PATCH /campaigns/${id}`,
      { endDate: null },
      { 'if-match': `"${edit.json<{ version: number }>().version}"` },
    )
    expect((await ask(ada, `GET /campaigns/${id}/plan`)).statusCode).toBe(200)
    expect(await done(ada)).toEqual(['CHANGE_DRAFT', 'READ_PLAN'])

    const { publicationId } = (await ask(ada, `POST /campaigns/${id}/publish`)).json<{
      publicationId: string
    }>()
    expect(await done(ada), 'asked for, and not there yet').toEqual(['CHANGE_DRAFT', 'READ_PLAN'])
    expect((await steps(ada)).publicationId).toBe(publicationId)
    await succeed(publicationId)
    expect(await done(ada)).toEqual(['CHANGE_DRAFT', 'READ_PLAN', 'PUBLISH'])
  })

  test('200 ticks a draft that was changed in the table, and not one that was only looked at', async () => {
    const ada = await person()
    const made = await createCampaignOf(server.ctx, program(ada), { accountId: ada.accountId, name: 'Draft' })
    const edits = [{ id: made.id, set: { dailyBudgetMicros: '45000000' } }]
    await ask(ada, 'POST /campaign-edits', { edits, dryRun: true })
    expect(await done(ada)).toEqual([])
    await ask(ada, 'POST /campaign-edits', { edits })
    expect(await done(ada)).toEqual(['CHANGE_DRAFT'])
  })

  test('200 a publication that failed gives its place to the next one', async () => {
    const ada = await person()
    const first = await draft(ada)
    const { publicationId } = (await ask(ada, `POST /campaigns/${first.id}/publish`)).json<{
      publicationId: string
    }>()
    await owner.query(
      `update publications set state = 'RUNNING', fence = 1, attempts = 1, lease_until = now() where id = $1`,
      [publicationId],
    )
    await owner.query(
      `update publications set state = 'FAILED', lease_until = null, message = 'No.', finished_at = now() where id = $1`,
      [publicationId],
    )
    const second = await draft(ada)
    const next = (await ask(ada, `POST /campaigns/${second.id}/publish`)).json<{ publicationId: string }>()
    expect((await steps(ada)).publicationId).toBe(next.publicationId)
    expect((await steps(ada)).campaignId, 'the first draft stays the first').toBe(first.id)
  })

  test('200 leaves out what the role may not do', async () => {
    const who = async (role: Role) => (await steps(await person(role))).items.map(({ step }) => step)
    expect(await who('viewer')).toEqual(['READ_PLAN'])
    expect(await who('editor')).toEqual(['CHANGE_DRAFT', 'READ_PLAN'])
  })

  test('200 puts the list away and calls it back, for one person', async () => {
    const ada = await person()
    const session = async () => (await ask(ada, 'GET /session')).json<Session>().firstSteps
    const away = await ask(ada, 'PATCH /first-steps', { away: true })
    expect([away.json<FirstSteps>().away, await session()]).toEqual([true, false])
    await ask(ada, 'PATCH /first-steps', { away: false })
    expect([(await steps(ada)).away, await session()]).toEqual([false, true])
    expect((await ask(ada, 'PATCH /first-steps', { away: 'yes' })).statusCode).toBe(400)
  })

  test('422 for an API key, whose edits tick nobody’s list', async () => {
    const workspace = await server.workspace()
    const answer = await send(server.app, 'GET /first-steps', { headers: await workspace.as('admin') })
    expect([answer.statusCode, problemOf(answer).detail]).toEqual([422, expect.stringContaining('API key')])
    const session = await send(server.app, 'GET /session', { headers: await workspace.as('admin') })
    expect(session.json<Session>().firstSteps).toBe(false)
    expect((await send(server.app, 'GET /first-steps')).statusCode).toBe(401)
  })
})

async function succeed(publicationId: string): Promise<void> {
  await owner.query(
    `update publications set state = 'RUNNING', fence = 1, attempts = 1, lease_until = now() where id = $1`,
    [publicationId],
  )
  await owner.query(
    `update publication_steps set state = 'DONE', started_at = now(), finished_at = now() where publication_id = $1`,
    [publicationId],
  )
  await owner.query(
    `update publications set state = 'SUCCEEDED', lease_until = null, finished_at = now() where id = $1`,
    [publicationId],
  )
}

describe('POST /workspace/delete-demo-data', () => {
  const path = 'POST /workspace/delete-demo-data'

  test('200 for an administrator of a demo who writes its name; then it is none any more', async () => {
    const workspace = await server.workspace()
    await owner.query('update workspaces set demo = true where id = $1', [workspace.id])
    const headers = await workspace.as('admin')
    const isDemo = async () =>
      (await send(server.app, 'GET /session', { headers })).json<Session>().workspace.demo
    expect(await isDemo()).toBe(true)
    const wrong = await send(server.app, path, { headers, body: { name: 'demo' } })
    expect([wrong.statusCode, problemOf(wrong).errors]).toMatchObject([422, [{ path: 'name' }]])
    const answer = await send(server.app, path, { headers, body: { name: workspace.name } })
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      { campaigns: 0, images: 0, publications: 0, revisions: 0 },
    ])
    expect(await isDemo()).toBe(false)
    expect((await send(server.app, path, { headers, body: { name: workspace.name } })).statusCode).toBe(409)
  })

  test('409 while a campaign of the demo is protected, in words that say what to do; nothing is deleted', async () => {
    const workspace = await server.workspace()
    const headers = await workspace.as('admin')
    await owner.query('update workspaces set demo = true where id = $1', [workspace.id])
    const id = newId()
    await owner.query(
      `with revision as (
         insert into revisions (workspace_id, campaign_id, number, document, changed_fields, reason, door, created_by)
         values ($1, $2, 1, '{}', '{}', 'Made', 'system', 'Demo data')),
       campaign as (
         insert into campaigns (workspace_id, id, account_id, name) values ($1, $2, $3, 'Demo'))
       select`,
      [workspace.id, id, workspace.accountId],
    )
    await owner.query(
      `insert into campaign_protections (workspace_id, campaign_id, protected_by) values ($1, $2, 'ann')`,
      [workspace.id, id],
    )
    const body = { name: workspace.name }
    const held = await send(server.app, path, { headers, body })
    expect([held.statusCode, problemOf(held).detail]).toEqual([
      409,
      'A campaign of the demo is protected. Nothing was deleted; lift the protection first.',
    ])
    await owner.query('delete from campaign_protections where campaign_id = $1', [id])
    const answer = await send(server.app, path, { headers, body })
    expect([answer.statusCode, answer.json()]).toMatchObject([200, { campaigns: 1 }])
  })

  test('403 for every other role, 409 where there is no demo data, 400 without a name', async () => {
    const workspace = await server.workspace()
    for (const role of ['viewer', 'editor', 'approver', 'publisher'] as const) {
      const refused = await send(server.app, path, {
        headers: await workspace.as(role),
        body: { name: workspace.name },
      })
      expect(refused.statusCode, role).toBe(403)
    }
    const headers = await workspace.as('admin')
    const none = await send(server.app, path, { headers, body: { name: workspace.name } })
    expect([none.statusCode, problemOf(none).detail]).toEqual([409, 'This workspace has no demo data.'])
    expect((await send(server.app, path, { headers, body: {} })).statusCode).toBe(400)
    expect((await send(server.app, path, { body: { name: workspace.name } })).statusCode).toBe(401)
  })
})
