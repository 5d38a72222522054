import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { keysAreTaken } from '../ui/use-key-sequences.ts'
import type { ListRows } from '../ui/list-rows.ts'
import { itemAt } from '../ui/list-rows.ts'
import type { Grid } from './use-grid.ts'
import type { Picking } from './use-picking.ts'

/** j and k move the focus from name to name; Enter follows the link by itself; e edits, x picks. */
export function useRowKeys(
  scroller: React.RefObject<HTMLDivElement | null>,
  rows: ListRows,
  { go }: Grid,
  pick: Picking['toggle'],
): void {
  const navigate = useNavigate()
  useEffect(() => {
    const current = (): number => {
      const row = scroller.current?.contains(document.activeElement)
        ? document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset['row']
        : undefined
      return Number(row ?? -1)
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || keysAreTaken(event.target)) return
      if (event.key === 'j') go({ row: current() + 1, col: 1 })
      if (event.key === 'k') go({ row: Math.max(current() - 1, rows.first), col: 1 })
      const item = itemAt(rows, current())
      if (event.key.toLowerCase() === 'x' && item !== undefined) pick(item.id, event.shiftKey)
      if (event.key === 'e' && item !== undefined) {
        event.preventDefault()
        void navigate({ to: '/campaigns/$campaignId/edit', params: { campaignId: item.id } })
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [rows, navigate, pick, go, scroller])
}
