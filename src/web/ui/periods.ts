import type { DayMetrics } from '../../contract/metrics.ts'
import { addDays, daysBetween } from '../../contract/dates.ts'

/** Which days a page shows, and which others it holds them against. All of it is about calendar dates, which have no zone. */

export interface Range {
  from: string
  to: string
}

/** Named as in the page's address. Those of so many days end with yesterday: a day that is not over is no day to compare. */
export const PERIODS = ['7d', '30d', '90d', '365d', 'month', 'last-month', 'own'] as const
export type Period = (typeof PERIODS)[number]

export const PERIOD_LABELS: Record<Period, string> = {
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
  '365d': 'Last 365 days',
  month: 'This month',
  'last-month': 'Last month',
  own: 'Own dates',
}

export const COMPARISONS = ['previous', 'year', 'none'] as const
export type Comparison = (typeof COMPARISONS)[number]

export const COMPARISON_LABELS: Record<Comparison, string> = {
  previous: 'the days before',
  year: 'the year before',
  none: 'nothing',
}

/** As many days at once as the API answers. */
export const MAX_DAYS = 1096

const DATE = /^\d{4}-\d{2}-\d{2}$/
const firstOfMonth = (date: string): string => `${date.slice(0, 7)}-01`

/** The days of a period, today being that of the account. What is no range of dates is the last 30 days. */
export function rangeOf(period: Period, today: string, own: Partial<Range> = {}): Range {
  const yesterday = addDays(today, -1)
  switch (period) {
    case 'month':
      return { from: firstOfMonth(today), to: today }
    case 'last-month': {
      const to = addDays(firstOfMonth(today), -1)
      return { from: firstOfMonth(to), to }
    }
    case 'own':
      return isRange(own) ? { from: own.from, to: own.to } : rangeOf('30d', today)
    default:
      return { from: addDays(yesterday, 1 - Number.parseInt(period, 10)), to: yesterday }
  }
}

/** Whether both are dates, in order, and not more days than can be shown. */
export function isRange(range: Partial<Range>): range is Range {
  const { from, to } = range
  if (from === undefined || to === undefined || !isDate(from) || !isDate(to)) return false
  return from <= to && daysBetween(from, to) < MAX_DAYS
}

export function isDate(date: string): boolean {
  return DATE.test(date) && !Number.isNaN(Date.parse(date)) && addDays(date, 0) === date
}

/** As many days, right before. */
export function rangeBefore({ from, to }: Range): Range {
  return { from: addDays(from, -daysBetween(from, to) - 1), to: addDays(from, -1) }
}

/** The same date a year earlier; of 29 February, the day before it. */
export function yearBefore(date: string): string {
  const year = String(Number(date.slice(0, 4)) - 1).padStart(4, '0')
  const same = `${year}${date.slice(4)}`
  return isDate(same) ? same : `${year}-02-28`
}

/** The days that a range is compared with; null: with none. */
export function comparedRange(range: Range, comparison: Comparison): Range | null {
  if (comparison === 'none') return null
  if (comparison === 'previous') return rangeBefore(range)
  return { from: yearBefore(range.from), to: yearBefore(range.to) }
}

/** The day that one day of a range is held against. */
export function comparedDate(date: string, range: Range, comparison: Exclude<Comparison, 'none'>): string {
  return comparison === 'year' ? yearBefore(date) : addDays(date, -daysBetween(range.from, range.to) - 1)
}

/** For each day of a range, the one that it is held against; null where there is none. */
export function daysBeside(
  days: readonly DayMetrics[],
  earlier: readonly DayMetrics[],
  range: Range,
  comparison: Comparison,
): (DayMetrics | null)[] {
  if (comparison === 'none') return days.map(() => null)
  const byDate = new Map(earlier.map((day) => [day.date, day]))
  return days.map(({ date }) => byDate.get(comparedDate(date, range, comparison)) ?? null)
}

/**
 * Whether the numbers of all those days were read. Before the first day that was read, nothing is known: a difference
 * from that would be made up.
 */
export function isKnown(range: Range, firstDay: string | null): boolean {
  return firstDay !== null && range.from >= firstDay
}
