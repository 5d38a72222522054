import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemOf, send, startTestServer, type TestServer, type TestWorkspace } from '../../test/server.ts'
import { newId, sha256 } from '../base/ids.ts'
import { createSetUpLink } from '../domain/set-up.ts'

const OWN = { host: 'gacm.test', origin: 'http://gacm.test' }
const PASSWORD = 'correct horse battery'

let server: TestServer
let admin: pg.Client
beforeAll(async () => {
  server = await startTestServer({ signInsPerMinute: 1_000 })
  admin = new pg.Client({ connectionString: server.databaseUrl })
  await admin.connect()
})
afterAll(async () => {
  await admin.end()
  await server.close()
})

const newEmail = (): string => `${newId()}@example.com`

async function setUp(
  workspace: TestWorkspace,
  email = newEmail(),
): Promise<{ email: string; cookie: string }> {
  const token = await createSetUpLink(server.ctx, workspace.id)
  const response = await send(server.app, 'POST /set-up', {
    body: { token, name: 'Ada', email, password: PASSWORD },
  })
  expect(response.statusCode).toBe(201)
  return { email, cookie: cookieOf(response.headers['set-cookie']) }
}

const hashOf = (cookie: string): string => sha256(cookie.split('=')[1]!)
const read = async (cookie: string) => await send(server.app, 'GET /session', { headers: { cookie } })

/** Lets moments of a session be so much longer ago. */
async function age(cookie: string, moments: Record<string, string>): Promise<void> {
  const sets = Object.entries(moments).map(([column, ago]) => `${column} = ${column} - interval '${ago}'`)
  await admin.query(`update sessions set ${sets.join(', ')} where token_sha256 = $1`, [hashOf(cookie)])
}

function cookieOf(header: string | string[] | undefined): string {
  return String(header).split(';')[0]!
}

describe('POST /set-up', () => {
  test('201 makes the first administrator and signs them in', async () => {
    const workspace = await server.workspace()
    const { email, cookie } = await setUp(workspace)
    const session = await send(server.app, 'GET /session', { headers: { cookie } })
    expect(session.json()).toMatchObject({
      email,
      name: 'Ada',
      workspace: { id: workspace.id, role: 'admin' },
      emulator: true,
    })
  })

  test('422 where the password is easy to guess, and the link can still be used', async () => {
    const token = await createSetUpLink(server.ctx, (await server.workspace()).id)
    const post = async (password: string) =>
      await send(server.app, 'POST /set-up', { body: { token, name: 'Ada', email: newEmail(), password } })
    const easy = await post('passwordpassword')
    expect([easy.statusCode, problemOf(easy).errors]).toMatchObject([
      422,
      [{ path: 'password', code: 'easy_password' }],
    ])
    expect((await post(PASSWORD)).statusCode).toBe(201)
  })

  test('201 once when twenty ask at the same moment, and one administrator is there afterwards', async () => {
    const workspace = await server.workspace()
    const token = await createSetUpLink(server.ctx, workspace.id)
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        send(server.app, 'POST /set-up', {
          body: { token, name: 'Ada', email: newEmail(), password: PASSWORD },
        }),
      ),
    )
    expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(1)
    expect(answers.filter(({ statusCode }) => statusCode === 422)).toHaveLength(19)
    expect(await members(workspace.id)).toBe(1)
  })

  test('201 once when two links of one workspace are used at the same moment', async () => {
    const workspace = await server.workspace()
    const tokens = await Promise.all([1, 2, 3, 4].map(() => createSetUpLink(server.ctx, workspace.id)))
    const answers = await Promise.all(
      tokens.map((token) =>
        send(server.app, 'POST /set-up', {
          body: { token, name: 'A', email: newEmail(), password: PASSWORD },
        }),
      ),
    )
    expect(answers.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([201, 422, 422, 422])
    expect(await members(workspace.id)).toBe(1)
  })

  test('422 says whether the link is unknown, used or expired', async () => {
    const workspace = await server.workspace()
    const body = { name: 'Ada', email: newEmail(), password: PASSWORD }
    const unknown = await send(server.app, 'POST /set-up', { body: { ...body, token: 'nonsense' } })
    expect([unknown.statusCode, problemOf(unknown).detail]).toEqual([
      422,
      expect.stringContaining('not one of ours'),
    ])

    const expired = await createSetUpLink(server.ctx, workspace.id)
    await admin.query(`update setup_links set expires_at = now() where token_sha256 = $1`, [sha256(expired)])
    const late = await send(server.app, 'POST /set-up', { body: { ...body, token: expired } })
    expect(problemOf(late)).toMatchObject({
      detail: expect.stringContaining('expired'),
      errors: [{ path: 'token' }],
    })

    const token = await createSetUpLink(server.ctx, workspace.id)
    expect((await send(server.app, 'POST /set-up', { body: { ...body, token } })).statusCode).toBe(201)
    const again = await send(server.app, 'POST /set-up', { body: { ...body, token } })
    expect(problemOf(again).detail).toContain('used already')
  })

  test('422 for the address of somebody else, and the link stays good', async () => {
    const { email } = await setUp(await server.workspace())
    const second = await server.workspace()
    const token = await createSetUpLink(server.ctx, second.id)
    const taken = await send(server.app, 'POST /set-up', {
      body: { token, name: 'B', email, password: 'a password of nobody' },
    })
    expect([taken.statusCode, problemOf(taken).errors[0]?.path]).toEqual([422, 'password'])
    const free = await send(server.app, 'POST /set-up', {
      body: { token, name: 'B', email: newEmail(), password: PASSWORD },
    })
    expect(free.statusCode).toBe(201)
  })

  test('400 refuses a short password and a broken address, naming both', async () => {
    const response = await send(server.app, 'POST /set-up', {
      body: { token: 't', name: 'A', email: 'nobody', password: 'short' },
    })
    expect(
      problemOf(response)
        .errors.map(({ path }) => path)
        .sort(),
    ).toEqual(['email', 'password'])
  })
})

describe('sessions', () => {
  test('201 signs in with a cookie that scripts cannot read, and the table holds only its hash', async () => {
    const { email } = await setUp(await server.workspace())
    const response = await send(server.app, 'POST /session', {
      body: { email: email.toUpperCase(), password: PASSWORD },
    })
    expect(response.statusCode).toBe(201)
    const [header = ''] = [response.headers['set-cookie'] ?? ''].flat()
    expect(header).toMatch(/^gacm_session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/)
    const token = cookieOf(header).split('=')[1]!
    const stored = await admin.query('select 1 from sessions where token_sha256 = $1', [sha256(token)])
    expect(stored.rowCount).toBe(1)
  })

  test('the cookie is bound to the host where there is https', async () => {
    const secure = await startTestServer({ secureCookies: true })
    try {
      const workspace = await secure.workspace()
      const token = await createSetUpLink(secure.ctx, workspace.id)
      const body = { token, name: 'Ada', email: newEmail(), password: PASSWORD }
      const response = await send(secure.app, 'POST /set-up', { body })
      expect(String(response.headers['set-cookie'])).toMatch(
        /^__Host-gacm_session=[\w-]{43}; .*; Secure; SameSite=Lax$/,
      )
      expect(response.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
    } finally {
      await secure.close()
    }
  })

  test('every sign-in gives a new token and ends the one that the browser had', async () => {
    const { email, cookie } = await setUp(await server.workspace())
    const again = await send(server.app, 'POST /session', {
      headers: { cookie, ...OWN },
      body: { email, password: PASSWORD },
    })
    const renewed = cookieOf(again.headers['set-cookie'])
    expect(renewed).not.toBe(cookie)
    expect((await send(server.app, 'GET /session', { headers: { cookie } })).statusCode).toBe(401)
    expect((await send(server.app, 'GET /session', { headers: { cookie: renewed } })).statusCode).toBe(200)
  })

  test('204 signs out on the server: a copy of the cookie is worth nothing', async () => {
    const { cookie } = await setUp(await server.workspace())
    const response = await send(server.app, 'DELETE /session', { headers: { cookie, ...OWN } })
    expect([response.statusCode, String(response.headers['set-cookie'])]).toEqual([
      204,
      expect.stringContaining('gacm_session=;'),
    ])
    expect((await send(server.app, 'GET /session', { headers: { cookie } })).statusCode).toBe(401)
  })

  test('401 thirty days after sign-in, however much it is used, and seven days after the last use', async () => {
    const seen = { '6 days': 200, '169 hours': 401 }
    for (const [ago, status] of Object.entries(seen)) {
      const { cookie } = await setUp(await server.workspace())
      await age(cookie, { last_seen_at: ago })
      expect([ago, (await read(cookie)).statusCode]).toEqual([ago, status])
    }
    const born = { '719 hours': 200, '720 hours': 401 }
    for (const [ago, status] of Object.entries(born)) {
      const { cookie } = await setUp(await server.workspace())
      await age(cookie, { created_at: ago, expires_at: ago })
      expect([ago, (await read(cookie)).statusCode]).toEqual([ago, status])
    }
  })

  test('the last use is noted once in five minutes, for the session and for the workspace', async () => {
    const workspace = await server.workspace()
    const { cookie } = await setUp(workspace)
    const state = async () =>
      (
        await admin.query<{ session: string; member: string | null }>(
          `select s.xmin::text as session, m.last_seen_at::text as member from sessions s
             join members m on m.user_id = s.user_id where s.token_sha256 = $1`,
          [hashOf(cookie)],
        )
      ).rows[0]!
    expect((await state()).member).toBeNull()
    await read(cookie)
    const first = await state()
    expect(first.member).not.toBeNull()
    await Promise.all([read(cookie), read(cookie), read(cookie)])
    expect(await state()).toEqual(first)
    await age(cookie, { last_seen_at: '6 minutes' })
    await read(cookie)
    expect((await state()).session).not.toBe(first.session)
  })

  test('401 is the same for an unknown address and a wrong password', async () => {
    const { email } = await setUp(await server.workspace())
    const wrong = await send(server.app, 'POST /session', { body: { email, password: 'wrong password' } })
    const unknown = await send(server.app, 'POST /session', {
      body: { email: newEmail(), password: 'wrong password' },
    })
    const words = ({ requestId: _, ...problem }: ReturnType<typeof problemOf>) => problem
    expect(wrong.statusCode).toBe(401)
    expect(words(problemOf(wrong))).toEqual(words(problemOf(unknown)))
  })

  test('429 with Retry-After once five passwords were wrong, for that address alone', async () => {
    const { email } = await setUp(await server.workspace())
    const { email: other } = await setUp(await server.workspace())
    for (let tries = 0; tries < 5; tries += 1) {
      const response = await send(server.app, 'POST /session', {
        body: { email, password: 'wrong password' },
      })
      expect(response.statusCode).toBe(401)
    }
    const refused = await send(server.app, 'POST /session', { body: { email, password: PASSWORD } })
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '30'])
    expect(
      (await send(server.app, 'POST /session', { body: { email: other, password: PASSWORD } })).statusCode,
    ).toBe(201)
  })

  test('429 for an address that tries many accounts', async () => {
    const strict = await startTestServer({ signInsPerMinute: 3 })
    try {
      const attempt = () =>
        send(strict.app, 'POST /session', { body: { email: newEmail(), password: 'wrong password' } })
      const statuses = []
      for (let tries = 0; tries < 4; tries += 1) statuses.push((await attempt()).statusCode)
      expect(statuses).toEqual([401, 401, 401, 429])
    } finally {
      await strict.close()
    }
  })
})

describe('requests with a cookie', () => {
  test('403 refuses an unsafe one from another origin, or from nobody says where', async () => {
    const { cookie } = await setUp(await server.workspace())
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'http://gacm.test.evil.example' },
      { origin: 'http://gacm.test:81' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      {},
    ]
    for (const headers of foreign) {
      const response = await send(server.app, 'POST /campaigns', {
        headers: { cookie, host: 'gacm.test', ...headers },
        body: { name: 'forged' },
      })
      expect([headers, response.statusCode, problemOf(response).code]).toEqual([
        headers,
        403,
        'foreign_origin',
      ])
    }
    expect((await send(server.app, 'GET /campaigns', { headers: { cookie } })).json()).toMatchObject({
      items: [],
    })
  })

  test('403 refuses a forged multipart upload too', async () => {
    const { cookie } = await setUp(await server.workspace())
    const response = await send(server.app, 'POST /assets', {
      headers: { cookie, 'content-type': 'multipart/form-data; boundary=x', origin: 'https://evil.example' },
      body: '--x--',
    })
    expect(response.statusCode).toBe(403)
  })

  test('201 for our own pages, by origin or by what the browser says', async () => {
    const { cookie } = await setUp(await server.workspace())
    for (const own of [OWN, { host: 'gacm.test', 'sec-fetch-site': 'same-origin' }]) {
      const response = await send(server.app, 'POST /campaigns', {
        headers: { cookie, ...own },
        body: { name: 'ours' },
      })
      expect(response.statusCode).toBe(201)
    }
  })

  test('201 behind a proxy, when the origin is the public URL', async () => {
    const behind = await startTestServer({ publicUrl: 'https://ads.example.com' })
    try {
      const workspace = await behind.workspace()
      const token = await createSetUpLink(behind.ctx, workspace.id)
      const body = { token, name: 'Ada', email: newEmail(), password: PASSWORD }
      const headers = { host: '10.0.0.5:4180', origin: 'https://ads.example.com' }
      expect((await send(behind.app, 'POST /set-up', { headers, body })).statusCode).toBe(201)
      const sent = async (foreign: { host?: string; origin: string }) =>
        (await send(behind.app, 'POST /set-up', { headers: { ...headers, ...foreign }, body })).statusCode
      expect(await sent({ origin: 'https://ads.example.org' })).toBe(403)
      // Of the same name without https, whoever is on the line writes the page.
      expect(await sent({ origin: 'http://ads.example.com' })).toBe(403)
      expect(await sent({ host: 'ads.example.com', origin: 'http://ads.example.com' })).toBe(403)
      expect(await sent({ origin: 'https://ads.example.com:8443' })).toBe(403)
    } finally {
      await behind.close()
    }
  })

  test('the workspace is the one that the header names, where they are a member', async () => {
    const [first, second, foreign] = [
      await server.workspace(),
      await server.workspace(),
      await server.workspace(),
    ]
    const { email, cookie } = await setUp(first)
    await admin.query(
      `insert into members (workspace_id, user_id, role) select $1, id, 'viewer' from users where email = $2`,
      [second.id, email],
    )
    const session = async (headers: Record<string, string>) =>
      await send(server.app, 'GET /session', { headers: { cookie, ...headers } })
    expect((await session({})).json()).toMatchObject({ workspace: { id: first.id, role: 'admin' } })
    expect((await session({ 'gacm-workspace': second.id })).json()).toMatchObject({
      workspace: { id: second.id, role: 'viewer' },
      workspaces: [{ id: first.id }, { id: second.id }],
    })
    expect((await session({ 'gacm-workspace': foreign.id })).statusCode).toBe(403)
    const viewer = await send(server.app, 'POST /campaigns', {
      headers: { cookie, ...OWN, 'gacm-workspace': second.id },
      body: { name: 'x' },
    })
    expect(viewer.statusCode).toBe(403)
  })
})

async function members(workspaceId: string): Promise<number> {
  const { rows } = await admin.query<{ n: number }>(
    'select count(*)::integer as n from members where workspace_id = $1',
    [workspaceId],
  )
  return rows[0]!.n
}
