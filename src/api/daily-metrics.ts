import { routes } from '../contract/routes.ts'
import { readCampaignMetrics, readMetrics } from '../domain/read-metrics.ts'
import { endpoint } from './endpoint.ts'

/** What campaigns did. The numbers of this server itself are those of `metrics.ts`. */
export const dailyMetricsEndpoints = {
  readCampaignMetrics: endpoint(routes.readCampaignMetrics, ({ ctx, actor, params, query }) =>
    readCampaignMetrics(ctx, actor, params.id, query),
  ),
  readMetrics: endpoint(routes.readMetrics, ({ ctx, actor, query }) => readMetrics(ctx, actor, query)),
}
