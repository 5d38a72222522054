import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import { image } from '../campaigns.ts'
import { focusIsSeen, hasFocus } from './keys.ts'
import { PERSON, isFitForAll, setStage, shown, type Stage, until } from './stage.ts'

// Writing drafts: by keys alone, with every way in for an image, two people at once, and with the line or the session cut.

vi.setConfig({ testTimeout: 120_000 })
let stage: Stage

beforeAll(async () => {
  stage = await setStage()
}, 120_000)

afterAll(async () => await stage.close())

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const readNow = async (id: string) => await stage.api<Campaign>('GET', `/campaigns/${id}`)
const saved = async (page: Page) => await shown(page.getByRole('status').getByText('Saved', { exact: true }))
const edit = async (id: string) => await stage.open(`/campaigns/${id}/edit`)

describe('by keys alone', () => {
  it('the list is walked, searched and left, and the sheet of keys opens and closes', async () => {
    for (const name of ['First by key', 'Second by key']) await stage.complete(name)
    const page = await stage.open('/campaigns')
    const second = page.getByRole('link', { name: 'Second by key' })
    await shown(second)
    await page.keyboard.press('j')
    await until('j goes to the first row', async () => await hasFocus(second))
    await page.keyboard.press('j')
    const first = page.getByRole('link', { name: 'First by key' })
    await until('j goes on', async () => await hasFocus(first))
    expect(await focusIsSeen(page)).toBe(true)
    await page.keyboard.press('k')
    await until('k goes back', async () => await hasFocus(second))
    await page.keyboard.press('?')
    await shown(page.getByRole('dialog', { name: 'Keyboard shortcuts' }))
    await page.keyboard.press('Escape')
    await until('Escape gives the focus back', async () => await hasFocus(second))
    await page.keyboard.press('/')
    await until('/ goes to the search', async () => await hasFocus(page.getByRole('searchbox')))
    await page.keyboard.type('First')
    await second.waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
    await page.keyboard.press('j')
    await until('j goes to what was found', async () => await hasFocus(first))
    await page.keyboard.press('Enter')
    await shown(page.getByRole('heading', { name: 'First by key', level: 1 }))
    await until('the new page has the focus', async () => await focusIsSeen(page))
    await page.keyboard.press('?')
    await shown(page.getByRole('dialog', { name: 'Keyboard shortcuts' }))
    await isFitForAll(page, 'shortcuts')
    await page.context().close()
  })
})

it('a name that another campaign has at Google is told where it is typed, before anything is saved', async () => {
  const { id } = await stage.complete('Taken name')
  await stage.api('POST', `/campaigns/${id}/publish`)
  const page = await stage.open(`/campaigns/new?account=${stage.accountId}&type=SEARCH`)
  const name = page.getByLabel('Campaign name')
  await name.fill('Taken name')
  const words = page.getByText(/Another live campaign of this account is called/)
  await shown(words)
  await name.fill('Taken name 2')
  await words.first().waitFor({ state: 'detached' })
  await page.context().close()
})

describe('images', () => {
  let page: Page
  let id: string
  const imagesOf = (group: string) => page.getByRole('group', { name: group, exact: true }).getByRole('img')

  beforeAll(async () => {
    id = (await stage.api<Campaign>('POST', '/campaigns', { accountId: stage.accountId, name: 'Pictures' }))
      .id
    const campaign = await readNow(id)
    await stage.api(
      'PATCH',
      `/campaigns/${id}`,
      { adGroups: [{ name: 'Ad group 1', ads: [{}] }] },
      { 'if-match': `"${campaign.version}"` },
    )
    page = await edit(id)
    await shown(page.getByText('Drop or paste images here'))
  })

  /** A file in the hands of the page, as a drag or the clipboard brings it. */
  async function bring(type: 'drop' | 'paste', name: string, content: Buffer): Promise<void> {
    const zone = page.getByRole('group', { name: 'Add images' })
    await zone.evaluate(
      (element, { type, name, bytes }) => {
        const files = new DataTransfer()
        files.items.add(new File([new Uint8Array(bytes)], name, { type: 'image/png' }))
        if (type === 'paste') {
          element.dispatchEvent(
            new ClipboardEvent('paste', { clipboardData: files, bubbles: true, cancelable: true }),
          )
          return
        }
        for (const step of ['dragenter', 'dragover', 'drop']) {
          element.dispatchEvent(new DragEvent(step, { dataTransfer: files, bubbles: true, cancelable: true }))
        }
      },
      { type, name, bytes: [...content] },
    )
  }

  it('a dropped file and a pasted one stand where their shape puts them', async () => {
    await bring('drop', 'dropped.png', await image(1200, 628, '#112233'))
    await shown(imagesOf('Landscape images').and(page.getByAltText('dropped.png')))
    await bring('paste', 'pasted.png', await image(1000, 1000, '#332211'))
    await shown(imagesOf('Square images').and(page.getByAltText('pasted.png')))
    await saved(page)
    const [ad] = (await readNow(id)).adGroups[0]!.ads
    expect([ad!.marketingImages.length, ad!.squareMarketingImages.length]).toEqual([1, 1])
  })

  it('of a wrong shape is said so at the image and in the checks', async () => {
    await bring('drop', 'crooked.png', await image(900, 700, '#445566'))
    await shown(page.getByRole('region', { name: 'Checks' }).getByText(/900 x 700|900 × 700/))
    await isFitForAll(page, 'editor-wrong-shape')
  })

  it('of a wrong shape is cropped where it stands, to the shape of its place', async () => {
    await button(page, 'More for crooked.png').click()
    await page.getByRole('menuitem', { name: 'Crop to the shape' }).click()
    const dialog = page.getByRole('dialog', { name: 'Crop crooked.png' })
    await shown(dialog.getByText(/pixels/))
    await dialog.getByRole('button', { name: 'Use this part' }).click()
    await dialog.waitFor({ state: 'detached' })
    await until('the part stands in its place', async () => {
      const alts = await page
        .locator('img[alt*="crooked"]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('alt')))
      return alts.length > 0 && !alts.includes('crooked.png')
    })
    await until('the focus is kept', async () =>
      page.evaluate(() => document.activeElement?.closest('[role="group"]') !== null),
    )
    await saved(page)
  })

  it('is cropped to another shape for the place of that shape, and stays where it stands', async () => {
    await button(page, 'More for dropped.png').click()
    await page.getByRole('menuitem', { name: 'Crop', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Crop dropped.png' })
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await until('the focus is back', async () => await hasFocus(button(page, 'More for dropped.png')))
    await button(page, 'More for dropped.png').click()
    await page.getByRole('menuitem', { name: 'Crop', exact: true }).click()
    await dialog.getByRole('radio', { name: '4:5' }).press('Space')
    await shown(dialog.getByText('502 × 628 pixels'))
    await dialog.getByRole('button', { name: 'Add as a portrait image' }).click()
    await shown(imagesOf('Portrait images').and(page.getByAltText('dropped 502x628.png')))
    await shown(imagesOf('Landscape images').and(page.getByAltText('dropped.png')))
    await saved(page)
    const [ad] = (await readNow(id)).adGroups[0]!.ads
    expect([ad!.marketingImages.length, ad!.portraitMarketingImages.length]).toEqual([1, 1])
  })

  it('is put first, and removed, with the focus kept', async () => {
    await bring('drop', 'second.png', await image(1200, 628, '#665544'))
    const landscape = imagesOf('Landscape images')
    await shown(landscape.and(page.getByAltText('second.png')))
    const names = async () =>
      await landscape.evaluateAll((all) => all.map((each) => each.getAttribute('alt') ?? ''))
    expect((await names())[0]).toBe('dropped.png')
    await button(page, 'More for second.png').click()
    await page.getByRole('menuitem', { name: 'Move before' }).click()
    const before = async () => (await names()).indexOf('second.png') < (await names()).indexOf('dropped.png')
    await until('it is moved before', before)
    await button(page, 'More for second.png').click()
    await page.getByRole('menuitem', { name: 'Move after' }).click()
    await until('and back again', async () => !(await before()))
    await button(page, 'More for second.png').click()
    await page
      .getByRole('menuitem', { name: /Put first|Move before/ })
      .first()
      .click()
    await until('it is first', async () => (await names())[0] === 'second.png')
    for (const name of ['second.png']) {
      await button(page, `More for ${name}`).click()
      await page.getByRole('menuitem', { name: 'Remove from the ad' }).click()
      await page.getByAltText(name).first().waitFor({ state: 'detached' })
      await until(
        'the focus is kept',
        async () => await page.evaluate(() => document.activeElement !== document.body),
      )
    }
    await saved(page)
    const { items } = await stage.api<{ items: { id: string; name: string }[] }>('GET', '/assets')
    const dropped = items.find(({ name }) => name === 'dropped.png')
    await until(
      'the server has the same',
      async () => (await readNow(id)).adGroups[0]!.ads[0]!.marketingImages.join() === dropped!.id,
    )
  })

  it('is brought back by the toast, and by Ctrl Z, after it was removed', async () => {
    const page = await stage.open('/campaigns/new?type=DEMAND_GEN')
    await page.getByLabel('Headline 1').fill('The first')
    await button(page, 'Add headline').click()
    await page.getByLabel('Headline 2').fill('The second')
    const headlines = page.getByRole('group', { name: 'Headlines' }).getByRole('textbox')
    const written = async () =>
      await headlines.evaluateAll((all) => all.map((one) => 'value' in one && one.value))
    await button(page, 'Remove headline no. 1').click()
    await until('one is left', async () => (await written()).join() === 'The second')
    await button(page, 'Undo').click()
    await until('both are there', async () => (await written()).join() === 'The first,The second')
    await button(page, 'Redo').click()
    await until('one is left again', async () => (await written()).join() === 'The second')
    await page.getByRole('heading', { level: 1 }).click()
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await page.keyboard.press('Control+z')
    await until('both are there again', async () => (await written()).join() === 'The first,The second')
    await page.context().close()
  })

  it('a broken file is refused in the server’s words, and the form keeps what it has', async () => {
    await page.getByLabel('Headline 1').fill('Still here')
    await bring('drop', 'broken.png', Buffer.from('This is no image at all.'))
    await shown(page.getByText('Not added: broken.png'))
    const answer = await stage.upload('broken.png', Buffer.from('no image')).then(
      () => 'taken',
      (error: Error) => error.message,
    )
    expect(answer).toContain('answered 4')
    const words = /"message":"([^"]+)"/.exec(answer)?.[1] ?? ''
    await shown(page.getByRole('alert').getByText(words))
    expect(await page.getByLabel('Headline 1').inputValue()).toBe('Still here')
    await page.getByAltText('dropped.png').first().waitFor()
    await saved(page)
  })

  it.each([
    ['http://www.example.com/a.png', /must start with https/],
    ['https://127.0.0.1/a.png', /./],
  ])('by the address %s is refused clearly', async (address, words) => {
    await button(page, 'By address').click()
    await page.getByLabel('Address of the image').fill(address)
    await button(page, 'Add').click()
    const told = page.getByRole('alert').filter({ hasText: `Not added: ${address}` })
    await shown(told)
    const text = (await told.textContent()) ?? ''
    expect(text).toMatch(words)
    expect(text).not.toMatch(/undefined|Error|ECONN/)
    await told.getByRole('button', { name: 'Dismiss' }).click()
  })
})

describe('two people on one draft', () => {
  it('who edit different fields both keep their words', async () => {
    const { id } = await stage.complete('Different fields')
    const [mine, theirs] = await Promise.all([edit(id), edit(id)])
    await mine.getByLabel('Objective').fill('Sales')
    await theirs.getByLabel('Daily budget').fill('70')
    await Promise.all([saved(mine), saved(theirs)])
    await until('both are there', async () => {
      const { objective, dailyBudgetMicros } = await readNow(id)
      return objective === 'Sales' && dailyBudgetMicros === '70000000'
    })
    // In one ad, too: a headline of the one, a description of the other.
    await theirs.getByLabel('Description 1').fill('Their description')
    await mine.getByLabel('Headline 1').fill('My headline')
    await until('both are in the ad', async () => {
      const ad = (await readNow(id)).adGroups[0]!.ads[0]!
      return ad.headlines[0]!.text === 'My headline' && ad.descriptions[0]!.text === 'Their description'
    })
    await Promise.all([mine.context().close(), theirs.context().close()])
  })

  it.each([
    ['Keep mine', 'My name'],
    ['Take theirs', 'Their name'],
  ])('who edit the same field choose: %s', async (choice, name) => {
    const { id } = await stage.complete(`Same field, ${choice}`)
    const [mine, theirs] = await Promise.all([edit(id), edit(id)])
    await theirs.getByLabel('Campaign name').fill('Their name')
    await theirs.getByLabel('Objective').fill('Their objective')
    await until('they saved', async () => (await readNow(id)).objective === 'Their objective')
    await mine.getByLabel('Campaign name').fill('My name')
    await mine.getByLabel('Goal').fill('My goal')
    await shown(mine.getByText('Somebody else saved meanwhile'))
    await shown(mine.getByText('Yours: My name'))
    await shown(mine.getByText('Theirs: Their name'))
    expect((await readNow(id)).name, 'nobody has chosen yet').toBe('Their name')
    expect(await mine.getByLabel('Objective').inputValue()).toBe('Their objective')
    if (choice === 'Keep mine') await isFitForAll(mine, 'editor-clash')
    // Words that are typed while the question stands are not lost either.
    await mine.getByLabel('Goal').fill('My later goal')
    await button(mine, choice).click()
    await until('the field that was asked about has the keys', async () =>
      mine.getByLabel('Campaign name').evaluate((field) => field === document.activeElement),
    )
    await saved(mine)
    if (choice === 'Take theirs') {
      await button(mine, 'Bring mine back').click()
      await until('mine is back', async () => (await readNow(id)).name === 'My name')
      await mine.getByLabel('Campaign name').fill('Their name')
      await until('and theirs again', async () => (await readNow(id)).name === 'Their name')
    }
    expect(await mine.getByLabel('Campaign name').inputValue()).toBe(name)
    await until('the server has what the page shows', async () => {
      const now = await readNow(id)
      return now.name === name && now.campaignGoal === 'My later goal' && now.objective === 'Their objective'
    })
    await Promise.all([mine.context().close(), theirs.context().close()])
  })
})

describe('two people who both changed several fields', () => {
  it('choose for each', async () => {
    const { id } = await stage.complete('Several fields')
    const [mine, theirs] = await Promise.all([edit(id), edit(id)])
    await theirs.getByLabel('Campaign name').fill('Their name')
    await theirs.getByLabel('Objective').fill('Their objective')
    await until('they saved', async () => (await readNow(id)).objective === 'Their objective')
    await mine.getByLabel('Campaign name').fill('My own name')
    await mine.getByLabel('Objective').fill('My objective')
    await shown(mine.getByText('Somebody else saved meanwhile'))
    const whose = mine.getByRole('radiogroup', { name: 'Whose Objective' })
    await whose.getByText('Theirs', { exact: true }).click()
    await isFitForAll(mine, 'editor-clash-several')
    await button(mine, 'Save what is chosen').click()
    await until('each as chosen', async () => {
      const { name, objective } = await readNow(id)
      return name === 'My own name' && objective === 'Their objective'
    })
    await Promise.all([mine.context().close(), theirs.context().close()])
  })
})

describe('with the session or the line cut', () => {
  it('an ended session leads to the sign-in page and back, with the words', async () => {
    const { id } = await stage.complete('Signed out elsewhere')
    const page = await edit(id)
    await shown(page.getByLabel('Objective'))
    await page.context().request.delete(`${stage.app.url}/api/v1/session`)
    await page.context().clearCookies()
    await page.getByLabel('Objective').fill('Typed too late')
    await shown(page.getByRole('heading', { name: 'Sign in' }))
    await isFitForAll(page, 'sign-in-again')
    await page.getByLabel('E-mail').fill(PERSON.email)
    await page.getByRole('textbox', { name: 'Password' }).fill(PERSON.password)
    await button(page, 'Sign in').click()
    await page.waitForURL(`**/campaigns/${id}/edit`)
    await until(
      'the words are back',
      async () => (await page.getByLabel('Objective').inputValue()) === 'Typed too late',
    )
    await saved(page)
    expect((await readNow(id)).objective).toBe('Typed too late')
    await page.context().close()
  })

  it('a new draft that could not be created keeps its words over the sign-in, too', async () => {
    const page = await stage.open('/campaigns/new?type=DEMAND_GEN')
    await page.getByLabel('Campaign name').fill('New and signed out')
    await page.context().clearCookies()
    await button(page, 'Save draft').click()
    await page.getByLabel('E-mail').fill(PERSON.email)
    await page.getByRole('textbox', { name: 'Password' }).fill(PERSON.password)
    await button(page, 'Sign in').click()
    await page.waitForURL('**/campaigns/new?type=DEMAND_GEN')
    await until(
      'the words are back',
      async () => (await page.getByLabel('Campaign name').inputValue()) === 'New and signed out',
    )
    await button(page, 'Save draft').click()
    await page.waitForURL(/\/edit/)
    await page.context().close()
  })

  it('what is typed while the answer to “Save draft” is on its way is not lost', async () => {
    const page = await stage.open('/campaigns/new?type=DEMAND_GEN')
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    await page.route('**/api/v1/campaigns', async (route) => {
      if (route.request().method() === 'POST') await held
      await route.continue()
    })
    await page.getByLabel('Campaign name').fill('Slow answer')
    const asked = page.waitForRequest((request) => request.method() === 'POST')
    await page.keyboard.press('Control+s')
    await asked
    await page.getByLabel('Objective').fill('Typed meanwhile')
    release()
    await page.waitForURL(/\/edit/)
    await until(
      'the words are there',
      async () => (await page.getByLabel('Objective').inputValue()) === 'Typed meanwhile',
    )
    await saved(page)
    const { items } = await stage.api<{ items: Campaign[] }>('GET', '/campaigns?q=Slow%20answer')
    expect(await readNow(items[0]!.id)).toMatchObject({ objective: 'Typed meanwhile' })
    await page.context().close()
  })

  it('offline it says “Not saved”, and saves by itself once the line is back', async () => {
    const { id } = await stage.complete('Offline')
    const page = await edit(id)
    await shown(page.getByLabel('Objective'))
    await page.context().setOffline(true)
    await page.getByLabel('Objective').fill('Typed in a tunnel')
    await shown(page.getByRole('status').getByText('Not saved'))
    await isFitForAll(page, 'editor-offline')
    await page.getByLabel('Goal').fill('And some more')
    await page.context().setOffline(false)
    await saved(page)
    expect(await readNow(id)).toMatchObject({ objective: 'Typed in a tunnel', campaignGoal: 'And some more' })
    await page.context().close()
  })
})

it('the pages met no error on the way', () => expect(stage.faults).toEqual([]))
