import { z } from 'zod'
import { approvalSummarySchema, askedFields, planHashSchema } from './approvals.ts'
import { MAX_BATCH } from './limits.ts'
import { amounts } from './problem.ts'
import type { Route } from './routes.ts'
import { timestamp, uuid } from './scalars.ts'

/** Requests that are made together: of a batch, each with its own plan and its own hash. */

const atMost = `At most ${MAX_BATCH} campaigns at once.`
const isDistinct = (items: readonly { id: string }[]): boolean =>
  new Set(items.map(({ id }) => id)).size === items.length

export const groupAskSchema = z.strictObject({
  campaigns: z
    .array(z.strictObject({ id: uuid, planHash: planHashSchema.describe('The plan that you have read') }))
    .min(1, { error: 'Name at least one campaign.' })
    .max(MAX_BATCH, { error: atMost })
    .refine(isDistinct, { error: 'A campaign is named twice.' }),
  ...askedFields,
})
export type GroupAsk = z.output<typeof groupAskSchema>

export const groupApproveSchema = z.strictObject({
  requests: z
    .array(z.strictObject({ id: uuid, planHash: planHashSchema.describe('The one that you have read') }))
    .min(1, { error: 'Name at least one request.' })
    .max(MAX_BATCH, { error: atMost })
    .refine(isDistinct, { error: 'A request is named twice.' }),
})
export type GroupApprove = z.output<typeof groupApproveSchema>

export const approvalGroupSchema = z.strictObject({
  id: uuid,
  createdBy: z.string(),
  createdAt: timestamp,
  message: z.string(),
  dueAt: timestamp.nullable(),
  items: z.array(
    approvalSummarySchema.extend({
      obstacle: z.string().nullable().describe('Why you cannot approve it; null: you can'),
    }),
  ),
})
export type ApprovalGroup = z.infer<typeof approvalGroupSchema>

const leftOut = z.array(
  z.strictObject({
    campaignId: uuid,
    campaignName: z.string().nullable().describe('null: there is no such campaign'),
    reason: z.string(),
    amounts,
  }),
)
export const groupMadeSchema = z.strictObject({
  group: approvalGroupSchema,
  left: leftOut.describe('What was not asked about, and why: it needs no approval, or is another plan now'),
})
export type GroupMade = z.infer<typeof groupMadeSchema>

export const groupApprovedSchema = z.strictObject({
  group: approvalGroupSchema,
  approved: z.int(),
  left: leftOut.describe('What was not approved, and why: it was edited since, or has ended'),
})
export type GroupApproved = z.infer<typeof groupApprovedSchema>

const byId = z.strictObject({ id: uuid })
const tag = 'approvals'

export const approvalGroupRoutes = {
  askForGroup: {
    method: 'POST',
    path: '/approval-groups',
    summary: 'Ask for approval of the plans of many campaigns in one go: of each that needs one',
    tag,
    body: groupAskSchema,
    status: 201,
    response: groupMadeSchema,
  },
  readApprovalGroup: {
    method: 'GET',
    path: '/approval-groups/:id',
    summary: 'Requests that were made together, each as it stands',
    tag,
    params: byId,
    status: 200,
    response: approvalGroupSchema,
  },
  approveGroup: {
    method: 'POST',
    path: '/approval-groups/:id/approve',
    summary:
      'Approve these of them, each by the hash of its own plan; what has ended since is left out and named',
    tag,
    params: byId,
    body: groupApproveSchema,
    status: 200,
    response: groupApprovedSchema,
  },
} as const satisfies Record<string, Route>
