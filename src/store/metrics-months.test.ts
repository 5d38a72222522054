import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { dayOf, insertLiveCampaigns, wrongSums } from '../../test/metrics.ts'
import { createTestWorkspace, createTestWorld, type TestWorld } from '../../test/workspace.ts'
import { keepMetricsMonths } from '../domain/sync-metrics.ts'
import { dropOldMetricsMonths, makeMetricsMonths } from './metrics-months.ts'
import { listLifetimeTotals, replaceMetrics } from './metrics.ts'

let world: TestWorld
let owner: Client

beforeAll(async () => {
  world = await createTestWorld()
  owner = new Client({ connectionString: world.databaseUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await world.close()
})
afterEach(async () => {
  await owner.query(
    `do $$ declare name text; begin
       for name in select inhrelid::regclass::text from pg_inherits where inhparent = 'campaign_metrics'::regclass
       loop execute 'drop table ' || name; end loop; end $$`,
  )
})

async function months(): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'campaign_metrics'::regclass order by 1`,
  )
  return rows.map(({ name }) => name.replace('campaign_metrics_', ''))
}

/** The first days of a month so many months from this one, by the database's clock. */
async function monthsAgo(count: number): Promise<string> {
  const { rows } = await owner.query<{ day: string }>(
    `select (date_trunc('month', current_date) - make_interval(months => $1))::date::text as day`,
    [count],
  )
  return rows[0]!.day
}

describe('months', () => {
  it('are made where days need them, once', async () => {
    expect(await makeMetricsMonths(world.ctx.db, '2026-08-31', '2026-10-01')).toEqual([
      '2026-08-01',
      '2026-09-01',
      '2026-10-01',
    ])
    expect(await makeMetricsMonths(world.ctx.db, '2026-08-31', '2026-11-30')).toEqual(['2026-11-01'])
    expect(await months()).toEqual(['2026_08', '2026_09', '2026_10', '2026_11'])
  })

  it('are made once when four workers do it at the same time', async () => {
    const made = await Promise.all(
      Array.from({ length: 4 }, () => makeMetricsMonths(world.ctx.db, '2026-08-01', '2026-12-01')),
    )
    expect(made.flat().toSorted()).toEqual([
      '2026-08-01',
      '2026-09-01',
      '2026-10-01',
      '2026-11-01',
      '2026-12-01',
    ])
    expect(await months()).toHaveLength(5)
  })

  it('are made and dropped by the daily care, which does nothing the second time', async () => {
    const old = await monthsAgo(38)
    const kept = await monthsAgo(37)
    await makeMetricsMonths(world.ctx.db, old, kept)
    await Promise.all([keepMetricsMonths(world.ctx), keepMetricsMonths(world.ctx)])
    const now = await months()
    expect(now).not.toContain(old.slice(0, 7).replace('-', '_'))
    expect(now).toContain(kept.slice(0, 7).replace('-', '_'))
    expect(now).toContain((await monthsAgo(0)).slice(0, 7).replace('-', '_'))
    expect(now).toContain((await monthsAgo(-3)).slice(0, 7).replace('-', '_'))
    await keepMetricsMonths(world.ctx)
    expect(await months()).toEqual(now)
  })

  it('that are dropped leave the sums', async () => {
    const { db } = world.ctx
    const { actor, accountId } = await createTestWorkspace(world.ctx)
    const { workspaceId } = actor
    const [campaign] = await insertLiveCampaigns(owner, { workspaceId, accountId }, 1)
    const day = await monthsAgo(5)
    await makeMetricsMonths(db, day, day)
    await db.transaction({ workspaceId }, (tx) =>
      replaceMetrics(tx, workspaceId, accountId, {
        googleCampaignIds: [campaign!.googleCampaignId],
        from: day,
        to: day,
        days: [dayOf(campaign!, day)],
      }),
    )
    expect(await wrongSums(owner)).toEqual([])
    expect(await dropOldMetricsMonths(db, 4)).toHaveLength(1)
    expect(await listLifetimeTotals(db, workspaceId, [campaign!.id])).toMatchObject([{ impressions: '1000' }])
  })

  it('out of all bounds are refused', async () => {
    await expect(makeMetricsMonths(world.ctx.db, '1999-01-01', '1999-01-01')).rejects.toMatchObject({
      constraint: 'campaign_metrics_month_range',
    })
    await expect(dropOldMetricsMonths(world.ctx.db, 0)).rejects.toMatchObject({
      constraint: 'campaign_metrics_keep_range',
    })
  })
})

describe('while somebody writes', () => {
  it('metrics of another month, a new month is attached without waiting', async () => {
    await makeMetricsMonths(world.ctx.db, '2026-10-01', '2026-10-01')
    const writer = new Client({ connectionString: world.databaseUrl })
    await writer.connect()
    await writer.query('begin')
    await writer.query(`lock table campaign_metrics in row exclusive mode`)
    expect(await makeMetricsMonths(world.ctx.db, '2026-11-01', '2026-11-01')).toEqual(['2026-11-01'])
    await writer.query('commit')
    await writer.end()
  })

  it('campaigns, making a month gives up and leaves nothing behind; the writer goes on', async () => {
    const writer = new Client({ connectionString: world.databaseUrl })
    await writer.connect()
    await writer.query('begin')
    await writer.query('lock table campaigns in row exclusive mode')
    await expect(makeMetricsMonths(world.ctx.db, '2026-11-01', '2026-11-01')).rejects.toMatchObject({
      code: 'unavailable',
    })
    expect(await months()).toEqual([])
    await writer.query('commit')
    expect(await makeMetricsMonths(world.ctx.db, '2026-11-01', '2026-11-01')).toEqual(['2026-11-01'])
    await writer.end()
  })

  it('metrics, dropping a month gives up; the writer goes on', async () => {
    const old = await monthsAgo(50)
    await makeMetricsMonths(world.ctx.db, old, old)
    const writer = new Client({ connectionString: world.databaseUrl })
    await writer.connect()
    await writer.query('begin')
    await writer.query('lock table campaign_metrics in row exclusive mode')
    await expect(dropOldMetricsMonths(world.ctx.db, 37)).rejects.toMatchObject({ code: 'unavailable' })
    await writer.query('commit')
    await writer.end()
    expect(await dropOldMetricsMonths(world.ctx.db, 37)).toHaveLength(1)
  })
})
