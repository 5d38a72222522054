import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import type { RefObject } from 'react'
import { Fragment, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { CampaignListItem } from '../../contract/campaign.ts'
import { refusalAnywhere } from '../../contract/actions.ts'
import type { Account } from '../../contract/session.ts'
import { widthOf } from '../ui/columns.ts'
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
import { isOneCell, ROW_HEIGHT, useGrid } from './use-grid.ts'
import { useGridMouse } from './use-grid-mouse.ts'
import type { Picking } from './use-picking.ts'
import { useRowKeys } from './use-row-keys.ts'
import { useAccounts, useSession } from './use-session.ts'
import type { Undo } from './use-undo.tsx'

const HEAD_HEIGHT = 33
const BOXES_WIDTH = 40
const ACTIONS_WIDTH = 128
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
  const scrollTo = useRef<(row: number) => void>(() => undefined)
  const scrollToRow = useCallback((row: number) => scrollTo.current(row), [])
  const grid = useGrid(scroller, loaded, shown.length, scrollToRow, list.loadTop)
  const { workspace } = useSession()
  const accounts = useAccountsById()
  const { rows, total, range } = useRows(scroller, loaded, grid.at.row, scrollTo)
  useLoading(scroller, range, list)
  useScrollPlace(scroller, list, stale)
  const edits = useCellEdits(undo)
  const writing = useCellWriting(loaded, shown, grid, edits)
  const { onBlockKey, fill } = useBlock(scroller, list, shown, grid, onPlan)
  const mouse = useGridMouse(grid, shown.length, fill)
  useRowKeys(scroller, loaded, grid, picking.toggle, undo)

  const { block, at } = grid
  const isSelecting = !isOneCell(block)
  const corner = cornerOf(block, shown.length, refusalAnywhere(workspace, 'edit') === null)
  const end = rows.at(-1)?.end ?? 0
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
        aria-rowcount={list.hasMore ? -1 : loaded.end + 1}
        aria-colcount={shown.length + 2}
        className={classes.table}
        style={{ width: `max(100%, ${tableWidth(columns)}px)` }}
        onFocus={grid.onFocus}
        onKeyDown={(event) => {
          if (!(onBlockKey(event) || grid.onMoveKey(event) || writing.onWriteKey(event))) return
          event.stopPropagation()
        }}
        onDoubleClick={writing.onDoubleClick}
        {...mouse}
      >
        <Widths columns={columns} />
        <Head items={loaded.items} columns={columns} picking={picking} grid={grid} scroller={scroller} />
        <tbody>
          {rows.map(({ index, start }, place) => {
            const item = itemAt(loaded, index)
            const gap = start - (rows[place - 1]?.end ?? 0)
            if (item === undefined) return null
            const isWithin = isSelecting && block.top <= index && index <= block.bottom
            return (
              <Fragment key={item.id}>
                {gap > 0 && <Spacer height={gap} span={shown.length + 2} />}
                <CampaignRow
                  item={item}
                  index={index}
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
              </Fragment>
            )
          })}
          {total > end && <Spacer height={total - end} span={shown.length + 2} />}
        </tbody>
      </table>
    </div>
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

/** The rows on the screen, and the one with the focus wherever it is: an element that goes takes the focus with it. */
function useRows(
  scroller: RefObject<HTMLElement | null>,
  { first, end }: ListRows,
  kept: number,
  scrollTo: RefObject<(row: number) => void>,
) {
  // oxlint-disable-next-line react/incompatible-library -- its functions go to no memoized component
  const virtual = useVirtualizer({
    count: end,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollPaddingEnd: HEAD_HEIGHT,
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range)
      if (kept < first || kept >= end || indexes.includes(kept)) return indexes
      return [...indexes, kept].sort((a, b) => a - b)
    },
  })
  useEffect(() => {
    scrollTo.current = virtual.scrollToIndex
  }, [scrollTo, virtual.scrollToIndex])
  const rows = virtual.getVirtualItems().filter(({ index }) => index >= first)
  return { rows, total: virtual.getTotalSize(), range: virtual.range }
}

/** Loads what comes near, above and below. Where nothing of what is on the screen is in memory, near the top, it begins anew. */
function useLoading(
  scroller: RefObject<HTMLElement | null>,
  range: { startIndex: number; endIndex: number } | null,
  { rows: { first, end }, hasMore, hasBefore, loadMore, loadBefore, loadTop }: CampaignList,
): void {
  const top = range?.startIndex ?? first
  const bottom = range?.endIndex ?? first
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
  }, [top, bottom, first, end, hasMore, hasBefore, loadMore, loadBefore, loadTop, scroller])
}

/** A list is opened where it was left; another one begins at its top. Rows stay where they are when those above get other numbers. */
function useScrollPlace(
  scroller: RefObject<HTMLElement | null>,
  { key, top, rows, keep }: CampaignList,
  stale: boolean,
): void {
  const shown = useRef({ key: '', rows })
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null || stale) return
    const before = shown.current
    shown.current = { key, rows }
    const shift = shiftOf(before.rows, rows)
    if (before.key !== key) element.scrollTo({ top })
    else if (shift !== 0) element.scrollBy({ top: shift * ROW_HEIGHT })
  }, [key, rows, scroller, stale, top])
  useEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    let seen: [entry: string, top: number, row: number] | undefined
    // When the page is left, the entry of the history is another one already.
    const onScroll = () => {
      const { scrollTop } = element
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

const tableWidth = ({ layout }: Columns): number =>
  layout.shown.reduce((sum, key) => sum + widthOf(layout, key), BOXES_WIDTH + ACTIONS_WIDTH)

/** A column of what is left over comes last: it holds the actions. */
function Widths({ columns: { layout } }: { columns: Columns }) {
  return (
    <colgroup>
      <col style={{ width: BOXES_WIDTH }} />
      {layout.shown.map((key) => (
        <col key={key} style={{ width: widthOf(layout, key) }} />
      ))}
      <col />
    </colgroup>
  )
}

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
    <thead>
      <tr data-row={-1} aria-rowindex={1}>
        <th scope="col" className={classes.pick} data-col={0} aria-colindex={1}>
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

function Spacer({ height, span }: { height: number; span: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={span} style={{ height, padding: 0, border: 0 }} />
    </tr>
  )
}
