import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

/**
 * A page that replaces another takes the focused element away. Then the content gets the focus, so that Tab goes on
 * from there and a screen reader starts to read there, unless the new page has placed the focus itself.
 */
export function useFocusOnArrival(): void {
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onRendered', ({ pathChanged, fromLocation }) => {
        if (!pathChanged || fromLocation === undefined) return
        const { activeElement } = document
        if (activeElement === null || activeElement === document.body)
          document.getElementById('main')?.focus({ preventScroll: true })
      }),
    [router],
  )
}
