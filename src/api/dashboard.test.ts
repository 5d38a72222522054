import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayOf, insertLiveCampaigns, type LiveCampaign } from '../../test/metrics.ts'
import { problemOf, send, startTestServer, type TestServer, type TestWorkspace } from '../../test/server.ts'
import { addDays, todayIn } from '../contract/dates.ts'
import { ROLES } from '../contract/words.ts'
import { replaceMetrics } from '../store/metrics.ts'
import { makeMetricsMonths } from '../store/metrics-months.ts'

let server: TestServer
let owner: Client
let mine: TestWorkspace
let campaigns: LiveCampaign[]

beforeAll(async () => {
  server = await startTestServer()
  mine = await server.workspace()
  owner = new Client({ connectionString: server.databaseUrl })
  await owner.connect()
  campaigns = await insertLiveCampaigns(owner, { workspaceId: mine.id, accountId: mine.accountId }, 6)
  await count()
})
afterAll(async () => {
  await owner?.end()
  await server?.close()
})

const get = async (path: string, role: (typeof ROLES)[number] = 'viewer', workspace = mine) =>
  await send(server.app, `GET ${path}`, { headers: await workspace.as(role) })

/** The first costs most in November, the second most in October, the third fell from a lot to nothing. */
async function count(): Promise<void> {
  const range = { from: '2026-09-01', to: '2026-11-30' }
  await makeMetricsMonths(server.ctx.db, range.from, range.to)
  const [first, second, third] = campaigns
  const cost = (units: number) => ({ costMicros: String(units * 1e6) })
  await server.ctx.db.transaction({ workspaceId: mine.id }, (tx) =>
    replaceMetrics(tx, mine.id, mine.accountId, {
      ...range,
      googleCampaignIds: campaigns.map(({ googleCampaignId }) => googleCampaignId),
      days: [
        dayOf(first!, '2026-11-02', cost(50)),
        dayOf(first!, '2026-11-20', cost(40)),
        dayOf(first!, '2026-10-20', cost(80)),
        dayOf(second!, '2026-11-02', cost(30)),
        dayOf(second!, '2026-10-02', cost(30)),
        dayOf(third!, '2026-10-31', cost(70)),
      ],
    }),
  )
}

const WHAT = (accountId: string): string => `/metrics/campaigns?accountId=${accountId}`
const NOVEMBER = 'from=2026-11-01&to=2026-11-30'
const OCTOBER = 'compareFrom=2026-10-01&compareTo=2026-10-31'

describe('GET /metrics/campaigns', () => {
  const ids = (answer: { json: () => { items: { campaignId: string }[] } }): number[] =>
    answer.json().items.map(({ campaignId }) => campaigns.findIndex(({ id }) => id === campaignId))

  it('200 those that cost most, with what they did before', async () => {
    const answer = await get(`${WHAT(mine.accountId)}&${NOVEMBER}&${OCTOBER}`)
    expect(ids(answer)).toEqual([0, 1])
    expect(answer.json()).toMatchObject({
      complete: true,
      items: [
        {
          totals: { costMicros: '90000000', clicks: 40 },
          before: { costMicros: '80000000' },
          status: 'PUBLISHED',
        },
        { totals: { costMicros: '30000000' }, before: { costMicros: '30000000' } },
      ],
    })
  })

  it('200 those whose cost changed most, up or down; what stayed is not among them', async () => {
    const answer = await get(`${WHAT(mine.accountId)}&${NOVEMBER}&${OCTOBER}&by=change`)
    expect(ids(answer)).toEqual([2, 0])
    expect(answer.json().items[0]).toMatchObject({
      totals: { costMicros: '0' },
      before: { costMicros: '70000000' },
    })
  })

  it('200 by days where the range cuts months', async () => {
    const answer = await get(`${WHAT(mine.accountId)}&from=2026-10-31&to=2026-11-02&limit=2`)
    expect(ids(answer)).toEqual([2, 0])
    expect(answer.json().items[1]).toMatchObject({ totals: { costMicros: '50000000' }, before: null })
  })

  it.each(ROLES)('200 by currency, for the role %s; of another currency none', async (role) => {
    const answer = await get(`/metrics/campaigns?currencyCode=EUR&${NOVEMBER}`, role)
    expect(ids(answer)).toEqual([0, 1])
    const yen = await get(`/metrics/campaigns?currencyCode=JPY&${NOVEMBER}`, role)
    expect(yen.json()).toEqual({ complete: true, items: [] })
  })

  it.each([
    [NOVEMBER, 'currencyCode'],
    [`${NOVEMBER}&accountId=00000000-0000-4000-8000-000000000000&currencyCode=EUR`, 'currencyCode'],
    [`${NOVEMBER}&currencyCode=eur`, 'currencyCode'],
    [`${NOVEMBER}&currencyCode=EUR&by=change`, 'compareFrom'],
    [`${NOVEMBER}&currencyCode=EUR&compareFrom=2026-10-01`, 'compareTo'],
    [`${NOVEMBER}&currencyCode=EUR&compareFrom=2026-10-02&compareTo=2026-10-01`, 'compareTo'],
    [`${NOVEMBER}&currencyCode=EUR&limit=51`, 'limit'],
    ['currencyCode=EUR&from=2026-11-02&to=2026-11-01', 'to'],
  ])('400 %s names %s', async (query, path) => {
    const answer = await get(`/metrics/campaigns?${query}`)
    expect(answer.statusCode).toBe(400)
    expect(problemOf(answer).errors?.map((error) => error.path)).toEqual([path])
  })

  it('404 for an account of another workspace, nothing of its currency, and 401 without a key', async () => {
    const other = await server.workspace()
    expect((await get(`${WHAT(mine.accountId)}&${NOVEMBER}`, 'admin', other)).statusCode).toBe(404)
    const answer = await get(`/metrics/campaigns?currencyCode=EUR&${NOVEMBER}`, 'admin', other)
    expect(answer.json()).toEqual({ complete: true, items: [] })
    expect((await send(server.app, `GET ${WHAT(mine.accountId)}&${NOVEMBER}`)).statusCode).toBe(401)
  })
})

describe('GET /attention', () => {
  const today = todayIn('Europe/Berlin')

  beforeAll(async () => {
    const set = async (index: number, sql: string): Promise<void> => {
      await owner.query('begin')
      await owner.query(`select set_config('app.workspace_id', $1, true)`, [mine.id])
      await owner.query(`update campaigns set ${sql} where id = $1`, [campaigns[index]!.id])
      await owner.query('commit')
    }
    await set(0, `google_primary_status_reasons = '{HAS_ADS_DISAPPROVED,BUDGET_CONSTRAINED}'`)
    await set(1, `google_primary_status_reasons = '{BUDGET_CONSTRAINED}', end_date = '${addDays(today, 6)}'`)
    await set(
      2,
      `google_primary_status_reasons = '{HAS_ASSET_GROUPS_LIMITED_BY_POLICY}', end_date = '${today}'`,
    )
    await set(3, `google_primary_status_reasons = '{CAMPAIGN_PAUSED}', end_date = '${addDays(today, 7)}'`)
    await set(4, `status = 'PAUSED', end_date = '${addDays(today, 1)}'`)
    await set(
      5,
      `status = 'PAUSED', archived_at = now(), google_primary_status_reasons = '{BUDGET_CONSTRAINED}'`,
    )
  })

  const places = (answer: { json: () => { items: { campaignId: string }[] } }): number[] =>
    answer.json().items.map(({ campaignId }) => campaigns.findIndex(({ id }) => id === campaignId))

  it.each([
    ['REFUSED_ADS', [0, 2]],
    ['BUDGET_LIMITED', [0, 1]],
    ['ENDING_SOON', [2, 1]],
  ])('200 %s: the live ones that it is true of, and how many', async (kind, expected) => {
    const answer = await get(`/attention?kind=${kind}`)
    expect(places(answer)).toEqual(expected)
    expect(answer.json()).toMatchObject({ campaigns: expected.length, more: false, nextCursor: null })
  })

  it.each(['REFUSED_ADS', 'BUDGET_LIMITED', 'ENDING_SOON'])('200 %s a page at a time', async (kind) => {
    const whole = places(await get(`/attention?kind=${kind}`))
    const first = await get(`/attention?kind=${kind}&limit=1&accountId=${mine.accountId}`)
    expect(first.json().campaigns).toBe(2)
    const cursor = encodeURIComponent(first.json().nextCursor as string)
    const second = await get(`/attention?kind=${kind}&limit=1&accountId=${mine.accountId}&cursor=${cursor}`)
    expect([...places(first), ...places(second)]).toEqual(whole)
    expect(second.json().nextCursor).toBeNull()
    const foreign = await get(`/attention?kind=${kind}&cursor=${cursor}`)
    expect(foreign.statusCode).toBe(400)
  })

  it('200 with nothing for another workspace, 404 for an account of ours, 401 without a key, 400 for another kind', async () => {
    const other = await server.workspace()
    const answer = await get('/attention?kind=BUDGET_LIMITED', 'viewer', other)
    expect(answer.json()).toEqual({ campaigns: 0, more: false, items: [], nextCursor: null })
    const ofOurs = `/attention?kind=BUDGET_LIMITED&accountId=${mine.accountId}`
    expect((await get(ofOurs, 'admin', other)).statusCode).toBe(404)
    expect((await send(server.app, `GET ${ofOurs}`)).statusCode).toBe(401)
    expect((await get('/attention?kind=BORED')).statusCode).toBe(400)
  })
})
