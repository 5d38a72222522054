import { z } from 'zod'
import { campaignMetricsQuery, campaignMetricsSchema, metricsQuery, metricsSchema } from './metrics.ts'
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
} as const satisfies Record<string, Route>
