import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startEmulator } from './server.ts'
import { CUSTOMER, errorsOf, MANAGER, type Reply, startTestClient, TestClient } from './testing/client.ts'

const mutatePath = `/v25/customers/${CUSTOMER}/googleAds:mutate`
let client: TestClient

beforeAll(async () => {
  client = await startTestClient()
})
afterAll(() => client.emulator.close())
beforeEach(() => client.emulator.control.reset())

const createLabel = (name: string): Promise<Reply> => client.create('label', { name })
const control = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
): Promise<Reply> =>
  client.send(method, `/_emulator${path}`, body === undefined ? undefined : JSON.stringify(body), headers)

describe('sign-in', () => {
  const token = (form: Record<string, string>): Promise<Reply> =>
    client.send('POST', '/token', new URLSearchParams(form).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
    })
  const who = { client_id: 'a', client_secret: 'b' }

  test('gives an access token for a refresh token', async () => {
    const { status, body } = await token({ ...who, grant_type: 'refresh_token', refresh_token: 'x' })
    expect([status, body.expires_in, body.token_type, body.refresh_token]).toEqual([
      200,
      3599,
      'Bearer',
      undefined,
    ])
  })

  const verifier = 'v'.repeat(43)
  const asked = {
    client_id: 'a',
    redirect_uri: 'http://127.0.0.1:1/back',
    response_type: 'code',
    scope: 'openid https://www.googleapis.com/auth/adwords',
    access_type: 'offline',
    state: 's1',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }
  const consent = (over: Record<string, string> = {}): Promise<Response> =>
    fetch(
      `${client.emulator.url}/o/oauth2/v2/auth?${new URLSearchParams({ ...asked, ...over }).toString()}`,
      {
        redirect: 'manual',
      },
    )
  const codeOf = async (over: Record<string, string> = {}): Promise<string> =>
    new URL((await consent(over)).headers.get('location')!).searchParams.get('code')!
  const traded = (code: string, over: Record<string, string> = {}): Promise<Reply> =>
    token({
      ...who,
      grant_type: 'authorization_code',
      code,
      redirect_uri: asked.redirect_uri,
      code_verifier: verifier,
      ...over,
    })

  test('gives a refresh token for a code, by way of the consent page, once', async () => {
    const answer = await consent()
    const back = new URL(answer.headers.get('location')!)
    expect([answer.status, back.origin, back.searchParams.get('state')]).toEqual([
      302,
      'http://127.0.0.1:1',
      's1',
    ])
    const code = back.searchParams.get('code')!
    const { body } = await traded(code)
    expect(body.refresh_token).toMatch(/^1\/\//)
    expect((await traded(code)).body.error).toBe('invalid_grant')
  })

  test('a code is good for nobody else', async () => {
    const code = await codeOf()
    expect((await traded(code, { code_verifier: 'w'.repeat(43) })).body.error).toBe('invalid_grant')
    expect((await traded(code, { redirect_uri: 'http://127.0.0.1:1/other' })).body.error).toBe(
      'redirect_uri_mismatch',
    )
    expect((await traded(code, { client_id: 'other' })).body.error).toBe('invalid_grant')
    expect((await traded('4/emulator')).body.error).toBe('invalid_grant')
    expect((await traded(code)).status).toBe(200)
  })

  test('without offline access there is no refresh token, and who does not agree gets no code', async () => {
    expect((await traded(await codeOf({ access_type: 'online' }))).body.refresh_token).toBeUndefined()
    const denied = new URL((await consent({ login_hint: 'deny' })).headers.get('location')!)
    expect([denied.searchParams.get('error'), denied.searchParams.get('code')]).toEqual([
      'access_denied',
      null,
    ])
  })

  test.each([
    [{ scope: 'openid' }, 400],
    [{ response_type: 'token' }, 400],
    [{ code_challenge_method: 'plain' }, 400],
    [{ redirect_uri: 'javascript:alert(1)' }, 400],
    [{ client_id: '' }, 401],
  ])('the consent page refuses %j', async (over, status) => {
    expect((await consent(over)).status).toBe(status)
  })

  test('a refresh token that is revoked gives nothing any more, and neither do its access tokens', async () => {
    const { body } = await traded(await codeOf())
    const revoke = (): Promise<Reply> =>
      client.send('POST', '/revoke', new URLSearchParams({ token: body.refresh_token }).toString(), {
        'content-type': 'application/x-www-form-urlencoded',
      })
    expect((await revoke()).status).toBe(200)
    expect((await revoke()).body.error).toBe('invalid_token')
    const again = await token({ ...who, grant_type: 'refresh_token', refresh_token: body.refresh_token })
    expect(again.body.error).toBe('invalid_grant')
    const reply = await client.send('GET', '/v25/customers:listAccessibleCustomers', undefined, {
      authorization: `Bearer ${body.access_token}`,
    })
    expect(reply.status).toBe(401)
  })

  test('a service account gets a token for its assertion', async () => {
    const now = Math.floor(Date.now() / 1000)
    const claims = {
      iss: 'bot@project.iam.example',
      scope: 'https://www.googleapis.com/auth/adwords',
      aud: 'x',
      iat: now,
      exp: now + 3600,
    }
    const ask = (over: object, alg = 'RS256'): Promise<Reply> => {
      const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
      const assertion = `${part({ alg, typ: 'JWT' })}.${part({ ...claims, ...over })}.c2ln`
      return token({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion })
    }
    expect((await ask({})).status).toBe(200)
    expect((await ask({ scope: 'openid' })).body.error).toBe('invalid_scope')
    expect((await ask({ exp: now + 7200 })).body.error).toBe('invalid_grant')
    expect((await ask({ exp: now - 3000, iat: now - 6000 })).body.error).toBe('invalid_grant')
    expect((await ask({}, 'none')).body.error).toBe('invalid_grant')
  })

  test.each([
    [{ ...who, grant_type: 'refresh_token', refresh_token: 'revoked' }, 400, 'invalid_grant'],
    [{ ...who, grant_type: 'refresh_token' }, 400, 'invalid_request'],
    [{ grant_type: 'refresh_token', refresh_token: 'x' }, 401, 'invalid_client'],
    [{ ...who, grant_type: 'password' }, 400, 'unsupported_grant_type'],
  ])('refuses %j', async (form, status, error) => {
    const reply = await token(form)
    expect([reply.status, reply.body.error]).toEqual([status, error])
  })

  test.each([
    ['', 'OAUTH_TOKEN_HEADER_INVALID'],
    ['Bearer nonsense', 'OAUTH_TOKEN_INVALID'],
    ['Bearer ya29.e30.AAAA', 'OAUTH_TOKEN_INVALID'],
  ])('401 for the header "%s"', async (authorization, code) => {
    const reply = await client.send('GET', '/v25/customers:listAccessibleCustomers', undefined, {
      authorization,
    })
    expect([reply.status, reply.body.error.status, errorsOf(reply)]).toEqual([
      401,
      'UNAUTHENTICATED',
      [`authenticationError.${code}`],
    ])
  })

  test('401 after an hour, and once the refresh token is revoked', async () => {
    const other = new TestClient(client.emulator)
    await other.signIn('mine')
    expect((await other.search('SELECT customer.id FROM customer')).status).toBe(200)
    client.emulator.control.revokeToken('mine')
    expect(errorsOf(await other.search('SELECT customer.id FROM customer'))).toEqual([
      'authenticationError.OAUTH_TOKEN_REVOKED',
    ])
    client.emulator.control.advanceClock(3_599_000)
    expect(errorsOf(await client.search('SELECT customer.id FROM customer'))).toEqual([
      'authenticationError.OAUTH_TOKEN_EXPIRED',
    ])
  })
})

describe('access', () => {
  const query = (customerId: string, login?: string): Promise<Reply> =>
    client.post(
      `/v25/customers/${customerId}/googleAds:search`,
      { query: 'SELECT customer.id FROM customer' },
      login === undefined ? {} : { 'login-customer-id': login },
    )

  test('lists the accounts that the user reaches directly', async () => {
    const { body } = await client.send('GET', '/v25/customers:listAccessibleCustomers', undefined)
    expect(body).toEqual({ resourceNames: [`customers/${MANAGER}`, `customers/${CUSTOMER}`] })
  })

  test.each([
    ['2345678901', undefined, 403, 'authorizationError.USER_PERMISSION_DENIED'],
    ['2345678901', CUSTOMER, 403, 'authorizationError.USER_PERMISSION_DENIED'],
    ['2345678901', '12', 400, 'headerError.INVALID_LOGIN_CUSTOMER_ID'],
    ['1111111111', MANAGER, 401, 'authenticationError.CUSTOMER_NOT_FOUND'],
    ['123-456-7890', undefined, 400, 'requestError.INVALID_CUSTOMER_ID'],
  ])('%s through %s is refused', async (customerId, login, status, code) => {
    const reply = await query(customerId, login)
    expect([reply.status, errorsOf(reply)]).toEqual([status, [code]])
  })

  test('goes through the manager, also where it could be direct', async () => {
    expect((await query('2345678901', MANAGER)).status).toBe(200)
    expect((await query(CUSTOMER, MANAGER)).status).toBe(200)
    expect((await query(CUSTOMER)).status).toBe(200)
  })

  test('a suspended account takes no changes, and a manager holds no campaigns', async () => {
    await control('POST', '/accounts', { id: CUSTOMER, status: 'SUSPENDED' })
    expect(errorsOf(await createLabel('x'))).toEqual([
      'authorizationError.ACTION_NOT_PERMITTED_FOR_SUSPENDED_ACCOUNT',
    ])
    const reply = await client.post(`/v25/customers/${MANAGER}/campaigns:mutate`, {
      operations: [{ create: { name: 'x' } }],
    })
    expect(errorsOf(reply)).toEqual(['requestError.CANNOT_BE_EXECUTED_BY_MANAGER_ACCOUNT'])
  })
})

describe('addresses', () => {
  test.each([
    ['v23', 200],
    ['v26', 200],
    ['v22', 400],
    ['v27', 404],
    ['vx', 404],
  ])('version %s answers %i', async (version, status) => {
    const reply = await client.post(`/${version}/customers/${CUSTOMER}/googleAds:search`, {
      query: 'SELECT customer.id FROM customer',
    })
    expect(reply.status).toBe(status)
    if (status === 400) expect(errorsOf(reply)).toEqual(['requestError.UNSUPPORTED_VERSION'])
  })

  test.each([
    ['GET', mutatePath],
    ['POST', `/v25/customers/${CUSTOMER}/unicorns:mutate`],
    ['POST', `/v25/customers/${CUSTOMER}/googleAds:explode`],
    ['POST', '/'],
  ])('404 for %s %s', async (method, path) => {
    const reply = await client.send(method, path, undefined)
    expect([reply.status, reply.body.error.status]).toEqual([404, 'NOT_FOUND'])
  })

  test('every answer has a request id of its own', async () => {
    const a = await createLabel('a')
    const b = await createLabel('a')
    expect(a.requestId).toMatch(/^[\w-]{20,}$/)
    expect(b.body.error.details[0].requestId).toBe(b.requestId)
    expect(b.requestId).not.toBe(a.requestId)
  })
})

describe('payloads', () => {
  const at = "'mutate_operations[0].campaign_operation.create"
  test.each([
    ['{"mutateOperations": [', 'Invalid JSON payload received. Unexpected token.'],
    ['{"colour": 1}', 'Invalid JSON payload received. Unknown name "colour": Cannot find field.'],
    [
      '{"__proto__": {"validateOnly": true}}',
      'Invalid JSON payload received. Unknown name "__proto__": Cannot find field.',
    ],
    [
      JSON.stringify({ mutateOperations: [{ campaignOperation: { create: { colour: 1 } } }] }),
      `Invalid JSON payload received. Unknown name "colour" at ${at}': Cannot find field.`,
    ],
    [
      '{"mutateOperations": [{"campaignOperation": {"create": {"__proto__": {"name": "x"}}}}]}',
      `Invalid JSON payload received. Unknown name "__proto__" at ${at}': Cannot find field.`,
    ],
    [
      JSON.stringify({ mutateOperations: [{ campaignOperation: { create: { name: 5 } } }] }),
      `Invalid value at ${at}.name' (TYPE_STRING), 5`,
    ],
    [
      JSON.stringify({ mutateOperations: [{ campaignOperation: { create: { status: 'ON' } } }] }),
      `Invalid value at ${at}.status' (type.googleapis.com/google.ads.googleads.v25.enums.CampaignStatusEnum.CampaignStatus), "ON"`,
    ],
    [
      JSON.stringify({
        mutateOperations: [
          { campaignOperation: { create: { maximizeConversions: { targetCpaMicros: 1.5 } } } },
        ],
      }),
      `Invalid value at ${at}.maximize_conversions.target_cpa_micros' (TYPE_INT64), 1.5`,
    ],
    [
      JSON.stringify({ mutateOperations: [{ campaignOperation: { create: { name: ['x'] } } }] }),
      `Invalid JSON payload received. Unknown name "name" at ${at}.name': Proto field is not repeating, cannot start list.`,
    ],
    [
      JSON.stringify({
        mutateOperations: [{ campaignOperation: { create: { manualCpc: {}, targetSpend: {} } } }],
      }),
      `Invalid value at ${at}' (oneof), oneof field 'campaign_bidding_strategy' is already set. Cannot set 'targetSpend'`,
    ],
    [
      JSON.stringify({
        mutateOperations: [{ campaignBudgetOperation: { create: { amountMicros: '9223372036854775808' } } }],
      }),
      `Invalid value at 'mutate_operations[0].campaign_budget_operation.create.amount_micros' (TYPE_INT64), "9223372036854775808"`,
    ],
  ])('%s', async (body, message) => {
    const reply = await client.send('POST', mutatePath, body)
    expect([reply.status, reply.body.error.message]).toEqual([400, message])
    expect(reply.body.error.details[0]['@type']).toBe('type.googleapis.com/google.rpc.BadRequest')
  })

  test('names may be written in either spelling, and null is nothing', async () => {
    const reply = await client.post(mutatePath, {
      mutate_operations: [{ label_operation: { create: { name: 'x', text_label: null } } }],
    })
    expect(reply.status).toBe(200)
  })

  test('above 12 MB are refused', async () => {
    const reply = await client.post(mutatePath, { mutateOperations: [], x: 'x'.repeat(12 * 1024 * 1024) })
    expect([reply.status, errorsOf(reply)]).toEqual([413, ['sizeLimitError.REQUEST_SIZE_LIMIT_EXCEEDED']])
  })
})

test('geo targets are suggested by name, with what they lie in', async () => {
  const { body } = await client.post('/v25/geoTargetConstants:suggest', {
    locationNames: { names: ['lond'] },
    countryCode: 'GB',
  })
  const [first] = body.geoTargetConstantSuggestions
  expect(first).toMatchObject({
    searchTerm: 'lond',
    geoTargetConstant: { id: '1006886', canonicalName: 'London,England,United Kingdom' },
  })
  expect(first.geoTargetConstantParents.map(({ name }: { name: string }) => name)).toEqual([
    'England',
    'United Kingdom',
  ])
  expect(errorsOf(await client.post('/v25/geoTargetConstants:suggest', {}))).toEqual([
    'geoTargetConstantSuggestionError.REQUEST_PARAMETERS_UNSET',
  ])
})

test('closing ends connections that are kept alive and waits that go on', async () => {
  const emulator = await startEmulator({ port: 0, dataDir: undefined })
  const other = new TestClient(emulator)
  await other.signIn()
  emulator.control.injectFault({ kind: 'delay', afterMs: 60_000 })
  const waiting = expect(other.create('label', { name: 'x' })).rejects.toThrow('fetch failed')
  await expect.poll(() => emulator.control.requests().length).toBe(2)
  await emulator.close()
  await waiting
})
