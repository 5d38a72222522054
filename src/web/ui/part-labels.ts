import type {
  AdType,
  AssetAutomation,
  BiddingStrategy,
  CampaignAssetAutomation,
  CampaignType,
  Channel,
  ChannelStrategy,
  ImageField,
  ImpressionShareLocation,
  MatchType,
  PinnedField,
} from '../../contract/words.ts'
import { BIDDING_NAMES, readable } from './labels.ts'

/** Words for the parts of campaigns that the editor and the views of a campaign name; labels.ts has what every page needs. */

/** What stands in a campaign where the types differ. */
export function groupNoun(type: CampaignType | undefined): 'ad group' | 'asset group' {
  return type === 'PERFORMANCE_MAX' ? 'asset group' : 'ad group'
}

export const TYPE_CHOICES: Record<CampaignType, { purpose: string; needs: string }> = {
  DEMAND_GEN: {
    purpose: 'Reach people on YouTube, Discover, Gmail and Maps before they search.',
    needs: 'Needs images, videos or products, a logo and a few short texts.',
  },
  SEARCH: {
    purpose: 'Text ads for people who search Google for what you offer.',
    needs: 'Needs keywords, 3 headlines and 2 descriptions.',
  },
  PERFORMANCE_MAX: {
    purpose: 'One campaign on all of Google’s channels, led by your conversion goals.',
    needs: 'Needs conversion tracking, texts, landscape and square images, and a logo.',
  },
  DISPLAY: {
    purpose: 'Banners on websites and in apps of the Display Network.',
    needs: 'Needs a landscape and a square image, a long headline and a few texts.',
  },
}

export const AD_TYPE_LABELS: Record<AdType, { label: string; hint: string }> = {
  DEMAND_GEN_MULTI_ASSET: { label: 'Image ad', hint: 'Images, headlines and descriptions in combination.' },
  DEMAND_GEN_CAROUSEL: { label: 'Carousel ad', hint: '2 to 10 cards that people swipe through.' },
  DEMAND_GEN_VIDEO_RESPONSIVE: { label: 'Video ad', hint: 'Up to 5 videos that stand at YouTube.' },
  DEMAND_GEN_PRODUCT: { label: 'Product ad', hint: 'Products of your Merchant Center account.' },
  RESPONSIVE_SEARCH: { label: 'Responsive search ad', hint: 'Headlines and descriptions in combination.' },
  RESPONSIVE_DISPLAY: { label: 'Responsive display ad', hint: 'Texts and images for every banner.' },
  ASSET_GROUP: { label: 'Assets', hint: 'What Google makes ads from.' },
}

export const MATCH_TYPE_LABELS: Record<MatchType, string> = {
  BROAD: 'Broad',
  PHRASE: 'Phrase',
  EXACT: 'Exact',
}

export const PIN_LABELS: Record<PinnedField, string> = {
  HEADLINE_1: 'Position 1',
  HEADLINE_2: 'Position 2',
  HEADLINE_3: 'Position 3',
  DESCRIPTION_1: 'Position 1',
  DESCRIPTION_2: 'Position 2',
}

export const IMPRESSION_SHARE_LABELS: Record<ImpressionShareLocation, string> = {
  ANYWHERE_ON_PAGE: 'Anywhere on the page of results',
  TOP_OF_PAGE: 'Above the results',
  ABSOLUTE_TOP_OF_PAGE: 'At the very top',
}

export const CAMPAIGN_AUTOMATION_LABELS: Record<CampaignAssetAutomation, { label: string; hint: string }> = {
  TEXT_ASSET_AUTOMATION: {
    label: 'Generated texts',
    hint: 'Google may write headlines and descriptions from your page and your texts.',
  },
  FINAL_URL_EXPANSION_TEXT_ASSET_AUTOMATION: {
    label: 'Final URL expansion',
    hint: 'Google may lead to another page of your site that fits the search better.',
  },
  GENERATE_ENHANCED_YOUTUBE_VIDEOS: {
    label: 'Enhanced videos',
    hint: 'Google may make videos, and other shapes of yours.',
  },
  GENERATE_IMAGE_ENHANCEMENT: {
    label: 'Enhanced images',
    hint: 'Google may crop and touch up your images.',
  },
}

export const BIDDING_LABELS: Record<BiddingStrategy, { label: string; hint: string }> = {
  MAXIMIZE_CONVERSIONS: {
    label: BIDDING_NAMES.MAXIMIZE_CONVERSIONS,
    hint: 'As many conversions as the budget allows.',
  },
  MAXIMIZE_CONVERSION_VALUE: {
    label: BIDDING_NAMES.MAXIMIZE_CONVERSION_VALUE,
    hint: 'As much conversion value as the budget allows.',
  },
  TARGET_CPA: { label: BIDDING_NAMES.TARGET_CPA, hint: 'Conversions at about this cost each.' },
  TARGET_ROAS: { label: BIDDING_NAMES.TARGET_ROAS, hint: 'Value at about this return on what is spent.' },
  TARGET_SPEND: { label: BIDDING_NAMES.TARGET_SPEND, hint: 'As many clicks as the budget allows.' },
  TARGET_CPC: { label: BIDDING_NAMES.TARGET_CPC, hint: 'Clicks at about this cost each.' },
  TARGET_IMPRESSION_SHARE: {
    label: BIDDING_NAMES.TARGET_IMPRESSION_SHARE,
    hint: 'Be seen this often, in this place of the page.',
  },
  MANUAL_CPC: { label: BIDDING_NAMES.MANUAL_CPC, hint: 'Each click costs at most what you bid.' },
  MANUAL_CPM: { label: BIDDING_NAMES.MANUAL_CPM, hint: 'A thousand impressions cost at most what you bid.' },
}

export const CHANNEL_STRATEGY_LABELS: Record<ChannelStrategy, { label: string; hint: string }> = {
  ALL_CHANNELS: { label: 'All channels', hint: 'YouTube, Discover, Gmail, Maps and the Display Network.' },
  ALL_OWNED_AND_OPERATED_CHANNELS: {
    label: "Google's own channels",
    hint: 'YouTube, Discover, Gmail and Maps, without the Display Network.',
  },
  SELECTED_CHANNELS: { label: 'Chosen channels', hint: 'Only those that you pick.' },
}

export const CHANNEL_LABELS: Record<Channel, string> = {
  YOUTUBE_IN_STREAM: 'YouTube in-stream',
  YOUTUBE_IN_FEED: 'YouTube in-feed',
  YOUTUBE_SHORTS: 'YouTube Shorts',
  DISCOVER: 'Discover',
  GMAIL: 'Gmail',
  DISPLAY: 'Display Network',
  MAPS: 'Maps',
}

export const AUTOMATION_LABELS: Record<AssetAutomation, { label: string; hint: string }> = {
  GENERATE_DESIGN_VERSIONS_FOR_IMAGES: {
    label: 'Redesigned images',
    hint: 'Google may crop, extend and lay out your images anew.',
  },
  GENERATE_VIDEOS_FROM_OTHER_ASSETS: {
    label: 'Generated videos',
    hint: 'Google may make videos from your images and texts.',
  },
  GENERATE_ANIMATED_IMAGES_FROM_OTHER_ASSETS: {
    label: 'Animated images',
    hint: 'Google may set your images in motion.',
  },
  GENERATE_VERTICAL_YOUTUBE_VIDEOS: {
    label: 'Vertical videos',
    hint: 'Google may make upright versions of your videos.',
  },
  GENERATE_SHORTER_YOUTUBE_VIDEOS: {
    label: 'Shorter videos',
    hint: 'Google may cut shorter versions of your videos.',
  },
  GENERATE_LANDING_PAGE_PREVIEW: {
    label: 'Preview of the landing page',
    hint: 'Google may show a picture of your page.',
  },
  GENERATE_LANDING_PAGE_TEXT: {
    label: 'Texts from the landing page',
    hint: 'Google may write texts from what your page says.',
  },
}

export const IMAGE_LABELS: Record<ImageField, { label: string; ratio: string; need: string }> = {
  MARKETING_IMAGE: { label: 'Landscape', ratio: '1.91:1', need: 'at least 600 × 314, best 1200 × 628' },
  SQUARE_MARKETING_IMAGE: { label: 'Square', ratio: '1:1', need: 'at least 300 × 300, best 1200 × 1200' },
  PORTRAIT_MARKETING_IMAGE: { label: 'Portrait', ratio: '4:5', need: 'at least 480 × 600, best 960 × 1200' },
  TALL_PORTRAIT_MARKETING_IMAGE: { label: 'Tall portrait', ratio: '9:16', need: 'at least 600 × 1067' },
  LOGO: { label: 'Logo', ratio: '1:1', need: 'at least 128 × 128' },
  LANDSCAPE_LOGO: { label: 'Landscape logo', ratio: '4:1', need: 'at least 512 × 128' },
}

const FIELD_LABELS: Record<string, string> = {
  name: 'Campaign name',
  objective: 'Objective',
  campaignGoal: 'Goal',
  dailyBudgetMicros: 'Daily budget',
  totalBudgetMicros: 'Total budget',
  startDate: 'Start date',
  endDate: 'End date',
  biddingStrategy: 'Bidding',
  targetCpaMicros: 'Target CPA',
  targetCpcMicros: 'Target CPC',
  targetRoas: 'Target ROAS',
  cpcBidCeilingMicros: 'Highest bid per click',
  impressionShareLocation: 'Place on the page',
  impressionShareFraction: 'Share of impressions',
  targetSearchNetwork: 'Search partners',
  targetContentNetwork: 'Display Network',
  merchantId: 'Merchant Center',
  feedLabel: 'Feed label',
  brandGuidelines: 'Brand guidelines',
  brandBusinessName: 'Business name',
  brandLogoImages: 'Logos of the brand',
  brandLandscapeLogoImages: 'Landscape logos of the brand',
  brandMainColor: 'Main colour',
  brandAccentColor: 'Accent colour',
  brandFontFamily: 'Font',
  assetAutomationOptOuts: 'Automation',
  negativeKeywords: 'Negative keywords',
  containsEuPoliticalAdvertising: 'EU political advertising',
  trackingUrlTemplate: 'Tracking template',
  finalUrlSuffix: 'URL suffix',
  adGroups: 'Ad groups and ads',
  accountId: 'Account',
  campaignType: 'Type',
  status: 'Status',
}

/** What a person calls a top-level field of a campaign. */
export function fieldLabel(field: string): string {
  return FIELD_LABELS[field] ?? readable(field)
}
