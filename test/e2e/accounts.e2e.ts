import { Client } from 'pg'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
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

describe('with three hundred accounts', () => {
  beforeAll(async () => {
    const database = new Client({ connectionString: stage.databaseUrl })
    await database.connect()
    await database.query(
      `insert into accounts
       select (jsonb_populate_record(a, jsonb_build_object('id', uuidv7(), 'customer_id', 5000000000 + n, 'name', 'Client ' || n))).*
         from accounts a, generate_series(1, 300) n where a.id = $1`,
      [stage.accountId],
    )
    await database.end()
    await page.goto(`${stage.app.url}/campaigns`)
  })

  const searchBox = () => page.getByRole('searchbox', { name: 'Search accounts' })

  it('the switch finds one by its name or its number, and takes it by the keyboard alone', async () => {
    await menu('All accounts').press('Enter')
    await until('the caret is in the box', async () =>
      searchBox().evaluate((box) => box === document.activeElement),
    )
    const names = async () => await page.getByRole('menuitem').allInnerTexts()
    const inOrder = (await names()).flatMap((name) => /^Client (\d+)/.exec(name)?.[1] ?? [])
    expect(inOrder).toEqual(Array.from({ length: 300 }, (_, at) => `${at + 1}`))
    await isAccessible(page, 'accounts-many')
    await page.keyboard.type('500-000-0250')
    await until('one is found', async () => (await names()).length === 1)
    await page.keyboard.press('Control+a')
    await page.keyboard.type('client 29')
    await until('thirteen are found', async () => (await names()).length === 13)
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key)
    await shown(menu('Client 129'))
    await menu('Client 129').click()
    await searchBox().fill('nobody')
    await shown(page.getByText('No account has this name or number'))
    await isAccessible(page, 'accounts-none')
    await page.keyboard.press('Escape')
  })

  it('so do the filter, the page of accounts and the limits of an invitation', async () => {
    await page.goto(`${stage.app.url}/campaigns`)
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await until('the caret is in the box', async () =>
      searchBox().evaluate((box) => box === document.activeElement),
    )
    await page.keyboard.type('client 123')
    await page.getByRole('menuitemcheckbox', { name: 'Client 123' }).click()
    await searchBox().fill('client 45')
    await page.getByRole('menuitemcheckbox', { name: 'Client 45' }).click()
    await isAccessible(page, 'accounts-filter')
    await page.keyboard.press('Escape')
    await shown(menu('2 accounts'))
    await page.goto(`${stage.app.url}/accounts`)
    await searchBox().fill('5000000077')
    await until(
      'one is found',
      async () => (await page.getByRole('link', { name: 'Its campaigns' }).count()) === 1,
    )
    await shown(page.getByText('Client 77'))
    await isAccessible(page, 'accounts-page-many')
    await page.goto(`${stage.app.url}/settings/members`)
    await page.getByRole('radio', { name: 'Only these accounts' }).check()
    await searchBox().fill('client 300')
    await page.getByLabel('Role in Client 300').selectOption('Editor')
    await searchBox().fill('client 1')
    expect(await page.getByLabel('Role in Client 300').count()).toBe(0)
    await searchBox().fill('')
    expect(await page.getByLabel('Role in Client 300').inputValue()).not.toBe('')
  })
})
