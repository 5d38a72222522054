import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { call } from './call.ts'

const POLL_MS = 10_000
const PAGE = 50

/** What the bell shows: the last ones that are not read, and how many there are. Asked again and again while the window is open. */
export const unreadQuery = queryOptions({
  queryKey: ['notifications', 'unread'],
  queryFn: ({ signal }) => call('listNotifications', { query: { unread: 'true', limit: 5 }, signal }),
  staleTime: 0,
  refetchInterval: POLL_MS,
})

export const latestQuery = queryOptions({
  queryKey: ['notifications', 'latest'],
  queryFn: ({ signal }) => call('listNotifications', { query: { limit: 8 }, signal }),
  staleTime: 0,
})

export const notificationsQuery = (unread: boolean) =>
  infiniteQueryOptions({
    queryKey: ['notifications', 'list', unread],
    queryFn: ({ pageParam, signal }) => {
      const query = { unread: unread ? ('true' as const) : ('false' as const), limit: PAGE }
      return call('listNotifications', {
        query: pageParam === null ? query : { ...query, cursor: pageParam },
        signal,
      })
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  })

export const notificationPreferencesQuery = queryOptions({
  queryKey: ['notification-preferences'],
  queryFn: async ({ signal }) => (await call('readNotificationPreferences', { signal })).items,
})

/** Reads again whatever shows notifications. */
export async function refreshNotifications(queries: QueryClient): Promise<void> {
  await queries.invalidateQueries({ queryKey: ['notifications'] })
}
