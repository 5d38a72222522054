import {
  type CampaignPublicationState,
  type CampaignSortField,
  isRunField,
} from '../contract/campaign-list.ts'
import type { FilterMatch } from '../contract/campaign-filter.ts'
import type { CampaignStatus, CampaignType } from '../contract/words.ts'
import type { CampaignFilter, CampaignPage, ListedCampaign } from './campaign-list.ts'
import type { CampaignOrder, ListPlace } from './campaign-order.ts'
import { compareRuns, listOrdered } from './campaign-runs.ts'
import type { Reader } from './db.ts'

/** What people narrow a list to: several values of each filter, and whether a campaign has to fit all filters or any. */
export interface JoinedFilter {
  status: readonly CampaignStatus[] | undefined
  type: readonly CampaignType[] | undefined
  publicationState: readonly CampaignPublicationState[] | undefined
  accountIds: readonly string[] | undefined
  text: string | undefined
  archived: boolean
  match: FilterMatch
}

/**
 * The lists that a filter is the merge of: one of each account where all filters have to fit, and one of each filter where any
 * does. Several values of status, type and publication state are combinations that one statement merges by itself.
 */
export function listsOf({ accountIds, match, ...filter }: JoinedFilter): CampaignFilter[] {
  const { status, type, publicationState, text, archived } = filter
  const accounts = (accountIds ?? []).map((accountId) => ({ accountId }))
  if (match === 'all')
    return (accounts.length > 0 ? accounts : [{ accountId: undefined }]).map((account) => ({
      ...filter,
      ...account,
    }))
  const chips: Partial<CampaignFilter>[] = [
    ...(status === undefined ? [] : [{ status }]),
    ...(type === undefined ? [] : [{ type }]),
    ...(publicationState === undefined ? [] : [{ publicationState }]),
    ...accounts,
    ...(text === undefined ? [] : [{ text }]),
  ]
  const everything: CampaignFilter = {
    status: undefined,
    type: undefined,
    publicationState: undefined,
    accountId: undefined,
    text: undefined,
    archived,
  }
  return (chips.length > 0 ? chips : [{}]).map((chip) => ({ ...everything, ...chip }))
}

/**
 * One page after `page.after` of a filter, however its parts are joined. Each of its lists gives a page, and the first rows of
 * those are the page: so it costs the sum of them, at any depth.
 */
export async function listJoined(
  db: Reader,
  workspaceId: string,
  filter: JoinedFilter,
  page: CampaignPage,
): Promise<ListedCampaign[]> {
  const lists = listsOf(filter)
  const pages: ListedCampaign[][] = []
  // One after the other: a list takes one connection of the pool, however many parts it has.
  for (const list of lists) pages.push(await listOrdered(db, workspaceId, list, page))
  return pages.length === 1 ? pages[0]! : mergePages(pages, page)
}

/** The first rows of several pages, each once. Where a list ended early, nothing is known of what comes after. */
export function mergePages(
  pages: readonly (readonly ListedCampaign[])[],
  { order, limit }: Pick<CampaignPage, 'order' | 'limit'>,
): ListedCampaign[] {
  const compare = comparisonOf(order)
  const sorted = pages.flat().sort(compare)
  const end = sorted.find(({ json }) => json === null)
  const rows = new Map<string, ListedCampaign>()
  for (const row of sorted) {
    if (end !== undefined && compare(row, end) > 0) break
    if (row.json !== null) rows.set(row.id, row)
  }
  const first = [...rows.values()].slice(0, limit)
  return end === undefined || first.length === limit ? first : [...first, end]
}

/** As the database orders a list. Its keys are text here, and names go by code point. */
function comparisonOf({ field, descending }: CampaignOrder): (a: ListPlace, b: ListPlace) => number {
  const compare = isRunField(field)
    ? (a: string, b: string) => compareRuns(field, a, b)
    : (COMPARISONS[field] ?? plain)
  const sign = descending ? -1 : 1
  return (a, b) => sign * (compare(a.key, b.key) || plain(a.id, b.id))
}

const plain = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
/** Ids, days (infinity comes last) and moments (their fractions have no zeros at the end) are ordered as their text is. */
const COMPARISONS: Partial<Record<CampaignSortField, (a: string, b: string) => number>> = {
  name: (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)),
  dailyBudgetMicros: (a, b) => Number(BigInt(a) - BigInt(b)),
}
