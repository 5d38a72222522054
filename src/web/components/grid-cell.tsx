import { IconAlertTriangle } from '@tabler/icons-react'
import type { Rights } from '../../contract/actions.ts'
import type { CampaignListItem } from '../../contract/campaign.ts'
import type { Account } from '../../contract/session.ts'
import { isEditable, whyNotWritten } from '../ui/cell-edit.ts'
import type { ColumnKey } from '../ui/columns.ts'
import { COLUMNS } from '../ui/columns.ts'
import { CellEditor } from './cell-editor.tsx'
import type { After } from './cell-editor.tsx'
import { CellValue } from './cell-value.tsx'
import { StatusEditor } from './status-editor.tsx'
import classes from './campaign-table.module.css'
import type { RowNotes } from './use-cell-edits.ts'

/** A cell that somebody writes in, or asks why nothing can be written into it. */
export interface OpenCell {
  id: string
  key: ColumnKey
  /** Why not; the other fields are of no use then. */
  why: string | null
  text: string
  replaces: boolean
}

/** What a cell may ask for; the same for all rows, so that none is drawn again because of it. */
export interface CellActs {
  save: (open: OpenCell, text: string, after: After) => string | null
  /** Pauses or resumes, as the actions at the end of the row do. */
  setStatus: (id: string, action: 'pause' | 'resume') => void
  cancel: () => void
}

interface GridCellProps {
  item: CampaignListItem
  column: ColumnKey
  col: number
  account: Account | undefined
  rights: Rights
  isActive: boolean
  isSelected: boolean
  hasHandle: boolean
  open: OpenCell | null
  notes: RowNotes | undefined
  acts: CellActs
}

/** One cell of the table: its value, the field it becomes, and what went wrong in it. */
export function GridCell({
  item,
  column,
  col,
  account,
  rights,
  isActive,
  isSelected,
  hasHandle,
  ...rest
}: GridCellProps) {
  const tabIndex = isActive ? 0 : -1
  const hasOwnTarget = column === 'name'
  const note = isEditable(column) ? rest.notes?.[column] : undefined
  const isFolded = note?.isOld === true && !isActive
  const words = rest.open?.why ?? (isFolded ? undefined : note?.words)
  // Saved, and something is to be said of it.
  const isSaved = rest.open === null && note?.typed === null
  const isWriting = rest.open !== null && rest.open.why === null
  // What is said hangs over the edge of its cell: an element within ends at the edge then. Links keep theirs, and the focus with it.
  const isOpen = words !== undefined || column === 'name' || column === 'status'
  const cell = {
    'data-col': col,
    'data-active': isActive || undefined,
    'data-lifted': isWriting || words !== undefined || undefined,
    'data-corner': hasHandle || undefined,
    'data-open': isWriting || isOpen || undefined,
    'data-wrong': (note !== undefined && note.typed !== null) || undefined,
    'aria-colindex': col + 1,
    'aria-selected': isSelected,
    'aria-readonly': whyNotWritten(item, column, rights) !== null,
    tabIndex: hasOwnTarget ? undefined : tabIndex,
  }
  const value = (
    <>
      {isFolded && (
        <span role="img" aria-label={note.words} title={note.words}>
          <IconAlertTriangle size={13} color="var(--gacm-warn)" aria-hidden />{' '}
        </span>
      )}
      <CellValue item={item} column={column} account={account} tabIndex={tabIndex} />
    </>
  )
  const content =
    isWriting && (isEditable(column) || column === 'status') ? (
      <Editor item={item} open={rest.open!} acts={rest.acts} />
    ) : (
      <>
        {isOpen ? (
          <div className={classes.clip} data-clip>
            {value}
          </div>
        ) : (
          value
        )}
        {words !== undefined && (
          <div
            className={classes.note}
            role={isSaved ? 'status' : 'alert'}
            data-plain={rest.open?.why != null || isSaved || undefined}
          >
            {isSaved && <IconAlertTriangle size={14} color="var(--gacm-warn)" aria-hidden />} {words}
          </div>
        )}
        {hasHandle && <span className={classes.handle} data-fill title="Drag to fill" aria-hidden />}
      </>
    )
  if (column === 'name') {
    return (
      <th role="rowheader" scope="row" className={classes.first} {...cell}>
        {content}
      </th>
    )
  }
  return (
    <td role="gridcell" className={COLUMNS[column].isNumber === true ? classes.number : undefined} {...cell}>
      {content}
    </td>
  )
}

function Editor({ item, open, acts }: { item: CampaignListItem; open: OpenCell; acts: CellActs }) {
  if (open.key === 'status') {
    return (
      <StatusEditor item={item} onSet={(action) => acts.setStatus(item.id, action)} onCancel={acts.cancel} />
    )
  }
  if (!isEditable(open.key)) return null
  return (
    <CellEditor
      column={open.key}
      of={item.name}
      text={open.text}
      replaces={open.replaces}
      onSave={(text, after) => acts.save(open, text, after)}
      onCancel={acts.cancel}
    />
  )
}
