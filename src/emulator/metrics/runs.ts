import { campaignsOfBudgetKey } from '../indexes.ts'
import { textOf } from '../schema.ts'
import type { Row, State } from '../state.ts'

/** A stretch of time in which a campaign was enabled and its budget did not change. */
export interface Run {
  fromMs: number
  /** Absent: it goes on. */
  toMs?: number
  /** Its share of the budget for a day, in micros of the account's currency. */
  dailyMicros: number
  /** The control API said so: the campaign's start date does not count. */
  told?: true
}

/** What a campaign did on a day, as Google's metrics have it. */
export interface DayNumbers {
  impressions: number
  clicks: number
  costMicros: number
  conversions: number
  conversionsValue: number
}

const DAY_MS = 86_400_000
/** What Google takes a month to be when it bounds spending. */
const DAYS_PER_MONTH = 30.4

/** Notes in the running transaction which campaigns it starts, stops, or gives another budget. */
export function noteRuns(state: State, nowMs: number): void {
  const campaigns = new Set<string>()
  for (const { before, after } of state.changes()) {
    const row = after ?? before
    if (row?.table === 'campaign') campaigns.add(row.name)
    if (row?.table === 'campaign_budget') {
      for (const { name } of state.lookUp(campaignsOfBudgetKey(row.name))) campaigns.add(name)
    }
  }
  for (const name of campaigns) {
    const row = state.find(name)
    if (row) noteRun(state, row, nowMs)
  }
}

/** Makes a campaign one that has been running since then, day and night, whatever it did before. */
export function runSince(state: State, row: Row, sinceMs: number): void {
  state.put({ ...row, runs: [{ fromMs: sinceMs, dailyMicros: dailyMicrosOf(state, row), told: true }] })
}

function noteRun(state: State, row: Row, nowMs: number): void {
  const runs = row.runs ?? []
  const last = runs.at(-1)
  const open = last !== undefined && last.toMs === undefined ? last : undefined
  const dailyMicros = row.data['status'] === 'ENABLED' ? dailyMicrosOf(state, row) : 0
  if ((open?.dailyMicros ?? 0) === dailyMicros) return
  const ended = open === undefined ? runs : [...runs.slice(0, -1), { ...open, toMs: nowMs }]
  const begun: Run[] =
    dailyMicros === 0 ? [] : [{ fromMs: nowMs, dailyMicros, ...(open?.told ? { told: true } : {}) }]
  state.put({ ...row, runs: [...ended, ...begun] })
}

function dailyMicrosOf(state: State, campaign: Row): number {
  const budget = state.find(textOf(campaign.data, 'campaignBudget'))
  if (!budget) return 0
  const sharing = state
    .lookUp(campaignsOfBudgetKey(budget.name))
    .filter(({ data }) => data['status'] === 'ENABLED').length
  const total = textOf(budget.data, 'totalAmountMicros')
  const daily =
    total === '' ? Number(textOf(budget.data, 'amountMicros')) : Number(total) / daysOfCampaign(campaign)
  return Math.floor(daily / Math.max(1, sharing))
}

function daysOfCampaign({ data }: Row): number {
  const [start, end] = ['startDateTime', 'endDateTime'].map((field) =>
    Date.parse(`${textOf(data, field).slice(0, 10)}T00:00:00Z`),
  )
  const days = (end! - start!) / DAY_MS + 1
  return Number.isFinite(days) && days >= 1 ? days : DAYS_PER_MONTH
}
