import { type Day, daysOf } from '../metrics/daily-numbers.ts'
import { type Share, shareOf } from '../metrics/shares.ts'
import { refuse } from '../refusal.ts'
import type { Message } from '../schema.ts'
import type { Account } from '../state.ts'
import type { World } from '../world.ts'
import { DATE_SEGMENTS, segmentsOfDay } from './date-segments.ts'
import { addMonths } from './dates.ts'
import type { Condition } from './parse.ts'
import type { RowMessages } from './source.ts'

const DATE = 'segments.date'
const CORE_DATES = new Set([DATE, 'segments.week', 'segments.month', 'segments.quarter', 'segments.year'])
const BOUNDS_BELOW = new Set(['=', 'IN', '>', '>=', 'BETWEEN', 'DURING'])
const BOUNDS_ABOVE = new Set(['=', 'IN', '<', '<=', 'BETWEEN', 'DURING'])
/** Days are kept this long. */
const MONTHS_KEPT = 37

/** The metrics that are worked out; all others are zero. */
export const METRIC_NAMES = [
  'all_conversions',
  'all_conversions_value',
  'average_cost',
  'average_cpc',
  'clicks',
  'conversions',
  'conversions_value',
  'cost_micros',
  'ctr',
  'impressions',
  'interactions',
]

/** By day, a query needs both ends, and not from before Google's memory. */
export function checkDateRange(where: readonly Condition[], byDay: boolean, today: string): void {
  if (!byDay) return
  const dates = where.filter(({ field }) => CORE_DATES.has(field))
  const isBounded =
    dates.some(({ operator }) => BOUNDS_BELOW.has(operator)) &&
    dates.some(({ operator }) => BOUNDS_ABOVE.has(operator))
  if (!isBounded) {
    const message = `Error in query: rows are by date, so filter ${DATE} on both ends.`
    throw refuse('queryError.EXPECTED_FILTERS_ON_DATE_RANGE', message, { trigger: DATE })
  }
  const oldest = addMonths(today, -MONTHS_KEPT)
  for (const { operator, values } of dates) {
    const first = values[0]?.text ?? ''
    const last = values[1]?.text ?? ''
    if (operator === 'BETWEEN' && first > last) {
      const message = 'Error in query: the range ends before it begins.'
      throw refuse('queryError.DATE_RANGE_TOO_NARROW', message, { trigger: first })
    }
    if (BOUNDS_BELOW.has(operator) && operator !== 'DURING' && first.length > 4 && first < oldest) {
      const message = `Error in query: days are kept for ${MONTHS_KEPT} months.`
      throw refuse('dateRangeError.REQUESTED_DATE_GRANULARITY_NOT_SUPPORTED', message, { trigger: first })
    }
  }
}

/**
 * Numbers of one row of the query's resource: one set for each day, or one for all days together. The account,
 * campaigns, their ad groups and ads, and asset groups have numbers; other resources, and other segments than those of time,
 * have none here.
 */
export function* withNumbers(
  world: World,
  account: Account,
  { from, row, segments }: { from: string; row: RowMessages; segments: ReadonlySet<string> },
  isWanted: (messages: RowMessages) => boolean,
): Generator<RowMessages> {
  if ([...segments].some((name) => !DATE_SEGMENTS.has(name))) return
  const onDay = (date: string): boolean => isWanted(new Map([['segments', segmentsOfDay(date)]]))
  const keyOf = (date: string): string => JSON.stringify(picked(segmentsOfDay(date), segments))
  const days = new Map<string, Day[]>()
  for (const share of sharesOf(world, account, from, row)) {
    for (const day of daysOf(share.campaign, account, world.clock.now(), onDay)) {
      const key = segments.size === 0 ? '' : keyOf(day.date)
      const known = days.get(key)
      if (known) known.push(share.of(day))
      else days.set(key, [share.of(day)])
    }
  }
  if (segments.size === 0) {
    yield new Map([...row, ['metrics', metricsOf([...days.values()].flat())]])
    return
  }
  const oldestFirst = [...days.values()].toSorted(([a], [b]) => (a!.date < b!.date ? -1 : 1))
  for (const together of oldestFirst) {
    const shown = picked(segmentsOfDay(together[0]!.date), segments)
    yield new Map([...row, ['segments', shown], ['metrics', metricsOf(together)]])
  }
}

/** The segments that a query breaks its numbers down by. */
function picked(all: Message, segments: ReadonlySet<string>): Message {
  const camel = (name: string): string =>
    name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
  const wanted = new Set([...segments].map((name) => camel(name.slice('segments.'.length))))
  return Object.fromEntries(Object.entries(all).filter(([name]) => wanted.has(name)))
}

/** What the row has numbers by: all campaigns of the account, one campaign, or its part of one. */
function sharesOf({ state }: World, account: Account, from: string, row: RowMessages): Share[] {
  const name = row.get(from)?.['resourceName']
  const own = typeof name === 'string' ? state.find(name) : undefined
  const rows = from === 'customer' ? [...state.list('campaign', account.id)] : own ? [own] : []
  return rows.flatMap((one) => shareOf(state, account, one) ?? [])
}

function metricsOf(days: readonly Day[]): Message {
  const sum = (of: (day: Day) => number): number => days.reduce((total, day) => total + of(day), 0)
  const rounded = (value: number): number => Math.round(value * 1e6) / 1e6
  const impressions = sum((day) => day.impressions)
  const clicks = sum((day) => day.clicks)
  const costMicros = sum((day) => day.costMicros)
  const conversions = rounded(sum((day) => day.conversions))
  const conversionsValue = rounded(sum((day) => day.conversionsValue))
  const perClick = clicks === 0 ? 0 : costMicros / clicks
  return {
    impressions: String(impressions),
    clicks: String(clicks),
    interactions: String(clicks),
    costMicros: String(costMicros),
    conversions,
    conversionsValue,
    allConversions: conversions,
    allConversionsValue: conversionsValue,
    ctr: impressions === 0 ? 0 : clicks / impressions,
    averageCpc: perClick,
    averageCost: perClick,
  }
}
