import { Alert, Badge, Button, Group, Text } from '@mantine/core'
import { IconUserCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ApprovalSummary } from '../../contract/approvals.ts'
import { approvalStandingQuery } from '../client/approval-queries.ts'
import { lineOf } from '../client/problem-words.ts'
import { APPROVAL_LABELS, approvalWords } from '../ui/approval-words.ts'
import { ActionButton } from './action-button.tsx'
import { AskDialog } from './ask-dialog.tsx'
import { reasonOf } from './use-deed.ts'

/** Whether the plan on this page needs approvals and has them, and the way to ask for some. */
export function ApprovalPanel({ campaignId, planHash }: { campaignId: string; planHash: string }) {
  const standing = useQuery(approvalStandingQuery(campaignId))
  const navigate = useNavigate()
  // In the address, so that the palette can begin it from wherever the campaign is open.
  const { deed } = useSearch({ from: '/app/campaigns/$campaignId/plan' })
  const begin = (next: typeof deed) => void navigate({ to: '.', search: { deed: next }, replace: true })
  if (standing.isError) {
    return (
      <Alert
        mb="md"
        color="red"
        variant="light"
        title="Whether it needs approval could not be read"
        role="alert"
      >
        <Group justify="space-between" gap="sm">
          <Text size="sm">{lineOf(standing.error)}</Text>
          <Button size="xs" variant="default" onClick={() => void standing.refetch()}>
            Try again
          </Button>
        </Group>
      </Alert>
    )
  }
  if (standing.data === undefined) return null
  const { needed, request, actions } = standing.data
  const isOpen = request?.state === 'REQUESTED' || request?.state === 'APPROVED'
  const isThis = isOpen && request.planHash === planHash
  const mayNotAsk = reasonOf(actions, 'ask')
  return (
    <Alert
      mb="md"
      color={isThis && request.state === 'APPROVED' ? 'green' : needed > 0 ? 'yellow' : 'gray'}
      variant="light"
      icon={<IconUserCheck size={18} />}
      title={
        needed === 0
          ? 'No approval needed'
          : `Needs ${needed === 1 ? 'one approval' : `${needed} approvals`} before it is published`
      }
    >
      <Group justify="space-between" gap="sm">
        <Text size="sm">
          {request === null ? (
            'Nobody was asked yet. Whoever approves sees exactly this plan.'
          ) : (
            <RequestWords request={request} />
          )}
        </Text>
        {!isThis && (
          <ActionButton
            label="Ask for approval"
            size="xs"
            variant="default"
            icon={<IconUserCheck size={15} aria-hidden />}
            reason={mayNotAsk}
            onClick={() => begin('ask')}
          />
        )}
      </Group>
      {deed === 'ask' && !isThis && mayNotAsk === null && (
        <AskDialog campaignId={campaignId} planHash={planHash} onClose={() => begin(undefined)} />
      )}
    </Alert>
  )
}

/** How a request stands, with the way to it. */
export function RequestWords({ request }: { request: ApprovalSummary }) {
  return (
    <>
      <Badge size="sm" variant="light" color={APPROVAL_LABELS[request.state].color} mr={6}>
        {APPROVAL_LABELS[request.state].label}
      </Badge>
      {approvalWords(request)}.{' '}
      <Link to="/approvals/$approvalId" params={{ approvalId: request.id }}>
        Open the request
      </Link>
    </>
  )
}
