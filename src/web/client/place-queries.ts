import { queryOptions } from '@tanstack/react-query'
import type { Place } from '../../contract/places.ts'
import { call } from './call.ts'

/** Google may be asked for each, and places change seldom: a failure is tried again by a person. */
const SELDOM = {
  staleTime: 300_000,
  gcTime: 1_800_000,
  retry: false,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
} as const

/** As many as the API takes in one question. */
const AT_ONCE = 200

export const placesByIdQuery = (accountId: string, ids: readonly string[]) =>
  queryOptions({
    queryKey: ['accounts', accountId, 'locations', 'ids', ids],
    queryFn: async ({ signal }) => {
      const items: Place[] = []
      for (let at = 0; at < ids.length; at += AT_ONCE) {
        const query = { ids: ids.slice(at, at + AT_ONCE) }
        items.push(...(await call('listLocations', { params: { id: accountId }, query, signal })).items)
      }
      return items
    },
    ...SELDOM,
  })

export const placesByNameQuery = (accountId: string, name: string) =>
  queryOptions({
    queryKey: ['accounts', accountId, 'locations', 'name', name],
    queryFn: ({ signal }) =>
      call('listLocations', { params: { id: accountId }, query: { query: name }, signal }),
    ...SELDOM,
  })
