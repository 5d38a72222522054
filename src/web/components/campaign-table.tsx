import type { ReactNode, RefObject } from 'react'
import { useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { CampaignListItem } from '../../contract/campaign.ts'
import { refusalAnywhere } from '../../contract/actions.ts'
import type { Account } from '../../contract/session.ts'
import { rangeOf } from '../ui/columns.ts'
import type { ColumnKey } from '../ui/columns.ts'
import { CampaignRow } from './campaign-row.tsx'
import classes from './campaign-table.module.css'
import { ColumnHead } from './column-head.tsx'
import type { EditPlan } from '../ui/edit-plan.ts'
import { entryOf } from '../ui/list-place.ts'
import type { ListRows } from '../ui/list-rows.ts'
import { itemAt, shiftOf } from '../ui/list-rows.ts'
import { dataOf, useBlock } from './use-block.ts'
import type { CampaignList } from './use-campaign-list.ts'
import { useCellEdits } from './use-cell-edits.ts'
import { useCellWriting } from './use-cell-writing.ts'
import type { Columns } from './use-columns.ts'
import type { Block, Grid, Place } from './use-grid.ts'
import { isOneCell, useGrid } from './use-grid.ts'
import { useGridMouse } from './use-grid-mouse.ts'
import type { Picking } from './use-picking.ts'
import { useRowKeys } from './use-row-keys.ts'
import type { RowRange } from './use-row-range.ts'
import { ROW_HEIGHT, useRowRange } from './use-row-range.ts'
import { useAccounts, useSession } from './use-session.ts'
import type { Undo } from './use-undo.tsx'

const BOXES_WIDTH = 40
const ACTIONS_WIDTH = 128
/** Rows that are drawn above and below the screen, for whoever scrolls faster than they are drawn. */
const OVERSCAN = 12
/** How many rows before the end of what is in memory the next page is asked for. */
const AHEAD = 32
/** Somebody who jumps above these rows wants to see the first ones. */
const NEAR_TOP = 200

interface CampaignTableProps {
  list: CampaignList
  columns: Columns
  /** Dimmed while another filter's answer is on its way. */
  stale: boolean
  picking: Picking
  undo: Undo
  /** Something is to be done to many cells: it is looked at first. */
  onPlan: (plan: EditPlan) => void
}

/** Every campaign of the filter, as a grid; only the rows on screen are in the page, and some pages around them in memory. */
export function CampaignTable({ list, columns, stale, picking, undo, onPlan }: CampaignTableProps) {
  const { rows: loaded } = list
  const scroller = useRef<HTMLDivElement>(null)
  const { shown } = columns.layout
  const grid = useGrid(scroller, loaded, shown.length, list.loadTop)
  const { workspace } = useSession()
  const accounts = useAccountsById()
  useScrollPlace(scroller, list, stale)
  const edits = useCellEdits(undo)
  const writing = useCellWriting(loaded, shown, grid, edits)
  const { onBlockKey, fill } = useBlock(scroller, list, shown, grid, onPlan)
  const mouse = useGridMouse(grid, shown.length, fill)
  useRowKeys(scroller, loaded, grid, picking.toggle)

  const { block, at } = grid
  const isSelecting = !isOneCell(block)
  const corner = cornerOf(block, shown.length, refusalAnywhere(workspace, 'edit') === null)
  const row = (item: CampaignListItem, index: number) => {
    const isWithin = isSelecting && block.top <= index && index <= block.bottom
    return (
      <CampaignRow
        key={item.id}
        item={item}
        index={index}
        passed={loaded.passed}
        account={accounts.get(item.accountId)}
        rights={workspace}
        columns={shown}
        isPicked={picking.picked.has(item.id)}
        onPick={picking.toggle}
        active={index === at.row ? at.col : -1}
        from={isWithin ? block.left : -1}
        to={isWithin ? block.right : -1}
        handle={index === corner.row ? corner.col : -1}
        open={writing.open?.id === item.id ? writing.open : null}
        notes={edits.notes.get(item.id)}
        acts={writing.acts}
      />
    )
  }
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      data-stale={stale || undefined}
      role="region"
      aria-label="Campaigns"
      tabIndex={-1}
    >
      <table
        role="grid"
        aria-label="Campaigns"
        aria-multiselectable
        aria-rowcount={list.hasMore ? -1 : loaded.passed + loaded.end + 1}
        aria-colcount={shown.length + 2}
        className={classes.table}
        style={{ gridTemplateColumns: tracksOf(columns), minWidth: leastOf(columns) }}
        onFocus={grid.onFocus}
        onKeyDown={(event) => {
          if (!(onBlockKey(event) || grid.onMoveKey(event) || writing.onWriteKey(event))) return
          event.stopPropagation()
        }}
        onDoubleClick={writing.onDoubleClick}
        {...mouse}
      >
        <Head items={loaded.items} columns={columns} picking={picking} grid={grid} scroller={scroller} />
        <Body scroller={scroller} list={list} stale={stale} kept={at.row} row={row} />
      </table>
    </div>
  )
}

interface BodyProps {
  scroller: RefObject<HTMLElement | null>
  list: CampaignList
  stale: boolean
  /** The row with the focus, drawn wherever it is: an element that goes takes the focus with it. */
  kept: number
  row: (item: CampaignListItem, index: number) => ReactNode
}

/** The rows on the screen. Alone in this: what is around them is not drawn again while one scrolls. */
function Body({ scroller, list, stale, kept, row }: BodyProps) {
  const { rows: loaded } = list
  const range = useRowRange(scroller)
  useLoading(scroller, range, list)
  // Of another list the rows on the screen are drawn first, and those beside them when they stand there.
  const shown = stale ? '' : list.key
  const drawn = useDeferredValue(shown, '')
  const indexes = rowsAround(range, stale || drawn === shown ? OVERSCAN : 0, loaded, kept)
  return (
    <tbody role="rowgroup" className={classes.body} style={{ height: loaded.end * ROW_HEIGHT }}>
      {indexes.map((index) => {
        const item = itemAt(loaded, index)
        return item === undefined ? null : row(item, index)
      })}
    </tbody>
  )
}

/** The cell with the handle that fills: the last one of what is selected. -1: nothing is to be filled. */
function cornerOf(block: Block, columns: number, mayEdit: boolean): Place {
  const data = mayEdit ? dataOf(block, columns) : null
  return { row: data?.bottom ?? -1, col: data?.right ?? -1 }
}

function useAccountsById(): ReadonlyMap<string, Account> {
  const accounts = useAccounts()
  return useMemo(() => new Map(accounts.map((account) => [account.id, account])), [accounts])
}

/** The numbers of the rows on the screen, of some beside them and of one that is kept, as far as they are in memory. */
function rowsAround(
  { top, bottom }: RowRange,
  beside: number,
  { first, end }: ListRows,
  kept: number,
): number[] {
  const from = Math.max(first, top - beside)
  const to = Math.min(end - 1, bottom + beside)
  const indexes = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
  if (kept < first || kept >= end) return indexes
  return kept < from ? [kept, ...indexes] : kept > to ? [...indexes, kept] : indexes
}

/**
 * Loads what comes near, above and below: looked at whenever rows were drawn. Where nothing of what is on the screen is in
 * memory, near the top, it begins anew.
 */
function useLoading(
  scroller: RefObject<HTMLElement | null>,
  { top, bottom }: RowRange,
  { rows: { first, end }, hasMore, hasBefore, loadMore, loadBefore, loadTop }: CampaignList,
): void {
  useEffect(() => {
    const jump = hasBefore && bottom < first && top < NEAR_TOP
    const before = hasBefore && top < first + AHEAD
    const after = hasMore && bottom >= end - AHEAD
    if (!jump && !before && !after) return
    // What is known of the screen is older than where it was scrolled to since, as when a list is opened where it was left. To
    // ask for that place makes the browser lay out the page at once, so it is asked last.
    if (Math.floor((scroller.current?.scrollTop ?? 0) / ROW_HEIGHT) !== top) return
    if (jump) loadTop()
    else if (before) loadBefore()
    else loadMore()
  })
}

/** A list is opened where it was left; another one begins at its top. Rows stay where they are when those above get other numbers. */
function useScrollPlace(
  scroller: RefObject<HTMLElement | null>,
  { key, top, rows, keep }: CampaignList,
  stale: boolean,
): void {
  const shown = useRef({ key: '', rows })
  /** As the last scrolling left it: to ask the browser makes it lay out the new rows at once. */
  const scrolled = useRef(0)
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null || stale) return
    const before = shown.current
    shown.current = { key, rows }
    const shift = shiftOf(before.rows, rows)
    if (before.key !== key) {
      if (top !== scrolled.current) element.scrollTo({ top })
    } else if (shift !== 0) element.scrollBy({ top: shift * ROW_HEIGHT })
  }, [key, rows, scroller, stale, top])
  useEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    let seen: [entry: string, top: number, row: number] | undefined
    // When the page is left, the entry of the history is another one already.
    const onScroll = () => {
      const { scrollTop } = element
      scrolled.current = scrollTop
      seen = [entryOf(), scrollTop, Math.floor(scrollTop / ROW_HEIGHT)]
      element.toggleAttribute('data-sideways', element.scrollLeft > 0)
    }
    const write = () => seen !== undefined && keep(...seen)
    // Before the rows are drawn anew: to ask for the place after that makes the browser lay out the page twice.
    element.addEventListener('scroll', onScroll, { passive: true, capture: true })
    window.addEventListener('pagehide', write)
    return () => {
      element.removeEventListener('scroll', onScroll, { capture: true })
      window.removeEventListener('pagehide', write)
      write()
    }
  }, [keep, scroller])
}

/** A column of what is left over comes last: it holds the actions. */
const tracksOf = ({ layout }: Columns): string =>
  [
    `${BOXES_WIDTH}px`,
    ...layout.shown.map(
      (key) =>
        `minmax(${rangeOf(layout, key)
          .map((width) => `${width}px`)
          .join(', ')})`,
    ),
    `minmax(${ACTIONS_WIDTH}px, 1fr)`,
  ].join(' ')

/** Narrower than this the table scrolls sideways. */
const leastOf = ({ layout }: Columns): number =>
  layout.shown.reduce((sum, key) => sum + rangeOf(layout, key)[0], BOXES_WIDTH + ACTIONS_WIDTH)

interface HeadProps extends Pick<CampaignTableProps, 'columns' | 'picking'> {
  items: readonly CampaignListItem[]
  grid: Grid
  scroller: RefObject<HTMLElement | null>
}

function Head({ items, columns, picking, grid: { at }, scroller }: HeadProps) {
  const { shown } = columns.layout
  const active = at.row === -1 ? at.col : -1
  const last = shown.length + 1
  return (
    <thead role="rowgroup">
      <tr role="row" data-row={-1} aria-rowindex={1}>
        <th role="columnheader" scope="col" className={classes.pick} data-col={0} aria-colindex={1}>
          <PickAll items={items} picking={picking} tabIndex={active === 0 ? 0 : -1} />
        </th>
        {shown.map((name: ColumnKey, index) => (
          <ColumnHead
            key={name}
            name={name}
            col={index + 1}
            columns={columns}
            isActive={active === index + 1}
            scroller={scroller}
          />
        ))}
        <th
          role="columnheader"
          scope="col"
          className={classes.tail}
          data-col={last}
          aria-colindex={last + 1}
          tabIndex={active === last ? 0 : -1}
        >
          <span className="visually-hidden">Actions</span>
        </th>
      </tr>
    </thead>
  )
}

interface PickAllProps extends Pick<HeadProps, 'items' | 'picking'> {
  tabIndex: 0 | -1
}

/** Picks all that are loaded, or drops them. */
function PickAll({ items, picking, tabIndex }: PickAllProps) {
  const { picked } = picking
  const count = useMemo(() => items.filter(({ id }) => picked.has(id)).length, [items, picked])
  return (
    <input
      type="checkbox"
      className={classes.box}
      aria-label="Pick all that are shown"
      checked={count > 0 && count === items.length}
      ref={(box) => {
        if (box !== null) box.indeterminate = count > 0 && count < items.length
      }}
      data-target
      tabIndex={tabIndex}
      onChange={() => (count === items.length ? picking.clear() : picking.replace(items.map(({ id }) => id)))}
    />
  )
}
