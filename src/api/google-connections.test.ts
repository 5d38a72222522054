import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type ConnectionStage,
  consent,
  type Person,
  SERVED,
  startConnectionStage,
} from '../../test/connections.ts'
import { problemOf } from '../../test/server.ts'
import { newId } from '../base/ids.ts'
import type { GoogleConnection } from '../contract/google-connections.ts'
import type { Account } from '../contract/session.ts'

// Ways to Google Ads: how they are made, and what they reach, against the OAuth of a real emulator.

const UNITED_STATES = '1234567890'
const EUROPE = '2345678901'
const MANAGER = '9876543210'
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
const KEY_FILE = JSON.stringify({
  type: 'service_account',
  client_email: 'bot@project.iam.example',
  private_key: PEM,
  token_uri: 'http://169.254.169.254/token',
})

let stage: ConnectionStage
let served: Person
beforeAll(async () => {
  stage = await startConnectionStage()
  served = await stage.administrator(SERVED)
})
afterAll(async () => await stage.close())

describe('connecting by consent', () => {
  test('asks with PKCE and a state, for Google Ads and nothing else, and comes back to our page', async () => {
    const url = new URL(await stage.authorize(await stage.administrator()))
    expect(url.origin + url.pathname).toBe(`${stage.emulator.url}/o/oauth2/v2/auth`)
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      redirect_uri: 'http://gacm.test/connect/callback',
      scope: 'https://www.googleapis.com/auth/adwords',
      access_type: 'offline',
      prompt: 'consent',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/) as string,
      state: expect.stringMatching(/^[\w-]{43}$/) as string,
    })
    expect(url.search).not.toContain('developer')
  })

  test('what opens Google lies sealed in the database, and is in no answer', async () => {
    const ada = await stage.administrator()
    const made = await stage.connected(ada)
    expect(made).toMatchObject({ kind: 'OAUTH', state: 'CONNECTED', access: 'FULL', accounts: 0 })
    const token = await stage.refreshTokenOf(made.id)
    expect(token).toMatch(/^1\/\//)
    const { rows } = await stage.owner.query<{ row: string }>(
      `select to_jsonb(c)::text as row from google_connections c
       union all select to_jsonb(c)::text from google_consents c
       union all select to_jsonb(a)::text from audit_log a`,
    )
    expect(rows.filter(({ row }) => row.includes(token))).toEqual([])
    expect((await stage.ask(ada, 'GET /google-connections')).body).not.toContain(token)
  })

  test('an answer is taken once, and none that nobody asked for', async () => {
    const ada = await stage.administrator()
    const back = await consent(await stage.authorize(ada))
    const forged = await stage.ask(ada, 'POST /google-connections/finish', { ...back, state: 'x'.repeat(43) })
    expect([forged.statusCode, problemOf(forged).code]).toEqual([422, 'unknown_state'])
    expect((await stage.ask(ada, 'POST /google-connections/finish', back)).statusCode).toBe(201)
    expect((await stage.ask(ada, 'POST /google-connections/finish', back)).statusCode).toBe(422)
    expect(await stage.listed(ada)).toHaveLength(1)
  })

  test('of two answers at once one is taken', async () => {
    const ada = await stage.administrator()
    const back = await consent(await stage.authorize(ada))
    const answers = await Promise.all(
      [1, 2].map(() => stage.ask(ada, 'POST /google-connections/finish', back)),
    )
    expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([201, 422])
  })

  test('nobody brings the answer to somebody else’s question', async () => {
    const ada = await stage.administrator()
    const eve = await stage.colleague(ada)
    const back = await consent(await stage.authorize(ada))
    expect((await stage.ask(eve, 'POST /google-connections/finish', back)).statusCode).toBe(422)
    expect(await stage.listed(eve)).toEqual([])
    expect((await stage.ask(ada, 'POST /google-connections/finish', back)).statusCode).toBe(201)
  })

  test('a code of another question is refused by Google: the verifier is not its own', async () => {
    const ada = await stage.administrator()
    const mine = await consent(await stage.authorize(ada))
    const other = await consent(await stage.authorize(ada, { name: 'Other' }))
    const answer = await stage.ask(ada, 'POST /google-connections/finish', {
      state: mine['state'],
      code: other['code'],
    })
    expect(answer.statusCode).toBe(422)
    expect(await stage.listed(ada)).toEqual([])
  })

  test('after ten minutes no answer is taken', async () => {
    const ada = await stage.administrator()
    const back = await consent(await stage.authorize(ada))
    await stage.owner.query(
      `update google_consents set created_at = created_at - interval '11 minutes', expires_at = expires_at - interval '11 minutes'
        where workspace_id = $1`,
      [ada.workspace.id],
    )
    expect((await stage.ask(ada, 'POST /google-connections/finish', back)).statusCode).toBe(422)
  })

  test('who does not agree is told so', async () => {
    const ada = await stage.administrator()
    const back = await consent(await stage.authorize(ada), { login_hint: 'deny' })
    const answer = await stage.ask(ada, 'POST /google-connections/finish', back)
    expect([answer.statusCode, problemOf(answer).detail]).toEqual([422, expect.stringMatching(/not agreed/)])
  })

  test('a key is no person, and only administrators connect', async () => {
    const { workspace } = await stage.administrator()
    const key = { headers: { ...(await workspace.as('admin')) } }
    const byKey = await stage.ask(key, 'POST /google-connections/authorize', { name: 'X' })
    expect(byKey.statusCode).toBe(403)
    const publisher = { headers: { ...(await workspace.as('publisher')) } }
    for (const [line, body] of [
      ['POST /google-connections/authorize', { name: 'X' }],
      ['POST /google-connections/service-account', { name: 'X', keyFile: KEY_FILE }],
      [`POST /google-connections/${newId()}/disconnect`, undefined],
    ] as const)
      expect((await stage.ask(publisher, line, body)).statusCode, line).toBe(403)
    const list = await stage.ask(publisher, 'GET /google-connections')
    expect(list.json<{ actions: { allowed: boolean }[] }>().actions.every(({ allowed }) => !allowed)).toBe(
      true,
    )
  })
})

describe('connecting by the key of a service account', () => {
  test('works, and the address in the file is passed over', async () => {
    const ada = await stage.administrator()
    const body = { name: 'Robot', keyFile: KEY_FILE }
    const answer = await stage.ask(ada, 'POST /google-connections/service-account', body)
    expect(answer.statusCode, answer.body).toBe(201)
    const { id, kind } = answer.json<GoogleConnection>()
    expect(kind).toBe('SERVICE_ACCOUNT')
    expect(await stage.checksOf(ada, id)).toEqual({
      SECRET: 'MET',
      SIGN_IN: 'MET',
      API: 'MET',
      ACCOUNTS: 'MET',
      CHANGES: 'NOT_CHECKED',
    })
  })

  test.each([
    ['nonsense', 'not JSON'],
    [
      JSON.stringify({ type: 'authorized_user', client_email: 'a@b.example', private_key: PEM }),
      'another type',
    ],
    [JSON.stringify({ type: 'service_account', client_email: 'a@b.example', private_key: 'PEM' }), 'no key'],
  ])('refuses a file that is none: %#', async (keyFile) => {
    const ada = await stage.administrator()
    const answer = await stage.ask(ada, 'POST /google-connections/service-account', { name: 'X', keyFile })
    expect([answer.statusCode, problemOf(answer).errors?.[0]?.path]).toEqual([422, 'keyFile'])
    expect(answer.body).not.toContain('BEGIN')
  })

  test('two connections of one name are refused, naming the field', async () => {
    const ada = await stage.administrator()
    const body = { name: 'Robot', keyFile: KEY_FILE }
    await stage.ask(ada, 'POST /google-connections/service-account', body)
    const again = await stage.ask(ada, 'POST /google-connections/service-account', body)
    expect([again.statusCode, problemOf(again).errors?.[0]?.path]).toEqual([409, 'name'])
  })
})

describe('what a connection reaches', () => {
  test('accounts below managers, which are connected through it, and change over to it', async () => {
    const ada = served
    const { id } = await stage.connected(ada)
    const { items } = (await stage.ask(ada, `GET /google-connections/${id}/accounts`)).json<{
      items: { customerId: string; loginCustomerId: string | null; connected: boolean }[]
    }>()
    expect(items.find(({ customerId }) => customerId === EUROPE)).toMatchObject({
      loginCustomerId: MANAGER,
      connected: false,
    })
    expect(items.map(({ customerId }) => customerId)).not.toContain(MANAGER)
    const wanted = { customerId: EUROPE, loginCustomerId: MANAGER }
    const first = await stage.ask(ada, 'POST /accounts', wanted)
    expect(first.json<Account>().connection).toBeNull()
    const moved = await stage.ask(ada, 'POST /accounts', { ...wanted, connectionId: id })
    expect(moved.json<Account>()).toMatchObject({
      id: first.json<Account>().id,
      connection: { id, access: 'FULL', state: 'CONNECTED' },
    })
    expect((await stage.listed(ada))[0]!.accounts).toBe(1)
  })

  test('403 for whoever may connect no account, in the words that the list of accounts has for it', async () => {
    const ada = served
    const wanted = { customerId: UNITED_STATES, loginCustomerId: MANAGER }
    for (const [headers, allowed] of [
      [await ada.workspace.as('publisher'), false],
      [ada.headers, true],
    ] as const) {
      const list = (await stage.ask({ headers }, 'GET /accounts')).json<{ actions: object[] }>()
      const answer = await stage.ask({ headers }, 'POST /accounts', wanted)
      const reason = allowed ? null : problemOf(answer).detail
      expect(answer.statusCode).toBe(allowed ? 201 : 403)
      expect(list.actions).toEqual([{ action: 'connect', allowed, reason }])
    }
  })

  test('404 for a connection of another workspace, wherever it is named', async () => {
    const [ada, eve] = [await stage.administrator(), await stage.administrator()]
    const { id } = await stage.connected(ada)
    for (const [line, body] of [
      [`POST /google-connections/${id}/check`, undefined],
      [`POST /google-connections/${id}/disconnect`, undefined],
      [`GET /google-connections/${id}/accounts`, undefined],
      ['POST /accounts', { customerId: EUROPE, loginCustomerId: MANAGER, connectionId: id }],
      ['POST /google-connections/authorize', { name: 'X', connectionId: id }],
    ] as const)
      expect((await stage.ask(eve, line, body)).statusCode, line).toBe(404)
    const edit = await stage.ask(
      eve,
      `PATCH /google-connections/${id}`,
      { name: 'Mine' },
      { 'if-match': '"1"' },
    )
    expect(edit.statusCode).toBe(404)
  })
})
