import { notifications } from '@mantine/notifications'
import type { KeyboardEvent, RefObject } from 'react'
import { useCallback, useEffect, useRef } from 'react'
import type { CampaignListItem } from '../../contract/campaign.ts'
import { MAX_EDITED_CAMPAIGNS } from '../../contract/limits.ts'
import { lineOf } from '../client/problem-words.ts'
import { cellText } from '../ui/cell-text.ts'
import type { ColumnKey } from '../ui/columns.ts'
import type { EditPlan } from '../ui/edit-plan.ts'
import { planFill, planPaste, sizeOfPaste, tooTall } from '../ui/edit-plan.ts'
import { itemsBetween } from '../ui/list-rows.ts'
import { formatTsv, parseTsv } from '../ui/tsv.ts'
import { keysAreTaken } from '../ui/use-key-sequences.ts'
import type { CampaignList } from './use-campaign-list.ts'
import type { Block, Grid } from './use-grid.ts'
import { usePlanContext } from './use-plan-context.ts'

const READING = 'reading-rows'

interface Blocks {
  /** Fills down by keys. Answers whether a key was meant. */
  onBlockKey: (event: KeyboardEvent) => boolean
  /** Fills what was selected into the block that it was dragged to. */
  fill: (source: Block, target: Block) => void
}

/** Copies the selected cells, and makes a plan of what is pasted or filled; the block that it would write is selected. */
export function useBlock(
  scroller: RefObject<HTMLElement | null>,
  list: CampaignList,
  columns: readonly ColumnKey[],
  grid: Grid,
  onPlan: (plan: EditPlan) => void,
): Blocks {
  const context = usePlanContext()
  const { cover } = grid
  const block = dataOf(grid.block, columns.length)
  const latest = useRef({ list, columns, block, context, onPlan })
  useEffect(() => {
    latest.current = { list, columns, block, context, onPlan }
  })
  const plan = useCallback(
    (title: string, rows: Rows, make: (items: readonly CampaignListItem[]) => EditPlan) => {
      const { list, onPlan } = latest.current
      void planRows(list, title, rows, make, onPlan)
    },
    [],
  )
  const fill = useCallback(
    (source: Block, target: Block) => {
      const { columns, context } = latest.current
      const top = Math.min(source.top, target.top)
      const rows = { top, bottom: Math.max(source.bottom, target.bottom) }
      plan('Fill', rows, (items) =>
        planFill({ items, columns, block: moved(target, top) }, context, moved(source, top)),
      )
    },
    [plan],
  )
  useEffect(() => {
    const isHere = (event: Event) =>
      scroller.current?.contains(document.activeElement) === true && !keysAreTaken(event.target)
    const onCopy = (event: ClipboardEvent) => {
      const { list, columns, block, context } = latest.current
      // Text that is selected elsewhere on the page is what somebody wants.
      if (block === null || !isHere(event) || getSelection()?.isCollapsed === false) return
      event.preventDefault()
      const items = itemsBetween(list.rows, block.top, block.bottom)
      const count = block.bottom - block.top + 1
      // A clipboard is filled at once or not at all.
      if (items.length < count) return refuseCopy(count)
      const rows = items.map((item) => {
        const account = context.accounts.find(({ id }) => id === item.accountId)
        return columns.slice(block.left - 1, block.right).map((key) => cellText(item, key, account))
      })
      event.clipboardData?.setData('text/plain', formatTsv(rows))
    }
    const onPaste = (event: ClipboardEvent) => {
      const { list, columns, block, context } = latest.current
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (block === null || text === '' || !isHere(event)) return
      event.preventDefault()
      const rows = parseTsv(text)
      const { height, span } = sizeOfPaste(rows, block)
      const bottom = block.top + height - 1
      const last = list.hasMore ? bottom : Math.min(bottom, list.rows.end - 1)
      const right = Math.min(block.left + span - 1, columns.length)
      if (height <= MAX_EDITED_CAMPAIGNS) cover({ ...block, bottom: last, right })
      plan('Paste', { top: block.top, bottom }, (items) =>
        planPaste(rows, { items, columns, block: moved(block, block.top) }, context),
      )
    }
    document.addEventListener('copy', onCopy)
    document.addEventListener('paste', onPaste)
    return () => {
      document.removeEventListener('copy', onCopy)
      document.removeEventListener('paste', onPaste)
    }
  }, [cover, plan, scroller])

  const onBlockKey = (event: KeyboardEvent): boolean => {
    const isFill = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key === 'd'
    if (!isFill || block === null) return false
    event.preventDefault()
    fill({ ...block, bottom: block.top }, block)
    return true
  }
  return { onBlockKey, fill }
}

interface Rows {
  top: number
  bottom: number
}

/** Makes a plan of rows, once those that are not in memory are read. */
async function planRows(
  list: CampaignList,
  title: string,
  { top, bottom }: Rows,
  make: (items: readonly CampaignListItem[]) => EditPlan,
  onPlan: (plan: EditPlan) => void,
): Promise<void> {
  const count = bottom - top + 1
  if (count > MAX_EDITED_CAMPAIGNS) return onPlan(tooTall(title, count))
  const here = itemsBetween(list.rows, top, bottom)
  if (here.length === count) return onPlan(make(here))
  notifications.show({
    id: READING,
    loading: true,
    autoClose: false,
    message: 'Reading the rows that are not loaded yet',
  })
  try {
    onPlan(make(await list.between(top, bottom)))
  } catch (error) {
    notifications.show({
      color: 'red',
      title: 'Nothing was changed',
      message: lineOf(error),
      autoClose: 9000,
    })
  } finally {
    notifications.hide(READING)
  }
}

function refuseCopy(rows: number): void {
  notifications.show({
    color: 'red',
    title: 'Not copied',
    message: `These ${rows} rows are more than are kept at once. Copy them in two parts.`,
    autoClose: 9000,
  })
}

/** With its rows counted from `top` on. */
const moved = (block: Block, top: number): Block => ({
  ...block,
  top: block.top - top,
  bottom: block.bottom - top,
})

/** The part of the selection that holds data: not the boxes, the actions or the head. */
export function dataOf({ top, bottom, left, right }: Block, columns: number): Block | null {
  const data = { top, bottom, left: Math.max(1, left), right: Math.min(columns, right) }
  return top < 0 || data.left > data.right ? null : data
}
