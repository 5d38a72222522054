// Runs before the first paint, so that a dark page never flashes white, and starts the program after it: a slow machine takes
// longer to read that than its files take to come. A file of its own, because the content policy allows no inline script.
;(() => {
  let chosen = null
  try {
    chosen = window.localStorage.getItem('mantine-color-scheme-value')
  } catch {
    // Storage may be forbidden; then the system decides.
  }
  const dark =
    chosen === 'dark' || (chosen !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches)
  const page = document.documentElement
  page.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
  // These pages stand outside the frame.
  if (!/^\/(sign-in|setup|invite|review)\b/.test(window.location.pathname))
    page.setAttribute('data-frame', '')

  // While developing, the page loads the program by itself.
  const program = document.currentScript.dataset.program
  if (program === undefined) return
  let isStarted = false
  const start = () => {
    if (isStarted) return
    isStarted = true
    void import(program)
  }
  requestAnimationFrame(() => setTimeout(start))
  // A window in the background draws nothing, and starts all the same.
  setTimeout(start, 500)
})()
