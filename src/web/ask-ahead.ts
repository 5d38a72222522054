import type { QueryClient } from '@tanstack/react-query'
import { accountsQuery, campaignQuery, campaignsQuery, countsOf, FIRST_PAGE } from './client/queries.ts'
import { viewsQuery } from './components/views-menu.tsx'
import { countedBy, filtersOf } from './ui/filters.ts'
import { findPlace } from './ui/list-place.ts'
import { campaignsSearch, type CampaignsSearch, type Search } from './ui/route-search.ts'

/** Asks for what the first page will show beside the session, instead of after it. What is refused is said by the page. */
export async function askAhead(
  queries: QueryClient,
  { pathname, search }: { pathname: string; search: Search },
): Promise<void> {
  const [, id] = /^\/campaigns\/([0-9a-f-]{36})(?:\/edit)?$/.exec(pathname) ?? []
  if (id !== undefined)
    await Promise.all([queries.prefetchQuery(campaignQuery(id)), queries.prefetchQuery(accountsQuery)])
  if (pathname !== '/campaigns') return
  const wanted = campaignsSearch(search)
  const counted = countedBy(wanted)
  await Promise.all([
    queries.prefetchInfiniteQuery(listFor(wanted)),
    counted !== null && queries.prefetchQuery(countsOf(counted)),
    queries.prefetchQuery(viewsQuery),
    queries.prefetchQuery(accountsQuery),
  ])
}

/** Asks for a list that was not read before at the click which wants it, and not when the page has been drawn for it. */
export function askForList(queries: QueryClient, search: CampaignsSearch): void {
  const list = listFor(search)
  if (queries.getQueryData(list.queryKey) === undefined) void queries.prefetchInfiniteQuery(list)
}

/** From where it was left, or its beginning. */
function listFor(search: CampaignsSearch) {
  const filters = { ...filtersOf(search), sort: search.sort }
  return campaignsQuery(filters, findPlace(JSON.stringify(filters))?.page ?? FIRST_PAGE)
}
