import { notificationsStore } from '@mantine/notifications'
import { Suspense, useEffect, useState } from 'react'
import { lazyPart } from '../client/load-part.ts'

const Toasts = lazyPart(() => import('./toasts.tsx'), 'Toasts')

/** While the page settles; later there may be no connection to load it over, and then a toast says so. */
const AHEAD_MS = 4_000

/** Brings in what draws the toasts with the first one, or a little ahead of it; their store keeps it until then. */
export function ToastHost() {
  const [isWanted, setWanted] = useState(false)
  useEffect(() => {
    const want = () => setWanted(true)
    const timer = setTimeout(want, AHEAD_MS)
    const stop = notificationsStore.subscribe(want)
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [])
  if (!isWanted) return null
  return (
    <Suspense fallback={null}>
      <Toasts />
    </Suspense>
  )
}
