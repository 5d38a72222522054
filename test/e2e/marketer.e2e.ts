import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { image } from '../campaigns.ts'
import { type App, startApp } from './app.ts'
import { violationsOf } from './axe.ts'
import { launchBrowser } from './browser.ts'

// One story, told in order: what somebody does who has just started the program.

let app: App
let browser: Browser
let context: BrowserContext
let page: Page
const faults: string[] = []

beforeAll(async () => {
  app = await startApp()
  browser = await launchBrowser()
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  page = await context.newPage()
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
}, 120_000)

afterAll(async () => {
  await browser.close()
  await app.remove()
})

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })

const accessible = async (): Promise<void> => expect(await violationsOf(page)).toEqual([])

it('the one-time link makes the first administrator, and no second one', async () => {
  await page.goto(app.setUpUrl)
  await page.getByLabel('Your name').fill('Tess Tester')
  await page.getByLabel('E-mail').fill('tess@example.com')
  await page.getByRole('textbox', { name: 'Password' }).fill('correct horse battery')
  await button('Create the administrator').click()
  await page.getByRole('heading', { name: 'Campaigns', level: 1 }).waitFor()
  const second = await fetch(`${app.url}/api/v1/set-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      token: app.setUpUrl.split('token=')[1],
      name: 'Mallory',
      email: 'mallory@example.com',
      password: 'another long password',
    }),
  })
  expect(second.status).toBe(422)
})

it('an account of the emulator is connected', async () => {
  await page.getByRole('link', { name: 'Accounts' }).click()
  const account = page.getByRole('listitem').filter({ hasText: '123-456-7890' })
  await account.getByRole('button', { name: 'Connect' }).click()
  await page.getByRole('region', { name: 'Connected' }).getByText('123-456-7890').waitFor()
})

it('a campaign is written, a finding is seen and mended', async () => {
  await page.getByRole('link', { name: 'Campaigns', exact: true }).click()
  await page.getByRole('link', { name: 'New campaign' }).first().click()
  await page
    .getByRole('link', { name: /^Demand Gen\b/ })
    .first()
    .click()
  await page.getByLabel('Campaign name').fill('Spring on your balcony')
  await page.getByLabel('Daily budget').fill('50')
  await page.getByLabel('End date').fill('2035-12-31')
  await page.getByRole('radio', { name: 'No, it does not' }).check()
  await page.getByLabel('Headline 1').fill('This headline is much too wide for Google')
  await page.getByLabel('Description 1').fill('Herbs, flowers and trees, delivered within two days.')
  await page.getByLabel('Business name').fill('Acme Garden')
  await page.getByLabel('Final URL').fill('https://www.example.com/spring')
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([
      { name: 'balcony.png', mimeType: 'image/png', buffer: await image(1200, 628, '#2f7d4f') },
      { name: 'square.png', mimeType: 'image/png', buffer: await image(600, 600, '#7d4f2f') },
    ])
  await page
    .getByRole('img', { name: /balcony/ })
    .first()
    .waitFor()
  await page
    .getByRole('region', { name: 'Checks' })
    .getByText(/Google allows 30/)
    .waitFor()
  await page.getByLabel('Headline 1').fill('Spring starts here')
  await page
    .getByRole('region', { name: 'Checks' })
    .getByText(/Google allows 30/)
    .waitFor({ state: 'detached' })
  await page.getByText('Spring starts here').first().waitFor()
})

it('the logo comes from the library, and nothing is left to settle', async () => {
  await button('Add logo').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /square\.png/ }).click()
  await dialog.getByRole('button', { name: 'Use image' }).click()
  await page.getByText(/to settle before publishing/).waitFor({ state: 'detached' })
  await accessible()
})

it('the plan is read and published, and Google has it', async () => {
  await button('Review and publish').click()
  // The editor shows the worst day as well: the plan's own button says that the plan is there.
  await button('Publish').waitFor()
  await page.getByText('$100.00').waitFor()
  await accessible()
  await button('Publish').click()
  await page.getByText('Published and live').waitFor()
  expect(await page.getByRole('listitem').filter({ hasText: 'Done' }).count()).toBe(5)
  await accessible()
  await page.reload()
  await page.getByText('Published and live').waitFor()
})

it('the campaign’s page shows the status and Google’s id, also after a reload', async () => {
  await page.goto(`${app.url}/campaigns`)
  await page.getByRole('button', { name: 'Published 1' }).waitFor()
  await page.getByRole('link', { name: 'Spring on your balcony' }).click()
  await page
    .getByText(/Google id \d+/)
    .first()
    .waitFor()
  await button('Pause').click()
  await button('Resume').waitFor()
  await page.reload()
  await button('Resume').click()
  await button('Pause').waitFor()
  await accessible()
  await page.getByRole('tab', { name: 'Publications' }).click()
  await page.getByRole('tab', { name: 'History' }).click()
  await accessible()
})

it('the emulator’s search shows the same tree', async () => {
  const { access_token: token } = (await (
    await fetch(`${app.emulatorUrl}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: 'x',
        client_secret: 'x',
        refresh_token: 'x',
      }),
    })
  ).json()) as { access_token: string }
  const search = async (query: string): Promise<unknown[]> => {
    const response = await fetch(`${app.emulatorUrl}/v25/customers/1234567890/googleAds:search`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    })
    return ((await response.json()) as { results?: unknown[] }).results ?? []
  }
  const campaigns = await search(
    "SELECT campaign.id, campaign.name, campaign.status, campaign_budget.amount_micros FROM campaign WHERE campaign.name = 'Spring on your balcony'",
  )
  expect(campaigns).toMatchObject([
    {
      campaign: { name: 'Spring on your balcony', status: 'ENABLED' },
      campaignBudget: { amountMicros: '50000000' },
    },
  ])
  const ads = await search(
    'SELECT ad_group_ad.ad.final_urls, ad_group_ad.ad.demand_gen_multi_asset_ad.headlines FROM ad_group_ad',
  )
  expect(ads).toMatchObject([
    {
      adGroupAd: {
        ad: {
          finalUrls: ['https://www.example.com/spring'],
          demandGenMultiAssetAd: { headlines: [{ text: 'Spring starts here' }] },
        },
      },
    },
  ])
})

it('the page met no error on the way', () => {
  expect(faults.filter((fault) => !/status of 4\d\d/.test(fault))).toEqual([])
})
