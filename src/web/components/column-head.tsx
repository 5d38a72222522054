import { UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { DragEvent, KeyboardEvent, PointerEvent, RefObject } from 'react'
import type { CampaignSort } from '../../contract/campaign-list.ts'
import type { ColumnKey } from '../ui/columns.ts'
import { COLUMNS, move, resize } from '../ui/columns.ts'
import classes from './campaign-table.module.css'
import type { Columns } from './use-columns.ts'

const STEP = 16
const PADDING = 26
/** What a dragged head carries; nothing from elsewhere has it. */
const DRAGGED = 'application/x-gacm-column'

interface ColumnHeadProps {
  name: ColumnKey
  /** Its place in the grid; the column of boxes is 0. */
  col: number
  columns: Columns
  isActive: boolean
  scroller: RefObject<HTMLElement | null>
}

/** The head of a column: orders the list, is dragged to another place, and its edge makes the column wider. */
export function ColumnHead({ name, col, columns: { change }, isActive, scroller }: ColumnHeadProps) {
  const { label, isNumber } = COLUMNS[name]
  const fit = () => {
    const width = contentWidth(scroller.current, col)
    change((before) => resize(before, name, width))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!event.shiftKey) return
    const by = event.key === 'ArrowLeft' ? -STEP : event.key === 'ArrowRight' ? STEP : 0
    // As it is on the screen: a column gives way in a narrow window.
    const width = event.currentTarget.offsetWidth
    if (by !== 0) change((before) => resize(before, name, width + by))
    else if (event.key === 'Enter') fit()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <SortedHead
      name={name}
      col={col}
      isActive={isActive}
      onKeyDown={onKeyDown}
      className={name === 'name' ? classes.first : isNumber === true ? classes.number : undefined}
      drag={dragging(name, (dragged) =>
        change((before) => move(before, dragged, before.shown.indexOf(name))),
      )}
    >
      <Edge label={label} onDrag={(width) => change((before) => resize(before, name, width))} onFit={fit} />
    </SortedHead>
  )
}

interface SortedHeadProps {
  name: ColumnKey
  col: number
  isActive: boolean
  className: string | undefined
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  drag: ReturnType<typeof dragging>
  children: React.ReactNode
}

/** Ascending, descending, and then the order of the list again: the newest first. */
function SortedHead({ name, col, isActive, children, drag, ...rest }: SortedHeadProps) {
  const { label, sort } = COLUMNS[name]
  const { sort: current } = useSearch({ from: '/app/campaigns' })
  const navigate = useNavigate({ from: '/campaigns' })
  const direction =
    sort === undefined
      ? undefined
      : current === sort
        ? 'ascending'
        : current === `-${sort}`
          ? 'descending'
          : undefined
  const next: CampaignSort | undefined =
    sort === undefined || direction === 'descending' ? undefined : direction === undefined ? sort : `-${sort}`
  const tabIndex = isActive ? 0 : -1
  return (
    <th
      role="columnheader"
      scope="col"
      data-col={col}
      aria-colindex={col + 1}
      aria-sort={direction}
      tabIndex={sort === undefined ? tabIndex : undefined}
      {...drag}
      {...rest}
    >
      {sort === undefined ? (
        <span className={classes.clip} data-clip>
          {label}
        </span>
      ) : (
        <UnstyledButton
          className={classes.sort}
          data-clip
          data-target
          tabIndex={tabIndex}
          onClick={() => void navigate({ search: (before) => ({ ...before, sort: next }), replace: true })}
        >
          {label}
          {direction === 'ascending' && <IconArrowUp size={13} aria-hidden />}
          {direction === 'descending' && <IconArrowDown size={13} aria-hidden />}
        </UnstyledButton>
      )}
      {children}
    </th>
  )
}

interface EdgeProps {
  label: string
  onDrag: (width: number) => void
  onFit: () => void
}

/** For the mouse; Shift with the arrow keys and Enter on the head does the same. */
function Edge({ label, onDrag, onFit }: EdgeProps) {
  const begin = (event: PointerEvent<HTMLSpanElement>) => {
    const from = event.clientX
    const edge = event.currentTarget
    const width = edge.parentElement?.offsetWidth ?? 0
    edge.setPointerCapture(event.pointerId)
    const onMove = (to: globalThis.PointerEvent) => onDrag(width + to.clientX - from)
    edge.addEventListener('pointermove', onMove)
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', onMove), {
      once: true,
    })
  }
  return (
    <span
      className={classes.edge}
      aria-hidden
      title={`Drag to resize ${label}; double click to fit`}
      data-edge
      onPointerDown={begin}
      onDoubleClick={onFit}
    />
  )
}

/** Of a head that can be dragged onto another one, which gives it its place. */
function dragging(name: ColumnKey, onDrop: (dragged: ColumnKey) => void) {
  if (name === 'name') return {}
  const mark = (event: DragEvent<HTMLElement>, isOver: boolean) =>
    event.currentTarget.toggleAttribute('data-over', isOver)
  return {
    draggable: true,
    onDragStart: (event: DragEvent<HTMLElement>) => {
      // At its edge a column is made wider, not moved.
      if (document.querySelector('[data-edge]:active') !== null) {
        event.preventDefault()
        return
      }
      event.dataTransfer.setData(DRAGGED, name)
      event.dataTransfer.effectAllowed = 'move'
    },
    onDragOver: (event: DragEvent<HTMLElement>) => {
      if (!event.dataTransfer.types.includes(DRAGGED)) return
      event.preventDefault()
      mark(event, true)
    },
    onDragLeave: (event: DragEvent<HTMLElement>) => mark(event, false),
    onDrop: (event: DragEvent<HTMLElement>) => {
      mark(event, false)
      const dragged = event.dataTransfer.getData(DRAGGED)
      if (dragged !== '' && dragged !== name) onDrop(dragged as ColumnKey)
    },
  }
}

/** As wide as the widest of what is in the page, the head included. */
function contentWidth(scroller: HTMLElement | null, col: number): number {
  const range = document.createRange()
  const widths = [...(scroller?.querySelectorAll(`[data-col="${col}"]`) ?? [])].map((cell) => {
    range.selectNodeContents(cell.querySelector('[data-clip]') ?? cell)
    return range.getBoundingClientRect().width
  })
  return Math.max(0, ...widths) + PADDING
}
