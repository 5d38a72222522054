import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import { hasFocus } from './keys.ts'
import {
  fitsWidth,
  isAccessible,
  isFitForAll,
  NARROW,
  setStage,
  shoot,
  shown,
  type Stage,
  until,
  WIDE,
} from './stage.ts'

// Somebody who is used to spreadsheets lays out the table, writes in its cells, and meets a colleague in one of them.

vi.setConfig({ testTimeout: 120_000 })
const COUNT = 40

let stage: Stage
let page: Page
const ids = new Map<string, string>()

beforeAll(async () => {
  stage = await setStage()
  for (let number = 1; number <= COUNT; number += 1) {
    const name = `Row ${String(number).padStart(2, '0')}`
    const campaign = await stage.api<Campaign>('POST', '/campaigns', {
      accountId: stage.accountId,
      name,
      dailyBudgetMicros: `${number}000000`,
      endDate: '2035-12-31',
    })
    ids.set(name, campaign.id)
  }
  page = await stage.open('/campaigns?sort=name')
  await shown(rowOf('Row 01'))
}, 180_000)

afterAll(async () => await stage.close())

const button = (name: string) => page.getByRole('button', { name, exact: true })
const rowOf = (name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })
/** The cell of a row by the head of its column. */
const cellOf = async (row: string, column: string) => {
  const heads = await page.getByRole('columnheader').allTextContents()
  const index = heads.findIndex((text) => text === column)
  expect(index, `there is a column ${column}`).toBeGreaterThan(0)
  return rowOf(row).locator(`[aria-colindex="${index + 1}"]`)
}
const heads = async () => (await page.getByRole('columnheader').allTextContents()).slice(1, -1)
const reads = async (row: string, column: string, words: string) =>
  await until(`${column} of ${row} reads ${words}`, async () =>
    ((await (await cellOf(row, column)).textContent()) ?? '').includes(words),
  )
const saved = async (row: string) => await stage.api<Campaign>('GET', `/campaigns/${ids.get(row)}`)
const widthOf = async (name: string) =>
  (await page.getByRole('columnheader', { name }).boundingBox())?.width ?? 0
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}

it('the columns that everybody begins with fit into a window of a desk and of a laptop, and give way no further', async () => {
  const region = page.getByRole('region', { name: 'Campaigns', exact: true })
  const beyond = async () =>
    await region.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
  for (const width of [1440, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    await until(`all columns fit at ${width}`, async () => (await beyond()) === 0)
    const isCut = async (column: string) =>
      await (await cellOf('Row 01', column)).evaluate((cell) => cell.scrollWidth > cell.clientWidth)
    for (const column of ['Campaign', 'Type', 'Daily budget', 'End', 'Updated'])
      expect(await isCut(column), `${column} at ${width}`).toBe(false)
    await isAccessible(page, `columns-${width}`)
  }
  await page.setViewportSize({ width: 1000, height: 900 })
  await until('it scrolls where there is no room', async () => (await beyond()) > 0)
  expect(await widthOf('Daily budget')).toBe(100)
  await page.setViewportSize(WIDE)
})

it('a telephone says in which account one is or, where all are shown, in which workspace', async () => {
  const { name } = (await stage.api<{ items: { name: string }[] }>('GET', '/accounts')).items[0]!
  const workspace = page.getByRole('button', { name: /^Workspace: / })
  const account = page.getByRole('button', { name: /^Account: / })
  await page.setViewportSize(NARROW)
  await shown(workspace.getByText(/./))
  expect(await account.getByText('All accounts').isVisible()).toBe(false)
  await fitsWidth(page, 'all accounts')
  await shoot(page, 'telephone-all-accounts')
  await account.click()
  await page.getByRole('menuitem', { name }).click()
  await shown(account.getByText(name))
  const width = (await account.getByText(name).boundingBox())!.width
  expect(width, 'enough of it to know it by').toBeGreaterThan(80)
  expect((await workspace.locator('span').last().boundingBox())?.width ?? 0).toBeLessThan(40)
  await fitsWidth(page, 'one account')
  await isAccessible(page, 'telephone-one-account')
  await page.setViewportSize(WIDE)
  await account.click()
  await page.getByRole('menuitem', { name: 'All accounts' }).click()
  await shown(account.getByText('All accounts'))
})

it('columns are shown, hidden and put in order, by mouse and by keys, and stay so', async () => {
  expect(await heads()).toEqual([
    'Campaign',
    'Status',
    'Type',
    'Daily budget',
    'Start',
    'End',
    'At Google',
    'Updated',
  ])
  await button('Columns').click()
  const picker = page.getByRole('dialog')
  await shown(picker.getByRole('checkbox', { name: 'Bidding' }))
  await picker.getByRole('checkbox', { name: 'Bidding' }).click()
  expect(await hasFocus(picker.getByRole('checkbox', { name: 'Bidding' })), 'it keeps the focus').toBe(true)
  await picker.getByRole('checkbox', { name: 'Google id' }).click()
  await picker.getByRole('checkbox', { name: 'Google id' }).click()
  expect(await picker.getByRole('checkbox', { name: 'Campaign' }).isDisabled()).toBe(true)
  await picker.getByRole('button', { name: 'Move Daily budget' }).focus()
  await press('ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp')
  expect(await hasFocus(picker.getByRole('button', { name: 'Move Daily budget' }))).toBe(true)
  await shown(page.getByText('Daily budget: place 2 of 9'))
  await isFitForAll(page, 'columns')
  const grip = await picker.getByRole('button', { name: 'Move End' }).boundingBox()
  const above = await picker.getByRole('button', { name: 'Move Start' }).boundingBox()
  await page.mouse.move(grip!.x + 5, grip!.y + 5)
  await page.mouse.down()
  await page.mouse.move(above!.x + 5, above!.y + 5, { steps: 4 })
  await page.mouse.up()
  await press('Escape')
  const mine = [
    'Campaign',
    'Daily budget',
    'Status',
    'Type',
    'End',
    'Start',
    'At Google',
    'Bidding',
    'Updated',
  ]
  expect(await heads()).toEqual(mine)
  await reads('Row 01', 'Bidding', 'Maximize conversions')
  await page
    .getByRole('columnheader', { name: 'Status' })
    .dragTo(page.getByRole('columnheader', { name: 'Type' }))
  mine.splice(2, 2, 'Type', 'Status')
  await until('the dragged head has its place', async () => (await heads()).join() === mine.join())
  await page.reload()
  await shown(rowOf('Row 01'))
  expect(await heads()).toEqual(mine)
})

it('a column is made wider by its edge, by keys, and as wide as what it holds', async () => {
  const edge = page.getByTitle(/resize Type/)
  const box = await edge.boundingBox()
  const before = await widthOf('Type')
  await page.mouse.move(box!.x + 4, box!.y + 10)
  await page.mouse.down()
  await page.mouse.move(box!.x + 64, box!.y + 10, { steps: 3 })
  await page.mouse.up()
  await until('the edge was dragged', async () => Math.abs((await widthOf('Type')) - before - 60) < 2)
  await page.getByRole('columnheader', { name: 'Type' }).getByRole('button').focus()
  await press('Shift+ArrowLeft')
  await until('a step narrower', async () => Math.abs((await widthOf('Type')) - before - 44) < 2)
  await press('Shift+Enter')
  await until('it fits', async () => (await widthOf('Type')) < before)
  const fit = await widthOf('Type')
  const cell = await cellOf('Row 01', 'Type')
  expect(
    await cell.evaluate((element) => element.scrollWidth <= element.clientWidth),
    'nothing is cut off',
  ).toBe(true)
  await page.reload()
  await shown(rowOf('Row 01'))
  expect(await widthOf('Type')).toBeCloseTo(fit, 0)
  const name = page.getByRole('columnheader', { name: 'Campaign' })
  const left = (await name.boundingBox())!.x
  await page.setViewportSize({ width: 900, height: 900 })
  await fitsWidth(page, 'the table on a small screen')
  await page.getByRole('region', { name: 'Campaigns' }).evaluate((element) => element.scrollBy(400, 300))
  await until('the first column and the head stay', async () => {
    const now = await name.boundingBox()
    return now !== null && now.x <= left && now.x >= 0 && (await rowOf('Row 10').isVisible())
  })
  await page.setViewportSize({ width: 1440, height: 900 })
  await button('Columns').click()
  await page.getByRole('button', { name: 'Reset' }).click()
  await press('Escape')
  await until('as for everybody', async () => !(await heads()).includes('Bidding'))
})

it('Tab leads to one cell of the grid, and the arrow keys to all others', async () => {
  expect(await page.locator('[role="grid"] [tabindex="0"]').count()).toBe(1)
  await page.keyboard.press('j')
  await until('the focus is there', async () => await hasFocus(page.getByRole('link', { name: 'Row 01' })))
  await press('ArrowRight', 'ArrowDown')
  await until('the focus is there', async () => await hasFocus(await cellOf('Row 02', 'Status')))
  await press('Home', 'ArrowLeft')
  await until(
    'the focus is there',
    async () => await hasFocus(page.getByRole('checkbox', { name: 'Pick Row 02' })),
  )
  await press('Control+End')
  await until('the focus is there', async () => await hasFocus(await cellOf(`Row ${COUNT}`, 'Updated')))
  await press('ArrowRight', 'ArrowRight')
  await until(
    'the focus is there',
    async () => await hasFocus(rowOf(`Row ${COUNT}`).getByRole('button', { name: 'Pause' })),
  )
  await press('Control+Home', 'ArrowUp', 'ArrowUp')
  await until('the focus is there', async () => await hasFocus(button('Campaign')))
  expect(await page.locator('[role="grid"] [tabindex="0"]').count()).toBe(1)
  await press('Shift+Tab')
  expect(await page.locator('[role="grid"] :focus').count(), 'one step leads out').toBe(0)
})

it('a cell is written in: Enter goes down, Tab goes on, Escape leaves it', async () => {
  await (await cellOf('Row 01', 'Daily budget')).click()
  await page.keyboard.type('12.5')
  await isAccessible(page, 'cell-writing')
  await press('Enter')
  await reads('Row 01', 'Daily budget', '$12.50')
  expect(await hasFocus(await cellOf('Row 02', 'Daily budget'))).toBe(true)
  await shown(page.getByText('Daily budget changed.'))
  await press('F2')
  const field = page.getByRole('textbox', { name: 'Daily budget of Row 02' })
  expect(await field.inputValue()).toBe('2')
  await field.fill('99')
  await press('Escape')
  await reads('Row 02', 'Daily budget', '$2.00')
  expect(await hasFocus(await cellOf('Row 02', 'Daily budget'))).toBe(true)
  await press('Enter')
  await field.fill('2.25')
  await press('Tab')
  expect(await hasFocus(await cellOf('Row 02', 'Start'))).toBe(true)
  await press('F2')
  await page.getByLabel('Start date of Row 02').fill('2035-11-01')
  await press('Enter')
  await reads('Row 02', 'Start', 'Nov 1, 2035')
  // What was saved last is what is offered to be undone, and rows are saved side by side.
  await until('all of it is saved', async () => {
    const [first, second] = [await saved('Row 01'), await saved('Row 02')]
    return (
      first.dailyBudgetMicros === '12500000' &&
      second.dailyBudgetMicros === '2250000' &&
      second.startDate === '2035-11-01'
    )
  })
  await shown(page.getByText('Start date changed.'))
  await (await cellOf('Row 03', 'Campaign')).dblclick({ position: { x: 180, y: 20 } })
  await page.getByRole('textbox', { name: 'Name of Row 03' }).fill('Row 03, renamed')
  await press('Enter')
  await shown(rowOf('Row 03, renamed'))
  // A toast with the mouse on it stays.
  await page.getByText('Name changed.').hover()
  expect((await saved('Row 03')).name).toBe('Row 03, renamed')
})

it('the last change is undone by the toast, and the ones before it by Ctrl Z', async () => {
  await until('the toast leaves the foot of the table in reach', async () => {
    const toast = await page.getByText('Name changed.').boundingBox()
    const foot = await page.getByRole('group', { name: 'Totals' }).boundingBox()
    return toast !== null && foot !== null && toast.y + toast.height <= foot.y
  })
  await button('Undo').click()
  await shown(rowOf('Row 03'))
  await shown(page.getByText('Name is as it was.'))
  await (await cellOf('Row 02', 'Type')).click()
  await press('Control+z')
  await reads('Row 02', 'Start', 'no start')
  await press('Control+z')
  await reads('Row 02', 'Daily budget', '$2.00')
  await until('it is saved so', async () => {
    const second = await saved('Row 02')
    return second.startDate === null && second.dailyBudgetMicros === '2000000'
  })
  await press('Control+Shift+z')
  await shown(page.getByText('Daily budget is changed again.'))
  await until('it is saved again', async () => (await saved('Row 02')).dailyBudgetMicros === '2250000')
  await press('Control+z')
  await reads('Row 02', 'Daily budget', '$2.00')
  await until('and taken back', async () => (await saved('Row 02')).dailyBudgetMicros === '2000000')
})

it('what cannot be saved goes back, and the cell says why and keeps what was typed', async () => {
  await (await cellOf('Row 04', 'Start')).click()
  await press('F2')
  await page.getByLabel('Start date of Row 04').fill('2036-02-01')
  await press('Enter')
  const cell = await cellOf('Row 04', 'Start')
  await shown(cell.getByRole('alert'))
  await isAccessible(page, 'cell-refused')
  expect(await cell.getByRole('alert').textContent()).toMatch(
    /(end|start).* F2 brings back what you typed\./i,
  )
  await reads('Row 04', 'Start', 'no start')
  await cell.click()
  await press('F2')
  expect(await page.getByLabel('Start date of Row 04').inputValue()).toBe('2036-02-01')
  await press('Escape', 'Escape')
  await cell.getByRole('alert').waitFor({ state: 'detached' })
  await (await cellOf('Row 04', 'Daily budget')).click()
  await page.keyboard.type('1,2345')
  await press('Enter')
  await shown(page.getByRole('alert').filter({ hasText: 'at most 2 decimals' }))
  await press('Escape')
  await press('ArrowLeft', 'F2')
  await shown(page.getByText(/A campaign keeps its type/))
  await press('ArrowLeft')
  expect(await page.getByText(/A campaign keeps its type/).count()).toBe(0)
})

it('what is saved in a cell is judged as in the form: the cell says what Google would refuse or we advise', async () => {
  await (await cellOf('Row 08', 'End')).click()
  await press('F2')
  await page.getByLabel('End date of Row 08').fill('2020-01-01')
  await press('Enter')
  const cell = await cellOf('Row 08', 'End')
  await shown(cell.getByText(/would end on Jan 1, 2020/))
  await shown((await cellOf('Row 02', 'Daily budget')).getByRole('img', { name: /below Google's minimum/ }))
  await isAccessible(page, 'cell-finding')
  expect((await saved('Row 08')).endDate, 'it is saved all the same').toBe('2020-01-01')
  await (await cellOf('Row 08', 'End')).click()
  await press('F2')
  expect(await page.getByLabel('End date of Row 08').inputValue(), 'what is saved is written on').toBe(
    '2020-01-01',
  )
  await page.getByLabel('End date of Row 08').fill('2035-12-31')
  await press('Enter')
  await cell.getByText(/would end on Jan 1, 2020/).waitFor({ state: 'detached' })
  await until('the end is later', async () => (await saved('Row 08')).endDate === '2035-12-31')
})

it('two people in one campaign: another cell is kept beside, the same cell is theirs and says so, unless both meant the same', async () => {
  const change = async (row: string, body: object) => {
    const { version } = await saved(row)
    await stage.api('PATCH', `/campaigns/${ids.get(row)}`, body, { 'if-match': `"${version}"` })
  }
  await change('Row 05', { endDate: '2035-06-30' })
  await (await cellOf('Row 05', 'Daily budget')).click()
  await page.keyboard.type('55')
  await press('Enter')
  await reads('Row 05', 'End', 'Jun 30, 2035')
  await reads('Row 05', 'Daily budget', '$55.00')
  await change('Row 06', { dailyBudgetMicros: '66000000' })
  await (await cellOf('Row 06', 'Daily budget')).click()
  await page.keyboard.type('77')
  await press('Enter')
  const cell = await cellOf('Row 06', 'Daily budget')
  await shown(cell.getByText(/Colleague saved “66” meanwhile, and that stands/))
  await reads('Row 06', 'Daily budget', '$66.00')
  await cell.click()
  await press('F2', 'Enter')
  await reads('Row 06', 'Daily budget', '$77.00')
  await until('mine is saved now', async () => (await saved('Row 06')).dailyBudgetMicros === '77000000')
  await change('Row 07', { endDate: '2035-05-05' })
  await (await cellOf('Row 07', 'End')).click()
  await press('F2')
  await page.getByLabel('End date of Row 07').fill('2035-05-05')
  await press('Enter')
  await shown(page.getByText('End date changed.'))
  await reads('Row 07', 'End', 'May 5, 2035')
  expect(await (await cellOf('Row 07', 'End')).getByRole('alert').count(), 'both meant it').toBe(0)
})

it('the pages met no error on the way', () => expect(stage.faults).toEqual([]))
