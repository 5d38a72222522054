import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import { gone, setStage, shown, type Stage } from './stage.ts'

// From page to page by keys, up again by Escape, and what the palette opens on the page of a campaign.

vi.setConfig({ testTimeout: 120_000 })

let stage: Stage
let page: Page
let campaign: Campaign
beforeAll(async () => {
  stage = await setStage()
  campaign = await stage.complete('By keys')
  page = await stage.open('/campaigns')
}, 180_000)
afterAll(async () => await stage?.close())

const heading = async (name: string) =>
  await shown(page.getByRole('heading', { name, level: 1, exact: true }))
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}

it('two letters lead to the pages', async () => {
  await heading('Campaigns')
  await press('g', 'i')
  await heading('Images')
  await press('g', 't')
  await heading('Templates')
  await press('g', 'a')
  await heading('Accounts')
  await press('g', 'd')
  await heading('Campaigns')
  await page.waitForURL(/status=DRAFT/)
})

it('e edits, p reviews, and Escape leads up, but not out of a dialog or a field', async () => {
  await page.goto(`${stage.app.url}/campaigns/${campaign.id}`)
  await heading('By keys')
  await press('p')
  await heading('Review and publish')
  await press('Escape')
  await heading('By keys')
  await page.waitForURL(/\/campaigns\/[0-9a-f-]{36}$/)
  await press('e')
  const name = page.getByLabel('Campaign name')
  await name.fill('By keys, renamed')
  await press('Escape')
  await page.waitForURL(/\/edit/)
  await page.getByRole('heading', { level: 1 }).click()
  await press('Escape')
  await page.waitForURL(/\/campaigns\/[0-9a-f-]{36}$/)
  await heading('By keys, renamed')
  await press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await shown(sheet.getByText('Up: to the campaign, to the list'))
  await press('Escape')
  await gone(sheet)
  await heading('By keys, renamed')
  await press('Escape')
  await heading('Campaigns')
})

it('Escape leads back to the list as it was left, from a page further down too', async () => {
  await page.goto(`${stage.app.url}/campaigns?q=keys&status=DRAFT&sort=name`)
  await page.getByRole('link', { name: 'By keys, renamed', exact: true }).click()
  await heading('By keys, renamed')
  await press('Escape')
  await heading('Campaigns')
  await page.waitForURL(/q=keys/)
  await page.getByRole('link', { name: 'By keys, renamed', exact: true }).click()
  await heading('By keys, renamed')
  await press('p')
  await heading('Review and publish')
  await page.reload()
  await heading('Review and publish')
  await press('Escape')
  await heading('By keys, renamed')
  await press('Escape')
  await heading('Campaigns')
  const { searchParams } = new URL(page.url())
  expect(Object.fromEntries(searchParams)).toEqual({ q: 'keys', status: 'DRAFT', sort: 'name' })
})

it('from a publication Escape leads to its campaign', async () => {
  const { publicationId } = await stage.api<{ publicationId: string }>(
    'POST',
    `/campaigns/${campaign.id}/publish`,
  )
  await page.goto(`${stage.app.url}/publications/${publicationId}`)
  await shown(page.getByText('Published and live'))
  await press('Escape')
  await page.waitForURL(/\/campaigns\/[0-9a-f-]{36}$/)
  await heading('By keys, renamed')
})

const run = async (words: string, command: string) => {
  await press('Control+k')
  await page.getByRole('textbox', { name: 'Search', exact: true }).fill(words)
  await page.getByRole('dialog').getByText(command).click()
}

it('the palette compares with Google, asks for approval and stops, each at once or by its dialog', async () => {
  await page.goto(`${stage.app.url}/campaigns/${campaign.id}?tab=history`)
  await heading('By keys, renamed')
  await run('compare', 'Compare this campaign with Google')
  await shown(page.getByText('Google has it as it was last published.'))
  expect(page.url()).not.toContain('compare')
  await stage.api(
    'PATCH',
    `/campaigns/${campaign.id}`,
    { adHeadline: 'To be approved' },
    { 'if-match': '"2"' },
  )
  await page.reload()
  await heading('By keys, renamed')
  await run('approval of', 'Ask for approval of this campaign…')
  const ask = page.getByRole('dialog', { name: 'Ask for approval of this plan' })
  await shown(ask)
  await press('Escape')
  await gone(ask)
  await heading('Review and publish')
  await run('stop everything', 'Stop everything…')
  const stop = page.getByRole('dialog').filter({ hasText: 'Stop' })
  await shown(stop)
  await press('Escape')
  await gone(page.getByRole('dialog'))
  await heading('Spend')
})

it('the palette protects a campaign and keeps it as a template, from its plan too', async () => {
  await page.goto(`${stage.app.url}/campaigns/${campaign.id}/plan`)
  await heading('Review and publish')
  await run('protect', 'Protect this campaign…')
  const question = page.getByRole('dialog', { name: 'Protect this campaign?' })
  await shown(question)
  await press('Escape')
  await gone(question)
  await heading('By keys, renamed')
  await run('template', 'Save this campaign as a template…')
  await shown(page.getByRole('dialog').getByRole('textbox').first())
  await press('Escape')
  await gone(page.getByRole('dialog'))
  await run('how you sign', 'How you sign in')
  await heading('How you sign in')
})

it('a section of the form is gone to at once by whoever wants no movement', async () => {
  await page.goto(`${stage.app.url}/campaigns/${campaign.id}/edit`)
  const rail = page.getByRole('navigation', { name: 'Sections of the form' })
  await shown(rail)
  const behaviours = async () => {
    await page.evaluate(() => {
      const seen: unknown[] = []
      Object.assign(globalThis, { seen })
      Element.prototype.scrollIntoView = (how) => void seen.push((how as ScrollIntoViewOptions).behavior)
    })
    await rail.getByRole('link').last().click()
    return await page.evaluate(() => (globalThis as unknown as { seen: unknown[] }).seen)
  }
  expect(await behaviours()).toEqual(['instant'])
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  expect(await behaviours()).toEqual(['smooth'])
})

it('the pages met no error on the way', () => expect(stage.faults).toEqual([]))
