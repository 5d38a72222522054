import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import { gone, isFitForAll, setStage, shoot, shown, type Stage, until } from './stage.ts'

// Where a campaign is shown, by name: countries at once, and what Google knows beyond them.

vi.setConfig({ testTimeout: 180_000 })
let stage: Stage
let campaign: Campaign

beforeAll(async () => {
  stage = await setStage()
  campaign = await stage.complete('By place')
}, 180_000)
afterAll(async () => await stage.close())

const field = (page: Page, name: string): Locator => page.getByRole('combobox', { name, exact: true })
const section = (page: Page): Locator => page.getByRole('region', { name: 'Audience', exact: true })
const chosen = (page: Page, name: string): Locator => section(page).getByText(name, { exact: true })
const open = async (view: string): Promise<Page> => await stage.open(`/campaigns/${campaign.id}${view}`)

const BERLIN = 'Berlin, Berlin, Germany - City'
const BAVARIA = 'Bavaria, Germany - State'

async function isSavedAs(...wanted: string[]): Promise<void> {
  await until(`saved: ${wanted.join()}`, async () => {
    const { adGroups } = await stage.api<Campaign>('GET', `/campaigns/${campaign.id}`)
    const saved = adGroups[0]!.locations.map(
      ({ geoTargetId, negative }) => `${negative ? '-' : ''}${geoTargetId}`,
    )
    return saved.join() === wanted.join()
  })
}

it('a city is found by how its name begins, a region is left out, and a country needs nobody', async () => {
  const page = await open('/edit')
  await field(page, 'Locations').click()
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Backspace')
  await field(page, 'Locations').fill('Berl')
  await shown(page.getByRole('option', { name: BERLIN }))
  await shown(page.getByRole('option', { name: 'Berlin, Germany - State' }))
  await shoot(page, 'editor-places-open')
  await page.getByRole('option', { name: BERLIN }).click()
  await shown(chosen(page, BERLIN))
  await field(page, 'Locations').fill('germ')
  await shown(page.getByRole('option', { name: 'Germany', exact: true }))
  await field(page, 'Locations').press('Enter')
  await shown(chosen(page, 'Germany'))
  await field(page, 'Left out').click()
  await page.keyboard.press('Backspace')
  await field(page, 'Left out').fill('bavar')
  await page.getByRole('option', { name: BAVARIA }).click()
  await shown(chosen(page, BAVARIA))
  await isSavedAs('1003854', '2276', '-20229')
  await field(page, 'Left out').fill('nowhere at all')
  await shown(page.getByText('No place by that name. An id works, too.'))
  await field(page, 'Left out').blur()
  await isFitForAll(page, 'editor-places')
  await page.context().close()
})

it('overview, plan and history name places', async () => {
  const overview = await open('')
  await shown(overview.getByText(`${BERLIN}, Germany, without ${BAVARIA}`, { exact: false }).first())
  await overview.context().close()
  const plan = await open('/plan')
  const group = plan.getByRole('region', { name: campaign.adGroups[0]!.name })
  await shown(group.getByText(`In ${BERLIN}`, { exact: true }))
  await shown(group.getByText(`Not in ${BAVARIA}`, { exact: true }))
  await plan.context().close()
  const history = await open('?tab=history')
  await shown(history.locator('dl[aria-label="Changes"]').getByText(`without ${BAVARIA}`).first())
  await history.context().close()
})

it('an id is as good; one that Google does not have is told at once', async () => {
  const page = await open('/edit')
  await shown(chosen(page, BERLIN))
  await field(page, 'Locations').fill('1004234')
  await field(page, 'Locations').press('Enter')
  await shown(chosen(page, 'Munich, Bavaria, Germany - City'))
  await field(page, 'Locations').fill('4242424')
  await field(page, 'Locations').press('Enter')
  await shown(section(page).getByText(/Google Ads has no place by the id 4242424\./))
  await field(page, 'Locations').blur()
  await isFitForAll(page, 'editor-places-unknown')
  await field(page, 'Locations').click()
  await page.keyboard.press('Backspace')
  await gone(section(page).getByText(/Google Ads has no place by the id 4242424\./))
  await field(page, 'Locations').press('Backspace')
  await isSavedAs('1003854', '2276', '-20229')
  await page.context().close()
})

it('where Google does not answer, countries are found and the field says what more needs', async () => {
  await stage.emulator('POST', '/faults', {
    kind: 'error',
    code: 'authorizationError.USER_PERMISSION_DENIED',
    count: 1000,
    match: { path: 'geoTargetConstants:suggest' },
  })
  const page = await open('/edit')
  await field(page, 'Locations').fill('Austr')
  await shown(page.getByText(/^Countries and ids work; regions and cities by name come from Google: /))
  await shown(page.getByRole('option', { name: 'Austria', exact: true }))
  await field(page, 'Locations').blur()
  await isFitForAll(page, 'editor-places-alone')
  await stage.emulator('DELETE', '/faults')
  await page.getByRole('button', { name: 'Ask again' }).click()
  await gone(page.getByText(/^Countries and ids work; regions and cities by name come from Google: /))
  expect(stage.faults).toEqual([])
  await page.context().close()
})
