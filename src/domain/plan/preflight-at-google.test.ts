import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { image } from '../../../test/campaigns.ts'
import { testGoogle } from '../../../test/workspace.ts'
import { newId } from '../../base/ids.ts'
import type { CampaignDocument } from '../../contract/campaign.ts'
import type { Ad, AdGroup } from '../../contract/campaign-parts.ts'
import { addDays } from '../../contract/dates.ts'
import { preflight } from '../../contract/preflight.ts'
import { SAMPLE_ASSETS, sampleContext } from '../../contract/rules/sample-document.ts'
import { SAMPLES } from '../../contract/rules/sample-types.ts'
import { audiencesOf } from '../../emulator/reference/audiences.ts'
import { startEmulator } from '../../emulator/server.ts'
import type { GoogleAds } from '../../google/google-ads.ts'
import { desiredResources } from './desired.ts'
import { operationsFor } from './operations.ts'
import { resolveRefs } from './resource.ts'

/** Preflight against the other side: what it finds nothing in is taken there, and what it calls an error is refused. */

const CUSTOMER = { customerId: '1234567890', loginCustomerId: null }
const AUDIENCES = audiencesOf({ id: CUSTOMER.customerId, manager: false }).map(({ id }) => ({
  audienceId: id,
}))

let emulator: Awaited<ReturnType<typeof startEmulator>>
let google: GoogleAds
const names = new Map<string, string>()

beforeAll(async () => {
  emulator = await startEmulator({ host: '127.0.0.1', port: 0, dataDir: undefined })
  google = testGoogle({ baseUrl: emulator.url, tokenUrl: `${emulator.url}/token` })
  for (const [index, [name, { id, width, height }]] of Object.entries(SAMPLE_ASSETS).entries()) {
    const colour = `#${(0x336600 + index * 37).toString(16)}`
    const request = google.prepareImageUpload(CUSTOMER, name, await image(width, height, colour))
    const answer = await google.send(CUSTOMER, request)
    if (answer.kind !== 'applied') throw new Error(JSON.stringify(answer))
    names.set(`asset:${id}`, answer.value.resourceNames[0]!)
  }
})
afterAll(async () => await emulator.close())

/** A sample whose dates stay in the future, under a name of its own. */
function sampleOf(what: string, over: Partial<CampaignDocument> = {}): CampaignDocument {
  const sample = SAMPLES[what]!()
  const document = { ...sample, name: `Spring ${newId()}`, startDate: null, endDate: '2035-12-31', ...over }
  const known = ({ audienceId }: { audienceId: string }): boolean =>
    AUDIENCES.some((each) => each.audienceId === audienceId)
  return {
    ...document,
    adGroups: document.adGroups.map((each) => ({
      ...each,
      // Samples name an audience of an account of their own.
      audiences: each.audiences.map((audience) => (known(audience) ? audience : AUDIENCES[0]!)),
    })),
  }
}

/** What the other side says of the campaign; empty: it was made. */
async function refusals(document: CampaignDocument): Promise<string[]> {
  const resources = desiredResources(document, newId().slice(-12), CUSTOMER.customerId)
  const operations = operationsFor(CUSTOMER.customerId, resources, {})
  const bodies = operations.map(({ body }) => resolveRefs(body, (key) => names.get(key)))
  const answer = await google.send(CUSTOMER, google.prepareMutate(CUSTOMER, bodies))
  if (answer.kind === 'applied') return []
  if (answer.kind !== 'refused') throw new Error(JSON.stringify(answer))
  return answer.errors.map(({ code, message }) => `${code} ${message}`)
}

const errorsOf = (document: CampaignDocument): string[] =>
  preflight(document, sampleContext())
    .filter(({ severity }) => severity === 'error')
    .map(({ code }) => code)

const group = (what: string, over: Partial<AdGroup>): Partial<CampaignDocument> => {
  const [first] = SAMPLES[what]!().adGroups
  return { adGroups: [{ ...first!, ...over }] }
}
const ad = (what: string, over: Partial<Ad>): Partial<CampaignDocument> =>
  group(what, { ads: [{ ...SAMPLES[what]!().adGroups[0]!.ads[0]!, ...over }] })
const texts = (...all: string[]): { text: string }[] => all.map((text) => ({ text }))

describe('a campaign in which preflight finds no error', () => {
  it.each(Object.keys(SAMPLES))('%s is made', async (what) => {
    const document = sampleOf(what)
    expect(errorsOf(document)).toEqual([])
    expect(await refusals(document)).toEqual([])
  })
})

/** The other side goes by the real clock. */
const IN_A_MONTH = addDays(new Date().toISOString().slice(0, 10), 30)
const IMAGES = 'Demand Gen, images'
const CAROUSEL = 'Demand Gen, carousel'
const VIDEO = 'Demand Gen, video'
const PRODUCTS = 'Demand Gen, products'
const PMAX = 'Performance Max'
const keyword = (text: string) => ({ text, matchType: 'BROAD' as const, negative: false, cpcBidMicros: null })
const headlines = (count: number): Partial<Ad> => ({
  headlines: texts(...Array.from({ length: count }, (_, index) => `Headline ${index}`)),
})
const share = {
  biddingStrategy: 'TARGET_IMPRESSION_SHARE',
  cpcBidCeilingMicros: '2000000',
  impressionShareLocation: 'TOP_OF_PAGE',
  impressionShareFraction: 0.65,
} as const
const byShare = (over: Partial<CampaignDocument>): Partial<CampaignDocument> => ({
  ...group('Search', { cpcBidMicros: null, keywords: [keyword('garden')] }),
  ...share,
  ...over,
})
const { landscape, square, logo } = SAMPLE_ASSETS

describe('at the limit', () => {
  it.each<[string, string, Partial<CampaignDocument>]>([
    ['fifteen headlines', 'Search', ad('Search', headlines(15))],
    [
      'a placeholder of 30',
      'Search',
      ad('Search', { headlines: texts('a', 'b', `{KeyWord:${'x'.repeat(30)}}`) }),
    ],
    ['paths of 15', 'Search', ad('Search', { path1: 'x'.repeat(15), path2: '春'.repeat(7) })],
    ['a keyword of 80', 'Search', group('Search', { keywords: [keyword('x'.repeat(80))] })],
    ['a keyword of ten words', 'Search', group('Search', { keywords: [keyword('a b c d e f g h i j')] })],
    ['a place on the page', 'Search', byShare({})],
    [
      'clicks with a ceiling',
      'Search',
      byShare({
        biddingStrategy: 'TARGET_SPEND',
        impressionShareLocation: null,
        impressionShareFraction: null,
      }),
    ],
    ['fifteen headlines of an asset group', PMAX, ad(PMAX, headlines(15))],
    ['an asset group’s name of 128', PMAX, group(PMAX, { name: 'x'.repeat(128) })],
    [
      'fifty search themes',
      PMAX,
      group(PMAX, { searchThemes: Array.from({ length: 50 }, (_, index) => `theme ${index}`) }),
    ],
    ['no colours', PMAX, { brandMainColor: null, brandAccentColor: null, brandFontFamily: null }],
    [
      'texts and addresses left alone',
      PMAX,
      { assetAutomationOptOuts: ['TEXT_ASSET_AUTOMATION', 'FINAL_URL_EXPANSION_TEXT_ASSET_AUTOMATION'] },
    ],
    [
      'no guidelines',
      PMAX,
      {
        ...ad(PMAX, { businessName: 'Acme Garden', logoImages: [logo.id] }),
        brandGuidelines: false,
        brandBusinessName: null,
        brandLogoImages: [],
        brandLandscapeLogoImages: [],
        brandMainColor: null,
        brandAccentColor: null,
        brandFontFamily: null,
      },
    ],
    [
      'no colours and no logos',
      'Display',
      ad('Display', { mainColor: null, accentColor: null, logoImages: [], landscapeLogoImages: [] }),
    ],
    [
      'a bid per thousand',
      'Display',
      {
        ...group('Display', { cpmBidMicros: '10000' }),
        biddingStrategy: 'MANUAL_CPM',
        targetCpaMicros: null,
      },
    ],
    ['no optimized targeting', 'Display', group('Display', { optimizedTargeting: false })],
    ['audiences of an ad group', IMAGES, group(IMAGES, { audiences: AUDIENCES.slice(0, 1) })],
    ['a headline of 40', VIDEO, ad(VIDEO, { headlines: texts('x'.repeat(40)) })],
    [
      'a total budget',
      IMAGES,
      { dailyBudgetMicros: null, totalBudgetMicros: '100000000000', endDate: IN_A_MONTH },
    ],
  ])('%s is taken: %s', async (_, what, over) => {
    const document = sampleOf(what, over)
    expect(errorsOf(document)).toEqual([])
    expect(await refusals(document)).toEqual([])
  })
})

describe('what preflight calls an error', () => {
  it.each<[string, string, Partial<CampaignDocument>]>([
    ['no EU declaration', 'Search', { containsEuPoliticalAdvertising: null }],
    ['a budget off the cent', 'Display', { dailyBudgetMicros: '50005000' }],
    [
      'no end of a total budget',
      IMAGES,
      { dailyBudgetMicros: null, totalBudgetMicros: '100000000', endDate: null },
    ],
    ['a total budget below the floor', IMAGES, { dailyBudgetMicros: null, totalBudgetMicros: '5000000' }],
    ['two headlines', 'Search', ad('Search', headlines(2))],
    ['sixteen headlines', 'Search', ad('Search', headlines(16))],
    ['one description', 'Search', ad('Search', { descriptions: texts('a') })],
    [
      'a default of 31',
      'Search',
      ad('Search', { headlines: texts('a', 'b', `{KeyWord:${'x'.repeat(31)}}`) }),
    ],
    ['headlines that differ in capitals', 'Search', ad('Search', { headlines: texts('a', 'b', 'A') })],
    ['a lonely brace', 'Search', ad('Search', { headlines: texts('a', 'b', 'c {') })],
    [
      'a pin that does not fit',
      'Search',
      ad('Search', { headlines: [{ text: 'a', pinnedField: 'DESCRIPTION_1' }, ...texts('b', 'c')] }),
    ],
    ['a second path alone', 'Search', ad('Search', { path1: null })],
    ['a path of 16', 'Search', ad('Search', { path1: 'x'.repeat(16) })],
    ['a keyword of 81', 'Search', group('Search', { keywords: [keyword('x'.repeat(81))] })],
    [
      'a keyword of eleven words',
      'Search',
      group('Search', { keywords: [keyword('a b c d e f g h i j k')] }),
    ],
    ...Array.from('!@%,*;^()={}<>`~|?\\', (mark): [string, string, Partial<CampaignDocument>] => [
      `a keyword with ${mark}`,
      'Search',
      group('Search', { keywords: [keyword(`a${mark}b`)] }),
    ]),
    ['the same keyword twice', 'Search', group('Search', { keywords: [keyword('Shoes'), keyword('shoes')] })],
    [
      'a keyword in and out',
      'Search',
      group('Search', { keywords: [keyword('Shoes'), { ...keyword('shoes'), negative: true }] }),
    ],
    ['no ceiling', 'Search', byShare({ cpcBidCeilingMicros: null })],
    ['no place', 'Search', byShare({ impressionShareLocation: null })],
    [
      'bids per thousand',
      'Search',
      { ...group('Search', { cpcBidMicros: null, keywords: [keyword('a')] }), biddingStrategy: 'MANUAL_CPM' },
    ],
    ['a bid off the cent', 'Search', group('Search', { cpcBidMicros: '10001' })],
    [
      'four ads',
      'Search',
      group('Search', {
        ads: ['a', 'b', 'c', 'd'].map((letter) => ({
          ...SAMPLES['Search']!().adGroups[0]!.ads[0]!,
          id: newId(),
          path1: letter,
        })),
      }),
    ],
    ['another strategy', PMAX, { biddingStrategy: 'TARGET_SPEND', targetCpaMicros: null }],
    ['two headlines of an asset group', PMAX, ad(PMAX, headlines(2))],
    ['no long headline', PMAX, ad(PMAX, { longHeadlines: [] })],
    ['no description of 60', PMAX, ad(PMAX, { descriptions: texts('x'.repeat(61), 'y'.repeat(61)) })],
    ['no landscape image', PMAX, ad(PMAX, { marketingImages: [] })],
    ['no square image', PMAX, ad(PMAX, { squareMarketingImages: [] })],
    ['no brand name', PMAX, { brandBusinessName: null }],
    ['no brand logo', PMAX, { brandLogoImages: [] }],
    ['one colour', PMAX, { brandAccentColor: null }],
    ['texts left alone and addresses not', PMAX, { assetAutomationOptOuts: ['TEXT_ASSET_AUTOMATION'] }],
    ['an asset group’s name of 129', PMAX, group(PMAX, { name: 'x'.repeat(129) })],
    ['two audiences', PMAX, group(PMAX, { audiences: AUDIENCES.slice(0, 2) })],
    ['two audiences of an ad group', IMAGES, group(IMAGES, { audiences: AUDIENCES.slice(0, 2) })],
    ['an audience of a display ad group', 'Display', group('Display', { audiences: AUDIENCES.slice(0, 1) })],
    ['a search theme of 81', PMAX, group(PMAX, { searchThemes: ['x'.repeat(81)] })],
    [
      'six videos',
      PMAX,
      ad(PMAX, { youtubeVideos: ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => letter.repeat(11)) }),
    ],
    ['no business name', 'Display', ad('Display', { businessName: null })],
    ['no square image of a display ad', 'Display', ad('Display', { squareMarketingImages: [] })],
    ['no long headline of a display ad', 'Display', ad('Display', { longHeadlines: [] })],
    ['one colour of a display ad', 'Display', ad('Display', { accentColor: null })],
    ['a landscape logo that is square', 'Display', ad('Display', { landscapeLogoImages: [logo.id] })],
    ['places of the campaign', IMAGES, { locations: [{ geoTargetId: '2840', negative: false }] }],
    ['keywords of an ad group', IMAGES, group(IMAGES, { keywords: [keyword('a')] })],
    [
      'one card',
      CAROUSEL,
      ad(CAROUSEL, { cards: SAMPLES[CAROUSEL]!().adGroups[0]!.ads[0]!.cards.slice(0, 1) }),
    ],
    [
      'cards of the same image',
      CAROUSEL,
      ad(CAROUSEL, {
        cards: ['a', 'b'].map((headline) => ({
          headline,
          callToAction: null,
          marketingImage: landscape.id,
          squareMarketingImage: null,
          portraitMarketingImage: null,
        })),
      }),
    ],
    [
      'cards of other shapes',
      CAROUSEL,
      ad(CAROUSEL, {
        cards: [
          {
            headline: 'a',
            callToAction: null,
            marketingImage: landscape.id,
            squareMarketingImage: null,
            portraitMarketingImage: null,
          },
          {
            headline: 'b',
            callToAction: null,
            marketingImage: null,
            squareMarketingImage: square.id,
            portraitMarketingImage: null,
          },
        ],
      }),
    ],
    [
      'a card without an image',
      CAROUSEL,
      ad(CAROUSEL, {
        cards: ['a', 'b'].map((headline) => ({
          headline,
          callToAction: null,
          marketingImage: null,
          squareMarketingImage: null,
          portraitMarketingImage: null,
        })),
      }),
    ],
    ['no video', VIDEO, ad(VIDEO, { youtubeVideos: [] })],
    ['a headline of 41', VIDEO, ad(VIDEO, { headlines: texts('x'.repeat(41)) })],
    ['no logo', VIDEO, ad(VIDEO, { logoImages: [] })],
    ['no Merchant Center account', PRODUCTS, { merchantId: null, feedLabel: null }],
    ['a feed label in small letters', PRODUCTS, { feedLabel: 'us' }],
  ])('is refused: %s (%s)', async (_, what, over) => {
    const document = sampleOf(what, over)
    expect(errorsOf(document)).not.toEqual([])
    expect(await refusals(document)).not.toEqual([])
  })
})
