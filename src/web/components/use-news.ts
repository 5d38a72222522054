import { useQueryClient, type Query } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { Notification } from '../../contract/notifications.ts'
import { loadPart } from '../client/load-part.ts'
import { isToldHere } from '../client/told-here.ts'
import { unreadQuery } from '../client/notification-queries.ts'
import { targetOf } from '../ui/notification-target.ts'
import { useMarkRead, useOpenNotification } from './use-notifications.ts'
import { useSession } from './use-session.ts'

/**
 * Tells what came while this page was open: not what was there before, and not what is about the very page that somebody
 * looks at, which has told it already.
 */
export function useNews(items: readonly Notification[] | undefined): void {
  const { workspace } = useSession()
  const router = useRouter()
  const queries = useQueryClient()
  const open = useOpenNotification()
  const { mutate: markRead } = useMarkRead()
  /** The newest one that was there, in the workspace that is open; ids grow with time. */
  const seen = useRef<{ workspaceId: string; newest: string } | null>(null)
  useEffect(() => {
    if (items === undefined) return
    const before = seen.current?.workspaceId === workspace.id ? seen.current : null
    const newest = items.reduce((last, { id }) => (id > last ? id : last), before?.newest ?? '')
    seen.current = { workspaceId: workspace.id, newest }
    if (before === null) return
    const news = items.filter(({ id }) => id > before.newest)
    if (news.length > 0) void queries.invalidateQueries({ queryKey: ['notifications'], predicate: isList })
    const here = router.state.location.pathname
    const isKnown = (item: Notification): boolean =>
      targetOf(item) === here || (item.target?.kind === 'PUBLICATION' && isToldHere(item.target.id))
    const toTell = news.filter((item) => !isKnown(item))
    for (const { id } of news.filter(isKnown)) markRead({ id, all: false })
    if (toTell.length === 0) return
    void loadPart(() => import('./notification-toasts.tsx')).then(({ tell }) => tell(toTell, open))
  }, [items, workspace.id, router, queries, open, markRead])
}

/** What shows more than the bell counts. */
function isList({ queryKey }: Query): boolean {
  return queryKey[1] !== unreadQuery.queryKey[1]
}
