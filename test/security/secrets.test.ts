import { generateKeyPairSync } from 'node:crypto'
import { TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, newSecret } from '../../src/base/ids.ts'
import { createLog } from '../../src/base/log.ts'
import type { Plan } from '../../src/contract/publication.ts'
import { GoogleAds } from '../../src/google/google-ads.ts'
import { IdentityProvider } from '../../src/domain/identity-provider.ts'
import { findReviewLinkKey } from '../../src/store/review-links.ts'
import { completeBody } from '../campaigns.ts'
import { type ConnectionStage, consent, type Person, SERVED, startConnectionStage } from '../connections.ts'
import { type LocalProvider, startIdentityProvider } from '../identity-provider.ts'
import { send } from '../server.ts'
import { everyRow } from './every-row.ts'

// Every kind of secret goes through its door, rightly and wrongly, with the log at its most talkative: none of them stands in the log,
// in the body of an error, in any table (the log of deeds among them) or in the metrics.

const OWN = { host: 'gacm.test', origin: 'http://gacm.test' }
const RETURN = 'http://gacm.test/sign-in/return'
const PASSWORD = 'correct horse battery'
const settings = { clientSecret: `client-${newSecret()}`, refreshToken: `refresh-${newSecret()}` }
const lines: string[] = []
/** What an answer that was no success said. */
const refusals: string[] = []
const secrets = new Map<string, string>()

let provider: LocalProvider
let stage: ConnectionStage
let ada: Person
beforeAll(async () => {
  provider = await startIdentityProvider(RETURN)
  stage = await startConnectionStage((url) => ({
    log: createLog('trace', { write: (line) => void lines.push(line) }),
    provider: new IdentityProvider(provider.config),
    google: new GoogleAds(
      {
        baseUrl: url,
        tokenUrl: `${url}/token`,
        apiVersion: 'v25',
        workspace: SERVED,
        clientId: 'test',
        loginCustomerId: undefined,
        ...settings,
      },
      { timeoutMs: 5_000 },
    ),
  }))
  ada = await stage.administrator(SERVED)
  for (const [name, value] of Object.entries(settings)) secrets.set(`settings: ${name}`, value)
  secrets.set('client secret of the provider', provider.config.clientSecret)
})
afterAll(async () => {
  await stage.close()
  await provider.close()
})

type Answer = Awaited<ReturnType<typeof send>>
function heard(answer: Answer): Answer {
  if (answer.statusCode >= 400) refusals.push(`${answer.body}\n${JSON.stringify(answer.headers)}`)
  return answer
}
/** Asks as Ada; `status` is what has to come. */
async function ask(status: number, line: Parameters<typeof send>[1], body?: object): Promise<Answer> {
  const answer = heard(await stage.ask(ada, line, body))
  expect([line, answer.statusCode, answer.body]).toEqual([line, status, expect.any(String)])
  return answer
}
async function outside(status: number, line: Parameters<typeof send>[1], body: object, cookie = '') {
  const headers = { ...OWN, ...(cookie === '' ? {} : { cookie }) }
  const answer = heard(await send(stage.server.app, line, { headers, body }))
  expect([line, answer.statusCode, answer.body]).toEqual([line, status, expect.any(String)])
  return answer
}
const cookieOf = (answer: Answer, name: string): string => {
  const found = answer.cookies.find((one) => one.name === name && one.value !== '')!
  secrets.set(`cookie ${name} ${secrets.size}`, found.value)
  return `${name}=${found.value}`
}

test('the code, the state and the tokens of a Google login', async () => {
  const body = { name: 'Ours' }
  const address = new URL(
    (await ask(200, 'POST /google-connections/authorize', body)).json<{ url: string }>().url,
  )
  const back = await consent(address.href)
  secrets.set('state of Google', back['state']!)
  secrets.set('code of Google', back['code']!)
  await ask(422, 'POST /google-connections/finish', { ...back, state: `${back['state']!.slice(0, -4)}AAAA` })
  const made = await ask(201, 'POST /google-connections/finish', back)
  secrets.set('refresh token', await stage.refreshTokenOf(made.json<{ id: string }>().id))
  await ask(422, 'POST /google-connections/finish', back)
  const again = await consent(await stage.authorize(ada))
  secrets.set('another state of Google', again['state']!)
  const wrong = { ...again, code: `made-up-${newSecret()}` }
  secrets.set('wrong code of Google', wrong.code)
  const refused = heard(await stage.ask(ada, 'POST /google-connections/finish', wrong))
  expect(refused.statusCode).toBeGreaterThanOrEqual(400)
})

test('the key of a service account', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  secrets.set('key of a service account', pem.split('\n')[3]!)
  const file = { type: 'service_account', client_email: 'bot@project.example', private_key: pem }
  const line = 'POST /google-connections/service-account'
  const { id } = (await ask(201, line, { name: 'Robot', keyFile: JSON.stringify(file) })).json<{
    id: string
  }>()
  await ask(422, line, { name: 'Robot', keyFile: JSON.stringify({ ...file, type: 'authorized_user' }) })
  await ask(422, line, { name: 'Robot', keyFile: `${JSON.stringify(file)}}` })
  await ask(409, line, { name: 'Robot', keyFile: JSON.stringify(file) })
  heard(await stage.ask(ada, `POST /google-connections/${id}/check`))
})

test('the code, the state and the nonce of an identity provider', async () => {
  const begun = await outside(201, 'POST /session/provider', {})
  const address = new URL(begun.json<{ url: string }>().url)
  for (const name of ['state', 'nonce'])
    secrets.set(`${name} of the provider`, address.searchParams.get(name)!)
  const person = { sub: newId(), email: `${newId()}@example.com`, email_verified: true, name: 'Nobody here' }
  provider.people.set(person.sub, person)
  const back = await provider.visit(address.href, person.sub)
  secrets.set('code of the provider', back['code']!)
  const cookie = cookieOf(begun, 'gacm_sign_in')
  heard(await send(stage.server.app, 'POST /session/provider/return', { headers: OWN, body: back }))
  await outside(403, 'POST /session/provider/return', back, cookie)
  await outside(401, 'POST /session/provider/return', back, cookie)
})

test('the token of a review link', async () => {
  const actor = { ...OWNER, workspaceId: ada.workspace.id }
  const over = { accountId: ada.workspace.accountId }
  const body = await completeBody(stage.server.ctx, actor, over)
  const { id } = (await ask(201, 'POST /campaigns', body)).json<{ id: string }>()
  const { hash } = (await ask(200, `GET /campaigns/${id}/plan`)).json<Plan>()
  await ask(200, 'POST /approval-policies', { number: 0, approvals: 1 })
  const request = await ask(201, `POST /campaigns/${id}/approval-requests`, { planHash: hash })
  const made = await ask(201, `POST /approvals/${request.json<{ id: string }>().id}/links`, { name: 'Dora' })
  const token = made.json<{ path: string }>().path.split('token=')[1]!
  secrets.set('review link', token.slice(-40))
  const again = await ask(200, `POST /review-links/${made.json<{ link: { id: string } }>().link.id}/path`)
  expect(again.json<{ path: string }>().path).toBe(made.json<{ path: string }>().path)
  const { ctx } = stage.server
  const { workspaceId } = actor
  const sealed = await ctx.db.transaction({ workspaceId }, (tx) => findReviewLinkKey(tx, workspaceId))
  secrets.set('key of review links', ctx.secrets.open(sealed!, `review_link_keys.sealed:${workspaceId}`))
  await outside(200, 'POST /reviews/open', { token })
  await outside(200, 'POST /reviews/comment', { token, body: 'Why?' })
  await outside(404, 'POST /reviews/image', { token, assetId: newId() })
  heard(await send(stage.server.app, 'POST /reviews/approve', { body: { token, planHash: 'a'.repeat(64) } }))
  for (const line of ['POST /reviews/open', 'POST /reviews/approve'] as const)
    heard(await send(stage.server.app, line, { body: { token: `${token}x`, planHash: hash } }))
  heard(await send(stage.server.app, 'POST /reviews/open', { body: { token, more: token } }))
})

test('what an app makes codes of, recovery codes, and links for a new password', async () => {
  const email = `${newId()}@example.com`
  const invited = await ask(201, 'POST /invitations', { email, role: 'editor' })
  const token = invited.json<{ link: string }>().link.split('token=')[1]!
  secrets.set('link of an invitation', token.slice(-43))
  await outside(422, 'POST /invitations/accept', { token, name: 'Grace', password: 'password1234' })
  const joined = await outside(201, 'POST /invitations/accept', { token, name: 'Grace', password: PASSWORD })
  await outside(422, 'POST /invitations/open', { token })
  const grace = cookieOf(joined, 'gacm_session')
  secrets.set('known browser', cookieOf(joined, 'gacm_browser').split('.')[2]!)
  const begun = await outside(201, 'POST /sign-in-methods/totp', {}, grace)
  const { secret } = begun.json<{ secret: string }>()
  secrets.set('key of an app', secret)
  await outside(422, 'POST /sign-in-methods/totp/confirm', { code: '000000' }, grace)
  const code = new TOTP({ secret }).generate()
  const confirmed = await outside(201, 'POST /sign-in-methods/totp/confirm', { code }, grace)
  for (const one of confirmed.json<{ recoveryCodes: string[] }>().recoveryCodes)
    secrets.set(`recovery ${one}`, one)
  const { items } = (await ask(200, 'GET /members')).json<{ items: { id: string; email: string }[] }>()
  const member = items.find((one) => one.email === email)!
  const reset = await ask(201, `POST /members/${member.id}/password-reset`)
  const link = reset.json<{ link: string }>().link.split('token=')[1]!
  secrets.set('link for a new password', link.slice(-43))
  const chosen = `chosen ${newSecret()}`
  secrets.set('new password', chosen)
  await outside(422, 'POST /password-resets', { token: link, newPassword: 'qwertyuiopasdf' })
  await outside(204, 'POST /password-resets', { token: link, newPassword: chosen })
  await outside(422, 'POST /password-resets', { token: link, newPassword: chosen })
  const wrong = `wrong ${newSecret()}`
  secrets.set('wrong password', wrong)
  await outside(401, 'POST /session', { email, password: wrong })
  const question = cookieOf(await outside(201, 'POST /session', { email, password: chosen }), 'gacm_sign_in')
  await outside(422, 'POST /session/second-factor', { code: 'WRNG-CODE-WRNG-CODE' }, question)
})

test('an API key, in the header and where it does not belong', async () => {
  const { key } = (await ask(201, 'POST /api-keys', { name: 'k', role: 'viewer' })).json<{ key: string }>()
  secrets.set('API key', key.slice(-40))
  for (const authorization of [`Bearer ${key}`, `Bearer ${key}x`, `Basic ${key}`, key])
    heard(await send(stage.server.app, 'GET /session', { headers: { authorization } }))
  heard(await send(stage.server.app, 'GET /campaigns', { headers: { authorization: `Bearer ${key}x` } }))
  heard(
    await send(stage.server.app, `GET /campaigns?key=${key}`, {
      headers: { authorization: `Bearer ${key}` },
    }),
  )
  heard(
    await send(stage.server.app, `GET /campaigns/${key}`, { headers: { authorization: `Bearer ${key}` } }),
  )
})

test('are nowhere to be found afterwards', async () => {
  const metrics = await stage.server.app.inject({ url: '/metrics', remoteAddress: '127.0.0.1' })
  expect(metrics.statusCode).toBe(200)
  const places = {
    log: lines.join('\n'),
    refusals: refusals.join('\n'),
    tables: await everyRow(stage.server.databaseUrl),
    metrics: metrics.body,
  }
  expect(secrets.size).toBeGreaterThan(30)
  for (const [name, value] of secrets) expect([name, value.length > 11]).toEqual([name, true])
  for (const place of ['log', 'refusals', 'tables', 'metrics'] as const)
    expect(places[place].length).toBeGreaterThan(500)
  const found = Object.entries(places).flatMap(([place, text]) =>
    [...secrets].filter(([, value]) => text.includes(value)).map(([name]) => `${name} in ${place}`),
  )
  expect(found).toEqual([])
})

const OWNER = {
  role: 'admin',
  accounts: null,
  name: 'ann@example.com',
  userId: null,
  door: 'api',
  requestId: null,
} as const
