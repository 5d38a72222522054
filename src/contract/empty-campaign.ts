import type { CampaignDocument } from './campaign.ts'
import type { Ad, AdGroup } from './campaign-parts.ts'

/** Beside the schemas and not with them: the editor begins with these, and has no need of the library of schemas. */

/** An ad of which nothing is decided. */
export const EMPTY_AD: Omit<Ad, 'id'> = {
  adType: 'DEMAND_GEN_MULTI_ASSET',
  name: '',
  finalUrl: null,
  path1: null,
  path2: null,
  businessName: null,
  callToAction: null,
  headlines: [],
  longHeadlines: [],
  descriptions: [],
  marketingImages: [],
  squareMarketingImages: [],
  portraitMarketingImages: [],
  tallPortraitMarketingImages: [],
  logoImages: [],
  landscapeLogoImages: [],
  youtubeVideos: [],
  cards: [],
  mainColor: null,
  accentColor: null,
  assetAutomationOptOuts: [],
}

/** An ad group of which nothing is decided. */
export const EMPTY_AD_GROUP: Omit<AdGroup, 'id' | 'ads'> = {
  name: 'Ad group 1',
  channelStrategy: 'ALL_CHANNELS',
  selectedChannels: [],
  optimizedTargeting: true,
  cpcBidMicros: null,
  cpmBidMicros: null,
  locations: [],
  languages: [],
  keywords: [],
  audiences: [],
  searchThemes: [],
}

/** A campaign of which nothing but the name is decided. */
export const EMPTY_CAMPAIGN: Omit<CampaignDocument, 'accountId' | 'campaignType' | 'name' | 'adGroups'> = {
  objective: null,
  campaignGoal: null,
  dailyBudgetMicros: null,
  totalBudgetMicros: null,
  startDate: null,
  endDate: null,
  biddingStrategy: 'MAXIMIZE_CONVERSIONS',
  targetCpaMicros: null,
  targetCpcMicros: null,
  targetRoas: null,
  containsEuPoliticalAdvertising: null,
  trackingUrlTemplate: null,
  finalUrlSuffix: null,
  cpcBidCeilingMicros: null,
  impressionShareLocation: null,
  impressionShareFraction: null,
  targetSearchNetwork: true,
  targetContentNetwork: false,
  merchantId: null,
  feedLabel: null,
  brandGuidelines: true,
  brandBusinessName: null,
  brandLogoImages: [],
  brandLandscapeLogoImages: [],
  brandMainColor: null,
  brandAccentColor: null,
  brandFontFamily: null,
  assetAutomationOptOuts: [],
  locations: [],
  languages: [],
  negativeKeywords: [],
}

const DOCUMENT_FIELDS = [
  'accountId',
  'campaignType',
  'name',
  ...Object.keys(EMPTY_CAMPAIGN),
  'adGroups',
] as (keyof CampaignDocument)[]

/** The part of a campaign that a person can edit. */
export function documentOf(campaign: CampaignDocument): CampaignDocument {
  return Object.fromEntries(DOCUMENT_FIELDS.map((key) => [key, campaign[key]])) as CampaignDocument
}

/** A document as it was kept once, with what campaigns have learnt since as it is where nobody has decided it. */
export function completeDocument(kept: CampaignDocument): CampaignDocument {
  const adGroups = kept.adGroups.map((group) => ({
    ...EMPTY_AD_GROUP,
    ...group,
    ads: group.ads.map((ad) => ({ ...EMPTY_AD, ...ad })),
  }))
  return documentOf({ ...EMPTY_CAMPAIGN, ...kept, adGroups })
}
