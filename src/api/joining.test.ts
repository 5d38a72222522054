import type * as argon2 from '@node-rs/argon2'
import { hash, verify } from '@node-rs/argon2'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { send, startTestServer, type TestServer } from '../../test/server.ts'
import { newId } from '../base/ids.ts'
import { createSetUpLink } from '../domain/set-up.ts'

// Whoever invites an address has the link of the invitation too, and is not to learn by it whether the address has an account here.

vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof argon2>()
  return { ...real, hash: vi.fn(real.hash), verify: vi.fn(real.verify) }
})

const OWN = { host: 'gacm.test', origin: 'http://gacm.test' }
const PASSWORD = 'correct horse battery'

let server: TestServer
let owner: pg.Client
beforeAll(async () => {
  server = await startTestServer({ signInsPerMinute: 10_000 })
  owner = new pg.Client({ connectionString: server.databaseUrl })
  await owner.connect()
})
beforeEach(async () => {
  await owner.query('delete from sign_in_limits')
  vi.mocked(hash).mockClear()
  vi.mocked(verify).mockClear()
})
afterAll(async () => {
  await owner.end()
  await server.close()
})

const outside = async (line: `POST ${string}`, body: object) => await send(server.app, line, { body })

async function administrator() {
  const workspace = await server.workspace()
  const email = `${newId()}@example.com`
  const token = await createSetUpLink(server.ctx, workspace.id)
  const answer = await outside('POST /set-up', { token, name: 'Ada', email, password: PASSWORD })
  expect(answer.statusCode).toBe(201)
  return { workspace, email, cookie: String(answer.headers['set-cookie']).split(';')[0]! }
}

interface Guest {
  email: string
  token: string
}

/** Links for somebody who has an account, who has one that only the identity provider opens, and who has none. */
async function guests() {
  const [host, known, provided] = [await administrator(), await administrator(), await administrator()]
  await owner.query('update users set has_password = false where email = $1', [provided.email])
  const invited = async (email: string): Promise<Guest> => {
    const headers = { ...OWN, cookie: host.cookie }
    const answer = await send(server.app, 'POST /invitations', { headers, body: { email, role: 'viewer' } })
    return { email, token: answer.json<{ link: string }>().link.split('token=')[1]! }
  }
  return {
    host,
    known: await invited(known.email),
    provided: await invited(provided.email),
    unknown: await invited(`${newId()}@example.com`),
  }
}

/** What the answer says, but for the address that was invited and the number of the request. */
async function told({ email, token }: Guest, line: `POST ${string}`, said: object = {}) {
  const answer = await outside(line, { token, ...said })
  const { requestId: _, ...body } = JSON.parse(answer.body.replaceAll(email, 'guest')) as Record<
    string,
    unknown
  >
  return { status: answer.statusCode, body, cookies: answer.headers['set-cookie'] }
}

async function logOf(workspaceId: string, email: string): Promise<unknown[]> {
  const sql = `select action, actor, door, detail from audit_log
    where workspace_id = $1 and detail->>'email' = $2 order by seq`
  return (await owner.query(sql, [workspaceId, email])).rows
}

test('an open link and a password that nobody could choose tell nobody whether there is an account', async () => {
  const { host, known, provided, unknown } = await guests()
  const opened = await told(unknown, 'POST /invitations/open')
  expect(Object.keys(opened.body)).toEqual(['workspace', 'email', 'role', 'invitedBy', 'expiresAt'])
  for (const guest of [known, provided])
    expect({ ...(await told(guest, 'POST /invitations/open')).body, expiresAt: '' }).toEqual({
      ...opened.body,
      expiresAt: '',
    })
  const refusals = [
    [{ password: 'short' }, 422, ['name too_small', 'password too_small'], 0],
    [{ name: 'Eve', password: 'short' }, 422, ['password too_small'], 0],
    [{ password: 'not the password' }, 422, ['name too_small', 'password wrong_password'], 1],
    [{ name: 'Eve', password: '123456789012' }, 422, ['password easy_password'], 1],
    [{ name: 'Eve', password: 'password1234' }, 422, ['password easy_password'], 1],
    [{ name: 'Eve', password: 'qwertyuiop123456' }, 422, ['password easy_password'], 1],
    [{ password: 'not the password either' }, 422, ['name too_small', 'password wrong_password'], 1],
    // The sixth that is compared with one waits, whoever it was.
    [{ name: 'Eve', password: 'not the password' }, 429, [], 0],
  ] as const
  for (const [said, status, errors, compared] of refusals) {
    const answers = []
    for (const guest of [unknown, known, provided]) {
      vi.mocked(verify).mockClear()
      answers.push(await told(guest, 'POST /invitations/accept', said))
      expect([said, vi.mocked(verify).mock.calls.length]).toEqual([said, compared])
    }
    const [first, ...others] = answers
    expect(first!.status).toBe(status)
    const list = (first!.body.errors ?? []) as { path: string; code: string }[]
    expect(list.map(({ path, code }) => `${path} ${code}`)).toEqual(errors)
    for (const other of others) expect(other).toEqual(first)
  }
  const logs = await Promise.all(
    [known, provided, unknown].map(({ email }) => logOf(host.workspace.id, email)),
  )
  const refused = { action: 'invitation.refuse', actor: 'The holder of the link', door: 'web' }
  expect(logs[0]).toMatchObject([
    { action: 'invitation.create' },
    ...Array.from({ length: 5 }, () => refused),
  ])
  expect(logs.map((log) => log.length)).toEqual([6, 6, 6])
})

test('a password that could be chosen makes the account where there is none, and is refused where there is one', async () => {
  const { host, known, provided, unknown } = await guests()
  vi.mocked(hash).mockClear()
  const said = { name: 'Eve', password: 'purple monkey dishwasher' }
  for (const guest of [known, provided]) {
    const answer = await told(guest, 'POST /invitations/accept', said)
    const message = 'This address has an account on this server, and this is not its password.'
    const errors = [{ path: 'password', code: 'wrong_password', message }]
    expect(answer).toMatchObject({ status: 422, body: { errors } })
    expect(await logOf(host.workspace.id, guest.email)).toMatchObject([
      { action: 'invitation.create' },
      { action: 'invitation.refuse' },
    ])
  }
  expect(hash).not.toHaveBeenCalled()
  expect(await told(unknown, 'POST /invitations/accept', said)).toMatchObject({
    status: 201,
    body: { name: 'Eve' },
  })
  expect(await logOf(host.workspace.id, unknown.email)).toMatchObject([
    { action: 'invitation.create' },
    { action: 'invitation.accept', actor: unknown.email },
  ])
  expect(await told(known, 'POST /invitations/accept', { password: PASSWORD })).toMatchObject({ status: 201 })
  // Whoever chose a password, or said the right one, starts anew: what they failed before keeps them out of nothing.
  const { rows } = await owner.query(`select 1 from sign_in_limits where kind = 'EMAIL'`)
  expect(rows).toHaveLength(1)
})
