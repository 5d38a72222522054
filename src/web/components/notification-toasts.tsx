import { Anchor } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { Notification } from '../../contract/notifications.ts'
import { type NotificationTone, notificationWords } from '../ui/notification-words.ts'

const COLOURS: Record<NotificationTone, string> = { good: 'green', bad: 'red', warn: 'yellow', calm: 'iris' }
const ONE_BY_ONE = 3
/** Long enough to be read; what is missed stands behind the bell. */
const SHOWN_MS = 9000

/** Shows what is new, beside the page; many at once in one sentence. */
export function tell(news: readonly Notification[], open: (notification: Notification) => void): void {
  if (news.length > ONE_BY_ONE) {
    notifications.show({
      title: `${news.length} new notifications`,
      message: 'They stand behind the bell.',
      autoClose: SHOWN_MS,
    })
    return
  }
  // The oldest first, so that the newest stands last.
  for (const notification of news.toReversed()) {
    const { title, text, tone } = notificationWords(notification)
    const id = `told-${notification.id}`
    const goThere = () => {
      notifications.hide(id)
      open(notification)
    }
    notifications.show({
      id,
      color: COLOURS[tone],
      title,
      message: (
        <>
          {text !== '' && <span>{text} </span>}
          <Anchor component="button" type="button" size="sm" onClick={goThere}>
            Open
          </Anchor>
        </>
      ),
      autoClose: SHOWN_MS,
    })
  }
}
