import { Button, Group, Modal, MultiSelect, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { ApprovalAsk } from '../../contract/approvals.ts'
import { lineOf } from '../client/problem-words.ts'

interface AskFormProps {
  title: string
  children?: ReactNode
  /** Who may be asked. */
  reviewers: readonly { id: string; name: string }[]
  isBusy: boolean
  error: Error | null
  onAsk: (asked: Pick<ApprovalAsk, 'message' | 'dueAt' | 'reviewers'>) => void
  onClose: () => void
}

/** What is said to reviewers, and who they are. */
export function AskForm({ title, children, reviewers, isBusy, error, onAsk, onClose }: AskFormProps) {
  const [message, setMessage] = useState('')
  const [due, setDue] = useState('')
  const [chosen, setChosen] = useState<string[]>([])
  return (
    <Modal opened onClose={onClose} title={title}>
      <Stack gap="sm">
        {children}
        <MultiSelect
          label="Who is asked"
          description={
            reviewers.length === 0
              ? 'Nobody else here may approve: an administrator can make somebody an approver.'
              : 'Nobody chosen: all who may approve'
          }
          data={reviewers.map(({ id, name }) => ({ value: id, label: name }))}
          value={chosen}
          onChange={setChosen}
          maxValues={20}
          searchable
          disabled={reviewers.length === 0}
        />
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
        {error !== null && (
          <Text size="sm" c="red" role="alert">
            {lineOf(error)}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            loading={isBusy}
            onClick={() =>
              onAsk({ message, dueAt: due === '' ? null : new Date(due).toISOString(), reviewers: chosen })
            }
          >
            Ask
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
