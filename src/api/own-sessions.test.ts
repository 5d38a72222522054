import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemOf, send, startTestServer, type TestServer } from '../../test/server.ts'
import { newId } from '../base/ids.ts'
import type { SessionListItem } from '../contract/people.ts'
import { createSetUpLink } from '../domain/set-up.ts'

// What a person may do about their own sessions, and how guessing is slowed down.

const OWN = { host: 'gacm.test', origin: 'http://gacm.test' }
const PASSWORD = 'correct horse battery'
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

let server: TestServer
let twin: TestServer
let owner: pg.Client
beforeAll(async () => {
  server = await startTestServer({ signInsPerMinute: 10_000, trustProxy: '127.0.0.1' })
  // A second process on the same database.
  twin = await startTestServer({ signInsPerMinute: 10_000, trustProxy: '127.0.0.1' }, { db: server.ctx.db })
  owner = new pg.Client({ connectionString: server.databaseUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await twin.close()
  await server.close()
})

const cookieOf = (header: unknown): string => String(header).split(';')[0]!
let nextAddress = 1
const newAddress = (): string => `198.51.${Math.floor(nextAddress / 250)}.${(nextAddress++ % 250) + 1}`

async function person(): Promise<{ email: string; cookie: string }> {
  const workspace = await server.workspace()
  const email = `${newId()}@example.com`
  const token = await createSetUpLink(server.ctx, workspace.id)
  const answer = await send(server.app, 'POST /set-up', {
    body: { token, name: 'Ada', email, password: PASSWORD },
  })
  return { email, cookie: cookieOf(answer.headers['set-cookie']) }
}

const signIn = async (
  email: string,
  { password = PASSWORD, from = newAddress(), on = server, agent = FIREFOX } = {},
) =>
  await send(on.app, 'POST /session', {
    headers: { 'x-forwarded-for': from, 'user-agent': agent },
    body: { email, password },
  })
const ask = async (cookie: string, line: Parameters<typeof send>[1], body?: object) =>
  await send(server.app, line, { headers: { cookie, ...OWN }, ...(body === undefined ? {} : { body }) })
const listed = async (cookie: string): Promise<SessionListItem[]> =>
  (await ask(cookie, 'GET /sessions')).json<{ items: SessionListItem[] }>().items
const status = async (cookie: string): Promise<number> => (await ask(cookie, 'GET /session')).statusCode

describe('one’s own sessions', () => {
  test('are listed in words, with the one that asks marked', async () => {
    const { email, cookie } = await person()
    await signIn(email, { from: '203.0.113.77' })
    const safari =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1'
    await signIn(email, { from: '2001:db8:0:42::9', agent: safari })
    await signIn(email, { from: '::ffff:203.0.113.9', agent: `bad\u0007agent` })
    const items = await listed(cookie)
    const told = items.map(({ browser, address, current }) => [browser, address, current].join(', '))
    expect(new Set(told)).toEqual(
      new Set([
        'An unknown browser, this server, true',
        'Firefox on Linux, 203.0.113.*, false',
        'Safari on iPhone, 2001:db8:0:*, false',
        'An unknown browser, 203.0.113.*, false',
      ]),
    )
    expect(told).toHaveLength(4)
    const { rows } = await owner.query<{ row: string }>('select row_to_json(s)::text as row from sessions s')
    expect(rows.some(({ row }) => /203\.0\.113\.\d|::9|KHTML/.test(row))).toBe(false)
    const days = items.map(({ expiresAt }) => Math.round((Date.parse(expiresAt) - Date.now()) / 864e5))
    expect(new Set(days)).toEqual(new Set([7]))
  })

  test('204 ends one, or all the others; 404 for somebody else’s', async () => {
    const { email, cookie } = await person()
    const others = [await signIn(email), await signIn(email), await signIn(email)].map((answer) =>
      cookieOf(answer.headers['set-cookie']),
    )
    const stranger = await person()
    const [theirs] = await listed(stranger.cookie)
    expect((await ask(cookie, `DELETE /sessions/${theirs!.id}`)).statusCode).toBe(404)
    const [first] = (await listed(others[0]!)).filter(({ current }) => current)
    expect((await ask(cookie, `DELETE /sessions/${first!.id}`)).statusCode).toBe(204)
    expect([await status(others[0]!), await status(others[1]!)]).toEqual([401, 200])
    expect((await ask(cookie, 'DELETE /sessions')).statusCode).toBe(204)
    expect([await status(others[1]!), await status(others[2]!), await status(cookie)]).toEqual([
      401, 401, 200,
    ])
    expect(await status(stranger.cookie)).toBe(200)
  })

  test('an API key has none, and no password', async () => {
    const headers = await (await server.workspace()).as('admin')
    expect((await send(server.app, 'GET /sessions', { headers })).json()).toEqual({ items: [] })
    expect((await send(server.app, 'DELETE /sessions', { headers })).statusCode).toBe(204)
    const body = { currentPassword: PASSWORD, newPassword: 'another long password' }
    expect((await send(server.app, 'POST /session/password', { headers, body })).statusCode).toBe(403)
  })
})

describe('POST /session/password', () => {
  test('204 asks the old one, ends every session and opens a new one here', async () => {
    const { email, cookie } = await person()
    const elsewhere = cookieOf((await signIn(email)).headers['set-cookie'])
    const change = (currentPassword: string, newPassword: string) =>
      ask(cookie, 'POST /session/password', { currentPassword, newPassword })
    const wrong = await change('not the password', 'another long password')
    expect([wrong.statusCode, problemOf(wrong).errors[0]?.path]).toEqual([422, 'currentPassword'])
    expect((await change(PASSWORD, 'short')).statusCode).toBe(400)
    const easy = await change(PASSWORD, 'qwertyuiopasdf')
    expect([easy.statusCode, problemOf(easy).errors[0]?.path]).toEqual([422, 'newPassword'])
    const changed = await change(PASSWORD, 'another long password')
    expect(changed.statusCode).toBe(204)
    const renewed = cookieOf(changed.headers['set-cookie'])
    expect([await status(elsewhere), await status(cookie), await status(renewed)]).toEqual([401, 401, 200])
    expect((await signIn(email)).statusCode).toBe(401)
    expect((await signIn(email, { password: 'another long password' })).statusCode).toBe(201)
  })

  test('nothing of a password is kept for an Idempotency-Key', async () => {
    const { cookie } = await person()
    const headers = { cookie, ...OWN, 'idempotency-key': newId() }
    const body = { currentPassword: 'wrong', newPassword: 'another long password' }
    await send(server.app, 'POST /session/password', { headers, body })
    const kept = await owner.query('select 1 from idempotency_keys where key = $1', [
      headers['idempotency-key'],
    ])
    expect(kept.rowCount).toBe(0)
  })

  test('changed once when four change it at the same moment', async () => {
    const { cookie } = await person()
    const answers = await Promise.all(
      [1, 2, 3, 4].map((number) =>
        ask(cookie, 'POST /session/password', {
          currentPassword: PASSWORD,
          newPassword: `another long password ${number}`,
        }),
      ),
    )
    expect(answers.filter(({ statusCode }) => statusCode === 204)).toHaveLength(1)
  })
})

describe('guessing', () => {
  const shift = async (seconds: number) =>
    await owner.query(
      `update sign_in_limits set last_at = last_at - $1 * interval '1 second',
              blocked_until = blocked_until - $1 * interval '1 second'`,
      [seconds],
    )
  const waits = (answer: { headers: Record<string, unknown> }) => Number(answer.headers['retry-after'])
  const wrong = { password: 'wrong password' }

  test('an e-mail waits longer with every failure, wherever it comes from and whichever process it meets', async () => {
    const { email } = await person()
    for (let tries = 0; tries < 5; tries += 1)
      expect((await signIn(email, { ...wrong, on: tries % 2 === 0 ? server : twin })).statusCode).toBe(401)
    const seen: number[] = []
    for (let round = 0; round < 7; round += 1) {
      const refused = await signIn(email, { on: twin })
      const again = await signIn(` ${email.toUpperCase()}`)
      expect([refused.statusCode, again.statusCode]).toEqual([429, 429])
      expect(Math.abs(waits(refused) - waits(again)), 'asking does not make it longer').toBeLessThanOrEqual(1)
      // The clock of the server runs on meanwhile.
      seen.push(Math.ceil(waits(refused) / 10) * 10)
      await shift(waits(refused) + 1)
      expect((await signIn(email, wrong)).statusCode).toBe(401)
    }
    expect(seen).toEqual([30, 60, 120, 240, 480, 900, 900])
    await shift(901)
    expect((await signIn(email)).statusCode).toBe(201)
    for (let tries = 0; tries < 5; tries += 1) expect((await signIn(email, wrong)).statusCode).toBe(401)
    await shift(3_601)
    for (let tries = 0; tries < 5; tries += 1) expect((await signIn(email, wrong)).statusCode).toBe(401)
  })

  test('nobody can tell whether an e-mail is somebody’s', async () => {
    const { email } = await person()
    const answers = async (address: string) => {
      const seen: string[] = []
      for (let tries = 0; tries < 6; tries += 1) {
        const { requestId: _, ...problem } = problemOf(await signIn(address, wrong))
        seen.push(JSON.stringify(problem).replaceAll(/\d\d seconds/g, 'seconds'))
      }
      return seen
    }
    expect(await answers(email)).toEqual(await answers(`${newId()}@example.com`))
  })

  test('an address that tries many e-mails waits, in IPv6 with its whole network; success is not counted', async () => {
    const { email } = await person()
    for (let tries = 0; tries < 30; tries += 1)
      expect((await signIn(email, { from: '203.0.113.200' })).statusCode).toBe(201)
    const guess = async (from: string) =>
      (await signIn(`${newId()}@example.com`, { ...wrong, from })).statusCode
    for (let tries = 0; tries < 20; tries += 1)
      expect(await guess(`2001:db8:1:2:${tries.toString(16)}::1`)).toBe(401)
    expect(await guess('2001:db8:1:2:ffff::1')).toBe(429)
    expect(await guess('2001:db8:1:3::1')).toBe(401)
    expect((await signIn(email, { from: '2001:db8:1:2::5' })).statusCode).toBe(429)
    expect((await signIn(email)).statusCode).toBe(201)
  })

  test('of fifty wrong passwords at once five are looked at', async () => {
    const { email } = await person()
    const answers = await Promise.all(Array.from({ length: 50 }, () => signIn(email, wrong)))
    const statuses = answers.map(({ statusCode }) => statusCode)
    expect(statuses.filter((code) => code === 401)).toHaveLength(5)
    expect(statuses.filter((code) => code === 429)).toHaveLength(45)
  })

  test('the table forgets, and holds neither an address nor an e-mail', async () => {
    await owner.query(`update sign_in_limits set last_at = now() - interval '2 hours'`)
    for (let tries = 0; tries < 30; tries += 1) await signIn(`${newId()}@example.com`, wrong)
    const { rows } = await owner.query<{ old: number; row: string }>(
      `select count(*) filter (where last_at < now() - interval '1 hour')::integer as old,
              string_agg(row_to_json(l)::text, '') as row from sign_in_limits l`,
    )
    expect(rows[0]!.old).toBe(0)
    expect(rows[0]!.row).not.toMatch(/@|198\.51/)
  })
})
