import type { MouseEvent, PointerEvent } from 'react'
import { useEffect, useRef } from 'react'
import type { Grid, Place } from './use-grid.ts'
import { placeOf } from './use-grid.ts'

const EDGE = 24
const STEP = 41

/** Dragging over cells selects them; Shift and a click selects up to there. */
export function useGridMouse(grid: Grid, cols: number) {
  const stop = useRef<() => void>(() => undefined)
  useEffect(() => () => stop.current(), [])
  const isData = (place: Place | null): place is Place =>
    place !== null && place.row >= 0 && place.col >= 1 && place.col <= cols

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const place = placeOf(event.target)
    const isWriting = event.target instanceof HTMLInputElement
    if (event.button !== 0 || event.pointerType === 'touch' || isWriting || !isData(place)) return
    if (event.shiftKey) grid.go(place, true)
    else grid.select(place, false)
    const scroller = event.currentTarget.parentElement
    let isDragged = false
    const onMove = ({ clientX, clientY }: globalThis.PointerEvent) => {
      const to = placeOf(document.elementFromPoint(clientX, clientY))
      const { at } = grid.current()
      if (isData(to) && (to.row !== at.row || to.col !== at.col)) {
        isDragged = true
        grid.select(to, true)
      }
      if (isDragged && scroller !== null) scrollAtEdge(scroller, clientY)
    }
    stop.current = () => {
      window.removeEventListener('pointermove', onMove)
      window.removeEventListener('pointerup', stop.current)
      // A field that was open has closed by now.
      if (isDragged) grid.go(grid.current().at, true)
    }
    window.addEventListener('pointermove', onMove)
    window.addEventListener('pointerup', stop.current)
  }
  // The browser would give the focus to the cell of the click and take it from the corner; a link would open a window.
  const onMouseDown = (event: MouseEvent) => {
    if (event.shiftKey && isData(placeOf(event.target))) event.preventDefault()
  }
  const onClickCapture = (event: MouseEvent) => {
    if (!event.shiftKey || !isData(placeOf(event.target))) return
    event.preventDefault()
    event.stopPropagation()
  }
  return { onPointerDown, onMouseDown, onClickCapture }
}

function scrollAtEdge(scroller: HTMLElement, y: number): void {
  const { top, bottom } = scroller.getBoundingClientRect()
  if (y > bottom - EDGE) scroller.scrollBy(0, STEP)
  if (y < top + STEP + EDGE) scroller.scrollBy(0, -STEP)
}
