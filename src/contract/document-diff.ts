import type { CampaignDocument } from './campaign.ts'
import type { Ad, AdGroup } from './campaign-parts.ts'

/** One difference between two documents of a campaign. */
export interface DocumentChange {
  /** Where: in the later document, or in the earlier one for what is gone. */
  path: string
  kind: 'added' | 'changed' | 'removed'
  /** null for what is added. */
  before: unknown
  /** null for what is removed. */
  after: unknown
}

/** What a change cannot be undone for: it was changed again since. */
export interface UndoConflict {
  /** In the current document, where it is still there. */
  path: string
  reason: 'changed_since' | 'removed_since'
}

export interface Undone {
  document: CampaignDocument
  conflicts: UndoConflict[]
}

type Part = Record<string, unknown> & { id: string }
type Values = Record<string, unknown>

/** The lists whose entries are parts with ids of their own, outermost first. */
const LISTS = ['adGroups', 'ads'] as const

/** Field by field, with ad groups and ads held together by their ids; the order of parts is a field called `order`. */
export function diffDocuments(before: CampaignDocument, after: CampaignDocument): DocumentChange[] {
  return diffValues(before, after, '', 0)
}

function diffValues(before: Values, after: Values, path: string, depth: number): DocumentChange[] {
  const list = LISTS[depth]
  const own = Object.keys(after)
    .filter((key) => key !== list && !isSame(before[key], after[key]))
    .map((key) => ({
      path: join(path, key),
      kind: 'changed' as const,
      before: before[key] ?? null,
      after: after[key] ?? null,
    }))
  if (list === undefined) return own
  return [...own, ...diffParts(partsOf(before, list), partsOf(after, list), join(path, list), depth)]
}

function diffParts(
  before: readonly Part[],
  after: readonly Part[],
  path: string,
  depth: number,
): DocumentChange[] {
  const changes: DocumentChange[] = []
  for (const [index, part] of after.entries()) {
    const earlier = before.find(({ id }) => id === part.id)
    const place = `${path}[${index}]`
    if (earlier === undefined) changes.push({ path: place, kind: 'added', before: null, after: part })
    else changes.push(...diffValues(earlier, part, place, depth + 1))
  }
  for (const [index, part] of before.entries())
    if (!after.some(({ id }) => id === part.id))
      changes.push({ path: `${path}[${index}]`, kind: 'removed', before: part, after: null })
  const [kept, now] = [orderOf(before, after), orderOf(after, before)]
  if (!isSame(kept, now)) changes.push({ path: `${path}.order`, kind: 'changed', before: kept, after: now })
  return changes
}

/**
 * Takes one change back and keeps what was edited after it: a field is set back where it still is as the change left it.
 * What was changed again since is a conflict, and stays as it is.
 */
export function undoChange(
  before: CampaignDocument,
  after: CampaignDocument,
  current: CampaignDocument,
): Undone {
  const conflicts: UndoConflict[] = []
  const document = undoValues(before, after, current, { path: '', depth: 0, conflicts })
  return { document: document as CampaignDocument, conflicts }
}

interface Place {
  path: string
  depth: number
  conflicts: UndoConflict[]
}

function undoValues(before: Values, after: Values, current: Values, place: Place): Values {
  const { path, depth, conflicts } = place
  const list = LISTS[depth]
  const undone: Values = { ...current }
  for (const key of Object.keys(after)) {
    if (key === list || isSame(before[key], after[key]) || isSame(before[key], current[key])) continue
    if (isSame(current[key], after[key])) undone[key] = before[key]
    else conflicts.push({ path: join(path, key), reason: 'changed_since' })
  }
  if (list !== undefined) {
    const parts = [before, after, current].map((values) => partsOf(values, list))
    undone[list] = undoParts(parts[0]!, parts[1]!, parts[2]!, { path: join(path, list), depth, conflicts })
  }
  return undone
}

function undoParts(
  before: readonly Part[],
  after: readonly Part[],
  current: readonly Part[],
  { path, depth, conflicts }: Place,
): Part[] {
  const find = (parts: readonly Part[], id: string): Part | undefined => parts.find((part) => part.id === id)
  const undone: Part[] = []
  for (const [index, part] of current.entries()) {
    const [was, became] = [find(before, part.id), find(after, part.id)]
    const place = `${path}[${index}]`
    if (became === undefined || (was !== undefined && isSame(was, became))) undone.push(part)
    else if (was !== undefined)
      undone.push(undoValues(was, became, part, { path: place, depth: depth + 1, conflicts }) as Part)
    else if (!isSame(became, part)) {
      conflicts.push({ path: place, reason: 'changed_since' })
      undone.push(part)
    }
  }
  for (const [index, part] of before.entries()) {
    const became = find(after, part.id)
    const isGone = find(current, part.id) === undefined
    if (isGone && became === undefined) undone.splice(Math.min(index, undone.length), 0, part)
    else if (isGone && !isSame(part, became)) conflicts.push({ path, reason: 'removed_since' })
  }
  return undoOrder(before, after, undone)
}

/** Only where nobody has put them in another order since; an order is no reason to refuse the rest. */
function undoOrder(before: readonly Part[], after: readonly Part[], parts: Part[]): Part[] {
  const [kept, now] = [orderOf(before, after), orderOf(after, before)]
  if (isSame(kept, now) || !isSame(orderOf(parts, after), orderOf(after, parts))) return parts
  const rank = new Map(before.map(({ id }, index) => [id, index]))
  return parts.toSorted((a, b) => (rank.get(a.id) ?? before.length) - (rank.get(b.id) ?? before.length))
}

/** The ids of those that are in both, in the order of the first. */
function orderOf(parts: readonly Part[], others: readonly Part[]): string[] {
  return parts.map(({ id }) => id).filter((id) => others.some((other) => other.id === id))
}

function partsOf(values: Values, list: (typeof LISTS)[number]): readonly Part[] {
  return (values[list] ?? []) as readonly (AdGroup | Ad)[] as unknown as readonly Part[]
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}

/** Equal as JSON, whatever the order of the keys: the database keeps documents in its own. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const [keys, others] = [Object.keys(one), Object.keys(other)]
  return (
    keys.length === others.length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame((one as Values)[key], (other as Values)[key]))
  )
}
