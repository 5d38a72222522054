import { queryOptions } from '@tanstack/react-query'
import type { Stop } from '../../contract/stops.ts'
import { call } from './call.ts'

const MOVING_MS = 1500
const QUIET_MS = 15_000

/** Whether workers still have something to do for it. */
export function isMoving({ state, outcomes }: Stop): boolean {
  return state === 'RESTORING' || (state === 'ON' && (outcomes.WAITING ?? 0) + (outcomes.PAUSING ?? 0) > 0)
}

/** Stops that are on or being restored: what every page warns of. */
export const activeStopsQuery = queryOptions({
  queryKey: ['stops', 'active'],
  queryFn: ({ signal }) => call('listStops', { query: { active: 'true', limit: 200 }, signal }),
  refetchInterval: ({ state: { data } }) => (data?.items.some(isMoving) ? MOVING_MS : QUIET_MS),
})

/** What a stop of this account, or of everything, would find. */
export const stopPreviewQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['stop-preview', accountId],
    queryFn: ({ signal }) => call('previewStop', { query: accountId === '' ? {} : { accountId }, signal }),
    staleTime: 0,
  })

export const stopQuery = (id: string) =>
  queryOptions({
    queryKey: ['stops', id],
    queryFn: async ({ signal }) => {
      const [stop, page] = await Promise.all([
        call('readStop', { params: { id }, signal }),
        call('listStopItems', { params: { id }, query: { limit: 200 }, signal }),
      ])
      return { stop, items: page.items, hasMore: page.nextCursor !== null }
    },
    refetchInterval: ({ state: { data } }) => (data === undefined || isMoving(data.stop) ? MOVING_MS : false),
  })
