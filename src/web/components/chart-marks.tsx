import { Popover, UnstyledButton } from '@mantine/core'
import { IconPencil, IconPlayerPause, IconPlayerPlay, IconRocket, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { daysBetween } from '../../contract/dates.ts'
import { formatDate } from '../ui/format.ts'
import type { DayMark, MarkGroup } from '../ui/marks.ts'
import type { Range } from '../ui/periods.ts'
import classes from './performance.module.css'

const ICONS: Record<DayMark['kind'], typeof IconRocket> = {
  PUBLISH: IconRocket,
  PAUSE: IconPlayerPause,
  RESUME: IconPlayerPlay,
  REMOVED_AT_GOOGLE: IconTrash,
  CHANGED_AT_GOOGLE: IconPencil,
}

interface ChartMarksProps {
  groups: readonly MarkGroup[]
  range: Range
  /** Pixels before the first day and after the last, which the chart's axes take. */
  before: number
  after: number
}

/** Under the chart, each below its day: what was done then, and by whom. */
export function ChartMarks({ groups, range, before, after }: ChartMarksProps) {
  const [open, setOpen] = useState<string | null>(null)
  if (groups.length === 0) return null
  const last = Math.max(1, daysBetween(range.from, range.to))
  return (
    <ul
      className={classes.marks}
      aria-label="What was done in these days"
      style={{ marginInline: `${before}px ${after}px` }}
    >
      {groups.map((group) => (
        <li
          key={group.date}
          style={{ left: `${(daysBetween(range.from, group.date) / last) * 100}%` }}
          onMouseEnter={() => setOpen(group.date)}
          onMouseLeave={() => setOpen(null)}
          onFocus={() => setOpen(group.date)}
          onBlur={({ currentTarget, relatedTarget }) => {
            if (!currentTarget.contains(relatedTarget)) setOpen(null)
          }}
        >
          <MarkButton
            group={group}
            isOpen={open === group.date}
            onChange={(isOpen) => setOpen(isOpen ? group.date : null)}
          />
        </li>
      ))}
    </ul>
  )
}

interface MarkButtonProps {
  group: MarkGroup
  isOpen: boolean
  onChange: (isOpen: boolean) => void
}

/** Hover, focus and a touch open it. What it opens stands in the same item of the list, so the next Tab leads to its links. */
function MarkButton({ group: { date, marks }, isOpen, onChange }: MarkButtonProps) {
  const Icon = ICONS[marks[0]!.kind]
  const words = marks.length === 1 ? `${marks[0]!.words} ${marks[0]!.who}` : `${marks.length} changes`
  return (
    <Popover
      opened={isOpen}
      onChange={onChange}
      position="top"
      offset={4}
      shadow="md"
      withinPortal={false}
      withRoles={false}
    >
      <Popover.Target>
        <UnstyledButton
          className={classes.mark}
          aria-label={`${formatDate(date)}: ${words}`}
          aria-expanded={isOpen}
          onClick={() => onChange(true)}
        >
          {marks.length === 1 ? <Icon size={11} stroke={2.2} aria-hidden /> : <span>{marks.length}</span>}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.markList}>
        <MarkList marks={marks} isDated />
      </Popover.Dropdown>
    </Popover>
  )
}

interface MarkListProps {
  marks: readonly DayMark[]
  isDated?: boolean
}

/** Each with its link. */
export function MarkList({ marks, isDated = false }: MarkListProps) {
  return (
    <ul className={classes.happened}>
      {marks.map((mark, index) => (
        // What happened has no id of its own: its place is what it is.
        <li key={index}>
          {mark.publicationId === null ? (
            mark.words
          ) : (
            <Link to="/publications/$publicationId" params={{ publicationId: mark.publicationId }}>
              {mark.words}
            </Link>
          )}{' '}
          <span>
            {mark.who}
            {isDated && `, ${formatDate(mark.date)}`}
          </span>
        </li>
      ))}
    </ul>
  )
}
