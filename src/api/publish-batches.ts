import { routes } from '../contract/routes.ts'
import { planBatch } from '../domain/batch-plan.ts'
import {
  cancelBatch,
  createBatch,
  listBatches,
  listBatchItems,
  readBatch,
  resumeBatch,
  retryBatch,
} from '../domain/publish-batches.ts'
import { readQuota } from '../domain/quota.ts'
import { endpoint, type Payload } from './endpoint.ts'

/** Many campaigns as one unit, and the meter that they draw on. */
export const batchEndpoints = {
  readQuota: endpoint(routes.readQuota, ({ ctx }) => readQuota(ctx)),
  planBatch: endpoint(routes.planBatch, ({ ctx, actor, body }) => planBatch(ctx, actor, body.campaignIds)),
  createBatch: endpoint(
    routes.createBatch,
    ({ ctx, actor, body }) => createBatch(ctx, actor, body),
    accepted,
  ),
  listBatches: endpoint(routes.listBatches, ({ ctx, actor, query }) => listBatches(ctx, actor, query)),
  readBatch: endpoint(routes.readBatch, ({ ctx, actor, params }) => readBatch(ctx, actor, params.id)),
  listBatchItems: endpoint(routes.listBatchItems, ({ ctx, actor, params, query }) =>
    listBatchItems(ctx, actor, params.id, query),
  ),
  retryBatch: endpoint(
    routes.retryBatch,
    ({ ctx, actor, params, body }) => retryBatch(ctx, actor, params.id, body?.campaigns),
    accepted,
  ),
  cancelBatch: endpoint(routes.cancelBatch, ({ ctx, actor, params }) => cancelBatch(ctx, actor, params.id)),
  resumeBatch: endpoint(
    routes.resumeBatch,
    ({ ctx, actor, params }) => resumeBatch(ctx, actor, params.id),
    accepted,
  ),
}

function accepted(batch: { id: string }): Payload {
  return { json: JSON.stringify(batch), headers: { location: `/api/v1/publish-batches/${batch.id}` } }
}
