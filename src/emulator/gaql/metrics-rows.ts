import { type Day, daysOf } from '../metrics/daily-numbers.ts'
import { type Share, shareOf } from '../metrics/shares.ts'
import { refuse } from '../refusal.ts'
import type { Message } from '../schema.ts'
import type { Account } from '../state.ts'
import type { World } from '../world.ts'
import { addMonths } from './dates.ts'
import type { Condition } from './parse.ts'
import type { RowMessages } from './source.ts'

const DATE = 'segments.date'
const BOUNDS_BELOW = new Set(['=', 'IN', '>', '>=', 'BETWEEN', 'DURING'])
const BOUNDS_ABOVE = new Set(['=', 'IN', '<', '<=', 'BETWEEN', 'DURING'])
/** Days are kept this long. */
const MONTHS_KEPT = 37

/** By day, a query needs both ends, and not from before Google's memory. */
export function checkDateRange(where: readonly Condition[], byDay: boolean, today: string): void {
  if (!byDay) return
  const dates = where.filter(({ field }) => field === DATE)
  const isBounded =
    dates.some(({ operator }) => BOUNDS_BELOW.has(operator)) &&
    dates.some(({ operator }) => BOUNDS_ABOVE.has(operator))
  if (!isBounded) {
    const message = `Error in query: ${DATE} is selected, so filter it on both ends.`
    throw refuse('queryError.EXPECTED_FILTERS_ON_DATE_RANGE', message, { trigger: DATE })
  }
  const oldest = addMonths(today, -MONTHS_KEPT)
  for (const { operator, values } of dates) {
    const first = values[0]?.text ?? ''
    if (BOUNDS_BELOW.has(operator) && operator !== 'DURING' && first < oldest) {
      const message = `Error in query: days are kept for ${MONTHS_KEPT} months.`
      throw refuse('dateRangeError.REQUESTED_DATE_GRANULARITY_NOT_SUPPORTED', message, { trigger: first })
    }
  }
}

/**
 * Numbers of one row of the query's resource: one set for each day, or one for all days together. The account,
 * campaigns, their ad groups and ads, and asset groups have numbers; other resources, and other segments than the day,
 * have none here.
 */
export function* withNumbers(
  world: World,
  account: Account,
  { from, row, segments }: { from: string; row: RowMessages; segments: ReadonlySet<string> },
  isWanted: (messages: RowMessages) => boolean,
): Generator<RowMessages> {
  const byDay = segments.has(DATE)
  if ([...segments].some((name) => name !== DATE)) return
  const onDay = (date: string): boolean => isWanted(new Map([['segments', { date }]]))
  const days = new Map<string, Day[]>()
  for (const share of sharesOf(world, account, from, row)) {
    for (const day of daysOf(share.campaign, account, world.clock.now(), onDay)) {
      const key = byDay ? day.date : ''
      const known = days.get(key)
      if (known) known.push(share.of(day))
      else days.set(key, [share.of(day)])
    }
  }
  if (!byDay) {
    yield new Map([...row, ['metrics', metricsOf([...days.values()].flat())]])
    return
  }
  for (const date of [...days.keys()].toSorted()) {
    yield new Map([...row, ['segments', { date }], ['metrics', metricsOf(days.get(date)!)]])
  }
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
