import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { AttentionKind } from '../../contract/attention.ts'
import { call } from './call.ts'

/** The worker reads Google's numbers once an hour, or of an emulated account once a minute. */
const READ_AGAIN_MS = 60_000

interface Range {
  from: string
  to: string
}

/** What a dashboard is about: one account, or all of the workspace, whose currencies stand apart. */
interface Scope {
  accountId?: string | undefined
}

export const campaignMarksQuery = (id: string, range: Range) =>
  queryOptions({
    queryKey: ['campaign', id, 'marks', range],
    queryFn: ({ signal }) => call('listCampaignMarks', { params: { id }, query: range, signal }),
    placeholderData: keepPreviousData,
  })

export const metricsQuery = (scope: Scope, range: Range) =>
  queryOptions({
    queryKey: ['metrics', scope, range],
    queryFn: ({ signal }) => call('readMetrics', { query: { ...scope, ...range }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: READ_AGAIN_MS,
  })

export const marksQuery = (scope: Scope, range: Range) =>
  queryOptions({
    queryKey: ['metrics', 'marks', scope, range],
    queryFn: ({ signal }) => call('listMarks', { query: { ...scope, ...range }, signal }),
    placeholderData: keepPreviousData,
  })

export const topCampaignsQuery = (
  { accountId, currencyCode }: { accountId: string | undefined; currencyCode: string },
  range: Range,
  compared: Range | null,
  by: 'cost' | 'change',
) =>
  queryOptions({
    queryKey: ['metrics', 'top', accountId ?? currencyCode, range, compared, by],
    queryFn: ({ signal }) =>
      call('listTopCampaigns', {
        query: {
          ...(accountId === undefined ? { currencyCode } : { accountId }),
          ...range,
          ...(compared === null ? {} : { compareFrom: compared.from, compareTo: compared.to }),
          by,
        },
        signal,
      }),
    placeholderData: keepPreviousData,
  })

export const attentionQuery = (kind: AttentionKind, accountId: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['campaigns', 'attention', kind, accountId],
    queryFn: ({ pageParam, signal }) =>
      call('listAttention', {
        query: {
          kind,
          ...(accountId === undefined ? {} : { accountId }),
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
