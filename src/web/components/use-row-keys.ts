import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { CampaignListItem } from '../../contract/campaign.ts'
import { keysAreTaken } from '../ui/use-key-sequences.ts'
import type { Grid } from './use-grid.ts'
import type { Picking } from './use-picking.ts'

/** j and k move the focus from name to name; Enter follows the link by itself; e edits, x picks, Ctrl Z undoes. */
export function useRowKeys(
  scroller: React.RefObject<HTMLDivElement | null>,
  items: readonly CampaignListItem[],
  { go }: Grid,
  pick: Picking['toggle'],
  undoLast: () => void,
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
      if (event.altKey || keysAreTaken(event.target)) return
      if (event.ctrlKey || event.metaKey) {
        if (event.key !== 'z' || event.shiftKey) return
        event.preventDefault()
        undoLast()
        return
      }
      if (event.key === 'j') go({ row: Math.min(current() + 1, items.length - 1), col: 1 })
      if (event.key === 'k') go({ row: Math.max(current() - 1, 0), col: 1 })
      const item = items[current()]
      if (event.key.toLowerCase() === 'x' && item !== undefined) pick(item.id, event.shiftKey)
      if (event.key === 'e' && item !== undefined) {
        event.preventDefault()
        void navigate({ to: '/campaigns/$campaignId/edit', params: { campaignId: item.id } })
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [items, navigate, pick, go, scroller, undoLast])
}
