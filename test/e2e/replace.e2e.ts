import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import { isAccessible, setStage, shown, type Stage } from './stage.ts'

// A season is over: what the ads of a whole list say is looked through, changed as one, and taken back.

vi.setConfig({ testTimeout: 120_000 })

let stage: Stage
let page: Page
const ids = new Map<string, string>()

beforeAll(async () => {
  stage = await setStage()
  for (const name of ['Shoes spring', 'Hats spring', 'Coats']) {
    const campaign = await stage.api<Campaign>('POST', '/campaigns', {
      accountId: stage.accountId,
      name,
      adHeadline: 'Spring sale: 20 % off',
      finalUrl: 'https://shop.example.com/spring',
    })
    ids.set(name, campaign.id)
  }
  const boots = await stage.api<Campaign>('POST', '/campaigns', {
    accountId: stage.accountId,
    name: 'Boots',
    campaignType: 'SEARCH',
    adHeadline: 'Winter sale',
    finalUrl: 'https://shop.example.com/winter',
  })
  ids.set('Boots', boots.id)
  await stage.api(
    'PATCH',
    `/campaigns/${boots.id}`,
    { adGroups: boots.adGroups.map((group) => ({ ...group, keywords: [{ text: 'winter boots' }] })) },
    { 'if-match': '"1"' },
  )
  page = await stage.open('/campaigns?sort=name&q=spring')
  await shown(page.getByRole('link', { name: 'Shoes spring', exact: true }))
}, 180_000)

afterAll(async () => await stage.close())

const button = (name: string) => page.getByRole('button', { name, exact: true })
const form = () => page.getByRole('dialog', { name: 'Find and replace', exact: true })
const preview = () => page.getByRole('dialog', { name: 'Find and replace: look at what changes' })
const line = (campaign: string, where: string) =>
  preview().getByRole('row').filter({ hasText: campaign }).filter({ hasText: where })
const saved = async (name: string) => await stage.api<Campaign>('GET', `/campaigns/${ids.get(name)}`)
const headline = async (name: string) => (await saved(name)).adGroups[0]!.ads[0]!.headlines[0]!.text

async function look(find: string, by: string): Promise<void> {
  await button('Find and replace…').click()
  await form().getByLabel('Find').fill(find)
  await form().getByLabel('Replace with').fill(by)
}

it('what is looked for nowhere, and what is found nowhere, is said', async () => {
  await button('Find and replace…').click()
  await form().getByRole('button', { name: 'Look at the changes' }).click()
  await shown(form().getByText('Write what to look for.'))
  await isAccessible(page, 'replace-form')
  await form().getByLabel('Find').fill('no such words')
  await form().getByRole('button', { name: 'Look at the changes' }).click()
  await shown(preview().getByText('Found nowhere in 2 campaigns.'))
  await page.keyboard.press('Escape')
  await preview().waitFor({ state: 'detached' })
})

it('every text of the list that would change is told with what Google would say, and nothing is saved yet', async () => {
  await look('Spring', 'The very last days of our summer')
  await form().getByRole('checkbox', { name: 'URLs' }).uncheck()
  await form().getByRole('button', { name: 'Look at the changes' }).click()
  await shown(preview().getByText('4 texts of 2 campaigns change.'))
  await isAccessible(page, 'replace-preview')
  await shown(line('Hats spring', 'Ad group 1, ad 1, headline 1').getByText('Google allows 30'))
  await button('Cancel').click()
  expect((await saved('Hats spring')).version).toBe(1)
})

it('a colleague’s words are not overwritten; the rest changes as one, and one Undo takes it back', async () => {
  await look('spring', 'summer')
  await form().getByRole('button', { name: 'Look at the changes' }).click()
  await shown(preview().getByText('6 texts of 2 campaigns change.'))
  await stage.api(
    'PATCH',
    `/campaigns/${ids.get('Hats spring')}`,
    { adHeadline: 'Mine' },
    { 'if-match': '"1"' },
  )
  await button('Change 6 texts').click()
  const notice = preview().getByRole('alert')
  await shown(notice.getByText(/“Hats spring”: Somebody saved version 2 meanwhile/))
  expect([await headline('Shoes spring'), await headline('Hats spring')]).toEqual([
    'summer sale: 20 % off',
    'Mine',
  ])
  await button('Change 2 texts').click()
  await preview().waitFor({ state: 'detached' })
  expect(await saved('Hats spring')).toMatchObject({ name: 'Hats summer' })
  await page.goto(`${stage.app.url}/campaigns?sort=name`)
  await shown(page.getByRole('link', { name: 'Shoes summer', exact: true }))
  expect(await headline('Coats')).toBe('Spring sale: 20 % off')
})

it('a line that is unticked stays as it is, and keywords are looked through when they are asked for', async () => {
  await page.goto(`${stage.app.url}/campaigns?sort=name&q=Boots`)
  await shown(page.getByRole('link', { name: 'Boots', exact: true }))
  await look('winter', 'autumn')
  await form().getByRole('checkbox', { name: 'Keywords' }).check()
  await form().getByRole('button', { name: 'Look at the changes' }).click()
  await shown(preview().getByText('3 texts of one campaign change.'))
  await preview().getByRole('checkbox', { name: 'Change Ad group 1, ad 1, final URL of Boots' }).uncheck()
  await shown(line('Boots', 'final URL').getByText('Left as it is'))
  await isAccessible(page, 'replace-left-out')
  const all = preview().getByRole('checkbox', { name: 'Change all of these texts' })
  await all.click()
  await shown(button('Change 3 texts'))
  await all.click()
  expect(await button('Change nothing').isDisabled()).toBe(true)
  await preview().getByRole('checkbox', { name: 'Change Ad group 1, keyword 1 of Boots' }).check()
  await button('Change one text').click()
  await preview().waitFor({ state: 'detached' })
  const { adGroups } = await saved('Boots')
  expect(adGroups[0]!.keywords[0]!.text).toBe('autumn boots')
  expect(adGroups[0]!.ads[0]!.finalUrl).toBe('https://shop.example.com/winter')
  await page.goto(`${stage.app.url}/campaigns?sort=name`)
})

it('what is left out is judged anew: no line says what holds beside another one alone', async () => {
  const { id, version, adGroups } = await saved('Boots')
  const [group] = adGroups
  const headlines = [{ text: 'Boots sale!' }, { text: 'Boots! sale' }, { text: 'Warm feet' }]
  const ads = group!.ads.map((ad) => ({ ...ad, headlines }))
  await stage.api(
    'PATCH',
    `/campaigns/${id}`,
    { adGroups: [{ ...group, ads }] },
    { 'if-match': `"${version}"` },
  )
  await page.goto(`${stage.app.url}/campaigns?sort=name&q=Boots`)
  await shown(page.getByRole('link', { name: 'Boots', exact: true }))
  await look('!', '')
  await form().getByRole('button', { name: 'Look at the changes' }).click()
  const second = line('Boots', 'headline 2')
  await shown(second.getByText(/says the same/))
  const first = preview().getByRole('checkbox', { name: /^Change .*headline 1 of Boots$/ })
  await first.uncheck()
  await shown(second.getByText('Changes', { exact: true }))
  await shown(line('Boots', 'headline 1').getByText('Left as it is'))
  await isAccessible(page, 'replace-judged-anew')
  await first.check()
  await shown(second.getByText(/says the same/))
  await first.uncheck()
  await button('Change one text').click()
  await preview().waitFor({ state: 'detached' })
  const ad = (await saved('Boots')).adGroups[0]!.ads[0]!
  expect(ad.headlines.map(({ text }) => text)).toEqual(['Boots sale!', 'Boots sale', 'Warm feet'])
  await page.goto(`${stage.app.url}/campaigns?sort=name`)
})

it('of what is picked only its own texts change, and Undo puts all of them back', async () => {
  await page.getByRole('checkbox', { name: 'Pick Coats' }).click()
  await button('Edit…').click()
  const picked = page.getByRole('dialog', { name: 'Edit one campaign' })
  await picked.getByRole('combobox', { name: 'What to change' }).click()
  await page.getByRole('option', { name: 'Find and replace' }).click()
  await picked.getByLabel('Find').fill('spring')
  await picked.getByLabel('Replace with').fill('autumn')
  await picked.getByRole('button', { name: 'Look at the changes' }).click()
  await button('Change 2 texts').click()
  await preview().waitFor({ state: 'detached' })
  expect(await headline('Coats')).toBe('autumn sale: 20 % off')
  await button('Undo').click()
  await shown(page.getByText('One campaign as before.'))
  expect(await headline('Coats')).toBe('Spring sale: 20 % off')
  expect((await saved('Coats')).adGroups[0]!.ads[0]!.finalUrl).toBe('https://shop.example.com/spring')
})

it('the pages met no error on the way', () => expect(stage.faults).toEqual([]))
