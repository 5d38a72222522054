import '@fontsource-variable/inter/wght.css'
import './mantine.css'
import './app.css'
import { startTransition, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App, router } from './app.tsx'
import { watchConnection } from './client/connection.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root.')
/** The frame in index.html stays until there is a page to show instead; after so long, whatever there is. */
const FRAME_MS = 1000

watchConnection()
const waiting = [router.load(), new Promise((resolve) => setTimeout(resolve, FRAME_MS))]
// Not awaited at the top: no other file could then import from this one, and the first page would come in four times as many.
void Promise.race(waiting).finally(() =>
  // In slices, so that a slow machine takes a key that is pressed meanwhile.
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  ),
)
