import { TOTP } from 'otpauth'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { problemOf, send, startTestServer, type TestServer, type TestWorkspace } from '../../test/server.ts'
import { newId } from '../base/ids.ts'
import type { Member } from '../contract/people.ts'
import { createSetUpLink } from '../domain/set-up.ts'

// A second factor: what an app shows, recovery codes, and workspaces that ask everybody for one.

const PASSWORD = 'correct horse battery'
const OWN = { host: 'gacm.test', origin: 'http://gacm.test' }

let server: TestServer
let owner: pg.Client
let clock = Date.now()
beforeAll(async () => {
  server = await startTestServer(
    { signInsPerMinute: 10_000, trustProxy: true },
    { now: () => new Date(clock) },
  )
  owner = new pg.Client({ connectionString: server.databaseUrl })
  await owner.connect()
})
beforeEach(() => {
  clock += 3_600_000
})
afterAll(async () => {
  await owner.end()
  await server.close()
})

type Answer = Awaited<ReturnType<typeof send>>
const cookieOf = (answer: Answer, name: string): string => {
  const found = answer.cookies.find((cookie) => cookie.name === name)
  return found === undefined ? '' : `${name}=${found.value}`
}
const headersOf = (answer: Answer): Record<string, string> => ({
  cookie: cookieOf(answer, 'gacm_session'),
  ...OWN,
})
const newEmail = (): string => `${newId()}@example.com`
const codeOf = (secret: string, after = 0): string =>
  new TOTP({ secret }).generate({ timestamp: clock + after })

interface Person {
  id: string
  email: string
  headers: Record<string, string>
}
async function personOf(email: string, answer: Answer): Promise<Person> {
  const { rows } = await owner.query<{ id: string }>('select id from users where email = $1', [email])
  return { id: rows[0]!.id, email, headers: headersOf(answer) }
}
async function administrator(workspace: TestWorkspace): Promise<Person> {
  const token = await createSetUpLink(server.ctx, workspace.id)
  const email = newEmail()
  const body = { token, name: 'Ada', email, password: PASSWORD }
  return await personOf(email, await send(server.app, 'POST /set-up', { body }))
}
async function invite(admin: Person, email: string): Promise<string> {
  const answer = await ask(admin, 'POST /invitations', { email, role: 'editor' })
  return answer.json<{ link: string }>().link.split('token=')[1]!
}
async function join(admin: Person): Promise<Person> {
  const email = newEmail()
  const token = await invite(admin, email)
  const body = { token, name: 'New', password: PASSWORD }
  return await personOf(email, await send(server.app, 'POST /invitations/accept', { body }))
}
const ask = async ({ headers }: Pick<Person, 'headers'>, line: Parameters<typeof send>[1], body?: object) =>
  await send(server.app, line, { headers, ...(body === undefined ? {} : { body }) })

/** From an address of its own, so that the limits of tests do not meet. */
const address = (): Record<string, string> => ({
  'x-forwarded-for': `2001:db8:${Math.floor(Math.random() * 65535).toString(16)}:${Math.floor(Math.random() * 65535).toString(16)}::1`,
})
const signIn = async (email: string, from = address()) =>
  await send(server.app, 'POST /session', { headers: from, body: { email, password: PASSWORD } })
const answer = async (cookie: string, code: string, from = address()) =>
  await send(server.app, 'POST /session/second-factor', { headers: { cookie, ...from }, body: { code } })
/** The password is right: the cookie of the question. */
async function asked(email: string): Promise<string> {
  const first = await signIn(email)
  expect([first.statusCode, first.json()]).toEqual([201, { secondFactor: true }])
  expect(cookieOf(first, 'gacm_session')).toBe('')
  return cookieOf(first, 'gacm_sign_in')
}
/** Sets an app up; its codes of the half hour before are used. */
async function setUpApp(person: Person): Promise<{ secret: string; codes: string[] }> {
  const begun = await ask(person, 'POST /sign-in-methods/totp')
  expect([begun.statusCode, begun.body]).toEqual([201, expect.stringContaining('otpauth://totp/')])
  const { secret } = begun.json<{ secret: string }>()
  const confirmed = await ask(person, 'POST /sign-in-methods/totp/confirm', { code: codeOf(secret) })
  expect([confirmed.statusCode, confirmed.body]).toEqual([201, expect.any(String)])
  clock += 60_000
  return { secret, codes: confirmed.json<{ recoveryCodes: string[] }>().recoveryCodes }
}
const methodsOf = async (person: Person) =>
  (await ask(person, 'GET /sign-in-methods')).json<{
    totp: boolean
    recoveryCodes: number
    actions: { action: string; allowed: boolean }[]
  }>()

describe('an app', () => {
  test('is asked for after the password once it is confirmed, and neither secret nor codes can be read in the database', async () => {
    const person = await administrator(await server.workspace())
    const begun = await ask(person, 'POST /sign-in-methods/totp')
    const { secret, uri } = begun.json<{ secret: string; uri: string }>()
    expect(uri).toContain(`secret=${secret}`)
    expect((await signIn(person.email)).json()).toMatchObject({ email: person.email })
    const wrong = await ask(person, 'POST /sign-in-methods/totp/confirm', { code: '000000' })
    expect([wrong.statusCode, problemOf(wrong).errors[0]?.code]).toEqual([422, 'wrong_code'])
    const elsewhere = headersOf(await signIn(person.email))
    const { codes } = await setUpApp(person)
    expect(codes).toHaveLength(10)
    expect(new Set(codes).size).toBe(10)
    // It was opened by a password alone.
    expect((await ask({ headers: elsewhere }, 'GET /session')).statusCode).toBe(401)
    expect(await methodsOf(person)).toMatchObject({ totp: true, recoveryCodes: 10 })
    const { rows } = await owner.query<{ row: string }>(
      `select row_to_json(t)::text as row from totp_secrets t union all select row_to_json(r)::text from recovery_codes r
       union all select row_to_json(a)::text from audit_log a`,
    )
    for (const kept of [secret, codes[0]!, codes[0]!.replaceAll('-', '')])
      expect(rows.some(({ row }) => row.includes(kept))).toBe(false)
  })

  test('its code opens the session, once, and not a minute later', async () => {
    const person = await administrator(await server.workspace())
    const { secret } = await setUpApp(person)
    const cookie = await asked(person.email)
    const question = await send(server.app, 'GET /session/second-factor', { headers: { cookie } })
    expect(question.json()).toEqual({
      code: true,
      recoveryCode: true,
      passkey: false,
      passkeysElsewhere: null,
    })
    expect((await answer(cookie, codeOf(secret, -90_000))).statusCode).toBe(422)
    const code = codeOf(secret)
    const opened = await answer(cookie, `${code.slice(0, 3)} ${code.slice(3)}`)
    expect([opened.statusCode, opened.json()]).toMatchObject([201, { email: person.email }])
    expect((await ask({ headers: headersOf(opened) }, 'GET /session')).statusCode).toBe(200)
    expect((await answer(cookie, codeOf(secret, 30_000))).statusCode).toBe(401)
    const again = await asked(person.email)
    expect((await answer(again, code)).statusCode).toBe(422)
    // Of two at once with one code, one comes in.
    clock += 60_000
    const [one, two] = [await asked(person.email), await asked(person.email)]
    const both = await Promise.all([answer(one, codeOf(secret)), answer(two, codeOf(secret))])
    expect(both.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([201, 422])
  })

  test('429 after five wrong codes, and the password said again does not forget them', async () => {
    const person = await administrator(await server.workspace())
    const { secret } = await setUpApp(person)
    for (let tries = 0; tries < 5; tries += 1)
      expect((await answer(await asked(person.email), '111111')).statusCode).toBe(422)
    const cookie = await asked(person.email)
    const refused = await answer(cookie, codeOf(secret))
    expect([refused.statusCode, problemOf(refused).detail]).toEqual([
      429,
      expect.stringContaining('Too many wrong codes'),
    ])
    await owner.query('update sign_in_limits set blocked_until = null')
    expect((await answer(cookie, codeOf(secret))).statusCode).toBe(201)
  })

  test('nothing opens without the password, or for another person’s question', async () => {
    const [one, two] = [
      await administrator(await server.workspace()),
      await administrator(await server.workspace()),
    ]
    const { secret } = await setUpApp(one)
    await setUpApp(two)
    expect((await answer('', codeOf(secret))).statusCode).toBe(401)
    expect((await answer('gacm_sign_in=made-up', codeOf(secret))).statusCode).toBe(401)
    expect((await answer(await asked(two.email), codeOf(secret))).statusCode).toBe(422)
    // The token of the question is no session.
    const cookie = (await asked(one.email)).replace('gacm_sign_in', 'gacm_session')
    expect((await ask({ headers: { cookie, ...OWN } }, 'GET /session')).statusCode).toBe(401)
  })

  test('a sealed secret that is copied to somebody else does not open there', async () => {
    const [one, two] = [
      await administrator(await server.workspace()),
      await administrator(await server.workspace()),
    ]
    const { secret } = await setUpApp(one)
    await setUpApp(two)
    await owner.query(
      `update totp_secrets set sealed = (select sealed from totp_secrets where user_id = $1) where user_id = $2`,
      [one.id, two.id],
    )
    expect((await answer(await asked(two.email), codeOf(secret))).statusCode).toBe(503)
  })

  test('whoever joins another workspace by their password is asked for it too', async () => {
    const person = await administrator(await server.workspace())
    const { secret } = await setUpApp(person)
    const other = await administrator(await server.workspace())
    const token = await invite(other, person.email)
    const joined = await send(server.app, 'POST /invitations/accept', { body: { token, password: PASSWORD } })
    expect([joined.statusCode, joined.json()]).toEqual([201, { secondFactor: true }])
    const opened = await answer(cookieOf(joined, 'gacm_sign_in'), codeOf(secret))
    expect(opened.json<{ workspaces: object[] }>().workspaces).toHaveLength(2)
  })

  test('it can be removed, and set up anew, in the quarter of an hour after sign-in', async () => {
    const person = await administrator(await server.workspace())
    await setUpApp(person)
    expect((await ask(person, 'POST /sign-in-methods/totp')).statusCode).toBe(409)
    await owner.query(
      `update sessions set created_at = created_at - interval '16 minutes', expires_at = expires_at - interval '16 minutes' where user_id = $1`,
      [person.id],
    )
    for (const line of ['DELETE /sign-in-methods/totp', 'POST /sign-in-methods/recovery-codes'] as const)
      expect([line, problemOf(await ask(person, line)).code]).toEqual([line, 'sign_in_again'])
    expect((await methodsOf(person)).actions.filter(({ allowed }) => allowed)).toEqual([])
    await owner.query(`update sessions set created_at = now() where user_id = $1`, [person.id])
    expect((await ask(person, 'DELETE /sign-in-methods/totp')).statusCode).toBe(204)
    expect(await methodsOf(person)).toMatchObject({ totp: false, recoveryCodes: 0 })
    expect((await signIn(person.email)).json()).toMatchObject({ email: person.email })
    await setUpApp(person)
  })
})

describe('recovery codes', () => {
  test('each opens one session; new ones take the place of all', async () => {
    const person = await administrator(await server.workspace())
    const { codes } = await setUpApp(person)
    const shouted = codes[0]!.toUpperCase().replaceAll('-', ' ')
    const cookies = [await asked(person.email), await asked(person.email)]
    const both = await Promise.all(cookies.map((cookie) => answer(cookie, shouted)))
    expect(both.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([201, 422])
    expect(await methodsOf(person)).toMatchObject({ recoveryCodes: 9 })
    const renewed = await ask(person, 'POST /sign-in-methods/recovery-codes')
    const fresh = renewed.json<{ recoveryCodes: string[] }>().recoveryCodes
    expect((await answer(await asked(person.email), codes[1]!)).statusCode).toBe(422)
    expect((await answer(await asked(person.email), fresh[0]!)).statusCode).toBe(201)
  })

  test('409 where there is no second factor that they could stand in for', async () => {
    const person = await administrator(await server.workspace())
    expect((await ask(person, 'POST /sign-in-methods/recovery-codes')).statusCode).toBe(409)
  })
})

test('every change is an entry of the audit log', async () => {
  const workspace = await server.workspace()
  const admin = await administrator(workspace)
  const member = await join(admin)
  await setUpApp(admin)
  await setUpApp(member)
  await ask(admin, 'PATCH /workspace/security', { secondFactorRequired: true })
  await ask(admin, `DELETE /members/${member.id}/second-factor`)
  await ask(admin, 'POST /sign-in-methods/recovery-codes')
  await ask(admin, 'DELETE /sign-in-methods/totp')
  const { rows } = await owner.query<{ action: string; actor: string }>(
    `select action, actor from audit_log where workspace_id = $1 and action ~ 'totp|factor|recovery' order by seq`,
    [workspace.id],
  )
  expect(rows.map(({ action, actor }) => [action, actor])).toEqual([
    ['user.add_totp', admin.email],
    ['user.add_totp', member.email],
    ['workspace.require_second_factor', admin.email],
    ['member.reset_second_factor', admin.email],
    ['user.renew_recovery_codes', admin.email],
    ['user.remove_totp', admin.email],
  ])
})

describe('a workspace that asks for one', () => {
  test('lets whoever has none do nothing but set one up; keys and other workspaces go on', async () => {
    const workspace = await server.workspace()
    const admin = await administrator(workspace)
    const member = await join(admin)
    const require = async (person: Person, secondFactorRequired = true) =>
      await ask(person, 'PATCH /workspace/security', { secondFactorRequired })
    expect((await require(admin)).statusCode).toBe(409)
    expect((await require(member)).statusCode).toBe(403)
    await setUpApp(admin)
    expect((await require(admin)).statusCode).toBe(204)
    expect((await ask(admin, 'GET /members')).json()).toMatchObject({ secondFactorRequired: true })
    for (const line of ['GET /campaigns', 'POST /campaigns', 'GET /members', 'GET /accounts'] as const) {
      const refused = await ask(member, line, line === 'POST /campaigns' ? { name: 'x' } : undefined)
      expect([line, refused.statusCode, problemOf(refused).code]).toEqual([line, 403, 'second_factor_needed'])
    }
    expect((await ask(member, 'GET /session')).json()).toMatchObject({ secondFactorNeeded: true })
    expect(
      (await send(server.app, 'GET /campaigns', { headers: await workspace.as('viewer') })).statusCode,
    ).toBe(200)
    await setUpApp(member)
    expect((await ask(member, 'GET /campaigns')).statusCode).toBe(200)
    expect((await ask(member, 'GET /session')).json()).toMatchObject({ secondFactorNeeded: false })
    expect((await ask(member, 'DELETE /sign-in-methods/totp')).statusCode).toBe(204)
    expect((await ask(member, 'GET /campaigns')).statusCode).toBe(403)
    expect((await require(admin, false)).statusCode).toBe(204)
    expect((await ask(member, 'GET /campaigns')).statusCode).toBe(200)
  })

  test('an administrator takes away the one that a member lost, unless other workspaces rely on it', async () => {
    const admin = await administrator(await server.workspace())
    const member = await join(admin)
    const lost = await setUpApp(member)
    const rowOf = async (by: Person): Promise<Member> =>
      (await ask(by, 'GET /members')).json<{ items: Member[] }>().items.find(({ id }) => id === member.id)!
    expect(await rowOf(admin)).toMatchObject({ hasSecondFactor: true })
    expect(await rowOf(member)).toMatchObject({ hasSecondFactor: null })
    const reset = async (by: Person) => await ask(by, `DELETE /members/${member.id}/second-factor`)
    expect((await reset(member)).statusCode).toBe(403)
    const cookie = await asked(member.email)
    expect((await reset(admin)).statusCode).toBe(204)
    expect((await ask(member, 'GET /session')).statusCode).toBe(401)
    expect((await answer(cookie, codeOf(lost.secret))).statusCode).toBe(401)
    const again = await personOf(member.email, await signIn(member.email))
    await setUpApp(again)
    const other = await administrator(await server.workspace())
    const token = await invite(other, member.email)
    await send(server.app, 'POST /invitations/accept', { body: { token, password: PASSWORD } })
    expect((await reset(admin)).statusCode).toBe(409)
  })
})
