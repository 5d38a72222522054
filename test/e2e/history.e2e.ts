import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import { todayIn } from '../../src/contract/dates.ts'
import { isFitForAll, setStage, shown, type Stage } from './stage.ts'

let stage: Stage
let page: Page
let id: string

const edit = async (version: number, body: object): Promise<Campaign> =>
  await stage.api('PATCH', `/campaigns/${id}`, body, { 'if-match': `"${version}"` })
const now = async (): Promise<Campaign> => await stage.api('GET', `/campaigns/${id}`)

beforeAll(async () => {
  stage = await setStage()
  const made = await stage.complete('Spring on your balcony')
  id = made.id
  const [group] = made.adGroups
  const [ad] = group!.ads
  const headlines = [{ text: 'Spring starts here' }, { text: 'Herbs for every window' }]
  await edit(1, { dailyBudgetMicros: '80000000', adGroups: [{ ...group, ads: [{ ...ad, headlines }] }] })
  await edit(2, { name: 'Summer on your balcony' })
  page = await stage.open(`/campaigns/${id}?tab=history&revision=2`)
}, 120_000)
afterAll(async () => await stage.close())

it('a revision says what it changed, field by field', async () => {
  const changes = page.getByLabel('Changes')
  await shown(changes.getByText('$80.00'))
  await shown(changes.getByText('$50.00'))
  await shown(changes.getByText('Ad group 1, ad 1, headlines'))
  await shown(changes.getByText('Herbs for every window'))
  await isFitForAll(page, 'history')
})

it('a day leads to what the campaign was at its end, and says where it was not there yet', async () => {
  const day = page.getByLabel('As it was at the end of')
  await day.fill('2020-01-01')
  await shown(page.getByText('It was not there yet on that day.'))
  await day.fill(todayIn('America/New_York'))
  await shown(page.locator('[data-chosen]').getByText('Revision 3'))
  expect(new URL(page.url()).searchParams.get('revision')).toBe('3')
  expect(await day.inputValue(), 'the day of what is shown').not.toBe('')
  await page.getByRole('link', { name: /Revision 2/ }).click()
  await shown(page.locator('[data-chosen]').getByText('Revision 2'))
  expect(await day.inputValue(), 'another revision is no day').toBe('')
  await day.fill('2020-01-01')
  await shown(page.getByText('It was not there yet on that day.'))
  await page.getByRole('link', { name: /Revision 1/ }).click()
  await page.getByText('It was not there yet on that day.').waitFor({ state: 'detached' })
  await page.goto(`${stage.app.url}/campaigns/${id}?tab=history&revision=2`)
})

it('undoing it keeps the later edit, and what it undid is shown', async () => {
  await page.getByRole('button', { name: 'Undo this change' }).click()
  await shown(page.getByText('Revision 2 is undone, as revision 4.'))
  await shown(page.getByText('Revision 2 undone'))
  expect(await now()).toMatchObject({
    name: 'Summer on your balcony',
    dailyBudgetMicros: '50000000',
    version: 4,
  })
})

it('what was changed again since is named, and nothing happens', async () => {
  await edit(4, { name: 'Autumn on your balcony' })
  await page.goto(`${stage.app.url}/campaigns/${id}?tab=history&revision=3`)
  await page.getByRole('button', { name: 'Undo this change' }).click()
  await shown(page.getByText(/later edits changed the same.*Campaign name/))
  expect(await now()).toMatchObject({ name: 'Autumn on your balcony', version: 5 })
})

it('a whole state is restored', async () => {
  await page.goto(`${stage.app.url}/campaigns/${id}?tab=history&revision=1`)
  await page.getByRole('button', { name: 'Restore this state' }).click()
  await shown(page.getByText('Revision 1 is restored, as revision 6.'))
  expect(await now()).toMatchObject({ name: 'Spring on your balcony', version: 6 })
  expect(stage.faults).toEqual([])
})
