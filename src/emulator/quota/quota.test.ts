import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  CUSTOMER,
  errorsOf,
  firstError,
  type Reply,
  startTestClient,
  type TestClient,
} from '../testing/client.ts'

const HOUR_MS = 3_600_000
let client: TestClient

beforeEach(async () => {
  const begin = Date.parse('2026-11-23T17:00:00Z')
  client = await startTestClient({ now: () => begin })
})
afterEach(async () => await client.emulator.close())

const search = (): Promise<Reply> => client.search('SELECT campaign.id FROM campaign')
const label = (name: string): object => ({ labelOperation: { create: { name } } })
const set = async (change: object): Promise<Reply> => await client.post('/_emulator/quota', change)
const detail = (reply: Reply): unknown => firstError(reply).details?.['quotaErrorDetails']
async function pass(ms: number): Promise<void> {
  client.emulator.control.advanceClock(ms)
  await client.signIn()
}

describe('operations of a day', () => {
  test('are without a limit unless a level is set', async () => {
    expect((await client.send('GET', '/_emulator/quota', undefined)).body).toMatchObject({
      accessLevel: 'STANDARD',
      test: { used: 0 },
    })
    await search()
    expect(client.emulator.control.quota().test).toEqual({ used: 1 })
  })

  test.each([
    ['TEST', 15_000],
    ['EXPLORER', 15_000],
    ['BASIC', 15_000],
  ] as const)('of %s access are %i on test accounts', (accessLevel, limit) => {
    expect(client.emulator.control.quota({ accessLevel }).test.limit).toBe(limit)
  })

  test('of explorer access are 2880 on other accounts', async () => {
    client.emulator.control.changeAccount(CUSTOMER, { testAccount: false })
    await set({ accessLevel: 'EXPLORER', used: 2880 })
    expect(errorsOf(await search())).toEqual(['quotaError.RESOURCE_EXHAUSTED'])
    await set({ used: 2879 })
    expect((await search()).status).toBe(200)
  })

  test('of test access are none on other accounts', async () => {
    client.emulator.control.changeAccount(CUSTOMER, { testAccount: false })
    await set({ accessLevel: 'TEST' })
    const reply = await search()
    expect(reply.status).toBe(403)
    expect(errorsOf(reply)).toEqual(['authorizationError.CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION'])
  })

  test('are one for a search and as many as it holds for a mutate', async () => {
    await set({ accessLevel: 'BASIC', dailyOperations: 10 })
    await search()
    await client.mutate([label('a'), label('b'), label('c')])
    await client.mutate([label('d'), label('e')], { validateOnly: true })
    await client.post(`/v25/customers/${CUSTOMER}/labels:mutate`, { operations: [{ create: { name: 'f' } }] })
    await client.post(`/v25/customers/${CUSTOMER}/googleAds:searchStream`, {
      query: 'SELECT label.id FROM label',
    })
    await client.send('GET', '/v25/customers:listAccessibleCustomers', undefined)
    expect(client.emulator.control.quota().test).toEqual({ limit: 10, used: 9 })
    const reply = await client.mutate([label('g'), label('h')])
    expect(reply.status).toBe(429)
    expect(errorsOf(reply)).toEqual(['quotaError.RESOURCE_EXHAUSTED'])
    expect(detail(reply)).toEqual({
      rateScope: 'DEVELOPER',
      rateName: 'Number of operations for basic access',
      retryDelay: '86400s',
    })
    expect(await client.rows('SELECT label.id FROM label')).toHaveLength(4)
  })

  test('come back a day later, and the wait until then is told', async () => {
    await set({ accessLevel: 'EXPLORER', dailyOperations: 2 })
    await search()
    await pass(6 * HOUR_MS)
    await search()
    const reply = await search()
    expect(detail(reply)).toMatchObject({ retryDelay: `${18 * 3600}s` })
    await pass(18 * HOUR_MS)
    expect((await search()).status).toBe(200)
    expect((await search()).status).toBe(429)
  })

  test('are not used by further pages, by the control API, or by people', async () => {
    const { control } = client.emulator
    const state = control.stateForTests()
    state.transaction(0, () => {
      for (let id = 1; id <= 10_001; id += 1) {
        const name = `customers/${CUSTOMER}/labels/${id}`
        const data = { resourceName: name, id: String(id), name: `${id}`, status: 'ENABLED' }
        state.put({ table: 'label', name, customerId: CUSTOMER, data, createdAtMs: 0 })
      }
      return true
    })
    await set({ accessLevel: 'BASIC', dailyOperations: 1 })
    const query = 'SELECT label.id FROM label'
    const first = await client.search(query)
    const { nextPageToken } = first.body
    const second = await client.search(query, { pageToken: nextPageToken })
    expect(second.body.results).toHaveLength(1)
    await control.editAsUser(CUSTOMER, [label('by hand')])
    expect(control.quota().test).toEqual({ limit: 1, used: 1 })
    const wrong = await client.search(query, { pageToken: 'wrong' })
    expect(errorsOf(wrong)).toEqual(['requestError.INVALID_PAGE_TOKEN page_token'])
  })
})

describe('speed', () => {
  test('is limited per account, which tells how long to wait', async () => {
    await set({ customerQps: 2 })
    expect((await search()).status).toBe(200)
    expect((await search()).status).toBe(200)
    const reply = await search()
    expect(reply.status).toBe(429)
    expect(errorsOf(reply)).toEqual(['quotaError.RESOURCE_TEMPORARILY_EXHAUSTED'])
    expect(detail(reply)).toEqual({
      rateScope: 'ACCOUNT',
      rateName: 'Requests per account',
      retryDelay: '1s',
    })
    const other = await client.post(
      '/v25/customers/2345678901/googleAds:search',
      { query: 'SELECT campaign.id FROM campaign' },
      { 'login-customer-id': '9876543210' },
    )
    expect(other.status).toBe(200)
    client.emulator.control.advanceClock(500)
    expect((await search()).status).toBe(200)
    expect((await search()).status).toBe(429)
  })

  test('is limited for the whole project', async () => {
    await set({ projectQps: 0.5 })
    await client.send('GET', '/v25/customers:listAccessibleCustomers', undefined)
    const reply = await search()
    expect(detail(reply)).toEqual({
      rateScope: 'DEVELOPER',
      rateName: 'Requests per project',
      retryDelay: '2s',
    })
  })

  test('is limited by operations a minute, and one large mutate goes through at first', async () => {
    await set({ operationsPerMinute: 3 })
    expect((await client.mutate(['a', 'b', 'c', 'd'].map(label))).status).toBe(200)
    const reply = await search()
    expect(detail(reply)).toMatchObject({ rateName: 'Operations per minute', retryDelay: '40s' })
    client.emulator.control.advanceClock(40_000)
    expect((await search()).status).toBe(200)
    await set({ operationsPerMinute: 0 })
    expect((await client.mutate(['e', 'f', 'g', 'h'].map(label))).status).toBe(200)
  })

  test('is off by default, and a request that is refused uses nothing', async () => {
    await set({ customerQps: 1, accessLevel: 'BASIC' })
    await search()
    await search()
    expect(client.emulator.control.quota().test.used).toBe(1)
    client.emulator.control.reset()
    expect(client.emulator.control.quota()).toMatchObject({ accessLevel: 'STANDARD', rates: {} })
  })
})

test('every request waits as long as it is told', async () => {
  await client.post('/_emulator/latency', { ms: 60 })
  const begin = performance.now()
  await search()
  expect(performance.now() - begin).toBeGreaterThanOrEqual(55)
})
