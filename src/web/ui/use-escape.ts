import { useEffect, useRef } from 'react'
import { keysAreTaken } from './use-key-sequences.ts'

/** What lies over the page has Escape first. */
const OVER = '[role="dialog"], [role="menu"], [role="listbox"]'

/** Escape leads up from a page, unless somebody writes or something lies over it. */
export function useEscape(up: () => void): void {
  const latest = useRef(up)
  useEffect(() => {
    latest.current = up
  }, [up])
  useEffect(() => {
    let isFree = false
    // Looked at before anybody closes anything by the same key.
    const look = (event: KeyboardEvent) => {
      const isCovered = [...document.querySelectorAll(OVER)].some((element) => element.checkVisibility())
      isFree = !keysAreTaken(event.target) && !isCovered
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && isFree && !event.defaultPrevented) latest.current()
    }
    window.addEventListener('keydown', look, true)
    window.addEventListener('keydown', onKey)
    return () => {
      window.removeEventListener('keydown', look, true)
      window.removeEventListener('keydown', onKey)
    }
  }, [])
}
