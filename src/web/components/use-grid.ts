import type { FocusEvent, KeyboardEvent, RefObject } from 'react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ListRows } from '../ui/list-rows.ts'
import { ROW_HEIGHT, scrollToRow } from './use-row-range.ts'

/** A cell: rows as in the list, -1 is the head; column 0 holds the boxes, and the one after the last the actions. */
export interface Place {
  row: number
  col: number
}

/** The cells between two corners, both within. */
export interface Block {
  top: number
  bottom: number
  left: number
  right: number
}

interface Spot {
  at: Place
  /** The other corner of what is selected. */
  anchor: Place
}

interface GridSize {
  /** The numbers of the first row that is in memory, and of the one after the last. */
  first: number
  end: number
  /** Without the boxes and the actions. */
  cols: number
}

export interface Grid {
  at: Place
  block: Block
  /** Goes to a cell and gives it the focus; `extend` keeps the other corner of the selection. */
  go: (to: Place, extend?: boolean) => void
  /** Selects without moving the focus, while the mouse is down. */
  select: (to: Place, extend: boolean) => void
  /** Selects a whole block, the focus in one of its corners. */
  selectBlock: (block: Block) => void
  /** Selects a whole block from the cell with the focus, where that is a corner of it; else from its first cell, which gets it. */
  cover: (block: Block) => void
  /** Where it stands at this very moment, for handlers that live longer than a rendering. */
  current: () => Spot
  /** Moves by the arrow keys and their kin; false: the key means nothing here. */
  onMoveKey: (event: KeyboardEvent) => boolean
  onFocus: (event: FocusEvent) => void
}

const START: Spot = { at: { row: 0, col: 1 }, anchor: { row: 0, col: 1 } }

/** The one cell of the table that Tab leads to, what is selected, and the ways from cell to cell. */
export function useGrid(
  scroller: RefObject<HTMLElement | null>,
  list: ListRows,
  cols: number,
  loadTop: () => void,
): Grid {
  const [spot, setSpot] = useState(START)
  const now = useRef(spot)
  /** The column in which somebody goes to the top of a list whose first page is yet to come. */
  const topColumn = useRef<number | null>(null)
  const { first, end } = list
  const limits = useRef<GridSize>({ first, end, cols })
  useEffect(() => {
    limits.current = { first, end, cols }
  }, [first, end, cols])
  // Rows come and go while one reads: the place goes where the focus went with its row.
  useEffect(() => {
    const { at } = now.current
    const focused = document.activeElement
    const held = scroller.current?.contains(focused) === true ? placeOf(focused)?.row : undefined
    const row = Math.min(Math.max(held ?? at.row, at.row < 0 ? -1 : list.first), list.end - 1)
    if (row === at.row || row < -1) return
    // Its row is no longer in memory: the keys still belong to the table.
    if (held === undefined && focused === document.body) scroller.current?.focus({ preventScroll: true })
    now.current = { at: { ...at, row }, anchor: { ...at, row } }
    setSpot(now.current)
  }, [list, scroller])

  const select = useCallback((to: Place, extend: boolean) => {
    const at = within(to, limits.current)
    now.current = { at, anchor: extend ? now.current.anchor : at }
    setSpot(now.current)
  }, [])
  const selectBlock = useCallback(({ top, bottom, left, right }: Block) => {
    now.current = { at: { row: bottom, col: right }, anchor: { row: top, col: left } }
    setSpot(now.current)
  }, [])
  const go = useCallback(
    (to: Place, extend = false) => {
      select(to, extend)
      const { at } = now.current
      if (at.row >= 0) scrollToRow(scroller.current, at.row)
      // A cell that is on the screen has the focus before the next key comes; another one is made first.
      if (!focusCell(scroller, at)) requestAnimationFrame(() => focusCell(scroller, at))
    },
    [scroller, select],
  )
  const cover = useCallback(
    ({ top, bottom, left, right }: Block) => {
      const { row, col } = now.current.at
      const isCorner = (row === top || row === bottom) && (col === left || col === right)
      if (!isCorner) go({ row: top, col: left })
      const { at } = now.current
      now.current = { at, anchor: { row: top + bottom - at.row, col: left + right - at.col } }
      setSpot(now.current)
    },
    [go],
  )
  const onMoveKey = useCallback(
    (event: KeyboardEvent): boolean => {
      const { at } = now.current
      const to = destination(event, at, limits.current, pageOf(scroller))
      if (to === null) return false
      if (to.row === 0 && at.row > 0 && limits.current.first > 0 && (event.ctrlKey || event.metaKey)) {
        event.preventDefault()
        topColumn.current = to.col
        loadTop()
        return true
      }
      if (at.col > limits.current.cols && stepsAlongActions(event)) return true
      event.preventDefault()
      const extend = event.shiftKey && isData(at, limits.current) && isData(to, limits.current)
      if (!event.shiftKey || extend) go(to, extend)
      return true
    },
    [go, loadTop, scroller],
  )
  useEffect(() => {
    if (topColumn.current === null || list.first > 0) return
    go({ row: 0, col: topColumn.current })
    topColumn.current = null
  }, [go, list])
  const current = useCallback(() => now.current, [])
  const onFocus = useCallback((event: FocusEvent) => {
    const place = placeOf(event.target)
    const { at } = now.current
    if (place === null || (place.row === at.row && place.col === at.col)) return
    now.current = { at: place, anchor: place }
    setSpot(now.current)
  }, [])

  return { at: spot.at, block: blockOf(spot), go, select, selectBlock, cover, current, onMoveKey, onFocus }
}

/** The cell that an element of the table is in. */
export function placeOf(element: Element | EventTarget | null): Place | null {
  if (!(element instanceof Element)) return null
  const col = element.closest<HTMLElement>('[data-col]')?.dataset['col']
  const row = element.closest<HTMLElement>('[data-row]')?.dataset['row']
  return col === undefined || row === undefined ? null : { row: Number(row), col: Number(col) }
}

export function blockOf({ at, anchor }: Spot): Block {
  return {
    top: Math.min(at.row, anchor.row),
    bottom: Math.max(at.row, anchor.row),
    left: Math.min(at.col, anchor.col),
    right: Math.max(at.col, anchor.col),
  }
}

export const isOneCell = ({ top, bottom, left, right }: Block): boolean => top === bottom && left === right

const isData = ({ row, col }: Place, { cols }: GridSize): boolean => row >= 0 && col >= 1 && col <= cols

/** The head is reached from the first row of all, and not from the first that is in memory. */
function within({ row, col }: Place, { first, end, cols }: GridSize): Place {
  return {
    row: Math.max(first === 0 ? -1 : first, Math.min(row, end - 1)),
    col: Math.max(0, Math.min(col, cols + 1)),
  }
}

function destination(
  event: KeyboardEvent,
  { row, col }: Place,
  { end, cols }: GridSize,
  page: number,
): Place | null {
  if (event.altKey) return null
  const far = event.ctrlKey || event.metaKey
  switch (event.key) {
    case 'ArrowUp':
      return { row: far ? 0 : event.shiftKey ? Math.max(0, row - 1) : row - 1, col }
    case 'ArrowDown':
      return { row: far ? end - 1 : row + 1, col }
    case 'ArrowLeft':
      return { row, col: far ? 1 : event.shiftKey ? Math.max(1, col - 1) : col - 1 }
    case 'ArrowRight':
      return { row, col: far ? cols : event.shiftKey ? Math.min(cols, col + 1) : col + 1 }
    case 'Home':
      return { row: far ? 0 : row, col: 1 }
    case 'End':
      return { row: far ? end - 1 : row, col: cols }
    case 'PageUp':
      return { row: Math.max(0, row - page), col }
    case 'PageDown':
      return { row: Math.min(end - 1, row + page), col }
    default:
      return null
  }
}

const ACTIONS_WIDTH = 128
const pageOf = ({ current }: RefObject<HTMLElement | null>): number =>
  Math.max(1, Math.floor((current?.clientHeight ?? 0) / ROW_HEIGHT) - 2)

/** The actions at the end of a row are several: left and right lead from one to the next before they lead on. */
function stepsAlongActions(event: KeyboardEvent): boolean {
  const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
  const cell = document.activeElement?.closest('[data-col]')
  const buttons = [...(cell?.querySelectorAll('button') ?? [])]
  const next = buttons[buttons.findIndex((button) => button === document.activeElement) + by]
  if (by === 0 || next === undefined) return false
  event.preventDefault()
  next.focus()
  return true
}

function focusCell({ current: scroller }: RefObject<HTMLElement | null>, { row, col }: Place): boolean {
  const cell = scroller?.querySelector<HTMLElement>(`[data-row="${row}"] [data-col="${col}"]`)
  if (scroller === null || cell == null) return false
  ;(cell.querySelector<HTMLElement>('[data-target], button') ?? cell).focus({ preventScroll: true })
  reveal(scroller, cell)
  return true
}

/** Scrolls sideways until the cell stands between the first column and the actions, which stay where they are. */
function reveal(scroller: HTMLElement, cell: HTMLElement): void {
  if (getComputedStyle(cell).position === 'sticky') return
  const edges = [...(cell.parentElement?.children ?? [])]
  const left = edges[1]?.getBoundingClientRect().right ?? 0
  const right = scroller.getBoundingClientRect().right - ACTIONS_WIDTH
  const box = cell.getBoundingClientRect()
  if (box.left < left) scroller.scrollLeft -= left - box.left
  else if (box.right > right) scroller.scrollLeft += Math.min(box.right - right, box.left - left)
}
