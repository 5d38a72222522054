import '@mantine/notifications/styles.css'
import { Notifications } from '@mantine/notifications'

/** Apart, so that it loads after the page: the store of `notifications.show` keeps what comes before. */
export function Toasts() {
  return <Notifications position="bottom-right" limit={4} />
}
