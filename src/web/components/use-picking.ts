import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { MAX_BATCH } from '../../contract/limits.ts'
import { keepPicked, readPicked } from '../ui/picked.ts'

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
  const [ids, setIds] = useState(readPicked)
  const anchor = useRef<string | null>(null)
  const list = useRef(order)
  useEffect(() => {
    list.current = order
  }, [order])
  useEffect(() => keepPicked(ids), [ids])

  const toggle = useCallback((id: string, isRange: boolean) => {
    const from = anchor.current === null ? -1 : list.current.indexOf(anchor.current)
    const to = list.current.indexOf(id)
    const range =
      isRange && from !== -1 && to !== -1
        ? list.current.slice(Math.min(from, to), Math.max(from, to) + 1)
        : undefined
    anchor.current = id
    setIds((before) => {
      if (range !== undefined) return [...new Set([...before, ...range])].slice(0, MAX_BATCH)
      return before.includes(id)
        ? before.filter((other) => other !== id)
        : [...before, id].slice(0, MAX_BATCH)
    })
  }, [])
  const replace = useCallback((next: readonly string[]) => setIds([...new Set(next)].slice(0, MAX_BATCH)), [])
  const clear = useCallback(() => setIds([]), [])
  const picked = useMemo(() => new Set(ids), [ids])
  return { picked, toggle, replace, clear }
}
