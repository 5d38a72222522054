import { Badge } from '@mantine/core'
import { IconLogout, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { SessionListItem } from '../../contract/people.ts'
import { call } from '../client/call.ts'
import { sessionsQuery } from '../client/people-queries.ts'
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
    <SettingsFrame title="Your sessions" under="Where you are signed in.">
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
