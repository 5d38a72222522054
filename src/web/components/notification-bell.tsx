import { ActionIcon, Popover, Skeleton, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBell } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { MAX_UNREAD } from '../../contract/notification-limits.ts'
import { lazyPart } from '../client/load-part.ts'
import { unreadQuery } from '../client/notification-queries.ts'
import classes from './notifications.module.css'
import { useNews } from './use-news.ts'

const Panel = lazyPart(() => import('./notification-panel.tsx'), 'NotificationPanel')

/** How many there are to read, with the last ones behind it; new ones are told beside the page while it is open. */
export function NotificationBell() {
  const [opened, { toggle, close }] = useDisclosure(false)
  const { data } = useQuery(unreadQuery)
  useNews(data?.items)
  const unread = data?.unread ?? 0
  const told = unread >= MAX_UNREAD ? `${MAX_UNREAD - 1}+` : String(unread)
  return (
    <Popover
      opened={opened}
      onChange={(open) => !open && close()}
      position="bottom-end"
      width="min(400px, calc(100vw - 16px))"
      trapFocus
      returnFocus
      shadow="md"
    >
      <Popover.Target>
        <Tooltip label="Notifications (g n)" disabled={opened}>
          <ActionIcon
            variant="subtle"
            color="gray"
            className={classes.bell}
            aria-label={unread === 0 ? 'Notifications' : `Notifications: ${told} unread`}
            onClick={toggle}
          >
            <IconBell size={17} />
            {unread > 0 && (
              <span className={classes.count} aria-hidden>
                {told}
              </span>
            )}
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label="Notifications">
        <Suspense fallback={<Skeleton h={220} radius={0} />}>{opened && <Panel onClose={close} />}</Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
