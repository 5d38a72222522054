import { googleWord, readable } from './labels.ts'

/** What Google says of a campaign and its ads, in words, and what somebody can do about it. */

export interface Reason {
  words: string
  /** null: nothing is to be done. */
  todo: string | null
  /** Where it is done from here. */
  where: 'editor' | 'ads' | 'google' | null
}

const reason = (words: string, todo: string | null = null, where: Reason['where'] = null): Reason => ({
  words,
  todo,
  where,
})
const REFUSED = 'See under each ad which policy it is. Change the ad and publish, or appeal in Google Ads.'
const WAIT = 'Most reviews end within one working day. Nothing is to be done.'

const REASONS: Record<string, Reason> = {
  CAMPAIGN_PAUSED: reason('the campaign is paused', 'Resume it to go live.'),
  CAMPAIGN_PENDING: reason('the start date is in the future', 'It begins by itself on its first day.'),
  CAMPAIGN_ENDED: reason('the end date has passed', 'Give it a later last day and publish.', 'editor'),
  CAMPAIGN_REMOVED: reason(
    'the campaign was removed',
    'That is final at Google. Duplicate it to publish it anew.',
  ),
  CAMPAIGN_DRAFT: reason('it is a draft at Google', 'Finish it in Google Ads.', 'google'),
  BIDDING_STRATEGY_LEARNING: reason(
    'the bidding strategy is learning',
    'It takes about a week. Large changes of budget, bids or targets begin it anew.',
  ),
  BIDDING_STRATEGY_LIMITED: reason(
    'the bidding strategy is limited',
    'Its target, budget or conversions leave little to choose from. Loosen the target or raise the budget.',
    'editor',
  ),
  BIDDING_STRATEGY_CONSTRAINED: reason(
    'the bidding target is hard to reach',
    'Raise the target cost per conversion, or lower the target return.',
    'editor',
  ),
  BIDDING_STRATEGY_MISCONFIGURED: reason(
    'the bidding strategy is misconfigured',
    'Look at the conversion goals in Google Ads, or choose another strategy.',
    'editor',
  ),
  BUDGET_CONSTRAINED: reason(
    'the budget limits it',
    'More people could be reached: raise the daily budget, or aim at fewer of them.',
    'editor',
  ),
  BUDGET_MISCONFIGURED: reason('the budget is misconfigured', 'Set the budget again and publish.', 'editor'),
  SEARCH_VOLUME_LIMITED: reason(
    'few people search for it',
    'Add keywords, or match them more broadly.',
    'editor',
  ),
  AD_GROUPS_PAUSED: reason(
    'all ad groups are paused',
    'Somebody paused them in Google Ads. Enable one there.',
    'google',
  ),
  NO_AD_GROUPS: reason('it has no ad group', 'Add one and publish.', 'editor'),
  KEYWORDS_PAUSED: reason(
    'all keywords are paused',
    'Somebody paused them in Google Ads. Enable some there.',
    'google',
  ),
  NO_KEYWORDS: reason('it has no keyword', 'Add keywords and publish.', 'editor'),
  AD_GROUP_ADS_PAUSED: reason(
    'all ads are paused',
    'Somebody paused them in Google Ads. Enable one there.',
    'google',
  ),
  NO_AD_GROUP_ADS: reason('it has no ad', 'Add one and publish.', 'editor'),
  HAS_ADS_DISAPPROVED: reason('some ads are disapproved', REFUSED, 'ads'),
  HAS_ADS_LIMITED_BY_POLICY: reason('some ads are limited by policy', REFUSED, 'ads'),
  MOST_ADS_UNDER_REVIEW: reason('most ads are under review', WAIT),
  HAS_ASSET_GROUPS_DISAPPROVED: reason(
    'some asset groups are disapproved',
    'Google Ads shows which of their assets and which policy. Change them here and publish.',
    'google',
  ),
  HAS_ASSET_GROUPS_LIMITED_BY_POLICY: reason(
    'some asset groups are limited by policy',
    'Google Ads shows which of their assets and which policy.',
    'google',
  ),
  MOST_ASSET_GROUPS_UNDER_REVIEW: reason('most asset groups are under review', WAIT),
  NO_ASSET_GROUPS: reason('it has no asset group', 'Add one and publish.', 'editor'),
  ASSET_GROUPS_PAUSED: reason(
    'all asset groups are paused',
    'Somebody paused them in Google Ads. Enable one there.',
    'google',
  ),
  MISSING_LOCATION_TARGETING: reason('no location is targeted', 'Choose a location and publish.', 'editor'),
}

/** A reason newer than this program is made readable, and Google Ads knows more. */
export function reasonOf(value: string): Reason {
  return REASONS[value] ?? reason(readable(value).toLowerCase(), 'Google Ads tells more about it.', 'google')
}

const TOPICS: Record<string, string> = {
  ALCOHOL: 'Alcohol',
  ADULT_CONTENT: 'Adult content',
  COPYRIGHTED_CONTENT: 'Copyrighted content',
  COUNTERFEIT: 'Counterfeit goods',
  DANGEROUS_PRODUCTS: 'Dangerous products',
  DESTINATION_MISMATCH: 'The address shown and the page differ',
  DESTINATION_NOT_CRAWLABLE: 'Google may not read the page',
  DESTINATION_NOT_WORKING: 'The page does not work',
  EDITORIAL: 'Style and spelling',
  FINANCIAL_SERVICES: 'Financial services',
  GAMBLING: 'Gambling',
  HEALTH_IN_PERSONALIZED_ADS: 'Health in personalised ads',
  HEALTHCARE_AND_MEDICINES: 'Healthcare and medicines',
  INAPPROPRIATE_CONTENT: 'Inappropriate content',
  MALICIOUS_SOFTWARE: 'Malicious software',
  MISREPRESENTATION: 'Misrepresentation',
  PUNCTUATION_AND_SYMBOLS: 'Punctuation and symbols',
  TRADEMARKS_IN_AD_TEXT: 'Trademarks in the text',
  UNACCEPTABLE_CONTENT: 'Unacceptable content',
}

const TOPIC_TYPES: Record<string, string> = {
  PROHIBITED: 'not allowed',
  LIMITED: 'shown in some places only',
  FULLY_LIMITED: 'shown nowhere that is targeted',
  DESCRIPTIVE: 'noted only',
  BROADENING: 'may be shown in more places',
  AREA_OF_INTEREST_ONLY: 'shown to people interested in the place only',
}

export interface PolicyTopic {
  topic: string
  type: string
  texts: readonly string[]
}

/** "Alcohol: shown in some places only, for “Whisky tasting”". */
export function topicWords({ topic, type, texts }: PolicyTopic): string {
  const found = texts.length === 0 ? '' : `, for ${texts.map((text) => `“${text}”`).join(', ')}`
  return `${TOPICS[topic] ?? readable(topic)}: ${TOPIC_TYPES[type] ?? readable(type).toLowerCase()}${found}`
}

export interface AdReview {
  reviewStatus: string | null
  approvalStatus: string | null
  policyTopics: readonly PolicyTopic[]
}

export type ReviewTone = 'good' | 'wait' | 'limited' | 'bad'

/** Where an ad stands; null: Google has said nothing of it yet. */
export function reviewWords({
  reviewStatus,
  approvalStatus,
}: AdReview): { words: string; tone: ReviewTone } | null {
  if (approvalStatus === 'DISAPPROVED')
    return {
      words: reviewStatus === 'UNDER_APPEAL' ? 'Disapproved, under appeal' : 'Disapproved',
      tone: 'bad',
    }
  if (reviewStatus === 'REVIEW_IN_PROGRESS' || (approvalStatus === null && reviewStatus !== null))
    return { words: googleWord(reviewStatus), tone: 'wait' }
  if (approvalStatus === null) return null
  const words =
    reviewStatus === 'REVIEWED' || reviewStatus === null ? '' : `, ${googleWord(reviewStatus).toLowerCase()}`
  return {
    words: `${googleWord(approvalStatus)}${words}`,
    tone: approvalStatus === 'APPROVED' ? 'good' : 'limited',
  }
}
