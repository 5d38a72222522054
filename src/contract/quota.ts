import { z } from 'zod'
import { timestamp } from './scalars.ts'
import { ENVIRONMENTS } from './words.ts'

const operations = z.int().min(0)

/** How Google's meter of daily operations stands; of the whole installation, since Google counts by Cloud project. */
export const quotaSchema = z.strictObject({
  environment: z.enum(ENVIRONMENTS),
  accessLevel: z.enum(['test', 'explorer', 'basic', 'standard']).nullable().describe('null: not configured'),
  limit: operations.nullable().describe('Operations in any 24 hours; null: none is known, or there is none'),
  used: operations.describe('Sent in the last 24 hours'),
  held: operations.describe('Kept for publications under way, so that each can be finished'),
  left: operations.nullable().describe('null: as many as wanted'),
  resetsAt: timestamp.nullable().describe('When the oldest operations stop counting; null: there are none'),
  blockedUntil: timestamp
    .nullable()
    .describe('Google said that the day’s operations are used up; nothing is sent before'),
  blockedReason: z.string().nullable().describe("In Google's words"),
})
export type Quota = z.infer<typeof quotaSchema>

/** What a plan costs beside what is left. */
export const planQuotaSchema = z.strictObject({
  operations: z.int().describe('Google Ads API operations that sending it costs'),
  used: operations,
  limit: operations.nullable(),
  left: operations.nullable(),
  fits: z.boolean().describe('false: it waits until there are enough, and is sent then'),
  resetsAt: timestamp.nullable(),
  blockedUntil: timestamp.nullable(),
})
export type PlanQuota = z.infer<typeof planQuotaSchema>
