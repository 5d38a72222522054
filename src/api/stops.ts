import { routes } from '../contract/routes.ts'
import {
  createStop,
  listStopItems,
  listStops,
  previewStop,
  readStop,
  restoreStop,
  retryStop,
} from '../domain/stops.ts'
import { endpoint, type Payload } from './endpoint.ts'

/** The kill switch. */
export const stopEndpoints = {
  createStop: endpoint(routes.createStop, ({ ctx, actor, body }) => createStop(ctx, actor, body), accepted),
  previewStop: endpoint(routes.previewStop, ({ ctx, actor, query }) =>
    previewStop(ctx, actor, query.accountId),
  ),
  listStops: endpoint(routes.listStops, ({ ctx, actor, query }) => listStops(ctx, actor, query)),
  readStop: endpoint(routes.readStop, ({ ctx, actor, params }) => readStop(ctx, actor, params.id)),
  listStopItems: endpoint(routes.listStopItems, ({ ctx, actor, params, query }) =>
    listStopItems(ctx, actor, params.id, query),
  ),
  retryStop: endpoint(
    routes.retryStop,
    ({ ctx, actor, params }) => retryStop(ctx, actor, params.id),
    accepted,
  ),
  restoreStop: endpoint(
    routes.restoreStop,
    ({ ctx, actor, params }) => restoreStop(ctx, actor, params.id),
    accepted,
  ),
}

function accepted(stop: { id: string }): Payload {
  return { json: JSON.stringify(stop), headers: { location: `/api/v1/stops/${stop.id}` } }
}
