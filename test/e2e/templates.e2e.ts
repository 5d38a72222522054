import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Account } from '../../src/contract/session.ts'
import type { Campaign } from '../../src/contract/campaign.ts'
import { isFitForAll, setStage, shown, type Stage, until } from './stage.ts'

// A campaign that turned out well becomes a template, and others begin from it, in this account and in another one.

vi.setConfig({ testTimeout: 120_000 })

let stage: Stage
let page: Page
let source: Campaign
let other: Account

beforeAll(async () => {
  stage = await setStage()
  const { items } = await stage.api<{ items: Account[] }>('GET', '/accounts/reachable')
  const yen = items.find(({ currencyCode }) => currencyCode !== 'USD')!
  const { customerId, loginCustomerId } = yen
  other = await stage.api('POST', '/accounts', { customerId, loginCustomerId })
  const made = await stage.complete('Spring launch')
  const adGroups = made.adGroups.map((group) => ({ ...group, audiences: [{ audienceId: '77' }] }))
  source = await stage.api(
    'PATCH',
    `/campaigns/${made.id}`,
    { adGroups },
    { 'if-match': `"${made.version}"` },
  )
  page = await stage.open(`/campaigns/${source.id}`)
  await shown(page.getByRole('heading', { name: 'Spring launch' }))
}, 180_000)

afterAll(async () => await stage.close())

const button = (name: string) => page.getByRole('button', { name, exact: true })
const dialog = (name: string) => page.getByRole('dialog', { name })
/** The campaign that the page edits. */
const edited = async (): Promise<Campaign> => {
  await until('the editor is open', async () => page.url().includes('/edit'))
  const id = /campaigns\/([0-9a-f-]{36})\/edit/.exec(page.url())![1]!
  return await stage.api('GET', `/campaigns/${id}`)
}

it('a campaign is saved as a template', async () => {
  await button('Save as template').click()
  const save = dialog('Save as template')
  await isFitForAll(page, 'template-save')
  await save.getByLabel('Name of the template').fill('')
  await save.getByRole('button', { name: 'Save template' }).click()
  await shown(save.getByText('A template needs a name.'))
  await save.getByLabel('Name of the template').fill('Each spring')
  await save.getByLabel('What it is for').fill('For the shops in the north')
  await page.keyboard.press('Tab')
  await save.getByRole('button', { name: 'Save template' }).click()
  await shown(page.getByText('“Each spring” is a template now'))
})

it('a new campaign begins from it, with its own name and dates', async () => {
  await page.goto(`${stage.app.url}/campaigns/new?account=${stage.accountId}`)
  await shown(page.getByText('For the shops in the north'))
  await isFitForAll(page, 'template-choice')
  await button('Begin from Each spring').click()
  const use = dialog('New campaign from “Each spring”')
  await use.getByRole('button', { name: 'Make the draft' }).click()
  await shown(use.getByText('A campaign needs a name.'))
  await use.getByLabel('Campaign name').fill('Spring 2036')
  await use.getByLabel('Start date').fill('2036-03-01')
  await use.getByLabel('End date').fill('2036-02-01')
  await use.getByRole('button', { name: 'Make the draft' }).click()
  await shown(use.getByText(/end/i).and(use.locator('[id$="-error"]')))
  await isFitForAll(page, 'template-use')
  await use.getByLabel('End date').fill('2036-05-31')
  await use.getByLabel('End date').press('Enter')
  const begun = await edited()
  expect(begun).toMatchObject({
    name: 'Spring 2036',
    accountId: stage.accountId,
    startDate: '2036-03-01',
    endDate: '2036-05-31',
    dailyBudgetMicros: '50000000',
    containsEuPoliticalAdvertising: null,
    status: 'DRAFT',
  })
  expect(begun.adGroups[0]).toMatchObject({ audiences: [{ audienceId: '77' }] })
  expect(begun.adGroups[0]!.ads[0]!.headlines).toEqual(source.adGroups[0]!.ads[0]!.headlines)
  expect(begun.assets.map(({ id }) => id)).toEqual(source.assets.map(({ id }) => id))
  await shown(page.getByLabel('Campaign name'))
})

it('in another account it says what stays behind, before and after', async () => {
  await page.getByRole('link', { name: 'Templates', exact: true }).click()
  await shown(page.getByRole('heading', { name: 'Templates' }))
  await isFitForAll(page, 'templates')
  await button('New campaign from Each spring').click()
  const use = dialog('New campaign from “Each spring”')
  await use.getByLabel('Campaign name').fill('Elsewhere')
  await use.getByRole('combobox', { name: 'Account' }).click()
  await page.getByRole('option', { name: new RegExp(other.name) }).click()
  await shown(use.getByText(/its audiences stay behind, and so do amounts/))
  await use.getByRole('button', { name: 'Make the draft' }).click()
  const told = dialog('The draft is made, but for this')
  await shown(told.getByText(/^The audience of .* belongs to the account/))
  await shown(told.getByText(/^The template has an amount in USD/))
  await isFitForAll(page, 'template-left-out')
  await told.getByRole('button', { name: 'Open the draft' }).click()
  const begun = await edited()
  expect(begun).toMatchObject({ name: 'Elsewhere', accountId: other.id, dailyBudgetMicros: null })
  expect(begun.adGroups[0]!.audiences).toEqual([])
  expect(begun.assets).toHaveLength(2)
})

it('it is renamed and deleted, and what began from it stays', async () => {
  await page.goto(`${stage.app.url}/templates`)
  await button('Rename Each spring').click()
  await dialog('Name and description').getByLabel('Name of the template').fill('Every spring')
  await dialog('Name and description').getByRole('button', { name: 'Save' }).click()
  await button('Delete Every spring').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await shown(page.getByText('No templates yet'))
  const { items } = await stage.api<{ items: Campaign[] }>('GET', '/campaigns')
  expect(items.map(({ name }) => name)).toEqual(['Elsewhere', 'Spring 2036', 'Spring launch'])
})

it('the pages met no error on the way', () => expect(stage.faults).toEqual([]))
