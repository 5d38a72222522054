import type { Rights } from '../../contract/actions.ts'
import type { CampaignListItem } from '../../contract/campaign.ts'
import { MAX_EDITED_CAMPAIGNS } from '../../contract/limits.ts'
import { billableUnitMicros, microsToDecimal, parseMoney } from '../../contract/money.ts'
import type { Account } from '../../contract/session.ts'
import type { CellChange, CellValue, EditableKey } from './cell-edit.ts'
import { isEditable, readCell, whyReadOnly } from './cell-edit.ts'
import { cellText } from './cell-text.ts'
import type { ColumnKey } from './columns.ts'

/** A cell that is to be changed: to which value, or why it cannot be. */
export interface PlannedCell {
  item: CampaignListItem
  key: ColumnKey
  /** What the cell says now, as words. */
  seen: string
  /** As it was written. */
  text: string
  value: CellValue
  refused: string | null
}

/** What is to be changed as one. It is looked at before it is done. */
export interface EditPlan {
  /** "Paste", "Fill down": for the heading, and for the history. */
  title: string
  cells: readonly PlannedCell[]
  /** What was left out, in words. */
  leftOut: string | null
}

/** What a cell needs to be judged. */
export interface PlanContext {
  rights: Rights
  accounts: readonly Account[]
  locale: string
}

const accountOf = ({ accounts }: PlanContext, item: CampaignListItem): Account | undefined =>
  accounts.find(({ id }) => id === item.accountId)

/** A text for a cell. null where the cell says so already. */
function planCell(
  item: CampaignListItem,
  key: ColumnKey,
  text: string,
  context: PlanContext,
): PlannedCell | null {
  const account = accountOf(context, item)
  const seen = cellText(item, key, account)
  if (text.trim() === seen) return null
  const why = whyReadOnly(item, key, context.rights)
  if (why !== null || !isEditable(key)) return { item, key, seen, text, value: null, refused: why }
  const read = readCell(key, text, account?.currencyCode ?? '', context.locale)
  if (!read.ok) return { item, key, seen, text, value: null, refused: read.message }
  return read.value === item[key] ? null : { item, key, seen, text, value: read.value, refused: null }
}

interface Target {
  items: readonly CampaignListItem[]
  columns: readonly ColumnKey[]
  block: { top: number; left: number; bottom: number; right: number }
}

/**
 * Puts a block from the clipboard where the selection begins. A selection that the block fits into a whole number of times
 * is filled with it.
 */
export function planPaste(
  rows: readonly (readonly string[])[],
  { items, columns, block }: Target,
  context: PlanContext,
): EditPlan {
  const { width, height, span } = sizeOfPaste(rows, block)
  const cells: PlannedCell[] = []
  for (let row = 0; row < height; row += 1) {
    for (let col = 0; col < span; col += 1) {
      const item = items[block.top + row]
      const key = columns[block.left - 1 + col]
      const text = rows[row % rows.length]?.[col % width]
      if (item === undefined || key === undefined || text === undefined) continue
      const cell = planCell(item, key, text, context)
      if (cell !== null) cells.push(cell)
    }
  }
  const below = Math.max(0, block.top + height - items.length)
  const beside = Math.max(0, block.left - 1 + span - columns.length)
  return { title: 'Paste', cells, leftOut: beyond(below, beside) }
}

type Block = Target['block']

/** How wide the clipboard is, and what it covers: a selection that it fits into a whole number of times, or its own size. */
export function sizeOfPaste(rows: readonly (readonly string[])[], block: Block) {
  const width = Math.max(...rows.map((cells) => cells.length))
  const tall = block.bottom - block.top + 1
  const wide = block.right - block.left + 1
  const fits = tall % rows.length === 0 && wide % width === 0
  return fits ? { width, height: tall, span: wide } : { width, height: rows.length, span: width }
}

/** How many rows a pasted block covers. */

/** What is refused as a whole. */
export const tooTall = (title: string, rows: number): EditPlan => ({
  title,
  cells: [],
  leftOut: `These are ${rows} rows. At most ${MAX_EDITED_CAMPAIGNS} campaigns can be edited at once: take fewer.`,
})

function beyond(rows: number, columns: number): string | null {
  const words = [
    rows === 0 ? null : rows === 1 ? 'one row' : `${rows} rows`,
    columns === 0 ? null : columns === 1 ? 'one column' : `${columns} columns`,
  ].filter((each) => each !== null)
  return words.length === 0 ? null : `Left out, because the table ends there: ${words.join(' and ')}.`
}

/** The rows of `source` into the others of the block, below them or above, over and over. */
export function planFill(
  { items, columns, block }: Target,
  context: PlanContext,
  source: Pick<Block, 'top' | 'bottom'> = { top: block.top, bottom: block.top },
): EditPlan {
  const tall = source.bottom - source.top + 1
  const cells: PlannedCell[] = []
  for (let row = block.top; row <= block.bottom; row += 1) {
    if (source.top <= row && row <= source.bottom) continue
    const from = items[source.top + ((((row - source.top) % tall) + tall) % tall)]
    for (const key of columns.slice(block.left - 1, block.right)) {
      const item = items[row]
      if (from === undefined || item === undefined) continue
      const cell = planCell(item, key, cellText(from, key, accountOf(context, from)), context)
      if (cell !== null) cells.push(cell)
    }
  }
  return { title: block.top < source.top ? 'Fill up' : 'Fill down', cells, leftOut: null }
}

/** What can be done to all campaigns that are picked. */
export type BulkEdit =
  | { kind: 'budget'; amount: string }
  | { kind: 'percent'; percent: number }
  | { kind: 'raise'; amount: string; isLess: boolean }
  | { kind: 'date'; field: 'startDate' | 'endDate'; date: string }

export function planBulk(
  edit: BulkEdit,
  items: readonly CampaignListItem[],
  context: PlanContext,
): readonly PlannedCell[] {
  return items.flatMap((item) => {
    const key = keyOf(edit, item)
    const result = newText(edit, item, key, accountOf(context, item)?.currencyCode ?? '')
    if (result === null) return []
    if ('refused' in result) return [{ item, key, seen: '', text: '', value: null, refused: result.refused }]
    const cell = planCell(item, key, result.text, context)
    return cell === null ? [] : [cell]
  })
}

function keyOf(edit: BulkEdit, item: CampaignListItem): EditableKey {
  if (edit.kind === 'date') return edit.field
  return item.totalBudgetMicros === null ? 'dailyBudgetMicros' : 'totalBudgetMicros'
}

type NewText = { text: string } | { refused: string } | null

function newText(edit: BulkEdit, item: CampaignListItem, key: EditableKey, currency: string): NewText {
  switch (edit.kind) {
    case 'budget':
      return { text: edit.amount }
    case 'date':
      return { text: edit.date }
    default:
      return raised(edit, item[key], currency)
  }
}

function raised(
  edit: Extract<BulkEdit, { kind: 'percent' | 'raise' }>,
  micros: CellValue,
  currency: string,
): NewText {
  if (micros === null) return { refused: 'It has no budget yet.' }
  const before = BigInt(micros)
  let after: bigint
  if (edit.kind === 'percent') {
    // In hundredths of a percent, so that no amount becomes a JavaScript number.
    after = (before * (10_000n + BigInt(Math.round(edit.percent * 100)))) / 10_000n
  } else {
    const by = parseMoney(edit.amount, currency)
    if (!by.ok) return { refused: by.message }
    after = before + (edit.isLess ? -BigInt(by.micros) : BigInt(by.micros))
  }
  const unit = billableUnitMicros(currency)
  const rounded = ((after + unit / 2n) / unit) * unit
  if (rounded <= 0n) return { refused: 'Nothing would be left of the budget.' }
  return { text: microsToDecimal(rounded) }
}

/** The good cells, as the API wants them: campaign by campaign. */
export function editsOf(cells: readonly PlannedCell[]): { id: string; set: CellChange }[] {
  const sets = new Map<string, CellChange>()
  for (const { item, key, value, refused } of cells) {
    if (refused === null && isEditable(key)) sets.set(item.id, { ...sets.get(item.id), [key]: value })
  }
  return [...sets].map(([id, set]) => ({ id, set }))
}
