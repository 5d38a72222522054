import { routes } from '../contract/routes.ts'
import { listAttention } from '../domain/attention.ts'
import { listCampaignMarks, listMarks } from '../domain/read-marks.ts'
import { readCampaignMetrics, readMetrics } from '../domain/read-metrics.ts'
import { listTopCampaigns } from '../domain/top-campaigns.ts'
import { endpoint } from './endpoint.ts'

/** What campaigns did. The numbers of this server itself are those of `metrics.ts`. */
export const dailyMetricsEndpoints = {
  readCampaignMetrics: endpoint(routes.readCampaignMetrics, ({ ctx, actor, params, query }) =>
    readCampaignMetrics(ctx, actor, params.id, query),
  ),
  readMetrics: endpoint(routes.readMetrics, ({ ctx, actor, query }) => readMetrics(ctx, actor, query)),
  listCampaignMarks: endpoint(routes.listCampaignMarks, ({ ctx, actor, params, query }) =>
    listCampaignMarks(ctx, actor, params.id, query),
  ),
  listTopCampaigns: endpoint(routes.listTopCampaigns, ({ ctx, actor, query }) =>
    listTopCampaigns(ctx, actor, query),
  ),
  listAttention: endpoint(routes.listAttention, ({ ctx, actor, query }) => listAttention(ctx, actor, query)),
  listMarks: endpoint(routes.listMarks, ({ ctx, actor, query }) => listMarks(ctx, actor, query)),
}
