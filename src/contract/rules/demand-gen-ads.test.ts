import { describe, expect, it } from 'vitest'
import type { CampaignDocument } from '../campaign.ts'
import type { Ad, AdCard } from '../campaign-parts.ts'
import { preflight } from '../preflight.ts'
import type { PreflightContext } from '../preflight-context.ts'
import {
  publishedSample,
  SAMPLE_ASSETS,
  sampleAd,
  sampleAdGroup,
  sampleAsset,
  sampleContext,
  sampleDocument,
} from './sample-document.ts'
import { sampleCard, sampleCarousel, sampleProduct, sampleVideo } from './sample-types.ts'

const { landscape, otherLandscape, square, portrait, logo } = SAMPLE_ASSETS
const twin = sampleAsset(400, 1200, 628, { sha256: landscape.sha256 })
const assets = new Map([...Object.values(SAMPLE_ASSETS), twin].map((asset) => [asset.id, asset]))

function findings(document: CampaignDocument, context: Partial<PreflightContext> = {}): string[] {
  return preflight(document, sampleContext({ assets, ...context })).map(
    ({ severity, path, code }) => `${severity} ${path.replace(/^adGroups\[0\]\.(ads\[0\]\.)?/, '')} ${code}`,
  )
}
const texts = (...all: string[]): { text: string }[] => all.map((text) => ({ text }))

describe('a carousel ad', () => {
  const cards = (...all: Partial<AdCard>[]): Partial<Ad> => ({ cards: all.map((card) => sampleCard(card)) })
  const other = { marketingImage: otherLandscape.id }

  it('shows squares, or both shapes, on all of its cards', () => {
    const squares = cards(
      { marketingImage: null, squareMarketingImage: square.id },
      { marketingImage: null, squareMarketingImage: logo.id },
    )
    expect(findings(sampleCarousel(squares))).toEqual([])
  })

  it.each<[string, Partial<Ad>, string[]]>([
    ['no card', { cards: [] }, ['error cards too_few_cards']],
    ['one card', cards({}), ['error cards too_few_cards']],
    [
      'a card without a headline',
      cards({}, { ...other, headline: ' ' }),
      ['error cards[1].headline text_blank'],
    ],
    [
      'a card headline of 41',
      cards({}, { ...other, headline: 'x'.repeat(41) }),
      ['error cards[1].headline text_too_wide'],
    ],
    [
      'a card without an image',
      cards({}, { marketingImage: null }),
      ['error cards[1].marketingImage card_image_required'],
    ],
    [
      'a card with a portrait alone',
      cards({}, { marketingImage: null, portraitMarketingImage: portrait.id }),
      ['error cards[1].marketingImage card_image_required'],
    ],
    ['the same image twice', cards({}, {}), ['error cards[1].marketingImage card_image_duplicate']],
    [
      'two files with the same bytes',
      cards({}, { marketingImage: twin.id }),
      ['error cards[1].marketingImage card_image_duplicate'],
    ],
    [
      'another shape',
      cards({}, { marketingImage: null, squareMarketingImage: square.id }),
      [
        'error cards[1].marketingImage card_shapes_differ',
        'error cards[1].squareMarketingImage card_shapes_differ',
      ],
    ],
    [
      'one shape more',
      cards({}, { ...other, portraitMarketingImage: portrait.id }),
      ['error cards[1].portraitMarketingImage card_shapes_differ'],
    ],
    [
      'an image of the wrong shape',
      cards({}, { marketingImage: square.id }),
      ['error cards[1].marketingImage image_ratio_wrong'],
    ],
    [
      'an image that is gone',
      cards({}, { marketingImage: '00000000-0000-7000-8000-999999999999' }),
      ['error cards[1].marketingImage image_missing'],
    ],
    ['two headlines', { headlines: texts('a', 'b') }, ['error headlines too_many_headlines']],
    ['a headline of 41', { headlines: texts('x'.repeat(41)) }, ['error headlines[0].text text_too_wide']],
    ['no description', { descriptions: [] }, ['error descriptions description_required']],
    ['two logos', { logoImages: [logo.id, square.id] }, ['error logoImages too_many_logos']],
    ['images of its own', { marketingImages: [landscape.id] }, ['error marketingImages not_for_type']],
    ['videos', { youtubeVideos: ['dQw4w9WgXcQ'] }, ['error youtubeVideos not_for_type']],
    [
      'an opt-out',
      { assetAutomationOptOuts: ['GENERATE_LANDING_PAGE_TEXT'] },
      ['error assetAutomationOptOuts not_for_type'],
    ],
  ])('with %s', (_, ad, expected) => {
    expect(findings(sampleCarousel(ad))).toEqual(expected)
  })

  it('has ten cards at most', () => {
    const images = Array.from({ length: 11 }, (_, index) => sampleAsset(700 + index, 1200, 628))
    const ten = cards(...images.slice(0, 10).map(({ id }) => ({ marketingImage: id })))
    const context = { assets: new Map([...assets, ...images.map((image) => [image.id, image] as const)]) }
    expect(findings(sampleCarousel(ten), context)).toEqual([])
    const eleven = cards(...images.map(({ id }) => ({ marketingImage: id })))
    expect(findings(sampleCarousel(eleven), context)).toEqual(['error cards too_many_cards'])
  })
})

describe('a video ad', () => {
  it.each<[string, Partial<Ad>, string]>([
    ['no video', { youtubeVideos: [] }, 'error youtubeVideos video_required'],
    [
      'six videos',
      { youtubeVideos: ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => letter.repeat(11)) },
      'error youtubeVideos too_many_videos',
    ],
    ['a headline of 41', { headlines: texts('a', 'x'.repeat(41)) }, 'error headlines[1].text text_too_wide'],
    ['no long headline', { longHeadlines: [] }, 'error longHeadlines long_headline_required'],
    ['no logo', { logoImages: [] }, 'error logoImages logo_required'],
    ['no business name', { businessName: null }, 'error businessName business_name_required'],
    ['a breadcrumb of 16', { path2: 'x'.repeat(16) }, 'error path2 text_too_wide'],
    ['images', { squareMarketingImages: [square.id] }, 'error squareMarketingImages not_for_type'],
    ['a colour', { accentColor: '#000000' }, 'error accentColor not_for_type'],
    [
      'an opt-out of image ads',
      { assetAutomationOptOuts: ['GENERATE_DESIGN_VERSIONS_FOR_IMAGES'] },
      'error assetAutomationOptOuts not_for_type',
    ],
  ])('with %s', (_, ad, finding) => {
    expect(findings(sampleVideo(ad))).toEqual([finding])
  })
})

describe('a product ad', () => {
  it.each<[string, Partial<Ad>, Partial<CampaignDocument>, string]>([
    [
      'no Merchant Center account',
      {},
      { merchantId: null, feedLabel: null },
      'error merchantId merchant_id_required',
    ],
    ['two descriptions', { descriptions: texts('a', 'b') }, {}, 'error descriptions too_many_descriptions'],
    ['a long headline', { longHeadlines: texts('a') }, {}, 'error longHeadlines not_for_type'],
    ['two logos', { logoImages: [logo.id, square.id] }, {}, 'error logoImages too_many_logos'],
    ['a feed label with a space', {}, { feedLabel: 'A B' }, 'error feedLabel feed_label_invalid'],
  ])('with %s', (_, ad, over, finding) => {
    expect(findings(sampleProduct(ad, over))).toEqual([finding])
  })

  it('shows products of the same account and feed for good', () => {
    const published = publishedSample({ merchantId: '123456', feedLabel: 'US' })
    expect(findings(sampleProduct(), { published })).toEqual([])
    expect(findings(sampleProduct({}, { merchantId: '7', feedLabel: 'DE' }), { published })).toEqual([
      'error merchantId merchant_id_fixed',
      'error feedLabel feed_label_fixed',
    ])
  })
})

describe('a Demand Gen campaign', () => {
  const group = (over: object): CampaignDocument => sampleDocument({ adGroups: [sampleAdGroup(over)] })
  it.each<[string, CampaignDocument, string]>([
    [
      'places of its own',
      sampleDocument({ locations: [{ geoTargetId: '2840', negative: false }] }),
      'error locations not_for_type',
    ],
    [
      'languages of its own',
      sampleDocument({ languages: [{ languageId: '1000' }] }),
      'error languages not_for_type',
    ],
    [
      'negative keywords',
      sampleDocument({ negativeKeywords: [{ text: 'a', matchType: 'BROAD' }] }),
      'error negativeKeywords not_for_type',
    ],
    [
      'keywords',
      group({ keywords: [{ text: 'a', matchType: 'BROAD', negative: false, cpcBidMicros: null }] }),
      'error keywords not_for_type',
    ],
    ['search themes', group({ searchThemes: ['a'] }), 'error searchThemes not_for_type'],
    ['a bid per click', group({ cpcBidMicros: '10000' }), 'error cpcBidMicros cpc_bid_not_used'],
    [
      'a choice of networks',
      sampleDocument({ targetSearchNetwork: false }),
      'error targetSearchNetwork not_for_type',
    ],
    [
      'an account of products that no ad shows',
      sampleDocument({ merchantId: '1' }),
      'warning merchantId merchant_id_without_product_ad',
    ],
    [
      'videos in an image ad',
      group({ ads: [sampleAd({ youtubeVideos: ['dQw4w9WgXcQ'] })] }),
      'error youtubeVideos not_for_type',
    ],
    [
      'cards in an image ad',
      group({ ads: [sampleAd({ cards: [sampleCard()] })] }),
      'error cards not_for_type',
    ],
    [
      'a pin in an image ad',
      group({ ads: [sampleAd({ headlines: [{ text: 'a', pinnedField: 'HEADLINE_1' }, { text: 'b' }] })] }),
      'error headlines[0].pinnedField not_for_type',
    ],
    [
      'a landscape logo',
      group({ ads: [sampleAd({ landscapeLogoImages: [SAMPLE_ASSETS.landscapeLogo.id] })] }),
      'error landscapeLogoImages not_for_type',
    ],
    [
      'a search ad',
      group({ ads: [sampleAd({ adType: 'RESPONSIVE_SEARCH' })] }),
      'error adType ad_type_not_allowed',
    ],
  ])('with %s', (_, document, finding) => {
    expect(findings(document)).toEqual([finding])
  })

  it('takes an audience where its ad group was made with one', () => {
    const audiences = [{ audienceId: '7' }]
    expect(findings(group({ audiences: [...audiences, { audienceId: '8' }] }))).toEqual([
      'error audiences too_many_audiences',
    ])
    expect(findings(group({ audiences }))).toEqual([])
    expect(findings(group({ audiences }), { published: publishedSample() })).toEqual([
      'error audiences audiences_fixed',
    ])
    const published = publishedSample({ groupsWithoutAudiences: new Set() })
    expect(findings(group({ audiences }), { published })).toEqual([])
  })

  it('keeps the names of its ads at Google', () => {
    const published = publishedSample()
    expect(findings(group({ ads: [sampleAd({ name: 'Other' })] }), { published })).toEqual([
      'warning name ad_name_stays',
    ])
    const unnamed = publishedSample({ adNames: new Map([[sampleAd().id, 'Ad 1']]) })
    expect(findings(group({ ads: [sampleAd({ name: ' ' })] }), { published: unnamed })).toEqual([])
  })
})
