import type { Attack } from './attack-sql.ts'
import { IDS } from './world.ts'

const W = `workspace_id = '${IDS.mine}'`
const NUMBERS = 'impressions, clicks, cost_micros, conversions, conversions_value'

const day = (over: Record<string, string>): string => {
  const row = {
    workspace_id: `'${IDS.mine}'`,
    account_id: `'${IDS.account}'`,
    campaign_id: `'${IDS.paused}'`,
    date: 'current_date',
    impressions: '1',
    clicks: '1',
    cost_micros: '1',
    conversions: '1',
    conversions_value: '1',
    ...over,
  }
  return `insert into campaign_metrics (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`
}
const sync = (set: string): string => `update metrics_syncs set ${set} where account_id = '${IDS.account}'`

export const METRICS: readonly Attack[] = [
  ['campaign_metrics_campaign_fkey', day({ account_id: `'${IDS.otherAccount}'` })],
  ['campaign_metrics_campaign_fkey', day({ campaign_id: `'${IDS.theirCampaign}'` })],
  ['campaign_metrics_impressions_not_negative', day({ impressions: '-1' })],
  ['campaign_metrics_clicks_not_negative', day({ clicks: '-1' })],
  ['campaign_metrics_cost_not_negative', day({ cost_micros: '-1' })],
  ['campaign_metrics_conversions_not_negative', day({ conversions: '-0.000001' })],
  ['campaign_metrics_conversions_not_negative', day({ conversions: `'NaN'` })],
  ['campaign_metrics_value_is_number', day({ conversions_value: `'NaN'` })],
  [
    'campaign_metrics_totals_pkey',
    'insert into campaign_metrics_totals select * from campaign_metrics_totals',
    'owner',
  ],
  [
    'campaign_metrics_totals_campaign_fkey',
    `insert into campaign_metrics_totals (workspace_id, campaign_id, ${NUMBERS}) values ('${IDS.mine}', '${IDS.theirCampaign}', 0, 0, 0, 0, 0)`,
    'owner',
  ],
  [
    'campaign_month_metrics_pkey',
    'insert into campaign_month_metrics select * from campaign_month_metrics',
    'owner',
  ],
  [
    'campaign_month_metrics_campaign_fkey',
    `update campaign_month_metrics set account_id = '${IDS.otherAccount}' where ${W}`,
    'owner',
  ],
  [
    'campaign_month_metrics_first_day',
    `update campaign_month_metrics set month = month + 1 where ${W}`,
    'owner',
  ],
  [
    'campaign_month_metrics_currency_code',
    `update campaign_month_metrics set currency_code = 'usd'`,
    'owner',
  ],
  ['account_metrics_pkey', 'insert into account_metrics select * from account_metrics', 'owner'],
  [
    'account_metrics_account_fkey',
    `insert into account_metrics (workspace_id, account_id, date, ${NUMBERS}) values ('${IDS.mine}', '${IDS.theirAccount}', '2026-01-01', 0, 0, 0, 0, 0)`,
    'owner',
  ],
  ['workspace_metrics_pkey', 'insert into workspace_metrics select * from workspace_metrics', 'owner'],
  [
    'workspace_metrics_workspace_fkey',
    `update workspace_metrics set workspace_id = '${IDS.free}' where ${W}`,
    'owner',
  ],
  ['workspace_metrics_currency_code', `update workspace_metrics set currency_code = 'usd'`, 'owner'],
  ['metrics_syncs_pkey', 'insert into metrics_syncs select * from metrics_syncs', 'owner'],
  [
    'metrics_syncs_account_fkey',
    `insert into metrics_syncs (workspace_id, account_id, claims, next_at) values ('${IDS.mine}', '${IDS.theirAccount}', 1, now())`,
  ],
  ['metrics_syncs_claims_positive', sync('claims = 0')],
  [
    'metrics_syncs_window_ordered',
    sync(`read_from = '2026-01-02', read_through = '2026-01-01', synced_at = now()`),
  ],
  ['metrics_syncs_read_whole', sync('synced_at = now()')],
  ['metrics_syncs_read_whole', sync(`read_from = '2026-01-01'`)],
  ['metrics_syncs_failures_not_negative', sync('failures = -1')],
  ['metrics_syncs_message_length', sync(`message = repeat('x', 1001)`)],
  ['metrics_syncs_message_length', sync(`message = ''`)],
  ['campaign_metrics_month_range', `select metrics_make_month('2026-11-02')`, 'gacm_worker'],
  ['campaign_metrics_month_range', 'select metrics_make_month(null)', 'gacm_worker'],
  ['campaign_metrics_month_range', `select metrics_make_month('infinity')`, 'gacm_worker'],
  ['campaign_metrics_month_range', `select metrics_make_month('1999-01-01')`, 'gacm_worker'],
  [
    'campaign_metrics_month_range',
    `select metrics_make_month((date_trunc('month', now()) + interval '13 months')::date)`,
    'gacm_worker',
  ],
  ['campaign_metrics_keep_range', 'select metrics_drop_month(0)', 'gacm_worker'],
  ['campaign_metrics_keep_range', 'select metrics_drop_month(121)', 'gacm_worker'],
  ['campaign_metrics_keep_range', 'select metrics_drop_month(null)', 'gacm_worker'],
]

export const METRICS_OUT_OF_REACH: Readonly<Record<string, string>> = {
  campaign_metrics_pkey: 'the key of the month refuses, under the name of the month',
}
