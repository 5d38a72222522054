import { z } from 'zod'
import { type PlanQuota, planQuotaSchema } from './quota.ts'
import { timestamp, uuid } from './scalars.ts'
import { amounts } from './problem.ts'
import { spendLineSchema } from './spend.ts'
import { verdicts } from './verdicts.ts'
import {
  ATTEMPT_OUTCOMES,
  CAMPAIGN_TYPES,
  PUBLICATION_KINDS,
  PUBLICATION_STATES,
  STEP_KINDS,
  STEP_STATES,
} from './words.ts'

export const findingSchema = z.strictObject({
  severity: z.enum(['error', 'warning']),
  path: z.string().describe('Like adGroups[0].ads[0].headlines[1].text'),
  code: z.string(),
  message: z.string(),
  fix: z.string(),
  source: z.string().describe("The rule's origin: Google's field or page, and the date it was read"),
  amounts,
})
export type Finding = z.infer<typeof findingSchema>

/** One difference between the campaign here and at Google. */
const planChange = z.strictObject({
  field: z.string().describe("Google's field name in camelCase"),
  from: z.unknown().describe('null where Google has nothing yet'),
  to: z.unknown(),
})

/** One operation of the atomic mutate (or one asset upload), in the order in which it is sent. */
export const planOperationSchema = z.strictObject({
  action: z.enum(['create', 'update', 'remove']),
  resource: z
    .string()
    .describe(
      'CampaignBudget, Campaign, CampaignCriterion, AdGroup, AdGroupCriterion, Asset, CampaignAsset, AssetGroup, AssetGroupAsset, AssetGroupSignal, AdGroupAd, Ad, Label, CampaignLabel',
    ),
  title: z.string().describe('What a person calls it'),
  path: z.string().describe('The part of the campaign that it comes from'),
  changes: z.array(planChange),
  payload: z.unknown().describe('Exactly what is sent, image bytes left out'),
})
export type PlanOperation = z.infer<typeof planOperationSchema>

export const planSchema = z.strictObject({
  hash: z.string().describe('sha256 of the operations, the baseline version and the rule pack version'),
  version: z.int().describe('The revision that the plan was made from'),
  baselineVersion: z.int().describe("Counts what we know of Google's side; 0: nothing yet"),
  rulePackVersion: z.string().describe('Which rules it was made under'),
  operations: z.array(planOperationSchema),
  exposure: z.strictObject({
    currencyCode: z.string(),
    dailyBudgetMicros: z.string(),
    totalBudgetMicros: z
      .string()
      .nullable()
      .describe('Where the whole run has one budget; dailyBudgetMicros is 0 then'),
    worstDayMicros: z
      .string()
      .describe('Google may spend twice the daily budget on one day; of a total budget all of it'),
    monthMicros: z.string().describe('and 30.4 times in a month; of a total budget all of it'),
  }),
  quota: planQuotaSchema,
  removedAtGoogle: z
    .array(
      z.strictObject({
        path: z.string().describe('The part of the campaign; empty: the whole'),
        message: z.string(),
      }),
    )
    .describe('What somebody removed at Google; nothing of it is made anew without being approved'),
  spend: z
    .array(spendLineSchema)
    .describe('How the caps of its account and its currency would stand once it is live'),
})
/** With how the meter of operations stands, which is no part of what is approved. */
export type MeteredPlan = z.infer<typeof planSchema>
export type Plan = Omit<MeteredPlan, 'quota' | 'removedAtGoogle' | 'spend'> & {
  quota: Pick<PlanQuota, 'operations'>
}

const seenPlan = planSchema.pick({ version: true, baselineVersion: true, rulePackVersion: true })

export const publishRequestSchema = z.strictObject({
  planHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, { error: 'Must be the hash of a plan.' })
    .optional()
    .describe('Publish exactly this plan; refused where anything changed since'),
  seen: seenPlan.optional().describe('From that plan as well: then a refusal says what it is that changed'),
  activate: z.boolean().default(true).describe('false: leave it paused at Google'),
})

export const googleErrorSchema = z.strictObject({
  path: z.string().nullable().describe('The field of the campaign it is about; null: none'),
  code: z.string().describe("Google's error code"),
  message: z.string().describe('In our words'),
  googleMessage: z.string().nullable(),
  fix: z.string().nullable(),
})
export type GoogleErrorReport = z.infer<typeof googleErrorSchema>

const attemptSchema = z.strictObject({
  number: z.int(),
  outcome: z.enum(ATTEMPT_OUTCOMES),
  sentAt: timestamp,
  answeredAt: timestamp.nullable(),
  httpStatus: z.int().nullable(),
  googleRequestId: z.string().nullable(),
  requestSha256: z.string(),
  errors: z.array(googleErrorSchema),
})

const stepSchema = z.strictObject({
  position: z.int(),
  kind: z.enum(STEP_KINDS),
  title: z.string(),
  state: z.enum(STEP_STATES),
  startedAt: timestamp.nullable(),
  finishedAt: timestamp.nullable(),
  attempts: z.array(attemptSchema),
})

/** What a person settles of a publication that needs one. */
export const PUBLICATION_ACTIONS = ['retry', 'abandon'] as const

export const publicationSchema = z.strictObject({
  id: uuid,
  campaignId: uuid,
  campaignType: z.enum(CAMPAIGN_TYPES),
  accountId: uuid,
  kind: z.enum(PUBLICATION_KINDS),
  state: z.enum(PUBLICATION_STATES),
  activate: z.boolean(),
  version: z.int().describe('The revision that is published'),
  planHash: z.string().nullable(),
  publishedName: z.string(),
  googleCampaignId: z.string().nullable(),
  message: z.string().nullable().describe('How it stands, in words'),
  errors: z.array(googleErrorSchema),
  nextAttemptAt: timestamp.nullable(),
  createdAt: timestamp,
  finishedAt: timestamp.nullable(),
  createdBy: z.string(),
  steps: z.array(stepSchema),
  actions: verdicts(PUBLICATION_ACTIONS),
})
export type Publication = z.infer<typeof publicationSchema>

export const revisionSchema = z.strictObject({
  number: z.int(),
  createdAt: timestamp,
  createdBy: z.string(),
  door: z.string(),
  reason: z.string(),
  changedFields: z.array(z.string()).describe('Top-level fields that differ from the revision before'),
})
export type Revision = z.infer<typeof revisionSchema>
