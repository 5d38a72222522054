import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Member } from '../../src/contract/people.ts'
import type { Account } from '../../src/contract/session.ts'
import type { Campaign } from '../../src/contract/campaign.ts'
import { gone, isFitForAll, setStage, shown, type Stage } from './stage.ts'

// An administrator limits a publisher to one account of two: there they work, and in the other they only read.

vi.setConfig({ testTimeout: 60_000 })
const MEMBER = { name: 'Robin Free', email: 'robin@example.com', password: 'staple battery horse' }

let stage: Stage
let page: Page
let member: Page
let other: Account
let closed: Campaign

beforeAll(async () => {
  stage = await setStage()
  const { items } = await stage.api<{ items: Account[] }>('GET', '/accounts/reachable')
  const { customerId, loginCustomerId } = items.find(({ currencyCode }) => currencyCode !== 'USD')!
  other = await stage.api('POST', '/accounts', { customerId, loginCustomerId })
  closed = await stage.complete('Not theirs')
  const { link } = await stage.api<{ link: string }>('POST', '/invitations', {
    email: MEMBER.email,
    role: 'publisher',
  })
  page = await stage.open('/settings/members')
  const context = await page.context().browser()!.newContext({ locale: 'en-US', reducedMotion: 'reduce' })
  member = await context.newPage()
  member.setDefaultTimeout(15_000)
  member.on('pageerror', (error) => stage.faults.push(error.message))
  await member.goto(`${stage.app.url}${link}`)
  await member.getByLabel('Your name').fill(MEMBER.name)
  await member.getByLabel('Password', { exact: true }).fill(MEMBER.password)
  await member.getByRole('button', { name: 'Join' }).click()
  await shown(member.getByRole('button', { name: /signed in as/ }))
  await page.reload()
}, 180_000)

afterAll(async () => {
  expect(stage.faults).toEqual([])
  await stage.close()
})

it('a member is limited to one account in a dialog, and the list says so', async () => {
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: MEMBER.email })
  await shown(row.getByText(/All accounts/))
  await row.getByRole('button', { name: `Accounts of ${MEMBER.name}` }).click()
  const dialog = page.getByRole('dialog', { name: `Where may ${MEMBER.name} change things?` })
  await dialog.getByLabel('Only these accounts').check()
  await dialog.getByLabel(`Role in ${other.name}`).selectOption('publisher')
  await isFitForAll(page, 'limit-dialog')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await gone(dialog)
  await shown(row.getByText(`Only ${other.name} (Publisher)`))
})

it('whoever has the dialog open while another administrator saves is told who and what, and keeps what they chose', async () => {
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: MEMBER.email })
  await row.getByRole('button', { name: `Accounts of ${MEMBER.name}` }).click()
  const dialog = page.getByRole('dialog', { name: `Where may ${MEMBER.name} change things?` })
  const role = dialog.getByLabel(`Role in ${other.name}`)
  await role.selectOption('editor')
  const { items } = await stage.api<{ items: Member[] }>('GET', '/members')
  const { id, version } = items.find(({ email }) => email === MEMBER.email)!
  await stage.api('PATCH', `/members/${id}`, { role: 'viewer' }, { 'If-Match': `"${version}"` })
  await dialog.getByRole('button', { name: 'Save' }).click()
  const told = dialog.getByRole('alert')
  await shown(told.filter({ hasText: `changed what ${MEMBER.name} may do meanwhile. It is now: viewer` }))
  expect(await role.inputValue()).toBe('editor')
  await isFitForAll(page, 'limit-dialog-meanwhile')
  await role.selectOption('publisher')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await gone(dialog)
  await shown(row.getByText(`Only ${other.name} (Publisher)`))
})

it('the member reads the campaign of the other account, and is told why they may not change it', async () => {
  await member.goto(`${stage.app.url}/campaigns/${closed.id}`)
  const edit = member.getByRole('button', { name: 'Edit', exact: true })
  await shown(edit)
  expect(await edit.getAttribute('aria-disabled')).toBe('true')
  await edit.hover()
  await shown(member.getByRole('tooltip').filter({ hasText: 'You are limited to other accounts' }))
})

it('a new campaign begins in the account where they may make one, and the other cannot be chosen', async () => {
  await member.goto(`${stage.app.url}/campaigns/new`)
  const account = member.getByRole('combobox', { name: 'Account' })
  await expect.poll(async () => await account.inputValue(), { timeout: 15_000 }).toContain(other.name)
  await account.click()
  const closedOption = member.getByRole('option', { name: /you only read there/ })
  await shown(closedOption)
  expect(await closedOption.getAttribute('data-combobox-disabled')).toBe('true')
})
