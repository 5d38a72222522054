import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import { addDays, todayIn } from '../../src/contract/dates.ts'
import { CUSTOMER_ID, isFitForAll, setStage, shown, type Stage } from './stage.ts'

/** The worker reads the numbers of an emulated account once a minute. */
const READ_WITHIN_MS = 90_000

let stage: Stage
let page: Page
let campaign: Campaign

beforeAll(async () => {
  stage = await setStage()
  const { id } = await stage.complete('Spring on your balcony')
  await stage.api('POST', `/campaigns/${id}/publish`)
  await vi.waitFor(async () => expect((await read(id)).lastPublication?.state).toBe('SUCCEEDED'), {
    timeout: 30_000,
    interval: 100,
  })
  campaign = await read(id)
  await counted({ [TODAY]: NOTHING })
  page = await stage.open(`/campaigns/${id}?tab=performance`)
}, 180_000)
afterAll(async () => await stage.close())

const TODAY = todayIn('America/New_York')
const NOTHING = { impressions: 0, clicks: 0, costMicros: 0, conversions: 0, conversionsValue: 0 }
const daysAgo = (days: number): string => addDays(TODAY, -days)

/** Says what Google counted, instead of what the emulator would make up. */
async function counted(days: Record<string, object>): Promise<void> {
  const body = { customerId: CUSTOMER_ID, campaignId: campaign.googleCampaignId, days }
  await stage.emulator('POST', '/metrics', body)
}

const read = async (id: string): Promise<Campaign> => await stage.api('GET', `/campaigns/${id}`)

it('a campaign without numbers says so', async () => {
  await shown(page.getByText('No numbers in these days'))
  await isFitForAll(page, 'performance-empty')
})

it('what Google counted comes in by itself, as figures, as a chart and as a table', async () => {
  const usual = { ...NOTHING, impressions: 4000, clicks: 50, costMicros: 20_000_000, conversions: 2.5 }
  await counted({
    [daysAgo(1)]: usual,
    [daysAgo(2)]: { ...usual, clicks: 30 },
    [daysAgo(20)]: { ...usual, clicks: 40 },
  })
  await expect
    .poll(
      async () =>
        (
          await stage.api<{ days: unknown[] }>(
            'GET',
            `/campaigns/${campaign.id}/metrics?from=${daysAgo(13)}&to=${TODAY}`,
          )
        ).days.length,
      { timeout: READ_WITHIN_MS, interval: 500 },
    )
    .toBe(2)
  // Fourteen days with today, against the fourteen before.
  await page.getByLabel('Days', { exact: true }).selectOption('Own dates')
  await page.getByLabel('Last day').fill(TODAY)
  await page.getByLabel('First day').fill(daysAgo(13))
  const tiles = page.getByRole('group', { name: 'Figures in the chart' })
  await shown(tiles.getByRole('button', { name: /Clicks 80 \+100% from 40/ }))
  await shown(tiles.getByRole('button', { name: /Cost \$40\.00/ }))
  await shown(page.getByRole('figure', { name: 'Two figures by day' }).locator('svg'))
  await tiles.getByRole('button', { name: /CTR/ }).click()
  await shown(page.getByText('CTR', { exact: true }))
  const table = page.getByRole('table')
  await shown(table.getByRole('row', { name: /\$20\.00.* 4,000.* 50.* 1\.25%.* \$0\.40.* 2\.5.* \$8\.00/ }))
  await shown(table.getByRole('row', { name: /All days \$40\.00 \+100% / }))
  const month = page.getByRole('region', { name: 'This month' })
  await shown(month.getByText('$1,520.00'))
  await shown(month.getByText(/cannot be told yet/))
  await isFitForAll(page, 'performance')
}, 150_000)

it('what was published stands at its day, with who it was, and leads there by keys alone', async () => {
  const mark = page
    .getByRole('list', { name: 'What was done in these days' })
    .getByRole('button', { name: /: Published by Colleague$/ })
  await mark.focus()
  await shown(page.locator('figure').getByRole('link', { name: 'Published' }))
  await isFitForAll(page, 'performance-mark')
  await mark.focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/publications\//)
  await page.goBack()
})

it('the same days of the year before are not compared where nobody read them; with nothing, nothing is', async () => {
  const change = page.getByText(/\+100% from/)
  await shown(change.first())
  await page.getByLabel('Compared with').selectOption('nothing')
  await expect.poll(async () => await change.count(), { timeout: 15_000 }).toBe(0)
  await page.getByLabel('First day').fill(daysAgo(60))
  await page.getByLabel('Compared with').selectOption('the year before')
  await shown(page.getByText(/Compared with nothing: numbers were read from/))
  expect(new URL(page.url()).searchParams.get('compare')).toBe('year')
  expect(stage.faults).toEqual([])
})
