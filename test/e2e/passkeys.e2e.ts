import { Client } from 'pg'
import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { isFitForAll, PERSON, type Stage, setStage, shown } from './stage.ts'

// Passkeys, with the authenticator that Chromium has for tests. The server was told no address: on this machine its name is localhost.

vi.setConfig({ testTimeout: 120_000 })

let stage: Stage
let page: Page
/** The same server, by its name. */
let home: string

beforeAll(async () => {
  stage = await setStage()
  page = await stage.open('/settings/sign-in')
  home = stage.app.url.replace('127.0.0.1', 'localhost')
}, 180_000)
afterAll(async () => await stage.close())

interface Device {
  cdp: CDPSession
  id: string
}

/**
 * A tab of somebody who is not signed in, with a device that is touched by the right person whenever it asks. What the browser
 * suggests is taken at once too, so only a browser that suggests nothing waits for the button.
 */
async function visitor({ suggests }: { suggests: boolean }): Promise<{ tab: Page; device: Device }> {
  const context = await page.context().browser()!.newContext({ locale: 'en-US', reducedMotion: 'reduce' })
  if (!suggests)
    await context.addInitScript(() => {
      PublicKeyCredential.isConditionalMediationAvailable = async () => await Promise.resolve(false)
    })
  const tab = await context.newPage()
  tab.setDefaultTimeout(15_000)
  tab.on('pageerror', (error) => stage.faults.push(error.message))
  const cdp = await context.newCDPSession(tab)
  await cdp.send('WebAuthn.enable', { enableUI: false })
  const { authenticatorId: id } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { tab, device: { cdp, id } }
}

/** Whose finger it is that the device sees. */
async function isKnown({ cdp, id }: Device, isUserVerified: boolean): Promise<void> {
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified })
}

async function signInByPassword(tab: Page): Promise<void> {
  await tab.getByLabel('E-mail').fill(PERSON.email)
  await tab.getByLabel('Password', { exact: true }).fill(PERSON.password)
  await tab.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Lets the page wait for what it may ask for as a second factor, until the function that is returned is called. */
async function heldQuestion(tab: Page): Promise<() => void> {
  const { promise: held, resolve: letAnswer } = Promise.withResolvers<void>()
  await tab.route('**/session/second-factor', async (route) => {
    if (route.request().method() === 'GET') await held
    await route.continue()
  })
  return letAnswer
}

async function signOut(tab: Page): Promise<void> {
  await tab.getByRole('button', { name: /signed in as/ }).click()
  await tab.getByRole('menuitem', { name: 'Sign out' }).click()
  await shown(tab.getByRole('heading', { name: 'Sign in' }))
}

it('by its number the page says where passkeys work', async () => {
  await shown(page.getByText('Passkeys belong to a name, and work at'))
  const link = page.getByRole('link', { name: home })
  expect(await link.getAttribute('href')).toBe(`${home}/settings/sign-in`)
  await isFitForAll(page, 'settings-passkeys-elsewhere')
})

it('one is added, signs in without a word, is asked for after a password, renamed and removed', async () => {
  const { tab, device } = await visitor({ suggests: false })
  await tab.goto(`${home}/settings/sign-in`)
  await shown(tab.getByRole('button', { name: 'Sign in with a passkey' }))
  await isFitForAll(tab, 'sign-in-passkey')
  await signInByPassword(tab)
  await shown(tab.getByRole('heading', { name: 'How you sign in', level: 1 }))

  await tab.getByLabel('Name of the passkey').fill('Telephone')
  await tab.getByRole('button', { name: 'Add a passkey' }).click()
  const codes = tab.getByLabel('Recovery codes', { exact: true })
  await shown(codes)
  await isFitForAll(tab, 'settings-passkey-codes')
  const [recoveryCode] = (await codes.innerText()).trim().split(/\s+/)
  await tab.getByRole('button', { name: 'I have kept them' }).click()
  await shown(tab.getByText('10 recovery codes are left'))
  await isFitForAll(tab, 'settings-passkeys')
  // The same device makes no second one.
  await tab.getByRole('button', { name: 'Add a passkey' }).click()
  await shown(tab.getByText('This device has a passkey of yours already.'))
  // The session by the number was opened without it.
  await page.reload()
  await shown(page.getByRole('heading', { name: 'Sign in' }))

  await signOut(tab)
  await tab.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await shown(tab.getByRole('heading', { name: 'Campaigns', level: 1 }))

  await signOut(tab)
  await signInByPassword(tab)
  await shown(tab.getByRole('heading', { name: 'One thing more' }))
  await isFitForAll(tab, 'sign-in-passkey-factor')
  // Of a server that had another name before, the passkeys of then cannot answer.
  const database = new Client({ connectionString: stage.databaseUrl })
  await database.connect()
  await database.query(`update passkeys set made_for = 'old.example'`)
  await tab.reload()
  await shown(
    tab.getByText(
      'Your passkeys were made for old.example and cannot answer at this address. Say a recovery code, then add a passkey here.',
    ),
  )
  expect(await tab.getByRole('button', { name: 'Use a passkey' }).count()).toBe(0)
  await isFitForAll(tab, 'sign-in-passkey-elsewhere')
  await database.query(`update passkeys set made_for = 'localhost'`)
  await database.end()
  await tab.reload()
  await isKnown(device, false)
  await tab.getByRole('button', { name: 'Use a passkey' }).click()
  await shown(tab.getByText('No passkey answered'))
  await isKnown(device, true)
  await tab.getByRole('button', { name: 'Use a passkey' }).click()
  await shown(tab.getByRole('heading', { name: 'Campaigns', level: 1 }))

  const { credentials } = await device.cdp.send('WebAuthn.getCredentials', { authenticatorId: device.id })
  const other = await visitor({ suggests: true })
  await other.device.cdp.send('WebAuthn.addCredential', {
    authenticatorId: other.device.id,
    credential: credentials[0]!,
  })
  // Picked from what the browser suggests, the page goes on by itself.
  await other.tab.goto(`${home}/sign-in?next=/images`)
  await shown(other.tab.getByRole('heading', { name: 'Images', level: 1 }))
  await other.tab.context().close()

  await tab.goto(`${home}/settings/sign-in`)
  await shown(tab.getByText(/used (just now|\d+ second)/))
  await tab.getByRole('button', { name: 'Rename Telephone' }).click()
  await tab.getByRole('dialog').getByLabel('Name').fill('Old telephone')
  await isFitForAll(tab, 'settings-passkey-rename')
  await tab.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
  await shown(tab.getByText('Old telephone'))

  // Without the device, a recovery code; then it is removed.
  await signOut(tab)
  const letAnswer = await heldQuestion(tab)
  await signInByPassword(tab)
  await shown(tab.getByRole('heading', { name: 'One thing more' }))
  expect(await tab.getByRole('textbox', { name: 'Code' }).count(), 'asked before it is known what for').toBe(
    0,
  )
  letAnswer()
  await tab.getByRole('textbox', { name: 'Code' }).fill(recoveryCode!)
  await tab.keyboard.press('Enter')
  await shown(tab.getByRole('heading', { name: 'Campaigns', level: 1 }))
  await tab.goto(`${home}/settings/sign-in`)
  await shown(tab.getByText('9 recovery codes are left'))
  await tab.getByRole('button', { name: 'Remove Old telephone' }).click()
  await shown(tab.getByText('It is your only second factor'))
  await tab.getByRole('dialog').getByRole('button', { name: 'Remove it' }).click()
  await shown(tab.getByText('It signs you in no more.'))
  await signOut(tab)
  await tab.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await shown(tab.getByText('This passkey is not known here.'))
  await isFitForAll(tab, 'sign-in-passkey-refused')
  await tab.context().close()
})

it('who joins a workspace that asks for a second factor sets up a passkey, and goes on', async () => {
  const asks = await visitor({ suggests: false })
  await asks.tab.goto(`${home}/sign-in?next=/settings/sign-in`)
  await signInByPassword(asks.tab)
  await asks.tab.getByRole('button', { name: 'Add a passkey' }).click()
  await asks.tab.getByRole('button', { name: 'I have kept them' }).click()
  await asks.tab.goto(`${home}/settings/members`)
  await asks.tab.getByRole('switch', { name: 'Ask everybody for a second factor' }).press('Space')
  await shown(asks.tab.getByText('Whoever has no second factor sets one up before they go on.'))
  const body = { email: 'newcomer@example.com', role: 'viewer' }
  const { link } = await stage.api<{ link: string }>('POST', '/invitations', body)
  const joins = await visitor({ suggests: false })
  await joins.tab.goto(home + link)
  await joins.tab.getByLabel('Your name').fill('New Comer')
  await joins.tab.getByLabel('Password', { exact: true }).fill('battery staple horse')
  await joins.tab.getByRole('button', { name: 'Join' }).click()
  await shown(joins.tab.getByRole('heading', { name: 'Set up a second factor' }))
  await joins.tab.getByRole('tab', { name: 'A passkey' }).click()
  await isFitForAll(joins.tab, 'second-factor-needed-passkey')
  await joins.tab.getByRole('button', { name: 'Add a passkey' }).click()
  await joins.tab.getByRole('button', { name: 'I have kept them' }).click()
  await shown(joins.tab.getByRole('heading', { name: 'Campaigns', level: 1 }))
  await asks.tab.context().close()
  await joins.tab.context().close()
})

it('the pages met no error on the way', () => expect(stage.faults).toEqual([]))
