import { Alert, Button, Group, Modal, Text, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconLock, IconLockOpen } from '@tabler/icons-react'
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Campaign } from '../../contract/campaign.ts'
import { call } from '../client/call.ts'
import { listedOf, patchListed } from '../client/campaign-cache.ts'
import { lineOf } from '../client/problem-words.ts'
import { activeStopsQuery } from '../client/stop-queries.ts'
import { askToConfirm } from '../ui/confirm.ts'
import { useFocusBack } from '../ui/use-focus-back.ts'
import { ActionButton } from './action-button.tsx'
import { useMoment } from './use-session.ts'

/** What it now is goes into every answer that shows it. */
function show(queries: QueryClient, campaign: Campaign): void {
  queries.setQueryData(['campaign', campaign.id], campaign)
  patchListed(queries, new Map([[campaign.id, listedOf(campaign)]]))
}

/** Above a campaign that is protected: who, since when and why, and the way out for an administrator. */
export function ProtectionBanner({ campaign }: { campaign: Campaign }) {
  const queries = useQueryClient()
  const moment = useMoment(campaign.accountId)
  const stops = useQuery(activeStopsQuery).data?.items ?? []
  const lift = useMutation({
    mutationFn: () => call('unprotectCampaign', { params: { id: campaign.id } }),
    onSuccess: (lifted) => {
      show(queries, lifted)
      notifications.show({ message: `“${lifted.name}” is no longer protected.` })
      document.getElementById('main')?.focus()
    },
  })
  if (campaign.protection === null) return null
  const { by, at, reason } = campaign.protection
  const verdict = campaign.actions.find(({ action }) => action === 'unprotect')
  const leavesIt = stops.some(
    ({ state, leaveProtected, accountId }) =>
      state === 'ON' && leaveProtected && (accountId === null || accountId === campaign.accountId),
  )
  const ask = () =>
    askToConfirm({
      title: 'Lift it while everything is stopped?',
      text: 'Everything is stopped, and this campaign was left running because it is protected: lifting the protection pauses it now. Restoring resumes it with the rest.',
      confirm: 'Lift and pause',
      cancel: 'Keep it protected',
      isDanger: false,
      onConfirm: () => lift.mutate(),
    })
  return (
    <Alert
      color="gray"
      variant="light"
      mx="md"
      mb="md"
      icon={<IconLock size={18} aria-hidden />}
      title={`Protected by ${by}, ${moment(at)}`}
    >
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ flex: '1 1 280px', overflowWrap: 'anywhere' }}>
          {reason !== null && (
            <Text size="sm" mb={4}>
              “{reason}”
            </Text>
          )}
          <Text size="sm" c="dimmed">
            Nobody can edit, publish, pause or resume it until an administrator lifts the protection. What
            Google says is still shown, and it can be duplicated.
          </Text>
        </div>
        <ActionButton
          label="Lift the protection"
          variant="default"
          icon={<IconLockOpen size={15} aria-hidden />}
          reason={verdict?.allowed === true ? null : (verdict?.reason ?? 'Not possible now.')}
          loading={lift.isPending}
          onClick={leavesIt && campaign.status === 'PUBLISHED' ? ask : () => lift.mutate()}
        />
      </Group>
      {lift.isError && (
        <Text size="sm" c="red" role="alert" mt="xs">
          {lineOf(lift.error)}
        </Text>
      )}
    </Alert>
  )
}

interface ProtectButtonProps {
  campaign: Campaign
  reason: string | null
  isAsking: boolean
  onAsk: (isAsking: boolean) => void
}

/** Where the campaign is not protected yet. */
export function ProtectButton({ campaign, reason, isAsking, onAsk }: ProtectButtonProps) {
  if (campaign.protection !== null) return null
  return (
    <>
      <ActionButton
        label="Protect…"
        variant="default"
        icon={<IconLock size={15} aria-hidden />}
        reason={reason}
        onClick={() => onAsk(true)}
      />
      {isAsking && reason === null && <ProtectDialog campaign={campaign} onClose={() => onAsk(false)} />}
    </>
  )
}

/** Asks why, which whoever is refused afterwards reads. */
function ProtectDialog({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  useFocusBack()
  const protect = useMutation({
    mutationFn: () =>
      call('protectCampaign', {
        params: { id: campaign.id },
        body: { reason: reason.replaceAll(/\s+/g, ' ').trim() || null },
      }),
    onSuccess: (held) => {
      show(queries, held)
      onClose()
    },
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    protect.mutate()
  }
  return (
    <Modal opened onClose={onClose} title="Protect this campaign?">
      <form onSubmit={send} noValidate>
        <Text size="sm" mb="sm">
          “{campaign.name}” stays as it is: nobody can edit, publish, pause, resume, archive or delete it,
          until an administrator lifts the protection. Stopping everything still pauses it, unless whoever
          stops chooses otherwise.
        </Text>
        <Textarea
          label="Why (others see it)"
          autoComplete="off"
          autosize
          maxRows={4}
          maxLength={500}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {protect.isError && (
          <Alert color="red" variant="light" role="alert" title="Not protected" mt="md">
            {lineOf(protect.error)}
          </Alert>
        )}
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={protect.isPending}>
            Protect it
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
