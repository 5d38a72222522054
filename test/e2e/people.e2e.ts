import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { gone, isFitForAll, PERSON, setStage, shown, type Stage, until } from './stage.ts'

// An administrator invites a colleague, who joins in a browser of their own; keys and sessions come and go.

vi.setConfig({ testTimeout: 120_000 })
const GUEST = { name: 'Robin Guest', email: 'robin@example.com', password: 'staple battery horse' }

let stage: Stage
let page: Page
let guest: Page

beforeAll(async () => {
  stage = await setStage()
  page = await stage.open('/campaigns')
}, 180_000)

afterAll(async () => await stage.close())

const rowOf = (on: Page, name: string) => on.getByRole('main').getByRole('listitem').filter({ hasText: name })
const heading = (on: Page, name: string) => on.getByRole('heading', { name, level: 1 })
const confirm = async (on: Page, name: string): Promise<void> =>
  await on.getByRole('dialog').getByRole('button', { name, exact: true }).click()

it('the settings are found in the menu of the person and in the palette', async () => {
  await page.getByRole('button', { name: /signed in as/ }).click()
  await page.getByRole('menuitem', { name: 'Members' }).click()
  await shown(heading(page, 'Members'))
  await shown(rowOf(page, PERSON.email))
  await isFitForAll(page, 'settings-members')
  const leave = rowOf(page, PERSON.email).getByRole('button', { name: 'Leave the workspace' })
  expect(await leave.getAttribute('aria-disabled'), 'the last administrator stays').toBe('true')
  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: 'Search' }).fill('API keys')
  await page.keyboard.press('Enter')
  await shown(heading(page, 'API keys'))
})

it('somebody new joins by the link, as what the invitation says', async () => {
  await page.goto(`${stage.app.url}/settings/members`)
  await page.getByLabel('E-mail').fill(GUEST.email)
  await page.getByLabel('Role', { exact: true }).selectOption('viewer')
  await page.getByRole('button', { name: 'Make the link' }).click()
  const link = await page.getByLabel('Link of the invitation').inputValue()
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/invite#token=[\w-]{75}$/)
  await shown(rowOf(page, 'Viewer · All accounts · invited by'))
  await isFitForAll(page, 'settings-invited')
  const context = await page.context().browser()!.newContext({ locale: 'en-US', reducedMotion: 'reduce' })
  guest = await context.newPage()
  guest.setDefaultTimeout(15_000)
  guest.on('pageerror', (error) => stage.faults.push(error.message))
  const asked: string[] = []
  guest.on('request', (request) => asked.push(request.url()))
  await guest.goto(link)
  await shown(guest.getByText(`${PERSON.email} invites you as viewer`))
  await isFitForAll(guest, 'invite')
  // What a proxy writes down has no token in it, and neither has the address once it was read.
  await guest.waitForURL(`${stage.app.url}/invite`)
  await guest.reload()
  await shown(guest.getByText(`${PERSON.email} invites you as viewer`))
  const token = link.split('token=')[1]!
  expect(asked.filter((url) => !url.includes('#') && url.includes(token))).toEqual([])
  // Links that were made before stand after the "?".
  await guest.goto(`${stage.app.url}/sign-in`)
  await guest.evaluate(() => sessionStorage.clear())
  await guest.goto(`${stage.app.url}/invite?token=${token}`)
  await shown(guest.getByText(`${PERSON.email} invites you as viewer`))
  await guest.waitForURL(`${stage.app.url}/invite`)
  await guest.getByLabel('Your name').fill(GUEST.name)
  await guest.getByLabel('Password', { exact: true }).fill('short')
  await guest.getByRole('button', { name: 'Join' }).click()
  await shown(guest.getByText('At least 12 characters.', { exact: true }))
  await guest.getByLabel('Password', { exact: true }).fill(GUEST.password)
  await guest.getByRole('button', { name: 'Join' }).click()
  await shown(guest.getByRole('button', { name: `RG: signed in as ${GUEST.name}` }))
  await guest.goto(link)
  await shown(guest.getByText('This invitation was accepted already.'))
})

it('the guest sees who is here and may change nothing, with the reason, until the role is changed', async () => {
  await guest.goto(`${stage.app.url}/settings/members`)
  await shown(rowOf(guest, PERSON.email))
  await isFitForAll(guest, 'settings-viewer')
  const make = guest.getByRole('button', { name: 'Make the link' })
  expect(await make.getAttribute('aria-disabled')).toBe('true')
  await make.focus()
  await shown(guest.getByRole('tooltip').filter({ hasText: 'Your role (viewer) may not do this.' }))
  await guest.goto(`${stage.app.url}/audit`)
  await shown(guest.getByRole('main').getByText(/administrator/i))
  expect(await guest.getByRole('alert').count()).toBe(0)
  await guest.goto(`${stage.app.url}/settings/members`)
  await page.reload()
  await page.getByRole('button', { name: `Role of ${GUEST.name}: Viewer` }).click()
  await page.getByRole('menuitem', { name: /^Administrator/ }).click()
  await shown(page.getByRole('button', { name: `Role of ${GUEST.name}: Administrator` }))
  await guest.reload()
  await until('the guest may invite', async () => (await make.getAttribute('aria-disabled')) !== 'true')
})

it('a key is shown once, works, and is refused once it is revoked', async () => {
  await page.goto(`${stage.app.url}/settings/keys`)
  await page.getByLabel('Name', { exact: true }).fill('nightly import')
  await page.getByRole('button', { name: 'Make the key' }).click()
  const key = await page.getByLabel('API key', { exact: true }).inputValue()
  const status = async () =>
    (await fetch(`${stage.app.url}/api/v1/campaigns`, { headers: { authorization: `Bearer ${key}` } })).status
  expect(await status()).toBe(200)
  await isFitForAll(page, 'settings-keys')
  await page.reload()
  const row = rowOf(page, 'nightly import')
  await shown(row.getByText('Works'))
  expect(await page.content()).not.toContain(key)
  await row.getByRole('button', { name: 'Revoke the key nightly import' }).click()
  await confirm(page, 'Revoke')
  await shown(row.getByText('Revoked', { exact: true }))
  expect(await status()).toBe(401)
})

it('a session elsewhere is seen and ended, and a new password ends the rest', async () => {
  const elsewhere = await stage.open('/campaigns')
  const third = await stage.open('/campaigns')
  await page.goto(`${stage.app.url}/settings/sessions`)
  await shown(rowOf(page, 'This one'))
  await isFitForAll(page, 'settings-sessions')
  const ends = page.getByRole('button', { name: /^End the session of/ })
  const before = await ends.count()
  expect(before).toBeGreaterThanOrEqual(2)
  // The list begins with the one that was used last.
  await ends.first().click()
  await confirm(page, 'End it')
  await until('one is less', async () => (await ends.count()) === before - 1)
  await page.goto(`${stage.app.url}/settings/sign-in`)
  await page.getByLabel('Present password').fill(PERSON.password)
  await page.getByLabel('New password').fill('a wholly new password')
  await page.getByRole('button', { name: 'Change the password' }).click()
  await shown(page.getByText('Your password is changed.'))
  await page.goto(`${stage.app.url}/settings/sessions`)
  await shown(rowOf(page, 'This one'))
  await until('no other is left', async () => (await ends.count()) === 0)
  for (const other of [elsewhere, third]) {
    await other.reload()
    await shown(other.getByRole('heading', { name: 'Sign in' }))
  }
  await page.reload()
  await shown(heading(page, 'Your sessions'))
})

it('who forgot the password is handed a link, chooses a new one and signs in with it', async () => {
  await page.goto(`${stage.app.url}/settings/members`)
  await page.getByRole('button', { name: `Make a link for a new password of ${GUEST.name}` }).click()
  await confirm(page, 'Make the link')
  const link = await page.getByLabel('Link for a new password', { exact: true }).inputValue()
  await isFitForAll(page, 'settings-members-reset')
  await guest.goto(link)
  await shown(heading(guest, 'Choose a new password'))
  await isFitForAll(guest, 'reset-password')
  await guest.getByLabel('New password').fill('short')
  await guest.getByRole('button', { name: 'Set the password' }).click()
  await shown(guest.getByText('At least 12 characters.', { exact: true }))
  await guest.getByLabel('New password').fill('horse staple correct')
  await guest.getByRole('button', { name: 'Set the password' }).click()
  await shown(heading(guest, 'Your new password is set'))
  await guest.getByRole('link', { name: 'To the sign-in page' }).click()
  await shown(guest.getByText('Forgotten the password?'))
  await guest.getByLabel('E-mail').fill(GUEST.email)
  await guest.getByLabel('Password', { exact: true }).fill('horse staple correct')
  await guest.getByRole('button', { name: 'Sign in', exact: true }).click()
  await shown(guest.getByRole('button', { name: `RG: signed in as ${GUEST.name}` }))
})

it('who is removed is out at once', async () => {
  await page.goto(`${stage.app.url}/settings/members`)
  await page.getByRole('button', { name: `Remove ${GUEST.name}` }).click()
  await confirm(page, 'Remove')
  await gone(rowOf(page, GUEST.email))
  await guest.reload()
  await shown(guest.getByRole('heading', { name: 'Sign in' }))
})

it('an administrator finds in the audit log who did what, and takes it away as a file', async () => {
  await page.goto(`${stage.app.url}/audit`)
  await shown(heading(page, 'Audit log'))
  await page.getByLabel('Who').fill(PERSON.email)
  await page.getByLabel('What').selectOption({ label: 'Invited somebody' })
  await page.getByRole('button', { name: 'Search' }).last().click()
  await shown(rowOf(page, `Invited somebody · ${GUEST.email}`))
  await shown(page.getByTitle('invitation.create'))
  await gone(rowOf(page, 'Created the campaign'))
  expect(page.url()).toContain('action=invitation.create')
  await isFitForAll(page, 'audit')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as CSV' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('audit.csv')
  expect(readFileSync(await file.path(), 'utf8')).toMatch(/^seq,at,actor,[^]*invitation\.create/)
})

it('the pages met no error on the way', () => expect(stage.faults).toEqual([]))

it('who has an account here joins by the same page, by their password, and keeps their name', async () => {
  await page.goto(`${stage.app.url}/settings/members`)
  await page.getByLabel('E-mail').fill(GUEST.email)
  await page.getByRole('button', { name: 'Make the link' }).click()
  await guest.goto(await page.getByLabel('Link of the invitation').inputValue())
  const [name, password] = [guest.getByLabel('Your name'), guest.getByLabel('Password', { exact: true })]
  const join = guest.getByRole('button', { name: 'Join' })
  await password.fill('not their password')
  await join.click()
  await shown(guest.getByText('Tell us your name.'))
  await shown(guest.getByText('If this address has an account on this server, this is not its password.'))
  await isFitForAll(guest, 'invite-refused')
  await name.fill('Somebody Else')
  await join.click()
  await shown(guest.getByText('This address has an account on this server, and this is not its password.'))
  await name.fill('')
  await password.fill('horse staple correct')
  await join.click()
  await shown(guest.getByRole('button', { name: `RG: signed in as ${GUEST.name}` }))
})
