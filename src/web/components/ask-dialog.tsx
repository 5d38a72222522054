import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../client/call.ts'
import { lineOf } from '../client/problem-words.ts'

/** Asks for approval of exactly this plan. */
export function AskDialog({
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
