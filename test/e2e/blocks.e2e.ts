import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import { isAccessible, setStage, shown, type Stage, until } from './stage.ts'

// Somebody with a spreadsheet beside the table: blocks of cells go there and back, and picked campaigns change together.

vi.setConfig({ testTimeout: 120_000 })

let stage: Stage
let page: Page
const ids = new Map<string, string>()

beforeAll(async () => {
  stage = await setStage()
  for (const number of [1, 2, 3, 4, 5, 6]) {
    const campaign = await stage.api<Campaign>('POST', '/campaigns', {
      accountId: stage.accountId,
      name: `Row ${number}`,
      dailyBudgetMicros: `${number}0000000`,
      endDate: '2035-12-31',
    })
    ids.set(`Row ${number}`, campaign.id)
  }
  page = await stage.open('/campaigns?sort=name')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await shown(rowOf('Row 1'))
}, 180_000)

afterAll(async () => await stage.close())

const button = (name: string) => page.getByRole('button', { name, exact: true })
const totals = () => page.getByRole('group', { name: 'Totals' })
const grid = () => page.getByRole('grid', { name: 'Campaigns' })
const rowOf = (name: string) =>
  grid()
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name, exact: true }) })
const COLUMNS = ['Campaign', 'Status', 'Type', 'Daily budget', 'Start', 'End']
const cellOf = (row: string, column: string) =>
  rowOf(row).locator(`[aria-colindex="${COLUMNS.indexOf(column) + 2}"]`)
const saved = async (row: string) => await stage.api<Campaign>('GET', `/campaigns/${ids.get(row)}`)
const budgets = async () =>
  await Promise.all([...ids.keys()].map(async (row) => Number((await saved(row)).dailyBudgetMicros) / 1e6))
const clipboard = async () => await page.evaluate(async () => await navigator.clipboard.readText())
const putIntoClipboard = async (text: string) =>
  await page.evaluate(async (words) => await navigator.clipboard.writeText(words), text)
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}
const preview = (title: string) => page.getByRole('dialog', { name: `${title}: look at what changes` })

it('a block is selected by keys and by the mouse, and copied as a spreadsheet takes it', async () => {
  await cellOf('Row 1', 'Daily budget').click()
  await press('Shift+ArrowDown', 'Shift+ArrowRight', 'Shift+ArrowRight')
  expect(await grid().locator('[aria-selected="true"]').count()).toBe(6)
  await isAccessible(page, 'block-selected')
  await press('Control+c')
  expect(await clipboard()).toBe('10\t\t2035-12-31\n20\t\t2035-12-31')
  await press('Escape')
  expect(await grid().locator('[aria-selected="true"]').count()).toBe(0)
  await cellOf('Row 2', 'Status').hover()
  await page.mouse.down()
  await cellOf('Row 4', 'Daily budget').hover()
  await page.mouse.up()
  expect(await grid().locator('[aria-selected="true"]').count()).toBe(9)
  await press('Control+c')
  expect((await clipboard()).split('\n')[0]).toBe('Draft\tDemand Gen\t20')
})

it('a pasted block is looked at first: the good cells change in one go, and one Undo takes them back', async () => {
  await putIntoClipboard('Row 1 new\tDraft\tSearch\t11.50\r\nRow 2\tDraft\tDemand Gen\ta lot\r\n')
  await cellOf('Row 1', 'Campaign').click({ position: { x: 180, y: 20 } })
  await press('Control+v')
  const dialog = preview('Paste')
  await shown(dialog.getByText('2 cells change, 2 cells refused and left out.'))
  const lines = dialog.getByRole('table').getByRole('row')
  expect(await lines.count()).toBe(5)
  await shown(lines.filter({ hasText: 'Type' }).getByText(/Refused: A campaign keeps its type/))
  await shown(lines.filter({ hasText: '$10.00' }).getByText('$11.50'))
  await shown(lines.filter({ hasText: 'a lot' }).getByText(/Refused: Not an amount/))
  await isAccessible(page, 'paste-preview')
  expect((await saved('Row 1')).name, 'nothing is saved by looking').toBe('Row 1')
  await dialog.getByRole('button', { name: 'Change 2 cells' }).click()
  await shown(rowOf('Row 1 new').getByText('$11.50'))
  expect(await grid().locator('[aria-selected="true"]').count(), 'the whole block').toBe(8)
  await shown(totals().getByText('$211.50'))
  await shown(page.getByText('One campaign changed.'))
  expect(await saved('Row 1')).toMatchObject({ name: 'Row 1 new', dailyBudgetMicros: '11500000' })
  await button('Undo').click()
  await shown(rowOf('Row 1').getByText('$10.00'))
  await shown(totals().getByText('$210.00'))
  expect(await saved('Row 1')).toMatchObject({ name: 'Row 1', dailyBudgetMicros: '10000000' })
})

it('the first row fills the others, what the server refuses is said, and Ctrl Z undoes it', async () => {
  await stage.api(
    'PATCH',
    `/campaigns/${ids.get('Row 5')}`,
    { startDate: '2035-12-01' },
    { 'if-match': '"1"' },
  )
  await page.reload()
  await cellOf('Row 3', 'Daily budget').click()
  await press('F2')
  await page.getByRole('textbox', { name: 'Daily budget of Row 3' }).fill('33')
  await press('Tab', 'ArrowRight', 'F2')
  await page.getByLabel('End date of Row 3').fill('2035-11-30')
  await press('Enter')
  await until('both are saved', async () => (await saved('Row 3')).endDate === '2035-11-30')
  await cellOf('Row 3', 'End').click()
  await cellOf('Row 5', 'End').click({ modifiers: ['Shift'] })
  await press('Control+d')
  const dialog = preview('Fill down')
  const refused = dialog.getByRole('row').filter({ hasText: 'Refused' })
  await shown(refused)
  expect(await refused.count()).toBe(1)
  await shown(dialog.getByText('One cell changes, one cell refused and left out.'))
  await isAccessible(page, 'fill-preview')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await cellOf('Row 3', 'Daily budget').click()
  await cellOf('Row 5', 'Daily budget').click({ modifiers: ['Shift'] })
  await press('Control+d')
  await preview('Fill down').getByRole('button', { name: 'Change 2 cells' }).click()
  await shown(rowOf('Row 5').getByText('$33.00'))
  expect(await budgets()).toEqual([10, 20, 33, 33, 33, 60])
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await cellOf('Row 1', 'Type').click()
  await press('Control+z')
  await shown(rowOf('Row 5').getByText('$50.00'))
  expect(await budgets()).toEqual([10, 20, 33, 40, 50, 60])
})

it('the corner of a selection is dragged down and up, and what was undone is done again by keys', async () => {
  const corner = () => grid().locator('[data-fill]')
  await cellOf('Row 1', 'Daily budget').click()
  await cellOf('Row 2', 'Daily budget').click({ modifiers: ['Shift'] })
  await corner().hover()
  await page.mouse.down()
  await cellOf('Row 6', 'Daily budget').hover()
  await isAccessible(page, 'fill-handle')
  await page.mouse.up()
  const dialog = preview('Fill down')
  await dialog.getByRole('button', { name: 'Change 4 cells' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(await grid().locator('[aria-selected="true"]').count(), 'the whole block').toBe(6)
  expect(await budgets()).toEqual([10, 20, 10, 20, 10, 20])
  await press('Control+z')
  await shown(rowOf('Row 6').getByText('$60.00'))
  await press('Control+y')
  await shown(page.getByText('4 campaigns changed again.'))
  expect(await budgets()).toEqual([10, 20, 10, 20, 10, 20])
  await button('Undo').click()
  await shown(rowOf('Row 6').getByText('$60.00'))
  await cellOf('Row 3', 'Daily budget').click()
  await corner().hover()
  await page.mouse.down()
  await cellOf('Row 1', 'Daily budget').hover()
  await page.mouse.up()
  await shown(preview('Fill up').getByRole('button', { name: 'Change 2 cells' }))
  await preview('Fill up').getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await budgets()).toEqual([10, 20, 33, 40, 50, 60])
})

it('somebody who saves between the look and the button is not written over', async () => {
  await putIntoClipboard('77\n88')
  await cellOf('Row 1', 'Daily budget').click()
  await press('Control+v')
  const dialog = preview('Paste')
  await shown(dialog.getByRole('button', { name: 'Change 2 cells' }))
  const { version } = await saved('Row 2')
  const theirs = { dailyBudgetMicros: '21000000' }
  await stage.api('PATCH', `/campaigns/${ids.get('Row 2')}`, theirs, { 'if-match': `"${version}"` })
  await dialog.getByRole('button', { name: 'Change 2 cells' }).click()
  await shown(dialog.getByText('Nothing was changed'))
  await shown(dialog.getByRole('row').filter({ hasText: '$21.00' }).getByText('$88.00'))
  expect(await budgets()).toEqual([10, 21, 33, 40, 50, 60])
  await dialog.getByRole('button', { name: 'Change 2 cells' }).click()
  await shown(rowOf('Row 2').getByText('$88.00'))
  expect(await budgets()).toEqual([77, 88, 33, 40, 50, 60])
  await page.getByRole('dialog').waitFor({ state: 'detached' })
})

it('picked campaigns are edited together: budgets by percent, and words in their names', async () => {
  for (const row of ['Row 1', 'Row 2', 'Row 6'])
    await page.getByRole('checkbox', { name: `Pick ${row}` }).click()
  await button('Edit…').click()
  const form = page.getByRole('dialog', { name: 'Edit 3 campaigns' })
  await form.getByRole('combobox', { name: 'What to change' }).click()
  await page.getByRole('option', { name: 'Raise the budget by percent' }).click()
  await form.getByLabel('Percent').fill('ten')
  await form.getByRole('button', { name: 'Look at the changes' }).click()
  await shown(form.getByText(/Write a number/))
  await isAccessible(page, 'bulk-edit')
  await form.getByLabel('Percent').fill('10')
  await form.getByRole('button', { name: 'Look at the changes' }).click()
  await preview('Raise the budget by percent').getByRole('button', { name: 'Change 3 cells' }).click()
  await shown(rowOf('Row 6').getByText('$66.00'))
  expect(await budgets()).toEqual([84.7, 96.8, 33, 40, 50, 66])
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await button('Edit…').click()
  await form.getByRole('combobox', { name: 'What to change' }).click()
  await page.getByRole('option', { name: 'Find and replace' }).click()
  await form.getByLabel('Find').fill('row')
  await form.getByLabel('Replace with').fill('Spring')
  await form.getByRole('button', { name: 'Look at the changes' }).click()
  await preview('Find and replace').getByRole('button', { name: 'Change 3 texts' }).click()
  await shown(rowOf('Spring 6'))
  expect((await saved('Row 6')).name).toBe('Spring 6')
  await button('Undo').click()
  await shown(rowOf('Row 6'))
})

it('budgets of a whole run have a sum of their own beside the daily ones', async () => {
  await stage.api('POST', '/campaigns', {
    accountId: stage.accountId,
    name: 'Whole run',
    totalBudgetMicros: '90500000',
    endDate: '2035-12-31',
  })
  await page.goto(`${stage.app.url}/campaigns?sort=name`)
  await shown(totals().getByText('Total budgets $90.50'))
  await shown(totals().getByText(/^Daily budgets \$/))
  await isAccessible(page, 'totals')
  await page.goto(`${stage.app.url}/campaigns?q=Whole`)
  await shown(totals().getByText('Total budgets $90.50'))
  expect(await totals().getByText('Daily budgets').count()).toBe(0)
})

it('the way back from a change is offered its whole time, however soon it follows another', async () => {
  await page.clock.install()
  await page.goto(`${stage.app.url}/campaigns?sort=name`)
  for (const [row, budget] of [
    ['Row 3', 31],
    ['Row 4', 41],
  ] as const) {
    await cellOf(row, 'Daily budget').click()
    await press('Enter', 'Control+a')
    await page.keyboard.type(String(budget))
    const saved = page.waitForResponse((response) => response.request().method() === 'PATCH')
    await press('Enter')
    await (await saved).finished()
    await shown(button('Undo'))
    await page.clock.fastForward(6000)
  }
  await button('Undo').click()
  await shown(rowOf('Row 4').getByText('$40.00'))
})

it('the pages met no error on the way', () => expect(stage.faults).toEqual([]))
