import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { setStage, shown, type Stage, until } from './stage.ts'

// A list that is longer than what is kept in memory: scrolled down and up again, left and found again, pasted into beyond what is loaded.

vi.setConfig({ testTimeout: 120_000 })
/** Ten pages of a hundred are kept. */
const COUNT = 1230
const AT_ONCE = 10

let stage: Stage
let page: Page
const cursors: (string | null)[] = []

beforeAll(async () => {
  stage = await setStage()
  const numbers = Array.from({ length: COUNT }, (_, index) => index + 1)
  for (let from = 0; from < COUNT; from += AT_ONCE) {
    await Promise.all(
      numbers.slice(from, from + AT_ONCE).map(
        async (number) =>
          await stage.api('POST', '/campaigns', {
            accountId: stage.accountId,
            name: nameOf(number),
            dailyBudgetMicros: '10000000',
          }),
      ),
    )
  }
  page = await stage.open('/campaigns?sort=name')
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.pathname === '/api/v1/campaigns') cursors.push(url.searchParams.get('cursor'))
  })
  await shown(rowOf(nameOf(1)))
}, 240_000)

afterAll(async () => await stage.close())

const nameOf = (number: number) => `Row ${String(number).padStart(4, '0')}`
const rowOf = (name: string) => page.getByRole('row').filter({ hasText: name })
const scroller = () => page.getByRole('region', { name: 'Campaigns' })
const names = async () => await page.locator('tbody th a').allTextContents()
/** Scrolls by a screen at a time until a row is there, and answers every row that was seen on the way. */
const scrollTo = async (name: string, sign: 1 | -1): Promise<Set<string>> => {
  const seen = new Set<string>()
  const step = async () => {
    const now = await names()
    for (const each of now) seen.add(each)
    await scroller().evaluate((element, by) => {
      const { top, bottom } = element.getBoundingClientRect()
      const isDrawn = (y: number): boolean =>
        [...element.querySelectorAll('tbody tr[data-row]')].some((row) => {
          const place = row.getBoundingClientRect()
          return place.top <= y && y <= place.bottom
        })
      // Whoever scrolls on before the rows are there passes by some of them.
      if (isDrawn(top + 40) && isDrawn(bottom - 2)) element.scrollBy(0, by * (element.clientHeight - 60))
    }, sign)
    return now.includes(name)
  }
  // A hundred screens and more.
  await expect.poll(step, { timeout: 60_000, interval: 20, message: `${name} is on the screen` }).toBe(true)
  return seen
}
const firstInSight = async () =>
  await scroller().evaluate((element) => {
    const top = element.getBoundingClientRect().top + 33
    const rows = [...element.querySelectorAll('tbody tr[data-row]')]
    return rows.find((row) => row.getBoundingClientRect().bottom > top)?.querySelector('th a')?.textContent
  })

it('down to the end and up to the top: every row is there, once, and what was dropped is read again backwards', async () => {
  expect((await scrollTo(nameOf(COUNT), 1)).size).toBe(COUNT)
  const down = cursors.length
  expect(new Set(cursors).size, 'nothing is read twice on the way down').toBe(down)
  expect((await scrollTo(nameOf(1), -1)).size).toBe(COUNT)
  const up = cursors.slice(down)
  expect(up.length, 'the first pages were no longer in memory').toBeGreaterThan(1)
  expect(cursors.indexOf(up[0]!), 'by a cursor of its own').toBe(down)
  await until('the top is the top', async () => (await scroller().evaluate((each) => each.scrollTop)) === 0)
  expect(await firstInSight()).toBe(nameOf(1))
})

it('the keys lead to the top at once, and the list below is whole', async () => {
  await scrollTo(nameOf(1200), 1)
  await rowOf(nameOf(1200)).getByRole('gridcell').nth(2).click()
  await page.keyboard.press('Control+Home')
  await shown(rowOf(nameOf(1)))
  await until('the focus is in the first row', async () =>
    page.evaluate(() => document.activeElement?.closest('tr')?.textContent?.includes('Row 0001') === true),
  )
  expect((await scrollTo(nameOf(300), 1)).size).toBeGreaterThanOrEqual(300)
})

it('who comes back from a campaign, or loads the page again, is where they were', async () => {
  await scrollTo(nameOf(1150), 1)
  const link = page.getByRole('link', { name: nameOf(1140), exact: true })
  await link.scrollIntoViewIfNeeded()
  const before = nameOf(
    1 +
      Math.floor(
        (await scroller().evaluate((each) => each.scrollTop + each.querySelector('thead')!.clientHeight)) /
          41,
      ),
  )
  await until('it is drawn', async () => (await firstInSight()) === before)
  await link.click()
  await shown(page.getByRole('heading', { name: nameOf(1140), level: 1 }))
  await page.goBack()
  await shown(rowOf(nameOf(1140)))
  await until('it is the same place', async () => (await firstInSight()) === before)
  cursors.length = 0
  await page.reload()
  await shown(rowOf(nameOf(1140)))
  await until('it is the same place again', async () => (await firstInSight()) === before)
  expect(cursors[0], 'without the pages above').not.toBeNull()
  const seen = await scrollTo(nameOf(1050), -1)
  expect(seen.has(nameOf(1100))).toBe(true)
})

it('a block is pasted beyond the rows that are loaded, undone and done again as one', async () => {
  await page.goto(`${stage.app.url}/campaigns?sort=name&q=Row`)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const text = Array.from({ length: 250 }, () => '12.50').join('\n')
  await page.evaluate(async (words) => await navigator.clipboard.writeText(words), text)
  await rowOf(nameOf(1)).getByRole('gridcell').nth(3).click()
  await page.keyboard.press('Control+v')
  const dialog = page.getByRole('dialog', { name: 'Paste: look at what changes' })
  await dialog.getByRole('button', { name: 'Change 250 cells' }).click()
  await shown(page.getByText('250 campaigns changed.'))
  const budgets = async () => {
    const { items } = await stage.api<{ items: { dailyBudgetMicros: string }[] }>(
      'GET',
      '/campaigns?sort=-dailyBudgetMicros&limit=200',
    )
    return items.filter(({ dailyBudgetMicros }) => dailyBudgetMicros === '12500000').length
  }
  expect(await budgets()).toBe(200)
  await page.keyboard.press('Control+z')
  await shown(page.getByText('250 campaigns as before.'))
  expect(await budgets()).toBe(0)
  await page.keyboard.press('Control+Shift+z')
  await shown(page.getByText('250 campaigns changed again.'))
  expect(await budgets()).toBe(200)
})

it('who comes near the end while the list is read anew sees it go on', async () => {
  const tab = await stage.open('/images')
  await tab.clock.install()
  await tab.goto(`${stage.app.url}/campaigns?sort=-name`)
  const row = (number: number) => tab.getByRole('row').filter({ hasText: nameOf(number) })
  await shown(row(COUNT))
  const { promise: held, resolve: letAnswer } = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  await tab.route(
    ({ pathname }) => pathname === '/api/v1/campaigns',
    async (route) => {
      asked.resolve()
      await held
      await route.continue()
    },
  )
  // The window is back after a minute.
  await tab.clock.fastForward(60_000)
  await tab.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
  await asked.promise
  await tab.getByRole('region', { name: 'Campaigns' }).evaluate((element) => element.scrollBy(0, 40 * 41))
  await shown(row(COUNT - 50))
  expect(await row(COUNT - 60).count(), 'the next page is not there yet').toBe(0)
  letAnswer()
  await shown(row(COUNT - 60))
  await tab.context().close()
})

it('the pages met no error on the way', () => expect(stage.faults).toEqual([]))
