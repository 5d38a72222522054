import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Asset } from '../../src/contract/asset.ts'
import { image } from '../campaigns.ts'
import { hasFocus } from './keys.ts'
import { isFitForAll, setStage, shown, type Stage, until } from './stage.ts'

// One picture gives an ad its shapes: the frame is moved by mouse and by keys, and each part is an image of the library.

vi.setConfig({ testTimeout: 120_000 })
let stage: Stage
let page: Page

beforeAll(async () => {
  stage = await setStage()
  await stage.upload('holiday.png', await image(1600, 1200, '#336699'))
  page = await stage.open('/images')
}, 120_000)

afterAll(async () => await stage.close())

const dialog = () => page.getByRole('dialog', { name: 'Crop holiday.png' })
const opener = () => page.getByRole('button', { name: 'Crop holiday.png' })
const slider = (name: string) => dialog().getByRole('slider', { name })
const library = async () => (await stage.api<{ items: Asset[] }>('GET', '/assets')).items
const sizes = async () =>
  (await library())
    .filter(({ name }) => name.startsWith('holiday'))
    .map(({ width, height }) => `${width}x${height}`)

it('a frame is dragged, and its part saved', async () => {
  await opener().click()
  await shown(dialog().getByText('1600 × 838 pixels'))
  await isFitForAll(page, 'crop')
  const frame = dialog().getByTestId('crop-frame')
  const box = (await frame.boundingBox())!
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2, box.y + 2000, { steps: 4 })
  await page.mouse.up()
  await until('it is at the bottom', async () => (await slider('From the top').inputValue()) === '100')
  expect(await slider('From the left').isDisabled(), 'it fills the width').toBe(true)
  await dialog().getByRole('button', { name: 'Save as a new image' }).click()
  await shown(dialog().getByText('Saved: holiday 1600x838.png. Another shape?'))
  expect(await sizes()).toEqual(['1600x838', '1600x1200'])
})

it('by keys it is sized and moved; the same part twice is one image', async () => {
  await dialog().getByRole('radio', { name: '9:16' }).press('Space')
  await shown(dialog().getByText('675 × 1200 pixels'))
  await dialog().getByRole('radio', { name: '1:1', exact: true }).press('Space')
  await slider('Size').focus()
  for (let step = 0; step < 50; step += 1) await page.keyboard.press('ArrowLeft')
  await shown(dialog().getByText('600 × 600 pixels'))
  await slider('From the left').focus()
  await page.keyboard.press('Home')
  const save = dialog().getByRole('button', { name: 'Save as a new image' })
  await save.press('Enter')
  await shown(dialog().getByText('Saved: holiday 600x600.png. Another shape?'))
  await save.press('Enter')
  await until('it is saved again', async () => (await save.getAttribute('data-loading')) === null)
  expect(await sizes()).toEqual(['600x600', '1600x838', '1600x1200'])
  await slider('Size').press('Home')
  await shown(dialog().getByText(/Too small: Google takes at least 300 × 300/))
  await isFitForAll(page, 'crop-too-small')
  await dialog().getByRole('button', { name: 'Done' }).click()
  await until('the focus is back', async () => await hasFocus(opener()))
  await shown(page.getByAltText('holiday 600x600.png'))
})

it('the library tells what shows an image, and lets go of what nothing shows', async () => {
  const campaign = await stage.complete('Shows two')
  const kept = { campaignId: campaign.id, name: 'Each spring' }
  await stage.api('POST', '/campaign-templates', kept)
  await page.goto(`${stage.app.url}/images`)
  const uses = page.getByRole('button', { name: 'Used in 1 campaign, 1 template: balcony.png' })
  await shown(uses)
  await isFitForAll(page, 'images-used')
  await uses.click()
  const told = page.getByRole('dialog', { name: 'What shows balcony.png' })
  await shown(told.getByRole('link', { name: 'Each spring' }))
  await isFitForAll(page, 'images-uses')
  await page.keyboard.press('Escape')
  await until('the focus is back', async () => await hasFocus(uses))
  await page.getByRole('radio', { name: 'Not used' }).press('Space')
  await page.getByAltText('balcony.png').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Remove holiday 600x600.png from the library' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await page.getByAltText('holiday 600x600.png').waitFor({ state: 'detached' })
  expect(await sizes()).toEqual(['1600x838', '1600x1200'])
  await page.goto(`${stage.app.url}/campaigns/${campaign.id}/edit`)
  await page.getByRole('button', { name: 'From library' }).click()
  await shown(page.getByRole('dialog').getByText('1200 × 628 · 1 campaign, 1 template'))
  await page.keyboard.press('Escape')
  await page.goto(`${stage.app.url}/images`)
  await uses.click()
  await told.getByRole('link', { name: 'Shows two' }).click()
  await shown(page.getByRole('heading', { name: 'Shows two' }))
})

it('the pages met no error on the way', () => expect(stage.faults).toEqual([]))
