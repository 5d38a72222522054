import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import { CUSTOMER_ID, isFitForAll, setStage, shown, type Stage, until } from './stage.ts'

// Publishing that goes wrong for real: the emulator refuses, loses its answer, or somebody meddles there.

vi.setConfig({ testTimeout: 120_000 })
let stage: Stage
let page: Page

beforeAll(async () => {
  stage = await setStage()
  page = await stage.open('/campaigns')
}, 120_000)

afterAll(async () => await stage.close())

const button = (name: string) => page.getByRole('button', { name, exact: true })

async function publish(campaign: Campaign): Promise<void> {
  await page.goto(`${stage.app.url}/campaigns/${campaign.id}/plan`)
  await button('Publish').click()
  await page.waitForURL(/\/publications\//)
}

/** Its answer to the create of this campaign never arrives, and what was sent is done. */
const loseAnswer = async (name: string) =>
  await stage.emulator('POST', '/faults', {
    kind: 'lose_response',
    match: { path: 'googleAds:mutate', body: name },
  })

const asPerson = async (...mutateOperations: object[]) =>
  await stage.emulator<{ mutateOperationResponses: Record<string, { resourceName: string }>[] }>(
    'POST',
    '/edit-as-user',
    { customerId: CUSTOMER_ID, userEmail: 'someone@example.com', mutateOperations },
  )

const readNow = async (id: string) => await stage.api<Campaign>('GET', `/campaigns/${id}`)

it('a name that is taken at Google is told at its field, which the link leads to; with another name it works', async () => {
  await asPerson(
    {
      campaignBudgetOperation: {
        create: {
          resourceName: `customers/${CUSTOMER_ID}/campaignBudgets/-1`,
          name: 'By hand',
          amountMicros: '50000000',
          explicitlyShared: false,
        },
      },
    },
    {
      campaignOperation: {
        create: {
          name: 'Taken by hand',
          status: 'PAUSED',
          advertisingChannelType: 'DEMAND_GEN',
          campaignBudget: `customers/${CUSTOMER_ID}/campaignBudgets/-1`,
          maximizeConversions: {},
          containsEuPoliticalAdvertising: 'DOES_NOT_CONTAIN_EU_POLITICAL_ADVERTISING',
        },
      },
    },
  )
  const campaign = await stage.complete('Taken by hand')
  await publish(campaign)
  await shown(page.getByText('Not published'))
  await page.getByText('What Google said').click()
  await shown(page.getByText('campaignError.DUPLICATE_CAMPAIGN_NAME'))
  await isFitForAll(page, 'publication-failed')

  await page.getByRole('link', { name: 'Go to: Campaign name' }).click()
  const name = page.getByLabel('Campaign name')
  await until('the caret is in the name', async () =>
    name.evaluate((element) => element === document.activeElement),
  )
  expect(await name.getAttribute('aria-invalid')).toBe('true')
  await isFitForAll(page, 'editor-refused')
  await name.fill('A name of its own')
  await until(
    'the name is no problem any more',
    async () => (await name.getAttribute('aria-invalid')) === null,
  )
  await button('Review and publish').click()
  await button('Publish').click()
  await shown(page.getByText('Published and live'))
  expect(await readNow(campaign.id)).toMatchObject({ status: 'PUBLISHED', name: 'A name of its own' })
})

it('a lost answer is told while it is lost, and ends well with one campaign', async () => {
  const campaign = await stage.complete('Answer lost')
  await loseAnswer('Answer lost')
  await publish(campaign)
  await shown(page.getByText('Google’s answer got lost'))
  await shown(page.getByRole('listitem').filter({ hasText: 'Answer lost' }))
  await isFitForAll(page, 'publication-unknown')
  await shown(page.getByText('Published and live'))
  const { status, googleCampaignId } = await readNow(campaign.id)
  expect([status, googleCampaignId]).toEqual(['PUBLISHED', expect.stringMatching(/^\d+$/)])
})

it('a failure after the change is no reason to make it twice', async () => {
  const campaign = await stage.complete('Failed too late')
  await stage.emulator('POST', '/faults', {
    kind: 'error',
    when: 'after',
    code: 'internalError.INTERNAL_ERROR',
    match: { path: 'googleAds:mutate', body: 'Failed too late' },
  })
  await publish(campaign)
  await shown(page.getByText('Google’s answer got lost'))
  await shown(page.getByText('Published and live'))
  expect((await readNow(campaign.id)).status).toBe('PUBLISHED')
})

it('what a person removed in between needs a person: looking again looks, and closing closes', async () => {
  const campaign = await stage.complete('Removed in between')
  await loseAnswer('Removed in between')
  await publish(campaign)
  await shown(page.getByText('Google’s answer got lost'))
  await removeAtGoogle('Removed in between')
  await shown(page.getByText('A person has to look'))
  await isFitForAll(page, 'publication-attention')

  const searches = async () =>
    (await stage.emulator<{ requests: { path: string }[] }>('GET', '/requests')).requests.filter(({ path }) =>
      path.includes('earch'),
    ).length
  const before = await searches()
  await button('Look at Google again').click()
  await until('Google was searched again', async () => (await searches()) > before)
  await shown(page.getByText('A person has to look'))

  await button('Close it').click()
  await isFitForAll(page, 'publication-close-dialog')
  await page.keyboard.press('Escape')
  await until('Escape gave the focus back', async () =>
    button('Close it').evaluate((element) => element === document.activeElement),
  )
  await button('Close it').click()
  await button('I looked. Close it').click()
  await shown(page.getByText(/Closed by tess/i))
  await page.getByRole('link', { name: 'Open the campaign' }).click()
  await shown(page.getByText('The last publication failed'))
  await isFitForAll(page, 'campaign-failed')
})

async function removeAtGoogle(name: string): Promise<void> {
  const token = await fetch(`${stage.app.emulatorUrl}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: 'x',
      client_secret: 'x',
      refresh_token: 'x',
    }),
  })
  const { access_token: access } = (await token.json()) as { access_token: string }
  const found = await fetch(`${stage.app.emulatorUrl}/v25/customers/${CUSTOMER_ID}/googleAds:search`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      query: `SELECT campaign.resource_name FROM campaign WHERE campaign.name = '${name}'`,
    }),
  })
  const { results } = (await found.json()) as { results: { campaign: { resourceName: string } }[] }
  expect(results).toHaveLength(1)
  await asPerson({ campaignOperation: { remove: results[0]!.campaign.resourceName } })
}

it('an edit of a published campaign is marked, planned as a change, and the mark goes once Google has it', async () => {
  const campaign = await stage.complete('Edited later')
  await publish(campaign)
  await shown(page.getByText('Published and live'))
  await page.goto(`${stage.app.url}/campaigns/${campaign.id}/edit`)
  await page.getByLabel('Daily budget').fill('75')
  await shown(page.getByText('Saved', { exact: true }))
  await page.getByRole('link', { name: 'Campaigns', exact: true }).click()
  const row = page.getByRole('row').filter({ hasText: 'Edited later' })
  await shown(row.getByText('edited', { exact: true }))
  await row.getByRole('link', { name: 'Edited later' }).click()
  await shown(page.getByText('Edited since it was published'))
  await isFitForAll(page, 'campaign-edited')
  await page.getByRole('link', { name: 'Review the changes' }).click()
  const change = page.getByRole('article').filter({ hasText: 'Daily budget' })
  await shown(change.getByText('~', { exact: true }))
  expect(await change.locator('del').first().textContent()).toBe('$50.00')
  expect(await change.locator('ins').first().textContent()).toBe('$75.00')
  await isFitForAll(page, 'plan-change')
  expect(await button('Publish paused').count(), 'a live campaign stays live').toBe(0)
  await button('Publish').click()
  await shown(page.getByText('The changes are live'))
  await page.getByRole('link', { name: 'All campaigns' }).click()
  await shown(row)
  await row.getByText('edited', { exact: true }).waitFor({ state: 'detached' })
})

it('a plan that somebody changes while it is read is not published; the new one is offered', async () => {
  const campaign = await stage.complete('Changed while read')
  await page.goto(`${stage.app.url}/campaigns/${campaign.id}/plan`)
  await shown(page.getByText('$100.00'))
  await stage.api(
    'PATCH',
    `/campaigns/${campaign.id}`,
    { dailyBudgetMicros: '80000000' },
    { 'if-match': `"${campaign.version}"` },
  )
  await button('Publish').click()
  await shown(page.getByText('The plan changed since you opened it'))
  await isFitForAll(page, 'plan-stale')
  expect((await readNow(campaign.id)).lastPublication).toBeNull()
  await button('Show the plan as it stands now').click()
  await shown(page.getByText('$160.00'))
  await page.getByText('The plan changed since you opened it').waitFor({ state: 'detached' })
  await button('Publish').click()
  await shown(page.getByText('Published and live'))
  expect(await readNow(campaign.id)).toMatchObject({ status: 'PUBLISHED', dailyBudgetMicros: '80000000' })
})

it('the pages met no error on the way', () => expect(stage.faults).toEqual([]))
