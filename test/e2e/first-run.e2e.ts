import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type App, startApp } from './app.ts'
import { launchBrowser } from './browser.ts'
import { gone, isFitForAll, PERSON, shown, until } from './stage.ts'

// The first hour with the demo: three steps that tick themselves, and then a workspace of one's own.

vi.setConfig({ testTimeout: 120_000 })
const LAUNCHER = fileURLToPath(new URL('../../bin/gacm.cjs', import.meta.url))

let app: App
let browser: Browser
let page: Page
const faults: string[] = []

beforeAll(async () => {
  app = await startApp({ demo: true })
  browser = await launchBrowser()
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    reducedMotion: 'reduce',
  })
  page = await context.newPage()
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (error) => faults.push(error.message))
}, 120_000)

afterAll(async () => {
  await browser.close()
  await app.remove()
})

const button = (name: string) => page.getByRole('button', { name, exact: true })
const steps = () => page.getByRole('region', { name: 'First steps' })
const step = (name: string | RegExp) => steps().getByRole('link', { name })
const toCampaigns = async () => await page.getByRole('link', { name: 'Campaigns', exact: true }).click()

const gacm = async (...args: string[]) =>
  await promisify(execFile)(process.execPath, [LAUNCHER, ...args], {
    env: { ...process.env, GACM_DATA_DIR: app.dataDir, DATABASE_URL: '' },
  }).then(
    ({ stdout }) => ({ code: 0, text: stdout }),
    (error: { code: number; stderr: string }) => ({ code: error.code, text: error.stderr }),
  )

it('somebody who has just come sees three steps, and none of them done', async () => {
  await page.goto(app.setUpUrl)
  await page.getByLabel('Your name').fill(PERSON.name)
  await page.getByLabel('E-mail').fill(PERSON.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(PERSON.password)
  await button('Create the administrator').click()
  await shown(step('Change a draft'))
  expect(await steps().getByRole('link').count()).toBe(3)
  expect(await step(/Done/).count()).toBe(0)
  await isFitForAll(page, 'first-steps')
})

it('each is done by doing it', async () => {
  await step('Change a draft').click()
  await page.getByLabel('Goal').fill('A first word of mine')
  await shown(page.getByRole('status').getByText('Saved', { exact: true }))
  await toCampaigns()
  await shown(step('Done: Change a draft'))
  await step('Review its plan').click()
  await shown(button('Publish'))
  await toCampaigns()
  await shown(step('Done: Review its plan'))
  await step('Publish it').click()
  await button('Publish').click()
  await shown(page.getByText('Published and live'))
  await toCampaigns()
  await shown(step('Done: Publish it'))
  await shown(page.getByRole('heading', { name: 'First steps: all done' }))
  await isFitForAll(page, 'first-steps-done')
  await step('Done: Publish it').click()
  await shown(page.getByText('Published and live'))
})

it('the list is put away for good, and the sheet of keys brings it back', async () => {
  await toCampaigns()
  await button('Put the first steps away').click()
  await gone(steps())
  await page.reload()
  await shown(page.getByRole('heading', { name: 'Campaigns', level: 1 }))
  await shown(page.getByRole('row').nth(1))
  expect(await steps().count()).toBe(0)
  await page.keyboard.press('?')
  await shown(button('Show the first steps again'))
  await isFitForAll(page, 'shortcuts-first-steps')
  await button('Show the first steps again').click()
  await shown(steps())
})

it('another workspace, chosen in the menu, shows its own campaigns at once', async () => {
  expect(await gacm('workspace', 'create', 'main')).toMatchObject({ code: 0 })
  const key = (
    await gacm('api-key', 'create', '--workspace', 'main', '--role', 'admin', '--name', 'k')
  ).text.trim()
  const invited = await fetch(`${app.url}/api/v1/invitations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ email: PERSON.email, role: 'admin' }),
  })
  const { link } = (await invited.json()) as { link: string }
  const joined = await page.request.post(`${app.url}/api/v1/invitations/accept`, {
    data: { token: link.split('token=')[1], password: PERSON.password },
  })
  expect(joined.status()).toBe(201)
  await page.goto(`${app.url}/campaigns`)
  await shown(page.getByRole('row').nth(1))
  await page.getByRole('button', { name: /^Workspace: / }).click()
  await page.getByRole('menuitem', { name: /^main/ }).click()
  await shown(page.getByText('No campaigns yet'))
  await button('Workspace: main').click()
  await page.getByRole('menuitem', { name: /^demo/ }).click()
  await shown(page.getByRole('row').nth(1))
  await shown(button('Workspace: demo'))
})

it('the demo data is deleted once the workspace’s name is typed, and leaves the account', async () => {
  await steps().getByRole('button', { name: 'Delete the demo data' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete the demo data?' })
  await isFitForAll(page, 'delete-demo')
  await page.keyboard.press('Escape')
  await gone(dialog)
  await button('Workspace: demo').click()
  await page.getByRole('menuitem', { name: 'Delete the demo data' }).click()
  const name = dialog.getByLabel('Type the name of the workspace: demo')
  await name.fill('the demo')
  await page.keyboard.press('Enter')
  await shown(dialog.getByText('It is demo.'))
  await isFitForAll(page, 'delete-demo-wrong')
  await name.fill('demo')
  await dialog.getByRole('button', { name: 'Delete the demo data' }).click()
  await shown(page.getByText('No campaigns yet'))
  await gone(dialog)
  await shown(step('Change a draft'))
  expect(await step(/Done/).count(), 'with campaigns of one’s own it begins anew').toBe(0)
  await isFitForAll(page, 'after-demo')
  await page.getByRole('link', { name: 'Images', exact: true }).click()
  await shown(page.getByText('No images yet'))
  await page.getByRole('link', { name: 'Accounts', exact: true }).click()
  await until(
    'the accounts are there',
    async () => (await page.getByText('Hillfold').count()) > 0 || (await page.getByText('USD').count()) > 0,
  )
  await button('Workspace: demo').click()
  expect(await page.getByRole('menuitem', { name: 'Delete the demo data' }).count()).toBe(0)
})

it('the audit chain is whole, the command says that there is nothing more, and a start brings nothing back', async () => {
  expect(await gacm('audit', 'verify', '--workspace', 'demo')).toMatchObject({ code: 0 })
  expect(await gacm('workspace', 'delete-demo-data', 'demo')).toMatchObject({
    code: 5,
    text: expect.stringContaining('has no demo data'),
  })
  await app.stop()
  app = await app.restart()
  await page.goto(`${app.url}/campaigns`)
  await shown(page.getByText('No campaigns yet'))
})

it('the pages met no error on the way', () => expect(faults).toEqual([]))
