import { generateKeyPairSync } from 'node:crypto'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import { launchBrowser } from './browser.ts'
import { PAGES, type Things } from './pages.ts'
import { fitsWidth, isAccessible, NARROW, setStage, shown, type Stage, until, WIDE } from './stage.ts'

// Every page of the route table, and everything that opens over one: axe finds nothing in light and in dark, nothing scrolls
// sideways at 360 px, and nothing that is pressed is smaller there than a finger can hit (WCAG 2.5.8).

let stage: Stage
let things: Things
let page: Page
let outside: Page
let browser: Browser

beforeAll(async () => {
  stage = await setStage()
  const draft = await stage.complete('Draft')
  const published = await stage.complete('Published')
  const { publicationId } = await stage.api<{ publicationId: string }>(
    'POST',
    `/campaigns/${published.id}/publish`,
  )
  const state = async () =>
    (await stage.api<Campaign>('GET', `/campaigns/${published.id}`)).lastPublication?.state
  await vi.waitFor(async () => expect(await state()).toBe('SUCCEEDED'), { timeout: 60_000, interval: 100 })
  const { workspace } = await stage.api<{ workspace: { name: string } }>('GET', '/session')
  const { id: stopId } = await stage.api<{ id: string }>('POST', '/stops', { name: workspace.name })
  await stage.api('POST', `/stops/${stopId}/restore`)
  const stopState = async () => (await stage.api<{ state: string }>('GET', `/stops/${stopId}`)).state
  await vi.waitFor(async () => expect(await stopState()).toBe('OVER'), { timeout: 60_000, interval: 100 })
  const batched = await stage.complete('Batched')
  const { id: batchId } = await stage.api<{ id: string }>('POST', '/publish-batches', {
    campaigns: [{ id: batched.id }],
  })
  const { hash: planHash } = await stage.api<{ hash: string }>('GET', `/campaigns/${draft.id}/plan`)
  const asking = `/campaigns/${draft.id}/approval-requests`
  const { id: approvalId } = await stage.api<{ id: string }>('POST', asking, { planHash })
  const { path: review } = await stage.api<{ path: string }>('POST', `/approvals/${approvalId}/links`, {
    name: 'Dora Client',
  })
  // What is asked about together needs an approval: for a moment the policy asks for one.
  await stage.api('POST', '/approval-policies', { number: 0, approvals: 1 })
  const together = await stage.complete('Together')
  const { hash } = await stage.api<{ hash: string }>('GET', `/campaigns/${together.id}/plan`)
  const { group } = await stage.api<{ group: { id: string } }>('POST', '/approval-groups', {
    campaigns: [{ id: together.id, planHash: hash }],
  })
  await stage.api('POST', '/approval-policies', { number: 1, approvals: 0 })
  const { link } = await stage.api<{ link: string }>('POST', '/invitations', {
    email: 'new@example.com',
    role: 'editor',
  })
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const keyFile = JSON.stringify({
    type: 'service_account',
    client_email: 'robot@project.example',
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
  })
  const { id: connectionId } = await stage.api<{ id: string }>(
    'POST',
    '/google-connections/service-account',
    {
      name: 'Robot',
      keyFile,
    },
  )
  const invited = new URL(link, stage.app.url)
  things = {
    draftId: draft.id,
    publishedId: published.id,
    publicationId,
    batchId,
    stopId,
    invitation: invited.pathname + invited.hash,
    approvalId,
    groupId: group.id,
    review,
    connectionId,
  }
  page = await stage.open('/campaigns')
  browser = await launchBrowser()
  outside = await (await browser.newContext({ viewport: WIDE, reducedMotion: 'reduce' })).newPage()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await stage?.close()
})

/** Nothing of it is on its way any more. */
const atRest = async (on: Page): Promise<void> =>
  await until('it is there', async () => (await on.locator('[aria-busy="true"]').count()) === 0)

/** On a telephone nothing scrolls sideways, and a finger hits what it is aimed at. */
async function fitsPhone(on: Page, name: string): Promise<void> {
  await on.setViewportSize(NARROW)
  try {
    await fitsWidth(on, name)
    const { violations } = await new AxeBuilder({ page: on })
      .options({
        runOnly: { type: 'rule', values: ['target-size'] },
        rules: { 'target-size': { enabled: true } },
      })
      .analyze()
    const small = violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))
    expect(small, `${name} has targets that a finger misses`).toEqual([])
  } finally {
    await on.setViewportSize(WIDE)
  }
}

const pages = Object.entries(PAGES)

describe('every page', () => {
  it.each(pages)('%s', async (route, { at, heading, isOutside = false }) => {
    const on = isOutside ? outside : page
    await on.goto(`${stage.app.url}${at(things)}`)
    await on.getByRole('heading', { level: 1, name: heading }).first().waitFor()
    await atRest(on)
    const name = `page${route.replaceAll('/', '-').replaceAll('$', '')}`
    await isAccessible(on, name)
    await fitsPhone(on, name)
  })

  it('that is not there says so', async () => {
    await page.goto(`${stage.app.url}/nothing-here`)
    await shown(page.getByRole('heading', { name: 'There is nothing here', level: 1 }))
    await isAccessible(page, 'page-missing')
    await fitsPhone(page, 'page-missing')
  })

  it('leads on where it has none of its own', async () => {
    await page.goto(`${stage.app.url}/settings`)
    await page.waitForURL('**/settings/members')
    await page.goto(stage.app.url)
    await page.waitForURL('**/campaigns')
  })
})

describe('everything that opens over a page', () => {
  const button =
    (name: string | RegExp): (() => Promise<void>) =>
    async () =>
      await page.getByRole('button', { name }).first().click()

  const openings: readonly [
    name: string,
    path: string,
    open: () => Promise<void>,
    role: 'menu' | 'dialog' | 'listbox',
  ][] = [
    ['the workspace menu', '/campaigns', button(/^Workspace:/), 'menu'],
    ['the account menu', '/campaigns', button(/^Account:/), 'menu'],
    ['the menu of the person', '/campaigns', button(/signed in as/), 'menu'],
    ['notifications', '/campaigns', button(/^Notifications/), 'dialog'],
    ['the palette', '/campaigns', async () => await page.keyboard.press('Control+k'), 'dialog'],
    ['the sheet of keys', '/campaigns', async () => await page.keyboard.press('?'), 'dialog'],
    ['the views', '/campaigns', button(/^View/), 'menu'],
  ]

  it.each(openings)('%s', async (name, path, open, role) => {
    await page.goto(`${stage.app.url}${path}`)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await atRest(page)
    await open()
    await shown(page.getByRole(role === 'menu' ? 'menuitem' : role))
    await isAccessible(page, `open ${name}`)
    await page.keyboard.press('Escape')
    await page.getByRole(role).waitFor({ state: 'detached' })
  })
})

it('the pages met no error on the way', () => expect(stage.faults).toEqual([]))
