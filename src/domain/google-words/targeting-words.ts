import type { Words, WordTable } from './word-table.ts'

const KEYWORD: Words = [
  'Google does not accept the keyword.',
  'Use at most 80 characters and ten words, and none of ! @ % , *.',
]
const BOTH: Words = ['The same is targeted and excluded.', 'Take one of the two away.']
const KIND: Words = [
  'Google does not take this targeting in a campaign of this type.',
  'Take it out, or choose another type of campaign.',
]
const AUDIENCE: Words = [
  'Google does not take the audience there.',
  'Choose another one; look in Google Ads whether it is open and large enough.',
]
const ONE_AUDIENCE: Words = [
  'Google takes one audience here.',
  'Keep one, or make an audience in Google Ads that joins them.',
]
const PLACE: Words = ['Google does not know this place or language.', 'Choose another one.']
const THEME: Words = ['Google does not accept the search theme.', 'Use at most ten words.']
const CHANGED: Words = [
  'What is targeted cannot be changed, only taken away and added.',
  'Take it away here, publish, and add it again.',
]

/** Who sees the ads: places, languages, keywords, audiences, signals. */
export const TARGETING_WORDS: WordTable = {
  criterionError: {
    INVALID_KEYWORD_TEXT: KEYWORD,
    KEYWORD_TEXT_TOO_LONG: ['The keyword is too long.', 'Shorten it to 80 characters.'],
    KEYWORD_HAS_TOO_MANY_WORDS: ['The keyword has too many words.', 'Keep ten at most.'],
    KEYWORD_HAS_INVALID_CHARS: [
      'The keyword has signs that Google does not take.',
      'Take ! @ % , * and the like out.',
    ],
    INVALID_CRITERION_ID: PLACE,
    CANNOT_TARGET_CRITERION: PLACE,
    CANNOT_TARGET_OBSOLETE_CRITERION: [
      'Google no longer offers this for targeting.',
      'Take it out, or choose another one.',
    ],
    CRITERION_ID_AND_TYPE_MISMATCH: PLACE,
    INVALID_USER_LIST: AUDIENCE,
    INVALID_USER_INTEREST: AUDIENCE,
    INVALID_CUSTOM_AUDIENCE: AUDIENCE,
    INVALID_CUSTOM_AFFINITY: AUDIENCE,
    INVALID_CUSTOM_INTENT: AUDIENCE,
    INVALID_COMBINED_AUDIENCE: AUDIENCE,
    CANNOT_ADD_CLOSED_USER_LIST: [
      'The audience is closed to new people.',
      'Open it in Google Ads, or choose another one.',
    ],
    CANNOT_ADD_DISPLAY_ONLY_LISTS_TO_SEARCH_ONLY_CAMPAIGNS: AUDIENCE,
    CANNOT_ADD_DISPLAY_ONLY_LISTS_TO_SEARCH_CAMPAIGNS: AUDIENCE,
    CANNOT_ADD_USER_INTERESTS_TO_SEARCH_CAMPAIGNS: AUDIENCE,
    ONE_AUDIENCE_ALLOWED_PER_AD_GROUP: ONE_AUDIENCE,
    ONE_AUDIENCE_ALLOWED_PER_ASSET_GROUP: ONE_AUDIENCE,
    AUDIENCE_NOT_ELIGIBLE_FOR_CAMPAIGN_TYPE: [
      'Google takes an audience in Demand Gen and Performance Max campaigns alone.',
      'Take the audience out.',
    ],
    AUDIENCE_NOT_ALLOWED_TO_ATTACH_WHEN_AUDIENCE_GROUPED_SET_TO_FALSE: [
      'The ad group takes single audience segments at Google, and no joined audience.',
      'Duplicate the ad group to give it an audience.',
    ],
    CANNOT_ADD_AUDIENCE_SEGMENT_CRITERION_WHEN_AUDIENCE_GROUPED_IS_SET: [
      'The ad group takes a joined audience at Google, and no single segments.',
      'Choose an audience, or duplicate the ad group.',
    ],
    CANNOT_ADD_CRITERIA_TYPE: KIND,
    CANNOT_EXCLUDE_CRITERIA_TYPE: ['This cannot be excluded.', 'Take the exclusion out.'],
    CANNOT_EXCLUDE_CRITERION: ['This cannot be excluded.', 'Take the exclusion out.'],
    ACCOUNT_INELIGIBLE_FOR_CRITERIA_TYPE: [
      'The account may not use this targeting.',
      'Take it out, or ask Google Ads for it.',
    ],
    CRITERIA_TYPE_INVALID_FOR_BIDDING_STRATEGY: [
      'The targeting does not go with the bidding strategy.',
      'Take it out, or choose another strategy.',
    ],
    '*': KIND,
  },
  adGroupCriterionError: {
    CANNOT_TARGET_AND_EXCLUDE: BOTH,
    CANT_UPDATE_NEGATIVE: CHANGED,
    INVALID_KEYWORD_TEXT: KEYWORD,
    BID_INCOMPATIBLE_WITH_ADGROUP: [
      'The keyword’s bid does not go with the ad group’s.',
      'Take the bid out.',
    ],
    '*': KIND,
  },
  campaignCriterionError: {
    CANNOT_TARGET_AND_EXCLUDE: BOTH,
    CANNOT_UPDATE_NEGATIVE_CRITERION: CHANGED,
    CANNOT_ADD_EXISTING_FIELD: ['The campaign targets this already.', 'Read the plan again and publish it.'],
    CANNOT_EXCLUDE_CRITERIA_TYPE: ['This cannot be excluded.', 'Take the exclusion out.'],
    '*': KIND,
  },
  audienceError: {
    AUDIENCE_SEGMENT_NOT_FOUND: AUDIENCE,
    TOO_MANY_SEGMENTS: ['The audience joins too many segments.', 'Take some away.'],
    NAME_ALREADY_IN_USE: ['The account has another audience of this name.', 'Rename that one in Google Ads.'],
    '*': AUDIENCE,
  },
  userListError: { '*': AUDIENCE },
  customAudienceError: { '*': AUDIENCE },
  assetGroupSignalError: {
    TOO_MANY_WORDS: THEME,
    SEARCH_THEME_POLICY_VIOLATION: [
      'The search theme breaks a policy of Google.',
      'Change it or take it out.',
    ],
    AUDIENCE_WITH_WRONG_ASSET_GROUP_ID: [
      'The audience belongs to another asset group.',
      'Choose an audience of the account.',
    ],
    '*': [
      'Google does not take the signals of the asset group as they are.',
      'Change them or take them out.',
    ],
  },
  countryCodeError: { '*': PLACE },
  regionCodeError: { '*': PLACE },
  languageCodeError: { '*': PLACE },
  geoTargetConstantSuggestionError: {
    '*': ['Google cannot look for places so.', 'Ask for at most 25 names at once.'],
  },
}
