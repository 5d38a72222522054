import type { DayMetrics, MetricsTotals } from '../../contract/metrics.ts'
import { addDays, daysBetween } from '../../contract/dates.ts'
import { formatMicros } from '../../contract/money.ts'
import { formatCount, formatDecimal, formatPercent } from './format.ts'

/** What Google counted, as people read it. Amounts stay in micros until they are written; only a chart needs numbers. */

export interface Metric {
  label: string
  /** For a chart: in units of the currency, in parts of one, or a count. null where there is nothing to divide by. */
  value: (numbers: MetricsTotals) => number | null
  words: (value: number, currencyCode: string) => string
  /** Whether more of it is good; null: neither. */
  isGood: boolean | null
}

const cost = ({ costMicros }: MetricsTotals): number => Number(costMicros) / 1e6
const money = (value: number, currencyCode: string): string =>
  formatMicros(String(Math.round(value * 1e6)), currencyCode)
const over = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

export const METRICS = {
  cost: { label: 'Cost', value: cost, words: money, isGood: null },
  impressions: {
    label: 'Impressions',
    value: ({ impressions }) => impressions,
    words: formatCount,
    isGood: true,
  },
  clicks: { label: 'Clicks', value: ({ clicks }) => clicks, words: formatCount, isGood: true },
  ctr: {
    label: 'CTR',
    value: ({ clicks, impressions }) => over(clicks, impressions),
    words: formatPercent,
    isGood: true,
  },
  cpc: {
    label: 'Avg. CPC',
    value: (numbers) => over(cost(numbers), numbers.clicks),
    words: money,
    isGood: false,
  },
  conversions: {
    label: 'Conversions',
    value: ({ conversions }) => Number(conversions),
    words: formatDecimal,
    isGood: true,
  },
  cpa: {
    label: 'Cost / conv.',
    value: (numbers) => over(cost(numbers), Number(numbers.conversions)),
    words: money,
    isGood: false,
  },
} satisfies Record<string, Metric>

export type MetricKey = keyof typeof METRICS
export const METRIC_KEYS = Object.keys(METRICS) as MetricKey[]

const NONE: MetricsTotals = {
  impressions: 0,
  clicks: 0,
  costMicros: '0',
  conversions: '0',
  conversionsValue: '0',
}

/** Every day of a range: one that Google did not report had nothing. */
export function everyDay(days: readonly DayMetrics[], from: string, to: string): DayMetrics[] {
  const byDate = new Map(days.map((day) => [day.date, day]))
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => {
    const date = addDays(from, index)
    return byDate.get(date) ?? { date, ...NONE }
  })
}

export interface Range {
  from: string
  to: string
}

/** As many days, right before. */
export function rangeBefore({ from, to }: Range): Range {
  return { from: addDays(from, -daysBetween(from, to) - 1), to: addDays(from, -1) }
}

/** How much one figure differs from another, as a part of the other; null where that says nothing. */
export function changeOf(now: number | null, before: number | null): number | null {
  return now === null || before === null || before === 0 ? null : now / before - 1
}

/** Google spends at most this many times the daily budget in a month: the days of a year over its months. */
const DAYS_OF_A_MONTH = 30.4

export interface Pacing {
  /** In units of the currency. */
  spent: number
  most: number
  /** Of the month, today counted in. */
  part: number
}

/** Where the month stands against the most that it may cost. */
export function pacingOf(days: readonly DayMetrics[], today: string, dailyBudgetMicros: string): Pacing {
  const month = today.slice(0, 7)
  const spent = days.filter(({ date }) => date.startsWith(month)).reduce((sum, day) => sum + cost(day), 0)
  const first = `${month}-01`
  const next = addDays(first, 31).slice(0, 7)
  const length = daysBetween(first, `${next}-01`)
  return {
    spent,
    most: (Number(dailyBudgetMicros) / 1e6) * DAYS_OF_A_MONTH,
    part: (daysBetween(first, today) + 1) / length,
  }
}
