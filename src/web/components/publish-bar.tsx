import { Alert, Group, Stack, Text } from '@mantine/core'
import { IconPlayerPause, IconRocket } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ProblemWords } from '../client/problem-words.ts'
import { ActionButton } from './action-button.tsx'

interface PublishBarProps {
  /** Beside the buttons: what will be done, or how. */
  children: ReactNode
  /** What is published, after the verb: "all", or nothing. */
  what?: string
  /** Why it is not possible now; null: it is. */
  reason: string | null
  /** A live campaign stays live with its changes: pausing it is an act of its own. */
  mayLeavePaused?: boolean
  /** What is under way; null: nothing. */
  pending: 'live' | 'paused' | null
  onPublish: (activate: boolean) => void
  /** What went wrong, with what to do about it. Nothing was sent. */
  failure: (Pick<ProblemWords, 'title' | 'detail'> & { action?: ReactNode }) | null
}

/** Publish, or publish paused: the last step of every plan. */
export function PublishBar({
  children,
  what = '',
  reason,
  mayLeavePaused = true,
  pending,
  onPublish,
  failure,
}: PublishBarProps) {
  const label = `Publish${what === '' ? '' : ` ${what}`}`
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="sm">
        {children}
        <Group gap="xs">
          {mayLeavePaused && (
            <ActionButton
              label={`${label} paused`}
              variant="default"
              icon={<IconPlayerPause size={15} aria-hidden />}
              reason={reason}
              loading={pending === 'paused'}
              onClick={() => onPublish(false)}
            />
          )}
          <ActionButton
            label={label}
            icon={<IconRocket size={15} aria-hidden />}
            reason={reason}
            loading={pending === 'live'}
            onClick={() => onPublish(true)}
          />
        </Group>
      </Group>
      {failure !== null && (
        <Alert color="red" variant="light" role="alert" title={failure.title}>
          <Text size="sm" mb={failure.action === undefined ? 0 : 'xs'}>
            {failure.detail}
          </Text>
          {failure.action}
        </Alert>
      )}
    </Stack>
  )
}

/** What a request to publish is doing, given whether it enables. */
export function pendingOf({ isPending, variables }: { isPending: boolean; variables: boolean | undefined }) {
  if (!isPending) return null
  return variables === true ? 'live' : 'paused'
}
