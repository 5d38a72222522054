import { PUBLICATION_STATES } from './words.ts'

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
