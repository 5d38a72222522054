import { notificationsStore } from '@mantine/notifications'
import { lazy, Suspense, useEffect, useState } from 'react'

const Toasts = lazy(async () => ({ default: (await import('./toasts.tsx')).Toasts }))

/** Brings in what draws the toasts with the first one; their store keeps it until then. */
export function ToastHost() {
  const [isWanted, setWanted] = useState(false)
  useEffect(() => notificationsStore.subscribe(() => setWanted(true)), [])
  if (!isWanted) return null
  return (
    <Suspense fallback={null}>
      <Toasts />
    </Suspense>
  )
}
