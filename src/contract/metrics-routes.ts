import { z } from 'zod'
import { attentionQuery, attentionSchema } from './attention.ts'
import {
  campaignMetricsQuery,
  campaignMetricsSchema,
  marksSchema,
  metricsQuery,
  metricsSchema,
  topCampaignsQuery,
  topCampaignsSchema,
} from './metrics.ts'
import type { Route } from './routes.ts'
import { uuid } from './scalars.ts'

/** The part of the API's table that is about what campaigns did. */
export const metricsRoutes = {
  readCampaignMetrics: {
    method: 'GET',
    path: '/campaigns/:id/metrics',
    summary: 'What one campaign did, day by day',
    tag: 'metrics',
    params: z.strictObject({ id: uuid }),
    query: campaignMetricsQuery,
    status: 200,
    response: campaignMetricsSchema,
  },
  readMetrics: {
    method: 'GET',
    path: '/metrics',
    summary: 'What all campaigns did, day by day and by currency',
    tag: 'metrics',
    query: metricsQuery,
    status: 200,
    response: metricsSchema,
  },
  listCampaignMarks: {
    method: 'GET',
    path: '/campaigns/:id/marks',
    summary: 'What was published, paused and resumed of one campaign, to stand beside its numbers',
    tag: 'metrics',
    params: z.strictObject({ id: uuid }),
    query: campaignMetricsQuery,
    status: 200,
    response: marksSchema,
  },
  listMarks: {
    method: 'GET',
    path: '/metrics/marks',
    summary: 'What was published, paused and resumed, to stand beside the numbers',
    tag: 'metrics',
    query: metricsQuery,
    status: 200,
    response: marksSchema,
  },
  listTopCampaigns: {
    method: 'GET',
    path: '/metrics/campaigns',
    summary: 'The campaigns that cost most, or whose cost changed most',
    tag: 'metrics',
    query: topCampaignsQuery,
    status: 200,
    response: topCampaignsSchema,
  },
  listAttention: {
    method: 'GET',
    path: '/attention',
    summary: 'Campaigns that need somebody to look at them, by what it is about',
    tag: 'metrics',
    query: attentionQuery,
    status: 200,
    response: attentionSchema,
  },
} as const satisfies Record<string, Route>
