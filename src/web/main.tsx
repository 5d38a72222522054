import '@fontsource-variable/inter/wght.css'
import './mantine.css'
import './app.css'
import { startTransition, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App, queries, router } from './app.tsx'
import { askAhead } from './ask-ahead.ts'
import { watchConnection } from './client/connection.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root.')
/** The frame in index.html stays until there is a page to show instead; after so long, whatever there is. */
const FRAME_MS = 1000

/** Ends this task: a slow machine takes a tap before the next one. */
const pause = () => new Promise((done) => setTimeout(done))

async function begin(onto: HTMLElement): Promise<void> {
  const patience = new Promise((done) => setTimeout(done, FRAME_MS))
  watchConnection()
  await pause()
  const asked = askAhead(queries, router.latestLocation)
  await pause()
  // With the answers: one that comes while React draws makes it draw all of it once more, and in one go.
  await Promise.race([Promise.allSettled([router.load(), asked]), patience])
  // In slices, as above.
  startTransition(() =>
    createRoot(onto).render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  )
}

// Not awaited at the top: no other file could then import from this one, and the first page would come in four times as many.
void begin(root)
