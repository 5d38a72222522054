import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testGoogle } from '../../test/workspace.ts'
import type { GoogleAds } from './google-ads.ts'

const CUSTOMER = { customerId: '1234567890', loginCustomerId: null }

type Handler = (request: IncomingMessage, response: ServerResponse) => void

let server: Server
let google: GoogleAds
let api: Handler
let token: Handler
let calls: string[]

const json =
  (status: number, body: unknown): Handler =>
  (_, response) => {
    response
      .writeHead(status, { 'content-type': 'application/json', 'request-id': 'req-1' })
      .end(JSON.stringify(body))
  }
const failure = (...errors: object[]): object => ({
  error: {
    code: 400,
    status: 'INVALID_ARGUMENT',
    details: [{ '@type': 'type.googleapis.com/google.ads.googleads.v25.errors.GoogleAdsFailure', errors }],
  },
})

/** A port on which nothing listens. */
async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

beforeAll(async () => {
  server = createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`)
    request.resume().on('end', () => (request.url === '/token' ? token : api)(request, response))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => server.closeAllConnections())
beforeEach(() => {
  calls = []
  token = json(200, { access_token: 'abc', expires_in: 3599 })
  const { port } = server.address() as AddressInfo
  google = testGoogle(
    { baseUrl: `http://127.0.0.1:${port}`, tokenUrl: `http://127.0.0.1:${port}/token` },
    1000,
  )
})

const send = async () =>
  await google.send(CUSTOMER, google.prepareMutate(CUSTOMER, [{ campaignOperation: {} }]))

describe('what an answer means', () => {
  it('200 is applied, with the names in the order sent', async () => {
    api = json(200, {
      mutateOperationResponses: [
        { campaignBudgetResult: { resourceName: 'a/1' } },
        { campaignResult: { resourceName: 'b/2' } },
      ],
    })
    expect(await send()).toEqual({
      kind: 'applied',
      value: { resourceNames: ['a/1', 'b/2'] },
      httpStatus: 200,
      requestId: 'req-1',
    })
  })

  it('a refusal names the operation, the field below it and the code', async () => {
    const location = {
      fieldPathElements: [
        { fieldName: 'mutate_operations', index: 1 },
        { fieldName: 'ad_group_ad_operation' },
        { fieldName: 'create' },
        { fieldName: 'ad' },
        { fieldName: 'final_urls', index: 0 },
      ],
    }
    api = json(
      400,
      failure({
        errorCode: { urlFieldError: 'INVALID_FINAL_URL' },
        message: 'No.',
        location,
        trigger: { stringValue: 'x' },
      }),
    )
    expect(await send()).toMatchObject({
      kind: 'refused',
      errors: [
        {
          code: 'urlFieldError.INVALID_FINAL_URL',
          operationIndex: 1,
          field: 'create.ad.final_urls[0]',
          trigger: 'x',
        },
      ],
    })
  })

  it('a conflict that arrives as 400 was not applied', async () => {
    api = json(400, failure({ errorCode: { databaseError: 'CONCURRENT_MODIFICATION' } }))
    expect(await send()).toMatchObject({ kind: 'not_applied', retryAfterMs: null })
  })

  it('a quota that is used up says when to come back', async () => {
    const details = { quotaErrorDetails: { retryDelay: '1.5s' } }
    api = json(429, failure({ errorCode: { quotaError: 'RESOURCE_TEMPORARILY_EXHAUSTED' }, details }))
    expect(await send()).toMatchObject({ kind: 'not_applied', retryAfterMs: 1500 })
  })

  it.each([500, 502, 503, 504])('%i may have been applied', async (status) => {
    api = json(status, {})
    expect(await send()).toMatchObject({ kind: 'unknown', httpStatus: status })
  })

  it('an internal error with status 400 may have been applied', async () => {
    api = json(400, failure({ errorCode: { internalError: 'TRANSIENT_ERROR' } }))
    expect(await send()).toMatchObject({ kind: 'unknown' })
  })

  it('a connection that breaks after the request may have been applied', async () => {
    api = (request) => request.socket.destroy()
    expect(await send()).toMatchObject({ kind: 'unknown', httpStatus: null })
  })

  it('a success that is cut off in the middle may have been applied', async () => {
    api = (request, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('{"mutate', () => request.socket.destroy())
    }
    expect(await send()).toMatchObject({ kind: 'unknown' })
  })

  it('no answer in time may have been applied', async () => {
    api = () => {}
    expect(await send()).toMatchObject({ kind: 'unknown' })
  })

  it('a server that cannot be reached applied nothing', async () => {
    token = json(200, { access_token: 'abc', expires_in: 3599 })
    const { port } = server.address() as AddressInfo
    const nowhere = testGoogle({
      baseUrl: `http://127.0.0.1:${await freePort()}`,
      tokenUrl: `http://127.0.0.1:${port}/token`,
    })
    expect(await nowhere.send(CUSTOMER, nowhere.prepareMutate(CUSTOMER, []))).toMatchObject({
      kind: 'not_applied',
    })
  })

  it('a code that this version does not know comes by the name that Google gives it', async () => {
    api = json(
      400,
      failure({
        errorCode: { campaignError: 'UNKNOWN' },
        details: { unpublishedErrorCode: 'campaignError.BRAND_NEW' },
      }),
    )
    expect(await send()).toMatchObject({ kind: 'refused', errors: [{ code: 'campaignError.BRAND_NEW' }] })
  })

  it('a change is sent once, whatever happens', async () => {
    api = json(503, {})
    await send()
    expect(calls.filter((call) => call.includes('mutate'))).toHaveLength(1)
  })
})

describe('access tokens', () => {
  it('are asked for once by many calls at once, and kept', async () => {
    api = json(200, { results: [] })
    await Promise.all(
      Array.from({ length: 5 }, () => google.search(CUSTOMER, 'SELECT customer.id FROM customer')),
    )
    await google.search(CUSTOMER, 'SELECT customer.id FROM customer')
    expect(calls.filter((call) => call === 'POST /token')).toHaveLength(1)
  })

  it('are renewed once when Google says that they have expired', async () => {
    let answered = 0
    api = (request, response) => {
      answered += 1
      const expired = failure({ errorCode: { authenticationError: 'OAUTH_TOKEN_EXPIRED' } })
      json(answered === 1 ? 401 : 200, answered === 1 ? expired : { results: [{ customer: {} }] })(
        request,
        response,
      )
    }
    expect(await google.search(CUSTOMER, 'SELECT customer.id FROM customer')).toMatchObject({
      kind: 'applied',
    })
    expect(calls.filter((call) => call === 'POST /token')).toHaveLength(2)
  })

  it('that cannot be had because the connection was revoked are a refusal, and nothing is sent', async () => {
    token = json(400, { error: 'invalid_grant' })
    expect(await send()).toMatchObject({ kind: 'refused', errors: [{ code: 'oauth.invalid_grant' }] })
    expect(calls).toEqual(['POST /token'])
  })

  it('that cannot be had now can be had later', async () => {
    token = json(503, {})
    expect(await send()).toMatchObject({ kind: 'not_applied' })
  })
})

it('a search reads every page', async () => {
  const bodies: string[] = []
  api = (request, response) =>
    json(200, bodies.push('') === 1 ? { results: [{ n: 1 }], nextPageToken: 'p2' } : { results: [{ n: 2 }] })(
      request,
      response,
    )
  expect(await google.search(CUSTOMER, 'SELECT campaign.id FROM campaign')).toMatchObject({
    value: [{ n: 1 }, { n: 2 }],
  })
})
