import { z } from 'zod'
import { MAX_BATCH } from './limits.ts'
import { amounts, fieldErrorSchema } from './problem.ts'
import { googleErrorSchema } from './publication.ts'
import { quotaSchema } from './quota.ts'
import { timestamp, uuid } from './scalars.ts'
import { spendLineSchema } from './spend.ts'
import { verdicts } from './verdicts.ts'
import { CAMPAIGN_TYPES, PUBLICATION_KINDS } from './words.ts'

/** RUNNING opens publications; STOPPED can go on; FINISHED: each campaign has its outcome. */
export const BATCH_STATES = ['RUNNING', 'STOPPED', 'FINISHED'] as const
export type BatchState = (typeof BATCH_STATES)[number]

/**
 * WAITING for its turn, PUBLISHING (a publication is open), DONE, REFUSED (it could not be begun: findings, another
 * version, no right), FAILED (Google refused it), NEEDS_ATTENTION (the publication waits for a person), UNCHANGED (Google
 * has it already), STOPPED (its turn did not come).
 */
export const BATCH_OUTCOMES = [
  'WAITING',
  'PUBLISHING',
  'DONE',
  'REFUSED',
  'FAILED',
  'NEEDS_ATTENTION',
  'UNCHANGED',
  'STOPPED',
] as const
export type BatchOutcome = (typeof BATCH_OUTCOMES)[number]

const planHash = z.string().regex(/^[0-9a-f]{64}$/, { error: 'Must be the hash of a plan.' })
const campaignIds = z
  .array(uuid)
  .min(1, { error: 'Name at least one campaign.' })
  .max(MAX_BATCH, { error: `At most ${MAX_BATCH} campaigns at once.` })
  .refine((ids) => new Set(ids).size === ids.length, { error: 'A campaign is named twice.' })

const batchCampaigns = z
  .array(z.strictObject({ id: uuid, planHash: planHash.optional().describe('Publish exactly this plan') }))
  .min(1, { error: 'Name at least one campaign.' })
  .max(MAX_BATCH, { error: `At most ${MAX_BATCH} campaigns at once.` })
  .refine((campaigns) => new Set(campaigns.map(({ id }) => id)).size === campaigns.length, {
    error: 'A campaign is named twice.',
  })

const onlyOfPublish = 'Only a batch that publishes has this.'

export const batchRequestSchema = z
  .strictObject({
    kind: z
      .enum(PUBLICATION_KINDS)
      .default('PUBLISH')
      .describe('PUBLISH their plans, or PAUSE or RESUME them at Google'),
    campaigns: batchCampaigns.describe('In this order'),
    activate: z.boolean().default(true).describe('PUBLISH: false leaves them paused at Google'),
    staged: z
      .boolean()
      .default(false)
      .describe('PUBLISH: the first one alone, then the others; the first failure stops what has not begun'),
  })
  .refine(({ kind, staged }) => kind === 'PUBLISH' || !staged, { path: ['staged'], error: onlyOfPublish })
  .refine(
    ({ kind, campaigns }) =>
      kind === 'PUBLISH' || campaigns.every(({ planHash: hash }) => hash === undefined),
    { path: ['campaigns'], error: `A plan has its hash. ${onlyOfPublish}` },
  )
export type BatchRequest = z.output<typeof batchRequestSchema>

export const batchRetrySchema = z.strictObject({
  campaigns: batchCampaigns
    .optional()
    .describe(
      'Only these of the failed ones, with the plans approved now; without: all, with the plans approved before',
    ),
})

export const batchPlanRequestSchema = z.strictObject({ campaignIds })

const exposureSums = z.strictObject({
  currencyCode: z.string(),
  campaigns: z.int(),
  dailyBudgetMicros: z.string(),
  worstDayMicros: z.string(),
  monthMicros: z.string(),
})

export const batchPlanItemSchema = z.strictObject({
  campaignId: uuid,
  name: z.string().nullable().describe('null: there is no such campaign'),
  accountId: uuid.nullable(),
  hash: z.string().nullable().describe('null: it cannot be published as it is'),
  operations: z.int().describe('What changes at Google; 0: nothing'),
  quotaOperations: z.int(),
  exposure: exposureSums.omit({ campaigns: true }).nullable(),
  errorCount: z.int(),
  warningCount: z.int(),
  approvals: z
    .strictObject({ needed: z.int(), given: z.int() })
    .nullable()
    .describe('How many approvals its plan needs and has; null: it cannot be published'),
  problem: z.string().nullable().describe('Why it cannot be published, in words'),
  amounts,
})
export type BatchPlanItem = z.infer<typeof batchPlanItemSchema>

export const batchPlanSchema = z.strictObject({
  items: z.array(batchPlanItemSchema),
  publishable: z.int().describe('How many have a plan that changes something'),
  operations: z.int(),
  exposure: z.array(exposureSums).describe('By currency: amounts of two currencies are never added'),
  spend: z.array(spendLineSchema).describe('How the caps would stand once all of them are live'),
  quota: quotaSchema.extend({
    operations: z.int().describe('What publishing them all costs'),
    fits: z.boolean().describe('false: some wait until older operations stop counting'),
  }),
})
export type BatchPlan = z.infer<typeof batchPlanSchema>

export const BATCH_ACTIONS = ['retry', 'cancel', 'resume'] as const
export type BatchAction = (typeof BATCH_ACTIONS)[number]

export const batchSchema = z.strictObject({
  id: uuid,
  kind: z.enum(PUBLICATION_KINDS),
  state: z.enum(BATCH_STATES),
  activate: z.boolean(),
  staged: z.boolean(),
  message: z.string().nullable().describe('Why it stands as it does, in words'),
  total: z.int(),
  outcomes: z.partialRecord(z.enum(BATCH_OUTCOMES), z.int()).describe('How many have which outcome'),
  createdAt: timestamp,
  finishedAt: timestamp.nullable(),
  createdBy: z.string(),
  actions: verdicts(BATCH_ACTIONS),
})
export type Batch = z.infer<typeof batchSchema>

export const batchItemSchema = z.strictObject({
  position: z.int(),
  campaignId: uuid,
  campaignName: z.string(),
  campaignType: z.enum(CAMPAIGN_TYPES).nullable().describe('null: the campaign was deleted since'),
  planHash: z.string().nullable(),
  outcome: z.enum(BATCH_OUTCOMES),
  publicationId: uuid.nullable(),
  message: z.string().nullable(),
  findings: z.array(fieldErrorSchema).describe('Why it could not be begun, field by field'),
  errors: z.array(googleErrorSchema).describe('What Google refused'),
  nextAttemptAt: timestamp.nullable(),
})
export type BatchItem = z.infer<typeof batchItemSchema>

/** Outcomes that a retry begins anew. */
export const RETRIED: readonly BatchOutcome[] = ['REFUSED', 'FAILED']
