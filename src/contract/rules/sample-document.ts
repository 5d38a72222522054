import type { CampaignDocument } from '../campaign.ts'
import type { Ad, AdGroup } from '../campaign-parts.ts'
import { EMPTY_AD, EMPTY_AD_GROUP, EMPTY_CAMPAIGN } from '../empty-campaign.ts'
import type { AssetFacts, PreflightContext, PublishedFacts } from '../preflight-context.ts'

/** For tests: a campaign in which preflight finds nothing at all, to be broken in one place at a time. */

export const SAMPLE_TODAY = '2026-11-23'

const id = (number: number): string => `00000000-0000-7000-8000-${number.toString().padStart(12, '0')}`

export function sampleAsset(
  number: number,
  width: number,
  height: number,
  over: Partial<AssetFacts> = {},
): AssetFacts {
  return {
    id: id(number),
    name: `Image ${number}`,
    format: 'JPEG',
    width,
    height,
    bytes: 200_000,
    animated: false,
    cmyk: false,
    sha256: number.toString(16).padStart(64, '0'),
    ...over,
  }
}

export const SAMPLE_ASSETS = {
  landscape: sampleAsset(101, 1200, 628),
  square: sampleAsset(102, 1200, 1200),
  portrait: sampleAsset(103, 960, 1200),
  tallPortrait: sampleAsset(104, 1080, 1920),
  logo: sampleAsset(105, 1200, 1200),
  landscapeLogo: sampleAsset(106, 1200, 300),
  otherLandscape: sampleAsset(107, 1200, 628),
}

export function sampleAd(over: Partial<Ad> = {}): Ad {
  return {
    ...EMPTY_AD,
    id: id(301),
    adType: 'DEMAND_GEN_MULTI_ASSET',
    name: 'Spring image ad',
    finalUrl: 'https://www.example.com/spring',
    businessName: 'Acme Garden',
    callToAction: 'SHOP_NOW',
    headlines: [{ text: 'Spring starts on your balcony' }, { text: 'Plants that arrive alive' }],
    descriptions: [{ text: 'Herbs, flowers and trees, grown nearby and delivered within two days.' }],
    marketingImages: [SAMPLE_ASSETS.landscape.id],
    squareMarketingImages: [SAMPLE_ASSETS.square.id],
    portraitMarketingImages: [SAMPLE_ASSETS.portrait.id],
    tallPortraitMarketingImages: [SAMPLE_ASSETS.tallPortrait.id],
    logoImages: [SAMPLE_ASSETS.logo.id],
    assetAutomationOptOuts: [],
    ...over,
  }
}

export function sampleAdGroup(over: Partial<AdGroup> = {}): AdGroup {
  return {
    ...EMPTY_AD_GROUP,
    id: id(201),
    name: 'Gardeners',
    channelStrategy: 'ALL_CHANNELS',
    selectedChannels: [],
    optimizedTargeting: true,
    locations: [
      { geoTargetId: '2840', negative: false },
      { geoTargetId: '1023191', negative: true },
    ],
    languages: [{ languageId: '1000' }],
    ads: [sampleAd()],
    ...over,
  }
}

export function sampleDocument(over: Partial<CampaignDocument> = {}): CampaignDocument {
  return {
    ...EMPTY_CAMPAIGN,
    accountId: id(1),
    campaignType: 'DEMAND_GEN',
    name: 'Spring launch',
    objective: 'SALES',
    campaignGoal: '500 orders in December',
    dailyBudgetMicros: '50000000',
    startDate: '2026-12-01',
    endDate: '2026-12-31',
    biddingStrategy: 'MAXIMIZE_CONVERSIONS',
    targetCpaMicros: '3000000',
    targetCpcMicros: null,
    targetRoas: null,
    containsEuPoliticalAdvertising: false,
    trackingUrlTemplate: 'https://track.example.com/?url={lpurl}',
    finalUrlSuffix: 'utm_source=google&utm_medium=cpc',
    adGroups: [sampleAdGroup()],
    ...over,
  }
}

export function sampleContext(over: Partial<PreflightContext> = {}): PreflightContext {
  return {
    account: { currencyCode: 'USD', timeZone: 'America/New_York', environment: 'EMULATOR' },
    today: SAMPLE_TODAY,
    assets: new Map(Object.values(SAMPLE_ASSETS).map((asset) => [asset.id, asset])),
    places: new Map(),
    takenNames: new Set(['Autumn sale']),
    published: null,
    ...over,
  }
}

export function inCurrency(currencyCode: string, timeZone = 'UTC'): Partial<PreflightContext> {
  return { account: { currencyCode, timeZone, environment: 'GOOGLE' } }
}

/** The sample as Google has it. */
export function publishedSample(over: Partial<PublishedFacts> = {}): PublishedFacts {
  return {
    startDate: '2026-12-01',
    endDate: '2026-12-31',
    dailyBudgetMicros: '50000000',
    totalBudgetMicros: null,
    campaignType: 'DEMAND_GEN',
    biddingStrategy: 'MAXIMIZE_CONVERSIONS',
    brandGuidelines: true,
    merchantId: null,
    feedLabel: null,
    groupsWithoutAudiences: new Set([id(201)]),
    adNames: new Map([[id(301), 'Spring image ad']]),
    ...over,
  }
}
