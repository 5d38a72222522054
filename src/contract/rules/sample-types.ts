import type { CampaignDocument } from '../campaign.ts'
import type { Ad, AdCard, AdGroup } from '../campaign-parts.ts'
import { SAMPLE_ASSETS, sampleAd, sampleAdGroup, sampleDocument } from './sample-document.ts'

/** For tests: a campaign of every type, and a Demand Gen one with every type of ad, in which preflight finds nothing at all. */

const { landscape, otherLandscape, square, portrait, logo, landscapeLogo } = SAMPLE_ASSETS
const texts = (...all: string[]): { text: string }[] => all.map((text) => ({ text }))

/** Without what only image ads have. */
const BARE = {
  businessName: null,
  callToAction: null,
  headlines: [],
  descriptions: [],
  marketingImages: [],
  squareMarketingImages: [],
  portraitMarketingImages: [],
  tallPortraitMarketingImages: [],
  logoImages: [],
  assetAutomationOptOuts: [],
} satisfies Partial<Ad>

const bare = (over: Partial<Ad>): Ad => sampleAd({ ...BARE, ...over })

/** Where places and languages are the campaign's. */
const TARGETS = {
  locations: [
    { geoTargetId: '2840', negative: false },
    { geoTargetId: '1023191', negative: true },
  ],
  languages: [{ languageId: '1000' }],
}
const untargeted = (over: Partial<AdGroup>): AdGroup =>
  sampleAdGroup({ locations: [], languages: [], ...over })

export function sampleSearchAd(over: Partial<Ad> = {}): Ad {
  return bare({
    adType: 'RESPONSIVE_SEARCH',
    path1: 'spring',
    path2: 'sale',
    headlines: [
      { text: 'Acme Garden', pinnedField: 'HEADLINE_1' },
      ...texts('Herbs for balconies', 'Buy {KeyWord:Plants} here'),
    ],
    descriptions: texts('Herbs, flowers and trees within two days.', 'Grown nearby, made to last.'),
    ...over,
  })
}

export function sampleSearch(over: Partial<CampaignDocument> = {}): CampaignDocument {
  return sampleDocument({
    campaignType: 'SEARCH',
    biddingStrategy: 'MANUAL_CPC',
    targetCpaMicros: null,
    targetSearchNetwork: false,
    ...TARGETS,
    negativeKeywords: [{ text: 'free', matchType: 'BROAD' }],
    adGroups: [sampleKeywords()],
    ...over,
  })
}

/** An ad group of the Search sample. */
export function sampleKeywords(over: Partial<AdGroup> = {}): AdGroup {
  return untargeted({
    cpcBidMicros: '1500000',
    keywords: [
      { text: 'garden shop', matchType: 'EXACT', negative: false, cpcBidMicros: '2000000' },
      { text: 'garden shop', matchType: 'PHRASE', negative: false, cpcBidMicros: null },
      { text: 'plastic', matchType: 'BROAD', negative: true, cpcBidMicros: null },
    ],
    ads: [sampleSearchAd()],
    ...over,
  })
}

/** The content of an asset group whose campaign follows brand guidelines. */
export function sampleAssets(over: Partial<Ad> = {}): Ad {
  return bare({
    adType: 'ASSET_GROUP',
    path1: 'spring',
    callToAction: 'SHOP_NOW',
    headlines: texts('Acme Garden', 'Plants that arrive alive', 'Spring on your balcony'),
    longHeadlines: texts('Spring starts on your own balcony, with plants grown nearby'),
    descriptions: texts('Delivered within two days.', 'Herbs, flowers and trees, grown nearby with care.'),
    marketingImages: [landscape.id],
    squareMarketingImages: [square.id],
    portraitMarketingImages: [portrait.id],
    youtubeVideos: ['dQw4w9WgXcQ'],
    ...over,
  })
}

/** An asset group of the Performance Max sample. */
export function sampleAssetGroup(over: Partial<AdGroup> = {}): AdGroup {
  return untargeted({
    searchThemes: ['balcony plants', 'herb garden'],
    audiences: [{ audienceId: '77' }],
    ads: [sampleAssets()],
    ...over,
  })
}

export function samplePerformanceMax(over: Partial<CampaignDocument> = {}): CampaignDocument {
  return sampleDocument({
    campaignType: 'PERFORMANCE_MAX',
    brandBusinessName: 'Acme Garden',
    brandLogoImages: [logo.id],
    brandLandscapeLogoImages: [landscapeLogo.id],
    brandMainColor: '#1a73e8',
    brandAccentColor: '#ffffff',
    brandFontFamily: 'Roboto',
    assetAutomationOptOuts: ['GENERATE_IMAGE_ENHANCEMENT'],
    ...TARGETS,
    negativeKeywords: [{ text: 'free', matchType: 'BROAD' }],
    adGroups: [sampleAssetGroup()],
    ...over,
  })
}

export function sampleDisplayAd(over: Partial<Ad> = {}): Ad {
  return bare({
    adType: 'RESPONSIVE_DISPLAY',
    businessName: 'Acme Garden',
    callToAction: 'SHOP_NOW',
    headlines: texts('Spring on your balcony', 'Plants that arrive alive'),
    longHeadlines: texts('Spring starts on your own balcony, with plants grown nearby'),
    descriptions: texts('Delivered within two days.'),
    marketingImages: [landscape.id],
    squareMarketingImages: [square.id],
    logoImages: [logo.id],
    landscapeLogoImages: [landscapeLogo.id],
    youtubeVideos: ['dQw4w9WgXcQ'],
    mainColor: '#1a73e8',
    accentColor: '#ffffff',
    ...over,
  })
}

export function sampleDisplay(over: Partial<CampaignDocument> = {}): CampaignDocument {
  return sampleDocument({
    campaignType: 'DISPLAY',
    ...TARGETS,
    adGroups: [untargeted({ audiences: [], ads: [sampleDisplayAd()] })],
    ...over,
  })
}

const ofAd = (ad: Ad, over: Partial<CampaignDocument>): CampaignDocument =>
  sampleDocument({ adGroups: [sampleAdGroup({ ads: [ad] })], ...over })

export function sampleCard(over: Partial<AdCard> = {}): AdCard {
  return {
    headline: 'Herbs',
    callToAction: 'SHOP_NOW',
    marketingImage: landscape.id,
    squareMarketingImage: null,
    portraitMarketingImage: null,
    ...over,
  }
}

export function sampleCarousel(ad: Partial<Ad> = {}, over: Partial<CampaignDocument> = {}): CampaignDocument {
  const carousel = bare({
    adType: 'DEMAND_GEN_CAROUSEL',
    businessName: 'Acme Garden',
    callToAction: 'SHOP_NOW',
    headlines: texts('Spring starts on your own balcony'),
    descriptions: texts('Herbs, flowers and trees, delivered within two days.'),
    logoImages: [logo.id],
    cards: [
      sampleCard(),
      sampleCard({ headline: 'Trees', callToAction: null, marketingImage: otherLandscape.id }),
    ],
    ...ad,
  })
  return ofAd(carousel, over)
}

export function sampleVideo(ad: Partial<Ad> = {}, over: Partial<CampaignDocument> = {}): CampaignDocument {
  const video = bare({
    adType: 'DEMAND_GEN_VIDEO_RESPONSIVE',
    path1: 'spring',
    path2: 'sale',
    businessName: 'Acme Garden',
    callToAction: 'WATCH_NOW',
    headlines: texts('Spring starts on your own balcony', 'Plants that arrive alive'),
    longHeadlines: texts('Spring starts on your own balcony, with plants grown nearby'),
    descriptions: texts('Herbs, flowers and trees, delivered within two days.'),
    logoImages: [logo.id],
    youtubeVideos: ['dQw4w9WgXcQ', 'abc-DEF_123'],
    assetAutomationOptOuts: ['GENERATE_SHORTER_YOUTUBE_VIDEOS'],
    ...ad,
  })
  return ofAd(video, over)
}

export function sampleProduct(ad: Partial<Ad> = {}, over: Partial<CampaignDocument> = {}): CampaignDocument {
  const product = bare({
    adType: 'DEMAND_GEN_PRODUCT',
    path1: 'spring',
    businessName: 'Acme Garden',
    callToAction: 'SHOP_NOW',
    headlines: texts('Spring starts on your own balcony'),
    descriptions: texts('Herbs, flowers and trees, delivered within two days.'),
    logoImages: [logo.id],
    ...ad,
  })
  return ofAd(product, { merchantId: '123456', feedLabel: 'US', ...over })
}

/** Every sample, by what it is. */
export const SAMPLES: Readonly<Record<string, () => CampaignDocument>> = {
  'Demand Gen, images': () => sampleDocument(),
  'Demand Gen, carousel': () => sampleCarousel(),
  'Demand Gen, video': () => sampleVideo(),
  'Demand Gen, products': () => sampleProduct(),
  Search: () => sampleSearch(),
  'Performance Max': () => samplePerformanceMax(),
  Display: () => sampleDisplay(),
}
