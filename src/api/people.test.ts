import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemOf, send, startTestServer, type TestServer, type TestWorkspace } from '../../test/server.ts'
import { newId, sha256 } from '../base/ids.ts'
import type { Invitation, Member } from '../contract/people.ts'
import type { Role } from '../contract/words.ts'
import { createSetUpLink } from '../domain/set-up.ts'

// Who may come in, as what, and until when.

const OWN = { host: 'gacm.test', origin: 'http://gacm.test' }
const PASSWORD = 'correct horse battery'

let server: TestServer
let owner: pg.Client
beforeAll(async () => {
  server = await startTestServer({ signInsPerMinute: 10_000 })
  owner = new pg.Client({ connectionString: server.databaseUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await server.close()
})

interface Person {
  id: string
  email: string
  headers: Record<string, string>
}

const newEmail = (): string => `${newId()}@example.com`
const cookieOf = (header: unknown): string => String(header).split(';')[0]!

async function administrator(workspace: TestWorkspace): Promise<Person> {
  const token = await createSetUpLink(server.ctx, workspace.id)
  const email = newEmail()
  const answer = await send(server.app, 'POST /set-up', {
    body: { token, name: 'Ada', email, password: PASSWORD },
  })
  expect(answer.statusCode).toBe(201)
  return await personOf(email, answer.headers['set-cookie'])
}

async function personOf(email: string, cookie: unknown): Promise<Person> {
  const { rows } = await owner.query<{ id: string }>('select id from users where email = $1', [email])
  return { id: rows[0]!.id, email, headers: { cookie: cookieOf(cookie), ...OWN } }
}

async function invite(admin: Person, email: string, role: Role): Promise<string> {
  const answer = await send(server.app, 'POST /invitations', {
    headers: admin.headers,
    body: { email, role },
  })
  expect(answer.statusCode).toBe(201)
  return answer.json<{ link: string }>().link.split('token=')[1]!
}

async function join(admin: Person, role: Role, email = newEmail()): Promise<Person> {
  const token = await invite(admin, email, role)
  const answer = await send(server.app, 'POST /invitations/accept', {
    body: { token, name: 'New', password: PASSWORD },
  })
  expect([answer.statusCode, answer.body]).toEqual([201, expect.stringContaining(email)])
  return await personOf(email, answer.headers['set-cookie'])
}

const ask = async (person: Person, line: Parameters<typeof send>[1], body?: object) =>
  await send(server.app, line, {
    headers: { ...person.headers, 'if-match': '"1"' },
    ...(body === undefined ? {} : { body }),
  })
const memberIds = async (person: Person): Promise<string[]> =>
  (await ask(person, 'GET /members')).json<{ items: Member[] }>().items.map(({ id }) => id)
const actionsIn = async (workspace: TestWorkspace): Promise<string[]> =>
  (
    await owner.query<{ action: string }>(
      'select action from audit_log where workspace_id = $1 order by seq',
      [workspace.id],
    )
  ).rows.map(({ action }) => action)

describe('invitations', () => {
  test('201 makes a link that is kept nowhere, and the guest is what the invitation says', async () => {
    const workspace = await server.workspace()
    const admin = await administrator(workspace)
    const email = newEmail()
    const token = await invite(admin, email.toUpperCase(), 'editor')
    const listed = await ask(admin, 'GET /invitations')
    expect(listed.json()).toMatchObject({
      items: [{ email, role: 'editor', invitedBy: admin.email, expired: false }],
      actions: [{ action: 'revoke', allowed: true }],
    })
    const days = (Date.parse(listed.json<{ items: Invitation[] }>().items[0]!.expiresAt) - Date.now()) / 864e5
    expect(Math.round(days)).toBe(7)
    for (const table of ['invitations', 'idempotency_keys', 'audit_log']) {
      const { rows } = await owner.query<{ row: string }>(
        `select row_to_json(t)::text as row from ${table} t`,
      )
      expect([table, rows.some(({ row }) => row.includes(token.slice(-43)))]).toEqual([table, false])
    }
    const opened = await send(server.app, 'POST /invitations/open', { body: { token } })
    expect(opened.json()).toMatchObject({ workspace: workspace.name, email, role: 'editor' })
    const body = { token, name: 'Eve', password: PASSWORD, role: 'admin' }
    expect((await send(server.app, 'POST /invitations/accept', { body })).statusCode).toBe(400)
    const { role: _, ...allowed } = body
    const joined = await send(server.app, 'POST /invitations/accept', { body: allowed })
    expect([joined.statusCode, joined.json()]).toMatchObject([
      201,
      { email, name: 'Eve', workspace: { id: workspace.id, role: 'editor' } },
    ])
    expect((await ask(admin, 'GET /invitations')).json()).toMatchObject({ items: [] })
    expect(await actionsIn(workspace)).toEqual(['workspace.set_up', 'invitation.create', 'invitation.accept'])
  })

  test('201 once when fifty accept at the same moment: one person, one membership', async () => {
    const workspace = await server.workspace()
    const admin = await administrator(workspace)
    const email = newEmail()
    const token = await invite(admin, email, 'viewer')
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        send(server.app, 'POST /invitations/accept', { body: { token, name: 'New', password: PASSWORD } }),
      ),
    )
    const statuses = answers.map(({ statusCode }) => statusCode)
    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    // The others wait for the first and hear why; some of them guess a password too often by then.
    expect(statuses.filter((status) => ![201, 422, 429].includes(status))).toEqual([])
    expect(await memberIds(admin)).toHaveLength(2)
    expect((await actionsIn(workspace)).filter((action) => action === 'invitation.accept')).toHaveLength(1)
  })

  test('somebody who is known joins by their own password, keeps their name, and is in both workspaces', async () => {
    const [first, second] = [await server.workspace(), await server.workspace()]
    const person = await administrator(first)
    const host = await administrator(second)
    const token = await invite(host, person.email, 'publisher')
    const accept = (password: string) =>
      send(server.app, 'POST /invitations/accept', { body: { token, name: 'Mallory', password } })
    const wrong = await accept('not the password')
    expect([wrong.statusCode, problemOf(wrong).errors[0]?.path]).toEqual([422, 'password'])
    const right = await accept(PASSWORD)
    expect(right.json()).toMatchObject({
      name: 'Ada',
      workspace: { id: second.id, role: 'publisher' },
      workspaces: [{ id: second.id }, { id: first.id }],
    })
  })

  test('409 for a member and for a second link; a revoked or expired one opens nothing and makes way', async () => {
    const workspace = await server.workspace()
    const admin = await administrator(workspace)
    const post = (email: string) => ask(admin, 'POST /invitations', { email, role: 'viewer' })
    const member = await post(admin.email)
    expect([member.statusCode, problemOf(member).detail]).toEqual([
      409,
      `${admin.email} is a member of this workspace already.`,
    ])
    const email = newEmail()
    const token = await invite(admin, email, 'viewer')
    const again = await post(email)
    expect([again.statusCode, problemOf(again).errors[0]?.path]).toEqual([409, 'email'])
    const { items } = (await ask(admin, 'GET /invitations')).json<{ items: Invitation[] }>()
    expect((await ask(admin, `DELETE /invitations/${items[0]!.id}`)).statusCode).toBe(204)
    expect((await ask(admin, `DELETE /invitations/${items[0]!.id}`)).statusCode).toBe(404)
    const open = async (link: string) =>
      problemOf(await send(server.app, 'POST /invitations/open', { body: { token: link } }))
    expect(await open(token)).toMatchObject({ status: 422, detail: expect.stringContaining('taken back') })
    const late = await invite(admin, email, 'viewer')
    await owner.query(
      `update invitations set created_at = now() - interval '8 days', expires_at = now() - interval '1 day'
        where token_sha256 = $1`,
      [sha256(late)],
    )
    expect(await open(late)).toMatchObject({ status: 422, detail: expect.stringContaining('expired') })
    expect((await post(email)).statusCode).toBe(201)
    for (const nonsense of ['x', `${late}x`, late.replace(/^.{32}/, newId().replaceAll('-', ''))])
      expect(await open(nonsense)).toMatchObject({ status: 422, errors: [{ path: 'token' }] })
  })

  test('422 asks somebody new for a name and a password of twelve characters', async () => {
    const admin = await administrator(await server.workspace())
    const token = await invite(admin, newEmail(), 'viewer')
    const answer = await send(server.app, 'POST /invitations/accept', { body: { token, password: 'short' } })
    expect([answer.statusCode, problemOf(answer).errors.map(({ path }) => path)]).toEqual([
      422,
      ['name', 'password'],
    ])
    const body = { token, name: 'New', password: '123456789012' }
    const easy = await send(server.app, 'POST /invitations/accept', { body })
    expect([easy.statusCode, problemOf(easy).errors[0]?.code]).toEqual([422, 'easy_password'])
  })
})

describe('members', () => {
  test('everybody sees the list, only administrators change it, and the answer says so', async () => {
    const workspace = await server.workspace()
    const admin = await administrator(workspace)
    const editor = await join(admin, 'editor')
    const seen = (await ask(editor, 'GET /members')).json<{ items: Member[]; actions: unknown[] }>()
    expect(new Set(seen.items.map(({ email, role, you }) => `${email} ${role} ${you}`))).toEqual(
      new Set([`${admin.email} admin false`, `${editor.email} editor true`]),
    )
    expect(seen.items).toHaveLength(2)
    expect(seen.actions).toMatchObject([
      { action: 'invite', allowed: false },
      { action: 'requireSecondFactor', allowed: false },
    ])
    for (const [line, body] of [
      ['POST /invitations', { email: newEmail(), role: 'viewer' }],
      [`PATCH /members/${editor.id}`, { role: 'admin' }],
      [`PATCH /members/${admin.id}`, { role: 'viewer' }],
      [`DELETE /members/${admin.id}`, undefined],
      [`DELETE /members/${admin.id}/sessions`, undefined],
      [`DELETE /invitations/${newId()}`, undefined],
    ] as const)
      expect([line, (await ask(editor, line, body)).statusCode]).toEqual([line, 403])
    const changed = await ask(admin, `PATCH /members/${editor.id}`, { role: 'viewer' })
    expect([changed.statusCode, changed.json()]).toMatchObject([200, { id: editor.id, role: 'viewer' }])
    const write = await ask(editor, 'POST /campaigns', { name: 'x' })
    expect(write.statusCode, 'the new role holds at once').toBe(403)
  })

  test('a removed member is out with the next request, and keeps the other workspaces', async () => {
    const [first, second] = [await server.workspace(), await server.workspace()]
    const admin = await administrator(first)
    const guest = await join(admin, 'editor')
    const host = await administrator(second)
    const token = await invite(host, guest.email, 'viewer')
    await send(server.app, 'POST /invitations/accept', { body: { token, password: PASSWORD } })
    expect((await ask(admin, `DELETE /members/${guest.id}`)).statusCode).toBe(204)
    expect((await ask(admin, `DELETE /members/${guest.id}`)).statusCode).toBe(404)
    const inFirst = { ...guest, headers: { ...guest.headers, 'gacm-workspace': first.id } }
    expect((await ask(inFirst, 'GET /campaigns')).statusCode).toBe(403)
    expect((await ask(guest, 'GET /session')).json()).toMatchObject({ workspace: { id: second.id } })
    expect((await ask(host, `DELETE /members/${guest.id}`)).statusCode).toBe(204)
    expect((await ask(guest, 'GET /session')).statusCode).toBe(401)
    expect(await actionsIn(first)).toContain('member.remove')
  })

  test('a member leaves; the last administrator can neither leave nor be demoted', async () => {
    const workspace = await server.workspace()
    const admin = await administrator(workspace)
    const guest = await join(admin, 'viewer')
    for (const [line, body] of [
      [`DELETE /members/${admin.id}`, undefined],
      [`PATCH /members/${admin.id}`, { role: 'editor' }],
    ] as const) {
      const refused = await ask(admin, line, body)
      expect([refused.statusCode, problemOf(refused).detail]).toEqual([
        409,
        expect.stringContaining('last administrator'),
      ])
    }
    expect((await ask(guest, `DELETE /members/${guest.id}`)).statusCode).toBe(204)
    expect(await memberIds(admin)).toEqual([admin.id])
    expect(await actionsIn(workspace)).toContain('member.leave')
  })

  test('administrators who all leave or demote each other at the same moment: one is left', async () => {
    for (let round = 0; round < 5; round += 1) {
      const workspace = await server.workspace()
      const admins = [await administrator(workspace)]
      for (let more = 0; more < 3; more += 1) admins.push(await join(admins[0]!, 'admin'))
      await Promise.all(
        admins.map(async (admin, index) => {
          const next = admins[(index + 1) % admins.length]!
          return index % 2 === 0
            ? await ask(admin, `DELETE /members/${admin.id}`)
            : await ask(admin, `PATCH /members/${next.id}`, { role: 'viewer' })
        }),
      )
      const { rows } = await owner.query<{ n: number }>(
        `select count(*)::integer as n from members where workspace_id = $1 and role = 'admin'`,
        [workspace.id],
      )
      expect(rows[0]!.n).toBeGreaterThanOrEqual(1)
      // All of those that are left try again, until one alone is there.
      const statuses: number[] = []
      for (const admin of admins) statuses.push((await ask(admin, `DELETE /members/${admin.id}`)).statusCode)
      expect(statuses).toContain(409)
    }
  })

  test('two statements past the program: the second waits for the first, and the database keeps one', async () => {
    const workspace = await server.workspace()
    const admins = [await administrator(workspace)]
    admins.push(await join(admins[0]!, 'admin'))
    const [first, second] = admins.map(() => new pg.Client({ connectionString: server.databaseUrl }))
    await Promise.all([first!.connect(), second!.connect()])
    const demote = async (client: pg.Client, { id }: Person) =>
      await client.query(`update members set role = 'viewer' where workspace_id = $1 and user_id = $2`, [
        workspace.id,
        id,
      ])
    try {
      const { rows } = await second!.query<{ pid: number }>('select pg_backend_pid() as pid')
      await first!.query('begin')
      await demote(first!, admins[0]!)
      const late = demote(second!, admins[1]!).then(
        () => 'demoted',
        (error: { constraint?: string }) => error.constraint,
      )
      const waits = async () =>
        (
          await owner.query(`select 1 from pg_stat_activity where pid = $1 and wait_event_type = 'Lock'`, [
            rows[0]!.pid,
          ])
        ).rowCount
      await expect.poll(waits, { timeout: 5_000, interval: 20 }).toBe(1)
      await first!.query('commit')
      expect(await late).toBe('members_last_admin')
    } finally {
      await Promise.all([first!.end(), second!.end()])
    }
  })

  test('404 for a person of another workspace, who stays what they are', async () => {
    const admin = await administrator(await server.workspace())
    const stranger = await administrator(await server.workspace())
    for (const [line, body] of [
      [`PATCH /members/${stranger.id}`, { role: 'viewer' }],
      [`DELETE /members/${stranger.id}`, undefined],
      [`DELETE /members/${stranger.id}/sessions`, undefined],
    ] as const)
      expect([line, (await ask(admin, line, body)).statusCode]).toEqual([line, 404])
    expect((await ask(stranger, 'GET /session')).json()).toMatchObject({ workspace: { role: 'admin' } })
  })

  test('204 an administrator signs a member out everywhere', async () => {
    const workspace = await server.workspace()
    const admin = await administrator(workspace)
    const guest = await join(admin, 'editor')
    expect((await ask(admin, `DELETE /members/${guest.id}/sessions`)).statusCode).toBe(204)
    expect((await ask(guest, 'GET /session')).statusCode).toBe(401)
    expect((await ask(admin, 'GET /session')).statusCode).toBe(200)
    expect(await actionsIn(workspace)).toContain('member.end_sessions')
  })
})
