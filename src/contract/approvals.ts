import { z } from 'zod'
import { assetSchema } from './asset.ts'
import { campaignDocumentSchema } from './campaign.ts'
import { planSchema } from './publication.ts'
import { placeSchema } from './places.ts'
import { micros, text, line, timestamp, uuid } from './scalars.ts'
import { VOID_CAUSES } from './words.ts'

/** Open: it can be approved, and what it asks for can be published. All others are final. */
export const OPEN_APPROVAL_STATES = ['REQUESTED', 'APPROVED'] as const
export const APPROVAL_STATES = [
  ...OPEN_APPROVAL_STATES,
  'CHANGES_WANTED',
  'VOID',
  'CANCELLED',
  'USED',
] as const
export type ApprovalState = (typeof APPROVAL_STATES)[number]

/** Which requests are listed. */
export const APPROVAL_BOXES = ['waiting', 'mine', 'ready', 'done'] as const
export type ApprovalBox = (typeof APPROVAL_BOXES)[number]

export const APPROVAL_ACTIONS = ['approve', 'wantChanges', 'cancel', 'comment', 'share', 'unshare'] as const
export type ApprovalAction = (typeof APPROVAL_ACTIONS)[number]

export const MAX_APPROVALS = 5
export const MAX_LINK_DAYS = 90

const verdict = <const Actions extends readonly [string, ...string[]]>(actions: Actions) =>
  z.strictObject({ action: z.enum(actions), allowed: z.boolean(), reason: z.string().nullable() })

const policyFields = {
  approvals: z.int().min(0).max(MAX_APPROVALS).describe('How many approvals a publication needs; 0: none'),
  thresholdMicros: micros
    .nullable()
    .describe('Only where more than this may be spent on one day at worst; null: always'),
  clientsCount: z
    .boolean()
    .describe(
      'Whether one approval through a review link counts, where somebody who may approve it and is no author made the link',
    ),
}

export const approvalPolicySchema = z.strictObject({
  ...policyFields,
  accountId: uuid.nullable().describe("null: the workspace's"),
  currencyCode: z
    .string()
    .nullable()
    .describe('Of the threshold; accounts in another currency always need the approvals'),
  number: z.int().describe('Counts the changes of this policy; 0: never set'),
  inherits: z.boolean().describe("Whether the account goes by the workspace's policy"),
  setBy: z.string().nullable(),
  setAt: timestamp.nullable(),
})
export type ApprovalPolicy = z.infer<typeof approvalPolicySchema>

export const approvalPoliciesSchema = z.strictObject({
  workspace: approvalPolicySchema,
  accounts: z.array(approvalPolicySchema).describe('One for each connected account'),
  actions: z.array(verdict(['change'])),
})
export type ApprovalPolicies = z.infer<typeof approvalPoliciesSchema>

export const approvalPolicySetSchema = z
  .strictObject({
    accountId: uuid.nullable().default(null).describe("null: the workspace's"),
    number: z.int().min(0).describe('The one that you have seen: 412 where it is no longer the last'),
    inherits: z.boolean().default(false).describe("An account goes by the workspace's policy again"),
    approvals: policyFields.approvals.default(0),
    thresholdMicros: policyFields.thresholdMicros.default(null),
    currencyCode: z
      .string()
      .regex(/^[A-Z]{3}$/, { error: 'Must be a currency code like EUR.' })
      .nullable()
      .default(null)
      .describe("Of the workspace's threshold; an account's is in its own currency"),
    clientsCount: policyFields.clientsCount.default(false),
  })
  .refine(({ approvals, thresholdMicros }) => thresholdMicros === null || approvals > 0, {
    path: ['thresholdMicros'],
    error: 'A threshold says when approvals are needed: ask for at least one.',
  })
  .refine(({ accountId, inherits }) => accountId !== null || !inherits, {
    path: ['inherits'],
    error: 'The policy of the workspace has nothing above it.',
  })
export type ApprovalPolicySet = z.output<typeof approvalPolicySetSchema>

const approvalSchema = z.strictObject({
  by: z.string(),
  at: timestamp,
  client: z.boolean().describe('Given through a review link'),
})

const commentSchema = z.strictObject({
  id: uuid,
  path: z.string().describe('The field of the campaign; empty: the whole'),
  body: z.string(),
  wantsChanges: z.boolean(),
  client: z.boolean().describe('Written through a review link'),
  createdBy: z.string(),
  createdAt: timestamp,
  resolvedBy: z.string().nullable(),
  resolvedAt: timestamp.nullable(),
})
export type ApprovalComment = z.infer<typeof commentSchema>

const linkSchema = z.strictObject({
  id: uuid,
  name: z.string().describe('Whom it is for'),
  createdBy: z.string(),
  createdAt: timestamp,
  expiresAt: timestamp,
  revokedAt: timestamp.nullable(),
})
export type ReviewLink = z.infer<typeof linkSchema>

/** The plan as it was when approval was asked for; what the day had left then is of no interest. */
const frozenPlanSchema = planSchema
  .omit({ removedAtGoogle: true, spend: true })
  .extend({ quota: z.strictObject({ operations: z.int() }) })
export type FrozenPlan = z.infer<typeof frozenPlanSchema>

const summaryFields = {
  id: uuid,
  campaignId: uuid,
  campaignName: z.string().describe('When approval was asked for'),
  accountId: uuid,
  version: z.int().describe('The revision that is approved'),
  planHash: z.string().describe('The plan that is approved'),
  state: z.enum(APPROVAL_STATES),
  voidCause: z.enum(VOID_CAUSES).nullable().describe('What made another plan of it; null: it is not void'),
  approvalsNeeded: z.int(),
  approvalsGiven: z.int().describe('Those that count'),
  openComments: z.int(),
  currencyCode: z.string(),
  worstDayMicros: z.string(),
  message: z.string(),
  dueAt: timestamp.nullable(),
  createdBy: z.string(),
  createdAt: timestamp,
  endedBy: z.string().nullable(),
  endedAt: timestamp.nullable(),
  group: z
    .strictObject({ id: uuid, size: z.int() })
    .nullable()
    .describe('The requests that were made together with it; null: it was made alone'),
}
export const approvalSummarySchema = z.strictObject(summaryFields)
export type ApprovalSummary = z.infer<typeof approvalSummarySchema>

export const approvalRequestSchema = z.strictObject({
  ...summaryFields,
  reviewers: z.array(z.strictObject({ id: uuid, name: z.string() })).describe('Who is asked; empty: all'),
  authors: z.array(z.string()).describe('Who made or asked for it: none of them approves'),
  plan: frozenPlanSchema,
  document: campaignDocumentSchema.nullable().describe('The campaign in that revision; null: deleted since'),
  assets: z.array(assetSchema).describe('Images of the document'),
  approvals: z.array(approvalSchema),
  comments: z.array(commentSchema),
  links: z.array(linkSchema.extend({ actions: z.array(verdict(['copy'])) })),
  actions: z.array(verdict(APPROVAL_ACTIONS)),
})
export type ApprovalRequest = z.infer<typeof approvalRequestSchema>

/** How a campaign stands: what its next publication needs, and the last request. */
export const approvalStandingSchema = z.strictObject({
  needed: z.int().describe('How many approvals the policy asks for, for the budget as it is saved; 0: none'),
  resume: z
    .strictObject({ needed: z.int(), given: z.int().describe('What was published last has') })
    .nullable()
    .describe('Of a paused campaign: how many a resume needs and has; null: it is not paused'),
  request: approvalSummarySchema.nullable().describe('The last one; null: none was made'),
  reviewers: z
    .array(z.strictObject({ id: uuid, name: z.string() }))
    .describe('Who may approve what would be published now: members with that right who did not make it'),
  actions: z.array(verdict(['ask'])),
})
export type ApprovalStanding = z.infer<typeof approvalStandingSchema>

export const planHashSchema = z.string().regex(/^[0-9a-f]{64}$/, { error: 'Must be the hash of a plan.' })
const said = text(4000).refine((value) => value.trim() !== '', { error: 'Say what it is.' })
const path = line(200).describe('Like adGroups[0].ads[0].headlines[1].text; empty: the whole')

/** What is said to reviewers, of one plan or of many. */
export const askedFields = {
  message: text(2000).default(''),
  dueAt: timestamp.nullable().default(null),
  reviewers: z
    .array(uuid)
    .max(20)
    .default([])
    .describe('Members who may approve; without them all of those are asked'),
}
export const approvalAskSchema = z.strictObject({
  planHash: planHashSchema.describe('The plan that you have read; refused where it is another one now'),
  ...askedFields,
})
export type ApprovalAsk = z.output<typeof approvalAskSchema>

export const approveSchema = z.strictObject({
  planHash: planHashSchema.describe('The one that you have read'),
})
export const wantChangesSchema = z.strictObject({ path: path.default(''), body: said })
export const commentAddSchema = wantChangesSchema
export const commentResolveSchema = z.strictObject({ commentId: uuid, resolved: z.boolean() })
export const linkCreateSchema = z.strictObject({
  name: line(100)
    .refine((value) => value.trim() !== '', { error: 'Say whom it is for.' })
    .describe('Whom it is for, as their comments are signed'),
  days: z.int().min(1).max(MAX_LINK_DAYS).default(14),
})
const linkPath = z
  .string()
  .describe('Where it leads, below the address of the server; whoever has it needs no account')
export const linkMadeSchema = z.strictObject({ link: linkSchema, path: linkPath })
export const linkCopySchema = z.strictObject({ path: linkPath })

const token = z.string().max(200)
export const reviewOpenSchema = z.strictObject({ token })
export const reviewImageSchema = z.strictObject({ token, assetId: uuid })
export const reviewApproveSchema = z.strictObject({ token, planHash: planHashSchema })
export const reviewCommentSchema = z.strictObject({
  token,
  path: path.default(''),
  body: said,
  wantsChanges: z.boolean().default(false),
})

const shownComment = commentSchema.pick({ path: true, body: true, wantsChanges: true, createdAt: true })
/** What somebody without an account sees: this version, and nobody's address. */
export const reviewSchema = z.strictObject({
  name: z.string().describe('Whom the link is for'),
  workspace: z.string(),
  account: z.string(),
  campaignName: z.string(),
  state: z.enum(APPROVAL_STATES),
  version: z.int(),
  planHash: z.string(),
  message: z.string(),
  dueAt: timestamp.nullable(),
  expiresAt: timestamp,
  currencyCode: z.string(),
  exposure: planSchema.shape.exposure,
  operations: z.array(
    planSchema.shape.operations.element.pick({ action: true, resource: true, title: true }),
  ),
  document: campaignDocumentSchema,
  places: z.array(placeSchema).describe('What is known of the places that it names; countries aside'),
  assets: z.array(assetSchema.pick({ id: true, name: true, width: true, height: true, format: true })),
  approvedAt: timestamp.nullable().describe('When this link approved it; null: not yet'),
  comments: z.array(shownComment.extend({ by: z.enum(['client', 'team']), yours: z.boolean() })),
})
export type Review = z.infer<typeof reviewSchema>
