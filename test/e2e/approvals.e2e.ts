import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { ApprovalRequest } from '../../src/contract/approvals.ts'
import type { Campaign } from '../../src/contract/campaign.ts'
import type { Plan, Publication } from '../../src/contract/publication.ts'
import { gone, isFitForAll, setStage, shown, type Stage, until } from './stage.ts'

// Nothing goes out without an approval: the policy is set, a plan is refused, somebody asks, a client looks at it, an
// administrator approves what they did not make, and exactly that is published.

vi.setConfig({ testTimeout: 180_000 })

let stage: Stage
let page: Page
let campaign: Campaign
let older: Campaign
let link: string

beforeAll(async () => {
  stage = await setStage()
  campaign = await stage.complete('Autumn sale')
  older = await stage.complete('Long running')
  page = await stage.open('/settings/approvals')
}, 180_000)

afterAll(async () => await stage.close())

const button = (name: string, on: Page = page) => on.getByRole('button', { name, exact: true })

it('an administrator asks for one approval in the workspace', async () => {
  const { publicationId } = await stage.api<{ publicationId: string }>(
    'POST',
    `/campaigns/${older.id}/publish`,
    { activate: false },
  )
  await until('it is published, paused', async () => {
    const { state } = await stage.api<Publication>('GET', `/publications/${publicationId}`)
    return state === 'SUCCEEDED'
  })
  const section = page.getByRole('region', { name: 'The workspace' })
  await section.getByLabel('Approvals').fill('1')
  await isFitForAll(page, 'approval-policy')
  await section.getByRole('button', { name: 'Save' }).click()
  await shown(section.getByText(/^set by/))
})

it('a plan is not published before, and whoever asks does not approve', async () => {
  await page.goto(`${stage.app.url}/campaigns/${campaign.id}/plan`)
  await shown(page.getByText('Needs one approval before it is published'))
  await button('Publish paused').click()
  await shown(page.getByText(/^This plan needs one approval and has none/))
  await isFitForAll(page, 'approval-needed')
  await button('Ask for approval').click()
  await page.getByLabel('What reviewers should know').fill('For Friday, please.')
  await button('Ask').click()
  await shown(page.getByText('“For Friday, please.”'))
  expect(await button('Approve').getAttribute('aria-disabled')).toBe('true')
  await button('Take back').click()
  await shown(page.getByText(/^Taken back by/))
})

it('what somebody else asks waits in the inbox, and a client sees it by a link', async () => {
  const { hash: planHash } = await stage.api<Plan>('GET', `/campaigns/${campaign.id}/plan`)
  await stage.api<ApprovalRequest>('POST', `/campaigns/${campaign.id}/approval-requests`, { planHash })
  await page.goto(`${stage.app.url}/campaigns`)
  await shown(page.getByRole('main').getByRole('link', { name: 'Autumn sale' }).first())
  await page.keyboard.press('g')
  await page.keyboard.press('r')
  await shown(page.getByRole('heading', { name: 'Approvals', level: 1 }))
  await shown(page.getByLabel('1 for you'))
  await isFitForAll(page, 'approvals')
  await page
    .getByRole('main')
    .getByRole('link', { name: /Autumn sale/ })
    .click()
  await page.getByLabel('For whom').fill('Dora Client')
  await button('Make a link').click()
  link = (await page.getByText(/\/review#token=/).textContent())!
  await isFitForAll(page, 'approval')
  // It is there again as long as it lives, word for word.
  await page.reload()
  await button('Copy link').click()
  await shown(page.getByText('The link for Dora Client'))
  expect(await page.getByText(/\/review#token=/).textContent()).toBe(link)
})

it('the client comments and approves without an account, beside the team', async () => {
  const context = await page.context().browser()!.newContext({ locale: 'en-US', reducedMotion: 'reduce' })
  const client = await context.newPage()
  client.setDefaultTimeout(15_000)
  client.on('pageerror', (error) => stage.faults.push(error.message))
  await client.goto(link)
  await shown(client.getByRole('heading', { name: 'Autumn sale', level: 1 }))
  await client.getByLabel('Say something').fill('Lovely.')
  await button('Comment', client).click()
  await shown(client.getByText('Lovely.', { exact: true }).first())
  // A field, by its name: with the mouse, and by keys alone.
  await client.getByRole('button', { name: /^Daily budget/ }).click()
  await client.getByRole('textbox', { name: 'Comment on Daily budget' }).fill('Less, please.')
  await button('Comment here', client).click()
  const budget = client
    .locator('dl > div')
    .filter({ hasText: 'Daily budget' })
    .filter({ hasText: 'Less, please.' })
  await shown(budget)
  await client.getByRole('button', { name: /headline 1, comment on it$/ }).focus()
  await client.keyboard.press('Enter')
  await client.keyboard.type('Shorter?')
  await client.keyboard.press('Tab')
  await client.keyboard.press('Enter')
  await shown(
    client
      .locator('dl > div')
      .filter({ hasText: /headline 1/ })
      .filter({ hasText: 'Shorter?' }),
  )
  await button('Approve this version', client).click()
  await shown(client.getByText(/^You approved it on/))
  await isFitForAll(client, 'review')
  await client.goto(link.replace(/.{3}$/, 'xxx'))
  await shown(client.getByRole('heading', { name: 'This link opens nothing' }))
  await context.close()
})

it('an approval makes it publishable', async () => {
  await page.reload()
  await shown(page.getByText(/Dora Client approved/))
  // What the client said about a field stands at it, and a line of the plan is commented on in the same way.
  await shown(
    page.locator('dl > div').filter({ hasText: 'Daily budget' }).filter({ hasText: 'Less, please.' }),
  )
  await page.getByText('Show every operation').click()
  const line = page
    .getByRole('article')
    .getByRole('button', { name: /comment on it$/ })
    .first()
  await line.click()
  await page
    .getByRole('textbox', { name: /^Comment on / })
    .last()
    .fill('Old and new?')
  await button('Comment here').click()
  await shown(page.getByRole('article').getByText('Old and new?'))
  await isFitForAll(page, 'approval-talk')
  await button('Approve').click()
  await shown(page.getByText('1 of 1 approval', { exact: true }))
  await page.getByRole('link', { name: 'Go to publish it' }).click()
  await button('Publish paused').click()
  await page.waitForURL(/\/publications\//)
})

it('what was published before the policy is resumed by an approval of its plan, though nothing of it is new', async () => {
  const panel = page.getByRole('alert').filter({ hasText: 'Needs one approval before it is resumed' })
  await page.goto(`${stage.app.url}/campaigns/${older.id}`)
  await shown(panel)
  await isFitForAll(page, 'resume-needs-approval')
  await panel.getByRole('button', { name: 'Ask for approval' }).click()
  await button('Ask').click()
  await shown(page.getByText('0 of 1 approval', { exact: true }))
  await button('Take back').click()
  await shown(page.getByText(/^Taken back by/))
  const { hash: planHash } = await stage.api<Plan>('GET', `/campaigns/${older.id}/plan`)
  const { id } = await stage.api<ApprovalRequest>('POST', `/campaigns/${older.id}/approval-requests`, {
    planHash,
  })
  await page.goto(`${stage.app.url}/approvals/${id}`)
  await button('Approve').click()
  await shown(page.getByText('1 of 1 approval', { exact: true }))
  await page.goto(`${stage.app.url}/campaigns/${older.id}`)
  await panel.getByRole('button', { name: 'Resume as approved' }).click()
  await page.waitForURL(/\/publications\//)
  await until('it runs', async () => {
    const { status } = await stage.api<Campaign>('GET', `/campaigns/${older.id}`)
    return status === 'PUBLISHED'
  })
  await page.goto(`${stage.app.url}/campaigns/${older.id}`)
  await shown(page.getByRole('heading', { name: 'Long running' }))
  await gone(panel)
  expect(stage.faults).toEqual([])
})
