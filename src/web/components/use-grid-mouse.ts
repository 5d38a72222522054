import type { MouseEvent, PointerEvent } from 'react'
import { useEffect, useRef } from 'react'
import { dataOf } from './use-block.ts'
import type { Block, Grid, Place } from './use-grid.ts'
import { placeOf } from './use-grid.ts'
import { ROW_HEIGHT } from './use-row-range.ts'

const EDGE = 24

type Fill = (source: Block, target: Block) => void

/** Dragging over cells selects them; Shift and a click selects up to there. Dragging the corner of a selection fills it up or down. */
export function useGridMouse(grid: Grid, cols: number, fill: Fill) {
  const stop = useRef<() => void>(() => undefined)
  useEffect(() => () => stop.current(), [])
  const isData = (place: Place | null): place is Place =>
    place !== null && place.row >= 0 && place.col >= 1 && place.col <= cols

  const beginFill = (event: PointerEvent<HTMLElement>, source: Block) => {
    const scroller = event.currentTarget.parentElement
    let target = source
    const onMove = ({ clientX, clientY }: globalThis.PointerEvent) => {
      const row = placeOf(document.elementFromPoint(clientX, clientY))?.row ?? -1
      if (row >= 0) {
        target = { ...source, top: Math.min(row, source.top), bottom: Math.max(row, source.bottom) }
        grid.selectBlock(target)
      }
      if (scroller !== null) scrollAtEdge(scroller, clientY)
    }
    stop.current = drag(onMove, () => {
      grid.go(grid.current().at, true)
      if (target.top !== source.top || target.bottom !== source.bottom) fill(source, target)
    })
  }
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (
      event.button === 0 &&
      event.target instanceof Element &&
      event.target.closest('[data-fill]') !== null
    ) {
      // The cell keeps the focus, and nothing is selected anew.
      event.preventDefault()
      const source = dataOf(grid.block, cols)
      if (source !== null) beginFill(event, source)
      return
    }
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
    stop.current = drag(onMove, () => {
      // A field that was open has closed by now.
      if (isDragged) grid.go(grid.current().at, true)
    })
  }
  // The browser would give the focus to the cell of the click and take it from the corner; a link would open a window.
  const onMouseDown = (event: MouseEvent) => {
    const isHandle = event.target instanceof Element && event.target.closest('[data-fill]') !== null
    if (isHandle || (event.shiftKey && isData(placeOf(event.target)))) event.preventDefault()
  }
  const onClickCapture = (event: MouseEvent) => {
    if (!event.shiftKey || !isData(placeOf(event.target))) return
    event.preventDefault()
    event.stopPropagation()
  }
  return { onPointerDown, onMouseDown, onClickCapture }
}

/** Follows the mouse until its button is let go; answers how to stop before. */
function drag(onMove: (event: globalThis.PointerEvent) => void, onUp: () => void): () => void {
  const stop = () => {
    window.removeEventListener('pointermove', onMove)
    window.removeEventListener('pointerup', end)
  }
  const end = () => {
    stop()
    onUp()
  }
  window.addEventListener('pointermove', onMove)
  window.addEventListener('pointerup', end)
  return stop
}

function scrollAtEdge(scroller: HTMLElement, y: number): void {
  const { top, bottom } = scroller.getBoundingClientRect()
  if (y > bottom - EDGE) scroller.scrollBy(0, ROW_HEIGHT)
  if (y < top + ROW_HEIGHT + EDGE) scroller.scrollBy(0, -ROW_HEIGHT)
}
