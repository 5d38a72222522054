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
/** Numbers are read of so many days when an account is connected. */
const DAYS_KEPT = 395
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
  const first = `${today.slice(0, 7)}-01`
  const next = addDays(first, 31).slice(0, 7)
  const most = (Number(dailyBudgetMicros) / 1e6) * DAYS_OF_A_MONTH
  return paced(days, today, { first, length: daysBetween(first, `${next}-01`), most })
}

/** A campaign that has a budget for all of its days. */
export interface Run {
  /** null: it began at once. */
  startDate: string | null
  endDate: string
  totalBudgetMicros: string
}

/** The days that `runPacingOf` needs: from the first of the run, or as many as numbers are kept of. */
export function runRange({ startDate }: Pick<Run, 'startDate'>, today: string): { from: string; to: string } {
  const furthest = addDays(today, -DAYS_KEPT)
  const from = startDate === null || startDate < furthest ? furthest : startDate
  const week = addDays(today, -FORECAST_DAYS)
  return { from: from > week ? week : from, to: today }
}

/** Where a run stands against its budget. Without a date it began on the first day that has numbers. */
export function runPacingOf(days: readonly DayMetrics[], today: string, run: Run): Pacing {
  const first = run.startDate ?? days[0]?.date ?? today
  const length = Math.max(1, daysBetween(first, run.endDate) + 1)
  const pacing = paced(days, today, { first, length, most: Number(run.totalBudgetMicros) / 1e6 })
  // What is over goes on no more, and what is still to come has not begun.
  if (today > run.endDate) return { ...pacing, part: 1, forecast: pacing.spent }
  return today < first ? { ...pacing, part: 0, forecast: null } : pacing
}

interface Span {
  first: string
  /** In days. */
  length: number
  most: number
}

function paced(days: readonly DayMetrics[], today: string, { first, length, most }: Span): Pacing {
  const sum = (some: readonly DayMetrics[]): number => some.reduce((all, day) => all + cost(day), 0)
  const ofSpan = days.filter(({ date }) => date >= first && date <= today)
  const spent = sum(ofSpan)
  const gone = daysBetween(first, today)
  const week = days.filter(({ date }) => date < today && date >= addDays(today, -FORECAST_DAYS))
  const aDay = sum(week) / FORECAST_DAYS
  const before = sum(ofSpan.filter(({ date }) => date < today))
  const isClear = week.filter((day) => cost(day) > 0).length >= FEWEST_DAYS
  return {
    spent,
    most,
    part: (gone + 1) / length,
    forecast: isClear ? Math.max(spent, before + aDay * (length - gone)) : null,
  }
}
