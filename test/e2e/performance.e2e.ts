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
  })
  await expect
    .poll(
      async () =>
        (
          await stage.api<{ days: unknown[] }>(
            'GET',
            `/campaigns/${campaign.id}/metrics?from=${daysAgo(29)}&to=${TODAY}`,
          )
        ).days.length,
      { timeout: READ_WITHIN_MS, interval: 500 },
    )
    .toBe(2)
  await page.reload()
  const tiles = page.getByRole('group', { name: 'Figures in the chart' })
  await shown(tiles.getByRole('button', { name: /Clicks 80 no days to compare/ }))
  await shown(tiles.getByRole('button', { name: /Cost \$40\.00/ }))
  await shown(page.getByRole('figure', { name: 'Two figures by day' }).locator('svg'))
  await tiles.getByRole('button', { name: /CTR/ }).click()
  await shown(page.getByText('CTR', { exact: true }))
  await shown(
    page.getByRole('table').getByRole('row', { name: /\$20\.00 4,000 50 1\.25% \$0\.40 2\.5 \$8\.00/ }),
  )
  await shown(page.getByRole('region', { name: 'This month' }).getByText('$1,520.00'))
  await isFitForAll(page, 'performance')
  expect(stage.faults).toEqual([])
}, 150_000)
