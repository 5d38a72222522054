import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Campaign } from '../../src/contract/campaign.ts'
import { isAccessible, setStage, shown, type Stage } from './stage.ts'

// How ads look where Google shows them: each surface, on both screens, in both schemes, one ad after the other.

vi.setConfig({ testTimeout: 180_000 })

let stage: Stage
let campaign: Campaign

beforeAll(async () => {
  stage = await setStage()
  const card = (headline: string) => ({
    headline,
    callToAction: null,
    marketingImage: null,
    squareMarketingImage: stage.images.square.id,
    portraitMarketingImage: null,
  })
  const words = {
    headlines: [{ text: 'One headline' }],
    businessName: 'Acme',
    finalUrl: 'https://www.example.com',
  }
  const texts = ['First text', 'Second text', 'Third text'].map((text) => ({ text }))
  campaign = await stage.api<Campaign>('POST', '/campaigns', {
    accountId: stage.accountId,
    name: 'Looks',
    adGroups: [
      {
        name: 'Everywhere',
        ads: [
          { ...words, descriptions: texts, marketingImages: [stage.images.landscape.id] },
          {
            ...words,
            adType: 'DEMAND_GEN_CAROUSEL',
            descriptions: texts.slice(0, 1),
            cards: [card('Card A'), card('Card B')],
          },
          {
            ...words,
            adType: 'DEMAND_GEN_VIDEO_RESPONSIVE',
            descriptions: texts.slice(0, 1),
            longHeadlines: [
              { text: 'A long headline that says more than one line of it can hold, in any feed' },
            ],
            youtubeVideos: ['dQw4w9WgXcQ'],
          },
        ],
      },
      {
        name: 'Mail only',
        channelStrategy: 'SELECTED_CHANNELS',
        selectedChannels: ['GMAIL'],
        ads: [{ ...words, adType: 'DEMAND_GEN_VIDEO_RESPONSIVE', youtubeVideos: ['dQw4w9WgXcQ'] }],
      },
    ],
  })
}, 120_000)

afterAll(async () => {
  expect(stage.faults).toEqual([])
  await stage.close()
})

/** Does something while the preview is that of a wide screen. */
async function onWide(page: Page, act: () => Promise<void>): Promise<void> {
  const press = async (name: string): Promise<void> => {
    await page.getByRole('button', { name }).click()
    // The words over the button are no part of the page.
    await page.mouse.move(0, 0)
    await page.getByRole('tooltip').waitFor({ state: 'detached' })
  }
  await press('Preview on a wide screen')
  await act()
  await press('Preview on a phone')
}

it('a campaign shows all its ads, each where its type and the channels of its ad group let it be shown', async () => {
  const page = await stage.open(`/campaigns/${campaign.id}`)
  const preview = page.getByRole('group', { name: 'Ad preview' })
  await shown(preview.getByText('1 of 3'))
  for (const text of ['Second text', 'Third text']) {
    await preview.getByRole('button', { name: 'Next combination' }).click()
    await shown(preview.getByText(text))
  }
  for (const surface of ['YouTube', 'Shorts', 'Discover', 'Gmail', 'Display']) {
    await preview.getByText(surface, { exact: true }).click()
    if (surface === 'Shorts' || surface === 'Display') await isAccessible(page, `preview-${surface}`)
    if (!['YouTube', 'Discover', 'Gmail'].includes(surface)) continue
    await onWide(page, async () => await isAccessible(page, `preview-${surface}-desktop`))
  }
  const stageOf = preview.locator('[class*="stage"]')
  expect(await stageOf.getAttribute('data-night')).toBeNull()
  await preview.getByRole('button', { name: 'Preview in dark' }).click()
  expect(await stageOf.getAttribute('data-night')).toBe('true')
  await preview.getByRole('button', { name: 'Preview in light' }).click()
  expect(await stageOf.getAttribute('data-night')).toBeNull()

  await page.getByRole('button', { name: 'Next ad' }).click()
  for (const surface of ['YouTube', 'Discover', 'Gmail']) {
    await preview.getByText(surface, { exact: true }).click()
    await shown(preview.getByText('Card A'))
    if (surface === 'Gmail') await isAccessible(page, 'preview-carousel')
  }
  await onWide(page, async () => {
    await shown(preview.getByText('Card A'))
    await isAccessible(page, 'preview-carousel-desktop')
  })
  await preview.getByRole('button', { name: 'Next combination' }).click()
  await shown(preview.getByText('Card B'))

  await page.getByRole('button', { name: 'Next ad' }).click()
  const place = preview.getByRole('combobox', { name: 'Where the ad is shown' })
  for (const surface of ['In-stream', 'In-feed', 'Discover', 'Display']) {
    await place.selectOption(surface)
    await shown(preview.getByText('Video dQw4w9WgXcQ'))
    if (surface === 'Discover' || surface === 'Display') await isAccessible(page, `preview-video-${surface}`)
    else await onWide(page, async () => await isAccessible(page, `preview-video-${surface}-desktop`))
  }
  await page.getByRole('button', { name: 'Next ad' }).click()
  await shown(page.getByText('Mail only').first())
  await shown(preview.locator('[data-surface="gmail-video"]'))
  await isAccessible(page, 'preview-gmail-video')
  await onWide(page, async () => {
    await shown(preview.locator('[data-surface="gmail-video-desktop"]'))
    await isAccessible(page, 'preview-gmail-video-desktop')
  })
  await page.context().close()
})

it('words that run from the right begin there, and are cut off at their end', async () => {
  const { id } = await stage.api<Campaign>('POST', '/campaigns', {
    accountId: stage.accountId,
    name: 'Arabic',
    adGroups: [
      {
        name: 'Everywhere',
        ads: [
          {
            headlines: [{ text: 'تخفيضات الصيف' }],
            descriptions: [{ text: 'شحن مجاني لكل الطلبات' }],
            businessName: 'Acme',
            finalUrl: 'https://www.example.com',
          },
        ],
      },
    ],
  })
  const page = await stage.open(`/campaigns/${id}`)
  const headline = page.getByRole('group', { name: 'Ad preview' }).getByText('تخفيضات الصيف')
  await shown(headline)
  expect(await headline.evaluate((words) => getComputedStyle(words).direction)).toBe('rtl')
  await page.context().close()
})
