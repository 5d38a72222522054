import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import { gone, isAccessible, NARROW, setStage, shown, type Stage, until, WIDE } from './stage.ts'

// An administrator protects a campaign: it says so wherever it stands, and nobody changes it until it is let go.

vi.setConfig({ testTimeout: 60_000 })

let stage: Stage
let page: Page
let held: Campaign
let free: Campaign

beforeAll(async () => {
  stage = await setStage()
  held = await stage.complete('Agreed')
  free = await stage.complete('Open')
  await stage.api('POST', `/campaigns/${held.id}/publish`)
  page = await stage.open(`/campaigns/${held.id}`)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
}, 180_000)

afterAll(async () => {
  expect(stage.faults).toEqual([])
  await stage.close()
})

const now = async ({ id }: Campaign): Promise<Campaign> =>
  await stage.api<Campaign>('GET', `/campaigns/${id}`)
const button = (name: string) => page.getByRole('button', { name, exact: true })
const rowOf = (name: string) =>
  page.getByRole('grid', { name: 'Campaigns' }).getByRole('row').filter({ hasText: name })

it('is protected with a reason, which everybody reads who is refused', async () => {
  await until('the campaign runs', async () => (await now(held)).status === 'PUBLISHED')
  await page.reload()
  await button('Protect…').click()
  const dialog = page.getByRole('dialog', { name: 'Protect this campaign?' })
  await dialog.getByLabel('Why (others see it)').fill('Signed off by the client')
  await isAccessible(page, 'protect-dialog')
  await dialog.getByRole('button', { name: 'Protect it' }).click()
  await gone(dialog)
  await shown(page.getByText(/^Protected by tess@example\.com/))
  await shown(page.getByText(/Signed off by the client/))
  await button('Pause').hover()
  await shown(page.getByRole('tooltip').getByText(/protected this campaign on .*Signed off by the client/))
  expect(await button('Edit').getAttribute('aria-disabled')).toBe('true')
  expect((await now(held)).protection).toMatchObject({
    by: 'tess@example.com',
    reason: 'Signed off by the client',
  })
  await page.mouse.move(0, 0)
  await isAccessible(page, 'protected')
  await page.setViewportSize(NARROW)
  await isAccessible(page, 'protected-narrow')
  await page.setViewportSize(WIDE)
})

it('its editor does not open, and says why', async () => {
  await page.goto(`${stage.app.url}/campaigns/${held.id}/edit`)
  await shown(page.getByText('“Agreed” cannot be edited now'))
  await shown(page.getByText(/Signed off by the client/))
})

it('has a lock in the table, and what is pasted into it is refused cell by cell', async () => {
  await page.goto(`${stage.app.url}/campaigns?sort=name`)
  await shown(rowOf('Agreed').getByText('Protected by tess@example.com: Signed off by the client'))
  expect(
    await rowOf('Open')
      .getByText(/Protected by/)
      .count(),
  ).toBe(0)
  await isAccessible(page, 'protected-table')
  await page.evaluate(async () => await navigator.clipboard.writeText('Pasted 1\nPasted 2'))
  await rowOf('Agreed')
    .locator('[aria-colindex="2"]')
    .click({ position: { x: 180, y: 20 } })
  await page.keyboard.press('Control+v')
  const dialog = page.getByRole('dialog', { name: 'Paste: look at what changes' })
  await shown(dialog.getByText(/One cell changes, one cell refused/i))
  await shown(
    dialog
      .getByRole('row')
      .filter({ hasText: 'Agreed' })
      .getByText(/Refused: tess@example.com protected/),
  )
  await isAccessible(page, 'protected-paste')
  await dialog.getByRole('button', { name: /^Change/ }).click()
  await until('the other one is changed', async () => (await now(free)).name === 'Pasted 2')
  expect((await now(held)).name).toBe('Agreed')
})

it('a stop says how many are protected, and can leave them running', async () => {
  await page.goto(`${stage.app.url}/settings/spend`)
  await button('Stop everything…').click()
  const dialog = page.getByRole('dialog')
  await shown(dialog.getByText('One campaign is live or about to be, and it is protected.'))
  await dialog.getByLabel('Leave protected campaigns running').check()
  await isAccessible(page, 'stop-dialog-protected')
  await dialog.getByLabel(/^Type the name/).fill('demo')
  await dialog.getByRole('button', { name: 'Stop it all' }).click()
  await shown(page.getByRole('cell', { name: 'protected, left running' }))
  await shown(page.getByText('It is protected, and was left running.'))
  expect((await now(held)).status).toBe('PUBLISHED')
  await button('Restore what ran…').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click()
  await shown(page.getByRole('heading', { name: 'Restored' }))
})

it('is let go by an administrator, and can be edited again', async () => {
  await page.goto(`${stage.app.url}/campaigns/${held.id}`)
  await button('Lift the protection').click()
  await gone(page.getByText(/^Protected by tess@example\.com/))
  await shown(button('Protect…'))
  await button('Edit').click()
  await page
    .getByLabel('Campaign name')
    .or(page.getByLabel('Name', { exact: true }))
    .first()
    .fill('Changed')
  await until('the new name is saved', async () => (await now(held)).name === 'Changed')
})
