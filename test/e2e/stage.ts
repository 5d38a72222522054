import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import type { Asset } from '../../src/contract/asset.ts'
import { image } from '../campaigns.ts'
import { createTestDatabase } from '../database.ts'
import { answerOf, apiOf, type Call } from './api.ts'
import { type App, startApp } from './app.ts'
import { violationsOf } from './axe.ts'
import { launchBrowser } from './browser.ts'

export const CUSTOMER_ID = '1234567890'
export const PERSON = { name: 'Tess Tester', email: 'tess@example.com', password: 'correct horse battery' }
export const WIDE = { width: 1440, height: 900 }
export const NARROW = { width: 360, height: 740 }

/**
 * The product, started and set up, with one account, three images, a browser and a key of the API. Its database is one of
 * the test run's server, as with DATABASE_URL; stories that begin with `startApp` have the embedded one.
 */
export interface Stage {
  app: App
  databaseUrl: string
  accountId: string
  images: { landscape: Asset; square: Asset; logo: Asset }
  /** A tab of a person who is signed in on a device of its own. */
  open(path: string): Promise<Page>
  /** A call of the API with a key. */
  api: Call
  upload(name: string, content: Buffer): Promise<Asset>
  /** A campaign in which nothing is left to settle. */
  complete(name: string): Promise<Campaign>
  emulator<Answer>(method: string, path: string, body?: unknown): Promise<Answer>
  /** What is wrong with the pages themselves: uncaught errors, and what the browser logs as one. */
  faults: string[]
  close(): Promise<void>
}

export async function setStage(env: Record<string, string> = {}): Promise<Stage> {
  const database = await createTestDatabase()
  const app = await startApp({ env: { DATABASE_URL: database.url, ...env } })
  const browser = await launchBrowser()
  const token = app.setUpUrl.split('token=')[1]
  const session = await answerOf<{ workspace: { name: string } }>(
    await fetch(`${app.url}/api/v1/set-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, ...PERSON }),
    }),
  )
  const api = await apiOf(app, session.workspace.name)
  const upload: Stage['upload'] = async (name, content) => {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(content)], { type: 'image/png' }), name)
    return await api('POST', '/assets', form)
  }
  const account = await api<{ id: string }>('POST', '/accounts', { customerId: CUSTOMER_ID })
  const images = {
    landscape: await upload('balcony.png', await image(1200, 628, '#2f7d4f')),
    square: await upload('square.png', await image(600, 600, '#7d4f2f')),
    logo: await upload('logo.png', await image(256, 256, '#4f2f7d')),
  }
  const faults: string[] = []
  return {
    app,
    databaseUrl: database.url,
    accountId: account.id,
    images,
    api,
    upload,
    faults,
    open: async (path) => await openTab(browser, app, path, faults),
    complete: async (name) =>
      await api('POST', '/campaigns', {
        accountId: account.id,
        name,
        dailyBudgetMicros: '50000000',
        endDate: '2035-12-31',
        containsEuPoliticalAdvertising: false,
        adHeadline: 'Spring starts here',
        adDescription: 'Herbs, flowers and trees, delivered within two days.',
        businessName: 'Acme Garden',
        finalUrl: 'https://www.example.com/spring',
        assetUrl: images.landscape.url,
        logoUrl: images.logo.url,
      }),
    emulator: async (method, path, body) =>
      await answerOf(
        await fetch(`${app.emulatorUrl}/_emulator${path}`, {
          method,
          ...(body === undefined
            ? {}
            : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
        }),
      ),
    close: async () => {
      await browser.close()
      await app.remove()
      await database.drop()
    },
  }
}

async function openTab(browser: Browser, app: App, path: string, faults: string[]): Promise<Page> {
  const context = await browser.newContext({ viewport: WIDE, locale: 'en-US', reducedMotion: 'reduce' })
  await signIn(context, app)
  const page = await openHeard(context, faults)
  await page.goto(`${app.url}${path}`)
  return page
}

/** An empty tab whose errors, and what the content policy refuses in it, are noted. */
export async function openHeard(context: BrowserContext, faults: string[]): Promise<Page> {
  // Some violations are reported to nobody but listeners.
  await context.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      reportError(new Error(`Refused by ${violatedDirective}: ${blockedURI}`)),
    ),
  )
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    const expected = /status of 4\d\d|ERR_INTERNET_DISCONNECTED/.test(message.text())
    if (message.type() === 'error' && !expected) faults.push(message.text())
  })
  return page
}

/** Signs the whole context in, without a page. */
export async function signIn(context: BrowserContext, app: App): Promise<void> {
  const answer = await context.request.post(`${app.url}/api/v1/session`, {
    data: { email: PERSON.email, password: PERSON.password },
  })
  if (!answer.ok()) throw new Error(`Not signed in: ${await answer.text()}`)
}

/** Nobody is shut out: axe finds nothing in light and in dark, and at 360 px nothing scrolls sideways. */
export async function isFitForAll(page: Page, name: string): Promise<void> {
  await isAccessible(page, name)
  await page.setViewportSize(NARROW)
  try {
    await fitsWidth(page, name)
  } finally {
    await shoot(page, `${name}-360`)
    await page.setViewportSize(WIDE)
  }
}

/** axe finds nothing, in light and in dark. For what a telephone does not have, and what does not outlive a look at it. */
export async function isAccessible(page: Page, name: string): Promise<void> {
  // Until the program is there, the page is an empty frame.
  await gone(page.locator('#root > .frame'))
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    await expectScheme(page, scheme)
    // What is the same in both is looked at once.
    const found = await violationsOf(page, scheme === 'dark' ? { runOnly: ['color-contrast'] } : {})
    expect(found, `${name}, ${scheme}`).toEqual([])
    await shoot(page, `${name}-${scheme}`)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await expectScheme(page, 'light')
}

async function expectScheme(page: Page, scheme: string): Promise<void> {
  await page.locator(`html[data-mantine-color-scheme="${scheme}"]`).waitFor()
  // Parts that follow by script, such as the preview of an ad, are one rendering behind.
  await page.evaluate(
    async () => await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  )
}

/** The page does not scroll sideways. */
export async function fitsWidth(page: Page, name: string): Promise<void> {
  // The frame of the page takes a moment to fold after the window has changed.
  const overhang = async () =>
    await page.evaluate(() => document.scrollingElement!.scrollWidth - window.innerWidth)
  await expect
    .poll(overhang, { message: `${name} scrolls sideways`, timeout: 15_000, interval: 50 })
    .toBeLessThanOrEqual(0)
}

/** For a person who looks at the states that the tests reach: set E2E_SHOTS to a folder. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['E2E_SHOTS']
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` })
}

export const shown = async (locator: Locator): Promise<void> => await locator.first().waitFor()
export const gone = async (locator: Locator): Promise<void> => await locator.waitFor({ state: 'detached' })

/** Waits until `ask` answers yes. */
export async function until(what: string, ask: () => Promise<boolean>): Promise<void> {
  await expect.poll(ask, { timeout: 15_000, interval: 50, message: what }).toBe(true)
}
