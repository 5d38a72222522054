import { Alert, Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { IconUserCheck } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ApprovalAsk } from '../../contract/approvals.ts'
import { isShort } from '../../contract/batch-approvals.ts'
import type { BatchPlan } from '../../contract/batch.ts'
import { call } from '../client/call.ts'
import { membersQuery } from '../client/people-queries.ts'
import { readerWords } from '../ui/finding-words.ts'
import { AskForm } from './ask-form.tsx'

/** The plans of a batch that lack approvals, and the way to ask for all of them in one go. */
export function AskForAll({ plan }: { plan: BatchPlan }) {
  const [isAsking, asking] = useDisclosure(false)
  const lacking = plan.items.flatMap(({ campaignId, hash, approvals }) =>
    hash !== null && isShort(approvals) ? [{ id: campaignId, planHash: hash }] : [],
  )
  if (lacking.length === 0) return null
  const noun = lacking.length === 1 ? 'One needs' : `${lacking.length} need`
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<IconUserCheck size={18} />}
      title={`${noun} approval before publishing`}
    >
      <Group justify="space-between" gap="sm">
        <Text size="sm">Left out until then. The list below says which.</Text>
        <Button size="xs" variant="default" onClick={asking.open}>
          Ask for approval of {lacking.length === 1 ? 'it' : 'all of them'}
        </Button>
      </Group>
      {isAsking && <AskAllDialog campaigns={lacking} onClose={asking.close} />}
    </Alert>
  )
}

interface AskAllDialogProps {
  campaigns: { id: string; planHash: string }[]
  onClose: () => void
}

function AskAllDialog({ campaigns, onClose }: AskAllDialogProps) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const members = useQuery(membersQuery)
  const ask = useMutation({
    mutationFn: (asked: Omit<ApprovalAsk, 'planHash'>) =>
      call('askForGroup', { body: { campaigns, ...asked } }),
    onSuccess: async ({ group, left }) => {
      void queries.invalidateQueries({ queryKey: ['approvals'] })
      if (left.length > 0) {
        const [{ reason, amounts = [] }] = left as [(typeof left)[number]]
        const title = left.length === 1 ? 'One was not asked about' : `${left.length} were not asked about`
        notifications.show({ color: 'yellow', title, message: readerWords(reason, amounts), autoClose: 9000 })
      }
      await navigate({ to: '/approval-groups/$groupId', params: { groupId: group.id } })
    },
  })
  const reviewers = (members.data?.items ?? [])
    .filter(({ role, you }) => !you && (role === 'approver' || role === 'admin'))
    .map(({ id, email }) => ({ id, name: email }))
  return (
    <AskForm
      title={
        campaigns.length === 1
          ? 'Ask for approval of its plan'
          : `Ask for approval of ${campaigns.length} plans`
      }
      reviewers={reviewers}
      isBusy={ask.isPending}
      error={ask.error}
      onAsk={ask.mutate}
      onClose={onClose}
    >
      <Text size="sm">Each plan is approved by itself: what is edited later needs another approval.</Text>
    </AskForm>
  )
}
