import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ForgingProvider, startForgingProvider } from '../../test/forging-provider.ts'
import { type LocalProvider, type PersonThere, startIdentityProvider } from '../../test/identity-provider.ts'
import { problemOf, send, startTestServer, type TestServer, type TestWorkspace } from '../../test/server.ts'
import { newId } from '../base/ids.ts'
import { createSetUpLink } from '../domain/set-up.ts'
import { IdentityProvider } from '../domain/identity-provider.ts'

// Signing in with an identity provider: a certified one on this machine, and one that lies.

const RETURN = 'http://gacm.test/sign-in/return'
const PASSWORD = 'correct horse battery'
const OWN = { host: 'gacm.test', origin: 'http://gacm.test' }

let provider: LocalProvider
let server: TestServer
let owner: pg.Client
beforeAll(async () => {
  provider = await startIdentityProvider(RETURN)
  server = await startTestServer(
    { signInsPerMinute: 10_000 },
    { provider: new IdentityProvider(provider.config) },
  )
  owner = new pg.Client({ connectionString: server.databaseUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await server.close()
  await provider.close()
})

const newEmail = (): string => `${newId()}@example.com`
const cookieOf = (answer: { cookies: { name: string; value: string }[] }, name: string): string => {
  const found = answer.cookies.find((cookie) => cookie.name === name)
  return found === undefined ? '' : `${name}=${found.value}`
}

/** Begins in a browser of its own: where it is sent, and its cookie. */
async function begin(on = server): Promise<{ url: URL; cookie: string }> {
  const answer = await send(on.app, 'POST /session/provider')
  expect([answer.statusCode, answer.body]).toEqual([201, expect.stringContaining('url')])
  const cookie = cookieOf(answer, 'gacm_sign_in')
  expect(String(answer.headers['set-cookie'])).toMatch(/; HttpOnly; SameSite=Lax/)
  return { url: new URL(answer.json<{ url: string }>().url), cookie }
}
const finish = async (body: object, cookie: string, on = server) =>
  await send(on.app, 'POST /session/provider/return', {
    body,
    ...(cookie === '' ? {} : { headers: { cookie } }),
  })
/** The whole way, as somebody, in a browser with these cookies. */
async function signIn(sub: string, extra: object = {}, cookies = '') {
  const { url, cookie } = await begin()
  return await finish({ ...(await provider.visit(url.href, sub)), ...extra }, `${cookie}; ${cookies}`)
}

function there(over: Partial<PersonThere> = {}): PersonThere & { email: string } {
  const person = { sub: newId(), email: newEmail(), email_verified: true, name: 'Grace There', ...over }
  provider.people.set(person.sub, person)
  return person
}

/** An administrator with a password here. */
async function administrator(workspace: TestWorkspace, email = newEmail()) {
  const token = await createSetUpLink(server.ctx, workspace.id)
  const answer = await send(server.app, 'POST /set-up', {
    body: { token, name: 'Ada', email, password: PASSWORD },
  })
  expect(answer.statusCode).toBe(201)
  return { email, headers: { cookie: cookieOf(answer, 'gacm_session'), ...OWN } }
}
/** One who has added their account of the provider. */
async function linked(sub = there().sub) {
  const { email, headers } = await administrator(await server.workspace(), provider.people.get(sub)!.email)
  const answer = await signIn(sub, {}, headers.cookie)
  expect([answer.statusCode, answer.json()]).toMatchObject([201, { email: email.toLowerCase(), name: 'Ada' }])
  return { sub, email: email.toLowerCase(), headers: headersOf(answer) }
}
async function invite(headers: Record<string, string>, email: string): Promise<string> {
  const answer = await send(server.app, 'POST /invitations', { headers, body: { email, role: 'editor' } })
  expect(answer.statusCode).toBe(201)
  return answer.json<{ link: string }>().link.split('token=')[1]!
}
const headersOf = (answer: Parameters<typeof cookieOf>[0]) => ({
  cookie: cookieOf(answer, 'gacm_session'),
  ...OWN,
})

describe('with a provider', () => {
  test('the page is told which one there is; without one 404', async () => {
    expect((await send(server.app, 'GET /session/ways')).json()).toMatchObject({
      provider: { name: 'Example ID' },
    })
    const without = await startTestServer()
    expect((await send(without.app, 'GET /session/ways')).json()).toMatchObject({ provider: null })
    expect((await send(without.app, 'POST /session/provider')).statusCode).toBe(404)
    expect((await finish({ code: 'x' }, '', without)).statusCode).toBe(404)
    await without.close()
  })

  test('the browser is sent with state, nonce and the hash of a verifier, and none of them is kept', async () => {
    const { url, cookie } = await begin()
    const sent = Object.fromEntries(url.searchParams)
    expect(sent).toMatchObject({
      response_type: 'code',
      redirect_uri: RETURN,
      code_challenge_method: 'S256',
      scope: 'openid email profile',
    })
    const { rows } = await owner.query<{ row: string }>(
      'select row_to_json(t)::text as row from sign_in_attempts t',
    )
    for (const secret of [sent['state']!, sent['nonce']!, sent['code_challenge']!, cookie.split('=')[1]!]) {
      expect(secret).toMatch(/^[\w-]{43}$/)
      expect(rows.some(({ row }) => row.includes(secret))).toBe(false)
    }
  })

  test('201 for a member whose address it has verified; next time by the identity, whatever the address', async () => {
    const person = there({ email: newEmail().toUpperCase() })
    const admin = await linked(person.sub)
    expect((await send(server.app, 'GET /session', { headers: admin.headers })).statusCode).toBe(200)
    const elsewhere = newEmail()
    there({ ...person, email: elsewhere })
    expect((await signIn(person.sub)).json()).toMatchObject({ email: admin.email })
    const methods = await send(server.app, 'GET /sign-in-methods', { headers: admin.headers })
    expect(methods.json()).toMatchObject({
      hasPassword: true,
      identities: [{ issuer: provider.config.issuer, email: elsewhere }],
    })
    // An address that is not verified does not take away what is known of the identity.
    there({ ...person, email: newEmail(), email_verified: false })
    expect((await signIn(person.sub)).statusCode).toBe(201)
  })

  test('the address may come from the provider’s own page about the person, not in the token', async () => {
    const asked = await startIdentityProvider(RETURN, false)
    const other = await startTestServer({}, { provider: new IdentityProvider(asked.config) })
    const workspace = await other.workspace()
    const email = newEmail()
    const token = await createSetUpLink(other.ctx, workspace.id)
    const made = await send(other.app, 'POST /set-up', {
      body: { token, name: 'Ada', email, password: PASSWORD },
    })
    asked.people.set('1', { sub: '1', email, email_verified: true })
    const { url, cookie } = await begin(other)
    const both = `${cookie}; ${cookieOf(made, 'gacm_session')}`
    const answer = await finish(await asked.visit(url.href, '1'), both, other)
    expect([answer.statusCode, answer.json()]).toMatchObject([201, { email }])
    await other.close()
    await asked.close()
  })

  test('403 for a stranger, who is not written down anywhere', async () => {
    const person = there()
    const answer = await signIn(person.sub)
    expect([answer.statusCode, problemOf(answer).detail]).toEqual([
      403,
      `Nobody here is ${person.email}. Ask an administrator for an invitation.`,
    ])
    const { rowCount } = await owner.query('select 1 from users where email = $1', [person.email])
    expect(rowCount).toBe(0)
  })

  test('403 for an address that the provider has not verified, or of which it says nothing', async () => {
    const admin = await administrator(await server.workspace())
    for (const over of [
      { email_verified: false },
      { email_verified: undefined },
      { email_verified: 'true' },
    ]) {
      const person = there({ email: admin.email, ...(over as object) })
      const answer = await signIn(person.sub)
      expect([over, answer.statusCode, problemOf(answer).code]).toEqual([over, 403, 'email_not_verified'])
    }
  })

  test('403 for an address that has gone to another account of the provider', async () => {
    const admin = await linked()
    const heir = await signIn(there({ email: admin.email }).sub)
    expect([heir.statusCode, problemOf(heir).code]).toEqual([403, 'other_identity'])
  })
})

describe('invitations', () => {
  test('somebody new joins without a password, and cannot remove their only way in', async () => {
    const workspace = await server.workspace()
    const admin = await administrator(workspace)
    const person = there()
    const invitation = await invite(admin.headers, person.email)
    const joined = await signIn(person.sub, { invitation })
    expect([joined.statusCode, joined.json()]).toMatchObject([
      201,
      { email: person.email, name: 'Grace There', workspace: { id: workspace.id, role: 'editor' } },
    ])
    const headers = headersOf(joined)
    for (const password of ['', 'the password of nobody', PASSWORD]) {
      const answer = await send(server.app, 'POST /session', { body: { email: person.email, password } })
      expect([password, answer.statusCode]).toEqual([password, 401])
    }
    const methods = async (as = headers) =>
      (await send(server.app, 'GET /sign-in-methods', { headers: as })).json<{
        identities: { id: string }[]
        hasPassword: boolean
      }>()
    const [identity] = (await methods()).identities
    const unlink = async (as: Record<string, string>, id = identity!.id) =>
      await send(server.app, `DELETE /sign-in-methods/identities/${id}`, { headers: as })
    expect((await unlink(headers)).statusCode).toBe(409)
    // Nor can anybody else remove it.
    expect((await unlink(admin.headers)).statusCode).toBe(404)
    const set = await send(server.app, 'POST /sign-in-methods/password', {
      headers,
      body: { newPassword: PASSWORD },
    })
    expect(set.statusCode).toBe(204)
    expect((await send(server.app, 'GET /session', { headers })).statusCode).toBe(401)
    const again = headersOf(set)
    expect(await methods(again)).toMatchObject({ hasPassword: true })
    const twice = await send(server.app, 'POST /sign-in-methods/password', {
      headers: again,
      body: { newPassword: PASSWORD },
    })
    expect(twice.statusCode).toBe(409)
    expect((await unlink(again)).statusCode).toBe(204)
    expect((await methods(again)).identities).toEqual([])
    expect(
      (await send(server.app, 'POST /session', { body: { email: person.email, password: PASSWORD } }))
        .statusCode,
    ).toBe(201)
  })

  test('403 for the invitation of somebody else, which stays open', async () => {
    const admin = await administrator(await server.workspace())
    const email = newEmail()
    const invitation = await invite(admin.headers, email)
    const other = await signIn(there().sub, { invitation })
    expect([other.statusCode, problemOf(other).code]).toEqual([403, 'other_email'])
    const unverified = await signIn(there({ email, email_verified: false }).sub, { invitation })
    expect(unverified.statusCode).toBe(403)
    const right = await signIn(there({ email }).sub, { invitation })
    expect(right.statusCode).toBe(201)
    const twice = await signIn(there({ email: newEmail() }).sub, { invitation })
    expect(twice.statusCode).toBe(422)
  })

  test('a quarter of an hour after sign-in, one signs in again before one changes how', async () => {
    const admin = await linked()
    const { headers } = admin
    const [identity] = (await send(server.app, 'GET /sign-in-methods', { headers })).json<{
      identities: { id: string }[]
    }>().identities
    await owner.query(
      `update sessions set created_at = created_at - interval '16 minutes', expires_at = expires_at - interval '16 minutes' where user_id = (select id from users where email = $1)`,
      [admin.email],
    )
    const listed = await send(server.app, 'GET /sign-in-methods', { headers })
    expect(listed.json<{ actions: object[] }>().actions).toContainEqual({
      action: 'unlink',
      allowed: false,
      reason: expect.stringContaining('Sign in again'),
    })
    const answer = await send(server.app, `DELETE /sign-in-methods/identities/${identity!.id}`, { headers })
    expect([answer.statusCode, problemOf(answer).code]).toEqual([403, 'sign_in_again'])
  })

  test('403 for an API key, which does not sign in', async () => {
    const headers = await (await server.workspace()).as('admin')
    expect((await send(server.app, 'GET /sign-in-methods', { headers })).statusCode).toBe(403)
    const set = await send(server.app, 'POST /sign-in-methods/password', {
      headers,
      body: { newPassword: PASSWORD },
    })
    expect(set.statusCode).toBe(403)
  })
})

describe('attacks', () => {
  test('401 for an answer that another browser, or nobody, has begun; for a state of another; for a code twice', async () => {
    const { sub } = await linked()
    const mine = await begin()
    const theirs = await begin()
    const answer = await provider.visit(mine.url.href, sub)
    // Sign-in of an attacker, slipped into the browser of somebody else: its cookie began another one, or none.
    expect((await finish(answer, '')).statusCode).toBe(401)
    expect((await finish(answer, 'gacm_sign_in=made-up')).statusCode).toBe(401)
    expect((await finish(answer, theirs.cookie)).statusCode).toBe(401)
    const forged = await begin()
    const state = forged.url.searchParams.get('state')!
    // Their state with my code: PKCE and the nonce hold.
    expect((await finish({ ...answer, state }, forged.cookie)).statusCode).toBe(401)
    const fresh = await begin()
    const right = await provider.visit(fresh.url.href, sub)
    const both = await Promise.all([finish(right, fresh.cookie), finish(right, fresh.cookie)])
    expect(new Set(both.map(({ statusCode }) => statusCode))).toEqual(new Set([201, 401]))
    expect((await finish(right, fresh.cookie)).statusCode).toBe(401)
    const later = await begin()
    const replayed = { ...right, state: later.url.searchParams.get('state')! }
    expect((await finish(replayed, later.cookie)).statusCode).toBe(401)
  })

  test('401 where state, code or issuer is missing or another one, and where the person said no', async () => {
    const { sub } = await linked()
    const attempts: [string, (answer: Record<string, string>) => object][] = [
      ['no state', ({ state: _, ...answer }) => answer],
      ['a state that is made up', (answer) => ({ ...answer, state: 'x'.repeat(43) })],
      ['no code', ({ code: _, ...answer }) => answer],
      ['another provider', (answer) => ({ ...answer, iss: 'https://evil.example' })],
      ['no issuer, which this provider always names', ({ iss: _, ...answer }) => answer],
      ['said no', ({ state, iss }) => ({ state, iss, error: 'access_denied' })],
    ]
    for (const [name, change] of attempts) {
      const { url, cookie } = await begin()
      const answer = await finish(change(await provider.visit(url.href, sub)), cookie)
      expect([name, answer.statusCode, answer.headers['set-cookie']]).toEqual([name, 401, undefined])
    }
  })

  test('an attempt is over after ten minutes', async () => {
    const { sub } = await linked()
    const { url, cookie } = await begin()
    const answer = await provider.visit(url.href, sub)
    await owner.query(
      `update sign_in_attempts set created_at = created_at - interval '11 minutes', expires_at = expires_at - interval '11 minutes'`,
    )
    expect((await finish(answer, cookie)).statusCode).toBe(401)
  })

  test('403 for a page of another site', async () => {
    const foreign = await send(server.app, 'POST /session/provider', {
      headers: { origin: 'https://evil.example', host: 'gacm.test' },
    })
    expect(foreign.statusCode).toBe(403)
  })
})

describe('a provider that lies', () => {
  let liar: ForgingProvider
  let victim: TestServer
  let email: string
  let session: string
  let nonce = ''
  beforeAll(async () => {
    liar = await startForgingProvider(RETURN, () => nonce)
    victim = await startTestServer(
      { signInsPerMinute: 10_000 },
      { provider: new IdentityProvider(liar.config) },
    )
    email = newEmail()
    const token = await createSetUpLink(victim.ctx, (await victim.workspace()).id)
    const made = await send(victim.app, 'POST /set-up', {
      body: { token, name: 'Ada', email, password: PASSWORD },
    })
    session = cookieOf(made, 'gacm_session')
  })
  afterAll(async () => {
    await victim.close()
    await liar.close()
  })

  test.each<[string, number, Record<string, unknown>, { foreignKey?: boolean; none?: boolean }?]>([
    ['the truth', 201, {}],
    ['another nonce', 401, { nonce: 'x' }],
    ['no nonce', 401, { nonce: undefined }],
    ['another audience', 401, { aud: 'somebody-else' }],
    ['many audiences, of which we are not the one', 401, { aud: ['gacm', 'other'], azp: 'other' }],
    ['another issuer', 401, { iss: 'https://accounts.google.com' }],
    ['a token of yesterday', 401, { exp: 1_700_000_000 }],
    ['a key that is not its own', 401, {}, { foreignKey: true }],
    ['no signature at all', 401, {}, { none: true }],
    ['nobody', 401, { sub: undefined }],
  ])('signs %s: %i', async (_, status, claims, options) => {
    const { url, cookie } = await begin(victim)
    nonce = url.searchParams.get('nonce')!
    liar.forge({ sub: 'ada', email, email_verified: true, ...claims }, options)
    const state = url.searchParams.get('state')!
    const body = { code: 'any', state, iss: liar.config.issuer }
    const answer = await finish(body, `${cookie}; ${session}`, victim)
    expect([answer.statusCode, answer.body]).toEqual([status, expect.any(String)])
  })

  test('503 where it does not answer', async () => {
    const nowhere = { ...liar.config, issuer: 'http://127.0.0.1:9' }
    const alone = await startTestServer({}, { provider: new IdentityProvider(nowhere) })
    const answer = await send(alone.app, 'POST /session/provider')
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '60'])
    await alone.close()
  })
})
