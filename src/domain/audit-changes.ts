import type { AuditEntry } from '../contract/audit.ts'

type Change = AuditEntry['changes'][number]

/** An entry tells what happened; the whole of a long text or a large campaign stands in its revision. */
const MOST_CHANGES = 50
const LONGEST_VALUE = 300

/** Changes as an entry of the audit log keeps them: so many, and so much of each. */
export function noted(changes: readonly Change[]): { changes: Change[]; moreChanges?: number } {
  const kept = changes
    .slice(0, MOST_CHANGES)
    .map(({ field, before, after }) => ({ field, before: short(before), after: short(after) }))
  const more = changes.length - kept.length
  return more > 0 ? { changes: kept, moreChanges: more } : { changes: kept }
}

/** What differs between two flat objects, in the fields that both could have. */
export function changesOf(before: object, after: object, fields: readonly string[]): Change[] {
  const [old, now] = [before, after] as [Record<string, unknown>, Record<string, unknown>]
  return fields
    .filter((field) => JSON.stringify(old[field] ?? null) !== JSON.stringify(now[field] ?? null))
    .map((field) => ({ field, before: old[field] ?? null, after: now[field] ?? null }))
}

function short(value: unknown): unknown {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (text === undefined || text.length <= LONGEST_VALUE) return value ?? null
  return `${text.slice(0, LONGEST_VALUE).toWellFormed()}…`
}
