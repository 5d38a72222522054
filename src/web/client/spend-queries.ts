import { queryOptions } from '@tanstack/react-query'
import { call } from './call.ts'

export const spendQuery = queryOptions({
  queryKey: ['spend'],
  queryFn: ({ signal }) => call('listSpend', { signal }),
})
