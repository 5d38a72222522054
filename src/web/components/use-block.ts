import type { KeyboardEvent, RefObject } from 'react'
import { useEffect, useRef } from 'react'
import type { CampaignListItem } from '../../contract/campaign.ts'
import { cellText } from '../ui/cell-text.ts'
import type { ColumnKey } from '../ui/columns.ts'
import type { EditPlan } from '../ui/edit-plan.ts'
import { planFill, planPaste } from '../ui/edit-plan.ts'
import { formatTsv, parseTsv } from '../ui/tsv.ts'
import { keysAreTaken } from '../ui/use-key-sequences.ts'
import type { Block, Grid } from './use-grid.ts'
import { usePlanContext } from './use-plan-context.ts'

/** Copies the selected cells, and makes a plan of what is pasted or filled down. Answers whether a key was meant. */
export function useBlock(
  scroller: RefObject<HTMLElement | null>,
  items: readonly CampaignListItem[],
  columns: readonly ColumnKey[],
  grid: Grid,
  onPlan: (plan: EditPlan) => void,
): (event: KeyboardEvent) => boolean {
  const context = usePlanContext()
  const block = dataOf(grid.block, columns.length)
  const latest = useRef({ items, columns, block, context, onPlan })
  useEffect(() => {
    latest.current = { items, columns, block, context, onPlan }
  })
  useEffect(() => {
    const isHere = (event: Event) =>
      scroller.current?.contains(document.activeElement) === true && !keysAreTaken(event.target)
    const onCopy = (event: ClipboardEvent) => {
      const { items, columns, block, context } = latest.current
      // Text that is selected elsewhere on the page is what somebody wants.
      if (block === null || !isHere(event) || getSelection()?.isCollapsed === false) return
      const rows = items.slice(block.top, block.bottom + 1).map((item) => {
        const account = context.accounts.find(({ id }) => id === item.accountId)
        return columns.slice(block.left - 1, block.right).map((key) => cellText(item, key, account))
      })
      event.clipboardData?.setData('text/plain', formatTsv(rows))
      event.preventDefault()
    }
    const onPaste = (event: ClipboardEvent) => {
      const { items, columns, block, context, onPlan } = latest.current
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (block === null || text === '' || !isHere(event)) return
      event.preventDefault()
      onPlan(planPaste(parseTsv(text), { items, columns, block }, context))
    }
    document.addEventListener('copy', onCopy)
    document.addEventListener('paste', onPaste)
    return () => {
      document.removeEventListener('copy', onCopy)
      document.removeEventListener('paste', onPaste)
    }
  }, [scroller])

  return (event) => {
    const isFill = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key === 'd'
    if (!isFill || block === null) return false
    event.preventDefault()
    onPlan(planFill({ items, columns, block }, context))
    return true
  }
}

/** The part of the selection that holds data: not the boxes, the actions or the head. */
function dataOf({ top, bottom, left, right }: Block, columns: number): Block | null {
  const data = { top, bottom, left: Math.max(1, left), right: Math.min(columns, right) }
  return top < 0 || data.left > data.right ? null : data
}
