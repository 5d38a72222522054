import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { asProgram } from '../../test/database.ts'
import { send, startTestServer, type TestServer } from '../../test/server.ts'
import { newId, newSecret } from '../base/ids.ts'
import { buildProgram } from '../cli/program.ts'
import { knownBrowser, rememberBrowser } from '../domain/known-browser.ts'
import { createSetUpLink } from '../domain/set-up.ts'
import { KeyRing, newRingKey } from '../base/secrets.ts'

// Whoever fails somebody's password on purpose keeps them out of new browsers alone, not of those in which they signed in before.

const PASSWORD = 'correct horse battery'
let server: TestServer
let owner: pg.Client
beforeAll(async () => {
  server = await startTestServer({ signInsPerMinute: 10_000, trustProxy: '127.0.0.1' })
  owner = new pg.Client({ connectionString: server.databaseUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await server.close()
})

let nextAddress = 0
const newAddress = (): string => `198.51.${Math.floor(nextAddress / 250)}.${(nextAddress++ % 250) + 1}`
type Answer = Awaited<ReturnType<typeof send>>
const cookiesOf = (answer: Answer): string[] => [answer.headers['set-cookie'] ?? []].flat()
const browserOf = (answer: Answer): string =>
  cookiesOf(answer)
    .find((cookie) => cookie.startsWith('gacm_browser='))!
    .split(';')[0]!

/** Somebody new, and the cookie of the browser in which they set their workspace up. */
async function person(cookie = ''): Promise<{ email: string; browser: string }> {
  const token = await createSetUpLink(server.ctx, (await server.workspace()).id)
  const email = `${newId()}@example.com`
  const body = { token, name: 'Ada', email, password: PASSWORD }
  const answer = await send(server.app, 'POST /set-up', { headers: { cookie }, body })
  expect(answer.statusCode).toBe(201)
  return { email, browser: browserOf(answer) }
}

const signIn = async (email: string, password: string, cookie = '', from = newAddress()): Promise<Answer> =>
  await send(server.app, 'POST /session', {
    headers: { 'x-forwarded-for': from, ...(cookie === '' ? {} : { cookie }) },
    body: { email, password },
  })
const statuses = (answers: Answer[]): Record<number, number> => {
  const counted: Record<number, number> = {}
  for (const { statusCode } of answers) counted[statusCode] = (counted[statusCode] ?? 0) + 1
  return counted
}
const fail = async (times: number, email: string, cookie?: string, from?: string): Promise<Answer[]> =>
  await Promise.all(Array.from({ length: times }, () => signIn(email, 'wrong password', cookie, from)))

test('fifty strangers at once keep nobody out of the browser in which they signed in before, and nobody else in', async () => {
  const { email, browser } = await person()
  const [strangers, own] = await Promise.all([
    fail(50, email),
    Promise.all(Array.from({ length: 5 }, () => signIn(email, PASSWORD, browser))),
  ])
  expect(statuses(strangers)).toEqual({ 401: 5, 429: 45 })
  expect(statuses(own)).toEqual({ 201: 5 })
  expect((await signIn(email, PASSWORD)).statusCode, 'a browser that is not known waits').toBe(429)
  expect((await signIn(email.toUpperCase(), PASSWORD, browser)).statusCode).toBe(201)
  expect((await signIn(email, PASSWORD)).statusCode, 'and a sign-in elsewhere does not free it').toBe(429)
})

test('of fifty wrong passwords at once in a known browser five are looked at, and other browsers go on', async () => {
  const { email, browser } = await person()
  const other = browserOf(await signIn(email, PASSWORD))
  expect(statuses(await fail(50, email, browser))).toEqual({ 401: 5, 429: 45 })
  expect((await signIn(email, PASSWORD, browser)).statusCode).toBe(429)
  expect((await signIn(email, PASSWORD, other)).statusCode).toBe(201)
  expect((await signIn(email, PASSWORD)).statusCode).toBe(201)
})

test('an address that others used up does not keep a known browser out', async () => {
  const { email, browser } = await person()
  const office = newAddress()
  for (let tries = 0; tries < 21; tries += 1) await signIn(`${newId()}@example.com`, 'wrong', '', office)
  expect((await signIn(email, PASSWORD, '', office)).statusCode).toBe(429)
  expect((await signIn(email, PASSWORD, browser, office)).statusCode).toBe(201)
})

test('a cookie of another person, a changed one and one of half a year ago are worth nothing', async () => {
  const { email, browser } = await person()
  const stranger = await person()
  const changed = `${browser.slice(0, -2)}${browser.endsWith('AA') ? 'BB' : 'AA'}`
  const old = rememberBrowser(
    { ...server.ctx, now: () => new Date(Date.now() - 181 * 864e5) },
    email,
    undefined,
  )
  await fail(5, email)
  for (const cookie of [stranger.browser, changed, `gacm_browser=${old}`, 'gacm_browser=~~v1.x.y~'])
    expect([cookie, (await signIn(email, PASSWORD, cookie)).statusCode]).toEqual([cookie, 429])
  const { rows } = await owner.query<{ row: string }>(
    'select row_to_json(l)::text as row from sign_in_limits l',
  )
  expect(rows.some(({ row }) => row.includes('@'))).toBe(false)
})

test('people who share a browser are all known in it, the last four of them', async () => {
  const first = await person()
  const second = await person(first.browser)
  for (const { email } of [first, second]) {
    await fail(5, email)
    expect((await signIn(email, PASSWORD, second.browser)).statusCode).toBe(201)
  }
  const ctx = { secrets: new KeyRing([newRingKey()]), now: () => new Date() }
  let cookie: string | undefined
  for (const email of ['a', 'b', 'c', 'd', 'e', 'e']) cookie = rememberBrowser(ctx, email, cookie)
  const known = ['a', 'b', 'c', 'd', 'e'].filter((email) => knownBrowser(ctx, email, cookie) !== undefined)
  expect(known).toEqual(['b', 'c', 'd', 'e'])
})

test('the cookie is for the server alone, says nothing of whose it is, and there is none without a key', async () => {
  const { email } = await person()
  const answer = await signIn(email, PASSWORD)
  const cookie = cookiesOf(answer).find((one) => one.startsWith('gacm_browser='))!
  expect(cookie).toContain('; HttpOnly')
  expect(cookie).toContain('; SameSite=Lax')
  expect(Buffer.from(cookie.split('.')[2]!, 'base64url').toString('latin1')).not.toContain(email)
  expect(cookiesOf(await signIn(email, 'wrong password')).join()).not.toContain('gacm_browser')
  const bare = { secrets: new KeyRing([]), now: () => new Date() }
  expect(rememberBrowser(bare, email, undefined)).toBeUndefined()
  expect(knownBrowser(bare, email, newSecret())).toBeUndefined()
})

test('gacm member unlock lets somebody try again at once, in their own browser too, and the log tells', async () => {
  const { email, browser } = await person()
  await Promise.all([fail(6, email), fail(6, email, browser)])
  expect((await signIn(email, PASSWORD, browser)).statusCode).toBe(429)
  expect(await gacm('member', 'unlock', email)).toBe(`${email} may try again at once.\n`)
  await expect(gacm('member', 'unlock', `${newId()}@example.com`)).rejects.toThrow('Nobody signs in as')
  expect((await signIn(email, PASSWORD, browser)).statusCode).toBe(201)
  expect((await signIn(email, PASSWORD)).statusCode).toBe(201)
  const { rows } = await owner.query<{ actor: string; detail: object }>(
    `select actor, detail from audit_log where action = 'member.unlock'`,
  )
  expect(rows).toEqual([{ actor: 'gacm member', detail: { email } }])
})

async function gacm(...args: string[]): Promise<string> {
  let printed = ''
  const write = vi
    .spyOn(process.stdout, 'write')
    .mockImplementation((text) => (printed += String(text)) !== '')
  vi.stubEnv('DATABASE_URL', asProgram(server.databaseUrl).url)
  try {
    await buildProgram().parseAsync(args, { from: 'user' })
    return printed
  } finally {
    write.mockRestore()
    vi.unstubAllEnvs()
  }
}
