import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import { gone, isFitForAll, setStage, shown, type Stage, until } from './stage.ts'

// A connection that is gone for a while: said quietly, nothing lost, nothing hammered, nothing done behind anybody's back.

vi.setConfig({ testTimeout: 120_000 })
const WATCHED_MS = 6_000

let stage: Stage
let page: Page
/** What was asked for, as it was asked. */
let asked: { method: string; path: string }[] = []

beforeAll(async () => {
  stage = await setStage()
  await stage.complete('Read on the way')
  page = await stage.open('/campaigns')
  page.on('request', (request) =>
    asked.push({ method: request.method(), path: new URL(request.url()).pathname }),
  )
  await shown(page.getByRole('link', { name: 'Read on the way' }))
}, 120_000)

afterAll(async () => await stage.close())

const bar = (title: string) => page.getByRole('status').filter({ hasText: title })
const silence = async () =>
  await page.route(/\/(api|health|assets)\//, async (route) => await route.abort('connectionrefused'))
const speech = async () => await page.unroute(/\/(api|health|assets)\//)

it('offline is said, what is loaded stays, and a page that is not there yet comes by itself', async () => {
  await page.context().setOffline(true)
  await shown(bar('You are offline.'))
  await isFitForAll(page, 'offline')
  await shown(page.getByRole('link', { name: 'Read on the way' }))
  await page.getByRole('link', { name: 'Batches', exact: true }).click()
  await page.waitForURL('**/batches')
  await shown(page.getByRole('heading', { name: 'Loading' }))
  await page.context().setOffline(false)
  await shown(page.getByRole('heading', { name: 'Batches', level: 1 }))
  await gone(page.getByText('You are offline.'))
})

it('what is clicked without a connection is refused at once, and not done later', async () => {
  // What draws the messages comes a little after the page.
  const toasts = page.waitForResponse(/\/toasts-.*\.js$/)
  await page.goto(`${stage.app.url}/campaigns`)
  await toasts
  await page.getByRole('link', { name: 'Read on the way' }).click()
  await shown(page.getByRole('heading', { name: 'Read on the way', level: 1 }))
  await shown(page.getByRole('button', { name: 'Duplicate', exact: true }))
  await page.context().setOffline(true)
  await shown(bar('You are offline.'))
  asked = []
  await page.getByRole('button', { name: 'Duplicate', exact: true }).click()
  await shown(page.getByText('The server does not answer.'))
  await page.context().setOffline(false)
  await gone(page.getByText('You are offline.'))
  await until('the page reads again', async () =>
    asked.some(({ path }) => path.startsWith('/api/v1/campaigns/')),
  )
  expect(asked.filter(({ method }) => method === 'POST').length, 'the one that was refused').toBe(1)
  const { items } = await stage.api<{ items: Campaign[] }>('GET', '/campaigns')
  expect(items.map(({ name }) => name)).toEqual(['Read on the way'])
})

it('a server that does not answer is asked by one probe alone, though the page reads every second', async () => {
  const campaign = await stage.complete('Under way')
  await stage.emulator('POST', '/faults', {
    kind: 'delay',
    beforeMs: 20_000,
    match: { path: 'googleAds:mutate', body: 'Under way' },
  })
  const { publicationId } = await stage.api<{ publicationId: string }>(
    'POST',
    `/campaigns/${campaign.id}/publish`,
  )
  await page.goto(`${stage.app.url}/publications/${publicationId}`)
  await shown(page.getByRole('listitem').filter({ hasText: 'Under way' }))
  asked = []
  const reads = () => asked.filter(({ path }) => path === `/api/v1/publications/${publicationId}`).length
  await until('it reads', async () => reads() >= 2)

  await silence()
  await shown(bar('The server does not answer.'))
  await isFitForAll(page, 'server-silent')
  asked = []
  await page.waitForTimeout(WATCHED_MS)
  expect(asked.filter(({ path }) => path.startsWith('/api'))).toEqual([])
  expect(asked.length, 'probes, with growing pauses').toBeLessThanOrEqual(3)

  await speech()
  await gone(page.getByText('The server does not answer.'))
  await until('it reads again', async () => reads() >= 1)
})

it('the pages met no error of their own on the way', () => {
  expect(stage.faults.filter((fault) => !/ERR_CONNECTION_REFUSED/.test(fault))).toEqual([])
})
