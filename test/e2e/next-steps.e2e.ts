import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import { launchBrowser } from './browser.ts'
import { gone, isFitForAll, setStage, shown, type Stage, until, WIDE } from './stage.ts'

// Where something went wrong or may not be done, the page says so, and what can be done next.

vi.setConfig({ testTimeout: 120_000 })

let stage: Stage
let page: Page
let campaign: Campaign
beforeAll(async () => {
  stage = await setStage()
  campaign = await stage.complete('Next steps')
  page = await stage.open('/campaigns')
}, 180_000)
afterAll(async () => await stage?.close())

const button = (on: Page, name: string) => on.getByRole('button', { name, exact: true })
const failWith500 = async (address: RegExp) =>
  await page.route(address, async (route) => await route.fulfill({ status: 500 }))
const heading = async (name: string) => await shown(page.getByRole('heading', { name, level: 1 }))

it('a plan that could not be made, and approvals that could not be read, are asked for again', async () => {
  const [plan, approval] = [/\/api\/v1\/campaigns\/[^/]+\/plan/, /\/api\/v1\/campaigns\/[^/]+\/approval$/]
  await failWith500(plan)
  await page.goto(`${stage.app.url}/campaigns/${campaign.id}/plan`)
  await shown(button(page, 'Try again'))
  await isFitForAll(page, 'plan-unread')
  await page.unroute(plan)
  await failWith500(approval)
  await button(page, 'Try again').click()
  await shown(page.getByText('Whether it needs approval could not be read'))
  await page.unroute(approval)
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click()
  await shown(page.getByText('No approval needed'))
})

it('a page of the settings that could not be read is asked for again', async () => {
  const methods = /\/api\/v1\/sign-in-methods/
  await failWith500(methods)
  await page.goto(`${stage.app.url}/settings/sign-in`)
  await heading('How you sign in')
  await shown(button(page, 'Try again'))
  await page.unroute(methods)
  await button(page, 'Try again').click()
  await gone(button(page, 'Try again'))
})

it('a pause that Google refused is tried again from its own page', async () => {
  await stage.api('POST', `/campaigns/${campaign.id}/publish`)
  const now = async () => await stage.api<Campaign>('GET', `/campaigns/${campaign.id}`)
  await until('it is live', async () =>
    (await now()).actions.some(({ action, allowed }) => action === 'pause' && allowed),
  )
  await stage.emulator('POST', '/faults', {
    kind: 'error',
    code: 'campaignError.CANNOT_MODIFY_FOR_TRIAL_CAMPAIGN',
    match: { path: 'googleAds:mutate', body: (await now()).googleCampaignId },
  })
  const { publicationId } = await stage.api<{ publicationId: string }>(
    'POST',
    `/campaigns/${campaign.id}/pause`,
  )
  await page.goto(`${stage.app.url}/publications/${publicationId}`)
  await shown(page.getByText('Not done'))
  await isFitForAll(page, 'pause-failed')
  await button(page, 'Pause it again').click()
  await until('it is paused', async () => (await now()).status === 'PAUSED')
})

it('a viewer is told why they may not ask for approval, nor connect accounts', async () => {
  const asked = await stage.complete('Asked about')
  const guest = { email: 'vera@example.com', password: 'another horse battery' }
  const { link } = await stage.api<{ link: string }>('POST', '/invitations', {
    email: guest.email,
    role: 'viewer',
  })
  const token = /token=([\w-]+)/.exec(link)?.[1]
  const browser = await launchBrowser()
  try {
    const context = await browser.newContext({ viewport: WIDE, locale: 'en-US', reducedMotion: 'reduce' })
    const joined = await context.request.post(`${stage.app.url}/api/v1/invitations/accept`, {
      data: { token, name: 'Vera Viewer', password: guest.password },
    })
    expect(joined.ok(), await joined.text()).toBe(true)
    const tab = await context.newPage()
    tab.setDefaultTimeout(15_000)
    const isRefused = async (name: string) =>
      await until(`“${name}” says why not`, async () => {
        const disabled = await button(tab, name).first().getAttribute('aria-disabled')
        return disabled === 'true'
      })
    await tab.goto(`${stage.app.url}/campaigns/${asked.id}/plan`)
    await isRefused('Ask for approval')
    await tab.goto(`${stage.app.url}/accounts`)
    await shown(tab.getByText('Your role (viewer) may not do this. Ask an administrator.'))
    expect(await button(tab, 'Connect').count()).toBe(0)
  } finally {
    await browser.close()
  }
})

it('the pages met no error of their own on the way', () =>
  expect(stage.faults.filter((fault) => !/status of 500/.test(fault))).toEqual([]))
