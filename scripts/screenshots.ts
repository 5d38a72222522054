// Writes docs/screenshots: every page, in light and dark, and the table on a phone. Needs Chromium and a built web interface.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { addDays, todayIn } from '../src/contract/dates.ts'
import { startApp } from '../test/e2e/app.ts'
import { launchBrowser } from '../test/e2e/browser.ts'

const OUT = fileURLToPath(new URL('../docs/screenshots', import.meta.url))
const WIDE = { width: 1440, height: 900 }
const NARROW = { width: 360, height: 780 }

const app = await startApp({ demo: true })
const browser = await launchBrowser()
try {
  mkdirSync(OUT, { recursive: true })
  const state = await setUp(browser)
  const paths = await pagesToShow(state)
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({
      viewport: WIDE,
      colorScheme,
      storageState: state,
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    for (const [name, path] of Object.entries(paths)) await shoot(page, path, `${name}-${colorScheme}`)
    await context.close()
  }
  const context = await browser.newContext({ viewport: NARROW, storageState: state, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await shoot(page, '/campaigns', 'campaigns-phone')
  await shoot(page, paths['campaign']!, 'campaign-phone')
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
  status: string
  lastPublication: { id: string; state: string } | null
}

async function pagesToShow(state: State): Promise<Record<string, string>> {
  const cookie = state.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const get = async (path: string): Promise<Response> =>
    await fetch(`${app.url}/api/v1${path}`, { headers: { cookie } })
  const campaigns = await settled(get)
  await counted(get)
  const first = async (status: string, ready: boolean): Promise<Listed> => {
    for (const campaign of campaigns.filter((one) => one.status === status)) {
      if ((await get(`/campaigns/${campaign.id}/plan`)).ok === ready) return campaign
    }
    throw new Error(`The demo has no such campaign: ${status}.`)
  }
  const [flawed, complete] = [await first('DRAFT', false), await first('DRAFT', true)]
  const published = await first('PUBLISHED', true)
  return {
    campaigns: '/campaigns',
    drafts: '/campaigns?status=DRAFT',
    dashboard: '/dashboard?currency=USD',
    performance: `/campaigns/${published.id}?tab=performance`,
    editor: `/campaigns/${flawed.id}/edit`,
    plan: `/campaigns/${complete.id}/plan`,
    campaign: `/campaigns/${published.id}`,
    publication: `/publications/${published.lastPublication!.id}`,
    images: '/images',
    accounts: '/accounts',
    connect: '/connect',
    new: '/campaigns/new?type=DEMAND_GEN',
    batches: '/batches',
    templates: '/templates',
    approvals: '/approvals',
    notifications: '/notifications',
    audit: '/audit',
    members: '/settings/members',
    spend: '/settings/spend',
  }
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
  await page.screenshot({ path: join(OUT, `${name}.png`) })
  console.log(`docs/screenshots/${name}.png`)
}
