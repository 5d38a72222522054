// Writes docs/screenshots: every page of the route table, in light and dark, and those that are read away from a desk on a phone
// too. Needs Chromium and a built web interface.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import type { Campaign } from '../src/contract/campaign.ts'
import { addDays, todayIn } from '../src/contract/dates.ts'
import { apiOf } from '../test/e2e/api.ts'
import { startApp } from '../test/e2e/app.ts'
import { launchBrowser } from '../test/e2e/browser.ts'
import { PAGES, shotName, SHOWN_ON_PHONES, type Things } from '../test/e2e/pages.ts'
import { makeThings } from '../test/e2e/things.ts'

const OUT = fileURLToPath(new URL('../docs/screenshots', import.meta.url))
const WIDE = { width: 1440, height: 900 }
const NARROW = { width: 360, height: 780 }

const app = await startApp({ demo: true })
const browser = await launchBrowser()
try {
  rmSync(OUT, { recursive: true, force: true })
  mkdirSync(OUT, { recursive: true })
  const state = await setUp(browser)
  const { things, more } = await thingsToShow(state)
  for (const colorScheme of ['light', 'dark'] as const) {
    const open = async (viewport: typeof WIDE, storageState: State | undefined): Promise<Page> => {
      const on = { viewport, colorScheme, reducedMotion: 'reduce' as const }
      return await (
        await browser.newContext(storageState === undefined ? on : { ...on, storageState })
      ).newPage()
    }
    const [inside, outside] = [await open(WIDE, state), await open(WIDE, undefined)]
    const [phone, phoneOutside] = [await open(NARROW, state), await open(NARROW, undefined)]
    for (const [route, { at, isOutside = false }] of Object.entries(PAGES)) {
      const name = shotName(route)
      await shoot(isOutside ? outside : inside, at(things), `${name}-${colorScheme}`)
      if (SHOWN_ON_PHONES.includes(route))
        await shoot(isOutside ? phoneOutside : phone, at(things), `${name}-phone-${colorScheme}`)
    }
    for (const [name, path] of Object.entries(more)) await shoot(inside, path, `${name}-${colorScheme}`)
    for (const page of [inside, outside, phone, phoneOutside]) await page.context().close()
  }
} finally {
  await browser.close()
  await app.remove()
}

type State = Awaited<ReturnType<Awaited<ReturnType<Browser['newContext']>>['storageState']>>

/** Goes through the one-time link and answers the signed-in state. */
async function setUp(on: Browser): Promise<State> {
  const context = await on.newContext()
  const page = await context.newPage()
  await page.goto(app.setUpUrl)
  await page.getByLabel('Your name').fill('Alex Morgan')
  await page.getByLabel('E-mail').fill('alex@example.com')
  await page.getByRole('textbox', { name: 'Password' }).fill('a long enough password')
  await page.getByRole('button', { name: 'Create the administrator' }).click()
  await page.getByRole('heading', { name: 'Campaigns', level: 1 }).waitFor()
  const state = await context.storageState()
  await context.close()
  return state
}

interface Listed {
  id: string
  campaignType: string
  status: string
  lastPublication: { id: string; state: string } | null
}

/** What the pages are about: campaigns of the demo, and copies of them in which nothing is left to settle. */
async function thingsToShow(state: State): Promise<{ things: Things; more: Record<string, string> }> {
  const cookie = state.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const get = async (path: string): Promise<Response> =>
    await fetch(`${app.url}/api/v1${path}`, { headers: { cookie } })
  const campaigns = await settled(get)
  await counted(get)
  const api = await apiOf(app, 'demo')
  const first = async (type: string, status: string, ready: boolean): Promise<Listed> => {
    for (const campaign of campaigns.filter((one) => one.status === status && one.campaignType === type)) {
      if ((await get(`/campaigns/${campaign.id}/plan`)).ok === ready) return campaign
    }
    throw new Error(`The demo has no such campaign: ${type}, ${status}.`)
  }
  const complete = await first('DEMAND_GEN', 'DRAFT', true)
  const names: Record<string, string> = { Draft: 'Bulbs for autumn', Batched: 'Pots for small balconies' }
  const made = await makeThings({
    api,
    origin: app.url,
    complete: async (name) =>
      await api<Campaign>('POST', `/campaigns/${complete.id}/duplicate`, {
        name: names[name] ?? `${name}, a copy`,
      }),
  })
  const published = await first('DEMAND_GEN', 'PUBLISHED', true)
  const things = { ...made, publishedId: published.id, publicationId: published.lastPublication!.id }
  const tab = (name: string): string => `/campaigns/${published.id}?tab=${name}`
  const editor = (type: string): string => {
    const one = campaigns.find(({ campaignType, status }) => campaignType === type && status === 'DRAFT')
    return one === undefined ? `/campaigns/new?type=${type}` : `/campaigns/${one.id}/edit`
  }
  const more = {
    drafts: '/campaigns?status=DRAFT',
    'tab-performance': tab('performance'),
    'tab-publications': tab('publications'),
    'tab-history': tab('history'),
    'editor-search': editor('SEARCH'),
    'editor-performance-max': editor('PERFORMANCE_MAX'),
    'editor-display': editor('DISPLAY'),
    'choice-of-type': '/campaigns/new',
  }
  return { things, more }
}

/** The demo's campaigns, once the last of them has been published. */
async function settled(get: (path: string) => Promise<Response>): Promise<Listed[]> {
  for (const deadline = Date.now() + 120_000; Date.now() < deadline; await sleep(500)) {
    const { items } = (await (await get('/campaigns?limit=200')).json()) as { items: Listed[] }
    const busy = items.some((one) =>
      ['QUEUED', 'RUNNING', 'UNKNOWN'].includes(one.lastPublication?.state ?? ''),
    )
    // The last story of the demo is a refusal by Google; before it, more is to come.
    if (!busy && items.some((one) => one.lastPublication?.state === 'FAILED')) return items
  }
  throw new Error('The demo did not settle.')
}

/** Until the numbers of the demo's campaigns were read, which the worker does once a minute. */
async function counted(get: (path: string) => Promise<Response>): Promise<void> {
  const to = todayIn('America/New_York')
  for (const deadline = Date.now() + 180_000; Date.now() < deadline; await sleep(1000)) {
    const answer = await get(`/metrics?from=${addDays(to, -30)}&to=${to}`)
    const { currencies } = (await answer.json()) as { currencies: { currencyCode: string }[] }
    if (currencies.some(({ currencyCode }) => currencyCode === 'USD')) return
  }
  throw new Error('The numbers of the demo were not read.')
}

async function shoot(page: Page, path: string, name: string): Promise<void> {
  await page.goto(`${app.url}${path}`)
  await page.getByRole('heading', { level: 1, name: 'Loading' }).waitFor({ state: 'detached' })
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.locator('[class*=Skeleton]').first().waitFor({ state: 'detached' })
  await page.waitForLoadState('networkidle')
  const picture = await page.screenshot()
  // Few colours, so a palette keeps them all and the files small.
  await sharp(picture)
    .png({ palette: true, quality: 90, effort: 7 })
    .toFile(join(OUT, `${name}.png`))
  console.log(`docs/screenshots/${name}.png`)
}
