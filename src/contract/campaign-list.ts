import { PUBLICATION_STATES } from './words.ts'

/** Fields that every campaign has another value of, and that have indexes in their order. */
export const CAMPAIGN_KEY_FIELDS = [
  'createdAt',
  'name',
  'dailyBudgetMicros',
  'startDate',
  'endDate',
  'updatedAt',
] as const
export type CampaignKeyField = (typeof CAMPAIGN_KEY_FIELDS)[number]

/** Those with few values: the campaigns of each value stand together, as a run. */
export const CAMPAIGN_RUN_FIELDS = ['status', 'type', 'account', 'lastPublication'] as const
export type CampaignRunField = (typeof CAMPAIGN_RUN_FIELDS)[number]

/** What a list of campaigns is ordered by; named as the columns of the table. Equal ones are ordered by when they were made. */
export const CAMPAIGN_SORT_FIELDS = [...CAMPAIGN_KEY_FIELDS, ...CAMPAIGN_RUN_FIELDS] as const
export type CampaignSortField = (typeof CAMPAIGN_SORT_FIELDS)[number]

export const isRunField = (field: CampaignSortField): field is CampaignRunField =>
  (CAMPAIGN_RUN_FIELDS as readonly string[]).includes(field)

/** With a minus in front: the last comes first. */
export type CampaignSort = CampaignSortField | `-${CampaignSortField}`
export const CAMPAIGN_SORTS = CAMPAIGN_SORT_FIELDS.flatMap((field) => [
  field,
  `-${field}` as const,
]) satisfies CampaignSort[]

/** How the last publication of a campaign stands; NONE: there was none. */
export const CAMPAIGN_PUBLICATION_STATES = ['NONE', ...PUBLICATION_STATES] as const
export type CampaignPublicationState = (typeof CAMPAIGN_PUBLICATION_STATES)[number]
