import { Alert, Badge, Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconUserCheck } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { approvalStandingQuery } from '../client/approval-queries.ts'
import { call } from '../client/call.ts'
import { lineOf } from '../client/problem-words.ts'
import { APPROVAL_LABELS, approvalWords } from '../ui/approval-words.ts'

/** Whether the plan on this page needs approvals and has them, and the way to ask for some. */
export function ApprovalPanel({ campaignId, planHash }: { campaignId: string; planHash: string }) {
  const standing = useQuery(approvalStandingQuery(campaignId))
  const [isAsking, asking] = useDisclosure(false)
  if (standing.data === undefined) return null
  const { needed, request } = standing.data
  const isOpen = request?.state === 'REQUESTED' || request?.state === 'APPROVED'
  const isThis = isOpen && request.planHash === planHash
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
            <>
              <Badge size="sm" variant="light" color={APPROVAL_LABELS[request.state].color} mr={6}>
                {APPROVAL_LABELS[request.state].label}
              </Badge>
              {approvalWords(request)}.{' '}
              <Link to="/approvals/$approvalId" params={{ approvalId: request.id }}>
                Open the request
              </Link>
            </>
          )}
        </Text>
        {!isThis && (
          <Button size="xs" variant="default" onClick={asking.open}>
            Ask for approval
          </Button>
        )}
      </Group>
      {isAsking && <AskDialog campaignId={campaignId} planHash={planHash} onClose={asking.close} />}
    </Alert>
  )
}

function AskDialog({
  campaignId,
  planHash,
  onClose,
}: {
  campaignId: string
  planHash: string
  onClose: () => void
}) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [message, setMessage] = useState('')
  const [due, setDue] = useState('')
  const ask = useMutation({
    mutationFn: () =>
      call('askForApproval', {
        params: { id: campaignId },
        body: { planHash, message, dueAt: due === '' ? null : new Date(due).toISOString() },
      }),
    onSuccess: async ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['approvals'] })
      await navigate({ to: '/approvals/$approvalId', params: { approvalId: id } })
    },
  })
  return (
    <Modal opened onClose={onClose} title="Ask for approval of this plan">
      <Stack gap="sm">
        <Textarea
          label="What reviewers should know"
          value={message}
          maxLength={2000}
          autosize
          minRows={2}
          onChange={(event) => setMessage(event.currentTarget.value)}
          data-autofocus
        />
        <TextInput
          type="datetime-local"
          label="Answer wanted by"
          description="Empty: no matter when"
          value={due}
          onChange={(event) => setDue(event.currentTarget.value)}
        />
        {ask.isError && (
          <Text size="sm" c="red" role="alert">
            {lineOf(ask.error)}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button loading={ask.isPending} onClick={() => ask.mutate()}>
            Ask
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
