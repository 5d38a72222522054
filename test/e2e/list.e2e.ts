import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import { isAccessible, isFitForAll, setStage, shown, type Stage, until, WIDE } from './stage.ts'

// A list of three hundred campaigns: scrolled, searched, filtered, shared by its address, and acted upon.

vi.setConfig({ testTimeout: 120_000 })
const COUNT = 300
const AT_ONCE = 10

let stage: Stage
let page: Page

beforeAll(async () => {
  stage = await setStage()
  const numbers = Array.from({ length: COUNT }, (_, index) => index + 1)
  for (let from = 0; from < COUNT; from += AT_ONCE) {
    await Promise.all(
      numbers.slice(from, from + AT_ONCE).map(
        async (number) =>
          await stage.api('POST', '/campaigns', {
            accountId: stage.accountId,
            name: `Campaign ${String(number).padStart(3, '0')}`,
            ...(number % 3 === 0 ? { campaignType: 'SEARCH' } : {}),
          }),
      ),
    )
  }
  page = await stage.open('/campaigns')
  await shown(rowOf('Campaign'))
}, 180_000)

afterAll(async () => await stage.close())

const button = (name: string) => page.getByRole('button', { name, exact: true })
const rowOf = (name: string) => page.getByRole('row').filter({ hasText: name })
const scroller = () => page.getByRole('region', { name: 'Campaigns' })
const hasParameter = async (name: string, value: string | null) =>
  await until(
    `the address has ${name}=${value}`,
    async () => new URL(page.url()).searchParams.get(name) === value,
  )

it('all of them come while one scrolls, a page at a time and none twice', async () => {
  const cursors: (string | null)[] = []
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.pathname === '/api/v1/campaigns') cursors.push(url.searchParams.get('cursor'))
  })
  await page.reload()
  await shown(rowOf('Campaign'))
  const seen = new Set<string>()
  await until('every campaign was on the screen', async () => {
    for (const name of await page.locator('tbody th a').allTextContents()) seen.add(name)
    await scroller().evaluate((element) => element.scrollBy(0, element.clientHeight - 60))
    return seen.size === COUNT
  })
  expect(cursors.filter((cursor) => cursor !== null)).toHaveLength(2)
  expect(cursors[0]).toBeNull()
  expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe(String(COUNT + 1))
  expect(await page.getByRole('row').count(), 'only what is on the screen is in the page').toBeLessThan(80)
  await isFitForAll(page, 'list')
})

it('the tabs count, and search and filters live in the address, through a reload and Back', async () => {
  await shown(button(`All ${COUNT}`))
  await shown(button(`Draft ${COUNT}`))
  await shown(button('Published 0'))
  await page.getByRole('searchbox').fill('Campaign 01')
  await hasParameter('q', 'Campaign 01')
  await until('ten are left', async () => (await page.locator('tbody th a').count()) === 10)
  await shown(button('Draft 10'))
  await button('Filter').click()
  await page.getByRole('menuitemcheckbox', { name: 'Search', exact: true }).click()
  await page.keyboard.press('Escape')
  await hasParameter('type', 'SEARCH')
  await until('three are left', async () => (await page.locator('tbody th a').count()) === 3)
  await shown(button('All 3'))
  await isFitForAll(page, 'list-filtered')
  await page.reload()
  await shown(page.getByText('Type: Search'))
  expect(await page.getByRole('searchbox').inputValue()).toBe('Campaign 01')
  await shown(rowOf('Campaign 015'))
  const names = await page.locator('tbody th a').allTextContents()
  expect(names.toSorted()).toEqual(['Campaign 012', 'Campaign 015', 'Campaign 018'])
  await page.getByRole('link', { name: 'Campaign 015' }).click()
  await shown(page.getByRole('heading', { name: 'Campaign 015', level: 1 }))
  await page.goBack()
  await shown(page.getByText('Type: Search'))
  expect(await page.getByRole('searchbox').inputValue()).toBe('Campaign 01')
  await until('three are there', async () => (await page.locator('tbody th a').count()) === 3)
  await button('Problems 0').click()
  await hasParameter('publication', 'NEEDS_ATTENTION,FAILED')
  await shown(page.getByText('No campaign fits'))
  expect(await button('Problems 0').getAttribute('aria-pressed')).toBe('true')
  await button('Draft 3').click()
  await hasParameter('publication', null)
  await button('All 3').click()
  await button('Remove filter Type: Search').click()
  await hasParameter('type', null)
  await page.getByRole('searchbox').fill('no such campaign')
  await shown(page.getByText('No campaign fits'))
  await isFitForAll(page, 'list-empty')
  await page.getByRole('link', { name: 'Clear search and filters' }).click()
  await shown(rowOf('Campaign'))
  expect(await page.getByRole('searchbox').inputValue()).toBe('')
})

it('on a low window the filters scroll within it, and the columns keep their foot in sight', async () => {
  await page.goto(`${stage.app.url}/campaigns`)
  await page.setViewportSize({ width: 1200, height: 480 })
  const isWithin = async (place: Locator) => {
    const box = await place.boundingBox()
    return box !== null && box.y + box.height <= 480
  }
  await button('Filter').click()
  const last = page.getByRole('menuitemcheckbox', { name: 'Archived campaigns' })
  await last.scrollIntoViewIfNeeded()
  await until('the last filter is within the window', async () => await isWithin(last))
  await page.keyboard.press('Escape')
  await button('Columns').click()
  await until('the foot is within the window', async () => await isWithin(button('Reset')))
  await page.keyboard.press('Escape')
  await page.setViewportSize(WIDE)
})

it('a filter takes several values, and the filters are joined by all of or any of', async () => {
  const names = async () => (await page.locator('tbody th a').allTextContents()).length
  const tick = async (name: string) => await page.getByRole('menuitemcheckbox', { name, exact: true }).click()
  await page.goto(`${stage.app.url}/campaigns?q=Campaign%2001`)
  await until('ten are left', async () => (await names()) === 10)
  await button('Filter').click()
  await tick('Search')
  await until('three are left', async () => (await names()) === 3)
  await tick('Demand Gen')
  await hasParameter('type', 'DEMAND_GEN,SEARCH')
  await until('either type is shown', async () => (await names()) === 10)
  await tick('Demand Gen')
  await page.keyboard.press('Escape')
  await button('Any of').click()
  await hasParameter('match', 'any')
  // A tab would add to what may fit, so a number at it would be no part of the list.
  await shown(button('Draft'))
  await shown(page.getByText('Name: Campaign 01'))
  // A hundred of type Search, and seven of the ten names that are none of those.
  await shown(page.getByRole('group', { name: 'Totals' }).getByText('107'))
  await isFitForAll(page, 'list-any-of')
  await page.reload()
  await shown(page.getByRole('group', { name: 'Totals' }).getByText('107'))
  await button('Remove filter Type: Search').click()
  await until('the name alone is left', async () => (await names()) === 10)
  await button('All of').waitFor({ state: 'detached' })
})

it('a row shows its actions under the mouse and with the focus; a deleted draft is gone from list and count', async () => {
  await page.goto(`${stage.app.url}/campaigns?q=Campaign%20299`)
  const row = rowOf('Campaign 299')
  await shown(row)
  const actions = row.getByRole('button', { name: 'Delete' })
  const isVisible = async () =>
    await actions.evaluate((element) => getComputedStyle(element.parentElement!).opacity === '1')
  await page.mouse.move(0, 0)
  expect(await isVisible()).toBe(false)
  await row.hover()
  await until('the mouse shows them', isVisible)
  await page.mouse.move(0, 0)
  await until('they are hidden again', async () => !(await isVisible()))
  await page.keyboard.press('j')
  await until('the focus shows them', isVisible)
  await actions.focus()
  await page.keyboard.press('Enter')
  await shown(page.getByRole('dialog', { name: 'Delete this draft?' }))
  await page.keyboard.press('Escape')
  await until('Escape gives the focus back', async () =>
    actions.evaluate((element) => element === document.activeElement),
  )
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Delete this draft?' })
  await shown(dialog)
  await isFitForAll(page, 'delete-dialog')
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await row.waitFor({ state: 'detached' })
  await shown(button('All 0'))
  expect(new URL(page.url()).searchParams.get('q'), 'the search stays').toBe('Campaign 299')
  await until('the focus is on the page', async () =>
    page.evaluate(() => document.activeElement !== null && document.activeElement !== document.body),
  )
})

it('a paused campaign is archived by keys, leaves the list, and is found among the archived', async () => {
  const { id } = await stage.complete('To be archived')
  await stage.api('POST', `/campaigns/${id}/publish`, { activate: false })
  await page.goto(`${stage.app.url}/campaigns`)
  await shown(button('Paused 1'))
  const row = rowOf('To be archived')
  await page.keyboard.press('j')
  const archive = row.getByRole('button', { name: 'Archive' })
  await until('Google is read back, and it may be archived', async () => await archive.isEnabled())
  await archive.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Archive' }).click()
  await row.waitFor({ state: 'detached' })
  await shown(button('Paused 0'))
  const archivedAt = async () => (await stage.api<Campaign>('GET', `/campaigns/${id}`)).archivedAt
  expect(await archivedAt()).not.toBeNull()
  // What was done is undone by keys, and done again; what is archived comes back from its row, too.
  await page.keyboard.press('Control+z')
  await shown(row)
  expect(await archivedAt()).toBeNull()
  await button('Redo').click()
  await row.waitFor({ state: 'detached' })
  await button('Filter').click()
  await page.getByRole('menuitemcheckbox', { name: 'Archived campaigns' }).click()
  await hasParameter('archived', 'true')
  await shown(row.getByText('Archived'))
  await page.keyboard.press('Escape')
  await row.getByRole('button', { name: 'Bring back' }).click()
  await until('it is back', async () => (await archivedAt()) === null)
  await row.waitFor({ state: 'detached' })
})

it('a status is written in its cell, where a draft says why not, and picked campaigns are paused with a verdict each', async () => {
  for (const name of ['Status one', 'Status two']) {
    const { id } = await stage.complete(name)
    await stage.api('POST', `/campaigns/${id}/publish`, { activate: false })
  }
  await stage.api('POST', '/campaigns', { accountId: stage.accountId, name: 'Status draft' })
  await page.goto(`${stage.app.url}/campaigns?q=Status&sort=name`)
  await shown(button('Paused 2'))
  const statusOf = (name: string) => rowOf(name).getByRole('gridcell').nth(1)
  await statusOf('Status draft').click()
  await page.keyboard.press('F2')
  await shown(statusOf('Status draft').getByText(/has no other status until it is published/))
  await until('they may be resumed', async () => {
    await rowOf('Status one').hover()
    return await rowOf('Status one').getByRole('button', { name: 'Resume' }).isEnabled()
  })
  await statusOf('Status one').click()
  await page.keyboard.press('F2')
  const choice = page.getByRole('combobox', { name: 'Status of Status one' })
  expect(await choice.inputValue()).toBe('PAUSED')
  await isAccessible(page, 'status-cell')
  await page.keyboard.press('Escape')
  expect(await choice.count(), 'Escape leaves it').toBe(0)
  await page.keyboard.press('F2')
  await choice.press('ArrowUp')
  await choice.press('Enter')
  const question = page.getByRole('dialog', { name: 'Resume this campaign?' })
  await question.getByRole('button', { name: 'Resume' }).click()
  await shown(statusOf('Status one').getByText('Published'))
  for (const name of ['Status draft', 'Status one', 'Status two'])
    await page.getByRole('checkbox', { name: `Pick ${name}` }).click()
  await button('Pause…').click()
  const dialog = page.getByRole('dialog', { name: 'Pause the campaigns that are picked' })
  await shown(dialog.getByText('Pause one campaign, 2 left out.'))
  await isAccessible(page, 'status-change')
  await dialog.getByRole('button', { name: 'Pause one campaign' }).click()
  await shown(page.getByRole('heading', { name: 'Pause one campaign' }))
  await shown(page.getByText('Finished: 1 of 1 through.'))
  await page.goto(`${stage.app.url}/campaigns?q=Status&sort=name`)
  await shown(statusOf('Status one').getByText('Paused'))
  expect(await page.getByText('picked', { exact: false }).count()).toBe(0)
})

it('the head of a column with few values orders all of them, both ways, and a third click lets go of it', async () => {
  const head = (name: string) => page.getByRole('columnheader', { name })
  const names = async () => await page.locator('tbody th a').allTextContents()
  await page.goto(`${stage.app.url}/campaigns?q=Status`)
  await shown(rowOf('Status draft'))
  await head('Status').getByRole('button').click()
  await hasParameter('sort', 'status')
  await until('the draft comes first', async () => (await names())[0] === 'Status draft')
  expect(await head('Status').getAttribute('aria-sort')).toBe('ascending')
  await isAccessible(page, 'ordered-by-status')
  await head('Status').getByRole('button').click()
  await hasParameter('sort', '-status')
  await until('the draft comes last', async () => (await names()).at(-1) === 'Status draft')
  expect(await head('Status').getAttribute('aria-sort')).toBe('descending')
  await head('Status').getByRole('button').click()
  await hasParameter('sort', null)
  expect(await head('Status').getAttribute('aria-sort')).toBeNull()

  await page.goto(`${stage.app.url}/campaigns?sort=-type`)
  await shown(page.locator('[aria-rowindex="2"]').getByText('Search', { exact: true }))
  const types = new Map<number, string>()
  await until('the last one was on the screen', async () => {
    const rows = await page
      .locator('tbody tr')
      .evaluateAll((elements) =>
        elements.map((row): [number, string] => [
          Number(row.getAttribute('aria-rowindex')),
          row.querySelector('[aria-colindex="4"]')?.textContent ?? '',
        ]),
      )
    for (const [index, type] of rows) types.set(index, type)
    await scroller().evaluate((element) => element.scrollBy(0, element.clientHeight - 60))
    return String(Math.max(...types.keys())) === (await page.getByRole('grid').getAttribute('aria-rowcount'))
  })
  const inOrder = [...types].sort(([a], [b]) => a - b).map(([, type]) => type)
  const searches = inOrder.indexOf('Demand Gen')
  expect(searches).toBeGreaterThan(90)
  expect(new Set(inOrder.slice(0, searches))).toEqual(new Set(['Search']))
  expect(new Set(inOrder.slice(searches))).toEqual(new Set(['Demand Gen']))
})

it('the pages met no error on the way', () => expect(stage.faults).toEqual([]))
