import { notifications } from '@mantine/notifications'
import { Stack, Switch } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { NotificationKind } from '../../contract/words.ts'
import { call } from '../client/call.ts'
import { notificationPreferencesQuery } from '../client/notification-queries.ts'
import { lineOf } from '../client/problem-words.ts'
import { PageError, PagePending } from '../components/page-state.tsx'
import { SettingsFrame } from '../components/settings-frame.tsx'
import { useSession } from '../components/use-session.ts'
import { NOTIFICATION_GROUPS, NOTIFICATION_LABELS } from '../ui/notification-words.ts'
import { Section } from '../ui/section.tsx'

/** What somebody wants to be told in this workspace. */
export function NotificationSettingsPage() {
  const { workspace } = useSession()
  const preferences = useQuery(notificationPreferencesQuery)
  const { mutate } = useChange()
  if (preferences.isPending) return <PagePending />
  if (preferences.isError)
    return <PageError error={preferences.error} reset={() => void preferences.refetch()} />
  const wanted = new Map(preferences.data.map((item) => [item.kind, item.wanted]))
  return (
    <SettingsFrame title="What you are told" under={`For you alone, in the workspace ${workspace.name}.`}>
      {NOTIFICATION_GROUPS.map(({ title, kinds }) => (
        <Section key={title} title={title}>
          <Stack gap="sm">
            {kinds.map((kind) => (
              <Switch
                key={kind}
                label={NOTIFICATION_LABELS[kind]}
                checked={wanted.get(kind) ?? true}
                onChange={(event) => mutate({ kind, isWanted: event.currentTarget.checked })}
              />
            ))}
          </Stack>
        </Section>
      ))}
    </SettingsFrame>
  )
}

/** At once here; where the server refuses it, the switch goes back. */
function useChange() {
  const queries = useQueryClient()
  const { queryKey } = notificationPreferencesQuery
  return useMutation({
    mutationFn: async ({ kind, isWanted }: { kind: NotificationKind; isWanted: boolean }) =>
      await call('changeNotificationPreferences', { body: { wanted: { [kind]: isWanted } } }),
    onMutate: async ({ kind, isWanted }) => {
      await queries.cancelQueries({ queryKey })
      const set = (to: boolean) =>
        queries.setQueryData(queryKey, (items) =>
          items?.map((item) => (item.kind === kind ? { ...item, wanted: to } : item)),
        )
      set(isWanted)
      return () => set(!isWanted)
    },
    onError: (error, _, putBack) => {
      putBack?.()
      notifications.show({ color: 'red', title: 'Not saved', message: lineOf(error), autoClose: 9000 })
    },
    onSettled: () => queries.invalidateQueries({ queryKey }),
  })
}
