import '@mantine/notifications/styles.css'
import { Notifications } from '@mantine/notifications'

/** What draws the toasts; `ToastHost` loads it. */
export function Toasts() {
  return <Notifications position="bottom-right" limit={4} />
}
