import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { ApprovalGroup } from '../../src/contract/approval-groups.ts'
import type { BatchPlan } from '../../src/contract/batch.ts'
import type { Campaign } from '../../src/contract/campaign.ts'
import { isFitForAll, setStage, shown, type Stage } from './stage.ts'

// A batch of three needs approvals: whoever prepares it asks for all in one go, an approver sees one group, one of it is edited
// meanwhile, the others are approved together, and the batch publishes exactly those.

vi.setConfig({ testTimeout: 180_000 })

let stage: Stage
let page: Page
const campaigns: Campaign[] = []
let group: ApprovalGroup

beforeAll(async () => {
  stage = await setStage()
  for (const number of [1, 2, 3]) campaigns.push(await stage.complete(`Spring ${number}`))
  await stage.api('POST', '/approval-policies', { number: 0, approvals: 1 })
  page = await stage.open('/campaigns?sort=name')
}, 180_000)

afterAll(async () => await stage.close())

const button = (name: string) => page.getByRole('button', { name, exact: true })
const rowOf = (name: string) => page.getByRole('row').filter({ hasText: name })

it('the plan of a batch says which need approval, and asks for all of them at once', async () => {
  await shown(rowOf('Spring 1'))
  for (const { name } of campaigns)
    await page.getByRole('checkbox', { name: `Pick ${name}`, exact: true }).click()
  await button('Publish…').click()
  await shown(page.getByText('3 need approval before publishing'))
  await shown(rowOf('Spring 2').getByText('It needs one approval and has none.'))
  await isFitForAll(page, 'batch-needs-approval')
  await button('Ask for approval of all of them').click()
  await page.getByLabel('What reviewers should know').fill('All for Friday.')
  await isFitForAll(page, 'batch-ask')
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await shown(page.getByRole('heading', { name: '3 plans asked about together' }))
  await shown(page.getByText('“All for Friday.”'))
  // Whoever asks approves nothing of it.
  expect(await button('Approve all').getAttribute('aria-disabled')).toBe('true')
  await page.getByRole('link', { name: /Spring 1/ }).click()
  await shown(page.getByRole('link', { name: 'Asked about together with 2 more' }))
  const asked = await page
    .getByRole('link', { name: 'Asked about together with 2 more' })
    .getAttribute('href')
  group = await stage.api('GET', `/approval-groups/${asked!.split('/').at(-1)!}`)
  for (const { id } of group.items) await stage.api('POST', `/approvals/${id}/cancel`)
})

it('an approver has one group in the inbox, and chooses nothing that was edited meanwhile', async () => {
  const { items } = await stage.api<BatchPlan>('POST', '/publish-batches/plan', {
    campaignIds: campaigns.map(({ id }) => id),
  })
  const made = await stage.api<{ group: ApprovalGroup }>('POST', '/approval-groups', {
    campaigns: items.map(({ campaignId, hash }) => ({ id: campaignId, planHash: hash })),
    message: 'For Friday',
  })
  await page.goto(`${stage.app.url}/approvals`)
  const row = page.getByRole('main').getByRole('link', { name: /3 campaigns/ })
  await shown(row)
  expect(await page.getByRole('main').getByRole('listitem').count()).toBe(1)
  await isFitForAll(page, 'approvals-together')
  await row.click()
  await shown(button('Approve all'))
  await isFitForAll(page, 'approval-group')
  // Edited while the page is open: the others are approved, and this one is named.
  await stage.api(
    'PATCH',
    `/campaigns/${campaigns[1]!.id}`,
    { dailyBudgetMicros: '60000000' },
    { 'if-match': '"1"' },
  )
  await button('Approve all').click()
  const outcome = page.getByRole('status').filter({ hasText: '2 approved, 1 left out' })
  await shown(outcome.getByText(/was edited since/))
  await isFitForAll(page, 'approval-group-approved')
  group = await stage.api('GET', `/approval-groups/${made.group.id}`)
  expect(group.items.map(({ state }) => state)).toEqual(['APPROVED', 'VOID', 'APPROVED'])
})

it('the batch publishes what is approved, and says of the other what is missing', async () => {
  await button('Go to publish them').click()
  await shown(page.getByText('One needs approval before publishing'))
  await shown(rowOf('Spring 2').getByText('It needs one approval and has none.'))
  await page.getByRole('checkbox', { name: /The first one alone/ }).uncheck()
  await button('Publish all').click()
  await page.waitForURL(/\/batches\//)
  await shown(page.getByText('Finished: 2 of 2 through.'))
  expect(stage.faults).toEqual([])
})
