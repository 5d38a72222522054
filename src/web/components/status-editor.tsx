import type { KeyboardEvent } from 'react'
import { useLayoutEffect, useRef } from 'react'
import type { CampaignListItem } from '../../contract/campaign.ts'
import { statusAction } from '../ui/cell-edit.ts'
import { STATUS_LABELS } from '../ui/labels.ts'
import classes from './campaign-table.module.css'

interface StatusEditorProps {
  item: CampaignListItem
  onSet: (action: 'pause' | 'resume') => void
  onCancel: () => void
}

/** The choice that the cell of a status becomes. The mouse chooses at once; by keys Enter does, and Escape leaves all as it was. */
export function StatusEditor({ item, onSet, onCancel }: StatusEditorProps) {
  const select = useRef<HTMLSelectElement>(null)
  const isByKeys = useRef(false)
  const isOver = useRef(false)
  useLayoutEffect(() => select.current?.focus({ preventScroll: true }), [])
  const action = statusAction(item)
  const end = (isMeant: boolean) => {
    if (isOver.current) return
    isOver.current = true
    if (isMeant && action !== null && select.current?.value !== item.status) onSet(action)
    else onCancel()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    isByKeys.current = true
    // The keys of the table choose here. The page's own, such as Ctrl K, are still heard.
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation()
    if (event.key !== 'Enter' && event.key !== 'Escape' && event.key !== 'Tab') return
    event.preventDefault()
    end(event.key !== 'Escape')
  }
  return (
    <select
      ref={select}
      className={classes.editor}
      aria-label={`Status of ${item.name}`}
      defaultValue={item.status}
      onKeyDown={onKeyDown}
      onPointerDown={() => (isByKeys.current = false)}
      onChange={() => isByKeys.current || end(true)}
      onBlur={() => end(false)}
    >
      <option value="PUBLISHED">{STATUS_LABELS.PUBLISHED}</option>
      <option value="PAUSED">{STATUS_LABELS.PAUSED}</option>
    </select>
  )
}
