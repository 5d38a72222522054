import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { ApprovalBox } from '../../contract/approvals.ts'
import { call } from './call.ts'

const POLL_MS = 60_000

export const approvalCountQuery = queryOptions({
  queryKey: ['approvals', 'count'],
  queryFn: ({ signal }) => call('countApprovals', { signal }),
  refetchInterval: POLL_MS,
})

export const approvalsQuery = (box: ApprovalBox) =>
  infiniteQueryOptions({
    queryKey: ['approvals', 'list', box],
    queryFn: ({ pageParam, signal }) =>
      call('listApprovals', { query: pageParam === null ? { box } : { box, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })

export const approvalQuery = (id: string) =>
  queryOptions({
    queryKey: ['approvals', 'one', id],
    queryFn: ({ signal }) => call('readApproval', { params: { id }, signal }),
  })

export const approvalGroupQuery = (id: string) =>
  queryOptions({
    queryKey: ['approvals', 'group', id],
    queryFn: ({ signal }) => call('readApprovalGroup', { params: { id }, signal }),
  })

export const approvalStandingQuery = (campaignId: string) =>
  queryOptions({
    queryKey: ['approvals', 'of', campaignId],
    queryFn: ({ signal }) => call('readApprovalStanding', { params: { id: campaignId }, signal }),
  })

export const approvalPoliciesQuery = queryOptions({
  queryKey: ['approvals', 'policies'],
  queryFn: ({ signal }) => call('listApprovalPolicies', { signal }),
})

export const reviewQuery = (token: string) =>
  queryOptions({
    queryKey: ['review', token],
    queryFn: ({ signal }) => call('openReview', { body: { token }, signal }),
  })

export const reviewImageQuery = (token: string, assetId: string) =>
  queryOptions({
    queryKey: ['review-image', token, assetId],
    queryFn: async ({ signal }) =>
      (await call('readReviewImage', { body: { token, assetId }, signal })).dataUrl,
    staleTime: Number.POSITIVE_INFINITY,
  })
