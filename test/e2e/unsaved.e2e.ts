import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { button, saveDraft } from './editor.ts'
import { isFitForAll, PERSON, setStage, shown, type Stage, until } from './stage.ts'

// Words of a new campaign that nobody has saved: they outlive a reload, and they are nobody else's.

vi.setConfig({ testTimeout: 120_000 })

let stage: Stage
beforeAll(async () => {
  stage = await setStage()
}, 180_000)
afterAll(async () => await stage?.close())

const name = (page: Page) => page.getByLabel('Campaign name')
const reads = async (page: Page, words: string) =>
  await until(`the name reads “${words}”`, async () => (await name(page).inputValue()) === words)
const restored = (page: Page) => page.getByText('You had typed this and not saved it.')
const wordsKept = async (page: Page) =>
  await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('gacm.words.')))

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /signed in as/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
}

it('come back after a reload, until they are saved', async () => {
  const page = await stage.open('/campaigns/new?type=DISPLAY')
  const asked: string[] = []
  page.on('dialog', (dialog) => {
    asked.push(dialog.type())
    void dialog.accept()
  })
  await page.reload()
  expect(asked, 'nothing is typed yet').toEqual([])
  await name(page).fill('Typed and not saved')
  await page.reload()
  expect(asked, 'the browser asks').toEqual(['beforeunload'])
  await reads(page, 'Typed and not saved')
  await shown(restored(page))
  await isFitForAll(page, 'new-restored')
  await saveDraft(page)
  expect(await wordsKept(page)).toEqual([])
  await page.goto(`${stage.app.url}/campaigns/new?type=DISPLAY`)
  await reads(page, '')
  expect(await restored(page).count()).toBe(0)
  await page.context().close()
})

it('are thrown away by whoever starts over or leaves them', async () => {
  const page = await stage.open('/campaigns/new?type=DISPLAY')
  await name(page).fill('Not meant')
  await page.reload()
  await reads(page, 'Not meant')
  await button(page, 'Start over').click()
  await reads(page, '')
  await name(page).fill('Not meant either')
  await page.getByRole('link', { name: 'Batches', exact: true }).click()
  await button(page, 'Discard').click()
  await shown(page.getByRole('heading', { name: 'Batches', level: 1 }))
  expect(await wordsKept(page)).toEqual([])
  await page.context().close()
})

it('are asked about before a sign-out, which leaves nothing in the tab', async () => {
  const page = await stage.open('/campaigns/new?type=DISPLAY')
  await name(page).fill('Asked about')
  page.once('dialog', (dialog) => void dialog.dismiss())
  await signOut(page)
  await reads(page, 'Asked about')
  page.once('dialog', (dialog) => void dialog.accept())
  await signOut(page)
  await shown(page.getByRole('heading', { name: 'Sign in' }))
  await until('nothing is left', async () =>
    page.evaluate(() => Object.keys(sessionStorage).every((key) => !key.startsWith('gacm.'))),
  )
  await page.context().close()
})

it('do not reach the next person who signs in in the tab', async () => {
  const other = { email: 'otto@example.com', password: 'another horse battery' }
  const { link } = await stage.api<{ link: string }>('POST', '/invitations', {
    email: other.email,
    role: 'editor',
  })
  const token = /token=([\w-]+)/.exec(link)?.[1]
  const joined = await fetch(`${stage.app.url}/api/v1/invitations/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, name: 'Otto Other', password: other.password }),
  })
  expect(joined.ok, await joined.clone().text()).toBe(true)
  const page = await stage.open('/campaigns/new?type=DISPLAY')
  await name(page).fill('Words of Tess')
  await page.context().clearCookies()
  // The bell looks for news.
  await shown(page.getByRole('heading', { name: 'Sign in' }))
  await signIn(page, other)
  await shown(page.getByRole('heading', { name: 'New Display campaign' }))
  await reads(page, '')
  await page.context().clearCookies()
  await page.goto(`${stage.app.url}/sign-in?next=/campaigns/new?type=DISPLAY`)
  await signIn(page, PERSON)
  await reads(page, 'Words of Tess')
  await page.context().close()
})

async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
}

it('the pages met no error on the way', () => expect(stage.faults).toEqual([]))
