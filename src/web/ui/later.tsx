import { createContext, type ReactNode, startTransition, useContext, useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** Parts of a page that are made one after the other, whenever the browser has nothing better to do. */
export interface LaterQueue {
  /** Notes a part; answers how to take it back. */
  add(make: () => void): () => void
  /** A part is there: on with the next one. */
  next(): void
  /** Makes all that is left now: somebody wants to go there. */
  flush(): void
  isDone(): boolean
}

/** However busy the browser is, a part does not wait longer than this. */
const PATIENCE_MS = 200

export function makeLaterQueue(): LaterQueue {
  const waiting: (() => void)[] = []
  let isDone = false
  let isUnderWay = false
  /** Where parts go that are found inside of the one that is being made: before all others. */
  let inside: number | null = null
  const next = () => {
    isUnderWay = false
    inside = null
    if (waiting.length === 0) isDone = true
    else if (!isDone) begin()
  }
  const begin = () => {
    isUnderWay = true
    whenIdle(() => {
      const make = waiting.shift()
      if (make === undefined) next()
      else {
        inside = 0
        // In slices: a key that is pressed meanwhile comes first.
        startTransition(make)
      }
    })
  }
  return {
    add: (make) => {
      if (inside === null) waiting.push(make)
      else waiting.splice(inside++, 0, make)
      if (!isUnderWay) begin()
      return () => {
        const at = waiting.indexOf(make)
        if (at >= 0) waiting.splice(at, 1)
      }
    },
    next,
    flush: () => {
      isDone = true
      flushSync(() => {
        for (const make of waiting.splice(0)) make()
      })
    },
    isDone: () => isDone,
  }
}

function whenIdle(run: () => void): void {
  // Not every browser has it.
  if ('requestIdleCallback' in window) window.requestIdleCallback(run, { timeout: PATIENCE_MS })
  else setTimeout(run, 1)
}

export const LaterContext = createContext<LaterQueue | null>(null)

interface LaterProps {
  /** About how high it is, so that what stands below does not jump far. */
  height: number
  children: ReactNode
}

/** Comes after what stands above it. Once a page is whole, what is new on it comes at once. */
export function Later({ height, children }: LaterProps) {
  const queue = useContext(LaterContext)
  const [isThere, setThere] = useState(() => queue === null || queue.isDone())
  useLayoutEffect(() => {
    if (queue === null) return undefined
    if (!isThere) return queue.add(() => setThere(true))
    if (!queue.isDone()) queue.next()
    return undefined
  }, [isThere, queue])
  return isThere ? children : <div style={{ minHeight: height }} />
}
