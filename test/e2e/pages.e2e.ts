import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violationsOf } from './axe.ts'
import { launchBrowser } from './browser.ts'
import { PAGES, type Things } from './pages.ts'
import {
  fitsWidth,
  isAccessible,
  NARROW,
  openHeard,
  setStage,
  shown,
  type Stage,
  until,
  WIDE,
} from './stage.ts'
import { makeThings } from './things.ts'

// Every page of the route table, and everything that opens over one: axe finds nothing in light and in dark, nothing scrolls
// sideways at 360 px, and nothing that is pressed is smaller there than a finger can hit (WCAG 2.5.8).

let stage: Stage
let things: Things
let page: Page
let outside: Page
let browser: Browser

beforeAll(async () => {
  stage = await setStage()
  things = await makeThings({ ...stage, origin: stage.app.url })
  page = await stage.open('/campaigns')
  browser = await launchBrowser()
  const context = await browser.newContext({ viewport: WIDE, reducedMotion: 'reduce' })
  outside = await openHeard(context, stage.faults)
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await stage?.close()
})

/** Nothing of it is on its way any more. */
const atRest = async (on: Page): Promise<void> =>
  await until('it is there', async () => (await on.locator('[aria-busy="true"]').count()) === 0)

/** On a telephone nothing scrolls sideways, and a finger hits what it is aimed at. */
async function fitsPhone(on: Page, name: string): Promise<void> {
  await on.setViewportSize(NARROW)
  try {
    await fitsWidth(on, name)
    const small = await violationsOf(on, {
      runOnly: ['target-size'],
      rules: { 'target-size': { enabled: true } },
    })
    expect(small, `${name} has targets that a finger misses`).toEqual([])
  } finally {
    await on.setViewportSize(WIDE)
  }
}

const pages = Object.entries(PAGES)

describe('every page', () => {
  it.each(pages)('%s', async (route, { at, heading, isOutside = false }) => {
    const on = isOutside ? outside : page
    const answer = await on.goto(`${stage.app.url}${at(things)}`)
    const policy = (await answer!.allHeaders())['content-security-policy']
    expect(policy).toMatch(/style-src 'self' 'nonce-[\w-]{22}';/)
    expect(policy).not.toContain('unsafe')
    await on.getByRole('heading', { level: 1, name: heading }).first().waitFor()
    await atRest(on)
    const name = `page${route.replaceAll('/', '-').replaceAll('$', '')}`
    await isAccessible(on, name)
    await fitsPhone(on, name)
  })

  it('that is not there says so', async () => {
    await page.goto(`${stage.app.url}/nothing-here`)
    await shown(page.getByRole('heading', { name: 'There is nothing here', level: 1 }))
    await isAccessible(page, 'page-missing')
    await fitsPhone(page, 'page-missing')
  })

  it('of the reference of the API has all its styles, under a policy without inline ones', async () => {
    const tab = await outside.context().browser()!.newPage()
    const answer = await tab.goto(`${stage.app.url}/api/v1/docs`)
    expect((await answer!.allHeaders())['content-security-policy']).not.toContain('unsafe')
    await shown(tab.getByText('Draft campaigns, check them, publish them to Google Ads.').first())
    const rules = async () =>
      await tab
        .locator('style')
        .evaluateAll((sheets) => sheets.map((at) => (at as HTMLStyleElement).sheet?.cssRules.length ?? 0))
    expect(Math.min(...(await rules()))).toBeGreaterThan(0)
    await tab.close()
  })

  it('leads on where it has none of its own', async () => {
    await page.goto(`${stage.app.url}/settings`)
    await page.waitForURL('**/settings/members')
    await page.goto(stage.app.url)
    await page.waitForURL('**/campaigns')
  })
})

describe('everything that opens over a page', () => {
  const button =
    (name: string | RegExp): (() => Promise<void>) =>
    async () =>
      await page.getByRole('button', { name }).first().click()

  const openings: readonly [
    name: string,
    path: string,
    open: () => Promise<void>,
    role: 'menu' | 'dialog' | 'listbox',
  ][] = [
    ['the workspace menu', '/campaigns', button(/^Workspace:/), 'menu'],
    ['the account menu', '/campaigns', button(/^Account:/), 'menu'],
    ['the menu of the person', '/campaigns', button(/signed in as/), 'menu'],
    ['notifications', '/campaigns', button(/^Notifications/), 'dialog'],
    ['the palette', '/campaigns', async () => await page.keyboard.press('Control+k'), 'dialog'],
    ['the sheet of keys', '/campaigns', async () => await page.keyboard.press('?'), 'dialog'],
    ['the views', '/campaigns', button(/^View/), 'menu'],
  ]

  it.each(openings)('%s', async (name, path, open, role) => {
    await page.goto(`${stage.app.url}${path}`)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await atRest(page)
    await open()
    await shown(page.getByRole(role === 'menu' ? 'menuitem' : role))
    await isAccessible(page, `open ${name}`)
    await page.keyboard.press('Escape')
    await page.getByRole(role).waitFor({ state: 'detached' })
  })
})

it('the pages met no error on the way', () => expect(stage.faults).toEqual([]))
