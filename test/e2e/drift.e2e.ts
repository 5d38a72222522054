import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import { CUSTOMER_ID, isFitForAll, setStage, shown, type Stage } from './stage.ts'

let stage: Stage
let page: Page
let campaign: Campaign

beforeAll(async () => {
  stage = await setStage()
  const { id } = await stage.complete('Spring on your balcony')
  await stage.api('POST', `/campaigns/${id}/publish`)
  const read = async (): Promise<Campaign> => await stage.api('GET', `/campaigns/${id}`)
  await vi.waitFor(async () => expect((await read()).lastPublication?.state).toBe('SUCCEEDED'), {
    timeout: 60_000,
    interval: 100,
  })
  campaign = await read()
  page = await stage.open(`/campaigns/${id}`)
}, 180_000)
afterAll(async () => await stage.close())

const compare = async (): Promise<void> =>
  await page.getByRole('button', { name: 'Compare with Google' }).click()

it('a campaign that nobody touched at Google is said to be as it was published', async () => {
  await compare()
  await shown(page.getByText('Google has it as it was last published.'))
})

it('what somebody changed there is told with old, new, who and when', async () => {
  const resourceName = `customers/${CUSTOMER_ID}/campaigns/${campaign.googleCampaignId}`
  await stage.emulator('POST', '/edit-as-user', {
    customerId: CUSTOMER_ID,
    userEmail: 'ana@example.com',
    mutateOperations: [
      {
        campaignOperation: {
          update: { resourceName, finalUrlSuffix: 'utm_source=ana' },
          updateMask: 'finalUrlSuffix',
        },
      },
    ],
  })
  await compare()
  const changes = page.getByRole('list', { name: 'Changed at Google' })
  await shown(changes.getByText('utm_source=ana'))
  await shown(changes.getByText(/^by ana@example\.com in Google Ads, \d{4}-\d\d-\d\d /))
  await isFitForAll(page, 'drift')
  expect(stage.faults).toEqual([])
})
