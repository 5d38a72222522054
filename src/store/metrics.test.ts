import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dayOf, insertLiveCampaigns, type LiveCampaign, wrongSums } from '../../test/metrics.ts'
import { createTestWorkspace, createTestWorld, type TestWorld } from '../../test/workspace.ts'
import type { Database } from './db.ts'
import { makeMetricsMonths } from './metrics-months.ts'
import {
  type DailyMetrics,
  listCampaignMetrics,
  listCampaignTotals,
  listLifetimeTotals,
  listWorkspaceMetrics,
  replaceMetrics,
} from './metrics.ts'

let world: TestWorld
let db: Database
let owner: Client
let workspaceId: string
let accountId: string
let campaigns: LiveCampaign[]

beforeAll(async () => {
  world = await createTestWorld()
  db = world.ctx.db
  owner = new Client({ connectionString: world.databaseUrl })
  await owner.connect()
  await makeMetricsMonths(db, '2026-09-01', '2026-12-01')
})
afterAll(async () => {
  await owner.end()
  await world.close()
})
beforeEach(async () => {
  const made = await createTestWorkspace(world.ctx)
  workspaceId = made.actor.workspaceId
  accountId = made.accountId
  campaigns = await insertLiveCampaigns(owner, { workspaceId, accountId }, 2)
})

async function replace(
  days: DailyMetrics[],
  from = '2026-10-01',
  to = '2026-10-31',
  googleCampaignIds = campaigns.map(({ googleCampaignId: id }) => id),
): Promise<{ written: number; deleted: number }> {
  return await db.transaction({ workspaceId }, (tx) =>
    replaceMetrics(tx, workspaceId, accountId, { googleCampaignIds, from, to, days }),
  )
}
const ofCampaign = async (campaign = campaigns[0]!, from = '2026-10-01', to = '2026-10-31') =>
  await listCampaignMetrics(db, workspaceId, { accountId, campaignId: campaign.id }, from, to)

describe('a window', () => {
  it('is taken over whole, and sent again it writes nothing', async () => {
    const days = [dayOf(campaigns[0]!, '2026-10-01'), dayOf(campaigns[1]!, '2026-10-31')]
    expect(await replace(days)).toEqual({ written: 2, deleted: 0 })
    expect(await replace(days)).toEqual({ written: 0, deleted: 0 })
    expect(await wrongSums(owner)).toEqual([])
  })

  it('changes what was restated, and every sum by the difference', async () => {
    await replace([dayOf(campaigns[0]!, '2026-10-05'), dayOf(campaigns[1]!, '2026-10-05')])
    const late = dayOf(campaigns[0]!, '2026-10-05', {
      conversions: 1.333333,
      conversionsValue: 0.1,
      clicks: '19',
    })
    expect(await replace([late, dayOf(campaigns[1]!, '2026-10-05')])).toEqual({ written: 1, deleted: 0 })
    const sum = {
      impressions: '2000',
      clicks: '39',
      cost_micros: '3000000',
      conversions: '1.833333',
      conversions_value: '12.6',
    }
    expect(await listWorkspaceMetrics(db, workspaceId, { from: '2026-10-01', to: '2026-10-31' })).toEqual([
      { currency_code: 'USD', date: '2026-10-05', ...sum },
      { currency_code: 'USD', date: null, ...sum },
    ])
    expect(await wrongSums(owner)).toEqual([])
  })

  it('deletes the days that Google no longer reports, and none outside of it', async () => {
    await replace([dayOf(campaigns[0]!, '2026-09-30')], '2026-09-01', '2026-09-30')
    await replace([dayOf(campaigns[0]!, '2026-10-01'), dayOf(campaigns[0]!, '2026-10-02')])
    expect(await replace([dayOf(campaigns[0]!, '2026-10-02')])).toEqual({ written: 0, deleted: 1 })
    const dates = (await ofCampaign(campaigns[0], '2026-09-01')).map(({ date }) => date)
    expect(dates).toEqual(['2026-09-30', '2026-10-02', null])
    expect(await wrongSums(owner)).toEqual([])
  })

  it('leaves campaigns alone that were not asked for', async () => {
    await replace([dayOf(campaigns[0]!, '2026-10-01'), dayOf(campaigns[1]!, '2026-10-01')])
    expect(await replace([], '2026-10-01', '2026-10-31', [campaigns[0]!.googleCampaignId])).toEqual({
      written: 0,
      deleted: 1,
    })
    expect((await ofCampaign(campaigns[1])).at(-1)).toMatchObject({ impressions: '1000' })
  })

  it('takes no campaign that is not ours, and no day outside of it', async () => {
    const strangers = [dayOf({ googleCampaignId: '77' }, '2026-10-01'), dayOf(campaigns[0]!, '2026-11-01')]
    expect(await replace(strangers)).toEqual({ written: 0, deleted: 0 })
  })

  it('of months that do not exist is refused whole', async () => {
    const days = [dayOf(campaigns[0]!, '2026-10-01'), dayOf(campaigns[0]!, '2020-01-15')]
    await expect(replace(days, '2020-01-01', '2026-10-31')).rejects.toThrow(/no partition of relation/)
    expect(await ofCampaign()).toMatchObject([{ date: null, impressions: '0' }])
  })

  it('with numbers that no Google sends is refused whole', async () => {
    const days = [dayOf(campaigns[0]!, '2026-10-01'), dayOf(campaigns[1]!, '2026-10-01', { clicks: '-1' })]
    await expect(replace(days)).rejects.toMatchObject({ constraint: 'campaign_metrics_clicks_not_negative' })
    expect(await ofCampaign()).toMatchObject([{ date: null, impressions: '0' }])
    expect(await wrongSums(owner)).toEqual([])
  })

  it('keeps 64 bits and six decimals, and sums beyond 64 bits', async () => {
    const most = { costMicros: '9223372036854775807', conversions: 0.0000014, conversionsValue: 1e9 }
    await replace([dayOf(campaigns[0]!, '2026-10-01', most)])
    expect((await ofCampaign())[0]).toMatchObject({
      cost_micros: '9223372036854775807',
      conversions: '0.000001',
      conversions_value: '1000000000',
    })
  })
})

describe('sums', () => {
  it('of two currencies stand apart, and an account by itself', async () => {
    await replace([dayOf(campaigns[0]!, '2026-10-03')])
    await owner.query(
      `insert into accounts (workspace_id, id, customer_id, name, currency_code, time_zone, environment)
       values ($1, gen_random_uuid(), '2222222222', 'Europe', 'EUR', 'Europe/Berlin', 'EMULATOR')`,
      [workspaceId],
    )
    const { rows } = await owner.query<{ id: string }>(
      `select id from accounts where workspace_id = $1 and currency_code = 'EUR'`,
      [workspaceId],
    )
    const european = rows[0]!.id
    const [other] = await insertLiveCampaigns(owner, { workspaceId, accountId: european }, 1)
    const window = { googleCampaignIds: [other!.googleCampaignId], from: '2026-10-01', to: '2026-10-31' }
    await db.transaction({ workspaceId }, (tx) =>
      replaceMetrics(tx, workspaceId, european, {
        ...window,
        days: [dayOf(other!, '2026-10-03', { costMicros: '7' })],
      }),
    )
    const range = { from: '2026-10-01', to: '2026-10-31' }
    const all = await listWorkspaceMetrics(db, workspaceId, range)
    expect(all.map((row) => [row.currency_code, row.date, row.cost_micros])).toEqual([
      ['EUR', '2026-10-03', '7'],
      ['EUR', null, '7'],
      ['USD', '2026-10-03', '1500000'],
      ['USD', null, '1500000'],
    ])
    const one = await listWorkspaceMetrics(db, workspaceId, { ...range, accountId: european })
    expect(one.map((row) => [row.currency_code, row.date, row.cost_micros])).toEqual([
      ['EUR', '2026-10-03', '7'],
      ['EUR', null, '7'],
    ])
    expect(await wrongSums(owner)).toEqual([])
  })

  it('of campaigns over a range, and since they began', async () => {
    await replace([dayOf(campaigns[0]!, '2026-09-15')], '2026-09-01', '2026-09-30')
    await replace([dayOf(campaigns[0]!, '2026-10-02'), dayOf(campaigns[0]!, '2026-10-03')])
    const ids = campaigns.map(({ id }) => id)
    expect(await listCampaignTotals(db, workspaceId, ids, '2026-10-01', '2026-10-31')).toMatchObject([
      { campaign_id: campaigns[0]!.id, impressions: '2000', conversions: '1' },
    ])
    expect(await listLifetimeTotals(db, workspaceId, ids)).toMatchObject([
      { campaign_id: campaigns[0]!.id, impressions: '3000', conversions_value: '37.5' },
    ])
  })

  it('of a workspace are its own', async () => {
    await replace([dayOf(campaigns[0]!, '2026-10-02')])
    const { actor } = await createTestWorkspace(world.ctx)
    expect(
      await listWorkspaceMetrics(db, actor.workspaceId, { from: '2026-10-01', to: '2026-10-31' }),
    ).toEqual([])
    expect(
      await listCampaignTotals(db, actor.workspaceId, [campaigns[0]!.id], '2026-10-01', '2026-10-31'),
    ).toEqual([])
  })
})

describe('thirty days of a workspace', () => {
  it('are one range of the key of the sums, of the campaign one range of one or two months', async () => {
    const plan = async (sql: string): Promise<string> =>
      (await owner.query<{ 'QUERY PLAN': string }>(`explain ${sql}`)).rows
        .map((row) => row['QUERY PLAN'])
        .join('\n')
    await owner.query('set enable_seqscan = off')
    const sums = `select * from workspace_metrics where workspace_id = '${workspaceId}' and date between '2026-10-01' and '2026-10-30'`
    expect(await plan(sums)).toContain('workspace_metrics_pkey')
    const facts = `select * from campaign_metrics where workspace_id = '${workspaceId}' and account_id = '${accountId}'
      and campaign_id = '${campaigns[0]!.id}' and date between '2026-10-15' and '2026-11-13'`
    const found = await plan(facts)
    expect(found).toContain('campaign_metrics_2026_10_pkey')
    expect(found).toContain('campaign_metrics_2026_11')
    expect(found).not.toContain('campaign_metrics_2026_09')
    await owner.query('reset enable_seqscan')
  })
})
