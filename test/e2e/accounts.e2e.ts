import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Account } from '../../src/contract/session.ts'
import { isAccessible, setStage, shown, type Stage, until } from './stage.ts'

// Two accounts: the switch says in which one somebody is, and keeps what they chose.

vi.setConfig({ testTimeout: 60_000 })

let stage: Stage
let page: Page
let first: Account
let other: Account

beforeAll(async () => {
  stage = await setStage()
  const { items } = await stage.api<{ items: Account[] }>('GET', '/accounts/reachable')
  const { customerId, loginCustomerId } = items.find(({ currencyCode }) => currencyCode !== 'USD')!
  other = await stage.api('POST', '/accounts', { customerId, loginCustomerId })
  const accounts = await stage.api<{ items: Account[] }>('GET', '/accounts')
  first = accounts.items.find(({ id }) => id === stage.accountId)!
  await stage.complete('In the first')
  await stage.api('POST', '/campaigns', { accountId: other.id, name: 'In the other' })
  page = await stage.open('/campaigns')
}, 120_000)

afterAll(async () => {
  expect(stage.faults).toEqual([])
  await stage.close()
})

const menu = (label: string) => page.getByRole('button', { name: `Account: ${label}`, exact: true })
const parameter = (name: string) => new URL(page.url()).searchParams.get(name)

it('choosing an account keeps search, filters and order, and the pages beside keep the account', async () => {
  await page.goto(`${stage.app.url}/campaigns?q=In&type=DEMAND_GEN&sort=name`)
  await menu('All accounts').click()
  await page.getByRole('menuitem', { name: new RegExp(other.name) }).click()
  await shown(menu(other.name))
  await shown(page.getByRole('link', { name: 'In the other' }))
  expect(['q', 'type', 'sort', 'account'].map(parameter)).toEqual(['In', 'DEMAND_GEN', 'name', other.id])
  await page.getByRole('link', { name: 'Images' }).click()
  await shown(page.getByRole('heading', { name: 'Images', level: 1 }))
  await shown(menu(other.name))
  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await shown(page.getByRole('heading', { name: 'Dashboard', level: 1 }))
  expect(parameter('account')).toBe(other.id)
  await page.getByRole('link', { name: 'Campaigns', exact: false }).first().click()
  await until('the list is of the account', async () => parameter('account') === other.id)
  expect(await page.getByRole('link', { name: 'In the first' }).count()).toBe(0)
})

it('of several accounts it says how many; on a campaign and its pages it says whose they are', async () => {
  await page.goto(`${stage.app.url}/campaigns?account=${first.id},${other.id}`)
  await shown(menu('2 accounts'))
  await isAccessible(page, 'accounts-two')
  await page.getByRole('link', { name: 'In the first' }).click()
  await shown(menu(first.name))
  const path = new URL(page.url()).pathname
  for (const below of ['/edit', '/plan']) {
    await page.goto(`${stage.app.url}${path}${below}`)
    await shown(menu(first.name))
  }
  const id = path.split('/').at(-1)
  const { publicationId } = await stage.api<{ publicationId: string }>('POST', `/campaigns/${id}/publish`)
  await page.goto(`${stage.app.url}/publications/${publicationId}`)
  await shown(menu(first.name))
})
