import { queryOptions } from '@tanstack/react-query'
import { call } from './call.ts'

export const spendQuery = queryOptions({
  queryKey: ['spend'],
  queryFn: async ({ signal }) => (await call('listSpend', { signal })).items,
})
