import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { addDays } from '../../contract/dates.ts'
import { formatDates } from '../ui/format.ts'
import {
  type Comparison,
  COMPARISON_LABELS,
  COMPARISONS,
  isDate,
  MAX_DAYS,
  type Period,
  PERIOD_LABELS,
  PERIODS,
} from '../ui/periods.ts'
import classes from './performance.module.css'
import type { ShownPeriod } from './use-period.ts'

interface PeriodBarProps {
  shown: ShownPeriod
  today: string
}

/** Which days, and what they are compared with. */
export function PeriodBar({ shown, today }: PeriodBarProps) {
  const { period, range, comparison, compared, change } = shown
  return (
    <div className={classes.bar} role="group" aria-label="Period">
      <NativeSelect
        size="xs"
        label="Days"
        value={period}
        data={PERIODS.map((value) => ({ value, label: PERIOD_LABELS[value] }))}
        onChange={({ currentTarget: { value } }) => {
          const next = value as Period
          change(next === 'own' ? { days: next, ...range } : { days: next, from: undefined, to: undefined })
        }}
      />
      {period === 'own' && <OwnDates shown={shown} today={today} />}
      <NativeSelect
        size="xs"
        label="Compared with"
        value={comparison}
        data={COMPARISONS.map((value) => ({ value, label: COMPARISON_LABELS[value] }))}
        onChange={({ currentTarget: { value } }) => change({ compare: value as Comparison })}
      />
      <p className={classes.dates}>
        {formatDates(range.from, range.to)}
        {compared !== null && <span> against {formatDates(compared.from, compared.to)}</span>}
      </p>
    </div>
  )
}

/** Two dates. What is no range yet stays in its fields and says why; the page goes on showing the last one that was. */
function OwnDates({ shown: { range, change }, today }: PeriodBarProps) {
  const [draft, setDraft] = useState({ typed: range, over: range })
  // What was typed over other days than those that are shown now is over.
  const isCurrent = draft.over.from === range.from && draft.over.to === range.to
  const typed = isCurrent ? draft.typed : range
  const problem = problemOf(typed, today)
  const set = (part: Partial<typeof typed>) => {
    const next = { ...typed, ...part }
    setDraft({ typed: next, over: range })
    if (problemOf(next, today) === null) change({ days: 'own', ...next })
  }
  return (
    <>
      <TextInput
        type="date"
        size="xs"
        label="First day"
        value={typed.from}
        max={today}
        onChange={({ currentTarget: { value } }) => set({ from: value })}
      />
      <TextInput
        type="date"
        size="xs"
        label="Last day"
        value={typed.to}
        max={today}
        error={problem}
        onChange={({ currentTarget: { value } }) => set({ to: value })}
      />
    </>
  )
}

function problemOf({ from, to }: { from: string; to: string }, today: string): string | null {
  if (!isDate(from) || !isDate(to)) return 'Give both days.'
  if (to < from) return 'Before the first day.'
  if (to > today) return 'Not later than today.'
  if (to > addDays(from, MAX_DAYS - 1)) return 'At most three years.'
  return null
}
