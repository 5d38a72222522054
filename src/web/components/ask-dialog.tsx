import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ApprovalAsk } from '../../contract/approvals.ts'
import { approvalStandingQuery } from '../client/approval-queries.ts'
import { call } from '../client/call.ts'
import { AskForm } from './ask-form.tsx'

interface AskDialogProps {
  campaignId: string
  planHash: string
  onClose: () => void
}

/** Asks for approval of exactly this plan. */
export function AskDialog({ campaignId, planHash, onClose }: AskDialogProps) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const standing = useQuery(approvalStandingQuery(campaignId))
  const ask = useMutation({
    mutationFn: (asked: Omit<ApprovalAsk, 'planHash'>) =>
      call('askForApproval', { params: { id: campaignId }, body: { planHash, ...asked } }),
    onSuccess: async ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['approvals'] })
      await navigate({ to: '/approvals/$approvalId', params: { approvalId: id } })
    },
  })
  return (
    <AskForm
      title="Ask for approval of this plan"
      reviewers={standing.data?.reviewers ?? []}
      isBusy={ask.isPending}
      error={ask.error}
      onAsk={ask.mutate}
      onClose={onClose}
    />
  )
}
