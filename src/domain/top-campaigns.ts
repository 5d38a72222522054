import { addDays } from '../contract/dates.ts'
import type { MetricsTotals, TopCampaigns, TopCampaignsQuery } from '../contract/metrics.ts'
import {
  listCampaignNames,
  listMonthsDearest,
  listSideTotals,
  type MonthsDearest,
  type RangeParts,
  type SideTotals,
  type TopScope,
} from '../store/top-campaigns.ts'
import { listAccounts } from '../store/accounts.ts'
import { AppError } from '../base/errors.ts'
import type { Actor, Context } from './context.ts'

interface Days {
  from: string
  to: string
}

/** So many campaigns are added up for one answer, at most so many and at least so many of each month. */
const MOST_ADDED_UP = 800
const MOST_PER_MONTH = 200
const FEWEST_PER_MONTH = 20

/** The ranges by their place: the days that are shown, and those that they are compared with. */
const NOW = 0
const BEFORE = 1

/**
 * The campaigns of an account or of a currency that cost most, or whose cost changed most. They are looked for among those
 * that cost most in each month, by an index; whether another one could belong here is told by the last of each month.
 */
export async function listTopCampaigns(
  ctx: Context,
  { workspaceId }: Actor,
  query: TopCampaignsQuery,
): Promise<TopCampaigns> {
  const scope = await scopeOf(ctx, workspaceId, query)
  const now: Days = { from: query.from, to: query.to }
  const { compareFrom, compareTo, limit } = query
  const before =
    compareFrom === undefined || compareTo === undefined ? null : { from: compareFrom, to: compareTo }
  const months = [...new Set([now, ...(before === null ? [] : [before])].flatMap(monthsOf))]
  const perMonth = perMonthOf(months.length)
  const dearest = await listMonthsDearest(ctx.db.reader, workspaceId, scope, months, perMonth)
  const accounts = new Map(dearest.map((row) => [row.campaign_id, row.account_id]))
  const picked = [...accounts].map(([campaignId, accountId]) => ({ campaignId, accountId }))
  const parts = joined([partsOf(now, NOW), ...(before === null ? [] : [partsOf(before, BEFORE)])])
  const sums = picked.length === 0 ? [] : await listSideTotals(ctx.db.reader, workspaceId, picked, parts)
  const { first, complete } = topOf(query.by, limit, sums, {
    dearest,
    perMonth,
    ranges: [now, ...(before === null || query.by === 'cost' ? [] : [before])],
  })
  const names = await listCampaignNames(
    ctx.db.reader,
    workspaceId,
    first.map(({ campaignId }) => campaignId),
  )
  const byId = new Map(names.map((row) => [row.id, row]))
  return {
    complete,
    items: first.flatMap(({ campaignId, now: totals, before: earlier }) => {
      const row = byId.get(campaignId)
      if (row === undefined) return []
      const { name, account_id: accountId, status, archived } = row
      return [
        { campaignId, name, accountId, status, archived, totals, before: before === null ? null : earlier },
      ]
    }),
  }
}

interface Looked {
  dearest: readonly MonthsDearest[]
  perMonth: number
  /** Those that decide about the order. */
  ranges: readonly Days[]
}

/**
 * The first of those that were added up. They are the first of all where none that was not looked at can weigh as much: in a
 * range it cost no more than the last ones of its months together, and its cost changed by no more than the larger of two.
 */
export function topOf(
  by: TopCampaignsQuery['by'],
  limit: number,
  sums: readonly SideTotals[],
  { dearest, perMonth, ranges }: Looked,
): { first: Ranked[]; complete: boolean } {
  const first = rankedBy(by, sums).slice(0, limit)
  const bound = ranges
    .map((days) => mostUnseen(dearest, monthsOf(days), perMonth))
    .reduce((one, other) => (one > other ? one : other), 0n)
  return { first, complete: bound === 0n || (first.length === limit && first.at(-1)!.weight > bound) }
}

async function scopeOf(ctx: Context, workspaceId: string, query: TopCampaignsQuery): Promise<TopScope> {
  const { accountId, currencyCode } = query
  if (accountId === undefined) return { currencyCode: currencyCode! }
  if (!(await listAccounts(ctx.db, workspaceId)).some(({ id }) => id === accountId)) {
    throw new AppError('not_found', 'There is no such account in this workspace.')
  }
  return { accountId }
}

function perMonthOf(months: number): number {
  return Math.max(FEWEST_PER_MONTH, Math.min(MOST_PER_MONTH, Math.floor(MOST_ADDED_UP / months)))
}

/** What a campaign that is in none of these lists can have cost at most: in each month no more than the last one there. */
function mostUnseen(dearest: readonly MonthsDearest[], months: readonly string[], perMonth: number): bigint {
  return months
    .map((month) => dearest.filter((row) => row.month === month))
    .filter((rows) => rows.length >= perMonth)
    .reduce((sum, rows) => sum + BigInt(rows.at(-1)!.cost_micros), 0n)
}

export interface Ranked {
  campaignId: string
  /** Micros: what it cost, or by how much that changed. */
  weight: bigint
  now: MetricsTotals
  before: MetricsTotals
}

function rankedBy(by: TopCampaignsQuery['by'], sums: readonly SideTotals[]): Ranked[] {
  const sides = Map.groupBy(sums, (row) => row.campaign_id)
  return [...sides]
    .map(([campaignId, rows]) => {
      const now = totalsOf(rows.find(({ side }) => side === NOW))
      const before = totalsOf(rows.find(({ side }) => side === BEFORE))
      const change = BigInt(now.costMicros) - BigInt(before.costMicros)
      const weight = by === 'cost' ? BigInt(now.costMicros) : change < 0n ? -change : change
      return { campaignId, weight, now, before }
    })
    .filter(({ weight }) => weight > 0n)
    .toSorted(
      (one, other) =>
        Number(other.weight > one.weight) - Number(other.weight < one.weight) ||
        one.campaignId.localeCompare(other.campaignId),
    )
}

function totalsOf(row: SideTotals | undefined): MetricsTotals {
  return {
    impressions: Number(row?.impressions ?? 0),
    clicks: Number(row?.clicks ?? 0),
    costMicros: row?.cost_micros ?? '0',
    conversions: row?.conversions ?? '0',
    conversionsValue: row?.conversions_value ?? '0',
  }
}

const monthOf = (date: string): string => `${date.slice(0, 7)}-01`
const nextMonth = (month: string): string => monthOf(addDays(month, 31))

/** The months that a range touches, by their first days. */
function monthsOf({ from, to }: Days): string[] {
  const months: string[] = []
  for (let month = monthOf(from); month <= to; month = nextMonth(month)) months.push(month)
  return months
}

/** A range as its whole months, and what is left of the others by day. */
export function partsOf({ from, to }: Days, side: number): RangeParts {
  const parts = {
    months: [] as { side: number; month: string }[],
    days: [] as { side: number; from: string; to: string }[],
  }
  for (const month of monthsOf({ from, to })) {
    const last = addDays(nextMonth(month), -1)
    if (month >= from && last <= to) parts.months.push({ side, month })
    else parts.days.push({ side, from: month < from ? from : month, to: last > to ? to : last })
  }
  return parts
}

function joined(parts: readonly RangeParts[]): RangeParts {
  return { months: parts.flatMap(({ months }) => months), days: parts.flatMap(({ days }) => days) }
}
