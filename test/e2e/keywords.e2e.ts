import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { begin, button, readByName, saveDraft, saved } from './editor.ts'
import { hasFocus } from './keys.ts'
import { isFitForAll, setStage, shown, type Stage, until } from './stage.ts'

// Keywords by the hundred, in the form of a Search campaign.

vi.setConfig({ testTimeout: 300_000 })
let stage: Stage

beforeAll(async () => {
  stage = await setStage()
}, 120_000)

afterAll(async () => await stage.close())

describe('keywords', () => {
  let page: Page

  beforeAll(async () => {
    page = await begin(stage, 'SEARCH', 'Many keywords')
  })

  it('are pasted by the column, with what is there already dropped and told', async () => {
    const many = Array.from({ length: 250 }, (_, at) => `plant number ${at}`)
    const entry = page.getByLabel('Add keywords')
    await entry.fill(
      ['Keyword\tMatch type', 'basil\tExact', 'Basil\tExact match', '[open', ...many].join('\n'),
    )
    await shown(page.getByText('250 broad, 2 exact, 1 there already, 1 not clear'))
    await button(page, 'Add 251 keywords').click()
    await shown(page.getByText(/^251 added\. 1 dropped, there already: \[Basil\]\. One line is left above/))
    expect(await entry.inputValue()).toBe('[open')
    await entry.fill('')
    await shown(page.getByText('251 keywords', { exact: true }))
    const table = page.getByRole('table', { name: 'Keywords', exact: true })
    expect(await table.getByRole('row').count(), 'a hundred at first, and the heading').toBe(101)
    await button(page, 'Show more of 251').click()
    expect(await table.getByRole('row').count()).toBe(252)
    await isFitForAll(page, 'editor-keywords')
  })

  it('are found, changed and removed, each in its row and all that are found at once', async () => {
    await page.getByLabel('Find a keyword').fill('number 24')
    const table = page.getByRole('table', { name: 'Keywords', exact: true })
    expect(await table.getByRole('row').count()).toBe(12)
    await button(page, 'More for the keywords listed').click()
    await page.getByRole('menuitem', { name: 'Make all 11 listed phrase' }).click()
    await shown(page.getByText('11 are phrase now.'))
    await page.getByLabel('Match of plant number 24', { exact: true }).selectOption('Exact')
    await page.getByLabel('plant number 240 is negative', { exact: true }).check()
    const cell = page.getByLabel('Keyword plant number 241', { exact: true })
    await cell.fill('plant number 242')
    await cell.press('Enter')
    await shown(page.getByText('"plant number 242" is there already, so nothing was changed.'))
    await cell.fill('plant no. 241')
    await cell.press('ArrowDown')
    await until(
      'down is the next row',
      async () => await hasFocus(page.getByLabel('Keyword plant number 242', { exact: true })),
    )
    await button(page, 'Remove plant number 243').focus()
    await page.keyboard.press('Enter')
    await until(
      'the focus goes on to the next',
      async () => await hasFocus(button(page, 'Remove plant number 244')),
    )
    await button(page, 'More for the keywords listed').click()
    await page.getByRole('menuitem', { name: /^Remove all 9 listed/ }).click()
    await button(page, 'Keep them').click()
    await saveDraft(page)
    const [group] = (await readByName(stage, 'Many keywords')).adGroups
    expect(group!.keywords).toHaveLength(250)
    const by = (text: string) => group!.keywords.find((keyword) => keyword.text === text)
    expect(by('plant number 24')).toMatchObject({ matchType: 'EXACT' })
    expect(by('plant number 240')).toMatchObject({ matchType: 'PHRASE', negative: true })
    expect(by('plant no. 241')).toMatchObject({ matchType: 'PHRASE', negative: false })
    expect(by('plant number 243')).toBeUndefined()
  })

  it('have bids under manual bidding alone, and the campaign has negative ones of its own', async () => {
    await page.getByRole('combobox', { name: 'Bidding strategy' }).click()
    await page.getByRole('option', { name: 'Manual CPC' }).click()
    await page.getByLabel('Bid per click').fill('0.80')
    await page.getByLabel('Bid for basil').fill('1.20')
    await page.getByLabel('Add negative keywords').fill('free\n"second hand"')
    await button(page, 'Add 2 negative keywords').click()
    await saved(page)
    await until('the server has them', async () => {
      const { adGroups, negativeKeywords } = await readByName(stage, 'Many keywords')
      const basil = adGroups[0]!.keywords.find(({ text }) => text === 'basil')
      return negativeKeywords.length === 2 && basil?.cpcBidMicros === '1200000'
    })
    await isFitForAll(page, 'editor-bids')
    await page.getByRole('combobox', { name: 'Bidding strategy' }).click()
    await page.getByRole('option', { name: 'Target impression share' }).click()
    await page.getByLabel('Share of impressions').fill('65')
    await page.getByLabel('Highest bid per click').fill('2.50')
    await saved(page)
    await until('the bids are gone with manual bidding', async () => {
      const { adGroups, ...campaign } = await readByName(stage, 'Many keywords')
      return (
        campaign.impressionShareFraction === 0.65 &&
        campaign.impressionShareLocation === 'ANYWHERE_ON_PAGE' &&
        adGroups[0]!.keywords.every(({ cpcBidMicros }) => cpcBidMicros === null)
      )
    })
    await page.context().close()
  })
})

it('the pages met no error on the way', () => expect(stage.faults).toEqual([]))
