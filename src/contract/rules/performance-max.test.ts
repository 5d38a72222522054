import { describe, expect, it } from 'vitest'
import type { CampaignDocument } from '../campaign.ts'
import { preflight } from '../preflight.ts'
import type { PreflightContext } from '../preflight-context.ts'
import type { Ad, AdGroup } from '../campaign-parts.ts'
import { publishedSample, SAMPLE_ASSETS, sampleAsset, sampleContext } from './sample-document.ts'
import { sampleAssetGroup, sampleAssets, samplePerformanceMax } from './sample-types.ts'

const { landscape, square, tallPortrait, logo, landscapeLogo } = SAMPLE_ASSETS
const many = Array.from({ length: 21 }, (_, index) => sampleAsset(500 + index, 1200, 628))
const logos = Array.from({ length: 6 }, (_, index) => sampleAsset(600 + index, 1200, 1200))
const assets = new Map([...Object.values(SAMPLE_ASSETS), ...many, ...logos].map((asset) => [asset.id, asset]))

function findings(over: Partial<CampaignDocument>, context: Partial<PreflightContext> = {}): string[] {
  return preflight(samplePerformanceMax(over), sampleContext({ assets, ...context })).map(
    ({ severity, path, code }) => `${severity} ${path.replace(/^adGroups\[0\]\.(ads\[0\]\.)?/, '')} ${code}`,
  )
}
const ofGroup = (group: Partial<AdGroup>): string[] => findings({ adGroups: [sampleAssetGroup(group)] })
const ofAssets = (ad: Partial<Ad>): string[] => ofGroup({ ads: [sampleAssets(ad)] })
const texts = (...all: string[]): { text: string }[] => all.map((text) => ({ text }))

describe('an asset group', () => {
  it.each<[string, Partial<Ad>]>([
    ['twenty images of a shape', { marketingImages: many.slice(0, 20).map(({ id }) => id) }],
    ['a tall portrait image', { tallPortraitMarketingImages: [tallPortrait.id] }],
    ['no video and no call to action', { youtubeVideos: [], callToAction: null }],
    ['a headline of 15', { headlines: texts('x'.repeat(15), 'y'.repeat(30), 'z'.repeat(30)) }],
    ['a description of 60', { descriptions: texts('x'.repeat(60), 'y'.repeat(90)) }],
  ])('has %s without findings', (_, ad) => {
    expect(ofAssets(ad)).toEqual([])
  })

  it.each<[string, Partial<Ad>, string]>([
    ['no headline', { headlines: [] }, 'error headlines headline_required'],
    ['two headlines', { headlines: texts('a', 'b') }, 'error headlines too_few_headlines'],
    [
      'sixteen headlines',
      { headlines: texts(...Array.from({ length: 16 }, (_, index) => `h${index}`)) },
      'error headlines too_many_headlines',
    ],
    [
      'no headline of 15',
      { headlines: texts('x'.repeat(16), 'y'.repeat(16), '春'.repeat(8)) },
      'error headlines short_headline_required',
    ],
    ['no long headline', { longHeadlines: [] }, 'error longHeadlines long_headline_required'],
    [
      'six long headlines',
      { longHeadlines: texts('a', 'b', 'c', 'd', 'e', 'f') },
      'error longHeadlines too_many_long_headlines',
    ],
    [
      'a long headline of 91',
      { longHeadlines: texts('x'.repeat(91)) },
      'error longHeadlines[0].text text_too_wide',
    ],
    ['one description', { descriptions: texts('a') }, 'error descriptions too_few_descriptions'],
    [
      'no description of 60',
      { descriptions: texts('x'.repeat(61), 'y'.repeat(61)) },
      'error descriptions short_description_required',
    ],
    [
      'a placeholder',
      { headlines: texts('a', 'b', '{KeyWord:c}') },
      'error headlines[2].text text_placeholder_not_supported',
    ],
    [
      'a pin',
      { headlines: [{ text: 'a', pinnedField: 'HEADLINE_1' }, ...texts('b', 'c')] },
      'error headlines[0].pinnedField not_for_type',
    ],
    ['no landscape image', { marketingImages: [] }, 'error marketingImages landscape_image_required'],
    ['no square image', { squareMarketingImages: [] }, 'error squareMarketingImages square_image_required'],
    [
      'twenty-one images',
      { marketingImages: many.map(({ id }) => id) },
      'error marketingImages too_many_images',
    ],
    [
      'an image of another shape',
      { marketingImages: [square.id] },
      'error marketingImages[0] image_ratio_wrong',
    ],
    [
      'six videos',
      { youtubeVideos: ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => letter.repeat(11)) },
      'error youtubeVideos too_many_videos',
    ],
    [
      'a video twice',
      { youtubeVideos: ['dQw4w9WgXcQ', 'dQw4w9WgXcQ'] },
      'error youtubeVideos[1] video_duplicate',
    ],
    ['a second path alone', { path1: null, path2: 'x' }, 'error path2 path2_without_path1'],
    ['no final URL', { finalUrl: null }, 'error finalUrl final_url_required'],
    ['a business name of its own', { businessName: 'Acme' }, 'error businessName belongs_to_brand'],
    ['logos of its own', { logoImages: [logo.id] }, 'error logoImages belongs_to_brand'],
    [
      'landscape logos of its own',
      { landscapeLogoImages: [landscapeLogo.id] },
      'error landscapeLogoImages belongs_to_brand',
    ],
    ['a colour', { mainColor: '#000000' }, 'error mainColor not_for_type'],
    [
      'an opt-out of its own',
      { assetAutomationOptOuts: ['GENERATE_LANDING_PAGE_TEXT'] },
      'error assetAutomationOptOuts not_for_type',
    ],
  ])('with %s', (_, ad, finding) => {
    expect(ofAssets(ad)).toEqual([finding])
  })

  it.each<[string, Partial<AdGroup>, string]>([
    ['a name of 129', { name: 'x'.repeat(129) }, 'error name ad_group_name_too_long'],
    ['no assets', { ads: [] }, 'error ads ad_required'],
    ['two sets of assets', { ads: [sampleAssets(), sampleAssets()] }, 'error ads too_many_ads'],
    [
      'keywords',
      { keywords: [{ text: 'a', matchType: 'BROAD', negative: false, cpcBidMicros: null }] },
      'error keywords not_for_type',
    ],
    ['a bid', { cpcBidMicros: '10000' }, 'error cpcBidMicros cpc_bid_not_used'],
    ['places', { locations: [{ geoTargetId: '2840', negative: false }] }, 'error locations not_for_type'],
    [
      'two audiences',
      { audiences: [{ audienceId: '1' }, { audienceId: '2' }] },
      'error audiences too_many_audiences',
    ],
    [
      'fifty-one search themes',
      { searchThemes: Array.from({ length: 51 }, (_, index) => `theme ${index}`) },
      'error searchThemes too_many_search_themes',
    ],
    ['an empty search theme', { searchThemes: [' '] }, 'error searchThemes[0] search_theme_blank'],
    [
      'a search theme of 81',
      { searchThemes: ['x'.repeat(81)] },
      'error searchThemes[0] search_theme_too_long',
    ],
    [
      'a search theme of eleven words',
      { searchThemes: ['a b c d e f g h i j k'] },
      'error searchThemes[0] search_theme_too_long',
    ],
    [
      'a search theme twice',
      { searchThemes: ['Herbs', 'herbs'] },
      'error searchThemes[1] search_theme_duplicate',
    ],
  ])('with %s', (_, group, finding) => {
    expect(ofGroup(group)).toEqual([finding])
  })

  it('has a name of its own, of at most 128', () => {
    const twice = [sampleAssetGroup({ name: 'x'.repeat(128) }), sampleAssetGroup({ name: 'x'.repeat(128) })]
    expect(findings({ adGroups: twice })).toEqual(['error adGroups[1].name ad_group_name_duplicate'])
  })
})

describe('the brand', () => {
  it.each<[string, Partial<CampaignDocument>, string]>([
    ['no name', { brandBusinessName: null }, 'error brandBusinessName business_name_required'],
    ['a name of 26', { brandBusinessName: 'x'.repeat(26) }, 'error brandBusinessName text_too_wide'],
    ['no logo', { brandLogoImages: [] }, 'error brandLogoImages logo_required'],
    ['six logos', { brandLogoImages: logos.map(({ id }) => id) }, 'error brandLogoImages too_many_logos'],
    ['a logo twice', { brandLogoImages: [logo.id, logo.id] }, 'error brandLogoImages[1] image_duplicate'],
    [
      'a landscape as logo',
      { brandLogoImages: [landscape.id] },
      'error brandLogoImages[0] image_ratio_wrong',
    ],
    [
      'a square as landscape logo',
      { brandLandscapeLogoImages: [logo.id] },
      'error brandLandscapeLogoImages[0] image_ratio_wrong',
    ],
    ['no accent colour', { brandAccentColor: null }, 'error brandAccentColor accent_color_required'],
    ['no main colour', { brandMainColor: null }, 'error brandMainColor main_color_required'],
  ])('with %s', (_, over, finding) => {
    expect(findings(over)).toEqual([finding])
  })

  it('may do without colours, font and landscape logos', () => {
    const bare = {
      brandLandscapeLogoImages: [],
      brandMainColor: null,
      brandAccentColor: null,
      brandFontFamily: null,
    }
    expect(findings(bare)).toEqual([])
  })

  const off = {
    brandGuidelines: false,
    brandBusinessName: null,
    brandLogoImages: [],
    brandLandscapeLogoImages: [],
    brandMainColor: null,
    brandAccentColor: null,
    brandFontFamily: null,
  }
  const own = { businessName: 'Acme', logoImages: [logo.id], landscapeLogoImages: [landscapeLogo.id] }
  const ownGroup = (ad: Partial<Ad>) => ({
    adGroups: [sampleAssetGroup({ ads: [sampleAssets({ ...own, ...ad })] })],
  })

  it('is each asset group’s own where the campaign follows no guidelines', () => {
    expect(findings({ ...off, ...ownGroup({}) })).toEqual([])
    expect(findings({ ...off, ...ownGroup({ businessName: null }) })).toEqual([
      'error businessName business_name_required',
    ])
    expect(findings({ ...off, ...ownGroup({ logoImages: [] }) })).toEqual(['error logoImages logo_required'])
    expect(findings({ ...off, ...ownGroup({}), brandBusinessName: 'Acme', brandFontFamily: 'Lato' })).toEqual(
      ['error brandBusinessName brand_guidelines_off', 'error brandFontFamily brand_guidelines_off'],
    )
  })

  it('is the campaign’s or the asset groups’ for good', () => {
    const published = publishedSample({ campaignType: 'PERFORMANCE_MAX', brandGuidelines: true })
    expect(findings({}, { published })).toEqual([])
    expect(findings({ ...off, ...ownGroup({}) }, { published })).toEqual([
      'error brandGuidelines brand_guidelines_fixed',
    ])
  })
})

describe('a Performance Max campaign', () => {
  it.each<[string, Partial<CampaignDocument>]>([
    [
      'bids for value',
      { biddingStrategy: 'MAXIMIZE_CONVERSION_VALUE', targetCpaMicros: null, targetRoas: 3 },
    ],
    ['shows products', { merchantId: '123', feedLabel: 'US' }],
    [
      'leaves texts and addresses alone',
      { assetAutomationOptOuts: ['TEXT_ASSET_AUTOMATION', 'FINAL_URL_EXPANSION_TEXT_ASSET_AUTOMATION'] },
    ],
    ['leaves addresses alone', { assetAutomationOptOuts: ['FINAL_URL_EXPANSION_TEXT_ASSET_AUTOMATION'] }],
  ])('%s without findings', (_, over) => {
    expect(findings(over)).toEqual([])
  })

  it.each<[string, Partial<CampaignDocument>, string]>([
    [
      'another strategy',
      { biddingStrategy: 'TARGET_SPEND', targetCpaMicros: null },
      'error biddingStrategy bidding_strategy_not_allowed',
    ],
    [
      'texts opted out of and addresses not',
      { assetAutomationOptOuts: ['TEXT_ASSET_AUTOMATION'] },
      'error assetAutomationOptOuts text_automation_needed_for_final_urls',
    ],
    [
      'an opt-out twice',
      { assetAutomationOptOuts: ['GENERATE_IMAGE_ENHANCEMENT', 'GENERATE_IMAGE_ENHANCEMENT'] },
      'error assetAutomationOptOuts opt_out_duplicate',
    ],
    ['a feed label alone', { feedLabel: 'US' }, 'error feedLabel feed_label_without_merchant_id'],
    [
      'a feed label in small letters',
      { merchantId: '1', feedLabel: 'us' },
      'error feedLabel feed_label_invalid',
    ],
    ['a choice of networks', { targetContentNetwork: true }, 'error targetContentNetwork not_for_type'],
    ['no search partners', { targetSearchNetwork: false }, 'error targetSearchNetwork not_for_type'],
    ['no asset group', { adGroups: [] }, 'error adGroups ad_group_required'],
  ])('%s', (_, over, finding) => {
    expect(findings(over)).toEqual([finding])
  })
})
