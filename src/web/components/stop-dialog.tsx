import { Alert, Button, Checkbox, Group, Modal, NativeSelect, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { call } from '../client/call.ts'
import { lineOf } from '../client/problem-words.ts'
import { stopPreviewQuery } from '../client/stop-queries.ts'
import { liveWords } from '../ui/stop-words.ts'
import { useFocusBack } from '../ui/use-focus-back.ts'
import { reasonOf } from './use-deed.ts'
import { useAccounts, useSession } from './use-session.ts'

/** Asks for the name of what is to be stopped, because one press stops all of it. */
export function StopDialog({ onClose }: { onClose: () => void }) {
  const { workspace } = useSession()
  const accounts = useAccounts()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [accountId, setAccountId] = useState('')
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const [isTold, setTold] = useState(false)
  const [leaveProtected, setLeaveProtected] = useState(false)
  const { data: preview } = useQuery(stopPreviewQuery(accountId))
  useFocusBack()
  const name = accounts.find(({ id }) => id === accountId)?.name ?? workspace.name
  const stop = useMutation({
    mutationFn: async () =>
      await call('createStop', {
        body: {
          accountId: accountId === '' ? null : accountId,
          name,
          reason: reason.trim() || null,
          leaveProtected,
        },
      }),
    onSuccess: async ({ id }) => {
      onClose()
      await queries.invalidateQueries({ queryKey: ['stops'] })
      await navigate({ to: '/stops/$stopId', params: { stopId: id } })
    },
  })
  const isNamed = typed.trim() === name
  const mayNot = reasonOf(preview?.actions, 'create')
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (mayNot !== null) return
    if (isNamed) stop.mutate()
    else setTold(true)
  }
  return (
    <Modal opened onClose={onClose} title="Stop everything that is live?">
      <form onSubmit={send} noValidate>
        <Text size="sm" mb="sm">
          Every live campaign is paused at Google, and nothing is published or resumed until somebody restores
          it. What runs now is written down: restoring resumes exactly that.
        </Text>
        <NativeSelect
          label="What to stop"
          mb="sm"
          data={[
            { value: '', label: `Everything in ${workspace.name}` },
            ...accounts.map((account) => ({ value: account.id, label: `The account ${account.name}` })),
          ]}
          value={accountId}
          error={mayNot}
          onChange={(event) => setAccountId(event.currentTarget.value)}
        />
        {preview !== undefined && (
          <Text size="sm" mb="sm" role="status">
            {liveWords(preview)}
          </Text>
        )}
        {(preview?.protectedCampaigns ?? 0) > 0 && (
          <Checkbox
            mb="sm"
            label="Leave protected campaigns running"
            checked={leaveProtected}
            onChange={(event) => setLeaveProtected(event.currentTarget.checked)}
          />
        )}
        <TextInput
          label="Why (others see it)"
          mb="sm"
          autoComplete="off"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {stop.isError && (
          <Alert color="red" variant="light" title="Not stopped" mb="md">
            {lineOf(stop.error)}
          </Alert>
        )}
        <TextInput
          label={`Type the name to stop it: ${name}`}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          value={typed}
          error={isTold && !isNamed ? `It is ${name}.` : undefined}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={onClose}>
            Let it run
          </Button>
          <Button
            type="submit"
            color="red.9"
            aria-disabled={mayNot !== null}
            data-disabled={mayNot === null ? undefined : true}
            loading={stop.isPending}
          >
            Stop it all
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
