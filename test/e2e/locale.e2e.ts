import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Batch } from '../../src/contract/batch.ts'
import type { Campaign } from '../../src/contract/campaign.ts'
import type { SpendLedger } from '../../src/contract/spend.ts'
import type { Stop } from '../../src/contract/stops.ts'
import { launchBrowser } from './browser.ts'
import { setStage, shown, signIn, type Stage, until, WIDE } from './stage.ts'

// A reader in Germany, whose clock stands in Tokyo: every number and amount is written as their browser writes it.

vi.setConfig({ testTimeout: 120_000 })

let stage: Stage
let browser: Browser
let context: BrowserContext
let page: Page
let campaign: Campaign

beforeAll(async () => {
  stage = await setStage()
  campaign = await stage.complete('Frühling')
  await stage.api(
    'PATCH',
    `/campaigns/${campaign.id}`,
    { dailyBudgetMicros: '87500000' },
    { 'if-match': `"${campaign.version}"` },
  )
  browser = await launchBrowser()
  context = await browser.newContext({
    viewport: WIDE,
    locale: 'de-DE',
    timezoneId: 'Asia/Tokyo',
    reducedMotion: 'reduce',
  })
  await signIn(context, stage.app)
  page = await context.newPage()
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (error) => stage.faults.push(error.message))
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await stage?.close()
})

const visit = async (path: string) => await page.goto(`${stage.app.url}${path}`)
/** With the space of the currency as a browser writes it. */
const money = (amount: string) => page.getByText(new RegExp(`${amount.replace('.', '\\.')}\\s\\$`))
/** Amounts in the English way, which a German reads as something else. */
const english = async () =>
  ((await page.locator('body').innerText()).match(/\$\d[\d.,]*|\d+\.\d+\s?%/g) ?? []).filter(Boolean)

it('amounts of the list, the campaign, the form, the plan and the history', async () => {
  await visit('/campaigns')
  await shown(
    page
      .getByRole('row')
      .filter({ hasText: 'Frühling' })
      .getByText(/87,50\s\$/),
  )
  await shown(page.getByRole('group', { name: 'Totals' }).getByText(/87,50\s\$/))
  expect(await english()).toEqual([])
  await visit(`/campaigns/${campaign.id}`)
  await shown(money('87,50'))
  expect(await english()).toEqual([])
  await visit(`/campaigns/${campaign.id}/edit`)
  // Twice the daily budget on one day.
  await shown(money('175,00'))
  expect(await page.getByLabel('Daily budget').inputValue()).toBe('87,50')
  await visit(`/campaigns/${campaign.id}/plan`)
  await shown(money('175,00'))
  expect(await english()).toEqual([])
  await visit(`/campaigns/${campaign.id}?tab=history`)
  await shown(page.getByRole('heading', { name: 'Frühling', level: 1 }))
  // Words of ours stay in the language of ours.
  await shown(page.getByText(/just now|min\. ago/).first())
})

it('what the server refuses says its amounts so too: at a button, in the plan of a batch, and of what a batch left out', async () => {
  const cheap = await stage.complete('Sommer')
  await stage.api(
    'PATCH',
    `/campaigns/${cheap.id}`,
    { dailyBudgetMicros: '1500000' },
    { 'if-match': `"${cheap.version}"` },
  )
  await stage.api(
    'PATCH',
    `/spend/${campaign.accountId}/USD`,
    { dayCapMicros: '120500000' },
    { 'if-match': '"1"' },
  )
  await visit(`/campaigns/${campaign.id}/plan`)
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  const refusal = page.getByRole('alert').filter({ hasText: /cap of the account/ })
  await shown(refusal.getByText(/175,00\s\$ more on the worst day.*120,50\s\$ a day/))
  expect(await english()).toEqual([])
  await visit('/campaigns')
  for (const name of ['Frühling', 'Sommer'])
    await page.getByRole('checkbox', { name: `Pick ${name}`, exact: true }).click()
  await page.getByRole('button', { name: 'Publish…', exact: true }).click()
  await shown(page.getByRole('row', { name: /Sommer/ }).getByText(/1,50\s\$/))
  expect(await english()).toEqual([])
  const { id } = await stage.api<Batch>('POST', '/publish-batches', {
    campaigns: [{ id: campaign.id }, { id: cheap.id }],
  })
  await visit(`/batches/${id}`)
  await shown(page.getByRole('row', { name: /Sommer/ }).getByText(/1,50\s\$/))
  await shown(page.getByRole('row', { name: /Frühling/ }).getByText(/175,00\s\$ more/))
  await page.getByText('What to settle first').first().click()
  expect(await english()).toEqual([])
})

it('what stopped a staged batch says its amounts so too, on its page and where people are told of it', async () => {
  const third = await stage.complete('Herbst')
  const { id } = await stage.api<Batch>('POST', '/publish-batches', {
    campaigns: [{ id: campaign.id }, { id: third.id }],
    staged: true,
  })
  await visit(`/batches/${id}`)
  const stopped = page.getByRole('alert').filter({ hasText: 'Stopped before one campaign had begun' })
  await shown(stopped.getByText(/175,00\s\$ more/))
  expect(await english()).toEqual([])
  await visit('/notifications')
  await shown(page.getByText(/Stopped before one campaign.*175,00\s\$ more/))
  expect(await english()).toEqual([])
})

it('what a restored stop leaves out says its amounts so too', async () => {
  const cap = async (dayCapMicros: string): Promise<void> => {
    const { items } = await stage.api<{ items: SpendLedger[] }>('GET', '/spend')
    const { version } = items.find(({ accountId }) => accountId === campaign.accountId)!
    const etag = { 'if-match': `"${version}"` }
    await stage.api('PATCH', `/spend/${campaign.accountId}/USD`, { dayCapMicros }, etag)
  }
  await cap('900000000')
  await stage.api('POST', `/campaigns/${campaign.id}/publish`)
  const status = async () => (await stage.api<Campaign>('GET', `/campaigns/${campaign.id}`)).status
  await until('the campaign runs', async () => (await status()) === 'PUBLISHED')
  const { id } = await stage.api<Stop>('POST', '/stops', { name: 'demo' })
  await until('the campaign is paused', async () => (await status()) === 'PAUSED')
  await cap('120500000')
  await stage.api('POST', `/stops/${id}/restore`)
  await visit(`/stops/${id}`)
  await shown(page.getByRole('row', { name: /Frühling/ }).getByText(/175,00\s\$ more.*120,50\s\$ a day/))
  expect(await english()).toEqual([])
})

it('a date of the account is the same day in every zone, and a moment names its zone', async () => {
  await visit(`/campaigns/${campaign.id}`)
  await shown(page.getByText(/31\. Dez\.? 2035/))
  await until('the page has come to rest', async () => (await english()).length === 0)
  expect(await page.locator('body').innerText()).not.toContain('1. Jan. 2036')
})

it('the pages met no error on the way', () => expect(stage.faults).toEqual([]))
