import { z } from 'zod'
import { campaignDocumentSchema, campaignSchema } from './campaign.ts'
import { revisionSchema } from './publication.ts'
import type { Route } from './routes.ts'
import { pageCursor, pageLimit, uuid } from './scalars.ts'

const number = z.coerce.number().int().min(1).max(2_147_483_647)
const byNumber = z.strictObject({ id: uuid, number })

const changeSchema = z.strictObject({
  path: z.string().describe('In the later state, or in the earlier one for what is gone'),
  kind: z.enum(['added', 'changed', 'removed']),
  before: z.unknown().describe('null for what was added'),
  after: z.unknown().describe('null for what was removed'),
})

/** The part of the API's table that is about what a campaign was, and about going back. */
export const historyRoutes = {
  listRevisions: {
    method: 'GET',
    path: '/campaigns/:id/revisions',
    summary: 'Every saved state, newest first',
    tag: 'campaigns',
    params: z.strictObject({ id: uuid }),
    query: z.strictObject({ limit: pageLimit.default(50), cursor: pageCursor.optional() }),
    status: 200,
    response: z.strictObject({ items: z.array(revisionSchema), nextCursor: z.string().nullable() }),
  },
  readRevision: {
    method: 'GET',
    path: '/campaigns/:id/revisions/:number',
    summary: 'The campaign as it was',
    tag: 'campaigns',
    params: byNumber,
    status: 200,
    response: z.strictObject({ revision: revisionSchema, document: campaignDocumentSchema }),
  },

  readRevisionChanges: {
    method: 'GET',
    path: '/campaigns/:id/revisions/:number/changes',
    summary: 'What a revision changed, field by field',
    tag: 'campaigns',
    params: byNumber,
    query: z.strictObject({
      since: number.optional().describe('An earlier revision to compare with; the one before by default'),
    }),
    status: 200,
    response: z.strictObject({ from: z.int(), to: z.int(), changes: z.array(changeSchema) }),
  },
  undoRevision: {
    method: 'POST',
    path: '/campaigns/:id/revisions/:number/undo',
    summary: 'Take back what one revision changed, and keep every later edit',
    tag: 'campaigns',
    params: byNumber,
    ifMatch: 'required',
    status: 200,
    response: campaignSchema,
  },
  restoreRevision: {
    method: 'POST',
    path: '/campaigns/:id/revisions/:number/restore',
    summary: 'Bring a whole saved state back, as a new revision',
    tag: 'campaigns',
    params: byNumber,
    ifMatch: 'required',
    status: 200,
    response: campaignSchema,
  },
  readCampaignAsOf: {
    method: 'GET',
    path: '/campaigns/:id/as-of',
    summary: 'The campaign as it stood at a moment',
    tag: 'campaigns',
    params: z.strictObject({ id: uuid }),
    query: z.strictObject({
      at: z.iso
        .datetime({ offset: true, error: 'A moment with its zone, such as 2026-11-23T09:30:00Z.' })
        .describe('In a URL, + is written %2B'),
    }),
    status: 200,
    response: z.strictObject({ revision: revisionSchema, document: campaignDocumentSchema }),
  },
} as const satisfies Record<string, Route>
