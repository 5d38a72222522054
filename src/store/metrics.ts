import type { Database, Reader, Tx } from './db.ts'
import { type ColumnsOf, statement } from './statement.ts'

/** What Google reports of one campaign on one day of its account. */
export interface DailyMetrics {
  googleCampaignId: string
  /** In the account's time zone. */
  date: string
  impressions: string
  clicks: string
  /** Millionths of the account's currency. */
  costMicros: string
  /** Decimals; kept to six places. */
  conversions: number
  /** Units of the account's currency, as decimals; kept to six places. */
  conversionsValue: number
}

/** What was read: everything that Google has of these campaigns on these days, both ends included. */
export interface MetricsWindow {
  googleCampaignIds: readonly string[]
  from: string
  to: string
  days: readonly DailyMetrics[]
}

// The server takes the days given for a handful, whatever their number. `not in` is hashed all the same; as `not exists` it
// was a loop over 31,000 days for each of 31,000, which took longer than the half minute that a statement may.
const REPLACE = statement<{ written: string; deleted: string }>(
  'metrics_replace',
  `with read as materialized (
     select id, google_campaign_id from campaigns
      where workspace_id = $1 and account_id = $2 and google_campaign_id = any ($3::bigint[])),
   given as materialized (
     select r.id as campaign_id, v.date, v.impressions, v.clicks, v."costMicros", v.conversions, v."conversionsValue"
       from jsonb_to_recordset($6::jsonb) as v("googleCampaignId" bigint, date date, impressions bigint, clicks bigint,
              "costMicros" bigint, conversions numeric(20, 6), "conversionsValue" numeric(20, 6))
       join read r on r.google_campaign_id = v."googleCampaignId"),
   gone as (
     delete from campaign_metrics m
      where m.workspace_id = $1 and m.account_id = $2 and m.date between $4 and $5
        and m.campaign_id in (select id from read)
        and (m.campaign_id, m.date) not in (select campaign_id, date from given where date is not null)
     returning 1),
   put as (
     insert into campaign_metrics as m (workspace_id, account_id, campaign_id, date, impressions, clicks, cost_micros,
         conversions, conversions_value)
     select $1, $2, campaign_id, date, impressions, clicks, "costMicros", conversions, "conversionsValue" from given
      where date between $4 and $5 order by campaign_id, date
     on conflict (workspace_id, account_id, campaign_id, date) do update
       set impressions = excluded.impressions, clicks = excluded.clicks, cost_micros = excluded.cost_micros,
           conversions = excluded.conversions, conversions_value = excluded.conversions_value
     where (m.impressions, m.clicks, m.cost_micros, m.conversions, m.conversions_value) is distinct from
       (excluded.impressions, excluded.clicks, excluded.cost_micros, excluded.conversions, excluded.conversions_value)
     returning 1)
   select (select count(*) from put) as written, (select count(*) from gone) as deleted`,
  { written: 'int8', deleted: 'int8' },
)

/**
 * Makes the days of the window what Google says now: new ones are added, restated ones changed, and those that it no
 * longer reports deleted. Sent again, it writes nothing. The sums follow by triggers in the same transaction. The months
 * of the window must exist (`makeMetricsMonths`). Answers the rows written and deleted.
 */
export async function replaceMetrics(
  tx: Tx,
  workspaceId: string,
  accountId: string,
  { googleCampaignIds, from, to, days }: MetricsWindow,
): Promise<{ written: number; deleted: number }> {
  const row = await tx.one(REPLACE, [
    workspaceId,
    accountId,
    googleCampaignIds,
    from,
    to,
    JSON.stringify(days),
  ])
  return { written: Number(row?.written), deleted: Number(row?.deleted) }
}

const CAMPAIGN_IDS = statement<{ google_campaign_id: string }>(
  'metrics_list_google_ids',
  `select google_campaign_id from campaigns
    where workspace_id = $1 and account_id = $2 and google_campaign_id > $3
    order by google_campaign_id limit $4`,
  { google_campaign_id: 'int8' },
)

/** Google's ids of an account's campaigns, a page at a time; of removed ones too, whose last days are restated still. */
export async function listMetricsGoogleIds(
  db: Database,
  workspaceId: string,
  accountId: string,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await db.many({ workspaceId }, CAMPAIGN_IDS, [workspaceId, accountId, after, limit])
  return rows.map((row) => row.google_campaign_id)
}

/** Numbers of a day, or of all days of a range where `date` is null. Decimals are exact, as text. */
export interface MetricsRow {
  date: string | null
  impressions: string
  clicks: string
  cost_micros: string
  conversions: string
  conversions_value: string
}

export interface CurrencyMetricsRow extends MetricsRow {
  currency_code: string
}

const NUMBERS: ColumnsOf<Omit<MetricsRow, 'date'>> = {
  impressions: 'text',
  clicks: 'text',
  cost_micros: 'text',
  conversions: 'text',
  conversions_value: 'text',
}
/** A sum of 64-bit numbers may need more than 64 bits, so it is text from the database to the answer. */
const SUMS = ['impressions', 'clicks', 'cost_micros', 'conversions', 'conversions_value']
  .map((column) => `trim_scale(coalesce(sum(m.${column}), 0))::text as ${column}`)
  .join(', ')

/** A day whose campaigns were all taken back stays as a sum of zeros. */
const NOT_ZERO =
  '(m.impressions, m.clicks, m.cost_micros, m.conversions, m.conversions_value) <> (0, 0, 0, 0, 0)'

/** The numbers of one day, which is one row. They are added up here: the server would take as long for that as for the days. */
const OF_DAY = `m.impressions, m.clicks, m.cost_micros, trim_scale(m.conversions)::text as conversions,
          trim_scale(m.conversions_value)::text as conversions_value`
const DAY_NUMBERS = {
  impressions: 'int8',
  clicks: 'int8',
  cost_micros: 'int8',
  conversions: 'text',
  conversions_value: 'text',
} as const

const OF_CAMPAIGN = statement<MetricsRow>(
  'metrics_list_of_campaign',
  `select m.date::text as date, ${OF_DAY} from campaign_metrics m
    where m.workspace_id = $1 and m.account_id = $2 and m.campaign_id = $3 and m.date between $4 and $5
    order by m.date`,
  { date: 'text', ...DAY_NUMBERS },
)

/** A campaign's days with numbers in a range, oldest first, and last their sum. */
export async function listCampaignMetrics(
  db: Reader,
  workspaceId: string,
  { accountId, campaignId }: { accountId: string; campaignId: string },
  from: string,
  to: string,
): Promise<MetricsRow[]> {
  const days = await db.many({ workspaceId }, OF_CAMPAIGN, [workspaceId, accountId, campaignId, from, to])
  return [...days, { date: null, ...sumOf(days) }]
}

const OF_WORKSPACE = statement<CurrencyMetricsRow>(
  'metrics_list_of_workspace',
  `select m.currency_code, m.date::text as date, ${OF_DAY} from workspace_metrics m
    where m.workspace_id = $1 and m.date between $2 and $3 and ${NOT_ZERO}
    order by m.currency_code, m.date`,
  { currency_code: 'text', date: 'text', ...DAY_NUMBERS },
)
const OF_ACCOUNT = statement<CurrencyMetricsRow>(
  'metrics_list_of_account',
  `select (select a.currency_code from accounts a where a.workspace_id = $1 and a.id = $4) as currency_code,
          m.date::text as date, ${OF_DAY}
     from account_metrics m
    where m.workspace_id = $1 and m.account_id = $4 and m.date between $2 and $3 and ${NOT_ZERO}
    order by m.date`,
  { currency_code: 'text', date: 'text', ...DAY_NUMBERS },
)

/**
 * The days of a workspace, or of one account of it, by currency: days with numbers, oldest first, and after each
 * currency's days their sum.
 */
export async function listWorkspaceMetrics(
  db: Reader,
  workspaceId: string,
  { accountId, from, to }: { accountId?: string | undefined; from: string; to: string },
): Promise<CurrencyMetricsRow[]> {
  const days =
    accountId === undefined
      ? await db.many({ workspaceId }, OF_WORKSPACE, [workspaceId, from, to])
      : await db.many({ workspaceId }, OF_ACCOUNT, [workspaceId, from, to, accountId])
  const currencies = [...new Set(days.map((day) => day.currency_code))]
  return currencies.flatMap((currency_code) => {
    const own = days.filter((day) => day.currency_code === currency_code)
    return [...own, { currency_code, date: null, ...sumOf(own) }]
  })
}

type Numbers = Omit<MetricsRow, 'date'>

/** Exact, however large: 64-bit numbers and decimals of six places. */
function sumOf(days: readonly Numbers[]): Numbers {
  const sum = (name: keyof Numbers): string =>
    decimalOf(days.reduce((all, day) => all + unitsOf(day[name]), 0n))
  return {
    impressions: sum('impressions'),
    clicks: sum('clicks'),
    cost_micros: sum('cost_micros'),
    conversions: sum('conversions'),
    conversions_value: sum('conversions_value'),
  }
}

const PLACES = 6

function unitsOf(decimal: string): bigint {
  const [whole, fraction = ''] = decimal.split('.')
  return BigInt(`${whole}${fraction.padEnd(PLACES, '0')}`)
}

function decimalOf(units: bigint): string {
  const digits = (units < 0n ? -units : units).toString().padStart(PLACES + 1, '0')
  const fraction = digits.slice(-PLACES).replace(/0+$/, '')
  return `${units < 0n ? '-' : ''}${digits.slice(0, -PLACES)}${fraction === '' ? '' : `.${fraction}`}`
}

export interface CampaignTotalsRow extends Omit<MetricsRow, 'date'> {
  campaign_id: string
}

const TOTALS_IN_RANGE = statement<CampaignTotalsRow>(
  'metrics_list_totals',
  `select m.campaign_id, ${SUMS}
     from campaigns c
     join campaign_metrics m on m.workspace_id = c.workspace_id and m.account_id = c.account_id and m.campaign_id = c.id
    where c.workspace_id = $1 and c.id = any ($2::uuid[]) and m.workspace_id = $1 and m.date between $3 and $4
    group by m.campaign_id order by m.campaign_id`,
  { campaign_id: 'uuid', ...NUMBERS },
)

/** The sums of these campaigns over a range of days; campaigns without numbers are left out. */
export async function listCampaignTotals(
  db: Reader,
  workspaceId: string,
  campaignIds: readonly string[],
  from: string,
  to: string,
): Promise<CampaignTotalsRow[]> {
  return await db.many({ workspaceId }, TOTALS_IN_RANGE, [workspaceId, campaignIds, from, to])
}

const LIFETIME = statement<CampaignTotalsRow>(
  'metrics_list_lifetime',
  `select m.campaign_id, ${SUMS} from campaign_metrics_totals m
    where m.workspace_id = $1 and m.campaign_id = any ($2::uuid[]) group by m.campaign_id order by m.campaign_id`,
  { campaign_id: 'uuid', ...NUMBERS },
)

/** The sums of these campaigns since they began; campaigns without numbers are left out. */
export async function listLifetimeTotals(
  db: Reader,
  workspaceId: string,
  campaignIds: readonly string[],
): Promise<CampaignTotalsRow[]> {
  return await db.many({ workspaceId }, LIFETIME, [workspaceId, campaignIds])
}
