import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Audience } from '../../src/contract/audiences.ts'
import type { Campaign } from '../../src/contract/campaign.ts'
import { gone, isFitForAll, setStage, shown, type Stage, until } from './stage.ts'

// Whom a campaign is aimed at, by name: chosen in the editor, and read wherever it stands.

vi.setConfig({ testTimeout: 180_000 })
let stage: Stage
let campaign: Campaign
let outdoor: Audience

beforeAll(async () => {
  stage = await setStage()
  campaign = await stage.complete('By name')
  const { items } = await stage.api<{ items: Audience[] }>('GET', `/accounts/${stage.accountId}/audiences`)
  outdoor = items.find(({ name }) => name === 'Outdoor enthusiasts')!
}, 180_000)
afterAll(async () => await stage.close())

const field = (page: Page): Locator => page.getByRole('combobox', { name: 'Audience', exact: true })
const section = (page: Page): Locator => page.getByRole('region', { name: 'Audience', exact: true })
const chosen = (page: Page, name: string): Locator => section(page).getByText(name, { exact: true })
const open = async (view: string): Promise<Page> => await stage.open(`/campaigns/${campaign.id}${view}`)

async function isSavedAs(...ids: string[]): Promise<void> {
  await until(`saved: ${ids.join()}`, async () => {
    const { adGroups } = await stage.api<Campaign>('GET', `/campaigns/${campaign.id}`)
    return adGroups[0]!.audiences.map(({ audienceId }) => audienceId).join() === ids.join()
  })
}

async function choose(page: Page, words: string): Promise<void> {
  await field(page).fill(words)
  await shown(page.getByRole('option').first())
  await field(page).press('Enter')
}

it('an audience is chosen by a part of its name, and the next one takes its place', async () => {
  const page = await open('/edit')
  await field(page).click()
  await shown(page.getByRole('option', { name: /^Outdoor enthusiasts\s*Hikes and camps$/ }))
  expect(await page.getByRole('option', { name: 'Winter sale visitors' }).count()).toBe(0)
  await choose(page, 'stud')
  await shown(chosen(page, 'Students'))
  await choose(page, 'outdoor')
  await shown(chosen(page, 'Outdoor enthusiasts'))
  await gone(chosen(page, 'Students'))
  await isSavedAs(outdoor.id)
  await field(page).fill('nobody by that name')
  await shown(page.getByText('No audience by that name. An id works, too.'))
  await field(page).blur()
  await isFitForAll(page, 'editor-audience')
  await page.context().close()
})

it('an id works as well: typed, left standing in the field, or pasted', async () => {
  const page = await open('/edit')
  await choose(page, '77')
  await shown(chosen(page, 'Audience 77'))
  await shown(page.getByText('Google has no audience 77 in use in this account.'))
  await isSavedAs('77')
  await field(page).fill(outdoor.id)
  await field(page).blur()
  await shown(chosen(page, 'Outdoor enthusiasts'))
  await isSavedAs(outdoor.id)
  await field(page).evaluate((element) => {
    const data = new DataTransfer()
    data.setData('text/plain', 'customers/1234567890/audiences/78')
    element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  })
  await shown(chosen(page, 'Audience 78'))
  await isSavedAs('78')
  await choose(page, 'outdoor')
  await isSavedAs(outdoor.id)
  await page.context().close()
})

it('overview, plan and history name it', async () => {
  const overview = await open('')
  await shown(overview.getByText('Audience: Outdoor enthusiasts'))
  await overview.context().close()
  const plan = await open('/plan')
  const group = plan.getByRole('region', { name: campaign.adGroups[0]!.name })
  await shown(group.getByText('Audience Outdoor enthusiasts', { exact: true }))
  expect(await group.getByText(`Audience ${outdoor.id}`).count()).toBe(0)
  await plan.context().close()
  const history = await open('?tab=history')
  const changes = history.locator('dl[aria-label="Changes"]')
  await shown(changes.getByText('Outdoor enthusiasts'))
  await isFitForAll(history, 'history-audience')
  await history.context().close()
})

it('where Google does not tell, ids stand in the place of names and can be typed, until it is read again', async () => {
  await stage.emulator('POST', '/faults', {
    kind: 'error',
    code: 'authorizationError.USER_PERMISSION_DENIED',
    count: 1000,
    match: { path: 'googleAds:search', body: 'FROM audience' },
  })
  const overview = await open('')
  await shown(overview.getByText(`Audience: ${outdoor.id}`))
  await overview.context().close()
  const page = await open('/edit')
  await shown(page.getByText(/^The names of the audiences could not be read: .* Ids still work\./))
  await shown(chosen(page, `Audience ${outdoor.id}`))
  await isFitForAll(page, 'editor-audience-unread')
  await choose(page, '88')
  await isSavedAs('88')
  await choose(page, outdoor.id)
  await isSavedAs(outdoor.id)
  await stage.emulator('DELETE', '/faults')
  await page.getByRole('button', { name: 'Read again' }).click()
  await shown(chosen(page, 'Outdoor enthusiasts'))
  await gone(page.getByText(/^The names of the audiences could not be read/))
  expect(stage.faults).toEqual([])
  await page.context().close()
})
