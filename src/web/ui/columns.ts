import type { CampaignSortField } from '../../contract/campaign-list.ts'

/** What the table of campaigns can show, in the order in which it is offered. The name is always there, and first. */
export const COLUMN_KEYS = [
  'name',
  'status',
  'type',
  'account',
  'dailyBudgetMicros',
  'totalBudgetMicros',
  'startDate',
  'endDate',
  'atGoogle',
  'googleCampaignId',
  'lastPublication',
  'bidding',
  'updatedAt',
  'createdAt',
] as const
export type ColumnKey = (typeof COLUMN_KEYS)[number]

/** How somebody has laid out the table: what is shown, in which order, and which widths they changed. */
export interface ColumnLayout {
  shown: readonly ColumnKey[]
  /** Pixels; a column that is not named has its own width. */
  widths: Readonly<Partial<Record<ColumnKey, number>>>
}

interface Column {
  label: string
  width: number
  /** What is left of it in a window that has no room for all columns, before the table scrolls sideways. */
  least: number
  /** Numbers stand under each other by their last digit. */
  isNumber?: true
  /** What a click on its head orders the list by. Without: no index has that order (docs/decisions/0026). */
  sort?: CampaignSortField
}

export const COLUMNS: Record<ColumnKey, Column> = {
  name: { label: 'Campaign', width: 236, least: 176, sort: 'name' },
  status: { label: 'Status', width: 136, least: 108, sort: 'status' },
  type: { label: 'Type', width: 138, least: 110, sort: 'type' },
  account: { label: 'Account', width: 170, least: 120, sort: 'account' },
  dailyBudgetMicros: {
    label: 'Daily budget',
    width: 116,
    least: 100,
    isNumber: true,
    sort: 'dailyBudgetMicros',
  },
  totalBudgetMicros: { label: 'Total budget', width: 116, least: 100, isNumber: true },
  startDate: { label: 'Start', width: 108, least: 106, sort: 'startDate' },
  endDate: { label: 'End', width: 108, least: 106, sort: 'endDate' },
  atGoogle: { label: 'At Google', width: 116, least: 90 },
  googleCampaignId: { label: 'Google id', width: 140, least: 110 },
  lastPublication: { label: 'Last publication', width: 160, least: 120, sort: 'lastPublication' },
  bidding: { label: 'Bidding', width: 190, least: 120 },
  updatedAt: { label: 'Updated', width: 100, least: 80, sort: 'updatedAt' },
  createdAt: { label: 'Created', width: 100, least: 80, sort: 'createdAt' },
}

export const MIN_WIDTH = 64
export const MAX_WIDTH = 720

export const DEFAULT_LAYOUT: ColumnLayout = {
  shown: ['name', 'status', 'type', 'dailyBudgetMicros', 'startDate', 'endDate', 'atGoogle', 'updatedAt'],
  widths: {},
}

export const widthOf = (layout: ColumnLayout, key: ColumnKey): number =>
  layout.widths[key] ?? COLUMNS[key].width

/** How wide a column may be at least and at most; a width that somebody gave it stays. */
export const rangeOf = (layout: ColumnLayout, key: ColumnKey): [least: number, most: number] => {
  const width = widthOf(layout, key)
  return [layout.widths[key] ?? COLUMNS[key].least, width]
}

export function resize(layout: ColumnLayout, key: ColumnKey, width: number): ColumnLayout {
  const within = Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width)))
  return { ...layout, widths: { ...layout.widths, [key]: within } }
}

/** Shows a column where it stands among all, or hides it. */
export function show(layout: ColumnLayout, key: ColumnKey, isShown: boolean): ColumnLayout {
  if (key === 'name' || layout.shown.includes(key) === isShown) return layout
  if (!isShown) return { ...layout, shown: layout.shown.filter((other) => other !== key) }
  const rank = COLUMN_KEYS.indexOf(key)
  const before = layout.shown.findIndex((other) => COLUMN_KEYS.indexOf(other) > rank)
  return { ...layout, shown: layout.shown.toSpliced(before === -1 ? layout.shown.length : before, 0, key) }
}

/** Puts a column where another one is. The name stays first. */
export function move(layout: ColumnLayout, key: ColumnKey, to: number): ColumnLayout {
  if (key === 'name' || !layout.shown.includes(key)) return layout
  const others = layout.shown.filter((other) => other !== key)
  const at = Math.min(others.length, Math.max(1, to))
  return { ...layout, shown: others.toSpliced(at, 0, key) }
}

/** A layout from storage, whoever wrote it: what is not known any more is passed over. */
export function layoutFrom(stored: unknown): ColumnLayout {
  if (typeof stored !== 'object' || stored === null) return DEFAULT_LAYOUT
  const { shown, widths } = stored as Record<string, unknown>
  if (!Array.isArray(shown)) return DEFAULT_LAYOUT
  const known = new Set(shown.filter((key): key is ColumnKey => COLUMN_KEYS.includes(key as ColumnKey)))
  known.delete('name')
  const given = typeof widths === 'object' && widths !== null ? (widths as Record<string, unknown>) : {}
  let layout: ColumnLayout = { shown: ['name', ...known], widths: {} }
  for (const key of COLUMN_KEYS) {
    const width = given[key]
    if (typeof width === 'number' && Number.isFinite(width)) layout = resize(layout, key, width)
  }
  return layout
}
