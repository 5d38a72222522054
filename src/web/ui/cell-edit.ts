import type { CampaignListItem } from '../../contract/campaign.ts'
import { judge, type Rights } from '../../contract/actions.ts'
import { parseMoney } from '../../contract/money.ts'
import { factsOf } from './campaign-state.ts'
import type { ColumnKey } from './columns.ts'
import { formatAmount } from './format.ts'
import { readDate } from './read-date.ts'

export const EDITABLE_KEYS = [
  'name',
  'dailyBudgetMicros',
  'totalBudgetMicros',
  'startDate',
  'endDate',
] as const
/** A column whose cells can be written in; named as the field of the campaign. */
export type EditableKey = (typeof EDITABLE_KEYS)[number]

export type CellValue = string | null
export type CellChange = Partial<Record<EditableKey, CellValue>>
export type ReadCell = { ok: true; value: CellValue } | { ok: false; message: string }

export const isEditable = (key: ColumnKey): key is EditableKey =>
  (EDITABLE_KEYS as readonly string[]).includes(key)
export const isMoney = (key: ColumnKey): boolean => key.endsWith('BudgetMicros')
export const isDate = (key: ColumnKey): boolean => key === 'startDate' || key === 'endDate'

const NEVER: Record<Exclude<ColumnKey, EditableKey>, string> = {
  status: 'A status is not pasted: write it in its cell, or pause or resume the campaigns that are picked.',
  type: 'A campaign keeps its type. Duplicate it to try another one.',
  account: 'A campaign stays in its account.',
  atGoogle: 'This is what Google says.',
  googleCampaignId: 'Google gives this number.',
  lastPublication: 'This is what became of the last publication.',
  bidding: 'Bidding is edited in the campaign: press e.',
  updatedAt: 'This is when the campaign was last saved.',
  createdAt: 'This is when the campaign was made.',
}

/** Why nothing can be written into a cell; null where something can. The server judges again. */
export function whyReadOnly(item: CampaignListItem, key: ColumnKey, rights: Rights): string | null {
  if (!isEditable(key)) return NEVER[key]
  const reason = judge('edit', factsOf(item), rights).reason
  if (reason !== null) return reason
  if (key === 'dailyBudgetMicros' && item.totalBudgetMicros !== null)
    return 'It has a budget for the whole run. Change that one, or its kind in the editor.'
  if (key === 'totalBudgetMicros' && item.dailyBudgetMicros !== null)
    return 'It has a budget per day. Change that one, or its kind in the editor.'
  return null
}

/** What the other value of a status is done by; null: a draft has none. */
export const statusAction = ({ status }: Pick<CampaignListItem, 'status'>): 'pause' | 'resume' | null =>
  status === 'DRAFT' ? null : status === 'PAUSED' ? 'resume' : 'pause'

/** As `whyReadOnly`, for a cell by itself: a status has another value that is written there, and never in bulk. */
export function whyNotWritten(item: CampaignListItem, key: ColumnKey, rights: Rights): string | null {
  if (key !== 'status') return whyReadOnly(item, key, rights)
  const action = statusAction(item)
  if (action === null) return 'A draft has no other status until it is published: review its plan first.'
  return judge(action, factsOf(item), rights).reason
}

/** What stands in the field when somebody begins to write, and in the clipboard: amounts plain, dates as 2026-12-31. */
export function writeCell(key: EditableKey, value: CellValue, locale?: string): string {
  if (value === null) return ''
  return isMoney(key) ? formatAmount(value, locale) : value
}

/** What somebody wrote, as the value that is meant. Empty is null: not decided. */
export function readCell(key: EditableKey, typed: string, currencyCode: string, locale?: string): ReadCell {
  const text = typed.trim()
  if (key === 'name')
    return text === '' ? { ok: false, message: 'A campaign needs a name.' } : { ok: true, value: text }
  if (text === '') return { ok: true, value: null }
  if (isDate(key)) {
    const date = readDate(text, locale)
    return date === null
      ? { ok: false, message: 'Not a date. Write it like 2026-12-31.' }
      : { ok: true, value: date }
  }
  const money = parseMoney(text, currencyCode)
  return money.ok ? { ok: true, value: money.micros } : money
}

export const FIELD_NAMES: Record<EditableKey, string> = {
  name: 'Name',
  dailyBudgetMicros: 'Daily budget',
  totalBudgetMicros: 'Total budget',
  startDate: 'Start date',
  endDate: 'End date',
}
