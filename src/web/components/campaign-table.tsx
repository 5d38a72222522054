import { Checkbox, UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { CampaignSort, CampaignSortField } from '../../contract/campaign-list.ts'
import type { CampaignListItem } from '../../contract/campaign.ts'
import { keysAreTaken } from '../ui/use-key-sequences.ts'
import { CampaignRow } from './campaign-row.tsx'
import classes from './campaign-table.module.css'
import type { Picking } from './use-picking.ts'

const ROW_HEIGHT = 41
/** How many rows before the end the next page is asked for. */
const AHEAD = 20

interface Column {
  label: string
  className?: string | undefined
  /** What a click on its head orders the list by. */
  sort?: CampaignSortField
}

const COLUMNS: readonly Column[] = [
  { label: 'Campaign', className: classes.first, sort: 'name' },
  { label: 'Status' },
  { label: 'Type' },
  { label: 'Daily budget', className: classes.number, sort: 'dailyBudgetMicros' },
  { label: 'Dates', sort: 'endDate' },
  { label: 'At Google' },
  { label: 'Google id' },
  { label: 'Updated', sort: 'updatedAt' },
]

interface CampaignTableProps {
  items: readonly CampaignListItem[]
  hasMore: boolean
  loadMore: () => void
  /** Dimmed while another filter's answer is on its way. */
  stale: boolean
  picking: Picking
}

/** Every campaign of the filter; only the rows on screen are in the page. */
export function CampaignTable({ items, hasMore, loadMore, stale, picking }: CampaignTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- its functions go to no memoized component
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  })
  const rows = virtual.getVirtualItems()
  const last = rows.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && last >= items.length - AHEAD) loadMore()
  }, [hasMore, last, items.length, loadMore])
  useRowKeys(scroller, items, virtual.scrollToIndex, picking.toggle)

  const above = rows[0]?.start ?? 0
  const below = virtual.getTotalSize() - (rows.at(-1)?.end ?? 0)
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      data-stale={stale || undefined}
      role="region"
      aria-label="Campaigns"
      tabIndex={0}
    >
      <table className={classes.table} aria-rowcount={hasMore ? -1 : items.length + 1}>
        <thead>
          <tr>
            <th scope="col" className={classes.pick}>
              <PickAll items={items} picking={picking} />
            </th>
            {COLUMNS.map((column) => (
              <ColumnHead key={column.label} column={column} />
            ))}
            <th scope="col" className={classes.tail}>
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {above > 0 && <Spacer height={above} />}
          {rows.map((row) => {
            const item = items[row.index]
            return item === undefined ? null : (
              <CampaignRow
                key={item.id}
                item={item}
                index={row.index}
                isPicked={picking.picked.has(item.id)}
                onPick={picking.toggle}
              />
            )
          })}
          {below > 0 && <Spacer height={below} />}
        </tbody>
      </table>
    </div>
  )
}

/** Picks all that are loaded, or drops them. */
function PickAll({ items, picking }: Pick<CampaignTableProps, 'items' | 'picking'>) {
  const count = items.filter(({ id }) => picking.picked.has(id)).length
  return (
    <Checkbox
      size="xs"
      aria-label="Pick all that are shown"
      checked={count > 0 && count === items.length}
      indeterminate={count > 0 && count < items.length}
      onChange={() => (count === items.length ? picking.clear() : picking.replace(items.map(({ id }) => id)))}
    />
  )
}

/** Ascending, descending, and then the order of the list again: the newest first. */
function ColumnHead({ column: { label, className, sort } }: { column: Column }) {
  const { sort: current } = useSearch({ from: '/app/campaigns' })
  const navigate = useNavigate({ from: '/campaigns' })
  if (sort === undefined) {
    return (
      <th scope="col" className={className}>
        {label}
      </th>
    )
  }
  const direction = current === sort ? 'ascending' : current === `-${sort}` ? 'descending' : undefined
  const next: CampaignSort | undefined =
    direction === undefined ? sort : direction === 'ascending' ? `-${sort}` : undefined
  return (
    <th scope="col" className={className} aria-sort={direction}>
      <UnstyledButton
        className={classes.sort}
        onClick={() => void navigate({ search: (before) => ({ ...before, sort: next }), replace: true })}
      >
        {label}
        {direction === 'ascending' && <IconArrowUp size={13} aria-hidden />}
        {direction === 'descending' && <IconArrowDown size={13} aria-hidden />}
      </UnstyledButton>
    </th>
  )
}

function Spacer({ height }: { height: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={COLUMNS.length + 2} style={{ height, padding: 0, border: 0 }} />
    </tr>
  )
}

/** j and k move the focus from name to name; Enter follows the link by itself; e edits, x picks. */
function useRowKeys(
  scroller: React.RefObject<HTMLDivElement | null>,
  items: readonly CampaignListItem[],
  scrollTo: (index: number) => void,
  pick: Picking['toggle'],
): void {
  const navigate = useNavigate()
  useEffect(() => {
    const current = (): number =>
      Number(document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? -1)
    const nameOf = (index: number) => scroller.current?.querySelector<HTMLElement>(`[data-row="${index}"] a`)
    const focusRow = (index: number) => {
      scrollTo(index)
      // A row that is on the screen has the focus before the next key comes; another one is made first.
      const name = nameOf(index)
      if (name != null) name.focus({ preventScroll: true })
      else requestAnimationFrame(() => nameOf(index)?.focus())
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || keysAreTaken(event.target)) return
      if (event.key === 'j') focusRow(Math.min(current() + 1, items.length - 1))
      if (event.key === 'k') focusRow(Math.max(current() - 1, 0))
      const item = items[current()]
      if (event.key.toLowerCase() === 'x' && item !== undefined) pick(item.id, event.shiftKey)
      if (event.key === 'e' && item !== undefined) {
        event.preventDefault()
        void navigate({ to: '/campaigns/$campaignId/edit', params: { campaignId: item.id } })
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [items, navigate, pick, scrollTo, scroller])
}
