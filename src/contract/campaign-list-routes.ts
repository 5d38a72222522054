import { z } from 'zod'
import {
  campaignCountsQuery,
  campaignCountsSchema,
  campaignFilterFields,
  campaignSort,
  campaignTotalsSchema,
} from './campaign-filter.ts'
import { campaignListItemSchema, campaignName } from './campaign.ts'
import type { Route } from './routes.ts'
import { pageCursor, pageLimit, uuid } from './scalars.ts'

const tag = 'campaigns'

export const listCampaignsQuery = z.strictObject({
  ...campaignFilterFields,
  sort: campaignSort,
  limit: pageLimit.default(50),
  cursor: pageCursor.optional(),
})

/** The part of the API's table that is about many campaigns read at once, and about what their names leave free. */
export const campaignListRoutes = {
  listCampaigns: {
    method: 'GET',
    path: '/campaigns',
    summary: 'Campaigns in the order asked for, a page at a time; the newest first by default',
    tag,
    query: listCampaignsQuery,
    status: 200,
    response: z.strictObject({
      items: z.array(campaignListItemSchema),
      nextCursor: z.string().nullable(),
      prevCursor: z.string().nullable().describe('The page before this one; null: this is the first'),
    }),
  },
  countCampaigns: {
    method: 'GET',
    path: '/campaigns/counts',
    summary: 'How many campaigns fit a filter by status; what is not asked for narrows nothing',
    tag,
    query: campaignCountsQuery,
    status: 200,
    response: campaignCountsSchema,
  },
  totalCampaigns: {
    method: 'GET',
    path: '/campaigns/totals',
    summary: 'How many campaigns a filter finds, and the sums of their budgets by currency',
    tag,
    query: z.strictObject(campaignFilterFields),
    status: 200,
    response: campaignTotalsSchema,
  },
  checkCampaignName: {
    method: 'GET',
    path: '/campaigns/name-check',
    summary: 'Whether another campaign of the account has a name at Google, where names are unique',
    tag,
    query: z.strictObject({
      accountId: uuid,
      name: campaignName,
      campaignId: uuid.optional().describe('The campaign that is to be named so, where there is one'),
    }),
    status: 200,
    response: z.strictObject({ taken: z.boolean() }),
  },
} as const satisfies Record<string, Route>
