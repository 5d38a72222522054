import {
  CAMPAIGN_PUBLICATION_STATES,
  CAMPAIGN_SORTS,
  type CampaignSort,
} from '../../contract/campaign-list.ts'
import { CAMPAIGN_STATUSES, CAMPAIGN_TYPES, type CampaignType } from '../../contract/words.ts'
import { knownOf } from './filters.ts'
import { type PeriodSearch, periodSearch } from './period-search.ts'

/** A page's address after its "?", as the router has read it. */
export type Search = Record<string, unknown>

export const oneOf = <Word extends string>(words: readonly Word[], value: unknown): Word | undefined =>
  words.find((word) => word === value)
export const text = (value: unknown): string | undefined => {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}
/** Without the keys that are not set, so that they do not show in the address. */
export const compact = <T extends object>(search: T): T =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as T

/** What narrows the list of campaigns, in the page's address. Several values of a filter are joined by commas. */
export interface CampaignsSearch {
  status?: string | undefined
  type?: string | undefined
  account?: string | undefined
  q?: string | undefined
  archived?: boolean | undefined
  publication?: string | undefined
  /** Without it a campaign has to fit all of them. */
  match?: 'any' | undefined
  sort?: CampaignSort | undefined
  /** The kept view that the table is in; the others say how it stands now. */
  view?: string | undefined
}

export function campaignsSearch(search: Search): CampaignsSearch {
  return compact({
    status: knownOf(CAMPAIGN_STATUSES, search['status']),
    type: knownOf(CAMPAIGN_TYPES, search['type']),
    account: text(search['account']),
    q: text(search['q']),
    archived: search['archived'] === true ? true : undefined,
    publication: knownOf(CAMPAIGN_PUBLICATION_STATES, search['publication']),
    match: oneOf(['any'] as const, search['match']),
    sort: oneOf(CAMPAIGN_SORTS, search['sort']),
    view: text(search['view']),
  })
}

/** Whose numbers a dashboard shows, and of which days. */
export interface DashboardSearch extends PeriodSearch {
  account?: string | undefined
  currency?: string | undefined
}

export function dashboardSearch(search: Search): DashboardSearch {
  return compact({
    account: text(search['account']),
    currency: text(search['currency']),
    ...periodSearch(search),
  })
}

/** Where a new campaign is begun: in which account, of which type. */
export function newCampaignSearch(search: Search): { account?: string; type?: CampaignType } {
  return compact({ account: text(search['account']), type: oneOf(CAMPAIGN_TYPES, search['type']) })
}

const CAMPAIGN_TABS = ['overview', 'performance', 'publications', 'history'] as const
const CAMPAIGN_DEEDS = ['protect', 'template', 'compare'] as const

/** Which part of a campaign's page is open. */
export interface CampaignSearch extends PeriodSearch {
  tab?: (typeof CAMPAIGN_TABS)[number]
  /** The dialog that is open, or what is to be done at once. */
  deed?: (typeof CAMPAIGN_DEEDS)[number] | undefined
  revision?: number
}

export function campaignSearch(search: Search): CampaignSearch {
  return compact({
    ...periodSearch(search),
    tab: oneOf(CAMPAIGN_TABS, search['tab']),
    deed: oneOf(CAMPAIGN_DEEDS, search['deed']),
    revision: typeof search['revision'] === 'number' ? search['revision'] : undefined,
  })
}

/** A page with one dialog that can be opened from elsewhere. */
export interface DeedSearch<Deed extends string> {
  deed?: Deed | undefined
}

export const deedSearch =
  <Deed extends string>(deed: Deed) =>
  (search: Search): DeedSearch<Deed> =>
    compact({ deed: oneOf([deed], search['deed']) })
