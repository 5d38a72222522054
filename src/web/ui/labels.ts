import type { CampaignPublicationState } from '../../contract/campaign-list.ts'
import type {
  AssetAutomation,
  BiddingStrategy,
  CampaignStatus,
  CampaignType,
  Channel,
  ChannelStrategy,
  ImageField,
  PublicationKind,
} from '../../contract/words.ts'

/** The words that people read for the words that programs use. */

export const STATUS_LABELS: Record<CampaignStatus, string> = {
  DRAFT: 'Draft',
  PUBLISHED: 'Published',
  PAUSED: 'Paused',
}

export const TYPE_LABELS: Record<CampaignType, string> = {
  DEMAND_GEN: 'Demand Gen',
  SEARCH: 'Search',
  PERFORMANCE_MAX: 'Performance Max',
  DISPLAY: 'Display',
}

export const BIDDING_LABELS: Record<BiddingStrategy, { label: string; hint: string }> = {
  MAXIMIZE_CONVERSIONS: { label: 'Maximize conversions', hint: 'As many conversions as the budget allows.' },
  MAXIMIZE_CONVERSION_VALUE: {
    label: 'Maximize conversion value',
    hint: 'As much conversion value as the budget allows.',
  },
  TARGET_CPA: { label: 'Target CPA', hint: 'Conversions at about this cost each.' },
  TARGET_ROAS: { label: 'Target ROAS', hint: 'Value at about this return on what is spent.' },
  TARGET_SPEND: { label: 'Maximize clicks', hint: 'As many clicks as the budget allows.' },
  TARGET_CPC: { label: 'Target CPC', hint: 'Clicks at about this cost each.' },
  TARGET_IMPRESSION_SHARE: {
    label: 'Target impression share',
    hint: 'Be seen this often, in this place of the page.',
  },
  MANUAL_CPC: { label: 'Manual CPC', hint: 'Each click costs at most what you bid.' },
  MANUAL_CPM: { label: 'Manual CPM', hint: 'A thousand impressions cost at most what you bid.' },
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

export const PUBLICATION_STATE_LABELS: Record<CampaignPublicationState, string> = {
  NONE: 'Never published',
  QUEUED: 'Waiting',
  RUNNING: 'Running',
  UNKNOWN: 'Unclear',
  SUCCEEDED: 'Succeeded',
  FAILED: 'Failed',
  NEEDS_ATTENTION: 'Needs attention',
}

export const PUBLICATION_LABELS: Record<PublicationKind, string> = {
  PUBLISH: 'Publish',
  PAUSE: 'Pause',
  RESUME: 'Resume',
}

const PRIMARY_STATUS: Record<string, string> = {
  ELIGIBLE: 'Eligible',
  PAUSED: 'Paused',
  REMOVED: 'Removed',
  ENDED: 'Ended',
  // Of a start that is still to come, and of ads under review: the reasons say which.
  PENDING: 'Pending',
  MISCONFIGURED: 'Misconfigured',
  LIMITED: 'Eligible, limited',
  LEARNING: 'Learning',
  NOT_ELIGIBLE: 'Not eligible',
}

const PRIMARY_STATUS_REASONS: Record<string, string> = {
  CAMPAIGN_PAUSED: 'the campaign is paused',
  CAMPAIGN_PENDING: 'the start date is in the future',
  CAMPAIGN_ENDED: 'the end date has passed',
  CAMPAIGN_REMOVED: 'the campaign was removed',
  BIDDING_STRATEGY_LEARNING: 'the bidding strategy is learning',
  BIDDING_STRATEGY_LIMITED: 'the bidding strategy is limited',
  BIDDING_STRATEGY_CONSTRAINED: 'the bidding target is hard to reach',
  BIDDING_STRATEGY_MISCONFIGURED: 'the bidding strategy is misconfigured',
  BUDGET_CONSTRAINED: 'the budget limits it',
  BUDGET_MISCONFIGURED: 'the budget is misconfigured',
  AD_GROUPS_PAUSED: 'all ad groups are paused',
  NO_AD_GROUPS: 'it has no ad group',
  AD_GROUP_ADS_PAUSED: 'all ads are paused',
  NO_AD_GROUP_ADS: 'it has no ad',
  HAS_ADS_DISAPPROVED: 'some ads are disapproved',
  HAS_ADS_LIMITED_BY_POLICY: 'some ads are limited by policy',
  MOST_ADS_UNDER_REVIEW: 'most ads are under review',
  MISSING_LOCATION_TARGETING: 'no location is targeted',
}

const OTHER: Record<string, string> = {
  ENABLED: 'Enabled',
  REVIEW_IN_PROGRESS: 'Under review',
  REVIEWED: 'Reviewed',
  UNDER_APPEAL: 'Under appeal',
  ELIGIBLE_MAY_SERVE: 'May serve while under review',
  APPROVED: 'Approved',
  APPROVED_LIMITED: 'Approved, limited',
  DISAPPROVED: 'Disapproved',
  AREA_OF_INTEREST_ONLY: 'Approved in areas of interest only',
}

/** A Google enum value in words; a value newer than this program is made readable, never hidden. */
export function googleWord(value: string): string {
  return PRIMARY_STATUS[value] ?? OTHER[value] ?? readable(value)
}

export function reasonWord(value: string): string {
  return PRIMARY_STATUS_REASONS[value] ?? readable(value).toLowerCase()
}

/** CONSTANT_CASE or camelCase as a phrase: `dailyBudgetMicros` is "Daily budget micros". */
export function readable(value: string): string {
  const words = value
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
    .trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
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
