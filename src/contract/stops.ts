import { z } from 'zod'
import { amounts } from './problem.ts'
import type { Route } from './routes.ts'
import { line, pageCursor, pageLimit, timestamp, uuid } from './scalars.ts'
import { verdicts } from './verdicts.ts'

/** ON: what was live is paused, and nothing begins. RESTORING: it is resumed. OVER: each campaign has its outcome. */
export const STOP_STATES = ['ON', 'RESTORING', 'OVER'] as const

/**
 * WAITING (perhaps behind an open publication), PAUSING, PAUSED, IDLE (it did not run when its turn came), FAILED (it could
 * not be paused), NEEDS_ATTENTION (its pause waits for a person) or LEFT_RUNNING (it is protected, and was to be left running).
 */
export const STOP_OUTCOMES = [
  'WAITING',
  'PAUSING',
  'PAUSED',
  'IDLE',
  'FAILED',
  'NEEDS_ATTENTION',
  'LEFT_RUNNING',
] as const
export type StopOutcome = (typeof STOP_OUTCOMES)[number]

/** Of one that was paused, once it is restored. LEFT_OUT: it is not resumed, and its message says why. */
export const RESTORE_OUTCOMES = [
  'WAITING',
  'RESUMING',
  'RESUMED',
  'LEFT_OUT',
  'FAILED',
  'NEEDS_ATTENTION',
] as const
export type RestoreOutcome = (typeof RESTORE_OUTCOMES)[number]

/** What may be done to a stop. */
export const STOP_ACTIONS = ['retry', 'restore'] as const
export type StopAction = (typeof STOP_ACTIONS)[number]

export const stopRequestSchema = z.strictObject({
  accountId: uuid.nullable().default(null).describe('null: everything in the workspace'),
  name: z
    .string()
    .max(255)
    .describe('The name of the account, or of the workspace: all that is live is paused'),
  reason: line(500).nullable().default(null).describe('Why, for those who see that it is on'),
  leaveProtected: z.boolean().default(false).describe('true: what is protected is left running'),
})
export type StopRequest = z.output<typeof stopRequestSchema>

export const stopSchema = z.strictObject({
  id: uuid,
  accountId: uuid.nullable().describe('null: everything in the workspace'),
  accountName: z.string().nullable(),
  state: z.enum(STOP_STATES),
  reason: z.string().nullable(),
  leaveProtected: z.boolean().describe('Whether what is protected was to be left running'),
  total: z.int().describe('How many campaigns were live or about to be, or were enabled at Google since'),
  outcomes: z.partialRecord(z.enum(STOP_OUTCOMES), z.int()).describe('How many have which outcome'),
  restored: z
    .partialRecord(z.enum(RESTORE_OUTCOMES), z.int())
    .describe('Of the restoring; empty: nothing is restored yet'),
  createdBy: z.string(),
  createdAt: timestamp,
  restoredBy: z.string().nullable(),
  restoringAt: timestamp.nullable(),
  finishedAt: timestamp.nullable(),
  actions: verdicts(STOP_ACTIONS),
})
export type Stop = z.infer<typeof stopSchema>

export const stopItemSchema = z.strictObject({
  campaignId: uuid,
  campaignName: z.string(),
  accountId: uuid,
  outcome: z.enum(STOP_OUTCOMES),
  restored: z.enum(RESTORE_OUTCOMES).nullable().describe('null: nothing is restored yet'),
  noticedAt: timestamp
    .nullable()
    .describe('When it was first seen to run although it was stopped; null: it was live as it was stopped'),
  message: z.string().nullable().describe('Why it stands as it does, in words'),
  amounts,
  publicationId: uuid.nullable().describe('What it waits for, or what was last sent for it'),
})
export type StopItem = z.infer<typeof stopItemSchema>

const stopPreviewSchema = z.strictObject({
  campaigns: z.int().describe('Live or about to be'),
  protectedCampaigns: z.int().describe('How many of them are protected'),
  actions: verdicts(['create']).describe('Whether you may stop just this'),
})
export type StopPreview = z.infer<typeof stopPreviewSchema>

const tag = 'spend'
const byId = z.strictObject({ id: uuid })

export const stopRoutes = {
  createStop: {
    method: 'POST',
    path: '/stops',
    summary: 'Pause everything that is live, and let nothing begin until it is restored',
    tag,
    body: stopRequestSchema,
    status: 202,
    response: stopSchema,
  },
  previewStop: {
    method: 'GET',
    path: '/stops/preview',
    summary: 'How many campaigns a stop would find live or about to be, and how many of them are protected',
    tag,
    query: z.strictObject({ accountId: uuid.optional().describe('Without: everything in the workspace') }),
    status: 200,
    response: stopPreviewSchema,
  },
  listStops: {
    method: 'GET',
    path: '/stops',
    summary: 'Stops, newest first',
    tag,
    query: z.strictObject({
      active: z.enum(['true', 'false']).default('false').describe('true: only those that are not over'),
      limit: pageLimit.default(20),
      cursor: pageCursor.optional(),
    }),
    status: 200,
    response: z.strictObject({
      items: z.array(stopSchema),
      nextCursor: z.string().nullable(),
      actions: verdicts(['create']).describe(
        'Whether there is anything that you may stop; a preview says what',
      ),
    }),
  },
  readStop: {
    method: 'GET',
    path: '/stops/:id',
    summary: 'One stop, with how many campaigns have which outcome',
    tag,
    params: byId,
    status: 200,
    response: stopSchema,
  },
  listStopItems: {
    method: 'GET',
    path: '/stops/:id/items',
    summary: 'The campaigns of a stop, each with what became of pausing and of restoring it',
    tag,
    params: byId,
    query: z.strictObject({ limit: pageLimit.default(100), cursor: pageCursor.optional() }),
    status: 200,
    response: z.strictObject({ items: z.array(stopItemSchema), nextCursor: z.string().nullable() }),
  },
  retryStop: {
    method: 'POST',
    path: '/stops/:id/retry',
    summary: 'Try again to pause what could not be paused',
    tag,
    params: byId,
    status: 202,
    response: stopSchema,
  },
  restoreStop: {
    method: 'POST',
    path: '/stops/:id/restore',
    summary: 'Resume exactly what this stop has paused',
    tag,
    params: byId,
    status: 202,
    response: stopSchema,
  },
} as const satisfies Record<string, Route>
