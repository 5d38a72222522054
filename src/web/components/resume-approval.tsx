import { Alert, Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlayerPlay, IconUserCheck } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { Campaign } from '../../contract/campaign.ts'
import { approvalStandingQuery } from '../client/approval-queries.ts'
import { call } from '../client/call.ts'
import { lineOf } from '../client/problem-words.ts'
import { planQuery } from '../client/queries.ts'
import { ActionButton } from './action-button.tsx'
import { RequestWords } from './approval-panel.tsx'
import { AskDialog } from './ask-dialog.tsx'

/**
 * A paused campaign that was published without the approvals that a resume needs by now: the way to have them. Its plan is
 * approved, even where nothing of it is new, and publishing that enables it.
 */
export function ResumeApproval({ campaign }: { campaign: Campaign }) {
  const isPaused = campaign.status === 'PAUSED'
  const standing = useQuery({ ...approvalStandingQuery(campaign.id), enabled: isPaused })
  const resume = standing.data?.resume ?? null
  const isShort = isPaused && resume !== null && resume.given < resume.needed
  const plan = useQuery({ ...planQuery(campaign.id), retry: false, enabled: isShort })
  const [isAsking, asking] = useDisclosure(false)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const publish = useMutation({
    mutationFn: (planHash: string) =>
      call('publishCampaign', { params: { id: campaign.id }, body: { planHash, activate: true } }),
    onSuccess: async ({ publicationId }) => {
      void queries.invalidateQueries({ queryKey: ['campaign', campaign.id] })
      void queries.invalidateQueries({ queryKey: ['approvals'] })
      await navigate({ to: '/publications/$publicationId', params: { publicationId } })
    },
  })
  if (!isShort || standing.data === undefined) return null
  const { request } = standing.data
  const isOpen = request?.state === 'REQUESTED' || request?.state === 'APPROVED'
  const isThis = isOpen && request.planHash === plan.data?.hash
  const isReady = isThis && request.state === 'APPROVED'
  const hasEdits = (plan.data?.operations.length ?? 0) > 0
  const verdict = campaign.actions.find(({ action }) => action === 'publish')
  const needed = resume.needed === 1 ? 'one approval' : `${resume.needed} approvals`
  return (
    <Alert
      mx="md"
      mb="sm"
      color={isReady ? 'green' : 'yellow'}
      variant="light"
      icon={<IconUserCheck size={18} />}
      title={`Needs ${needed} before it is resumed`}
    >
      <Group justify="space-between" gap="sm">
        <Text size="sm">
          {isOpen ? (
            <RequestWords request={request} />
          ) : (
            'It was published without. Whoever approves sees the campaign as it is now.'
          )}
        </Text>
        {hasEdits ? (
          <Link to="/campaigns/$campaignId/plan" params={{ campaignId: campaign.id }}>
            Review its edits, and ask there
          </Link>
        ) : isReady ? (
          <ActionButton
            label="Resume as approved"
            icon={<IconPlayerPlay size={15} aria-hidden />}
            reason={verdict?.allowed === false ? verdict.reason : null}
            loading={publish.isPending}
            onClick={() => publish.mutate(request.planHash)}
          />
        ) : (
          !isThis &&
          plan.data !== undefined && (
            <Button size="xs" variant="default" onClick={asking.open}>
              Ask for approval
            </Button>
          )
        )}
      </Group>
      {(publish.error ?? plan.error) !== null && (
        <Text size="sm" c="red" role="alert">
          {lineOf((publish.error ?? plan.error)!)}
        </Text>
      )}
      {isAsking && plan.data !== undefined && (
        <AskDialog campaignId={campaign.id} planHash={plan.data.hash} onClose={asking.close} />
      )}
    </Alert>
  )
}
