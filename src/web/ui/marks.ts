import type { CampaignDrift } from '../../contract/drift.ts'
import { authorWords } from '../../contract/drift.ts'
import type { Mark, MarkKind } from '../../contract/metrics.ts'
import { daysBetween } from '../../contract/dates.ts'
import { planFieldWords } from './plan-words.ts'

/** What happened on a day, as a chart and its table show it. */
export interface DayMark {
  date: string
  kind: MarkKind | 'CHANGED_AT_GOOGLE'
  /** What was done, to which campaign where it is not plain. */
  words: string
  who: string
  /** null: nothing of ours to look at. */
  publicationId: string | null
}

const WORDS: Record<MarkKind, string> = {
  PUBLISH: 'Published',
  PAUSE: 'Paused',
  RESUME: 'Resumed',
  REMOVED_AT_GOOGLE: 'Removed at Google',
}

/** What was done from here. `named`: with the campaign's name, where several are shown. */
export function marksOf(marks: readonly Mark[], named: boolean): DayMark[] {
  return marks.map(({ date, kind, by, campaignName, publicationId }) => ({
    date,
    kind,
    words: named ? `${WORDS[kind]}: ${campaignName}` : WORDS[kind],
    who: kind === 'REMOVED_AT_GOOGLE' ? 'seen when Google was read' : `by ${by}`,
    publicationId,
  }))
}

/** What somebody changed at Google, as far as a comparison with Google has told when and who. */
export function marksOfDrift(drift: CampaignDrift | undefined): DayMark[] {
  return (drift?.changes ?? []).flatMap(({ title, field, kind, by }) => {
    const date = by?.at.slice(0, 10) ?? ''
    if (by === null || !/^\d{4}-\d\d-\d\d$/.test(date)) return []
    const what =
      kind === 'removed' ? `${title} removed` : `${title}: ${planFieldWords(field).toLowerCase()} changed`
    return [
      { date, kind: 'CHANGED_AT_GOOGLE' as const, words: what, who: authorWords(by), publicationId: null },
    ]
  })
}

export interface MarkGroup {
  /** Of its first day. */
  date: string
  marks: DayMark[]
}

/** So many marks stand beside each other without covering one another on a phone. */
const MOST_GROUPS = 40

/** The marks of a range by day, or by as many days as it takes for each to be seen. Oldest first. */
export function groupMarks(
  marks: readonly DayMark[],
  { from, to }: { from: string; to: string },
): MarkGroup[] {
  const length = daysBetween(from, to) + 1
  const size = Math.ceil(length / MOST_GROUPS)
  const within = marks.filter(({ date }) => date >= from && date <= to)
  const bySlot = Map.groupBy(within, ({ date }) => Math.floor(daysBetween(from, date) / size))
  return [...bySlot]
    .map(([, own]) => {
      const inOrder = own.toSorted((one, other) => one.date.localeCompare(other.date))
      return { date: inOrder[0]!.date, marks: inOrder }
    })
    .toSorted((one, other) => one.date.localeCompare(other.date))
}
