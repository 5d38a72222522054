import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type LocalProvider, startIdentityProvider } from '../identity-provider.ts'
import { isFitForAll, PERSON, setStage, shown, type Stage } from './stage.ts'

// Proving who one is: at an identity provider, by an app's code.

vi.setConfig({ testTimeout: 120_000 })
const GUEST = { sub: 'robin', email: 'robin@example.com', email_verified: true, name: 'Robin Guest' }

let provider: LocalProvider
let stage: Stage
let page: Page

beforeAll(async () => {
  const port = await freePort()
  const url = `http://localhost:${port}`
  provider = await startIdentityProvider(`${url}/sign-in/return`)
  const { issuer, clientId, clientSecret, name } = provider.config
  stage = await setStage({
    PORT: String(port),
    PUBLIC_URL: url,
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
    OIDC_NAME: name,
  })
  page = await stage.open('/settings/members')
}, 180_000)

afterAll(async () => {
  await stage.close()
  await provider.close()
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** A tab of somebody who is not signed in. */
async function stranger(path: string): Promise<Page> {
  const context = await page.context().browser()!.newContext({ locale: 'en-US', reducedMotion: 'reduce' })
  const tab = await context.newPage()
  tab.setDefaultTimeout(15_000)
  tab.on('pageerror', (error) => stage.faults.push(error.message))
  await tab.goto(new URL(path, stage.app.url).href)
  return tab
}

/** What the provider asks: who one is, and whether we may know. */
async function signInThere(tab: Page, sub: string): Promise<void> {
  await tab.locator('input[name=login]').fill(sub)
  await tab.locator('input[name=password]').fill('any')
  await tab.locator('button[type=submit]').click()
  await tab.locator('input[name=prompt][value=consent]').waitFor({ state: 'attached' })
  await tab.locator('button[type=submit]').click()
}

it('who has a password adds the provider while signed in, and then signs in with it', async () => {
  provider.people.set('tess', { sub: 'tess', email: PERSON.email, email_verified: true })
  const tab = await stranger('/settings/sign-in')
  await shown(tab.getByRole('heading', { name: 'Sign in' }))
  await isFitForAll(tab, 'sign-in-provider')
  await tab.getByRole('button', { name: 'Sign in with Example ID' }).click()
  await signInThere(tab, 'tess')
  await shown(tab.getByText('Example ID cannot tell whether it is yours'))
  await isFitForAll(tab, 'sign-in-password-first')
  await tab.goto(`${stage.app.url}/settings/sign-in`)
  await signInHere(tab, PERSON.email, PERSON.password)
  await tab.getByRole('button', { name: 'Add Example ID' }).click()
  await shown(tab.getByRole('heading', { name: 'How you sign in', level: 1 }))
  await shown(tab.getByRole('listitem').filter({ hasText: PERSON.email }))
  await isFitForAll(tab, 'settings-sign-in')
  const elsewhere = await stranger('/settings/sign-in')
  await elsewhere.getByRole('button', { name: 'Sign in with Example ID' }).click()
  await signInThere(elsewhere, 'tess')
  await shown(elsewhere.getByRole('heading', { name: 'How you sign in', level: 1 }))
  await elsewhere.context().close()
  await tab.getByRole('button', { name: `Remove ${PERSON.email}` }).click()
  await tab.getByRole('dialog').getByRole('button', { name: 'Remove it' }).click()
  await shown(tab.getByText('None yet.'))
  await tab.context().close()
  // What takes a way to sign in away has ended all other sessions.
  await page.reload()
  await signInHere(page, PERSON.email, PERSON.password)
  await shown(page.getByRole('heading', { name: 'Members', level: 1 }))
})

it('who is invited joins with the provider, has no password, and may set one', async () => {
  provider.people.set('robin', GUEST)
  await page.getByLabel('E-mail').fill(GUEST.email)
  await page.getByRole('button', { name: 'Make the link' }).click()
  const link = await page.getByLabel('Link of the invitation').inputValue()
  const tab = await stranger(link)
  await tab.getByRole('button', { name: 'Join with Example ID' }).click()
  await signInThere(tab, 'robin')
  await shown(tab.getByRole('button', { name: `RG: signed in as ${GUEST.name}` }))
  await tab.goto(`${stage.app.url}/settings/sign-in`)
  const remove = tab.getByRole('button', { name: `Remove ${GUEST.email}` })
  await shown(remove)
  expect(await remove.getAttribute('aria-disabled'), 'the last way in stays').toBe('true')
  await isFitForAll(tab, 'settings-sign-in-no-password')
  await tab.getByLabel('New password').fill('staple battery horse')
  await tab.getByRole('button', { name: 'Set the password' }).click()
  await shown(tab.getByLabel('Present password'))
  await tab.context().close()
})

it('a stranger is told why not, and an address that came from nowhere opens nothing', async () => {
  provider.people.set('eve', { sub: 'eve', email: 'eve@example.com', email_verified: true })
  const tab = await stranger('/sign-in?next=//evil.example/')
  await tab.getByRole('button', { name: 'Sign in with Example ID' }).click()
  await signInThere(tab, 'eve')
  await shown(tab.getByText('Nobody here is eve@example.com.'))
  await isFitForAll(tab, 'sign-in-refused')
  await tab.goto(`${stage.app.url}/sign-in/return?code=stolen&state=made-up`)
  await shown(tab.getByText('This sign-in was not begun in this browser'))
  await tab.getByRole('link', { name: 'Back to the sign-in page' }).click()
  await shown(tab.getByRole('heading', { name: 'Sign in' }))
  await tab.context().close()
})

const codeOf = (secret: string): string => new TOTP({ secret }).generate()

async function signInHere(tab: Page, email: string, password: string): Promise<void> {
  await tab.getByLabel('E-mail').fill(email)
  await tab.getByLabel('Password', { exact: true }).fill(password)
  await tab.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Sets the app up on the page that is open; answers the code that did it, and the recovery codes. */
async function setUpApp(tab: Page, name: string): Promise<{ used: string; codes: string[] }> {
  await tab.getByRole('button', { name: 'Set up an app' }).click()
  await shown(tab.getByRole('img', { name: 'QR code for the app' }))
  await isFitForAll(tab, name)
  const secret = (await tab.locator('pre').first().innerText()).replace(/\s/g, '')
  const used = codeOf(secret)
  await tab.getByRole('textbox', { name: 'Code' }).fill(used)
  await tab.getByRole('button', { name: 'Turn it on' }).click()
  const list = tab.getByLabel('Recovery codes', { exact: true })
  await shown(list)
  await isFitForAll(tab, `${name}-codes`)
  const codes = (await list.innerText()).trim().split(/\s+/)
  expect(codes).toHaveLength(10)
  await tab.getByRole('button', { name: 'I have kept them' }).click()
  return { used, codes }
}

it('an app is set up by its QR code, and asked for after the password', async () => {
  await page.goto(`${stage.app.url}/settings/sign-in`)
  const { used, codes } = await setUpApp(page, 'settings-totp')
  await shown(page.getByText('10 recovery codes are left'))
  await isFitForAll(page, 'settings-sign-in-app')
  const tab = await stranger('/settings/sign-in')
  await signInHere(tab, PERSON.email, PERSON.password)
  await shown(tab.getByRole('heading', { name: 'One thing more' }))
  await isFitForAll(tab, 'sign-in-code')
  await tab.getByRole('textbox', { name: 'Code' }).fill(used)
  await tab.keyboard.press('Enter')
  await shown(tab.getByText('This code is wrong, or it was used before.'))
  await tab.getByRole('textbox', { name: 'Code' }).fill(codes[0]!)
  await tab.keyboard.press('Enter')
  await shown(tab.getByText('9 recovery codes are left'))
  await tab.context().close()
})

it('who has none is led to set one up where the workspace asks for it, and goes on where they were', async () => {
  await page.goto(`${stage.app.url}/settings/members`)
  await page.getByRole('switch', { name: 'Ask everybody for a second factor' }).press('Space')
  await shown(page.getByText('Whoever has no second factor sets one up before they go on.'))
  await isFitForAll(page, 'settings-members-second-factor')
  const tab = await stranger('/images')
  await signInHere(tab, GUEST.email, 'staple battery horse')
  await shown(tab.getByRole('heading', { name: 'Set up a second factor' }))
  await setUpApp(tab, 'second-factor-needed')
  await shown(tab.getByRole('heading', { name: 'Images', level: 1 }))
  await page.reload()
  await page.getByRole('button', { name: `Take the second factor of ${GUEST.name} away` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take it away' }).click()
  await shown(page.getByText(`${GUEST.name} has no second factor any more.`))
  await tab.reload()
  await shown(tab.getByRole('heading', { name: 'Sign in' }))
  await tab.context().close()
})

it('the pages met no error on the way', () => expect(stage.faults).toEqual([]))
