import type { CampaignMetrics, DayMetrics, MetricsAnswer, MetricsTotals } from '../contract/metrics.ts'
import { AppError } from '../base/errors.ts'
import { findAccount, listAccounts } from '../store/accounts.ts'
import {
  type CurrencyMetricsRow,
  listCampaignMetrics,
  listWorkspaceMetrics,
  type MetricsRow,
} from '../store/metrics.ts'
import { listMetricsFreshness, type MetricsFreshness } from '../store/metrics-syncs.ts'
import { campaignOf, requireTree } from './campaign-answer.ts'
import type { Actor, Context } from './context.ts'

interface Days {
  from: string
  to: string
}

/** A campaign's days and their sum, in its account's currency and time zone. */
export async function readCampaignMetrics(
  ctx: Context,
  { workspaceId }: Actor,
  campaignId: string,
  { from, to }: Days,
): Promise<CampaignMetrics> {
  const { accountId } = campaignOf(await requireTree(ctx.db, workspaceId, campaignId))
  const account = await ctx.db.transaction({ workspaceId }, (tx) => findAccount(tx, workspaceId, accountId))
  if (account === undefined) throw new Error(`Account ${accountId} is gone.`)
  const fresh = await listMetricsFreshness(ctx.db.reader, workspaceId)
  const rows = await listCampaignMetrics(ctx.db.reader, workspaceId, { accountId, campaignId }, from, to)
  return {
    campaignId,
    currencyCode: account.currency_code,
    timeZone: account.time_zone,
    from,
    to,
    ...freshnessOf(fresh.filter(({ account_id: id }) => id === accountId)),
    ...daysAndTotals(rows),
  }
}

/** The days of a workspace, or of one account, by currency. */
export async function readMetrics(
  ctx: Context,
  { workspaceId }: Actor,
  { from, to, accountId }: Days & { accountId?: string | undefined },
): Promise<MetricsAnswer> {
  if (accountId !== undefined) {
    const accounts = await listAccounts(ctx.db, workspaceId)
    if (!accounts.some(({ id }) => id === accountId)) {
      throw new AppError('not_found', 'There is no such account in this workspace.')
    }
  }
  const fresh = await listMetricsFreshness(ctx.db.reader, workspaceId)
  const rows = await listWorkspaceMetrics(ctx.db.reader, workspaceId, { accountId, from, to })
  const byCurrency = Map.groupBy(rows, ({ currency_code: currency }: CurrencyMetricsRow) => currency)
  return {
    from,
    to,
    ...freshnessOf(fresh.filter(({ account_id: id }) => accountId === undefined || id === accountId)),
    currencies: [...byCurrency].map(([currencyCode, own]) => ({ currencyCode, ...daysAndTotals(own) })),
  }
}

/** The oldest reading counts: up to then everything is in. So does the latest first day. */
function freshnessOf(
  accounts: readonly MetricsFreshness[],
): Pick<MetricsAnswer, 'syncedAt' | 'firstDay' | 'problem'> {
  const times = accounts.flatMap(({ synced_at: at }) => (at === null ? [] : [at]))
  const oldest = times.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0]
  const firstDays = accounts.flatMap(({ read_from: from }) => (from === null ? [] : [from])).toSorted()
  return {
    syncedAt: oldest ?? null,
    firstDay: firstDays.at(-1) ?? null,
    problem: accounts.find(({ message }) => message !== null)?.message ?? null,
  }
}

function daysAndTotals(rows: readonly MetricsRow[]): { days: DayMetrics[]; totals: MetricsTotals } {
  const days = rows.flatMap((row) => (row.date === null ? [] : [{ date: row.date, ...numbersOf(row) }]))
  return { days, totals: numbersOf(rows.find(({ date }) => date === null)!) }
}

function numbersOf(row: MetricsRow): MetricsTotals {
  return {
    impressions: Number(row.impressions),
    clicks: Number(row.clicks),
    costMicros: row.cost_micros,
    conversions: row.conversions,
    conversionsValue: row.conversions_value,
  }
}
