import {
  ASSET_AUTOMATIONS,
  CAMPAIGN_ASSET_AUTOMATIONS,
  type CampaignType,
  CHANNELS,
} from '../src/contract/words.ts'

/** Two images of the library, whatever they show: bodies are kept as they are, and preflight judges them later. */
export interface BodyImages {
  one: string
  other: string
}

const texts = (...all: string[]): object[] => all.map((text) => ({ text }))

/** An ad with something in every field that an ad of any type has. */
function adOf(adType: string, { one, other }: BodyImages): object {
  const pins =
    adType === 'RESPONSIVE_SEARCH'
      ? [{ text: 'Pinned', pinnedField: 'HEADLINE_2' }, { text: 'Free' }]
      : texts('One', 'Two')
  return {
    adType,
    name: `Ad of ${adType}`,
    finalUrl: 'https://www.example.com/ä?x=1',
    path1: 'spring',
    path2: 'sale',
    businessName: 'Acme Garden',
    callToAction: 'SHOP_NOW',
    headlines: pins,
    longHeadlines: texts('A long headline'),
    descriptions:
      adType === 'RESPONSIVE_SEARCH'
        ? [{ text: 'First.', pinnedField: 'DESCRIPTION_1' }]
        : texts('First.', 'Second.'),
    marketingImages: [one, other],
    squareMarketingImages: [other],
    portraitMarketingImages: [one],
    tallPortraitMarketingImages: [other, one],
    logoImages: [one],
    landscapeLogoImages: [other],
    youtubeVideos: ['dQw4w9WgXcQ', 'abc-DEF_123'],
    cards:
      adType === 'DEMAND_GEN_CAROUSEL'
        ? [
            {
              headline: 'First card',
              callToAction: 'BOOK_NOW',
              marketingImage: one,
              squareMarketingImage: null,
              portraitMarketingImage: other,
            },
            {
              headline: 'Second card',
              callToAction: null,
              marketingImage: null,
              squareMarketingImage: other,
              portraitMarketingImage: null,
            },
          ]
        : [],
    mainColor: '#1a73e8',
    accentColor: '#FFFFFF',
    assetAutomationOptOuts: [...ASSET_AUTOMATIONS],
  }
}

const AD_TYPES: Record<CampaignType, readonly string[]> = {
  DEMAND_GEN: [
    'DEMAND_GEN_MULTI_ASSET',
    'DEMAND_GEN_CAROUSEL',
    'DEMAND_GEN_VIDEO_RESPONSIVE',
    'DEMAND_GEN_PRODUCT',
  ],
  SEARCH: ['RESPONSIVE_SEARCH'],
  PERFORMANCE_MAX: ['ASSET_GROUP'],
  DISPLAY: ['RESPONSIVE_DISPLAY'],
}

/** A campaign of the type in which nothing is left as it begins, so that what gets lost on the way shows. */
export function fullBody(campaignType: CampaignType, images: BodyImages): Record<string, unknown> {
  const targets = {
    locations: [
      { geoTargetId: '2840', negative: false },
      { geoTargetId: '2124', negative: true },
    ],
    languages: [{ languageId: '1001' }, { languageId: '1000' }],
  }
  return {
    campaignType,
    name: `Everything of ${campaignType}`,
    objective: 'SALES',
    campaignGoal: '500 orders',
    dailyBudgetMicros: null,
    totalBudgetMicros: '9223372036854775807',
    startDate: '2027-01-01',
    endDate: '2027-02-28',
    biddingStrategy: 'TARGET_IMPRESSION_SHARE',
    targetCpaMicros: '3000000',
    targetCpcMicros: '100000',
    targetRoas: 3.5,
    containsEuPoliticalAdvertising: true,
    trackingUrlTemplate: 'https://track.example.com/?url={lpurl}',
    finalUrlSuffix: 'utm_source=google',
    cpcBidCeilingMicros: '2000000',
    impressionShareLocation: 'TOP_OF_PAGE',
    impressionShareFraction: 0.6543,
    targetSearchNetwork: false,
    targetContentNetwork: true,
    merchantId: '9007199254740993',
    feedLabel: 'US',
    brandGuidelines: false,
    brandBusinessName: 'Acme',
    brandLogoImages: [images.other, images.one],
    brandLandscapeLogoImages: [images.one],
    brandMainColor: '#000000',
    brandAccentColor: '#abcdef',
    brandFontFamily: 'Playfair Display',
    assetAutomationOptOuts: [...CAMPAIGN_ASSET_AUTOMATIONS],
    ...targets,
    negativeKeywords: [
      { text: 'free', matchType: 'BROAD' },
      { text: 'cheap shoes', matchType: 'EXACT' },
    ],
    adGroups: [
      {
        name: 'First',
        channelStrategy: 'SELECTED_CHANNELS',
        selectedChannels: [...CHANNELS],
        optimizedTargeting: false,
        cpcBidMicros: '1500000',
        cpmBidMicros: '9000000',
        ...targets,
        keywords: [
          { text: 'garden shop', matchType: 'PHRASE', negative: false, cpcBidMicros: '250000' },
          { text: 'garden shop', matchType: 'EXACT', negative: true, cpcBidMicros: null },
        ],
        audiences: [{ audienceId: '77' }, { audienceId: '78' }],
        searchThemes: ['spring garden', 'herbs'],
        ads: AD_TYPES[campaignType].map((adType) => adOf(adType, images)),
      },
    ],
  }
}
