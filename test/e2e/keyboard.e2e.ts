import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import { launchBrowser } from './browser.ts'
import { focusIsSeen, hasFocus, tabTo } from './keys.ts'
import { isFitForAll, PERSON, setStage, shown, type Stage, until, WIDE } from './stage.ts'

// The main job by somebody who has no mouse: sign in, write a campaign, publish it, pause and resume it, find it in the table,
// change a cell and take that back. The focus is on the page, and seen, all the way.

vi.setConfig({ testTimeout: 120_000 })

let stage: Stage
let browser: Browser
let page: Page

beforeAll(async () => {
  stage = await setStage()
  await stage.complete('Another one')
  browser = await launchBrowser()
  const context = await browser.newContext({ viewport: WIDE, locale: 'en-US', reducedMotion: 'reduce' })
  page = await context.newPage()
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (error) => stage.faults.push(error.message))
  await page.goto(stage.app.url)
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await stage?.close()
})

const button = (on: Page, name: string) => on.getByRole('button', { name, exact: true })
const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key)
}

it('somebody signs in', async () => {
  await shown(page.getByLabel('E-mail'))
  await tabTo(page, page.getByLabel('E-mail'))
  await page.keyboard.type(PERSON.email)
  await tabTo(page, page.getByRole('textbox', { name: 'Password' }))
  await page.keyboard.type(PERSON.password)
  await press('Enter')
  await shown(page.getByRole('heading', { name: 'Campaigns', level: 1 }))
})

it('a campaign is written', async () => {
  await shown(page.getByRole('heading', { name: 'Campaigns', level: 1 }))
  await page.keyboard.press('c')
  const demandGen = page.getByRole('link', { name: /^Demand Gen\b/ }).first()
  await until('the usual type has the focus', async () => await hasFocus(demandGen))
  await page.keyboard.press('Enter')
  const name = page.getByLabel('Campaign name')
  await until('the caret is in the name', async () => await hasFocus(name))
  await page.keyboard.type('Made by keys')
  await tabTo(page, page.getByLabel('Daily budget'))
  await page.keyboard.type('40')
  await tabTo(page, page.getByLabel('End date'))
  await page.keyboard.type('12312035')
  await tabTo(page, page.getByRole('radio', { name: 'No, it does not' }))
  await page.keyboard.press('Space')
  await tabTo(page, page.getByLabel('Headline 1'))
  await page.keyboard.type('Made by keys')
  await tabTo(page, button(page, 'Add headline'))
  await page.keyboard.press('Enter')
  await until('the new line has the caret', async () => await hasFocus(page.getByLabel('Headline 2')))
  await page.keyboard.type('Without a mouse')
  await tabTo(page, button(page, 'Remove headline no. 2'))
  await page.keyboard.press('Enter')
  await until('the line before has the caret', async () => await hasFocus(page.getByLabel('Headline 1')))
  await tabTo(page, page.getByLabel('Description 1'))
  await page.keyboard.type('All of it typed.')
  await tabTo(page, page.getByLabel('Business name'))
  await page.keyboard.type('Acme Garden')
  await tabTo(page, page.getByLabel('Final URL'))
  await page.keyboard.type('https://www.example.com/keys')
  const library = button(page, 'From library')
  await tabTo(page, library)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  const tile = dialog.getByRole('button', { name: /balcony\.png/ })
  await shown(tile)
  await page.keyboard.press('Escape')
  await until('Escape gives the focus back', async () => await hasFocus(library))
  await page.keyboard.press('Enter')
  await shown(tile)
  await tabTo(page, tile)
  await page.keyboard.press('Space')
  expect(await tile.getAttribute('aria-pressed')).toBe('true')
  await tabTo(page, dialog.getByRole('button', { name: /logo\.png/ }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await isFitForAll(page, 'library')
  await tabTo(page, dialog.getByRole('button', { name: 'Use 2 images' }))
  await page.keyboard.press('Enter')
  await until('the focus is back', async () => await hasFocus(library))
  await shown(page.getByText('Ready to publish'))
})

it('it is saved, planned, published, paused and resumed', async () => {
  await page.keyboard.press('Control+s')
  await page.waitForURL(/\/edit/)
  await until('saving leaves the focus in the form', async () => await focusIsSeen(page))
  await tabTo(page, button(page, 'Review and publish'))
  await page.keyboard.press('Enter')
  const publish = button(page, 'Publish')
  await shown(publish)
  await tabTo(page, publish)
  await page.keyboard.press('Enter')
  await shown(page.getByText('Published and live'))
  await tabTo(page, page.getByRole('link', { name: 'Open the campaign' }))
  await page.keyboard.press('Enter')
  await shown(button(page, 'Pause'))
  await tabTo(page, button(page, 'Pause'))
  await page.keyboard.press('Enter')
  await shown(button(page, 'Resume'))
  await until('the focus stays', async () => await focusIsSeen(page))
  await until(
    'it can be resumed',
    async () => (await button(page, 'Resume').getAttribute('aria-disabled')) === 'false',
  )
  await tabTo(page, button(page, 'Resume'))
  await page.keyboard.press('Enter')
  await shown(button(page, 'Pause'))
  const search = page.getByRole('textbox', { name: 'Search', exact: true })
  // The palette does the same to the campaign that is open.
  await press('Control+k')
  await until('the palette has the caret', async () => await hasFocus(search))
  await page.keyboard.type('pause this')
  await shown(page.getByRole('dialog').getByText('Pause this campaign'))
  await press('Enter')
  await until(
    'it can be resumed again',
    async () =>
      (await button(page, 'Resume')
        .getAttribute('aria-disabled', { timeout: 500 })
        .catch(() => null)) === 'false',
  )
  await tabTo(page, button(page, 'Resume'))
  await press('Enter')
  await shown(button(page, 'Pause'))
  const { items } = await stage.api<{ items: Campaign[] }>('GET', '/campaigns?q=Made%20by%20keys')
  expect(items).toMatchObject([{ status: 'PUBLISHED', dailyBudgetMicros: '40000000', endDate: '2035-12-31' }])
})

it('it is found in the table, a cell of it is changed, and the change is taken back', async () => {
  await press('g', 'c')
  await shown(page.getByRole('link', { name: 'Another one' }))
  await press('/')
  await until('the caret is in the search', async () => await hasFocus(page.getByRole('searchbox')))
  await page.keyboard.type('keys')
  await page.getByRole('link', { name: 'Another one' }).waitFor({ state: 'detached' })
  await press('Escape', 'j')
  await until(
    'j goes to what was found',
    async () => await hasFocus(page.getByRole('link', { name: 'Made by keys' })),
  )
  const heads = await page.getByRole('columnheader').allTextContents()
  const column = heads.indexOf('Daily budget') + 1
  const budget = page.locator(`tbody [aria-colindex="${column}"]`)
  for (let steps = 0; steps < heads.length && !(await hasFocus(budget)); steps += 1) await press('ArrowRight')
  expect(await hasFocus(budget)).toBe(true)
  await page.keyboard.type('41.5')
  await press('Enter')
  const isSaved = async (micros: string): Promise<boolean> =>
    (await stage.api<{ items: Campaign[] }>('GET', '/campaigns?q=Made%20by%20keys')).items[0]
      ?.dailyBudgetMicros === micros
  await until('it is saved', async () => await isSaved('41500000'))
  await shown(budget.getByText('$41.50'))
  await press('Control+z')
  await shown(budget.getByText('$40.00'))
  await until('it is taken back', async () => await isSaved('40000000'))
  expect(await focusIsSeen(page)).toBe(true)
})

it('no mouse was touched, and the pages met no error on the way', () => {
  const story = readFileSync(fileURLToPath(import.meta.url), 'utf8')
  const pointing = new RegExp(
    String.raw`\.(${['click', 'mouse', 'hover', 'tap', 'check', 'fill', 'focus'].join('|')})\b`,
  )
  expect(story).not.toMatch(pointing)
  expect(stage.faults).toEqual([])
})
