import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import { hasFocus, tabTo } from './keys.ts'
import { isFitForAll, setStage, shown, type Stage, until } from './stage.ts'

// The parameters of a click, built in the editor: what is there already is read, and what nobody knows is kept.

vi.setConfig({ testTimeout: 120_000 })
let stage: Stage
let page: Page
let id: string

beforeAll(async () => {
  stage = await setStage()
  const campaign = await stage.complete('With parameters')
  id = campaign.id
  await stage.api(
    'PATCH',
    `/campaigns/${id}`,
    { finalUrlSuffix: 'shop=%7bX%7d&utm_source=old&v' },
    { 'if-match': `"${campaign.version}"` },
  )
  page = await stage.open(`/campaigns/${id}/edit`)
}, 120_000)

afterAll(async () => await stage.close())

const dialog = () => page.getByRole('dialog', { name: 'UTM parameters' })
const opener = (what: string) => page.getByRole('button', { name: `Build the ${what} from UTM parameters` })
const field = (name: string) => dialog().getByRole('textbox', { name })
const readNow = async () => await stage.api<Campaign>('GET', `/campaigns/${id}`)

it('what is there is read, the usual is filled in beside it, and Google’s words are inserted, by keys', async () => {
  await opener('suffix').focus()
  await page.keyboard.press('Enter')
  await until('the caret is in the first field', async () => await hasFocus(field('Source')))
  expect(await field('Source').inputValue()).toBe('old')
  await shown(dialog().getByText('shop=%7bX%7d & v', { exact: true }))
  await isFitForAll(page, 'url-builder')
  await tabTo(page, dialog().getByRole('button', { name: 'Fill in the usual' }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  expect(await field('Source').inputValue(), 'what somebody wrote stays').toBe('old')
  expect(await field('Campaign').inputValue()).toBe('{campaignid}')
  expect(await field('Term').inputValue(), 'nobody searches here').toBe('')
  await field('Content').fill('spring sale ')
  await tabTo(page, dialog().getByRole('button', { name: 'Let Google fill in: Content' }))
  await page.keyboard.press('Enter')
  await shown(page.getByRole('menuitem', { name: '{device}' }))
  expect(await page.getByRole('menuitem', { name: '{keyword}' }).count()).toBe(0)
  await page.getByRole('menuitem', { name: '{device}' }).press('Enter')
  await until(
    'it stands in the field',
    async () => (await field('Content').inputValue()) === 'spring sale {device}',
  )
  await shown(
    dialog().getByText(
      'https://www.example.com/spring?shop=%7bX%7d&utm_source=old&v&utm_medium=cpc&utm_campaign=21000000001&utm_content=spring%20sale%20m',
      { exact: true },
    ),
  )
  await isFitForAll(page, 'url-builder-filled')
  await dialog().getByRole('button', { name: 'Use it' }).click()
  await until('the focus is back', async () => await hasFocus(opener('suffix')))
  const suffix =
    'shop=%7bX%7d&utm_source=old&v&utm_medium=cpc&utm_campaign={campaignid}&utm_content=spring%20sale%20{device}'
  expect(await page.getByLabel('URL suffix').inputValue()).toBe(suffix)
  await until('it is saved', async () => (await readNow()).finalUrlSuffix === suffix)
})

it('a tracking template begins with the landing page, and Cancel changes nothing', async () => {
  await opener('template').click()
  await field('Source').fill('google')
  await shown(dialog().getByText('{lpurl}?utm_source=google', { exact: true }))
  await dialog().getByRole('button', { name: 'Cancel' }).click()
  expect(await page.getByLabel('Tracking template').inputValue()).toBe('')
  await opener('template').click()
  expect(await field('Source').inputValue()).toBe('')
  await field('Source').fill('google')
  await dialog().getByRole('button', { name: 'Use it' }).click()
  await until(
    'it is saved',
    async () => (await readNow()).trackingUrlTemplate === '{lpurl}?utm_source=google',
  )
  const { findings } = await stage.api<{ findings: { path: string }[] }>('GET', `/campaigns/${id}/preflight`)
  expect(findings.filter(({ path }) => /Template|Suffix/.test(path))).toEqual([])
})

it('the pages met no error on the way', () => expect(stage.faults).toEqual([]))
