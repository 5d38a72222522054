import { notifications } from '@mantine/notifications'
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { MAX_BATCH } from '../../contract/limits.ts'
import { keepPicked, onPicked, readPicked } from '../ui/picked.ts'
import { useSession } from './use-session.ts'

/** Which campaigns of the list are picked, to be dealt with as one. */
export interface Picking {
  picked: ReadonlySet<string>
  /** Picks or drops one; with `isRange` everything from the last one to here as well. */
  toggle: (id: string, isRange: boolean) => void
  /** Picks exactly these, up to as many as one batch takes. */
  replace: (ids: readonly string[]) => void
  clear: () => void
}

/** `order` is the list as it is shown: what lies between two rows. */
export function usePicking(order: readonly string[]): Picking {
  const workspaceId = useSession().workspace.id
  const ids = useSyncExternalStore(onPicked, () => readPicked(workspaceId))
  const anchor = useRef<string | null>(null)
  const list = useRef(order)
  useEffect(() => {
    list.current = order
  }, [order])

  const toggle = useCallback(
    (id: string, isRange: boolean) => {
      const from = anchor.current === null ? -1 : list.current.indexOf(anchor.current)
      const to = list.current.indexOf(id)
      const range =
        isRange && from !== -1 && to !== -1
          ? list.current.slice(Math.min(from, to), Math.max(from, to) + 1)
          : undefined
      anchor.current = id
      const before = readPicked(workspaceId)
      const after =
        range === undefined && before.includes(id)
          ? before.filter((other) => other !== id)
          : [...new Set([...before, ...(range ?? [id])])]
      if (after.length > MAX_BATCH) sayFull()
      keepPicked(workspaceId, after.slice(0, MAX_BATCH))
    },
    [workspaceId],
  )
  const replace = useCallback(
    (next: readonly string[]) => keepPicked(workspaceId, [...new Set(next)].slice(0, MAX_BATCH)),
    [workspaceId],
  )
  const clear = useCallback(() => keepPicked(workspaceId, []), [workspaceId])
  const picked = useMemo(() => new Set(ids), [ids])
  return { picked, toggle, replace, clear }
}

function sayFull(): void {
  notifications.show({
    id: 'picked-full',
    color: 'yellow',
    title: `At most ${MAX_BATCH} campaigns are picked at once`,
    message: 'Deal with these first, or drop some.',
  })
}
