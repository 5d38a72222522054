import type { CampaignListItem } from '../../contract/campaign.ts'

/** The rows of a list that are in memory: a part of it, whose first one has the number `first`. */
export interface ListRows {
  first: number
  items: readonly CampaignListItem[]
  /** The number of the row after the last of them. */
  end: number
  /** How many rows are above the one with the number 0, once numbers have begun anew. */
  passed: number
}

interface Page {
  items: readonly CampaignListItem[]
  first: number
}

/** Room for rows above that are not in memory, where nobody knows how many there are. */
const ROOM = 100
/** Numbers begin anew after so many rows: browsers draw nothing below 33,554,400 px, which 41 px a row reach at 818,400. */
const MOST_ROWS = 500_000

/** `hasBefore`: there are rows above these. How many is what was counted on the way; rows that came or went are not in it. */
export function rowsOf(pages: readonly Page[], hasBefore: boolean): ListRows {
  const items = pages.flatMap((page) => page.items)
  const counted = pages[0]?.first ?? 0
  const first = hasBefore ? Math.max(counted % MOST_ROWS, ROOM) : 0
  return { first, items, end: first + items.length, passed: hasBefore ? Math.max(counted - first, 0) : 0 }
}

export const itemAt = ({ first, items }: ListRows, row: number): CampaignListItem | undefined =>
  items[row - first]

/** The rows between two numbers, both within, as far as they are in memory. */
export const itemsBetween = ({ first, items }: ListRows, top: number, bottom: number) =>
  items.slice(Math.max(0, top - first), Math.max(0, bottom + 1 - first))

/** By how much the numbers of rows have changed: a row that both have tells. At the top of a list nothing is held in place. */
export function shiftOf(before: ListRows, after: ListRows): number {
  if (before === after || (before.first === 0 && after.first === 0)) return 0
  const places = new Map(after.items.map(({ id }, index) => [id, index]))
  for (const [index, { id }] of before.items.entries()) {
    const now = places.get(id)
    if (now !== undefined) return after.first + now - (before.first + index)
  }
  return 0
}
