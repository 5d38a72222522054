import { Alert, Badge, Button, PasswordInput, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconLogout, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { SessionListItem } from '../../contract/people.ts'
import { newPassword } from '../../contract/people.ts'
import { call } from '../client/call.ts'
import { sessionsQuery } from '../client/people-queries.ts'
import { wordsOf } from '../client/problem-words.ts'
import { ActionButton, ActionIconButton } from '../components/action-button.tsx'
import { SettingsFrame } from '../components/settings-frame.tsx'
import { SettingsList, SettingsRow } from '../components/settings-list.tsx'
import { useDeed } from '../components/use-deed.ts'
import { askToConfirm } from '../ui/confirm.ts'
import { formatAgo, formatMoment } from '../ui/format.ts'
import { Section } from '../ui/section.tsx'

export function SessionsPage() {
  const sessions = useQuery(sessionsQuery)
  const { doIt } = useDeed()
  const others = sessions.data?.filter(({ current }) => !current).length ?? 0
  const endOthers = () =>
    askToConfirm({
      title: 'Sign out everywhere but here?',
      text: 'Every other browser asks for your password again. What was saved stays.',
      confirm: 'Sign out everywhere else',
      cancel: 'Cancel',
      isDanger: true,
      onConfirm: () =>
        doIt({ run: () => call('endOtherSessions'), done: 'You are signed in nowhere else any more.' }),
    })
  return (
    <SettingsFrame title="Your sessions" under="Where you are signed in, and your password.">
      <Section
        title="Signed in"
        text="A session ends seven days after its last use, and thirty days after sign-in in any case."
        aside={
          <ActionButton
            label="Sign out everywhere else"
            icon={<IconLogout size={15} aria-hidden />}
            variant="default"
            reason={others === 0 ? 'You are signed in nowhere else.' : null}
            onClick={endOthers}
          />
        }
      >
        <SettingsList query={sessions} itemsOf={(items) => items} empty="Nowhere.">
          {(session) => <SessionRow key={session.id} session={session} />}
        </SettingsList>
      </Section>
      <ChangePassword />
    </SettingsFrame>
  )
}

function SessionRow({ session }: { session: SessionListItem }) {
  const { id, browser, address, createdAt, lastSeenAt, expiresAt, current } = session
  const { doIt } = useDeed()
  const end = () =>
    askToConfirm({
      title: 'End this session?',
      text: `${browser}, from ${address}, asks for your password again.`,
      confirm: 'End it',
      cancel: 'Cancel',
      isDanger: true,
      onConfirm: () =>
        doIt({ run: () => call('endSession', { params: { id } }), done: 'The session has ended.' }),
    })
  return (
    <SettingsRow
      title={<b>{browser}</b>}
      facts={`from ${address} · signed in ${formatMoment(createdAt)} · used ${formatAgo(lastSeenAt)} · ends ${formatMoment(expiresAt)} if not used before`}
    >
      {current ? (
        <Badge size="sm" variant="light" color="green">
          This one
        </Badge>
      ) : (
        <ActionIconButton
          label={`End the session of ${browser} from ${address}`}
          icon={<IconTrash size={16} />}
          reason={null}
          onClick={end}
        />
      )}
    </SettingsRow>
  )
}

function ChangePassword() {
  const queries = useQueryClient()
  const [currentPassword, setCurrent] = useState('')
  const [chosen, setChosen] = useState('')
  const [tooShort, setTooShort] = useState<string | null>(null)
  const change = useMutation({
    mutationFn: () => call('changePassword', { body: { currentPassword, newPassword: chosen } }),
    onSuccess: async () => {
      setCurrent('')
      setChosen('')
      notifications.show({
        color: 'green',
        message: 'Your password is changed. Every other session has ended.',
      })
      await queries.invalidateQueries({ queryKey: ['people'] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const problem = newPassword.safeParse(chosen).error?.issues[0]?.message ?? null
    setTooShort(problem)
    if (problem === null) change.mutate()
  }
  const failure = change.error === null ? null : wordsOf(change.error)
  const at = (path: string) => failure?.fields.find((field) => field.path === path)?.message ?? null
  return (
    <Section title="Password" text="Changing it ends every other session of yours.">
      <form onSubmit={submit}>
        <Stack gap="sm" maw={360} align="stretch">
          {failure !== null && failure.fields.length === 0 && (
            <Alert color="red" variant="light" role="alert">
              {failure.detail}
            </Alert>
          )}
          <PasswordInput
            label="Present password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={currentPassword}
            error={at('currentPassword')}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <PasswordInput
            label="New password"
            description="At least 12 characters. A few words in a row are easy to keep in mind."
            autoComplete="new-password"
            required
            withAsterisk={false}
            value={chosen}
            error={tooShort ?? at('newPassword')}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
          <Button type="submit" size="sm" loading={change.isPending} style={{ alignSelf: 'flex-start' }}>
            Change the password
          </Button>
        </Stack>
      </form>
    </Section>
  )
}
