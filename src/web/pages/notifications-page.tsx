import { Button, SegmentedControl, Text } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { IconBellCheck, IconChecks } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Notification } from '../../contract/notifications.ts'
import { notificationsQuery } from '../client/notification-queries.ts'
import { ActionButton } from '../components/action-button.tsx'
import { ButtonLink } from '../components/button-link.tsx'
import { NotificationList } from '../components/notification-list.tsx'
import classes from '../components/notifications.module.css'
import { PageError, PagePending } from '../components/page-state.tsx'
import { useMarkRead } from '../components/use-notifications.ts'
import { formatCount, formatDate } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'

/** All that somebody was told in this workspace, by day. */
export function NotificationsPage() {
  useDocumentTitle('Notifications')
  const { unread: onlyUnread = false } = useSearch({ from: '/app/notifications' })
  const navigate = useNavigate()
  const list = useInfiniteQuery(notificationsQuery(onlyUnread))
  const { mutate } = useMarkRead()
  if (list.isPending) return <PagePending />
  if (list.isError) return <PageError error={list.error} reset={() => void list.refetch()} />
  const items = list.data.pages.flatMap((page) => page.items)
  const unread = list.data.pages[0]?.unread ?? 0
  const [newest] = items
  return (
    <div className={classes.page}>
      <PageHeader
        title="Notifications"
        under={<span>{unread === 0 ? 'All read' : `${formatCount(unread)} unread`}, kept for 90 days</span>}
        actions={
          <>
            <ButtonLink variant="default" to="/settings/notifications">
              What I am told
            </ButtonLink>
            <ActionButton
              label="Mark all as read"
              variant="default"
              icon={<IconChecks size={15} aria-hidden />}
              reason={unread === 0 ? 'Nothing is unread.' : null}
              onClick={() => newest !== undefined && mutate({ id: newest.id, all: true })}
            />
          </>
        }
      />
      <SegmentedControl
        size="xs"
        aria-label="Which notifications"
        value={onlyUnread ? 'unread' : 'all'}
        onChange={(value) =>
          void navigate({
            to: '/notifications',
            search: value === 'unread' ? { unread: true } : {},
            replace: true,
          })
        }
        data={[
          { value: 'all', label: 'All' },
          { value: 'unread', label: 'Unread' },
        ]}
      />
      {items.length === 0 && (
        <Notice
          icon={<IconBellCheck size={30} stroke={1.4} />}
          title={onlyUnread ? 'Nothing is unread' : 'Nothing happened yet'}
          text="Publications, batches, what changes at Google and who joins is told here."
          action={
            <ButtonLink variant="default" to="/campaigns">
              Campaigns
            </ButtonLink>
          }
        />
      )}
      {byDay(items).map(([day, those]) => (
        <section key={day} aria-label={day}>
          <Text component="h2" className={classes.day}>
            {day}
          </Text>
          <div className={classes.card}>
            <NotificationList items={those} label={`Notifications of ${day}`} />
          </div>
        </section>
      ))}
      {list.hasNextPage && (
        <Button
          mt="md"
          variant="default"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </div>
  )
}

/** In the reader's own time zone: it is about their day. */
function byDay(items: readonly Notification[]): [string, Notification[]][] {
  const dayOf = (moment: Date): string =>
    `${moment.getFullYear()}-${String(moment.getMonth() + 1).padStart(2, '0')}-${String(moment.getDate()).padStart(2, '0')}`
  const today = dayOf(new Date())
  const days = new Map<string, Notification[]>()
  for (const item of items) {
    const day = dayOf(new Date(item.createdAt))
    days.set(day, [...(days.get(day) ?? []), item])
  }
  return [...days].map(([day, those]) => [day === today ? 'Today' : formatDate(day), those])
}
