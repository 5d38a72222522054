import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from './call.ts'

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
  })

export const marksQuery = (scope: Scope, range: Range) =>
  queryOptions({
    queryKey: ['metrics', 'marks', scope, range],
    queryFn: ({ signal }) => call('listMarks', { query: { ...scope, ...range }, signal }),
    placeholderData: keepPreviousData,
  })
