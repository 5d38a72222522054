import type { FilterMatch } from '../../contract/campaign-filter.ts'
import type { CampaignPublicationState } from '../../contract/campaign-list.ts'
import { type CampaignStatus, type CampaignType, TROUBLED_PUBLICATION_STATES } from '../../contract/words.ts'
import type { CampaignFilters } from '../client/queries.ts'
import type { CampaignsSearch } from './route-search.ts'

/** The values of a filter as an address has them, joined by commas. */
export const valuesOf = <Word extends string>(text: string | undefined): Word[] =>
  text === undefined || text === '' ? [] : (text.split(',') as Word[])

/** undefined: the filter is off. */
export const joined = (values: readonly string[]): string | undefined =>
  values.length === 0 ? undefined : values.join(',')

/** The values with this one more, or without it. */
export const toggled = (text: string | undefined, value: string): string | undefined => {
  const values = valuesOf(text)
  return joined(values.includes(value) ? values.filter((one) => one !== value) : [...values, value])
}

/** The known ones of the words that an address names, each once. */
export function knownOf(words: readonly string[], value: unknown): string | undefined {
  return typeof value === 'string'
    ? joined(words.filter((word) => valuesOf(value).includes(word)))
    : undefined
}

/** What the address says, as the API is asked. */
export function filtersOf(search: CampaignsSearch): CampaignFilters {
  const { status, type, account, publication } = search
  return {
    status: status === undefined ? undefined : valuesOf<CampaignStatus>(status),
    type: type === undefined ? undefined : valuesOf<CampaignType>(type),
    accountId: account === undefined ? undefined : valuesOf(account),
    publicationState: publication === undefined ? undefined : valuesOf<CampaignPublicationState>(publication),
    q: search.q,
    match: search.match,
    archived: search.archived,
  }
}

/** What the tab of problems narrows by. */
export const PROBLEMS = TROUBLED_PUBLICATION_STATES.join(',')

/** Whether the list shows all whose last publication somebody has to look at, in whatever order the address names the states. */
export const isOfProblems = ({ publication }: CampaignsSearch): boolean =>
  valuesOf(publication).toSorted().join() === [...TROUBLED_PUBLICATION_STATES].toSorted().join()

/** What the tabs narrow further; null where any filter may fit, since a tab then adds to the list. */
export function countedBy(search: CampaignsSearch): CampaignFilters | null {
  const { status: _status, ...rest } = isOfProblems(search) ? { ...search, publication: undefined } : search
  return search.match === 'any' && countFilters(rest) > 0 ? null : filtersOf(rest)
}

/** How many filters narrow the list; with fewer than two, all and any are the same. */
export const countFilters = ({ status, type, account, publication, q }: CampaignsSearch): number =>
  [status, type, account, publication, q].filter((each) => each !== undefined).length

export const MATCH_LABELS: Record<FilterMatch, string> = { all: 'All of', any: 'Any of' }
