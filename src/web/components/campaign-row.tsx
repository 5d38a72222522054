import {
  IconArchive,
  IconArchiveOff,
  IconCopy,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { memo, useState } from 'react'
import { judge, type Rights } from '../../contract/actions.ts'
import type { CampaignAction, CampaignListItem } from '../../contract/campaign.ts'
import type { Account } from '../../contract/session.ts'
import { factsOf } from '../ui/campaign-state.ts'
import type { ColumnKey } from '../ui/columns.ts'
import { ActionIconButton } from './action-button.tsx'
import classes from './campaign-table.module.css'
import type { CellActs, OpenCell } from './grid-cell.tsx'
import { GridCell } from './grid-cell.tsx'
import { useCampaignActions } from './use-campaign-actions.tsx'
import type { RowNotes } from './use-cell-edits.ts'
import type { Picking } from './use-picking.ts'
import { ROW_HEIGHT } from './use-row-range.ts'
import { useSession } from './use-session.ts'

interface CampaignRowProps {
  item: CampaignListItem
  index: number
  /** How many rows of the list are above the one with the index 0. */
  passed: number
  account: Account | undefined
  rights: Rights
  columns: readonly ColumnKey[]
  isPicked: boolean
  onPick: Picking['toggle']
  /** The column that Tab leads to, and those that are selected; -1: none of this row. */
  active: number
  from: number
  to: number
  /** The column whose cell has the handle that fills. */
  handle: number
  /** The cell of this row that is being written in. */
  open: OpenCell | null
  notes: RowNotes | undefined
  acts: CellActs
}

/** Where nothing hovers, every row shows its actions. */
const HOVERS = window.matchMedia('(hover: hover)').matches

export const CampaignRow = memo(function CampaignRow(props: CampaignRowProps) {
  const {
    item,
    index,
    passed,
    account,
    rights,
    columns,
    isPicked,
    onPick,
    active,
    from,
    to,
    handle,
    open,
    notes,
    acts,
  } = props
  // Made when somebody comes near: while one scrolls, they would be half of what a row costs.
  const [isNear, setNear] = useState(!HOVERS)
  const last = columns.length + 1
  return (
    <tr
      role="row"
      style={{ top: index * ROW_HEIGHT }}
      data-row={index}
      aria-rowindex={passed + index + 2}
      data-picked={isPicked || undefined}
      data-raised={open !== null || notes !== undefined || undefined}
      onMouseEnter={() => setNear(true)}
    >
      <td role="gridcell" className={classes.pick} data-col={0} aria-colindex={1}>
        <input
          type="checkbox"
          className={classes.box}
          aria-label={`Pick ${item.name}`}
          checked={isPicked}
          data-target
          tabIndex={active === 0 ? 0 : -1}
          onChange={() => undefined}
          onClick={(event) => onPick(item.id, event.shiftKey)}
        />
      </td>
      {columns.map((key, at) => (
        <GridCell
          key={key}
          item={item}
          column={key}
          col={at + 1}
          account={account}
          rights={rights}
          isActive={active === at + 1}
          isSelected={from <= at + 1 && at + 1 <= to}
          hasHandle={handle === at + 1}
          open={open?.key === key ? open : null}
          notes={notes}
          acts={acts}
        />
      ))}
      <td role="gridcell" className={classes.tail} data-col={last} aria-colindex={last + 1}>
        {(isNear || active >= 0) && <RowActions item={item} isActive={active === last} />}
      </td>
    </tr>
  )
})

function RowActions({ item, isActive }: { item: CampaignListItem; isActive: boolean }) {
  const { workspace } = useSession()
  const actions = useCampaignActions()
  const navigate = useNavigate()
  const facts = factsOf(item)
  const reason = (action: CampaignAction): string | null => judge(action, facts, workspace).reason
  const removal: CampaignAction = facts.seenByGoogle ? 'archive' : 'delete'
  return (
    <div className={classes.actions}>
      <ActionIconButton
        label="Edit"
        tabIndex={isActive ? 0 : -1}
        icon={<IconPencil size={15} />}
        reason={reason('edit')}
        onClick={() => void navigate({ to: '/campaigns/$campaignId/edit', params: { campaignId: item.id } })}
      />
      {item.status === 'PAUSED' ? (
        <ActionIconButton
          label="Resume"
          tabIndex={-1}
          icon={<IconPlayerPlay size={15} />}
          reason={reason('resume')}
          onClick={() => actions.resume(item)}
        />
      ) : (
        <ActionIconButton
          label="Pause"
          tabIndex={-1}
          icon={<IconPlayerPause size={15} />}
          reason={reason('pause')}
          onClick={() => actions.pause(item)}
        />
      )}
      <ActionIconButton
        label="Duplicate"
        tabIndex={-1}
        icon={<IconCopy size={15} />}
        reason={reason('duplicate')}
        onClick={() => actions.duplicate(item)}
      />
      {facts.archived ? (
        <ActionIconButton
          tabIndex={-1}
          label="Bring back"
          icon={<IconArchiveOff size={15} />}
          reason={reason('unarchive')}
          onClick={() => actions.unarchive(item)}
        />
      ) : (
        <ActionIconButton
          tabIndex={-1}
          label={removal === 'archive' ? 'Archive' : 'Delete'}
          icon={removal === 'archive' ? <IconArchive size={15} /> : <IconTrash size={15} />}
          reason={reason(removal)}
          onClick={() => actions.askToRemove(item)}
        />
      )}
    </div>
  )
}
