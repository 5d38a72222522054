import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import { addDays, todayIn } from '../../src/contract/dates.ts'
import { CUSTOMER_ID, isFitForAll, setStage, shown, type Stage } from './stage.ts'

/** The worker reads the numbers of an emulated account once a minute. */
const READ_WITHIN_MS = 90_000
const TODAY = todayIn('America/New_York')
const daysAgo = (days: number): string => addDays(TODAY, -days)
const day = (dollars: number) => ({
  impressions: 4000,
  clicks: 50,
  costMicros: dollars * 1e6,
  conversions: 2.5,
  conversionsValue: 100,
})

let stage: Stage
let page: Page

beforeAll(async () => {
  stage = await setStage()
  page = await stage.open('/campaigns')
}, 120_000)
afterAll(async () => await stage.close())

const read = async (id: string): Promise<Campaign> => await stage.api('GET', `/campaigns/${id}`)

/** A live campaign of which Google counted these days. */
async function live(name: string, endDate: string, days: Record<string, object>): Promise<void> {
  const { id, version } = await stage.complete(name)
  await stage.api('PATCH', `/campaigns/${id}`, { endDate }, { 'if-match': `"${version}"` })
  await stage.api('POST', `/campaigns/${id}/publish`)
  await vi.waitFor(async () => expect((await read(id)).lastPublication?.state).toBe('SUCCEEDED'), {
    timeout: 30_000,
    interval: 100,
  })
  const { googleCampaignId: campaignId } = await read(id)
  await stage.emulator('POST', '/metrics', { customerId: CUSTOMER_ID, campaignId, days })
}

it('g h leads to the dashboard, which says what is missing before there is anything', async () => {
  await page.getByRole('heading', { name: 'Campaigns', level: 1 }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await shown(page.getByRole('heading', { name: 'Dashboard', level: 1 }))
  await shown(page.getByText('No numbers in these days'))
  await shown(page.getByRole('region', { name: 'Needs attention' }).getByText('Nothing does.'))
  await isFitForAll(page, 'dashboard-empty')
})

it('tells what all campaigns did, which weighed most, and which need somebody', async () => {
  const soon = addDays(TODAY, 3)
  await live('Herbs', '2035-12-31', { [daysAgo(2)]: day(60), [daysAgo(10)]: day(50) })
  await live('Balcony', soon, { [daysAgo(2)]: day(20), [daysAgo(10)]: day(80) })
  const cost = async (): Promise<string> => {
    const query = `from=${daysAgo(7)}&to=${daysAgo(1)}`
    const answer = await stage.api<{ currencies: { totals: { costMicros: string } }[] }>(
      'GET',
      `/metrics?${query}`,
    )
    return answer.currencies[0]?.totals.costMicros ?? '0'
  }
  await expect.poll(cost, { timeout: READ_WITHIN_MS, interval: 500 }).toBe('80000000')
  await page.reload()
  await page.getByLabel('Days', { exact: true }).selectOption('Last 7 days')

  const tiles = page.getByRole('group', { name: 'Figures in the chart' })
  await shown(tiles.getByRole('button', { name: /Cost \$80\.00 -38% from \$130\.00/ }))
  await shown(page.getByRole('figure', { name: 'Two figures by day' }).locator('svg'))
  await shown(page.getByRole('region', { name: 'This month' }).getByText(/of at most \$3,040\.00/))

  const campaigns = page.getByRole('region', { name: 'Campaigns', exact: true })
  const names = async () => await campaigns.getByRole('rowheader').getByRole('link').allTextContents()
  await expect.poll(names, { timeout: 15_000 }).toEqual(['Herbs', 'Balcony'])
  await campaigns.getByText('Biggest change').click()
  await expect.poll(names, { timeout: 15_000 }).toEqual(['Balcony', 'Herbs'])
  await shown(campaigns.getByRole('row', { name: /Balcony .*\$20\.00 -75%/ }))

  const attention = page.getByRole('region', { name: 'Needs attention' })
  await attention.getByRole('button', { name: 'Ending within seven days' }).click()
  await shown(attention.getByRole('link', { name: 'Balcony' }))
  await isFitForAll(page, 'dashboard')
}, 200_000)

it('keeps what is shown in its address, and leads on to a campaign', async () => {
  await page.getByLabel('Shown').selectOption({ index: 1 })
  await expect
    .poll(() => new URL(page.url()).searchParams.get('account'), { timeout: 15_000 })
    .toBe(stage.accountId)
  expect(new URL(page.url()).searchParams.get('days')).toBe('7d')
  await page.reload()
  const campaigns = page.getByRole('region', { name: 'Campaigns', exact: true })
  await campaigns.getByRole('link', { name: 'Herbs' }).click()
  await shown(page.getByRole('heading', { name: 'Herbs', level: 1 }))
  await shown(page.getByRole('group', { name: 'Figures in the chart' }))
  expect(stage.faults).toEqual([])
})
