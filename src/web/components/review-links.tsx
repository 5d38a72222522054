import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { IconCopy, IconLink } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApprovalRequest } from '../../contract/approvals.ts'
import { call } from '../client/call.ts'
import { lineOf } from '../client/problem-words.ts'
import { linkStanding } from '../ui/approval-words.ts'
import { Section } from '../ui/section.tsx'
import { ActionButton } from './action-button.tsx'
import { reasonOf } from './use-deed.ts'

/** Links for clients: made, copied again and taken back here. */
export function ReviewLinks({ request }: { request: ApprovalRequest }) {
  const queries = useQueryClient()
  const clipboard = useClipboard()
  const [name, setName] = useState('')
  const [shown, setShown] = useState<{ name: string; address: string } | null>(null)
  const show = (whose: string, path: string) => {
    const address = `${globalThis.location.origin}${path}`
    setShown({ name: whose, address })
    return address
  }
  const again = () => queries.invalidateQueries({ queryKey: ['approvals'] })
  const failed = (error: Error) =>
    notifications.show({ color: 'red', title: 'Not done', message: lineOf(error) })
  const make = useMutation({
    mutationFn: () => call('createReviewLink', { params: { id: request.id }, body: { name } }),
    onSuccess: ({ link, path }) => {
      show(link.name, path)
      setName('')
    },
    onSettled: again,
    onError: failed,
  })
  const copy = useMutation({
    mutationFn: (link: ShownLink) => call('copyReviewLink', { params: { id: link.id } }),
    // Where the browser lets nobody copy, the address is there to be picked.
    onSuccess: ({ path }, link) => clipboard.copy(show(link.name, path)),
    onError: (error) => {
      failed(error)
      void again()
    },
  })
  const revoke = useMutation({
    mutationFn: (id: string) => call('revokeReviewLink', { params: { id } }),
    onSuccess: () => setShown(null),
    onSettled: again,
    onError: failed,
  })
  return (
    <Section title="Review links" text="For clients without an account: this version only, for 14 days.">
      <Stack gap="sm">
        {request.links.map((link) => (
          <LinkLine
            key={link.id}
            link={link}
            revokeReason={reasonOf(request.actions, 'unshare')}
            onCopy={() => copy.mutate(link)}
            onRevoke={() => revoke.mutate(link.id)}
          />
        ))}
        {shown !== null && (
          <Alert color="green" variant="light" role="status" title={`The link for ${shown.name}`}>
            <Group gap="xs">
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {shown.address}
              </Text>
              <Button size="compact-sm" variant="default" onClick={() => clipboard.copy(shown.address)}>
                {clipboard.copied ? 'Copied' : 'Copy'}
              </Button>
            </Group>
          </Alert>
        )}
        {reasonOf(request.actions, 'share') === null && (
          <Group gap="xs" align="flex-end">
            <TextInput
              label="For whom"
              value={name}
              maxLength={100}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button
              variant="default"
              leftSection={<IconLink size={16} />}
              disabled={name.trim() === ''}
              loading={make.isPending}
              onClick={() => make.mutate()}
            >
              Make a link
            </Button>
          </Group>
        )}
      </Stack>
    </Section>
  )
}

type ShownLink = ApprovalRequest['links'][number]

/** One link: until when it opens something, and what can be done with it. */
function LinkLine({
  link,
  revokeReason,
  onCopy,
  onRevoke,
}: {
  link: ShownLink
  revokeReason: string | null
  onCopy: () => void
  onRevoke: () => void
}) {
  const { lives, words } = linkStanding(link)
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm">
        <b>{link.name}</b>, {words}
      </Text>
      {link.revokedAt === null && (
        <Group gap={4}>
          {lives && (
            <ActionButton
              label="Copy link"
              size="compact-xs"
              variant="subtle"
              icon={<IconCopy size={14} />}
              reason={reasonOf(link.actions, 'copy')}
              onClick={onCopy}
            />
          )}
          <ActionButton
            label="Take back"
            size="compact-xs"
            variant="subtle"
            color="red"
            icon={null}
            reason={revokeReason}
            onClick={onRevoke}
          />
        </Group>
      )}
    </Group>
  )
}
