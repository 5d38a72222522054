import { z } from 'zod'
import { line, uuid } from './scalars.ts'
import { CAMPAIGN_STATUSES, CAMPAIGN_TYPES, PUBLICATION_STATES } from './words.ts'

/** What a list of campaigns is ordered by; named as the fields of a campaign. Equal ones are ordered by when they were made. */
export const CAMPAIGN_SORT_FIELDS = [
  'createdAt',
  'name',
  'dailyBudgetMicros',
  'endDate',
  'updatedAt',
] as const
export type CampaignSortField = (typeof CAMPAIGN_SORT_FIELDS)[number]

/** With a minus in front: the last comes first. */
export type CampaignSort = CampaignSortField | `-${CampaignSortField}`
export const CAMPAIGN_SORTS = CAMPAIGN_SORT_FIELDS.flatMap((field) => [
  field,
  `-${field}` as const,
]) satisfies CampaignSort[]

/** How the last publication of a campaign stands; NONE: there was none. */
export const CAMPAIGN_PUBLICATION_STATES = ['NONE', ...PUBLICATION_STATES] as const
export type CampaignPublicationState = (typeof CAMPAIGN_PUBLICATION_STATES)[number]

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
