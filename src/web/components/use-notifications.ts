import { notifications } from '@mantine/notifications'
import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Notification } from '../../contract/notifications.ts'
import { call } from '../client/call.ts'
import { refreshNotifications } from '../client/notification-queries.ts'
import { lineOf } from '../client/problem-words.ts'
import { targetOf } from '../ui/notification-target.ts'

interface Page {
  items: Notification[]
  unread: number
}
type Cached = Page | InfiniteData<Page> | undefined

/** Marks as read, at once here; where the server refuses it, what was shown before is back. */
export function useMarkRead() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ id, all }: { id: string; all: boolean }) =>
      all
        ? await call('readNotifications', { body: { upTo: id } })
        : await call('readNotification', { params: { id } }),
    onMutate: async ({ id, all }) => {
      await queries.cancelQueries({ queryKey: ['notifications'] })
      const before = queries.getQueriesData<Cached>({ queryKey: ['notifications'] })
      queries.setQueriesData<Cached>({ queryKey: ['notifications'] }, (cached) => marked(cached, id, all))
      return before
    },
    onError: (error, _, before) => {
      for (const [key, data] of before ?? []) queries.setQueryData(key, data)
      notifications.show({
        color: 'red',
        title: 'Not marked as read',
        message: lineOf(error),
        autoClose: 9000,
      })
    },
    onSettled: () => refreshNotifications(queries),
  })
}

/** Goes to what a notification is about, which reads it. */
export function useOpenNotification(): (notification: Notification) => void {
  const navigate = useNavigate()
  const { mutate } = useMarkRead()
  return (notification) => {
    if (notification.readAt === null) mutate({ id: notification.id, all: false })
    void navigate({ to: targetOf(notification) })
  }
}

function marked(cached: Cached, id: string, all: boolean): Cached {
  if (cached === undefined) return undefined
  if ('pages' in cached) return { ...cached, pages: cached.pages.map((page) => markedPage(page, id, all)) }
  return markedPage(cached, id, all)
}

function markedPage(page: Page, id: string, all: boolean): Page {
  const isMeant = (item: Notification): boolean =>
    item.readAt === null && (all ? item.id <= id : item.id === id)
  const readAt = new Date().toISOString()
  const hits = page.items.filter(isMeant).length
  return {
    ...page,
    items: page.items.map((item) => (isMeant(item) ? { ...item, readAt } : item)),
    unread: all ? 0 : Math.max(0, page.unread - hits),
  }
}
