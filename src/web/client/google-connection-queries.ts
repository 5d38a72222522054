import { queryOptions } from '@tanstack/react-query'
import { call } from './call.ts'

// Under 'people', like all that `useDeed` changes and reads again.
export const connectionsQuery = queryOptions({
  queryKey: ['people', 'google-connections'],
  queryFn: ({ signal }) => call('listConnections', { signal }),
})

/** Google is asked each time, and that takes a while. */
export const connectionAccountsQuery = (id: string) =>
  queryOptions({
    queryKey: ['google-connection-accounts', id],
    queryFn: ({ signal }) => call('listConnectionAccounts', { params: { id }, signal }),
    retry: false,
  })
