import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { gone, isFitForAll, setStage, shown, type Stage } from './stage.ts'

// From no connection to accounts that go through one: Google's consent, the way back, the accounts, and the end of it.

vi.setConfig({ testTimeout: 60_000 })

let stage: Stage
let page: Page

beforeAll(async () => {
  stage = await setStage()
  page = await stage.open('/accounts')
}, 180_000)

afterAll(async () => {
  expect(stage.faults).toEqual([])
  await stage.close()
})

const button = (name: string | RegExp) => page.getByRole('button', { name })
const region = (name: string) => page.getByRole('region', { name })
const row = (text: string | RegExp) => page.getByRole('listitem').filter({ hasText: text })

it('somebody agrees at Google and comes back to the accounts', async () => {
  await page.getByRole('link', { name: 'Connect Google Ads' }).click()
  await shown(page.getByRole('heading', { name: 'Connect Google Ads', level: 1 }))
  await isFitForAll(page, 'connect')
  await page.getByLabel('Name').fill('Agency')
  await button('Go to Google').click()
  await shown(page.getByRole('heading', { name: 'Agency' }))
  // Neither the code nor the state stays in the address.
  expect(new URL(page.url()).search).toBe('')
  await page.getByRole('checkbox', { name: 'Pick Demo Outdoor Europe' }).check()
  await page.getByRole('checkbox', { name: 'Pick Demo Outdoor Japan' }).check()
  await button('Connect 2 accounts').click()
  await shown(row('Demo Outdoor Japan').getByText('Connected'))
  await button('Check it now').click()
  await shown(page.getByText(/^Google would take changes in Demo Outdoor/))
  await isFitForAll(page, 'connection')
})

it('a connection only reads when told so, and is ended', async () => {
  await page.getByLabel('What it may do').selectOption('Only read')
  await button('Save').click()
  await shown(page.getByText('Saved.'))
  await page.getByRole('link', { name: 'Accounts' }).click()
  await shown(region('Connected').getByText(/only read/))
  await shown(region('Connections').getByText(/2 accounts · only reads/))
  await page.getByRole('link', { name: 'Agency' }).click()
  await button('Disconnect').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click()
  await shown(page.getByText('Disconnected', { exact: true }))
  await gone(button('Check it now'))
})

it('an answer that nobody asked for connects nothing, and says where to begin', async () => {
  const other = await stage.open('/connect/callback?state=forged&code=4/x')
  await shown(other.getByRole('alert').getByText(/belongs to no question of yours/))
  await other.getByRole('link', { name: 'Begin again' }).click()
  await other.getByText('With a service account').click()
  await other.getByLabel('Key file').fill('{"type":"authorized_user"}')
  await other.getByRole('button', { name: 'Connect', exact: true }).click()
  await shown(other.getByText(/not the key file of a service account/))
  // What was typed is still there.
  expect(await other.getByLabel('Key file').inputValue()).toContain('authorized_user')
  stage.faults.length = 0
})
