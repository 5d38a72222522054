import { useEffect, useState } from 'react'

/**
 * For a dialog that is mounted open: what had the focus before gets it back at the end. The kit does so only for
 * dialogs that are there closed first.
 */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      // After the kit has taken its trap away, and only where nothing else has asked for the focus.
      setTimeout(() => {
        const isLost = document.activeElement === null || document.activeElement === document.body
        if (isLost && before instanceof HTMLElement && before.isConnected)
          before.focus({ preventScroll: true })
      }, 0)
    },
    [before],
  )
}
