import { Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { IconChecks } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { latestQuery } from '../client/notification-queries.ts'
import { wordsOf } from '../client/problem-words.ts'
import { ActionButton } from './action-button.tsx'
import { NotificationList } from './notification-list.tsx'
import classes from './notifications.module.css'
import { useMarkRead } from './use-notifications.ts'

/** The last notifications, behind the bell. */
export function NotificationPanel({ onClose }: { onClose: () => void }) {
  const latest = useQuery(latestQuery)
  const { mutate } = useMarkRead()
  const items = latest.data?.items ?? []
  const [newest] = items
  const isAllRead = newest === undefined || latest.data?.unread === 0
  return (
    <>
      <Group justify="space-between" className={classes.head} wrap="nowrap">
        <Text fw={600} size="sm">
          Notifications
        </Text>
        <ActionButton
          label="Mark all as read"
          variant="subtle"
          size="compact-sm"
          icon={<IconChecks size={14} aria-hidden />}
          reason={isAllRead ? 'Nothing is unread.' : null}
          onClick={() => newest !== undefined && mutate({ id: newest.id, all: true })}
        />
      </Group>
      <div className={classes.panel}>
        {latest.isPending && (
          <Stack gap={8} p="sm" aria-busy="true">
            <Skeleton h={44} />
            <Skeleton h={44} />
            <Skeleton h={44} />
          </Stack>
        )}
        {latest.isError && (
          <Stack gap="xs" p="sm" role="alert" align="flex-start">
            <Text size="sm">{wordsOf(latest.error).detail}</Text>
            <Button variant="default" onClick={() => void latest.refetch()}>
              Try again
            </Button>
          </Stack>
        )}
        {latest.data !== undefined && items.length === 0 && (
          <Text size="sm" c="dimmed" p="md">
            Nothing happened yet that you have to know. Publications, batches and what changes at Google are
            told here.
          </Text>
        )}
        {items.length > 0 && <NotificationList items={items} label="Last notifications" onFollow={onClose} />}
      </div>
      <Group justify="space-between" className={classes.foot} wrap="nowrap">
        <Link to="/notifications" className={classes.more} onClick={onClose}>
          All notifications
        </Link>
        <Link to="/settings/notifications" className={classes.more} onClick={onClose}>
          What I am told
        </Link>
      </Group>
    </>
  )
}
