import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayOf, insertLiveCampaigns, insertPublications } from '../../test/metrics.ts'
import { problemOf, send, startTestServer, type TestServer, type TestWorkspace } from '../../test/server.ts'
import { ROLES } from '../contract/words.ts'
import { replaceMetrics } from '../store/metrics.ts'
import { makeMetricsMonths } from '../store/metrics-months.ts'

let server: TestServer
let mine: TestWorkspace
let campaignId: string

beforeAll(async () => {
  server = await startTestServer()
  mine = await server.workspace()
  const owner = new Client({ connectionString: server.databaseUrl })
  await owner.connect()
  const { id: workspaceId, accountId } = mine
  const [campaign] = await insertLiveCampaigns(owner, { workspaceId, accountId }, 1)
  await owner.query(
    `insert into metrics_syncs (workspace_id, account_id, claims, next_at, read_from, read_through, synced_at)
     values ($1, $2, 1, now(), '2026-10-01', '2026-11-23', '2026-11-23T12:00:00Z')`,
    [workspaceId, accountId],
  )
  campaignId = campaign!.id
  // Late in the evening in New York is the next day in Berlin, where the account is.
  await insertPublications(owner, { workspaceId, accountId, campaignId: campaign!.id }, [
    ['PUBLISH', 'SUCCEEDED', '2026-10-31T23:30:00Z'],
    ['PAUSE', 'FAILED', '2026-11-02T10:00:00Z'],
    ['PAUSE', 'SUCCEEDED', '2026-11-03T10:00:00Z'],
    ['RESUME', 'SUCCEEDED', '2026-12-01T09:00:00Z'],
  ])
  await owner.query(`update campaigns set google_removed_at = '2026-11-20T12:00:00Z' where id = $1`, [
    campaignId,
  ])
  await owner.end()
  const range = { from: '2026-10-01', to: '2026-11-30' }
  await makeMetricsMonths(server.ctx.db, range.from, range.to)
  await server.ctx.db.transaction({ workspaceId }, (tx) =>
    replaceMetrics(tx, workspaceId, accountId, {
      ...range,
      googleCampaignIds: [campaign!.googleCampaignId],
      days: [
        dayOf(campaign!, '2026-10-31'),
        dayOf(campaign!, '2026-11-01', { conversions: 0.333333, costMicros: '9007199254740993' }),
      ],
    }),
  )
})
afterAll(async () => await server.close())

const get = async (path: string, role: (typeof ROLES)[number] = 'viewer', workspace = mine) =>
  await send(server.app, `GET ${path}`, { headers: await workspace.as(role) })
const RANGE = 'from=2026-10-01&to=2026-11-30'
const TOTALS = {
  impressions: 2000,
  clicks: 40,
  costMicros: '9007199256240993',
  conversions: '0.833333',
  conversionsValue: '25',
}

describe('GET /campaigns/{id}/metrics', () => {
  it('200 days and totals, exact, with how fresh they are', async () => {
    const answer = await get(`/campaigns/${campaignId}/metrics?${RANGE}`)
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toEqual({
      campaignId,
      currencyCode: 'EUR',
      timeZone: 'Europe/Berlin',
      from: '2026-10-01',
      to: '2026-11-30',
      syncedAt: '2026-11-23T12:00:00+00:00',
      firstDay: '2026-10-01',
      problem: null,
      days: [
        {
          date: '2026-10-31',
          impressions: 1000,
          clicks: 20,
          costMicros: '1500000',
          conversions: '0.5',
          conversionsValue: '12.5',
        },
        {
          date: '2026-11-01',
          impressions: 1000,
          clicks: 20,
          costMicros: '9007199254740993',
          conversions: '0.333333',
          conversionsValue: '12.5',
        },
      ],
      totals: TOTALS,
    })
  })

  it('200 with nothing where nothing was', async () => {
    const answer = await get(`/campaigns/${campaignId}/metrics?from=2026-01-01&to=2026-01-31`)
    expect(answer.json()).toMatchObject({
      days: [],
      totals: { impressions: 0, costMicros: '0', conversions: '0' },
    })
  })

  it('404 for a campaign of another workspace', async () => {
    const other = await server.workspace()
    const answer = await get(`/campaigns/${campaignId}/metrics?${RANGE}`, 'admin', other)
    expect(answer.statusCode).toBe(404)
  })

  it('401 without a key', async () => {
    expect((await send(server.app, `GET /campaigns/${campaignId}/metrics?${RANGE}`)).statusCode).toBe(401)
  })
})

describe('GET /metrics', () => {
  it.each(ROLES)('200 for the role %s', async (role) => {
    const answer = await get(`/metrics?${RANGE}`, role)
    expect(answer.json()).toMatchObject({
      currencies: [
        { currencyCode: 'EUR', days: [{ date: '2026-10-31' }, { date: '2026-11-01' }], totals: TOTALS },
      ],
    })
  })

  it('200 for one account, and the same day as both ends', async () => {
    const answer = await get(`/metrics?from=2026-10-31&to=2026-10-31&accountId=${mine.accountId}`)
    expect(answer.json()).toMatchObject({ currencies: [{ days: [{ date: '2026-10-31' }] }] })
  })

  it('200 and never read in a new workspace', async () => {
    const other = await server.workspace()
    expect((await get(`/metrics?${RANGE}`, 'viewer', other)).json()).toEqual({
      from: '2026-10-01',
      to: '2026-11-30',
      syncedAt: null,
      firstDay: null,
      problem: null,
      currencies: [],
    })
  })

  it('404 for an account of another workspace', async () => {
    const other = await server.workspace()
    expect((await get(`/metrics?${RANGE}&accountId=${mine.accountId}`, 'admin', other)).statusCode).toBe(404)
  })

  it.each([
    ['from=2026-10-01', 'to'],
    ['to=2026-10-01', 'from'],
    ['from=2026-02-30&to=2026-10-01', 'from'],
    ['from=2026-10-02&to=2026-10-01', 'to'],
    ['from=2020-01-01&to=2023-01-01', 'to'],
    ['from=yesterday&to=2026-10-01', 'from'],
    [`${RANGE}&accountId=x`, 'accountId'],
    [`${RANGE}&campaign=x`, 'campaign'],
  ])('400 %s names %s', async (query, path) => {
    const answer = await get(`/metrics?${query}`)
    expect(answer.statusCode).toBe(400)
    expect(problemOf(answer).errors?.map((error) => error.path)).toEqual([path])
  })

  it('200 for three years', async () => {
    expect((await get('/metrics?from=2020-01-01&to=2022-12-31')).statusCode).toBe(200)
  })
})

describe('marks', () => {
  const PAUSED = { kind: 'PAUSE', date: '2026-11-03', by: 'Ana', at: '2026-11-03T10:00:00+00:00' }
  const PUBLISHED = { kind: 'PUBLISH', date: '2026-11-01' }
  const REMOVED = { kind: 'REMOVED_AT_GOOGLE', date: '2026-11-20', by: 'Google Ads', publicationId: null }

  it('200 what took effect of a campaign, by the days of its account, and its end at Google', async () => {
    const answer = await get(`/campaigns/${campaignId}/marks?from=2026-11-01&to=2026-11-30`)
    expect(answer.json()).toMatchObject({ items: [REMOVED, PAUSED, PUBLISHED], complete: true })
    expect(answer.json().items[1].publicationId).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('200 without what lies outside of the days', async () => {
    const answer = await get(`/campaigns/${campaignId}/marks?from=2026-11-02&to=2026-11-19`)
    expect(answer.json()).toMatchObject({ items: [PAUSED] })
  })

  it.each(ROLES)('200 what took effect in the workspace, for the role %s', async (role) => {
    const answer = await get('/metrics/marks?from=2026-11-01&to=2026-11-30', role)
    expect(answer.json()).toMatchObject({ items: [PAUSED, PUBLISHED], complete: true })
  })

  it('200 of one account; of another of the workspace, nothing', async () => {
    const days = 'from=2026-11-01&to=2026-11-30'
    const own = await get(`/metrics/marks?${days}&accountId=${mine.accountId}`)
    expect(own.json().items).toHaveLength(2)
    const other = await server.workspace()
    const theirs = await get(`/metrics/marks?${days}&accountId=${other.accountId}`, 'viewer', other)
    expect(theirs.json()).toEqual({ items: [], complete: true })
  })

  it('404 for a campaign and an account of another workspace, 401 without a key, 400 for no days', async () => {
    const other = await server.workspace()
    const ofCampaign = `/campaigns/${campaignId}/marks`
    expect((await get(`${ofCampaign}?${RANGE}`, 'admin', other)).statusCode).toBe(404)
    const ofAccount = `/metrics/marks?${RANGE}&accountId=${mine.accountId}`
    expect((await get(ofAccount, 'admin', other)).statusCode).toBe(404)
    expect((await send(server.app, `GET ${ofCampaign}?${RANGE}`)).statusCode).toBe(401)
    expect((await send(server.app, `GET ${ofAccount}`)).statusCode).toBe(401)
    expect((await get(ofCampaign)).statusCode).toBe(400)
  })
})
