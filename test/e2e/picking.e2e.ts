import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import type { Session } from '../../src/contract/session.ts'
import { gone, isAccessible, setStage, shown, type Stage, until } from './stage.ts'

// What is picked, changed and taken back in the list where something goes wrong on the way.

vi.setConfig({ testTimeout: 120_000 })

let stage: Stage
let page: Page
beforeAll(async () => {
  stage = await setStage()
  page = await stage.open('/campaigns')
}, 180_000)
afterAll(async () => await stage?.close())

const button = (name: string) => page.getByRole('button', { name, exact: true })
const pick = async (name: string) => await page.getByRole('checkbox', { name: `Pick ${name}` }).click()
const make = async (name: string) =>
  await stage.api<Campaign>('POST', '/campaigns', {
    accountId: stage.accountId,
    name,
    dailyBudgetMicros: '50000000',
  })
const CAMPAIGN = /\/api\/v1\/campaigns\/[0-9a-f-]{36}/
const silence = async (address: RegExp) =>
  await page.route(address, async (route) => await route.abort('connectionrefused'))

it('after a click on the box of a row keys are for the page again', async () => {
  await make('Picked one')
  await make('Picked two')
  await page.goto(`${stage.app.url}/campaigns`)
  await pick('Picked one')
  await pick('Picked two')
  await shown(page.getByText('2 campaigns picked'))
  await page.keyboard.press('?')
  await shown(page.getByRole('dialog', { name: 'Keyboard shortcuts' }))
  await page.keyboard.press('Escape')
})

it('a picked campaign that somebody deletes is dropped, and what is left is dealt with', async () => {
  const { items } = await stage.api<{ items: Campaign[] }>('GET', '/campaigns?q=Picked%20two')
  await stage.api('DELETE', `/campaigns/${items[0]!.id}`, undefined, {
    'if-match': `"${items[0]!.version}"`,
  })
  await page.goto(`${stage.app.url}/campaigns?q=Picked%20one`)
  await shown(page.getByText('2 campaigns picked'))
  await button('Edit…').click()
  await shown(page.getByText('One picked campaign is gone from this workspace, and dropped.'))
  await shown(page.getByRole('dialog', { name: 'Edit one campaign' }))
  await page.keyboard.press('Escape')
  await shown(page.getByText('One campaign picked', { exact: true }))
  await button('Drop all').click()
})

it('what is deleted here is not picked any more', async () => {
  await make('Picked three')
  await page.goto(`${stage.app.url}/campaigns?q=Picked%20three`)
  await pick('Picked three')
  const row = page.getByRole('row').filter({ hasText: 'Picked three' })
  await row.hover()
  await row.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await gone(row)
  await gone(page.getByRole('region', { name: 'Picked campaigns' }))
})

it('more than a batch takes is said, and not picked', async () => {
  const answer = await page.request.get(`${stage.app.url}/api/v1/session`)
  const { workspace } = (await answer.json()) as Session
  await page.evaluate((id) => {
    const many = Array.from({ length: 500 }, () => crypto.randomUUID())
    sessionStorage.setItem(`gacm.picked.${id}`, JSON.stringify(many))
  }, workspace.id)
  await page.goto(`${stage.app.url}/campaigns`)
  await shown(page.getByText('500 campaigns picked'))
  await pick('Picked one')
  await shown(page.getByText('At most 500 campaigns are picked at once'))
  expect(await page.getByRole('checkbox', { name: 'Pick Picked one' }).isChecked()).toBe(false)
  await button('Drop all').click()
})

it('what could not be undone is still the next to be undone', async () => {
  await page.goto(`${stage.app.url}/campaigns?q=Picked%20one`)
  const budget = page.getByRole('row').filter({ hasText: 'Picked one' }).locator('[aria-colindex="5"]')
  const kind = page.getByRole('row').filter({ hasText: 'Picked one' }).locator('[aria-colindex="4"]')
  const write = async (amount: string) => {
    await budget.click()
    await page.keyboard.type(amount)
    const saved = page.waitForResponse(CAMPAIGN)
    await page.keyboard.press('Enter')
    await saved
    await shown(budget.getByText(`$${amount}.00`))
    await shown(page.getByText('Daily budget changed.'))
  }
  await write('60')
  await write('70')
  await kind.click()
  await silence(CAMPAIGN)
  await page.keyboard.press('Control+z')
  await shown(page.getByText('Not undone'))
  await page.unroute(CAMPAIGN)
  await gone(page.getByText('The server does not answer.').first())
  await page.keyboard.press('Control+z')
  await shown(budget.getByText('$60.00'))
  await page.keyboard.press('Control+z')
  await shown(budget.getByText('$50.00'))
})

it('a pause that did not reach the server is not shown as under way', async () => {
  const { id } = await stage.complete('Paused offline')
  await stage.api('POST', `/campaigns/${id}/publish`)
  // What draws the messages comes a little after the page.
  const toasts = page.waitForResponse(/\/toasts-.*\.js$/)
  await page.goto(`${stage.app.url}/campaigns/${id}`)
  await toasts
  await until('it may be paused', async () => await button('Pause').isEnabled())
  await page.context().setOffline(true)
  await shown(page.getByText('You are offline.'))
  await button('Pause').click()
  await shown(page.getByText('Not paused'))
  await shown(page.getByRole('main').getByText('Published', { exact: true }))
  expect(await page.getByRole('main').getByText('Pausing').count()).toBe(0)
  await page.context().setOffline(false)
  await gone(page.getByText('You are offline.'))
})

it('picked campaigns are paused by one request: whoever closes the page meanwhile finds out later how each fared', async () => {
  const names = ['Paused slowly 1', 'Paused slowly 2', 'Paused slowly 3']
  for (const name of names) {
    const { id } = await stage.complete(name)
    await stage.api('POST', `/campaigns/${id}/publish`)
    let googleCampaignId: string | null = null
    await until('it may be paused', async () => {
      const now = await stage.api<Campaign>('GET', `/campaigns/${id}`)
      googleCampaignId = now.googleCampaignId
      return now.actions.some(({ action, allowed }) => action === 'pause' && allowed)
    })
    await stage.emulator('POST', '/faults', {
      kind: 'delay',
      beforeMs: 1_500,
      match: { path: 'googleAds:mutate', body: googleCampaignId },
    })
  }
  await page.goto(`${stage.app.url}/campaigns?q=Paused%20slowly&sort=name`)
  for (const name of names) await pick(name)
  await button('Pause…').click()
  const dialog = page.getByRole('dialog', { name: 'Pause the campaigns that are picked' })
  await dialog.getByRole('button', { name: 'Pause 3 campaigns' }).click()
  await shown(page.getByRole('heading', { name: 'Pause 3 campaigns' }))
  await shown(page.getByRole('row').filter({ hasText: 'Paused slowly 1' }).getByText('Pausing'))
  await isAccessible(page, 'pause-batch')
  const batch = page.url()
  await page.goto('about:blank')
  await until('the server has paused them all', async () => {
    const { items } = await stage.api<{ items: Campaign[] }>('GET', '/campaigns?q=Paused%20slowly')
    return items.every(({ status }) => status === 'PAUSED')
  })
  await page.goto(batch)
  await shown(page.getByText('Finished: 3 of 3 through.'))
  await shown(
    page.getByRole('row').filter({ hasText: 'Paused slowly 3' }).getByText('Paused', { exact: true }),
  )
})

it('a draft whose publication failed is archived, from its page and by the palette', async () => {
  for (const name of ['Failed and filed', 'Failed and filed by keys']) {
    const { id } = await stage.complete(name)
    await stage.emulator('POST', '/faults', {
      kind: 'error',
      code: 'campaignError.CANNOT_MODIFY_FOR_TRIAL_CAMPAIGN',
      match: { path: 'googleAds:mutate', body: name },
    })
    await stage.api('POST', `/campaigns/${id}/publish`)
    await until('it failed', async () => {
      const { lastPublication } = await stage.api<Campaign>('GET', `/campaigns/${id}`)
      return lastPublication?.state === 'FAILED'
    })
    await page.goto(`${stage.app.url}/campaigns/${id}`)
    await shown(button('Archive'))
    if (name.endsWith('keys')) {
      await page.keyboard.press('Control+k')
      await page.getByRole('textbox', { name: 'Search', exact: true }).fill('archive')
      await page.getByText('Archive this campaign…').click()
    } else await button('Archive').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click()
    await until('it is archived', async () => {
      const { archivedAt } = await stage.api<Campaign>('GET', `/campaigns/${id}`)
      return archivedAt !== null
    })
  }
})

it('a library that cannot be read is not called empty, and a refused address stays written', async () => {
  const { id } = await stage.complete('With pictures')
  await page.goto(`${stage.app.url}/campaigns/${id}/edit`)
  await shown(button('From library'))
  await page.route(/\/api\/v1\/assets/, async (route) => await route.fulfill({ status: 500 }))
  await button('From library').first().click()
  const dialog = page.getByRole('dialog')
  await shown(dialog.getByRole('button', { name: 'Try again' }))
  expect(await dialog.getByText('The library is empty').count()).toBe(0)
  await page.unroute(/\/api\/v1\/assets/)
  await dialog.getByRole('button', { name: 'Try again' }).click()
  const balcony = dialog.getByRole('button', { name: /balcony/ })
  await shown(balcony)
  const search = dialog.getByLabel('Search images by name')
  await search.fill('no such picture')
  await shown(dialog.getByText('No image is called so'))
  await search.fill('BALC')
  await shown(balcony)
  expect(await dialog.getByRole('button', { name: / × / }).count()).toBe(await balcony.count())
  await isAccessible(page, 'image-picker')
  await dialog.getByRole('button', { name: 'Close' }).first().click()
  await gone(dialog)
  await page.goto(`${stage.app.url}/images`)
  await button('By address').first().click()
  const address = page.getByLabel('Address of the image')
  await address.fill('https://127.0.0.1/secret.png')
  await page.keyboard.press('Enter')
  await shown(page.getByText('Not added: https://127.0.0.1/secret.png'))
  await until('it can be mended', async () => (await address.inputValue()) === 'https://127.0.0.1/secret.png')
})

it('the pages met no error of their own on the way', () => {
  expect(stage.faults.filter((fault) => !/ERR_CONNECTION_REFUSED|status of 500/.test(fault))).toEqual([])
})
