import { useEffect, useRef } from 'react'

const PATIENCE_MS = 900

/** Of these a letter means nothing: whoever has ticked a box still presses keys for the page. */
const WITHOUT_TEXT = ['checkbox', 'radio', 'button', 'submit', 'reset', 'file', 'image']
  .map((type) => `:not([type="${type}"])`)
  .join('')
const TAKES_KEYS = `input${WITHOUT_TEXT}, textarea, select, [role="dialog"], [role="menu"], [role="listbox"]`

/** Whether keys belong to what has the focus: a field to write in, an open menu or a dialog. */
export function keysAreTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  return target.closest(TAKES_KEYS) !== null
}

/** Single keys ("c") and sequences ("g c") for the whole page. Silent while somebody types. */
export function useKeySequences(bindings: Readonly<Record<string, () => void>>): void {
  const latest = useRef(bindings)
  useEffect(() => {
    latest.current = bindings
  }, [bindings])

  useEffect(() => {
    let before = ''
    let at = 0
    const onKey = (event: KeyboardEvent) => {
      if (
        event.defaultPrevented ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        keysAreTaken(event.target)
      )
        return
      const sequence =
        event.timeStamp - at < PATIENCE_MS && before !== '' ? `${before} ${event.key}` : event.key
      const action = latest.current[sequence] ?? latest.current[event.key]
      before = event.key
      at = event.timeStamp
      if (action === undefined) return
      before = ''
      event.preventDefault()
      action()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
