import { z } from 'zod'
import { CAMPAIGN_PUBLICATION_STATES, CAMPAIGN_SORTS } from './campaign-list.ts'
import { line, uuid } from './scalars.ts'
import { CAMPAIGN_STATUSES, CAMPAIGN_TYPES } from './words.ts'

/** What a list of campaigns is narrowed by: in its query, in that of its totals, and in a view that somebody keeps. */
export const campaignFilterFields = {
  status: z.enum(CAMPAIGN_STATUSES).optional(),
  type: z.enum(CAMPAIGN_TYPES).optional(),
  q: line(256).optional().describe('Text that the name contains; pages may be short, up to none'),
  accountId: uuid.optional(),
  publicationState: z
    .enum(CAMPAIGN_PUBLICATION_STATES)
    .optional()
    .describe('How the last publication stands; NONE: there was none'),
  archived: z.enum(['true', 'false']).default('false'),
}

export const campaignSort = z
  .enum(CAMPAIGN_SORTS)
  .default('-createdAt')
  .describe(
    'A field, with a minus in front: descending. A budget that is not decided is the least, no end date is the last',
  )

export const campaignTotalsSchema = z.strictObject({
  campaigns: z.int().describe('How many fit; where not exact and no kept counter knows, at least so many'),
  exact: z
    .boolean()
    .describe(
      'false: more than 100,000 would have to be looked at, and the budgets are those of so many alone',
    ),
  dailyBudgetMicros: z
    .array(z.strictObject({ currencyCode: z.string(), micros: z.string() }))
    .describe('The sum of the daily budgets by currency: amounts of two currencies are never added'),
})
export type CampaignTotals = z.infer<typeof campaignTotalsSchema>
