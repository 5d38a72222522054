import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { SavedView } from '../../src/contract/saved-views.ts'
import { isFitForAll, setStage, shown, type Stage, until } from './stage.ts'

// Somebody keeps the table as they like it, changes it, and finds it again.

vi.setConfig({ testTimeout: 120_000 })

let stage: Stage
let page: Page

beforeAll(async () => {
  stage = await setStage()
  for (const name of ['First', 'Second', 'Third'])
    await stage.api('POST', '/campaigns', { accountId: stage.accountId, name })
  page = await stage.open('/campaigns')
  await shown(page.getByRole('link', { name: 'First' }))
}, 180_000)

afterAll(async () => await stage.close())

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const choose = async (name: string) => await page.getByRole('menuitem', { name, exact: true }).click()
const hasType = async () => (await page.getByRole('columnheader', { name: 'Type' }).count()) === 1
const toggleType = async () => {
  await button('Columns').click()
  await page.getByRole('checkbox', { name: 'Type' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('checkbox', { name: 'Type' }).waitFor({ state: 'detached' })
}
const parameter = (name: string) => new URL(page.url()).searchParams.get(name)
const kept = async () =>
  await page.evaluate(async () => {
    const answer = await fetch('/api/v1/saved-views')
    return ((await answer.json()) as { items: SavedView[] }).items
  })

it('the table as it stands is kept under a name', async () => {
  await button('Draft 3').click()
  await button('Campaign').click()
  await toggleType()
  await button('Views').click()
  await choose('Keep as a new view…')
  const dialog = page.getByRole('dialog', { name: 'Keep as a new view' })
  await dialog.getByRole('button', { name: 'Keep the view' }).click()
  await shown(dialog.getByText('A view needs a name.'))
  await isFitForAll(page, 'view-keep')
  await dialog.getByLabel('Name of the view').fill('Drafts, short')
  await dialog.getByRole('button', { name: 'Keep the view' }).click()
  await shown(button('Drafts, short'))
  const [view] = await kept()
  expect(view).toMatchObject({
    name: 'Drafts, short',
    team: false,
    definition: { filters: { status: 'DRAFT', archived: 'false' }, sort: 'name' },
  })
  expect(view?.definition.columns).not.toContain('type')
})

it('a change shows as a dot, is taken back, and is saved', async () => {
  await toggleType()
  const changed = button('Drafts, short, changed since it was kept')
  await shown(changed)
  await isFitForAll(page, 'view-changed')
  await changed.click()
  await shown(page.getByRole('menuitem', { name: /^Save changes/ }))
  await choose('Back to “Drafts, short” as it was kept')
  await shown(button('Drafts, short'))
  expect(await hasType()).toBe(false)
  await button('Campaign').click()
  await shown(changed)
  await page.reload()
  await changed.click()
  await choose('Save changes to “Drafts, short”')
  await shown(button('Drafts, short'))
  expect((await kept())[0]?.definition.sort).toBe('-name')
})

it('the table opens with it where it is told to, and shows all where that is asked for', async () => {
  await button('Drafts, short').click()
  await choose('Open the table with it')
  await until('it is told', async () => (await kept())[0]?.isDefault === true)
  await page.goto(`${stage.app.url}/campaigns`)
  await shown(button('Drafts, short'))
  expect(parameter('status')).toBe('DRAFT')
  await button('Drafts, short').click()
  await choose('All campaigns')
  await until('all are shown', async () => parameter('status') === null)
  await page.getByRole('link', { name: 'Images' }).click()
  await page.getByRole('link', { name: 'Campaigns', exact: true }).click()
  await shown(button('Views'))
  expect(parameter('status'), 'once is enough').toBeNull()
  await button('Views').click()
  await choose('Drafts, short')
  await shown(button('Drafts, short'))
})

it('it is renamed, given to the team, and taken back', async () => {
  const change = async (from: string, edit: (dialog: ReturnType<Page['getByRole']>) => Promise<void>) => {
    await button(from).click()
    await choose('Rename, or change who sees it…')
    const dialog = page.getByRole('dialog', { name: `Change “${from}”` })
    await edit(dialog)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'detached' })
  }
  await change('Drafts, short', async (dialog) => {
    await isFitForAll(page, 'view-change')
    await dialog.getByLabel('Name of the view').fill('Ours')
    await dialog.getByLabel('For the whole team').check()
  })
  await shown(button('Ours'))
  expect(await kept()).toMatchObject([{ name: 'Ours', team: true }])
  await button('Ours').click()
  await shown(page.getByText('The team’s', { exact: true }))
  await page.keyboard.press('Escape')
  await change('Ours', async (dialog) => {
    await dialog.getByLabel('Name of the view').fill('Drafts, short')
    await dialog.getByLabel('For the whole team').uncheck()
  })
  await shown(button('Drafts, short'))
  expect(await kept()).toMatchObject([{ name: 'Drafts, short', team: false }])
})

it('views that cannot be read are said to be, and are asked for again', async () => {
  const address = /\/api\/v1\/saved-views/
  await page.route(address, async (route) => await route.fulfill({ status: 500 }))
  await page.goto(`${stage.app.url}/campaigns?q=First`)
  await button('Views').click()
  await shown(page.getByText(/The views could not be read/))
  await page.unroute(address)
  await choose('Try again')
  await shown(page.getByRole('menuitem', { name: 'Drafts, short', exact: true }))
  await choose('Drafts, short')
  await shown(button('Drafts, short'))
})

it('it is found again with its filters, its order and its columns, and deleted', async () => {
  await button('Drafts, short').click()
  await choose('All campaigns')
  await shown(button('Views'))
  expect(parameter('status')).toBeNull()
  await toggleType()
  expect(await hasType()).toBe(true)
  await button('Views').click()
  await choose('Drafts, short')
  await until('it is as it was', async () => parameter('status') === 'DRAFT' && parameter('sort') === '-name')
  expect(await hasType()).toBe(false)
  await button('Drafts, short').click()
  await choose('Delete “Drafts, short”')
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await shown(button('Views'))
  expect(await kept()).toEqual([])
})

it('the pages met no error of their own on the way', () =>
  expect(stage.faults.filter((fault) => !/status of 500/.test(fault))).toEqual([]))
