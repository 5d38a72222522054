import { describe, expect, it } from 'vitest'
import type { CampaignDocument } from '../campaign.ts'
import { preflight } from '../preflight.ts'
import type { PreflightContext } from '../preflight-context.ts'
import type { Ad } from '../campaign-parts.ts'
import { SAMPLE_ASSETS, sampleAsset, sampleContext } from './sample-document.ts'
import { sampleDisplay, sampleDisplayAd } from './sample-types.ts'

const { landscape, portrait, tallPortrait, square, logo, landscapeLogo } = SAMPLE_ASSETS
const many = Array.from({ length: 15 }, (_, index) => sampleAsset(500 + index, 1200, 628))
const logos = Array.from({ length: 5 }, (_, index) => sampleAsset(600 + index, 1200, 1200))
const assets = new Map([...Object.values(SAMPLE_ASSETS), ...many, ...logos].map((asset) => [asset.id, asset]))

function findings(over: Partial<CampaignDocument>, context: Partial<PreflightContext> = {}): string[] {
  return preflight(sampleDisplay(over), sampleContext({ assets, ...context })).map(
    ({ severity, path, code }) => `${severity} ${path.replace(/^adGroups\[0\]\.(ads\[0\]\.)?/, '')} ${code}`,
  )
}
const [group] = sampleDisplay().adGroups
const ofGroup = (over: object): Partial<CampaignDocument> => ({ adGroups: [{ ...group!, ...over }] })
const ofAd = (ad: Partial<Ad>): string[] => findings(ofGroup({ ads: [sampleDisplayAd(ad)] }))
const texts = (...all: string[]): { text: string }[] => all.map((text) => ({ text }))

describe('a responsive display ad', () => {
  it.each<[string, Partial<Ad>]>([
    ['no logo', { logoImages: [], landscapeLogoImages: [] }],
    ['no colours', { mainColor: null, accentColor: null }],
    ['fifteen images', { marketingImages: many.slice(0, 14).map(({ id }) => id) }],
    ['no call to action and no video', { callToAction: null, youtubeVideos: [] }],
  ])('has %s without findings', (_, ad) => {
    expect(ofAd(ad)).toEqual([])
  })

  it.each<[string, Partial<Ad>, string]>([
    ['no headline', { headlines: [] }, 'error headlines headline_required'],
    ['one headline', { headlines: texts('a') }, 'warning headlines one_headline'],
    [
      'six headlines',
      { headlines: texts('a', 'b', 'c', 'd', 'e', 'f') },
      'error headlines too_many_headlines',
    ],
    ['no long headline', { longHeadlines: [] }, 'error longHeadlines long_headline_required'],
    ['two long headlines', { longHeadlines: texts('a', 'b') }, 'error longHeadlines too_many_long_headlines'],
    ['no description', { descriptions: [] }, 'error descriptions description_required'],
    ['no business name', { businessName: null }, 'error businessName business_name_required'],
    ['no landscape image', { marketingImages: [] }, 'error marketingImages landscape_image_required'],
    ['no square image', { squareMarketingImages: [] }, 'error squareMarketingImages square_image_required'],
    [
      'sixteen images',
      { marketingImages: many.map(({ id }) => id) },
      'error marketingImages too_many_images',
    ],
    ['six logos', { logoImages: logos.map(({ id }) => id) }, 'error logoImages too_many_logos'],
    [
      'a landscape logo of the wrong shape',
      { landscapeLogoImages: [landscape.id] },
      'error landscapeLogoImages[0] image_ratio_wrong',
    ],
    [
      'a portrait image',
      { portraitMarketingImages: [portrait.id] },
      'error portraitMarketingImages not_for_type',
    ],
    [
      'a tall portrait image',
      { tallPortraitMarketingImages: [tallPortrait.id] },
      'error tallPortraitMarketingImages not_for_type',
    ],
    ['no accent colour', { accentColor: null }, 'error accentColor accent_color_required'],
    ['no main colour', { mainColor: null }, 'error mainColor main_color_required'],
    ['a path', { path1: 'x' }, 'error path1 not_for_type'],
    ['a second path', { path2: 'x' }, 'error path2 not_for_type'],
    [
      'six videos',
      { youtubeVideos: ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => letter.repeat(11)) },
      'error youtubeVideos too_many_videos',
    ],
    [
      'an opt-out',
      { assetAutomationOptOuts: ['GENERATE_VIDEOS_FROM_OTHER_ASSETS'] },
      'error assetAutomationOptOuts not_for_type',
    ],
  ])('with %s', (_, ad, finding) => {
    expect(ofAd(ad)).toEqual([finding])
  })
})

describe('a Display campaign', () => {
  const byHand = { biddingStrategy: 'MANUAL_CPM', targetCpaMicros: null } as const

  it('bids by hand, and goes without optimized targeting', () => {
    expect(findings({ ...byHand, ...ofGroup({ cpmBidMicros: '10000' }) })).toEqual([])
    expect(
      findings({
        biddingStrategy: 'MANUAL_CPC',
        targetCpaMicros: null,
        ...ofGroup({ cpcBidMicros: '10000' }),
      }),
    ).toEqual([])
    expect(findings(ofGroup({ optimizedTargeting: false }))).toEqual([])
  })

  it.each<[string, Partial<CampaignDocument>, string]>([
    ['no bid per thousand', byHand, 'error cpmBidMicros cpm_bid_required'],
    [
      'a bid per thousand off the cent',
      { ...byHand, ...ofGroup({ cpmBidMicros: '1' }) },
      'error cpmBidMicros cpm_bid_not_billable',
    ],
    [
      'a place on the page',
      { biddingStrategy: 'TARGET_IMPRESSION_SHARE', targetCpaMicros: null },
      'error biddingStrategy bidding_strategy_not_allowed',
    ],
    [
      'a strategy of which nobody is sure',
      { biddingStrategy: 'MAXIMIZE_CONVERSION_VALUE', targetCpaMicros: null },
      'warning biddingStrategy bidding_strategy_may_be_refused',
    ],
    ['an audience', ofGroup({ audiences: [{ audienceId: '7' }] }), 'error audiences not_for_type'],
    [
      'negative keywords',
      { negativeKeywords: [{ text: 'a', matchType: 'BROAD' }] },
      'error negativeKeywords not_for_type',
    ],
    [
      'an opt-out of the campaign',
      { assetAutomationOptOuts: ['TEXT_ASSET_AUTOMATION'] },
      'error assetAutomationOptOuts not_for_type',
    ],
    ['search themes', ofGroup({ searchThemes: ['a'] }), 'error searchThemes not_for_type'],
    ['a Merchant Center account', { merchantId: '1' }, 'error merchantId not_for_type'],
    ['brand logos', { brandLogoImages: [logo.id] }, 'error brandLogoImages not_for_type'],
    [
      'brand landscape logos',
      { brandLandscapeLogoImages: [landscapeLogo.id] },
      'error brandLandscapeLogoImages not_for_type',
    ],
    ['brand colours', { brandMainColor: '#000000' }, 'error brandMainColor not_for_type'],
    ['a brand accent', { brandAccentColor: '#000000' }, 'error brandAccentColor not_for_type'],
    [
      'an image of the wrong shape',
      ofGroup({ ads: [sampleDisplayAd({ marketingImages: [square.id] })] }),
      'error marketingImages[0] image_ratio_wrong',
    ],
  ])('with %s', (_, over, finding) => {
    expect(findings(over)).toEqual([finding])
  })
})
