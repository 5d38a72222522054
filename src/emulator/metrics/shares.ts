import { createHash } from 'node:crypto'
import { localDate } from '../clock.ts'
import { childrenKey } from '../indexes.ts'
import { CURRENCIES } from '../reference/currencies.ts'
import { textOf } from '../schema.ts'
import type { Account, Row, State } from '../state.ts'
import type { Day } from './daily-numbers.ts'

/** Parts of a campaign that have numbers of their own, with the field that names what they are a part of. */
const PARENT_OF: Readonly<Record<string, 'campaign' | 'adGroup'>> = {
  ad_group: 'campaign',
  ad_group_ad: 'adGroup',
  asset_group: 'campaign',
}

interface Sibling {
  name: string
  weight: number
  /** In the account's time zone. */
  since: string
}

/** The campaign that a row is a part of, and what it has of each of the campaign's days. */
export interface Share {
  campaign: Row
  of(day: Day): Day
}

/** Undefined for what has no numbers. */
export function shareOf(state: State, account: Account, row: Row): Share | undefined {
  if (row.table === 'campaign') return { campaign: row, of: (day) => day }
  const link = PARENT_OF[row.table]
  const parent = link && state.find(textOf(row.data, link))
  const above = parent && shareOf(state, account, parent)
  if (!above) return undefined
  const siblings = state.lookUp(childrenKey(row.table, parent.name)).map(
    ({ name, createdAtMs }): Sibling => ({
      name,
      weight: weightOf(name),
      since: localDate(createdAtMs, account.timeZone),
    }),
  )
  const unit = Number(CURRENCIES.get(account.currencyCode)?.billableUnitMicros ?? 10_000)
  return { campaign: above.campaign, of: (day) => partOf(above.of(day), siblings, row.name, unit) }
}

/** Parts add up to the whole: each is the difference between two rounded sums. */
function partOf(day: Day, siblings: readonly Sibling[], name: string, unitMicros: number): Day {
  const there = siblings.filter(({ since }) => since <= day.date)
  const counted = there.length === 0 ? siblings : there
  const total = counted.reduce((sum, { weight }) => sum + weight, 0)
  const index = counted.findIndex((one) => one.name === name)
  if (index === -1) return { ...NOTHING, date: day.date }
  const before = counted.slice(0, index).reduce((sum, { weight }) => sum + weight, 0) / total
  // Of the last one exactly 1, whatever the sums of fractions are.
  const after = index === counted.length - 1 ? 1 : before + counted[index]!.weight / total
  const part = (whole: number, step: number): number =>
    (Math.round((whole * after) / step) - Math.round((whole * before) / step)) * step
  const fraction = (whole: number): number => Math.round(part(whole * 1e6, 1)) / 1e6
  return {
    date: day.date,
    impressions: part(day.impressions, 1),
    clicks: part(day.clicks, 1),
    costMicros: part(day.costMicros, unitMicros),
    conversions: fraction(day.conversions),
    conversionsValue: fraction(day.conversionsValue),
  }
}

const NOTHING = { impressions: 0, clicks: 0, costMicros: 0, conversions: 0, conversionsValue: 0 }

/** The same for the same name; no part is negligible. */
function weightOf(name: string): number {
  return 0.5 + createHash('sha256').update(name).digest().readUInt32BE(0) / 2 ** 32
}
