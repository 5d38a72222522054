import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  CUSTOMER,
  errorsOf,
  firstError,
  type Reply,
  startTestClient,
  type TestClient,
} from '../testing/client.ts'

const mutatePath = `/v25/customers/${CUSTOMER}/googleAds:mutate`
let client: TestClient

beforeAll(async () => {
  client = await startTestClient()
})
afterAll(() => client.emulator.close())
beforeEach(() => client.emulator.control.reset())

const labels = (): number =>
  client.emulator.control.summary().accounts.find(({ id }) => id === CUSTOMER)!.rows.label ?? 0
const createLabel = (name: string): Promise<Reply> => client.create('label', { name })
const control = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
): Promise<Reply> =>
  client.send(method, `/_emulator${path}`, body === undefined ? undefined : JSON.stringify(body), headers)

describe('faults', () => {
  test('lose_response keeps the change and cuts the connection', async () => {
    await control('POST', '/faults', { kind: 'lose_response', match: { path: ':mutate' } })
    await expect(createLabel('x')).rejects.toThrow('fetch failed')
    expect(labels()).toBe(1)
    expect(errorsOf(await createLabel('x'))).toEqual([
      'labelError.DUPLICATE_NAME mutate_operations[0].label_operation.create.name',
    ])
    expect(client.emulator.control.requests().map(({ status, fault }) => [status, fault])).toEqual([
      ['lost', 'lose_response'],
      [400, undefined],
    ])
  })

  test('reset_before cuts the connection without doing anything', async () => {
    client.emulator.control.injectFault({ kind: 'reset_before' })
    await expect(createLabel('x')).rejects.toThrow('fetch failed')
    expect(labels()).toBe(0)
  })

  test('error answers with the code it was given, before or after the change', async () => {
    client.emulator.control.injectFault({
      kind: 'error',
      code: 'quotaError.RESOURCE_TEMPORARILY_EXHAUSTED',
      retryDelay: '5s',
    })
    const before = await createLabel('x')
    expect([before.status, errorsOf(before), labels()]).toEqual([
      429,
      ['quotaError.RESOURCE_TEMPORARILY_EXHAUSTED'],
      0,
    ])
    expect(firstError(before).details?.['quotaErrorDetails']).toMatchObject({ retryDelay: '5s' })
    client.emulator.control.injectFault({ kind: 'error', httpStatus: 503, when: 'after' })
    const after = await createLabel('x')
    expect([after.status, after.body.error.status, labels()]).toEqual([503, 'UNAVAILABLE', 1])
  })

  test('a database conflict arrives as 400', async () => {
    client.emulator.control.injectFault({ kind: 'error', code: 'databaseError.CONCURRENT_MODIFICATION' })
    expect((await createLabel('x')).status).toBe(400)
  })

  test('search_lag answers from before the last changes', async () => {
    const lag = { kind: 'search_lag', lagMs: 60_000, match: { path: 'googleAds:search' } }
    await createLabel('x')
    await control('POST', '/clock', { advanceMs: 90_000 })
    await createLabel('y')
    await control('POST', '/faults', lag)
    const names = async () =>
      (await client.rows('SELECT label.name FROM label')).map((row) => JSON.stringify(row))
    expect(await names()).toEqual([expect.stringContaining('"x"')])
    expect(await names()).toHaveLength(2)
  })

  test('befall as many requests as they count, and only those that match', async () => {
    client.emulator.control.injectFault({ kind: 'error', count: 2, match: { body: 'labelOperation' } })
    const statuses = [(await client.search('SELECT label.id FROM label')).status]
    for (const name of ['a', 'b', 'c']) statuses.push((await createLabel(name)).status)
    expect(statuses).toEqual([200, 500, 500, 200])
    expect(client.emulator.control.summary().faults).toEqual([])
  })

  test('a slow change is made although its client has gone', async () => {
    client.emulator.control.injectFault({ kind: 'delay', beforeMs: 150, match: { path: 'googleAds:mutate' } })
    const body = JSON.stringify({ mutateOperations: [{ labelOperation: { create: { name: 'late' } } }] })
    const url = new URL(client.emulator.url + mutatePath)
    const headers = {
      authorization: `Bearer ${client.accessToken}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    await new Promise<void>((resolve) => {
      const request = httpRequest(url, { method: 'POST', headers })
      request.on('error', () => resolve())
      request.end(body)
      const gone = setInterval(() => {
        if (client.emulator.control.requests().length === 0) return
        clearInterval(gone)
        request.destroy()
      }, 5)
      request.on('close', () => resolve())
    })
    expect(labels()).toBe(0)
    await expect.poll(labels, { interval: 10 }).toBe(1)
  })

  test('that make no sense are refused', async () => {
    const reply = await control('POST', '/faults', { kind: 'error', code: 'campaignError.MADE_UP' })
    expect([reply.status, reply.body.error]).toEqual([
      400,
      expect.stringContaining('This is no error code of Google Ads.'),
    ])
    expect((await control('POST', '/faults', { kind: 'explode' })).status).toBe(400)
    expect((await control('GET', '/nothing')).status).toBe(404)
  })
})

describe('control', () => {
  test('an edit as a user changes the account without being counted as a request', async () => {
    const [, campaign] = await client.createTree()
    await control('DELETE', '/requests')
    const edit = {
      campaignOperation: { update: { resourceName: campaign, name: 'By hand' }, updateMask: 'name' },
    }
    const reply = await control('POST', '/edit-as-user', { customerId: CUSTOMER, mutateOperations: [edit] })
    expect([reply.status, reply.body.mutateOperationResponses]).toEqual([
      200,
      [{ campaignResult: { resourceName: campaign } }],
    ])
    expect(await client.rows('SELECT campaign.name FROM campaign')).toMatchObject([
      { campaign: { name: 'By hand' } },
    ])
    expect(
      (await control('GET', '/requests')).body.requests.map(({ path }: { path: string }) => path),
    ).toEqual([`/v25/customers/${CUSTOMER}/googleAds:search`])
  })

  test('a read lag hides what is new from searches, and from nothing else', async () => {
    await control('POST', '/read-lag', { ms: 5000 })
    await createLabel('x')
    const query = 'SELECT label.name FROM label'
    expect(await client.rows(query)).toEqual([])
    expect((await createLabel('x')).status).toBe(400)
    client.emulator.control.advanceClock(5000)
    expect(await client.rows(query)).toHaveLength(1)
  })

  test('an edit that Google would refuse is refused', async () => {
    const reply = await control('POST', '/edit-as-user', {
      customerId: CUSTOMER,
      mutateOperations: [{ labelOperation: { create: {} } }],
    })
    expect(errorsOf(reply)).toEqual(['fieldError.REQUIRED mutate_operations[0].label_operation.create.name'])
  })

  test('is closed to other names of this machine and to foreign pages', async () => {
    expect((await control('GET', '')).status).toBe(200)
    expect((await control('GET', '', undefined, { origin: 'https://evil.example.com' })).status).toBe(403)
    // fetch does not let a test choose the Host header.
    const status = await new Promise<string>((resolve) => {
      const socket = connect(client.emulator.port, '127.0.0.1', () =>
        socket.write('GET /_emulator HTTP/1.1\r\nHost: evil.example.com\r\nConnection: close\r\n\r\n'),
      )
      socket.once('data', (data) => resolve(data.toString().split('\r\n')[0]!))
    })
    expect(status).toContain('403')
  })
})
