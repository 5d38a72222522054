import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import { setStage, shown, type Stage, until } from './stage.ts'

// What may be spent: a cap that refuses, and the stop of everything with its way back.

vi.setConfig({ testTimeout: 60_000 })

let stage: Stage
let page: Page
let live: Campaign
let draft: Campaign

beforeAll(async () => {
  stage = await setStage()
  live = await stage.complete('Running')
  draft = await stage.complete('Too much')
  await stage.api('POST', `/campaigns/${live.id}/publish`)
  page = await stage.open('/settings/spend')
}, 180_000)

afterAll(async () => {
  expect(stage.faults).toEqual([])
  await stage.close()
})

const statusOf = async ({ id }: Campaign): Promise<string> =>
  (await stage.api<Campaign>('GET', `/campaigns/${id}`)).status
const atGoogle = async ({ id }: Campaign): Promise<string | null> =>
  (await stage.api<Campaign>('POST', `/campaigns/${id}/sync`)).google.status
const button = (name: string | RegExp) => page.getByRole('button', { name })

it('a cap that is set is what the next plan is held to', async () => {
  await until('the campaign runs', async () => (await statusOf(live)) === 'PUBLISHED')
  const caps = page.getByRole('form', { name: /^Caps of Demo Outdoor/ })
  await caps.getByLabel('Cap of a day, USD').fill('120')
  await caps.getByRole('button', { name: 'Save' }).click()
  await shown(page.getByText(/^The caps of .* are saved\.$/))
  await page.goto(`${stage.app.url}/campaigns/${draft.id}/plan`)
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await shown(page.getByRole('alert').getByText(/worst day/))
  expect(await statusOf(draft)).toBe('DRAFT')
})

it('everything is stopped by its name, said on every page, and restored as it ran', async () => {
  await page.goto(`${stage.app.url}/settings/spend`)
  await button('Stop everything…').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Why (others see it)').fill('Wrong prices on the site')
  await dialog.getByRole('button', { name: 'Stop it all' }).click()
  await shown(dialog.getByText('It is demo.'))
  await dialog.getByLabel(/^Type the name/).fill('demo')
  await dialog.getByRole('button', { name: 'Stop it all' }).click()
  await until('the campaign is paused', async () => (await statusOf(live)) === 'PAUSED')
  expect(await atGoogle(live)).toBe('PAUSED')
  await page.goto(`${stage.app.url}/campaigns`)
  await shown(page.getByText(/Wrong prices on the site/))
  await page.getByRole('link', { name: 'Look and restore' }).click()
  await button(/^Restore/).click()
  const confirm = page.getByRole('dialog')
  await confirm.getByRole('button', { name: /^Restore/ }).click()
  await until('the campaign runs again', async () => (await statusOf(live)) === 'PUBLISHED')
  expect(await atGoogle(live)).toBe('ENABLED')
  await page.goto(`${stage.app.url}/campaigns`)
  await shown(page.getByRole('heading', { name: 'Campaigns' }))
  await until('nothing is stopped', async () => (await page.getByText(/Wrong prices/).count()) === 0)
})
