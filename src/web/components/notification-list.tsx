import { ActionIcon, Tooltip } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCheck,
  IconCircleCheck,
  IconCircleX,
  IconInfoCircle,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Notification } from '../../contract/notifications.ts'
import { formatAgo, formatMoment } from '../ui/format.ts'
import { targetOf } from '../ui/notification-target.ts'
import { type NotificationTone, notificationWords } from '../ui/notification-words.ts'
import classes from './notifications.module.css'
import { useMarkRead } from './use-notifications.ts'

const ICONS: Record<NotificationTone, typeof IconCheck> = {
  good: IconCircleCheck,
  bad: IconCircleX,
  warn: IconAlertTriangle,
  calm: IconInfoCircle,
}

interface Props {
  items: readonly Notification[]
  label: string
  /** Called when one is followed. */
  onFollow?: () => void
}

/** Notifications, newest first. Each leads to what it is about, which marks it as read. */
export function NotificationList({ items, label, onFollow }: Props) {
  return (
    <ul className={classes.list} aria-label={label}>
      {items.map((item) => (
        <Row key={item.id} item={item} {...(onFollow === undefined ? {} : { onFollow })} />
      ))}
    </ul>
  )
}

function Row({ item, onFollow }: { item: Notification; onFollow?: () => void }) {
  const { mutate } = useMarkRead()
  const { title, text, tone } = notificationWords(item)
  const Icon = ICONS[tone]
  const isUnread = item.readAt === null
  const read = () => isUnread && mutate({ id: item.id, all: false })
  return (
    <li className={classes.row} data-unread={isUnread || undefined}>
      <Icon size={17} className={classes[tone]} aria-hidden />
      <div className={classes.words}>
        <Link
          to={targetOf(item)}
          className={classes.title}
          onClick={() => {
            read()
            onFollow?.()
          }}
        >
          {isUnread && <span className="visually-hidden">Unread: </span>}
          {title}
        </Link>
        {text !== '' && <div className={classes.text}>{text}</div>}
        <time className={classes.time} dateTime={item.createdAt} title={formatMoment(item.createdAt)}>
          {formatAgo(item.createdAt)}
        </time>
      </div>
      {isUnread && (
        <Tooltip label="Mark as read">
          <ActionIcon
            variant="subtle"
            color="gray"
            size={26}
            aria-label={`Mark as read: ${title}`}
            onClick={read}
          >
            <IconCheck size={15} />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  )
}
