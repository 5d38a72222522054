import type { RefObject } from 'react'
import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'

export const ROW_HEIGHT = 41
const HEAD_HEIGHT = 33

/** Numbers of the first and the last row on the screen. */
export interface RowRange {
  top: number
  bottom: number
}

/** Drawn before it is known how high the screen is. */
const FIRST_SCREEN: RowRange = { top: 0, bottom: 24 }

/**
 * Which rows of a table are on the screen. All rows are of one height, so that is reckoned from where it is scrolled to: nothing
 * is kept for each row, however many there are. A component that asks this is drawn again whenever another row is the first.
 */
export function useRowRange(scroller: RefObject<HTMLElement | null>): RowRange {
  const [range, setRange] = useState(FIRST_SCREEN)
  const height = useRef(0)
  useEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    const measure = () => {
      const top = Math.floor(element.scrollTop / ROW_HEIGHT)
      const bottom = Math.floor((element.scrollTop + height.current) / ROW_HEIGHT)
      setRange((before) => (before.top === top && before.bottom === bottom ? before : { top, bottom }))
    }
    // In the frame that shows them: rows that come a frame later are seen to come.
    const onScroll = () => flushSync(measure)
    const onResize = new ResizeObserver(() => {
      height.current = element.clientHeight
      measure()
    })
    onResize.observe(element)
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      onResize.disconnect()
      element.removeEventListener('scroll', onScroll)
    }
  }, [scroller])
  return range
}

/** Scrolls as little as it takes to bring a row between the head and the lower edge. */
export function scrollToRow(element: HTMLElement | null, row: number): void {
  if (element === null) return
  const start = row * ROW_HEIGHT
  const lowest = start + ROW_HEIGHT + HEAD_HEIGHT - element.clientHeight
  if (start < element.scrollTop) element.scrollTop = start
  else if (lowest > element.scrollTop) element.scrollTop = lowest
}
