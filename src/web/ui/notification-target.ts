import type { Notification } from '../../contract/notifications.ts'
import type { NotificationTarget } from '../../contract/words.ts'

const PATHS: Record<NotificationTarget, (id: string) => string> = {
  CAMPAIGN: (id) => `/campaigns/${id}`,
  PUBLICATION: (id) => `/publications/${id}`,
  BATCH: (id) => `/batches/${id}`,
  ACCOUNT: () => '/accounts',
  APPROVAL: (id) => `/approvals/${id}`,
  MEMBER: () => '/settings/members',
}

/** The page that a notification opens. One about several campaigns leads to their list. */
export function targetOf({ target }: Pick<Notification, 'target'>): string {
  return target === null ? '/campaigns' : PATHS[target.kind](target.id)
}
