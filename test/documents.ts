import type { CampaignDocument } from '../src/contract/campaign.ts'
import type { Ad, AdGroup } from '../src/contract/campaign-parts.ts'
import { newId } from '../src/base/ids.ts'
import { EMPTY_AD, EMPTY_AD_GROUP, EMPTY_CAMPAIGN } from '../src/contract/empty-campaign.ts'

/** Ids of images by the shape that they have. */
export interface ImageIds {
  landscape: string
  square: string
  portrait: string
  logo: string
  landscapeLogo: string
  /** Two cards of a carousel may not show the same. */
  otherLandscape: string
}

/** An image of each shape: its size and its colour, which makes it another file. */
export const IMAGE_SHAPES: Record<keyof ImageIds, [width: number, height: number, colour: string]> = {
  landscape: [1200, 628, '#3366aa'],
  otherLandscape: [1200, 628, '#66aa33'],
  square: [600, 600, '#aa6633'],
  portrait: [960, 1200, '#3399aa'],
  logo: [512, 512, '#aa3366'],
  landscapeLogo: [1200, 300, '#3366cc'],
}

const texts = (...all: string[]): { text: string }[] => all.map((text) => ({ text }))

const TARGETS = {
  locations: [
    { geoTargetId: '2840', negative: false },
    { geoTargetId: '2124', negative: true },
  ],
  languages: [{ languageId: '1000' }],
}

function ad(adType: Ad['adType'], over: Partial<Ad>): Ad {
  return {
    ...EMPTY_AD,
    id: newId(),
    adType,
    name: 'Ad 1',
    finalUrl: 'https://www.example.com/spring',
    businessName: 'Acme Garden',
    headlines: texts('Spring starts here', 'Plants arrive alive', 'Grown nearby'),
    descriptions: texts('Herbs, flowers and trees within two days.', 'Made to last.'),
    ...over,
  }
}

function group(ads: Ad[], over: Partial<AdGroup> = {}): AdGroup {
  return { ...EMPTY_AD_GROUP, id: newId(), name: 'Gardeners', ads, ...over }
}

function campaign(accountId: string, over: Partial<CampaignDocument>): CampaignDocument {
  return {
    ...EMPTY_CAMPAIGN,
    accountId,
    campaignType: 'DEMAND_GEN',
    name: `Spring ${newId().slice(-12)}`,
    dailyBudgetMicros: '50000000',
    startDate: null,
    endDate: '2027-12-31',
    containsEuPoliticalAdvertising: false,
    adGroups: [],
    ...over,
  }
}

/** A campaign that Google takes, with something in every field that its type has, by what it is. */
export function documentsOf(accountId: string, images: ImageIds): Record<string, CampaignDocument> {
  const demandGen = (one: Ad, over: Partial<CampaignDocument> = {}): CampaignDocument =>
    campaign(accountId, { adGroups: [group([one], TARGETS)], ...over })
  const pictures = {
    marketingImages: [images.landscape],
    squareMarketingImages: [images.square],
    logoImages: [images.logo],
  }
  return {
    'Demand Gen, images': demandGen(
      ad('DEMAND_GEN_MULTI_ASSET', {
        ...pictures,
        portraitMarketingImages: [images.portrait],
        callToAction: 'SHOP_NOW',
        assetAutomationOptOuts: ['GENERATE_VIDEOS_FROM_OTHER_ASSETS'],
      }),
    ),
    'Demand Gen, carousel': demandGen(
      ad('DEMAND_GEN_CAROUSEL', {
        headlines: texts('Spring starts here'),
        descriptions: texts('Herbs, flowers and trees.'),
        logoImages: [images.logo],
        callToAction: 'SHOP_NOW',
        cards: [
          {
            headline: 'Herbs',
            callToAction: 'SHOP_NOW',
            marketingImage: images.landscape,
            squareMarketingImage: null,
            portraitMarketingImage: null,
          },
          {
            headline: 'Trees',
            callToAction: null,
            marketingImage: images.otherLandscape,
            squareMarketingImage: null,
            portraitMarketingImage: null,
          },
        ],
      }),
    ),
    'Demand Gen, video': demandGen(
      ad('DEMAND_GEN_VIDEO_RESPONSIVE', {
        longHeadlines: texts('Spring starts on your own balcony'),
        logoImages: [images.logo],
        youtubeVideos: ['dQw4w9WgXcQ', 'abc-DEF_123'],
        callToAction: 'LEARN_MORE',
        path1: 'spring',
        path2: 'sale',
      }),
      { biddingStrategy: 'TARGET_CPA', targetCpaMicros: '3000000' },
    ),
    'Demand Gen, products': demandGen(
      ad('DEMAND_GEN_PRODUCT', {
        headlines: texts('Spring starts here'),
        descriptions: texts('Herbs, flowers and trees.'),
        logoImages: [images.logo],
        callToAction: 'SHOP_NOW',
      }),
      { merchantId: '123456', feedLabel: 'US' },
    ),
    Search: campaign(accountId, {
      campaignType: 'SEARCH',
      biddingStrategy: 'MANUAL_CPC',
      targetSearchNetwork: false,
      ...TARGETS,
      negativeKeywords: [
        { text: 'free', matchType: 'BROAD' },
        { text: 'second hand', matchType: 'PHRASE' },
      ],
      adGroups: [
        group(
          [
            ad('RESPONSIVE_SEARCH', {
              businessName: null,
              headlines: [{ text: 'Acme Garden', pinnedField: 'HEADLINE_1' }, ...texts('Herbs', 'Trees')],
              descriptions: texts('Grown nearby.', 'Made to last.'),
              path1: 'spring',
              path2: 'sale',
            }),
          ],
          {
            cpcBidMicros: '1500000',
            keywords: [
              { text: 'garden shop', matchType: 'EXACT', negative: false, cpcBidMicros: '2000000' },
              { text: 'buy herbs', matchType: 'PHRASE', negative: false, cpcBidMicros: null },
              { text: 'plastic', matchType: 'BROAD', negative: true, cpcBidMicros: null },
            ],
          },
        ),
      ],
    }),
    'Search, impression share': campaign(accountId, {
      campaignType: 'SEARCH',
      biddingStrategy: 'TARGET_IMPRESSION_SHARE',
      impressionShareLocation: 'TOP_OF_PAGE',
      impressionShareFraction: 0.65,
      cpcBidCeilingMicros: '2000000',
      adGroups: [
        group([ad('RESPONSIVE_SEARCH', { businessName: null })], {
          keywords: [{ text: 'garden shop', matchType: 'BROAD', negative: false, cpcBidMicros: null }],
        }),
      ],
    }),
    Display: campaign(accountId, {
      campaignType: 'DISPLAY',
      biddingStrategy: 'MANUAL_CPM',
      ...TARGETS,
      adGroups: [
        group(
          [
            ad('RESPONSIVE_DISPLAY', {
              ...pictures,
              landscapeLogoImages: [images.landscapeLogo],
              longHeadlines: texts('Spring starts on your own balcony'),
              youtubeVideos: ['dQw4w9WgXcQ'],
              mainColor: '#1a73e8',
              accentColor: '#ffffff',
              callToAction: 'SHOP_NOW',
            }),
          ],
          { cpmBidMicros: '4000000', optimizedTargeting: false },
        ),
      ],
    }),
    ...performanceMax(accountId, images),
  }
}

function performanceMax(accountId: string, images: ImageIds): Record<string, CampaignDocument> {
  const content: Partial<Ad> = {
    businessName: null,
    headlines: texts('Spring starts here', 'Plants', 'Grown nearby'),
    longHeadlines: texts('Spring starts on your own balcony'),
    descriptions: texts('Made to last.', 'Herbs, flowers and trees, delivered within two days to your door.'),
    marketingImages: [images.landscape],
    squareMarketingImages: [images.square],
    youtubeVideos: ['dQw4w9WgXcQ'],
    callToAction: 'SHOP_NOW',
    path1: 'spring',
  }
  const other: Partial<Ad> = { ...content, headlines: texts('Spring starts here', 'Herbs', 'Trees') }
  return {
    'Performance Max, one brand': campaign(accountId, {
      campaignType: 'PERFORMANCE_MAX',
      biddingStrategy: 'MAXIMIZE_CONVERSION_VALUE',
      targetRoas: 3.5,
      brandBusinessName: 'Acme Garden',
      brandLogoImages: [images.logo],
      brandLandscapeLogoImages: [images.landscapeLogo],
      brandMainColor: '#1a73e8',
      brandAccentColor: '#ffffff',
      brandFontFamily: 'Lato',
      assetAutomationOptOuts: ['GENERATE_ENHANCED_YOUTUBE_VIDEOS'],
      ...TARGETS,
      negativeKeywords: [{ text: 'free', matchType: 'EXACT' }],
      adGroups: [
        group([ad('ASSET_GROUP', content)], { searchThemes: ['balcony garden', 'herbs'] }),
        group([ad('ASSET_GROUP', other)], { name: 'Herb lovers' }),
      ],
    }),
    'Performance Max, a brand in each group': campaign(accountId, {
      campaignType: 'PERFORMANCE_MAX',
      brandGuidelines: false,
      adGroups: [
        group([
          ad('ASSET_GROUP', {
            ...content,
            businessName: 'Acme Garden',
            logoImages: [images.logo],
            landscapeLogoImages: [images.landscapeLogo],
          }),
        ]),
      ],
    }),
  }
}
