import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSchemaWorld, IDS, type Role, type SchemaWorld } from './world.ts'

let world: SchemaWorld
let month: string

beforeAll(async () => {
  world = await createSchemaWorld()
  const { rows } = await world.owner.query<{ name: string }>(
    `select 'campaign_metrics_' || to_char(current_date, 'YYYY_MM') as name`,
  )
  month = rows[0]!.name
})
afterAll(async () => await world.close())

const TABLES = [
  'campaign_metrics',
  'campaign_metrics_totals',
  'campaign_month_metrics',
  'account_metrics',
  'workspace_metrics',
  'metrics_syncs',
]

describe('metrics of another workspace', () => {
  it.each(TABLES)('its %s cannot be seen, and nothing without a workspace', async (table) => {
    for (const role of ['gacm_app', 'gacm_readonly'] as const) {
      expect(await world.count(role, `select from ${table}`)).toBe(1)
      expect(await world.count(role, `select from ${table} where workspace_id = '${IDS.theirs}'`)).toBe(0)
      expect(await world.count(role, `select from ${table}`, '')).toBe(0)
    }
  })

  it('cannot be written or deleted', async () => {
    const theirs = `'${IDS.theirs}', '${IDS.theirAccount}', '${IDS.theirCampaign}'`
    const sql = `insert into campaign_metrics values (${theirs}, current_date + 1, 1, 1, 1, 1, 1)`
    expect(await world.attempt('gacm_app', sql)).toMatchObject({ code: '42501' })
    expect(
      await world.count('gacm_app', `delete from campaign_metrics where workspace_id = '${IDS.theirs}'`),
    ).toBe(0)
  })
})

describe('a month read directly', () => {
  it.each(['gacm_app', 'gacm_worker', 'gacm_readonly'] as const)('is shut for %s', async (role) => {
    expect(await world.attempt(role, `select from ${month}`)).toMatchObject({ code: '42501' })
    expect(await world.attempt(role, `delete from ${month}`)).toMatchObject({ code: '42501' })
  })

  it('shows nothing even to a role that was granted it', async () => {
    await world.owner.query(`grant select on ${month} to gacm_app`)
    expect(await world.count('gacm_app', `select from ${month}`)).toBe(0)
    await world.owner.query(`revoke select on ${month} from gacm_app`)
    const { rows } = await world.owner.query(
      'select relrowsecurity, relforcerowsecurity from pg_class where relname = $1',
      [month],
    )
    expect(rows).toEqual([{ relrowsecurity: true, relforcerowsecurity: true }])
  })

  it('keeps one row per campaign and day', async () => {
    const twice = 'insert into campaign_metrics select * from campaign_metrics'
    expect(await world.attempt('gacm_app', twice)).toMatchObject({ constraint: `${month}_pkey` })
  })

  it('has every check and reference of the whole', async () => {
    const { rows } = await world.owner.query<{ missing: string }>(
      `select conname as missing from pg_constraint where conrelid = 'campaign_metrics'::regclass and contype in ('c', 'f')
       except select conname from pg_constraint where conrelid = $1::regclass`,
      [month],
    )
    expect(rows).toEqual([])
  })
})

describe('rights', () => {
  const denied: readonly [Role, string][] = [
    ['gacm_app', `update campaign_metrics set date = current_date + 1`],
    ['gacm_app', `update campaign_metrics set campaign_id = '${IDS.paused}'`],
    ['gacm_app', 'truncate campaign_metrics'],
    ...['campaign_metrics_totals', 'campaign_month_metrics', 'account_metrics', 'workspace_metrics'].flatMap(
      (table): [Role, string][] => [
        ['gacm_app', `update ${table} set clicks = 0`],
        ['gacm_app', `delete from ${table}`],
        ['gacm_app', `insert into ${table} select * from ${table}`],
        ['gacm_worker', `select 1 from ${table}`],
      ],
    ),
    ['gacm_app', 'delete from metrics_syncs'],
    ['gacm_app', `update metrics_syncs set account_id = '${IDS.otherAccount}'`],
    ['gacm_app', `select metrics_make_month('2026-11-01')`],
    ['gacm_app', 'select metrics_drop_month(37)'],
    ['gacm_app', `select campaign_metrics_count_months('${IDS.mine}', array['${IDS.paused}']::uuid[])`],
    ['gacm_worker', `select campaign_metrics_count_months('${IDS.mine}', array['${IDS.paused}']::uuid[])`],
    ['gacm_readonly', `select metrics_make_month('2026-11-01')`],
    ['gacm_readonly', 'select metrics_drop_month(37)'],
    ['gacm_worker', 'select 1 from campaign_metrics'],
    ['gacm_worker', 'select message from metrics_syncs'],
    ['gacm_worker', 'update metrics_syncs set claims = claims + 1'],
    ['gacm_worker', 'drop table campaign_metrics'],
    ['gacm_readonly', 'delete from campaign_metrics'],
  ]

  it.each(denied)('%s may not: %s', async (role, sql) => {
    expect(await world.attempt(role, sql)).toMatchObject({ code: '42501' })
  })

  it('a worker sees when every account is due, and no more', async () => {
    expect(
      await world.count('gacm_worker', 'select workspace_id, account_id, next_at from metrics_syncs', ''),
    ).toBe(2)
  })

  it('a worker makes months and drops them, although it owns nothing', async () => {
    const old = `(date_trunc('month', current_date) - interval '50 months')::date`
    expect(await world.count('gacm_worker', `select where metrics_make_month(${old})`)).toBe(1)
    const sql = `select metrics_make_month(${old}); select from pg_class where relname = metrics_drop_month(37)`
    expect(await world.attempt('gacm_worker', sql)).toBeUndefined()
    expect(await world.count('gacm_worker', 'select where metrics_drop_month(37) is null')).toBe(1)
  })

  it('a click may come on a day without impressions', async () => {
    const row = `'${IDS.mine}', '${IDS.account}', '${IDS.paused}', current_date, 0, 3, 10, 0.333333, -4`
    expect(await world.attempt('gacm_app', `insert into campaign_metrics values (${row})`)).toBeUndefined()
  })
})
