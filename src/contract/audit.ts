import { z } from 'zod'
import type { Route } from './routes.ts'
import { line, pageCursor, pageLimit, timestamp, uuid } from './scalars.ts'

/** The log of who did what, as the API speaks of it. */

export const DOORS = ['web', 'api', 'cli', 'system'] as const
export const AUDIT_FORMATS = ['csv', 'ndjson'] as const
/** One export holds no more; the next one ends where it began. */
export const MAX_AUDIT_EXPORT = 100_000

export const auditFilterFields = {
  actor: line(255).min(1).optional().describe('Who: an e-mail address, or the name of an API key'),
  action: line(100).min(1).optional().describe('What was done, like campaign.edit'),
  door: z.enum(DOORS).optional().describe('Through which door'),
  entityId: uuid.optional().describe('What it was done to: the id of a campaign, a member, a key'),
  requestId: line(255).min(1).optional().describe('As in the server’s log and in every error'),
  from: timestamp.optional().describe('From this moment'),
  to: timestamp.optional().describe('Before this moment'),
}

const change = z.strictObject({
  field: z.string(),
  before: z.unknown().describe('null: there was nothing'),
  after: z.unknown().describe('null: there is nothing any more'),
})

export const auditEntrySchema = z.strictObject({
  seq: z.int().describe("Place in the workspace's chain, from 1 without a gap"),
  at: timestamp,
  actor: z.string(),
  door: z.string(),
  action: z.string(),
  entityKind: z.string(),
  entityId: z.string().nullable(),
  name: z.string().nullable().describe('What it was called then'),
  changes: z.array(change).describe('What became of what, field by field'),
  detail: z.record(z.string(), z.unknown()).describe('What else was noted'),
  requestId: z.string().nullable(),
})
export type AuditEntry = z.infer<typeof auditEntrySchema>

export const auditRoutes = {
  listAudit: {
    method: 'GET',
    path: '/audit',
    summary:
      'Who did what, newest first; a page can be short and still have a next one where few entries fit the filter',
    tag: 'audit',
    query: z.strictObject({
      ...auditFilterFields,
      limit: pageLimit.default(50),
      cursor: pageCursor.optional(),
    }),
    status: 200,
    response: z.strictObject({ items: z.array(auditEntrySchema), nextCursor: z.string().nullable() }),
  },
  exportAudit: {
    method: 'GET',
    path: '/audit/export',
    summary: 'Who did what, as a file of at most 100,000 entries, newest first',
    tag: 'audit',
    query: z.strictObject({ ...auditFilterFields, format: z.enum(AUDIT_FORMATS).default('csv') }),
    status: 200,
    response: null,
    download: ['text/csv', 'application/x-ndjson'],
  },
} as const satisfies Record<string, Route>
