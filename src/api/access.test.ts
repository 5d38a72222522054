import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemOf, send, startTestServer, type TestServer, type TestWorkspace } from '../../test/server.ts'
import { newId } from '../base/ids.ts'
import { ACCESS } from '../contract/access.ts'
import { pathOf, type Route, type RouteName, routes } from '../contract/routes.ts'
import { ROLES } from '../contract/words.ts'
import { createApiKey, listApiKeys, revokeApiKey } from '../domain/api-keys.ts'

let server: TestServer
let workspace: TestWorkspace
let admin: pg.Client
beforeAll(async () => {
  server = await startTestServer()
  workspace = await server.workspace()
  admin = new pg.Client({ connectionString: server.databaseUrl })
  await admin.connect()
})
afterAll(async () => {
  await admin.end()
  await server.close()
})

const all: [name: string, route: Route][] = Object.entries(routes)
const closed = all.filter(([, route]) => route.public !== true)
/** What a path cannot do without behind its question mark. */
const NEEDED: Readonly<Record<string, object>> = {
  '/campaigns/:id/metrics': { from: '2026-11-01', to: '2026-11-30' },
  '/campaigns/:id/marks': { from: '2026-11-01', to: '2026-11-30' },
  '/accounts/:id/locations': { query: 'Berlin' },
  '/campaigns/name-check': { accountId: newId(), name: 'Spring' },
  '/campaigns/:id/as-of': { at: '2999-01-01T00:00:00Z' },
}
const line = (route: Route, id = newId()) =>
  `${route.method} ${pathOf(route, { params: { id, number: 1 }, query: NEEDED[route.path] })}` as const

describe('API keys', () => {
  test.each(closed)('401 without one, and it says how to sign in: %s', async (_, route) => {
    const response = await send(server.app, line(route))
    expect([response.statusCode, response.headers['www-authenticate']]).toEqual([401, 'Bearer realm="gacm"'])
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(problemOf(response)).toMatchObject({
      status: 401,
      code: 'unauthenticated',
      requestId: response.headers['x-request-id'],
    })
  })

  test('401 for what is no key, another workspace in a good key, and a revoked one', async () => {
    const other = await server.workspace()
    const { authorization } = await workspace.as('viewer')
    const moved = authorization!.replace(/gacm_[0-9a-f]{32}/, `gacm_${other.id.replaceAll('-', '')}`)
    for (const value of [
      'Bearer',
      'Bearer ',
      'Basic YTpi',
      'Bearer gacm_1_2',
      `${authorization}x`,
      moved,
      'Bearer \u0000',
    ]) {
      const response = await send(server.app, 'GET /session', { headers: { authorization: value } })
      expect([value, response.statusCode]).toEqual([value, 401])
    }
    const key = await createApiKey(server.ctx, {
      workspaceName: workspace.name,
      role: 'viewer',
      name: 'short-lived',
    })
    const headers = { authorization: `Bearer ${key}` }
    expect((await send(server.app, 'GET /session', { headers })).statusCode).toBe(200)
    await revokeApiKey(server.ctx, { workspaceName: workspace.name, name: 'short-lived' })
    const revoked = await send(server.app, 'GET /session', { headers })
    expect([revoked.statusCode, problemOf(revoked).detail]).toEqual([401, 'This API key was revoked.'])
  })

  test('the key is shown once; the table and the list hold no part of it', async () => {
    const key = await createApiKey(server.ctx, {
      workspaceName: workspace.name,
      role: 'editor',
      name: 'secret one',
    })
    const listed = await listApiKeys(server.ctx, workspace.name)
    expect(listed.find(({ name }) => name === 'secret one')).toMatchObject({
      role: 'editor',
      lastUsedAt: null,
      revokedAt: null,
      state: 'LIVE',
    })
    const { rows } = await admin.query<{ row: string }>(
      'select row_to_json(api_keys)::text as row from api_keys',
    )
    expect(rows.some(({ row }) => row.includes(key.slice(-43)))).toBe(false)
  })

  test('409 for a second key of one name, 404 for a workspace that is not there', async () => {
    const make = () =>
      createApiKey(server.ctx, { workspaceName: workspace.name, role: 'viewer', name: 'twice' })
    await make()
    await expect(make()).rejects.toMatchObject({ code: 'conflict' })
    const nowhere = createApiKey(server.ctx, { workspaceName: 'nowhere', role: 'viewer', name: 'x' })
    await expect(nowhere).rejects.toMatchObject({ code: 'not_found' })
  })

  test('the last use is noted, at most once a minute', async () => {
    const key = await createApiKey(server.ctx, {
      workspaceName: workspace.name,
      role: 'viewer',
      name: 'used',
    })
    const lastUse = async () =>
      (await admin.query<{ at: string }>(`select last_used_at::text as at from api_keys where name = 'used'`))
        .rows[0]!.at
    const use = () => send(server.app, 'GET /session', { headers: { authorization: `Bearer ${key}` } })
    await use()
    const first = await lastUse()
    await use()
    expect([first !== null, await lastUse()]).toEqual([true, first])
    await admin.query(`update api_keys set last_used_at = now() - interval '2 minutes' where name = 'used'`)
    await use()
    expect((await lastUse()) >= first).toBe(true)
  })

  test('a key needs no origin, and says through which door it came', async () => {
    const headers = {
      ...(await workspace.as('editor')),
      origin: 'https://anywhere.example',
      'gacm-door': 'cli',
    }
    const made = await send(server.app, 'POST /campaigns', { headers, body: { name: 'from the CLI' } })
    expect(made.statusCode).toBe(201)
    const { id } = made.json<{ id: string }>()
    const revisions = await send(server.app, `GET /campaigns/${id}/revisions`, { headers })
    expect(revisions.json()).toMatchObject({ items: [{ door: 'cli', createdBy: 'editor key' }] })
  })

  test('403 when the header names a workspace that is not the key’s', async () => {
    const headers = { ...(await workspace.as('admin')), 'gacm-workspace': (await server.workspace()).id }
    expect((await send(server.app, 'GET /campaigns', { headers })).statusCode).toBe(403)
  })
})

describe('roles', () => {
  const mayWrite = new Set(['editor', 'approver', 'publisher', 'admin'])
  test.each(ROLES)('%s may read; writing is for editors and up', async (role) => {
    const headers = await workspace.as(role)
    expect((await send(server.app, 'GET /campaigns', { headers })).statusCode).toBe(200)
    const made = await send(server.app, 'POST /campaigns', { headers, body: { name: 'by role' } })
    expect(made.statusCode).toBe(mayWrite.has(role) ? 201 : 403)
    const upload = await send(server.app, 'POST /assets', {
      headers,
      body: { url: 'http://not-https.example' },
    })
    expect(upload.statusCode).toBe(mayWrite.has(role) ? 422 : 403)
  })
})

describe('workspaces', () => {
  // An API key asks here; what is for people alone is asked by the matrix (test/security).
  const forPeople = (name: string): boolean => {
    const access = ACCESS[name as RouteName]
    return access !== 'anyone' && access.peopleOnly === true
  }
  const withId = closed.filter(([name, route]) => route.path.includes(':id') && !forPeople(name))
  const bodies: Record<string, object> = {
    editCampaign: { name: 'taken over' },
    changeMember: { role: 'viewer' },
    editSavedView: { name: 'taken over' },
    editConnection: { name: 'taken over' },
    editTemplate: { name: 'taken over' },
    createFromTemplate: { name: 'taken over' },
    askForApproval: { planHash: 'a'.repeat(64) },
    commentOnApproval: { body: 'Why?' },
    resolveApprovalComment: { commentId: newId(), resolved: true },
    createReviewLink: { name: 'Dora' },
    cropAsset: { left: 0, top: 0, width: 1, height: 1 },
  }

  test.each(withId)('404 for what is not there, 400 for what is no id: %s', async (name, route) => {
    const headers = { ...(await workspace.as('admin')), 'if-match': '"1"' }
    const body = bodies[name]
    const unknown = await send(server.app, line(route), { headers, body })
    expect([unknown.statusCode, problemOf(unknown).code]).toEqual([404, 'not_found'])
    const malformed = await send(server.app, line(route, '1;drop'), { headers, body })
    expect([malformed.statusCode, problemOf(malformed).errors[0]?.path]).toEqual([400, 'id'])
  })

  test.each(withId.filter(([, route]) => route.path.startsWith('/campaigns')))(
    '404 for a campaign of another workspace, which stays as it is: %s',
    async (name, route) => {
      const owner = await workspace.as('admin')
      const made = await send(server.app, 'POST /campaigns', { headers: owner, body: { name: 'ours' } })
      const { id } = made.json<{ id: string }>()
      const stranger = { ...(await (await server.workspace()).as('admin')), 'if-match': '"1"' }
      const foreign = await send(server.app, line(route, id), { headers: stranger, body: bodies[name] })
      expect(foreign.statusCode).toBe(404)
      const after = await send(server.app, `GET /campaigns/${id}`, { headers: owner })
      expect(after.json()).toEqual(made.json())
    },
  )
})
