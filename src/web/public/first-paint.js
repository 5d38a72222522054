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
  const { program, styles, editor } = document.currentScript.dataset
  if (program === undefined) return
  const add = (rel, href, more) =>
    document.head.append(
      Object.assign(document.createElement('link'), { rel, href, crossOrigin: '', ...more }),
    )
  const styled = Promise.all(
    styles
      .split(' ')
      .map((href) => new Promise((done) => add('stylesheet', href, { onload: done, onerror: done }))),
  )
  // Its files would else be asked for when the program has been read.
  if (/^\/campaigns\/[\da-f-]{36}\/edit$/.test(window.location.pathname))
    for (const file of editor.split(' '))
      add(
        file.endsWith('.css') ? 'preload' : 'modulepreload',
        file,
        file.endsWith('.css') ? { as: 'style' } : { fetchPriority: 'low' },
      )

  let isStarted = false
  const start = async () => {
    if (isStarted) return
    isStarted = true
    const files = program.split(' ')
    const entry = files.pop()
    // A task for each: a slow machine takes a tap between two.
    for (const file of files) {
      await import(file)
      await new Promise((done) => setTimeout(done))
    }
    await styled
    await import(entry)
  }
  requestAnimationFrame(() => setTimeout(start))
  // A window in the background draws nothing, and starts all the same.
  setTimeout(start, 500)
})()
