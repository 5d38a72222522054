import { infiniteQueryOptions } from '@tanstack/react-query'
import { call } from './call.ts'

/** The templates of the workspace, by name. */
export const templatesQuery = infiniteQueryOptions({
  queryKey: ['templates'],
  queryFn: ({ pageParam, signal }) =>
    call('listTemplates', { query: pageParam === null ? {} : { cursor: pageParam }, signal }),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor,
})
