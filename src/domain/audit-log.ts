import { csvLine } from '../base/csv.ts'
import { type AuditEntry, MAX_AUDIT_EXPORT } from '../contract/audit.ts'
import { type AuditFilter, type FoundEntry, listAudit as listRows } from '../store/audit-list.ts'
import { changesOf } from './audit-changes.ts'
import type { Actor, Context } from './context.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { assertAdmin } from './people-rights.ts'
import type { Page } from './publications.ts'

type WithReader = { db: Pick<Context['db'], 'reader'> }

const EXPORT_PAGE = 1000

/** Who did what, newest first. */
export async function listAudit(
  ctx: WithReader,
  actor: Actor,
  { limit, cursor, ...filter }: AuditFilter & { limit: number; cursor?: string | undefined },
): Promise<Page<AuditEntry>> {
  assertAdmin(actor)
  const before = cursor === undefined ? undefined : decodeCursor(cursor, isPlace)
  const { items, next } = await listRows(ctx.db.reader, actor.workspaceId, filter, { before, limit })
  return { items: items.map(entryOf), nextCursor: next === null ? null : encodeCursor(next) }
}

/** The same as a file, a piece at a time: nothing of it is held but the page that is on its way. */
export function exportAudit(
  ctx: WithReader,
  actor: Actor,
  { format, ...filter }: AuditFilter & { format: 'csv' | 'ndjson' },
): AsyncGenerator<string> {
  assertAdmin(actor)
  return pieces(
    ctx,
    actor.workspaceId,
    filter,
    format === 'csv' ? csvOf : jsonOf,
    format === 'csv' ? CSV_HEAD : '',
  )
}

async function* pieces(
  { db }: WithReader,
  workspaceId: string,
  filter: AuditFilter,
  lineOf: (entry: AuditEntry) => string,
  head: string,
): AsyncGenerator<string> {
  if (head !== '') yield head
  let place: string | undefined
  for (let left = MAX_AUDIT_EXPORT; left > 0; ) {
    const limit = Math.min(EXPORT_PAGE, left)
    const { items, next } = await listRows(db.reader, workspaceId, filter, { before: place, limit })
    if (items.length > 0) yield items.map((row) => lineOf(entryOf(row))).join('')
    if (next === null) return
    left -= items.length
    place = next
  }
}

const COLUMNS = [
  'seq',
  'at',
  'actor',
  'door',
  'action',
  'entityKind',
  'entityId',
  'name',
  'changes',
  'detail',
  'requestId',
] as const
const CSV_HEAD = csvLine(COLUMNS)

function csvOf(entry: AuditEntry): string {
  return csvLine(
    COLUMNS.map((column) => {
      const value = entry[column]
      return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
    }),
  )
}

function jsonOf(entry: AuditEntry): string {
  return `${JSON.stringify(entry)}\n`
}

/** What was noted, in one shape: an entry names a thing by its name or its address, and a change by both its sides. */
function entryOf({ detail, ...row }: FoundEntry): AuditEntry {
  const { changes, from, to, before, after, ...rest } = detail
  const name = rest['name'] ?? rest['email'] ?? (isObject(after) ? after['name'] : undefined)
  return {
    ...row,
    name: typeof name === 'string' ? name : null,
    changes: changesIn({ changes, from, to, before, after }),
    detail: rest,
  }
}

function changesIn({ changes, from, to, before, after }: Record<string, unknown>): AuditEntry['changes'] {
  if (Array.isArray(changes)) {
    return (changes as AuditEntry['changes']).map(({ field, before: old, after: now }) => ({
      field,
      before: old ?? null,
      after: now ?? null,
    }))
  }
  if (from !== undefined || to !== undefined)
    return [{ field: 'role', before: from ?? null, after: to ?? null }]
  if (!isObject(before) && !isObject(after)) return []
  const [old, now] = [isObject(before) ? before : {}, isObject(after) ? after : {}]
  return changesOf(old, now, [...new Set([...Object.keys(old), ...Object.keys(now)])])
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isPlace(key: string): boolean {
  return /^[1-9]\d{0,18}$/.test(key) && BigInt(key) <= 9_223_372_036_854_775_807n
}
