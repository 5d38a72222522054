/** The closed word lists of the product. The database holds the same lists as CHECK constraints; a test compares them. */

/** What the owner of a campaign intends. Nothing that Google says is mixed in. */
export const CAMPAIGN_STATUSES = ['DRAFT', 'PUBLISHED', 'PAUSED'] as const
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number]

/** Google's advertising channel types that a campaign here can have (Campaign.advertising_channel_type). */
export const CAMPAIGN_TYPES = ['DEMAND_GEN', 'SEARCH', 'PERFORMANCE_MAX', 'DISPLAY'] as const
export type CampaignType = (typeof CAMPAIGN_TYPES)[number]

/** Standard bidding strategies; each is a sub-message of Google's Campaign. Which type allows which is a rule. */
export const BIDDING_STRATEGIES = [
  'MAXIMIZE_CONVERSIONS',
  'MAXIMIZE_CONVERSION_VALUE',
  'TARGET_CPA',
  'TARGET_ROAS',
  'TARGET_SPEND',
  'TARGET_CPC',
] as const
export type BiddingStrategy = (typeof BIDDING_STRATEGIES)[number]

/** AdGroup.demand_gen_ad_group_settings.channel_controls; SELECTED_CHANNELS stands for Google's `selectedChannels` message. */
export const CHANNEL_STRATEGIES = [
  'ALL_CHANNELS',
  'ALL_OWNED_AND_OPERATED_CHANNELS',
  'SELECTED_CHANNELS',
] as const
export type ChannelStrategy = (typeof CHANNEL_STRATEGIES)[number]

export const CHANNELS = [
  'YOUTUBE_IN_STREAM',
  'YOUTUBE_IN_FEED',
  'YOUTUBE_SHORTS',
  'DISCOVER',
  'GMAIL',
  'DISPLAY',
  'MAPS',
] as const
export type Channel = (typeof CHANNELS)[number]

export const AD_TYPES = ['DEMAND_GEN_MULTI_ASSET'] as const
export type AdType = (typeof AD_TYPES)[number]

export const TEXT_FIELDS = ['HEADLINE', 'DESCRIPTION'] as const
export type TextField = (typeof TEXT_FIELDS)[number]

/** Where an image stands in an ad; Google's AssetFieldType names. */
export const IMAGE_FIELDS = [
  'MARKETING_IMAGE',
  'SQUARE_MARKETING_IMAGE',
  'PORTRAIT_MARKETING_IMAGE',
  'TALL_PORTRAIT_MARKETING_IMAGE',
  'LOGO',
] as const
export type ImageField = (typeof IMAGE_FIELDS)[number]

/** The property of an ad document that holds the images of a field. */
export const IMAGE_PROPERTY = {
  MARKETING_IMAGE: 'marketingImages',
  SQUARE_MARKETING_IMAGE: 'squareMarketingImages',
  PORTRAIT_MARKETING_IMAGE: 'portraitMarketingImages',
  TALL_PORTRAIT_MARKETING_IMAGE: 'tallPortraitMarketingImages',
  LOGO: 'logoImages',
} as const satisfies Record<ImageField, string>

/** Google's CallToActionType values. */
export const CALLS_TO_ACTION = [
  'LEARN_MORE',
  'GET_QUOTE',
  'APPLY_NOW',
  'SIGN_UP',
  'CONTACT_US',
  'SUBSCRIBE',
  'DOWNLOAD',
  'BOOK_NOW',
  'SHOP_NOW',
  'BUY_NOW',
  'DONATE_NOW',
  'ORDER_NOW',
  'PLAY_NOW',
  'SEE_MORE',
  'START_NOW',
  'VISIT_SITE',
  'WATCH_NOW',
] as const
export type CallToAction = (typeof CALLS_TO_ACTION)[number]

/** What Google may generate from our assets unless we opt out (AdGroupAd.ad_group_ad_asset_automation_settings). */
export const ASSET_AUTOMATIONS = [
  'GENERATE_DESIGN_VERSIONS_FOR_IMAGES',
  'GENERATE_VIDEOS_FROM_OTHER_ASSETS',
  'GENERATE_ANIMATED_IMAGES_FROM_OTHER_ASSETS',
] as const
export type AssetAutomation = (typeof ASSET_AUTOMATIONS)[number]

export const CRITERION_KINDS = ['LOCATION', 'LANGUAGE'] as const
export type CriterionKind = (typeof CRITERION_KINDS)[number]

export const IMAGE_FORMATS = ['JPEG', 'PNG', 'GIF'] as const
export type ImageFormat = (typeof IMAGE_FORMATS)[number]

export const PUBLICATION_KINDS = ['PUBLISH', 'PAUSE', 'RESUME'] as const
export type PublicationKind = (typeof PUBLICATION_KINDS)[number]

/**
 * QUEUED waits for a worker (or for a retry time), RUNNING is leased by one, UNKNOWN sent something and lost the
 * answer, NEEDS_ATTENTION waits for a person. Those four are open: a campaign has at most one open publication.
 */
export const PUBLICATION_STATES = [
  'QUEUED',
  'RUNNING',
  'UNKNOWN',
  'NEEDS_ATTENTION',
  'SUCCEEDED',
  'FAILED',
] as const
export type PublicationState = (typeof PUBLICATION_STATES)[number]
export const OPEN_PUBLICATION_STATES = ['QUEUED', 'RUNNING', 'UNKNOWN', 'NEEDS_ATTENTION'] as const

export const STEP_KINDS = ['UPLOAD_ASSET', 'MUTATE', 'VERIFY', 'ACTIVATE'] as const
export type StepKind = (typeof STEP_KINDS)[number]

export const STEP_STATES = ['PENDING', 'SENDING', 'UNKNOWN', 'DONE', 'FAILED'] as const
export type StepState = (typeof STEP_STATES)[number]

/** How one request to Google ended. UNANSWERED is what a crash leaves behind. */
export const ATTEMPT_OUTCOMES = ['UNANSWERED', 'APPLIED', 'REFUSED', 'NOT_APPLIED', 'UNKNOWN'] as const
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number]

export const ROLES = ['viewer', 'editor', 'approver', 'publisher', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** Whether an account is a real one at Google or lives in an emulator. Fixed when the account is connected. */
export const ENVIRONMENTS = ['GOOGLE', 'EMULATOR'] as const
export type Environment = (typeof ENVIRONMENTS)[number]
