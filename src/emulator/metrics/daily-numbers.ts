import { createHash } from 'node:crypto'
import { localDateTime } from '../clock.ts'
import { addDays } from '../gaql/dates.ts'
import { CURRENCIES } from '../reference/currencies.ts'
import { textOf } from '../schema.ts'
import type { Account, Row } from '../state.ts'
import type { DayNumbers, Run } from './runs.ts'

/** People are out on Saturday and Sunday. */
const WEEKDAYS = [0.8, 1, 1.02, 1.05, 1.05, 1, 0.88]
/** No month costs more than this many daily budgets. Source: Google Ads Help, "Average daily budgets". */
const BUDGETS_PER_MONTH = 30.4
const SECONDS_PER_DAY = 86_400
/** How much of its conversions a day has been given when it ends, and how much each day after adds: a week in all. */
const EARLY_SHARE = 0.55
const SHARE_PER_DAY = 0.065

/** A day of a campaign that served, in the account's time zone. */
export interface Day extends DayNumbers {
  date: string
}

interface LocalRun extends Pick<Run, 'dailyMicros'> {
  /** `2026-11-23 14:05:09` */
  from: string
  to: string
}

/**
 * The days on which a campaign served, oldest first: worked out from its id, the date and its budget, the same each time
 * it is asked. Today grows with the hours, and conversions of the last week are still coming in.
 */
export function* daysOf(
  campaign: Row,
  account: Account,
  nowMs: number,
  wanted: (date: string) => boolean,
): Generator<Day> {
  const today = localDateTime(nowMs, account.timeZone).slice(0, 10)
  const runs = localRuns(campaign, account, nowMs)
  const given = campaign.givenDays ?? {}
  const dates = [...runs.map(({ from }) => from.slice(0, 10)), ...Object.keys(given)].toSorted()
  const makeUp = new MakeUp(campaign, account, runs)
  for (let date = dates[0] ?? addDays(today, 1); date <= today; date = addDays(date, 1)) {
    if (!wanted(date)) continue
    const day = given[date] ?? makeUp.day(date, ageOf(date, today))
    if (day.impressions + day.clicks + day.costMicros + day.conversions > 0) yield { date, ...day }
  }
}

/** The runs in the account's own time, as far as the campaign's dates let them be. */
function localRuns({ runs = [], data }: Row, { timeZone }: Account, nowMs: number): LocalRun[] {
  const start = textOf(data, 'startDateTime')
  const end = textOf(data, 'endDateTime')
  return runs.flatMap(({ fromMs, toMs = nowMs, dailyMicros, told }) => {
    const began = localDateTime(fromMs, timeZone)
    const ended = localDateTime(Math.min(toMs, nowMs), timeZone)
    const from = told !== true && began < start ? start : began
    const to = end !== '' && end < ended ? end : ended
    return from < to ? [{ from, to, dailyMicros }] : []
  })
}

/** Makes numbers up that look like a campaign's. */
class MakeUp {
  readonly #key: string
  readonly #runs: readonly LocalRun[]
  readonly #billableMicros: number
  /** What a click costs on average, and what a conversion is worth, in micros. */
  readonly #clickMicros: number
  readonly #conversionMicros: number
  readonly #months = new Map<string, Map<string, number>>()

  constructor(campaign: Row, account: Account, runs: readonly LocalRun[]) {
    this.#key = textOf(campaign.data, 'id') || campaign.name
    this.#runs = runs
    this.#billableMicros = Number(CURRENCIES.get(account.currencyCode)?.billableUnitMicros ?? 10_000)
    const [price = 0, worth = 0] = chances(this.#key)
    this.#clickMicros = (runs[0]?.dailyMicros ?? 0) / (30 + 60 * price)
    this.#conversionMicros = this.#clickMicros * (25 + 35 * worth)
  }

  day(date: string, ageDays: number): DayNumbers {
    const budgets = this.#spend(date)
    const targetMicros = this.#runs.reduce(
      (sum, run) => sum + run.dailyMicros * shareOf(run, date) * budgets,
      0,
    )
    const [price = 0, seen = 0, bought = 0] = chances(`${this.#key} ${date}`)
    const clickMicros = this.#clickMicros * (0.85 + 0.3 * price)
    const clicks = clickMicros === 0 ? 0 : Math.floor(targetMicros / clickMicros)
    const costMicros = Math.floor((clicks * clickMicros) / this.#billableMicros) * this.#billableMicros
    const impressions = clickMicros === 0 ? 0 : Math.ceil(targetMicros / clickMicros / (0.006 + 0.018 * seen))
    const arrived = Math.min(1, EARLY_SHARE + SHARE_PER_DAY * ageDays)
    const conversions = Math.round(clicks * (0.015 + 0.045 * bought) * arrived * 1e6) / 1e6
    const conversionsValue = Math.round((conversions * this.#conversionMicros) / 1e4) / 100
    return { impressions, clicks, costMicros, conversions, conversionsValue }
  }

  /** How many daily budgets a whole day costs. */
  #spend(date: string): number {
    const month = date.slice(0, 7)
    const known = this.#months.get(month) ?? this.#monthOf(month)
    this.#months.set(month, known)
    return known.get(date) ?? 0
  }

  #monthOf(month: string): Map<string, number> {
    const spend = new Map<string, number>()
    let left = BUDGETS_PER_MONTH
    for (let date = `${month}-01`; date.startsWith(month); date = addDays(date, 1)) {
      const [, , , busy = 0] = chances(`${this.#key} ${date}`)
      const weekday = WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()]!
      const budgets = Math.min(left, weekday * (0.75 + 0.4 * busy))
      spend.set(date, budgets)
      left -= budgets
    }
    return spend
  }
}

/** The part of the day in which the run served. */
function shareOf({ from, to }: LocalRun, date: string): number {
  if (from.slice(0, 10) > date || to.slice(0, 10) < date) return 0
  const begin = from.slice(0, 10) === date ? secondsOf(from) : 0
  const end = to.slice(0, 10) === date ? secondsOf(to) : SECONDS_PER_DAY
  return Math.max(0, end - begin) / SECONDS_PER_DAY
}

function secondsOf(dateTime: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = dateTime.slice(11).split(':').map(Number)
  return hours * 3600 + minutes * 60 + seconds
}

function ageOf(date: string, today: string): number {
  return (Date.parse(today) - Date.parse(date)) / 86_400_000
}

/** Numbers from 0 to 1 that look like chance and are the same for the same key. */
function chances(key: string): number[] {
  const bytes = createHash('sha256').update(key).digest()
  return [0, 4, 8, 12].map((at) => bytes.readUInt32BE(at) / 2 ** 32)
}
