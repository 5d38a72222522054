import type { Page } from 'playwright-core'
import type { Campaign } from '../../src/contract/campaign.ts'
import { shown, type Stage } from './stage.ts'

// What stories do in the form of a campaign.

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
export const saved = async (page: Page) =>
  await shown(page.getByRole('status').getByText('Saved', { exact: true }))
export const checks = (page: Page) => page.getByRole('region', { name: 'Checks' })
export const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

export async function readByName(stage: Stage, name: string): Promise<Campaign> {
  const { items } = await stage.api<{ items: { id: string }[] }>(
    'GET',
    `/campaigns?q=${encodeURIComponent(name)}`,
  )
  return await stage.api<Campaign>('GET', `/campaigns/${items[0]!.id}`)
}

/** The form of a new campaign, with all of its head that every type has. */
export async function begin(stage: Stage, type: string, name: string): Promise<Page> {
  const page = await stage.open(`/campaigns/new?type=${type}`)
  await page.getByLabel('Campaign name').fill(name)
  await page.getByLabel('Daily budget').fill('40')
  await page.getByLabel('End date').fill('2035-12-31')
  await page.getByRole('radio', { name: 'No, it does not' }).check()
  return page
}

export async function saveDraft(page: Page): Promise<void> {
  await button(page, 'Save draft').click()
  await page.waitForURL(/\/edit/)
  await saved(page)
}

export async function paste(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).evaluate((element, pasted) => {
    const data = new DataTransfer()
    data.setData('text/plain', pasted)
    element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  }, text)
}

export async function fromLibrary(page: Page, add: string, file: RegExp): Promise<void> {
  await button(page, add).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: file }).first().click()
  await dialog.getByRole('button', { name: 'Use image' }).click()
  await dialog.waitFor({ state: 'detached' })
}
