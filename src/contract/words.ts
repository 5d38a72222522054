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
  'TARGET_IMPRESSION_SHARE',
  'MANUAL_CPC',
  'MANUAL_CPM',
] as const
export type BiddingStrategy = (typeof BIDDING_STRATEGIES)[number]

/** Where on the page TARGET_IMPRESSION_SHARE aims (TargetImpressionShareLocation). */
export const IMPRESSION_SHARE_LOCATIONS = ['ANYWHERE_ON_PAGE', 'TOP_OF_PAGE', 'ABSOLUTE_TOP_OF_PAGE'] as const
export type ImpressionShareLocation = (typeof IMPRESSION_SHARE_LOCATIONS)[number]

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

/**
 * Google's ad types, without "_AD". ASSET_GROUP is the content of an asset group, which Performance Max has where the others
 * have an ad group with ads: an ad group here whose one "ad" it is.
 */
export const AD_TYPES = [
  'DEMAND_GEN_MULTI_ASSET',
  'DEMAND_GEN_CAROUSEL',
  'DEMAND_GEN_VIDEO_RESPONSIVE',
  'DEMAND_GEN_PRODUCT',
  'RESPONSIVE_SEARCH',
  'RESPONSIVE_DISPLAY',
  'ASSET_GROUP',
] as const
export type AdType = (typeof AD_TYPES)[number]

/** What a campaign's ads can be, by its type; the first is what a new one is. */
export const AD_TYPES_OF = {
  DEMAND_GEN: [
    'DEMAND_GEN_MULTI_ASSET',
    'DEMAND_GEN_CAROUSEL',
    'DEMAND_GEN_VIDEO_RESPONSIVE',
    'DEMAND_GEN_PRODUCT',
  ],
  SEARCH: ['RESPONSIVE_SEARCH'],
  PERFORMANCE_MAX: ['ASSET_GROUP'],
  DISPLAY: ['RESPONSIVE_DISPLAY'],
} as const satisfies Record<CampaignType, readonly [AdType, ...AdType[]]>

export const TEXT_FIELDS = ['HEADLINE', 'LONG_HEADLINE', 'DESCRIPTION', 'YOUTUBE_VIDEO'] as const
export type TextField = (typeof TEXT_FIELDS)[number]

/** The place of a responsive search ad at which a text always stands (ServedAssetFieldType). */
export const PINNED_FIELDS = [
  'HEADLINE_1',
  'HEADLINE_2',
  'HEADLINE_3',
  'DESCRIPTION_1',
  'DESCRIPTION_2',
] as const
export type PinnedField = (typeof PINNED_FIELDS)[number]

/** Where an image stands in an ad; Google's AssetFieldType names. */
export const IMAGE_FIELDS = [
  'MARKETING_IMAGE',
  'SQUARE_MARKETING_IMAGE',
  'PORTRAIT_MARKETING_IMAGE',
  'TALL_PORTRAIT_MARKETING_IMAGE',
  'LOGO',
  'LANDSCAPE_LOGO',
] as const
export type ImageField = (typeof IMAGE_FIELDS)[number]

/** The property of an ad document that holds the images of a field. */
export const IMAGE_PROPERTY = {
  MARKETING_IMAGE: 'marketingImages',
  SQUARE_MARKETING_IMAGE: 'squareMarketingImages',
  PORTRAIT_MARKETING_IMAGE: 'portraitMarketingImages',
  TALL_PORTRAIT_MARKETING_IMAGE: 'tallPortraitMarketingImages',
  LOGO: 'logoImages',
  LANDSCAPE_LOGO: 'landscapeLogoImages',
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

/** What Google may generate from an ad's assets unless we opt out (AdGroupAd.ad_group_ad_asset_automation_settings). */
export const ASSET_AUTOMATIONS = [
  'GENERATE_DESIGN_VERSIONS_FOR_IMAGES',
  'GENERATE_VIDEOS_FROM_OTHER_ASSETS',
  'GENERATE_ANIMATED_IMAGES_FROM_OTHER_ASSETS',
  'GENERATE_VERTICAL_YOUTUBE_VIDEOS',
  'GENERATE_SHORTER_YOUTUBE_VIDEOS',
  'GENERATE_LANDING_PAGE_PREVIEW',
  'GENERATE_LANDING_PAGE_TEXT',
] as const
export type AssetAutomation = (typeof ASSET_AUTOMATIONS)[number]

/** The same for all of a Performance Max campaign (Campaign.asset_automation_settings). */
export const CAMPAIGN_ASSET_AUTOMATIONS = [
  'TEXT_ASSET_AUTOMATION',
  'FINAL_URL_EXPANSION_TEXT_ASSET_AUTOMATION',
  'GENERATE_ENHANCED_YOUTUBE_VIDEOS',
  'GENERATE_IMAGE_ENHANCEMENT',
] as const
export type CampaignAssetAutomation = (typeof CAMPAIGN_ASSET_AUTOMATIONS)[number]

/** Campaign.brand_guidelines.predefined_font_family. */
export const FONT_FAMILIES = [
  'Open Sans',
  'Roboto',
  'Montserrat',
  'Poppins',
  'Lato',
  'Oswald',
  'Playfair Display',
  'Roboto Slab',
] as const
export type FontFamily = (typeof FONT_FAMILIES)[number]

/** What an ad group is aimed by. SEARCH_THEME is a signal of an asset group. */
export const CRITERION_KINDS = ['LOCATION', 'LANGUAGE', 'KEYWORD', 'AUDIENCE', 'SEARCH_THEME'] as const
export type CriterionKind = (typeof CRITERION_KINDS)[number]

/** What a whole campaign is aimed by; its keywords are all negative. */
export const CAMPAIGN_CRITERION_KINDS = ['LOCATION', 'LANGUAGE', 'KEYWORD'] as const
export type CampaignCriterionKind = (typeof CAMPAIGN_CRITERION_KINDS)[number]

/** KeywordMatchType. */
export const MATCH_TYPES = ['EXACT', 'PHRASE', 'BROAD'] as const
export type MatchType = (typeof MATCH_TYPES)[number]

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
/** Of a last publication: somebody has to look. */
export const TROUBLED_PUBLICATION_STATES = ['NEEDS_ATTENTION', 'FAILED'] as const
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
/** What somebody who is limited to accounts can be in one. A viewer there is who has none of these; nobody administers one account. */
export const ACCOUNT_ROLES = ['editor', 'approver', 'publisher'] as const satisfies readonly Role[]
export type AccountRole = (typeof ACCOUNT_ROLES)[number]

/** Whether an account is a real one at Google or lives in an emulator. Fixed when the account is connected. */
export const ENVIRONMENTS = ['GOOGLE', 'EMULATOR'] as const
export type Environment = (typeof ENVIRONMENTS)[number]

/** What somebody is told of. The words are made in the browser, out of the facts. */
export const NOTIFICATION_KINDS = [
  'PUBLICATION_SUCCEEDED',
  'PUBLICATION_FAILED',
  'PUBLICATION_NEEDS_ATTENTION',
  'BATCH_FINISHED',
  'BATCH_STOPPED',
  'CAMPAIGN_CHANGED_AT_GOOGLE',
  'CAMPAIGN_REMOVED_AT_GOOGLE',
  'AD_DISAPPROVED',
  'MEMBER_JOINED',
  'APPROVAL_REQUESTED',
  'APPROVAL_GIVEN',
  'APPROVAL_REFUSED',
  'APPROVAL_DUE',
  'APPROVAL_VOID',
  'EVERYTHING_STOPPED',
] as const
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number]

/** What made another plan of what a request for approval was about. */
export const VOID_CAUSES = ['EDITED', 'GOOGLE', 'RULES', 'DELETED'] as const
export type VoidCause = (typeof VOID_CAUSES)[number]

/** What a notification is about, and opens. */
export const NOTIFICATION_TARGETS = [
  'CAMPAIGN',
  'PUBLICATION',
  'BATCH',
  'ACCOUNT',
  'APPROVAL',
  'MEMBER',
] as const
export type NotificationTarget = (typeof NOTIFICATION_TARGETS)[number]
/** How a connection to Google Ads was made. */
export const CONNECTION_KINDS = ['OAUTH', 'SERVICE_ACCOUNT'] as const
export type ConnectionKind = (typeof CONNECTION_KINDS)[number]

/** READ_ONLY: nothing is ever changed at Google through it. */
export const CONNECTION_ACCESSES = ['FULL', 'READ_ONLY'] as const
export type ConnectionAccess = (typeof CONNECTION_ACCESSES)[number]

/** BROKEN: Google refused it. DISCONNECTED: what opened Google was forgotten. */
export const CONNECTION_STATES = ['CONNECTED', 'BROKEN', 'DISCONNECTED'] as const
export type ConnectionState = (typeof CONNECTION_STATES)[number]
