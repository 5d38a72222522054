import type { Page } from 'playwright-core'
import type { Product } from './product.ts'

/** Milliseconds. */
export interface Times {
  count: number
  p50: number
  p95: number
  p99: number
  longest: number
}

const TABLE = '[aria-label="Campaigns"]'
/** What a wheel under a quick finger moves in a frame. */
const STEP_PX = 120

/** What a browser that was never here loads, and when the first rows stand. */
export async function firstLoad(
  { context, url }: Product,
  path: string,
): Promise<{ script: number; files: number; rowsMs: number }> {
  const page = await context.newPage()
  const sizes: Promise<number>[] = []
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script')
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
  })
  const started = performance.now()
  await page.goto(`${url}${path}`)
  await rowsOf(page)
  const rowsMs = performance.now() - started
  await page.waitForLoadState('networkidle')
  const scripts = await Promise.all(sizes)
  await page.close()
  return { script: scripts.reduce((sum, size) => sum + size, 0), files: scripts.length, rowsMs }
}

/** Scrolls down, a step in every frame, as pages come; only frames that moved count. */
export async function scrolling(
  { context, url }: Product,
  wanted: number,
): Promise<{ rows: number; times: Times }> {
  const page = await context.newPage()
  await page.goto(`${url}/campaigns`)
  await rowsOf(page)
  const { frames, rows } = await page.evaluate(
    async ({ table, step, target }) => {
      const scroller = document.querySelector<HTMLElement>(table)!
      const lastRow = (): number =>
        Number([...scroller.querySelectorAll<HTMLElement>('[data-row]')].at(-1)?.dataset['row'] ?? 0)
      const taken: number[] = []
      const deadline = performance.now() + 120_000
      await new Promise<void>((resolve) => {
        let before = performance.now()
        let moved = false
        const frame = (): void => {
          const now = performance.now()
          if (moved) taken.push(now - before)
          before = now
          const from = scroller.scrollTop
          scroller.scrollTop = from + step
          moved = scroller.scrollTop > from
          if (lastRow() >= target || now > deadline) resolve()
          else requestAnimationFrame(frame)
        }
        requestAnimationFrame(frame)
      })
      return { frames: taken, rows: lastRow() + 1 }
    },
    { table: TABLE, step: STEP_PX, target: wanted },
  )
  await page.close()
  return { rows, times: timesOf(frames) }
}

/** Clicks on tabs and heads of columns, each time for a list that was not loaded before, until its rows stand there. */
export async function listChanges({ context, url }: Product, wanted: number): Promise<Times> {
  const page = await context.newPage()
  const times: number[] = []
  const types = ['DEMAND_GEN', 'SEARCH', 'PERFORMANCE_MAX', 'DISPLAY']
  for (const type of types) {
    await page.goto(`${url}/campaigns?type=${type}`)
    await rowsOf(page)
    for (const tab of ['Draft', 'Published', 'Paused']) {
      times.push(await untilChanged(page, `[aria-label="Status"] button:has-text("${tab}")`))
      for (const head of ['Campaign', 'Daily budget', 'Updated'])
        times.push(await untilChanged(page, `${TABLE} th:has-text("${head}") button`))
      if (times.length >= wanted) break
    }
    if (times.length >= wanted) break
  }
  await page.close()
  return timesOf(times)
}

async function rowsOf(page: Page): Promise<void> {
  await page.locator(`${TABLE} [data-row="0"]`).waitFor()
}

/** From a click until the first row is another one and the table is not waiting. */
async function untilChanged(page: Page, selector: string): Promise<number> {
  const target = await page.locator(selector).first().elementHandle()
  const ms = await page.evaluate(
    async ({ element, table }) => {
      const first = (): string | null | undefined =>
        document.querySelector(`${table}:not([data-stale]) [data-row="0"] a`)?.getAttribute('href')
      const before = first()
      const started = performance.now()
      ;(element as HTMLElement).click()
      await new Promise<void>((resolve, reject) => {
        const frame = (): void => {
          const now = first()
          if (now !== undefined && now !== null && now !== before) resolve()
          else if (performance.now() - started > 10_000) reject(new Error('The list did not change.'))
          else requestAnimationFrame(frame)
        }
        requestAnimationFrame(frame)
      })
      return performance.now() - started
    },
    { element: target, table: TABLE },
  )
  return ms
}

function timesOf(taken: readonly number[]): Times {
  const sorted = taken.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), longest: at(1) }
}
