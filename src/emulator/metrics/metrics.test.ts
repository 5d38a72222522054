import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CUSTOMER, errorsOf, startTestClient, type TestClient } from '../testing/client.ts'

const DAY_MS = 86_400_000
const START = '2026-11-23T17:00:00Z'
const BUDGET = 50_000_000

let client: TestClient
let campaign: string

beforeEach(async () => {
  const begin = Date.parse(START)
  client = await startTestClient({ now: () => begin })
})
afterEach(async () => await client.emulator.close())

interface Day {
  date: string
  impressions: number
  clicks: number
  costMicros: number
  conversions: number
}

const FIELDS = 'metrics.impressions, metrics.clicks, metrics.cost_micros, metrics.conversions'

async function days(where = "segments.date BETWEEN '2025-01-01' AND '2027-12-31'"): Promise<Day[]> {
  const query = `SELECT campaign.id, segments.date, ${FIELDS} FROM campaign WHERE ${where} ORDER BY segments.date`
  return (await client.rows(query)).map(({ segments, metrics }) => ({
    date: segments.date,
    impressions: Number(metrics.impressions ?? 0),
    clicks: Number(metrics.clicks ?? 0),
    costMicros: Number(metrics.costMicros ?? 0),
    conversions: metrics.conversions ?? 0,
  }))
}

const publish = async (status = 'ENABLED'): Promise<void> => {
  const names = await client.createTree({ campaign: { status }, budget: { amountMicros: String(BUDGET) } })
  campaign = names[1]!
}
const setStatus = async (status: string): Promise<void> => {
  const { status: answered } = await client.update('campaign', { resourceName: campaign, status }, 'status')
  expect(answered).toBe(200)
}
/** Time passes, and the access token with it. */
const pass = async (ms: number): Promise<void> => {
  client.emulator.control.advanceClock(ms)
  await client.signIn()
}
const later = async (count: number): Promise<void> => await pass(count * DAY_MS)
const tell = async (body: Record<string, unknown>): Promise<number> => {
  const campaignId = campaign.split('/').at(-1)
  const sent = JSON.stringify({ customerId: CUSTOMER, campaignId, ...body })
  return (await client.send('POST', '/_emulator/metrics', sent)).status
}

describe('a campaign has numbers', () => {
  test('from the day on which it was enabled, and today grows with the hours', async () => {
    await publish()
    expect(await days()).toEqual([])
    await pass(4 * 3_600_000)
    const [early] = await days()
    expect(early).toMatchObject({ date: '2026-11-23' })
    await pass(7 * 3_600_000)
    const [late] = await days()
    expect(late!.costMicros).toBeGreaterThan(early!.costMicros)
    await later(3)
    expect((await days()).map(({ date }) => date)).toEqual([
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
    ])
  })

  test('not while it is paused, nor once it is removed', async () => {
    await publish('PAUSED')
    await later(2)
    expect(await days()).toEqual([])
    await setStatus('ENABLED')
    await later(2)
    await setStatus('PAUSED')
    await later(3)
    await setStatus('ENABLED')
    await later(1)
    await client.mutate([{ campaignOperation: { remove: campaign } }])
    await later(3)
    expect((await days()).map(({ date }) => date)).toEqual([
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
      '2026-11-30',
      '2026-12-01',
    ])
  })

  test('that fit its budget, its clicks and each other, the same each time', async () => {
    await publish()
    expect(await tell({ runningSince: '2026-08-01T04:00:00Z' })).toBe(200)
    const all = await days()
    expect(all[0]!.date).toBe('2026-08-01')
    expect(all.length).toBeGreaterThan(100)
    const months = new Map<string, number>()
    for (const { date, clicks, impressions, costMicros } of all) {
      expect(costMicros).toBeLessThanOrEqual(2 * BUDGET)
      expect(costMicros % 10_000).toBe(0)
      expect(clicks).toBeLessThanOrEqual(impressions)
      expect(clicks).toBeGreaterThan(0)
      months.set(date.slice(0, 7), (months.get(date.slice(0, 7)) ?? 0) + costMicros)
    }
    expect(Math.max(...months.values())).toBeLessThanOrEqual(30.4 * BUDGET)
    expect(months.get('2026-10')).toBeGreaterThan(20 * BUDGET)
    expect(all.some(({ conversions }) => !Number.isInteger(conversions))).toBe(true)
    expect(await days()).toEqual(all)
  })

  test('whose conversions come in for a week, while the rest stands', async () => {
    await publish()
    await later(2)
    const at = async (): Promise<Day> => (await days("segments.date = '2026-11-24'"))[0]!
    const first = await at()
    await later(3)
    const second = await at()
    await later(30)
    const third = await at()
    await later(30)
    expect(second).toEqual({ ...first, conversions: second.conversions })
    expect(second.conversions).toBeGreaterThan(first.conversions)
    expect(third.conversions).toBeGreaterThan(second.conversions)
    expect(await at()).toEqual(third)
  })

  test('of the past that another budget does not change', async () => {
    await publish()
    await later(3)
    const before = await days("segments.date <= '2026-11-25' AND segments.date >= '2026-11-01'")
    const [{ campaignBudget }] = (await client.rows('SELECT campaign_budget.id FROM campaign')) as [
      { campaignBudget: { resourceName: string } },
    ]
    await client.update(
      'campaignBudget',
      { resourceName: campaignBudget.resourceName, amountMicros: '500000000' },
      'amountMicros',
    )
    await later(2)
    const after = await days()
    expect(after.slice(0, 3).map(({ costMicros }) => costMicros)).toEqual(
      before.map(({ costMicros }) => costMicros),
    )
    expect(after.at(-1)!.costMicros).toBeGreaterThan(2 * BUDGET)
  })

  test('as a test tells them', async () => {
    await publish('PAUSED')
    const numbers = {
      impressions: 1,
      clicks: 3,
      costMicros: 120_000,
      conversions: 0.333333,
      conversionsValue: 9.5,
    }
    const zero = { impressions: 0, clicks: 0, costMicros: 0, conversions: 0, conversionsValue: 0 }
    expect(await tell({ days: { '2026-11-20': numbers, '2026-11-21': zero } })).toBe(200)
    expect(await days()).toEqual([
      { date: '2026-11-20', impressions: 1, clicks: 3, costMicros: 120_000, conversions: 0.333333 },
    ])
    expect(await tell({ campaignId: '1' })).toBe(404)
    expect(await tell({ days: { '2026-11-20': { clicks: -1 } } })).toBe(400)
  })
})

describe('a query', () => {
  beforeEach(async () => {
    await publish()
    await tell({ runningSince: '2026-10-01T04:00:00Z' })
  })

  test.each([
    ["segments.date BETWEEN '2026-11-01' AND '2026-11-03'", ['2026-11-01', '2026-11-02', '2026-11-03']],
    ["segments.date > '2026-11-01' AND segments.date < '2026-11-03'", ['2026-11-02']],
    ["segments.date = '2026-11-05'", ['2026-11-05']],
    ["segments.date IN ('2026-11-05', '2026-11-09')", ['2026-11-05', '2026-11-09']],
    ['segments.date DURING YESTERDAY', ['2026-11-22']],
    ['segments.date DURING TODAY', ['2026-11-23']],
    ["segments.date BETWEEN '2026-11-01' AND '2026-11-03' AND metrics.clicks > 100000", []],
    ["segments.date BETWEEN '2026-11-01' AND '2026-11-03' AND campaign.id = 1", []],
  ])('%s', async (where, expected) => {
    expect((await days(where)).map(({ date }) => date)).toEqual(expected)
  })

  test('without the day adds the days up, for the account too', async () => {
    const where = "segments.date BETWEEN '2026-11-01' AND '2026-11-10'"
    const sum = (await days(where)).reduce((total, { costMicros }) => total + costMicros, 0)
    const [ofCampaign] = await client.rows(`SELECT metrics.cost_micros FROM campaign WHERE ${where}`)
    const [ofAccount] = await client.rows(`SELECT metrics.cost_micros FROM customer WHERE ${where}`)
    expect(ofCampaign.metrics.costMicros).toBe(String(sum))
    expect(ofAccount.metrics.costMicros).toBe(String(sum))
    const byDay = await client.rows(`SELECT segments.date, metrics.clicks FROM customer WHERE ${where}`)
    expect(byDay).toHaveLength(10)
  })

  test('by day is answered by searchStream too', async () => {
    const query = `SELECT segments.date, ${FIELDS} FROM campaign WHERE segments.date DURING LAST_7_DAYS`
    const stream = await client.post(`/v25/customers/${CUSTOMER}/googleAds:searchStream`, { query })
    expect(stream.body[0].results).toHaveLength(7)
    expect(typeof stream.body[0].results[0].metrics.costMicros).toBe('string')
    expect(typeof stream.body[0].results[0].metrics.conversions).toBe('number')
  })

  test('by day needs both ends of the dates, and reaches 37 months back', async () => {
    const ask = async (where: string) =>
      errorsOf(await client.search(`SELECT segments.date, metrics.clicks FROM campaign ${where}`))
    expect(await ask('')).toEqual(['queryError.EXPECTED_FILTERS_ON_DATE_RANGE'])
    expect(await ask("WHERE segments.date >= '2026-11-01'")).toEqual([
      'queryError.EXPECTED_FILTERS_ON_DATE_RANGE',
    ])
    expect(await ask("WHERE segments.date BETWEEN '2023-10-22' AND '2026-11-01'")).toEqual([
      'dateRangeError.REQUESTED_DATE_GRANULARITY_NOT_SUPPORTED',
    ])
    expect(await ask("WHERE segments.date BETWEEN '2023-10-23' AND '2026-11-01'")).toEqual([])
  })
})
