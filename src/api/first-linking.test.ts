import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalProvider, startIdentityProvider } from '../../test/identity-provider.ts'
import { problemOf, send, startTestServer, type TestServer } from '../../test/server.ts'
import { newId } from '../base/ids.ts'
import type { SignInMethods } from '../contract/sign-in.ts'
import { IdentityProvider } from '../domain/identity-provider.ts'
import { removePasswordOf } from '../domain/passwords-of.ts'
import { createSetUpLink } from '../domain/set-up.ts'

// Whose an account is that has a password: the link of an invitation shows nobody's address. So somebody may have made it in advance,
// under the address of another, to sign in by that password once the owner of the address has come by the identity provider.

const RETURN = 'http://gacm.test/sign-in/return'
const [THEIRS, OWNED] = ['the password of an attacker', 'correct horse battery']
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

type Answer = Awaited<ReturnType<typeof send>>
const newEmail = (): string => `${newId()}@example.com`
const cookieOf = (answer: Answer, name = 'gacm_session'): string =>
  `${name}=${answer.cookies.find((cookie) => cookie.name === name)?.value ?? ''}`
const told = (answer: Answer) => [answer.statusCode, problemOf(answer).code]
const ask = async (cookie: string, line: Parameters<typeof send>[1], body?: object) =>
  await send(server.app, line, { headers: { cookie, ...OWN }, ...(body === undefined ? {} : { body }) })

async function administrator(): Promise<string> {
  const token = await createSetUpLink(server.ctx, (await server.workspace()).id)
  const body = { token, name: 'Ada', email: newEmail(), password: OWNED }
  return cookieOf(await send(server.app, 'POST /set-up', { body }))
}
async function invite(admin: string, email: string): Promise<string> {
  const answer = await ask(admin, 'POST /invitations', { email, role: 'editor' })
  return answer.json<{ link: string }>().link.split('token=')[1]!
}
async function accept(token: string, password: string): Promise<Answer> {
  return await ask('', 'POST /invitations/accept', { token, name: 'New', password })
}
/** The whole way at the provider, in a browser with this cookie. */
async function comeByProvider(email: string, extra: object = {}, cookie = ''): Promise<Answer> {
  const person = { sub: email, email, email_verified: true, name: 'Grace' }
  provider.people.set(person.sub, person)
  const begun = await ask(cookie, 'POST /session/provider')
  const answer = await provider.visit(begun.json<{ url: string }>().url, person.sub)
  const both = `${cookie}; ${cookieOf(begun, 'gacm_sign_in')}`
  return await ask(both, 'POST /session/provider/return', { ...answer, ...extra })
}
async function identitiesOf(email: string): Promise<number> {
  const { rowCount } = await owner.query(
    'select 1 from identities i join users u on u.id = i.user_id where u.email = $1',
    [email],
  )
  return rowCount!
}

describe('an account made in advance', () => {
  test('403 for joining another workspace by the provider, which would let its password in there', async () => {
    const email = newEmail()
    expect((await accept(await invite(await administrator(), email), THEIRS)).statusCode).toBe(201)
    const invitation = await invite(await administrator(), email)
    const joined = await comeByProvider(email, { invitation })
    expect(told(joined)).toEqual([403, 'password_first'])
    expect(problemOf(joined).detail).toContain('gacm member remove-password')
    expect(told(await comeByProvider(email))).toEqual([403, 'password_first'])
    expect(await identitiesOf(email)).toBe(0)
    const { rowCount } = await owner.query(
      'select 1 from members m join users u on u.id = m.user_id where u.email = $1',
      [email],
    )
    expect(rowCount).toBe(1)
  })

  test('its password is taken away by whoever runs the server, and the provider signs its owner in', async () => {
    const email = newEmail()
    const theirs = cookieOf(await accept(await invite(await administrator(), email), THEIRS))
    const invitation = await invite(await administrator(), email)
    await removePasswordOf(server.ctx, email.toUpperCase())
    expect((await ask(theirs, 'GET /session')).statusCode).toBe(401)
    expect((await ask('', 'POST /session', { email, password: THEIRS })).statusCode).toBe(401)
    expect((await comeByProvider(email, { invitation })).statusCode).toBe(201)
    expect((await ask('', 'POST /session', { email, password: THEIRS })).statusCode).toBe(401)
    const { rows } = await owner.query<{ actor: string; door: string }>(
      `select a.actor, a.door from audit_log a join users u on u.id::text = a.entity_id::text
        where u.email = $1 and a.action = 'member.remove_password'`,
      [email],
    )
    expect(rows).toEqual([{ actor: 'gacm member', door: 'cli' }])
    await expect(removePasswordOf(server.ctx, newEmail())).rejects.toThrow('Nobody signs in as')
  })
})

describe('the first linking', () => {
  test('201 in the browser in which the person is signed in, and from then on in any', async () => {
    const email = newEmail()
    const session = cookieOf(await accept(await invite(await administrator(), email), OWNED))
    const methods = (await ask(session, 'GET /sign-in-methods')).json<SignInMethods>()
    expect(methods.actions.find(({ action }) => action === 'link')).toEqual({
      action: 'link',
      allowed: true,
      reason: null,
    })
    const linked = await comeByProvider(email, {}, session)
    expect([linked.statusCode, linked.json()]).toMatchObject([201, { email }])
    expect((await comeByProvider(email)).statusCode).toBe(201)
    const after = (await ask(cookieOf(linked), 'GET /sign-in-methods')).json<SignInMethods>()
    expect(after.actions.find(({ action }) => action === 'link')).toMatchObject({ allowed: false })
    expect((await ask('', 'POST /session', { email, password: OWNED })).statusCode).toBe(201)
  })

  test('403 by the session of somebody else, and by one that is older than a quarter of an hour', async () => {
    const email = newEmail()
    const admin = await administrator()
    const session = cookieOf(await accept(await invite(admin, email), OWNED))
    expect(told(await comeByProvider(email, {}, admin))).toEqual([403, 'password_first'])
    await owner.query(
      `update sessions set created_at = created_at - interval '16 minutes', expires_at = expires_at - interval '16 minutes'
        where user_id = (select id from users where email = $1)`,
      [email],
    )
    expect(told(await comeByProvider(email, {}, session))).toEqual([403, 'sign_in_again'])
    expect(await identitiesOf(email)).toBe(0)
  })
})
