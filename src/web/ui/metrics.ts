import type { DayMetrics, MetricsTotals } from '../../contract/metrics.ts'
import { addDays, daysBetween } from '../../contract/dates.ts'
import { formatCount, formatDecimal, formatMoney, formatPercent, formatShort } from './format.ts'

/** What Google counted, as people read it. Amounts stay in micros until they are written; only a chart needs numbers. */

export interface Metric {
  label: string
  /** For a chart: in units of the currency, in parts of one, or a count. null where there is nothing to divide by. */
  value: (numbers: MetricsTotals) => number | null
  words: (value: number, currencyCode: string) => string
  /** The same where there is little room, as on an axis. */
  short: (value: number, currencyCode: string) => string
  /** Whether more of it is good; null: neither. */
  isGood: boolean | null
}

const cost = ({ costMicros }: MetricsTotals): number => Number(costMicros) / 1e6
const money = (value: number, currencyCode: string): string =>
  formatMoney(String(Math.round(value * 1e6)), currencyCode)
const shortMoney = (value: number, currencyCode: string): string => formatShort(value, currencyCode)
const shortCount = (value: number): string => formatShort(value)
const over = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

export const METRICS = {
  cost: { label: 'Cost', value: cost, words: money, short: shortMoney, isGood: null },
  impressions: {
    label: 'Impressions',
    value: ({ impressions }) => impressions,
    words: formatCount,
    short: shortCount,
    isGood: true,
  },
  clicks: {
    label: 'Clicks',
    value: ({ clicks }) => clicks,
    words: formatCount,
    short: shortCount,
    isGood: true,
  },
  ctr: {
    label: 'CTR',
    value: ({ clicks, impressions }) => over(clicks, impressions),
    words: formatPercent,
    short: formatPercent,
    isGood: true,
  },
  cpc: {
    label: 'Avg. CPC',
    value: (numbers) => over(cost(numbers), numbers.clicks),
    words: money,
    short: shortMoney,
    isGood: false,
  },
  conversions: {
    label: 'Conversions',
    value: ({ conversions }) => Number(conversions),
    words: formatDecimal,
    short: shortCount,
    isGood: true,
  },
  cpa: {
    label: 'Cost / conv.',
    value: (numbers) => over(cost(numbers), Number(numbers.conversions)),
    words: money,
    short: shortMoney,
    isGood: false,
  },
  value: {
    label: 'Conv. value',
    value: ({ conversionsValue }) => Number(conversionsValue),
    words: money,
    short: shortMoney,
    isGood: true,
  },
  roas: {
    label: 'Value / cost',
    value: (numbers) => over(Number(numbers.conversionsValue), cost(numbers)),
    words: formatDecimal,
    short: shortCount,
    isGood: true,
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

/** How much one figure differs from another, as a part of the other; null where that says nothing. */
export function changeOf(now: number | null, before: number | null): number | null {
  return now === null || before === null || before === 0 ? null : now / before - 1
}

/** Google spends at most this many times the daily budget in a month: the days of a year over its months. */
const DAYS_OF_A_MONTH = 30.4
/** A forecast goes on as the last whole days went: a week of them, so that weekends weigh what they do. */
const FORECAST_DAYS = 7
/** Of fewer days with spend nothing is foretold. */
const FEWEST_DAYS = 3

export interface Pacing {
  /** In units of the currency. */
  spent: number
  most: number
  /** Of the month, today counted in. */
  part: number
  /** What the month will have cost at its end, if it goes on as the last week; null: cannot tell yet. */
  forecast: number | null
}

/** The days that `pacingOf` needs: of this month, and the week before today. */
export function pacingRange(today: string): { from: string; to: string } {
  const first = `${today.slice(0, 7)}-01`
  const week = addDays(today, -FORECAST_DAYS)
  return { from: week < first ? week : first, to: today }
}

/** Where the month stands against the most that it may cost, and where it is going. */
export function pacingOf(days: readonly DayMetrics[], today: string, dailyBudgetMicros: string): Pacing {
  const month = today.slice(0, 7)
  const sum = (some: readonly DayMetrics[]): number => some.reduce((all, day) => all + cost(day), 0)
  const ofMonth = days.filter(({ date }) => date.startsWith(month) && date <= today)
  const spent = sum(ofMonth)
  const first = `${month}-01`
  const next = addDays(first, 31).slice(0, 7)
  const length = daysBetween(first, `${next}-01`)
  const gone = daysBetween(first, today)
  const week = days.filter(({ date }) => date < today && date >= addDays(today, -FORECAST_DAYS))
  const aDay = sum(week) / FORECAST_DAYS
  const before = sum(ofMonth.filter(({ date }) => date < today))
  const isClear = week.filter((day) => cost(day) > 0).length >= FEWEST_DAYS
  return {
    spent,
    most: (Number(dailyBudgetMicros) / 1e6) * DAYS_OF_A_MONTH,
    part: (gone + 1) / length,
    forecast: isClear ? Math.max(spent, before + aDay * (length - gone)) : null,
  }
}
