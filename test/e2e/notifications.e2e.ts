import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import { CUSTOMER_ID, gone, isFitForAll, setStage, shown, type Stage, until } from './stage.ts'

// A colleague's program publishes; Tess, who may publish, is told what went wrong, and what happens at Google.

let stage: Stage
let page: Page
let spring: Campaign

beforeAll(async () => {
  stage = await setStage()
  spring = await stage.complete('Spring on your balcony')
  await stage.api('POST', `/campaigns/${spring.id}/publish`)
  const state = async () => (await read(spring)).lastPublication?.state
  await vi.waitFor(async () => expect(await state()).toBe('SUCCEEDED'), { timeout: 60_000, interval: 100 })
  page = await stage.open('/campaigns')
}, 180_000)
afterAll(async () => await stage.close())

const read = async ({ id }: Campaign): Promise<Campaign> => await stage.api('GET', `/campaigns/${id}`)
const bell = (name: string | RegExp = /^Notifications/) => page.getByRole('button', { name, exact: true })
const panel = () => page.getByRole('dialog', { name: 'Notifications' })
/** Google refuses to make it. */
async function fail(name: string): Promise<void> {
  await stage.emulator('POST', '/faults', {
    kind: 'error',
    code: 'campaignBudgetError.MONEY_AMOUNT_TOO_LARGE',
    match: { path: 'googleAds:mutate', body: name },
  })
  const campaign = await stage.complete(name)
  await stage.api('POST', `/campaigns/${campaign.id}/publish`)
}

it('what fails while the page is open is told beside it, and counted by the bell', async () => {
  await shown(bell('Notifications'))
  await fail('Summer on your balcony')
  const toast = page.getByRole('alert').filter({ hasText: '“Summer on your balcony” was not published' })
  await shown(toast)
  await shown(bell('Notifications: 1 unread'))
  await toast.getByRole('button', { name: 'Open' }).click()
  await page
    .getByRole('heading', { name: 'Not published' })
    .or(page.getByText('Not published'))
    .first()
    .waitFor()
  expect(page.url()).toContain('/publications/')
  // Opened is read, and the toast is gone.
  await shown(bell('Notifications'))
  await gone(toast)
})

it('the panel has the last ones, by keys and by the mouse, and marks all as read', async () => {
  const resource = `customers/${CUSTOMER_ID}/campaigns/${(await read(spring)).googleCampaignId}`
  await stage.emulator('POST', '/edit-as-user', {
    customerId: CUSTOMER_ID,
    userEmail: 'ana@example.com',
    mutateOperations: [{ campaignOperation: { remove: resource } }],
  })
  await stage.api('POST', `/campaigns/${spring.id}/sync`)
  await fail('Autumn on your balcony')
  await shown(bell('Notifications: 2 unread'))
  await bell().focus()
  await page.keyboard.press('Enter')
  await shown(panel().getByRole('link', { name: 'Unread: “Spring on your balcony” was removed at Google' }))
  await isFitForAll(page, 'notifications-panel')
  await panel().getByRole('button', { name: 'Mark all as read' }).click()
  await shown(bell('Notifications'))
  await page.keyboard.press('Escape')
  await gone(panel())
  await until('the bell has the focus again', () => bell().evaluate((own) => own === document.activeElement))
})

it('the page has all of them, and what is unread alone', async () => {
  await page.keyboard.press('g')
  await page.keyboard.press('n')
  await page.getByRole('heading', { name: 'Notifications', level: 1 }).waitFor()
  await fail('Winter on your balcony')
  await shown(bell('Notifications: 1 unread'))
  const winter = page.getByRole('main').getByRole('link', { name: /Winter on your balcony/ })
  await shown(winter)
  expect(
    await page
      .getByRole('main')
      .getByRole('link', { name: /on your balcony/ })
      .count(),
  ).toBe(4)
  await isFitForAll(page, 'notifications')
  await page.getByText('Unread', { exact: true }).click()
  await until(
    'only one is unread',
    async () => (await page.getByRole('main').getByRole('listitem').count()) === 1,
  )
  await page
    .getByRole('main')
    .getByRole('button', { name: /^Mark as read: “Winter/ })
    .click()
  await shown(page.getByText('Nothing is unread'))
  await isFitForAll(page, 'notifications-empty')
})

it('what somebody does not want is not told, and a switch that cannot be saved goes back', async () => {
  await page.getByRole('main').getByRole('link', { name: 'What I am told' }).click()
  const failed = page.getByRole('switch', { name: 'A publication that you asked for failed' })
  await failed.waitFor()
  await isFitForAll(page, 'settings-notifications')
  await page.route('**/api/v1/notification-preferences', (route) =>
    route.request().method() === 'PATCH' ? route.fulfill({ status: 422, body: '' }) : route.continue(),
  )
  await failed.click({ force: true })
  await shown(page.getByRole('alert').filter({ hasText: 'Not saved' }))
  await until('it is on again', () => failed.isChecked())
  await page.unroute('**/api/v1/notification-preferences')
  await failed.click({ force: true })
  await page.reload()
  await until('it stays off', async () => !(await failed.isChecked()))
  await fail('Easter on your balcony')
  const { items } = await stage.api<{ items: Campaign[] }>('GET', '/campaigns?q=Easter')
  await until('it has failed', async () => (await read(items[0]!)).lastPublication?.state === 'FAILED')
  await page.keyboard.press('g')
  await page.keyboard.press('n')
  await shown(page.getByRole('main').getByText('All read'))
  expect(await page.getByText('Easter').count()).toBe(0)
})

it('the pages met no error on the way', () => expect(stage.faults).toEqual([]))
