import { z } from 'zod'
import {
  BATCH_OUTCOMES,
  batchItemSchema,
  batchPlanRequestSchema,
  batchPlanSchema,
  batchRequestSchema,
  batchRetrySchema,
  batchSchema,
} from './batch.ts'
import { quotaSchema } from './quota.ts'
import type { Route } from './routes.ts'
import { pageCursor, pageLimit, uuid } from './scalars.ts'

const byId = z.strictObject({ id: uuid })
const tag = 'publishing'

/** The part of the API's table that is about many campaigns at once, and about what Google allows in a day. */
export const batchRoutes = {
  readQuota: {
    method: 'GET',
    path: '/quota',
    summary: "Google's daily operations: used, kept for what is under way, left",
    tag,
    status: 200,
    response: quotaSchema,
  },
  planBatch: {
    method: 'POST',
    path: '/publish-batches/plan',
    summary: 'What publishing these campaigns would do and may cost; changes nothing',
    tag,
    body: batchPlanRequestSchema,
    status: 200,
    response: batchPlanSchema,
    readsOnly: true,
  },
  createBatch: {
    method: 'POST',
    path: '/publish-batches',
    summary: 'Publish, pause or resume up to 500 campaigns as one unit',
    tag,
    body: batchRequestSchema,
    status: 202,
    response: batchSchema,
  },
  listBatches: {
    method: 'GET',
    path: '/publish-batches',
    summary: 'Batches, newest first',
    tag,
    query: z.strictObject({ limit: pageLimit.default(20), cursor: pageCursor.optional() }),
    status: 200,
    response: z.strictObject({ items: z.array(batchSchema), nextCursor: z.string().nullable() }),
  },
  readBatch: {
    method: 'GET',
    path: '/publish-batches/:id',
    summary: 'One batch, with how many campaigns have which outcome',
    tag,
    params: byId,
    status: 200,
    response: batchSchema,
  },
  listBatchItems: {
    method: 'GET',
    path: '/publish-batches/:id/items',
    summary: 'The campaigns of a batch in their order, each with its outcome',
    tag,
    params: byId,
    query: z.strictObject({
      outcome: z.enum(BATCH_OUTCOMES).optional(),
      limit: pageLimit.default(100),
      cursor: pageCursor.optional(),
    }),
    status: 200,
    response: z.strictObject({ items: z.array(batchItemSchema), nextCursor: z.string().nullable() }),
  },
  retryBatch: {
    method: 'POST',
    path: '/publish-batches/:id/retry',
    summary: 'Begin the refused and failed ones anew, and no others',
    tag,
    params: byId,
    body: batchRetrySchema.optional(),
    status: 202,
    response: batchSchema,
  },
  cancelBatch: {
    method: 'POST',
    path: '/publish-batches/:id/cancel',
    summary: 'Stop what has not begun; what is under way ends by itself',
    tag,
    params: byId,
    status: 200,
    response: batchSchema,
  },
  resumeBatch: {
    method: 'POST',
    path: '/publish-batches/:id/resume',
    summary: 'Go on with a batch that was stopped',
    tag,
    params: byId,
    status: 202,
    response: batchSchema,
  },
} as const satisfies Record<string, Route>
