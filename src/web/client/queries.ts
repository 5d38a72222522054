import type { MutationCache, QueryCache } from '@tanstack/react-query'
import { infiniteQueryOptions, keepPreviousData, QueryClient, queryOptions } from '@tanstack/react-query'
import type { FilterMatch } from '../../contract/campaign-filter.ts'
import type { CampaignPublicationState, CampaignSort } from '../../contract/campaign-list.ts'
import type { CampaignStatus, CampaignType, PublicationState } from '../../contract/words.ts'
import { OPEN_PUBLICATION_STATES } from '../../contract/words.ts'
import { ApiError, call } from './call.ts'
import { sharePages } from './share-pages.ts'
import { inOrder } from '../ui/account-search.ts'

/** Rows of a list's beginning, which somebody waits for, and of a page that is read ahead: each that comes costs a frame. */
const FIRST_ROWS = 60
const MORE_ROWS = 200
/** So many pages of a list are in memory at most. */
const MAX_PAGES = 5
const POLL_MS = 1000
const BACKGROUND_POLL_MS = 3000

/** What the list of campaigns is narrowed to: one of several values of each, and all of these or any. */
export interface CampaignFilters {
  status?: CampaignStatus[] | undefined
  type?: CampaignType[] | undefined
  accountId?: string[] | undefined
  q?: string | undefined
  archived?: boolean | undefined
  publicationState?: CampaignPublicationState[] | undefined
  match?: FilterMatch | undefined
  sort?: CampaignSort | undefined
}

export function makeQueryClient(queryCache: QueryCache, mutationCache: MutationCache): QueryClient {
  return new QueryClient({
    queryCache,
    mutationCache,
    defaultOptions: {
      queries: {
        staleTime: 5000,
        // An answer is an answer: only silence and overload are worth another try.
        retry: (count, error) =>
          count < 2 &&
          (!(error instanceof ApiError) ||
            error.status === 0 ||
            error.status === 429 ||
            error.status === 503),
      },
      // What somebody asked for is done now or not at all: never by itself, minutes later, when the line is back.
      mutations: { networkMode: 'always' },
    },
  })
}

export const isOpen = (state: PublicationState | null | undefined): boolean =>
  state != null && (OPEN_PUBLICATION_STATES as readonly string[]).includes(state)

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => call('readSession', { signal }),
  staleTime: 60_000,
})

export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: ({ signal }) => call('listAccounts', { signal }),
  select: ({ items }) => inOrder(items),
  staleTime: 60_000,
})

/** Each answer costs one of Google's operations, and names change seldom: a failure is tried again by a person. */
export const audiencesQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['accounts', accountId, 'audiences'],
    queryFn: async ({ signal }) => (await call('listAudiences', { params: { id: accountId }, signal })).items,
    staleTime: 300_000,
    gcTime: 1_800_000,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })

export const reachableAccountsQuery = queryOptions({
  queryKey: ['accounts', 'reachable'],
  queryFn: ({ signal }) => call('listReachableAccounts', { signal }),
  retry: false,
})

/** All numbers at the tabs, whatever the list is narrowed by. */
export const countsQuery = { queryKey: ['campaigns', 'counts'] }

/** The numbers at the tabs: of the filter without its status, which the tabs are. */
export const countsOf = ({ type, accountId, q, publicationState, archived }: CampaignFilters) => {
  const filter = {
    type,
    accountId,
    q,
    publicationState,
    archived: archived === true ? 'true' : 'false',
  } as const
  return queryOptions({
    queryKey: [...countsQuery.queryKey, filter],
    queryFn: ({ signal }) => call('countCampaigns', { query: filter, signal }),
  })
}

/** Of everything that the filter lets through; the order does not matter to a sum. */
export const totalsQuery = ({ archived, sort: _order, ...filters }: CampaignFilters) =>
  queryOptions({
    queryKey: ['campaigns', 'totals', { archived, ...filters }],
    queryFn: ({ signal }) =>
      call('totalCampaigns', {
        query: { ...filters, archived: archived === true ? 'true' : 'false' },
        signal,
      }),
    placeholderData: keepPreviousData,
  })

/** A page of a list: its cursor, and the number that its first row has; of a page that was read backwards, `to` is that of the next. */
export interface PageParam {
  cursor: string | null
  from?: number
  to?: number
}
export const FIRST_PAGE: PageParam = { cursor: null, from: 0 }

/** One page, with the number of its first row. */
export async function readPage(
  filters: CampaignFilters,
  { cursor, from, to }: PageParam,
  signal?: AbortSignal,
) {
  const { archived, ...rest } = filters
  const query = {
    ...rest,
    archived: archived === true ? ('true' as const) : ('false' as const),
    limit: cursor === null ? FIRST_ROWS : MORE_ROWS,
    ...(cursor === null ? {} : { cursor }),
  }
  const page = await call('listCampaigns', { query, ...(signal === undefined ? {} : { signal }) })
  return { ...page, first: to === undefined ? (from ?? 0) : to - page.items.length }
}

/** The pages around what is on the screen: loading one more at an end drops one at the other. */
export const campaignsQuery = (filters: CampaignFilters, start: PageParam = FIRST_PAGE) =>
  infiniteQueryOptions({
    queryKey: ['campaigns', 'list', filters],
    queryFn: async ({ pageParam, signal, client, queryKey }) => {
      // Read again, because a publication is under way or the window is back: the tabs count what the rows show.
      const loaded = client.getQueryData<{ pageParams: PageParam[] }>(queryKey)
      if (loaded?.pageParams[0] === pageParam) void client.invalidateQueries(countsQuery)
      return await readPage(filters, pageParam, signal)
    },
    initialPageParam: start,
    maxPages: MAX_PAGES,
    structuralSharing: sharePages,
    getNextPageParam: ({ nextCursor, first, items }): PageParam | null =>
      nextCursor === null ? null : { cursor: nextCursor, from: first + items.length },
    getPreviousPageParam: ({ prevCursor, first }): PageParam | null =>
      prevCursor === null ? null : { cursor: prevCursor, to: first },
    placeholderData: keepPreviousData,
    refetchInterval: (query) => {
      const items = query.state.data?.pages.flatMap((page) => page.items) ?? []
      const moving = items.some(
        (item) => isOpen(item.lastPublication?.state) && item.lastPublication?.state !== 'NEEDS_ATTENTION',
      )
      return moving ? BACKGROUND_POLL_MS : false
    },
  })

export const campaignQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaign', id],
    queryFn: ({ signal }) => call('readCampaign', { params: { id }, signal }),
    refetchInterval: (query) => {
      const state = query.state.data?.lastPublication?.state
      return isOpen(state) && state !== 'NEEDS_ATTENTION' ? BACKGROUND_POLL_MS / 2 : false
    },
  })

export const planQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaign', id, 'plan'],
    queryFn: ({ signal }) => call('planCampaign', { params: { id }, signal }),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })

export const findingsQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaign', id, 'preflight'],
    queryFn: async ({ signal }) => (await call('preflightCampaign', { params: { id }, signal })).findings,
    staleTime: 0,
  })

export const publicationQuery = (id: string) =>
  queryOptions({
    queryKey: ['publication', id],
    queryFn: ({ signal }) => call('readPublication', { params: { id }, signal }),
    refetchInterval: (query) =>
      query.state.data !== undefined && !isOpen(query.state.data.state) ? false : POLL_MS,
    refetchIntervalInBackground: true,
    staleTime: 0,
  })

export const publicationsQuery = (campaignId: string) =>
  infiniteQueryOptions({
    queryKey: ['campaign', campaignId, 'publications'],
    queryFn: ({ pageParam, signal }) =>
      call('listPublications', {
        params: { id: campaignId },
        query: pageParam === null ? {} : { cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })

export const revisionsQuery = (campaignId: string) =>
  infiniteQueryOptions({
    queryKey: ['campaign', campaignId, 'revisions'],
    queryFn: ({ pageParam, signal }) =>
      call('listRevisions', {
        params: { id: campaignId },
        query: pageParam === null ? {} : { cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })

export const revisionQuery = (campaignId: string, number: number) =>
  queryOptions({
    queryKey: ['campaign', campaignId, 'revision', number],
    queryFn: ({ signal }) => call('readRevision', { params: { id: campaignId, number }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const revisionChangesQuery = (campaignId: string, number: number) =>
  queryOptions({
    queryKey: ['campaign', campaignId, 'revision', number, 'changes'],
    queryFn: ({ signal }) => call('readRevisionChanges', { params: { id: campaignId, number }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const campaignMetricsQuery = (id: string, range: { from: string; to: string }) =>
  queryOptions({
    queryKey: ['campaign', id, 'metrics', range],
    queryFn: ({ signal }) => call('readCampaignMetrics', { params: { id }, query: range, signal }),
    placeholderData: keepPreviousData,
  })

/** The image library, newest first; or only what nothing shows, or what has a text in its name. */
export const assetsQuery = (which: 'all' | 'unused' = 'all', q = '') =>
  infiniteQueryOptions({
    queryKey: ['assets', which, q],
    queryFn: ({ pageParam, signal }) =>
      call('listAssets', {
        query: {
          limit: 60,
          ...(pageParam === null ? {} : { cursor: pageParam }),
          ...(which === 'unused' ? { unused: 'true' as const } : {}),
          ...(q === '' ? {} : { q }),
        },
        signal,
      }),
    // While somebody types, what was found before stays.
    placeholderData: (before, query) => (query?.queryKey[1] === which ? before : undefined),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
