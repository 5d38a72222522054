import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { BatchItem } from '../../contract/batch.ts'
import { isMoving } from '../ui/batch-words.ts'
import { call } from './call.ts'

const POLL_MS = 1000
const QUOTA_POLL_MS = 15_000
const PAGE = 200

export const quotaQuery = queryOptions({
  queryKey: ['quota'],
  queryFn: ({ signal }) => call('readQuota', { signal }),
  refetchInterval: QUOTA_POLL_MS,
})

export const batchesQuery = infiniteQueryOptions({
  queryKey: ['batches'],
  queryFn: ({ pageParam, signal }) =>
    call('listBatches', { query: pageParam === null ? {} : { cursor: pageParam }, signal }),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor,
  refetchInterval: (query) =>
    query.state.data?.pages.some(({ items }) => items.some(isMoving)) === true ? POLL_MS * 3 : false,
})

/** A batch with all of its campaigns, 500 at most, as they stand now. */
export const batchQuery = (id: string) =>
  queryOptions({
    queryKey: ['batch', id],
    queryFn: async ({ signal }) => {
      const batch = await call('readBatch', { params: { id }, signal })
      const items: BatchItem[] = []
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page: { items: BatchItem[]; nextCursor: string | null } = await call('listBatchItems', {
          params: { id },
          query: cursor === undefined ? { limit: PAGE } : { limit: PAGE, cursor },
          signal,
        })
        items.push(...page.items)
        cursor = page.nextCursor
      }
      return { batch, items }
    },
    refetchInterval: (query) =>
      query.state.data !== undefined && !isMoving(query.state.data.batch) ? false : POLL_MS,
    refetchIntervalInBackground: true,
    staleTime: 0,
  })

export const batchPlanQuery = (campaignIds: readonly string[]) =>
  queryOptions({
    queryKey: ['batch-plan', campaignIds],
    queryFn: ({ signal }) => call('planBatch', { body: { campaignIds: [...campaignIds] }, signal }),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    enabled: campaignIds.length > 0,
  })
