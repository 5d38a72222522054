import { campaignsOfBudgetKey } from '../indexes.ts'
import { textOf } from '../schema.ts'
import { showsFromMs } from '../serving.ts'
import type { Row, State, Table } from '../state.ts'

/**
 * A stretch of time in which a campaign was enabled, had something approved to show, and its budget did not change. It
 * may lie ahead: the campaign begins to show when a review is over.
 */
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

/** Tables whose rows decide whether a campaign shows something. */
const BY_PARENT: Partial<Record<Table, 'campaign' | 'adGroup' | 'assetGroup'>> = {
  ad_group: 'campaign',
  asset_group: 'campaign',
  ad_group_ad: 'adGroup',
  ad_group_criterion: 'adGroup',
  asset_group_asset: 'assetGroup',
}

/** Notes in the running transaction which campaigns it starts, stops, or gives another budget. */
export function noteRuns(state: State, nowMs: number): void {
  const campaigns = new Set<string>()
  for (const { before, after } of state.changes()) {
    const row = after ?? before
    if (!row) continue
    if (row.table === 'campaign') campaigns.add(row.name)
    const parent = campaignAbove(state, row)
    if (parent !== '') campaigns.add(parent)
    if (row.table === 'campaign_budget') {
      for (const { name } of state.lookUp(campaignsOfBudgetKey(row.name))) campaigns.add(name)
    }
  }
  for (const name of campaigns) {
    const row = state.find(name)
    if (row) noteRun(state, row, nowMs)
  }
}

function campaignAbove(state: State, { table, data }: Row): string {
  const link = BY_PARENT[table]
  if (link === undefined) return ''
  return link === 'campaign'
    ? textOf(data, 'campaign')
    : textOf(state.find(textOf(data, link))?.data, 'campaign')
}

/** Makes a campaign one that has been running since then, day and night, whatever it did before. */
export function runSince(state: State, row: Row, sinceMs: number): void {
  state.put({ ...row, runs: [{ fromMs: sinceMs, dailyMicros: dailyMicrosOf(state, row), told: true }] })
}

function noteRun(state: State, row: Row, nowMs: number): void {
  const runs = row.runs ?? []
  const last = runs.at(-1)
  const open = last !== undefined && last.toMs === undefined ? last : undefined
  // What the control API says is running runs, whatever there is to show.
  const fromMs = open?.told ? nowMs : showsFromMs(state, row, nowMs)
  const isOn = row.data['status'] === 'ENABLED' && fromMs !== undefined
  const dailyMicros = isOn ? dailyMicrosOf(state, row) : 0
  if ((open?.dailyMicros ?? 0) === dailyMicros && goesOn(open, fromMs, nowMs)) return
  const kept = open === undefined ? runs : runs.slice(0, -1)
  const ended: Run[] = open === undefined || open.fromMs >= nowMs ? [] : [{ ...open, toMs: nowMs }]
  const begun: Run[] =
    !isOn || dailyMicros === 0 ? [] : [{ fromMs, dailyMicros, ...(open?.told ? { told: true } : {}) }]
  state.put({ ...row, runs: [...kept, ...ended, ...begun] })
}

/** Whether the run that is open is right as it is: under way now, or begins when the campaign can show something. */
function goesOn(open: Run | undefined, fromMs: number | undefined, nowMs: number): boolean {
  if (open === undefined || fromMs === undefined) return true
  return open.fromMs <= nowMs ? fromMs <= nowMs : open.fromMs === fromMs
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
