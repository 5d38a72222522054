import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.css'
import './app.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { watchConnection } from './client/connection.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root.')
watchConnection()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
