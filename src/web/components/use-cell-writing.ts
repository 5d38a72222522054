import type { KeyboardEvent, MouseEvent } from 'react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { isDate, isEditable, isMoney, readCell, whyNotWritten, writeCell } from '../ui/cell-edit.ts'
import type { ColumnKey } from '../ui/columns.ts'
import { askToConfirm } from '../ui/confirm.ts'
import type { ListRows } from '../ui/list-rows.ts'
import { itemAt } from '../ui/list-rows.ts'
import type { CampaignListItem } from '../../contract/campaign.ts'
import type { After } from './cell-editor.tsx'
import type { CellActs, OpenCell } from './grid-cell.tsx'
import { useCampaignActions } from './use-campaign-actions.tsx'
import type { CellEdits } from './use-cell-edits.ts'
import type { Grid, Place } from './use-grid.ts'
import { placeOf } from './use-grid.ts'
import { useAccounts, useSession } from './use-session.ts'

interface CellWriting {
  open: OpenCell | null
  acts: CellActs
  /** F2, Enter, digits and Delete begin to write; Escape takes away what a cell says. false: the key means nothing here. */
  onWriteKey: (event: KeyboardEvent) => boolean
  onDoubleClick: (event: MouseEvent) => void
}

const STEPS: Record<After, Place> = {
  down: { row: 1, col: 0 },
  up: { row: -1, col: 0 },
  next: { row: 0, col: 1 },
  before: { row: 0, col: -1 },
  nowhere: { row: 0, col: 0 },
}

/** How one of the cells becomes a field, and the field a cell again. */
export function useCellWriting(
  rows: ListRows,
  columns: readonly ColumnKey[],
  grid: Grid,
  edits: CellEdits,
): CellWriting {
  const { workspace } = useSession()
  const accounts = useAccounts()
  const [open, setOpen] = useState<OpenCell | null>(null)
  const actions = useCampaignActions()
  const { at } = grid
  // A reason is read where one is; it goes when one goes on.
  const where = `${at.row} ${at.col}`
  const [said, setSaid] = useState(where)
  if (said !== where) {
    setSaid(where)
    if (open !== null && open.why !== null) setOpen(null)
  }

  const begin = (place: Place, how: 'keep' | 'replace' | 'empty'): void => {
    const item = itemAt(rows, place.row)
    const key = columns[place.col - 1]
    if (item === undefined || key === undefined) return
    const why = whyNotWritten(item, key, workspace)
    const field = isEditable(key) ? key : null
    const kept = field === null ? undefined : edits.notes.get(item.id)?.[field]?.typed
    const text = field === null || how === 'empty' ? '' : (kept ?? writeCell(field, item[field]))
    // At once: the key that began it is to be typed into the field.
    flushSync(() => setOpen({ id: item.id, key, why, text, replaces: how === 'replace' }))
  }
  const onWriteKey = (event: KeyboardEvent): boolean => {
    const key = columns[at.col - 1]
    if (key === undefined || at.row < 0 || event.ctrlKey || event.metaKey || event.altKey) return false
    const hasLink = event.target instanceof HTMLAnchorElement
    if (event.key === 'F2' || (event.key === 'Enter' && !hasLink)) {
      event.preventDefault()
      begin(at, 'keep')
    } else if ((isMoney(key) || isDate(key)) && /^\d$/.test(event.key)) {
      begin(at, 'replace')
    } else if (isEditable(key) && (event.key === 'Delete' || event.key === 'Backspace')) {
      event.preventDefault()
      begin(at, 'empty')
    } else if (event.key === 'Escape') {
      const item = itemAt(rows, at.row)
      setOpen(null)
      grid.select(at, false)
      if (item !== undefined && isEditable(key)) edits.note(item.id, key, null)
    } else return false
    return true
  }
  const onDoubleClick = (event: MouseEvent): void => {
    const place = placeOf(event.target)
    const isControl = event.target instanceof Element && event.target.closest('a, button, input') !== null
    if (place !== null && place.row >= 0 && !isControl) begin(place, 'keep')
  }
  return { open, acts: useActs({ accounts, rows, edits, actions }, grid, setOpen), onWriteKey, onDoubleClick }
}

interface Known {
  accounts: ReturnType<typeof useAccounts>
  rows: ListRows
  edits: CellEdits
  actions: ReturnType<typeof useCampaignActions>
}

/** A cell is written in more lightly than a button is pressed. */
function askToResume({ name }: CampaignListItem, onConfirm: () => void): void {
  askToConfirm({
    title: 'Resume this campaign?',
    text: `“${name}” runs again at Google, and spends.`,
    confirm: 'Resume',
    cancel: 'Leave it paused',
    isDanger: false,
    onConfirm,
  })
}

/** What the fields call. It stays the same function, so that no row is drawn anew because another one changed. */
function useActs(known: Known, { go, current }: Grid, setOpen: (open: OpenCell | null) => void): CellActs {
  const latest = useRef(known)
  useEffect(() => {
    latest.current = known
  })
  const leave = useCallback(
    (after: After) => {
      if (after === 'nowhere') return setOpen(null)
      // At once: the next key belongs to the cell that one goes to.
      flushSync(() => setOpen(null))
      const { at } = current()
      const { row, col } = STEPS[after]
      go({ row: Math.max(0, at.row + row), col: at.col + col })
    },
    [current, go, setOpen],
  )
  return useMemo(
    () => ({
      save: ({ id, key }, text, after) => {
        const { accounts, rows, edits } = latest.current
        const item = rows.items.find((one) => one.id === id)
        if (item === undefined || !isEditable(key)) return null
        const currency = accounts.find((account) => account.id === item.accountId)?.currencyCode ?? ''
        const read = readCell(key, text, currency, navigator.language)
        if (!read.ok && after !== 'nowhere') return read.message
        leave(after)
        // Left for another place: what was typed waits here.
        if (!read.ok)
          edits.note(id, key, { words: `${read.message} F2 brings back what you typed.`, typed: text })
        else if (read.value !== item[key]) edits.save(item, key, read.value)
        else edits.note(id, key, null)
        return null
      },
      setStatus: (id, action) => {
        const { rows, actions } = latest.current
        flushSync(() => setOpen(null))
        go(current().at)
        const item = rows.items.find((one) => one.id === id)
        if (item === undefined) return
        if (action === 'pause') actions.pause(item)
        else askToResume(item, () => actions.resume(item))
      },
      cancel: () => {
        flushSync(() => setOpen(null))
        go(current().at)
      },
    }),
    [current, go, leave, setOpen],
  )
}
