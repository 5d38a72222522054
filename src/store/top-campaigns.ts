import type { CampaignStatus } from '../contract/words.ts'
import type { Reader } from './db.ts'
import type { MetricsRow } from './metrics.ts'
import { type ColumnsOf, statement } from './statement.ts'

/** The campaigns that cost most in a month, of one account or of all in one currency. */
export interface MonthsDearest {
  month: string
  campaign_id: string
  account_id: string
  cost_micros: string
}

/** Whose campaigns are compared: amounts of two currencies never are. */
export type TopScope = { accountId: string } | { currencyCode: string }

const DEAREST: ColumnsOf<MonthsDearest> = {
  month: 'text',
  campaign_id: 'uuid',
  account_id: 'uuid',
  cost_micros: 'int8',
}
const dearest = (scope: string): string => `
  select m.month::date::text as month, t.campaign_id, t.account_id, t.cost_micros
    from unnest($3::date[]) as m(month)
   cross join lateral (
     select k.campaign_id, k.account_id, k.cost_micros from campaign_month_metrics k
      where k.workspace_id = $1 and ${scope} and k.month = m.month
      order by k.cost_micros desc, k.campaign_id limit $4) t`

const OF_ACCOUNT = statement<MonthsDearest>(
  'top_list_months_of_account',
  dearest('k.account_id = $2::uuid'),
  DEAREST,
)
const OF_CURRENCY = statement<MonthsDearest>(
  'top_list_months_of_currency',
  dearest('k.currency_code = $2'),
  DEAREST,
)

/** Of each of these months, named by its first day, so many campaigns that cost most. */
export async function listMonthsDearest(
  db: Reader,
  workspaceId: string,
  scope: TopScope,
  months: readonly string[],
  perMonth: number,
): Promise<MonthsDearest[]> {
  const [one, value] =
    'accountId' in scope ? [OF_ACCOUNT, scope.accountId] : [OF_CURRENCY, scope.currencyCode]
  return await db.many({ workspaceId }, one, [workspaceId, value, months, perMonth])
}

/** A range of days as whole months and the days beside them. `side` says which range it belongs to. */
export interface RangeParts {
  months: readonly { side: number; month: string }[]
  days: readonly { side: number; from: string; to: string }[]
}

export interface SideTotals extends Omit<MetricsRow, 'date'> {
  campaign_id: string
  side: number
}

const SUMS = ['impressions', 'clicks', 'cost_micros', 'conversions', 'conversions_value']
  .map((column) => `trim_scale(sum(m.${column}))::text as ${column}`)
  .join(', ')
const NUMBERS = 'impressions, m.clicks, m.cost_micros, m.conversions, m.conversions_value'

/** Whole months from their sums, the rest by day: a range of a year is some dozen rows of each campaign. */
const TOTALS = statement<SideTotals>(
  'top_list_totals',
  `with picked as (
     select * from unnest($2::uuid[], $3::uuid[]) as p(campaign_id, account_id)),
   parts as (
     select p.campaign_id, r.side, m.${NUMBERS}
       from picked p cross join unnest($4::int[], $5::date[]) as r(side, month)
      cross join lateral (
        select * from campaign_month_metrics m
         where m.workspace_id = $1 and m.campaign_id = p.campaign_id and m.month = r.month offset 0) m
      union all
     select p.campaign_id, r.side, m.${NUMBERS}
       from picked p cross join unnest($6::int[], $7::date[], $8::date[]) as r(side, first_day, last_day)
      cross join lateral (
        select * from campaign_metrics m
         where m.workspace_id = $1 and m.account_id = p.account_id and m.campaign_id = p.campaign_id
           and m.date between r.first_day and r.last_day offset 0) m)
   select m.campaign_id, m.side, ${SUMS} from parts m group by m.campaign_id, m.side`,
  {
    campaign_id: 'uuid',
    side: 'int4',
    impressions: 'text',
    clicks: 'text',
    cost_micros: 'text',
    conversions: 'text',
    conversions_value: 'text',
  },
)

/** The sums of these campaigns over each range; a range without numbers is left out. */
export async function listSideTotals(
  db: Reader,
  workspaceId: string,
  campaigns: readonly { campaignId: string; accountId: string }[],
  { months, days }: RangeParts,
): Promise<SideTotals[]> {
  return await db.many({ workspaceId }, TOTALS, [
    workspaceId,
    campaigns.map(({ campaignId }) => campaignId),
    campaigns.map(({ accountId }) => accountId),
    months.map(({ side }) => side),
    months.map(({ month }) => month),
    days.map(({ side }) => side),
    days.map(({ from }) => from),
    days.map(({ to }) => to),
  ])
}

export interface NamedCampaign {
  id: string
  name: string
  account_id: string
  status: CampaignStatus
  archived: boolean
}

const NAMES = statement<NamedCampaign>(
  'campaign_list_names',
  `select id, name, account_id, status, archived from campaigns where workspace_id = $1 and id = any ($2::uuid[])`,
  { id: 'uuid', name: 'text', account_id: 'uuid', status: 'text', archived: 'bool' },
)

/** What these campaigns are called, in any order. */
export async function listCampaignNames(
  db: Reader,
  workspaceId: string,
  ids: readonly string[],
): Promise<NamedCampaign[]> {
  return await db.many({ workspaceId }, NAMES, [workspaceId, ids])
}
