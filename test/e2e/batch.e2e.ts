import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import { CUSTOMER_ID, isFitForAll, setStage, shown, type Stage, until } from './stage.ts'

// A campaign manager publishes six campaigns as one unit: picked by keys and mouse, read as one plan, watched, stopped by a
// failure, mended and brought to its end.

vi.setConfig({ testTimeout: 180_000 })

let stage: Stage
let page: Page
const campaigns: Campaign[] = []

beforeAll(async () => {
  stage = await setStage()
  for (const number of [1, 2, 3, 4, 5, 6]) campaigns.push(await stage.complete(`Unit ${number}`))
  await stage.api('POST', '/campaigns', { accountId: stage.accountId, name: 'Half done' })
  page = await stage.open('/campaigns?sort=name')
  await shown(rowOf('Unit 1'))
}, 180_000)

afterAll(async () => await stage.close())

const rowOf = (name: string) => page.getByRole('row').filter({ hasText: name })
const box = (name: string) => page.getByRole('checkbox', { name: `Pick ${name}`, exact: true })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const picked = (words: string) => shown(page.getByRole('status').filter({ hasText: words }))
const remote = async (name: string): Promise<{ status: string }[]> => {
  const { items } = await stage.api<{ items: { id: string; googleStatus: string | null; name: string }[] }>(
    'GET',
    `/campaigns?q=${encodeURIComponent(name)}`,
  )
  return items.map(({ googleStatus }) => ({ status: String(googleStatus) }))
}

it('rows are picked with x, with Shift up to there, with the mouse, and all of the list at once', async () => {
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await picked('One campaign picked')
  for (const key of ['j', 'j']) await page.keyboard.press(key)
  await page.keyboard.press('Shift+X')
  await picked('3 campaigns picked')
  await box('Unit 6').click()
  await picked('4 campaigns picked')
  await box('Unit 4').click({ modifiers: ['Shift'] })
  await picked('6 campaigns picked')
  await isFitForAll(page, 'list-picked')
  await button('Drop all').click()
  await until(
    'nothing is picked',
    async () => (await page.getByText('picked', { exact: false }).count()) === 0,
  )
  await box('Unit 1').click()
  await button('Pick all of this list, up to 500').click()
  await picked('7 campaigns picked')
  await page.reload()
  await picked('7 campaigns picked')
})

it('the plan of the whole unit says what it may cost, and what is left out and why', async () => {
  await button('Publish…').click()
  await shown(page.getByRole('heading', { name: 'Review and publish several', level: 1 }))
  await shown(page.getByText('6 of 7'))
  await shown(page.getByText('$600.00'))
  await shown(page.getByText('1 cannot be published as they are'))
  await shown(rowOf('Half done').getByText(/Google would refuse this campaign/))
  expect(await page.getByRole('checkbox', { name: /The first one alone/ }).isChecked()).toBe(true)
  await isFitForAll(page, 'batch-plan')
})

it('a failure stops what has not begun and says why; a person retries the failed one and lets it go on', async () => {
  await stage.emulator('POST', '/faults', {
    kind: 'error',
    code: 'campaignBudgetError.MONEY_AMOUNT_TOO_LARGE',
    match: { path: 'googleAds:mutate', body: 'Unit 2' },
  })
  await button('Publish all').click()
  await shown(page.getByRole('heading', { name: '6 campaigns', level: 1 }))
  await shown(page.getByRole('status').filter({ hasText: /^Stopped:/ }))
  await shown(page.getByText(/“Unit 2” did not get through/))
  const failed = rowOf('Unit 2')
  await shown(failed.getByText('Failed', { exact: true }))
  await failed.getByText('What Google refused').click()
  await shown(failed.getByText('The daily budget is too large for Google.').first())
  await isFitForAll(page, 'batch-stopped')
  await button('Retry the failed one').click()
  await until('the second is through', async () => (await remote('Unit 2'))[0]?.status === 'ENABLED')
  await button('Go on with the stopped ones').click()
  await shown(page.getByRole('status').filter({ hasText: 'Finished: 6 of 6 through.' }))
  await isFitForAll(page, 'batch-finished')
  for (const { name } of campaigns) expect(await remote(name)).toEqual([{ status: 'ENABLED' }])
  const { accounts } = await stage.emulator<{ accounts: { id: string; rows: Record<string, number> }[] }>(
    'GET',
    '',
  )
  const rows = accounts.find(({ id }) => id === CUSTOMER_ID)?.rows ?? {}
  expect(rows['campaign'] ?? rows['campaigns'], 'each is at Google once').toBe(6)
})

it('batches stand in a list of their own, reached by keys, with what the day has left', async () => {
  await page.keyboard.press('g')
  await page.keyboard.press('b')
  await shown(page.getByRole('heading', { name: 'Batches', level: 1 }))
  await shown(page.getByText('Finished: 6 of 6 through.'))
  await shown(page.getByText(/Google operations: [\d,]+ used in the last 24 hours/))
  await isFitForAll(page, 'batches')
  expect(stage.faults).toEqual([])
})
