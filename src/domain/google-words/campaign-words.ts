import type { Words, WordTable } from './word-table.ts'

const OTHER_NAME = 'Choose another name.'
const OUR_BUDGET: Words = [
  'Somebody changed the campaign’s budget at Google in a way that this change does not fit.',
  'Look at the budget in Google Ads, then read the plan again.',
]
const BUDGET_PERIOD: Words = [
  'Google does not take a budget of this kind here.',
  'Use a daily budget, or a total budget with an end date.',
]
const STRATEGY: Words = [
  'This type of campaign cannot use this bidding strategy.',
  'Choose another bidding strategy.',
]
const CONVERSIONS: Words = [
  'The bidding strategy needs conversion tracking, which the account does not have.',
  'Set up conversion tracking in Google Ads, or choose a strategy for clicks.',
]
const STARTED: Words = ['The campaign has started, so its start cannot change.', 'Put the start date back.']
const PAST: Words = ['The date is in the past for Google.', 'Choose today or later.']
const DATE: Words = ['Google does not accept the date.', 'Correct the dates of the campaign.']
const NETWORKS: Words = [
  'This campaign cannot show on these networks.',
  'Change the networks of the campaign: search partners need Google search.',
]
const BRAND: Words = [
  'The brand’s name or logo is not where this campaign needs it.',
  'Give the campaign a business name and a logo.',
]
const GUIDELINES: Words = [
  'Google does not take the brand guidelines as they are.',
  'Give both colours as #rrggbb and choose one of the fonts offered, or leave the guidelines out.',
]
const URL_TEMPLATE: Words = [
  'Google does not accept the tracking template.',
  'It has to be an address with http or https in front and {lpurl} in it.',
]

/** The campaign itself: name, budget, bidding, dates, networks, brand, labels. */
export const CAMPAIGN_WORDS: WordTable = {
  campaignError: {
    DUPLICATE_CAMPAIGN_NAME: ['The account already has a campaign of this name.', OTHER_NAME],
    INVALID_CAMPAIGN_NAME: ['Google does not accept the name.', 'Use 1 to 256 characters, all on one line.'],
    INCOMPATIBLE_CAMPAIGN_FIELD: [
      'Google does not take this setting for campaigns of this type.',
      'Take the setting out, or choose another type of campaign.',
    ],
    INVALID_TRACKING_URL: URL_TEMPLATE,
    ADVERTISING_CHANNEL_TYPE_NOT_AVAILABLE_FOR_ACCOUNT_TYPE: [
      'The account cannot have campaigns of this type.',
      'Choose another type, or another account.',
    ],
    INVALID_ADVERTISING_CHANNEL_SUB_TYPE: [
      'Google has no campaigns of this kind.',
      'Choose another type of campaign.',
    ],
    MISSING_SHOPPING_SETTING: [
      'The campaign needs a Merchant Center account.',
      'Give the campaign its Merchant Center id.',
    ],
    CAMPAIGN_MUST_TARGET_AT_LEAST_ONE_NETWORK: [
      'The campaign shows on no network at all.',
      'Choose at least one network.',
    ],
    CANNOT_TARGET_CONTENT_NETWORK: NETWORKS,
    CANNOT_TARGET_SEARCH_NETWORK: NETWORKS,
    CANNOT_TARGET_SEARCH_NETWORK_WITHOUT_GOOGLE_SEARCH: NETWORKS,
    CANNOT_TARGET_PARTNER_SEARCH_NETWORK: NETWORKS,
    CANNOT_TARGET_DISPLAY_NETWORK_WITHOUT_YOUTUBE: NETWORKS,
    CANNOT_TARGET_GOOGLE_SEARCH_FOR_CPM_CAMPAIGN: NETWORKS,
    CONVERSION_TRACKING_NOT_ENABLED: CONVERSIONS,
    AT_LEAST_ONE_CONVERSION_MUST_BE_SELECTED: CONVERSIONS,
    NOT_ENOUGH_CONVERSIONS: [
      'The account has too few conversions for this bidding strategy.',
      'Choose a strategy for clicks until there are more.',
    ],
    NOT_COMPATIBLE_WITH_BIDDING_STRATEGY_TYPE: STRATEGY,
    CANNOT_ATTACH_TO_BIDDING_STRATEGY: STRATEGY,
    BUDGET_CANNOT_BE_SHARED: OUR_BUDGET,
    CAMPAIGN_CANNOT_USE_SHARED_BUDGET: OUR_BUDGET,
    CANNOT_CHANGE_BUDGET_ON_CAMPAIGN_WITH_TRIALS: [
      'The campaign has an experiment at Google, which keeps its budget as it is.',
      'End the experiment in Google Ads first.',
    ],
    CANNOT_MODIFY_FOR_TRIAL_CAMPAIGN: [
      'The campaign is an experiment at Google.',
      'Change it in Google Ads, or end the experiment.',
    ],
    INCOMPATIBLE_BUDGET_TYPE: BUDGET_PERIOD,
    NOT_COMPATIBLE_WITH_BUDGET_TYPE: BUDGET_PERIOD,
    CANNOT_CHANGE_BUDGET_PERIOD: [
      'A campaign keeps the kind of budget that it began with.',
      'Duplicate the campaign to give it another kind.',
    ],
    AVERAGE_DAILY_SPEND_TOO_HIGH: ['The budget is too large for Google.', 'Lower it.'],
    DURATION_TOO_LONG_FOR_TOTAL_BUDGET: [
      'With a total budget the campaign may not run for so long.',
      'Choose an earlier end date, or a daily budget.',
    ],
    END_DATE_TIME_REQUIRED_FOR_TOTAL_BUDGET: [
      'A total budget needs an end date.',
      'Give the campaign an end date.',
    ],
    CANNOT_MODIFY_START_DATE_IF_ALREADY_STARTED: STARTED,
    CANNOT_SET_DATE_TO_PAST: PAST,
    INVALID_STATUS_CHANGE: [
      'Google does not let the campaign change its status so.',
      'Look at the campaign in Google Ads.',
    ],
    INVALID_OPERATION_IF_SERVING_STATUS_HAS_ENDED: [
      'The campaign has ended.',
      'Give it a later end date first.',
    ],
    CAMPAIGN_LABEL_ALREADY_EXISTS: [
      'The campaign has this label already.',
      'Read the plan again and publish it.',
    ],
    HEC_AGREEMENT_REQUIRED: [
      'Ads about housing, jobs or credit need an agreement with Google.',
      'Accept it in Google Ads.',
    ],
    REQUIRED_BUSINESS_NAME_ASSET_NOT_LINKED: BRAND,
    REQUIRED_LOGO_ASSET_NOT_LINKED: BRAND,
    BRAND_GUIDELINES_NOT_ENABLED_FOR_CAMPAIGN: GUIDELINES,
    BRAND_GUIDELINES_MAIN_AND_ACCENT_COLORS_REQUIRED: GUIDELINES,
    BRAND_GUIDELINES_COLOR_INVALID_FORMAT: GUIDELINES,
    BRAND_GUIDELINES_UNSUPPORTED_FONT_FAMILY: GUIDELINES,
    BRAND_GUIDELINES_UNSUPPORTED_CHANNEL: GUIDELINES,
    CUSTOMER_NOT_ALLOWLISTED_FOR_BRAND_GUIDELINES: GUIDELINES,
    DYNAMIC_TEXT_ASSET_CANNOT_OPT_OUT_WITH_FINAL_URL_EXPANSION_OPT_IN: [
      'Google cannot write texts for other landing pages while it may not write texts.',
      'Let Google do both, or neither.',
    ],
  },
  campaignBudgetError: {
    BUDGET_BELOW_PER_DAY_MINIMUM: [
      'The daily budget is below what Google asks of campaigns of this type.',
      'Raise the daily budget.',
    ],
    MONEY_AMOUNT_LESS_THAN_CURRENCY_MINIMUM_CPC: [
      'The daily budget is less than a click costs.',
      'Raise the daily budget.',
    ],
    NON_MULTIPLE_OF_MINIMUM_CURRENCY_UNIT: [
      'The daily budget is not a multiple of the smallest amount that Google bills in this currency.',
      'Round the budget.',
    ],
    MONEY_AMOUNT_TOO_LARGE: ['The daily budget is too large for Google.', 'Lower it.'],
    NEGATIVE_MONEY_AMOUNT: ['The budget has to be more than nothing.', 'Raise it.'],
    DUPLICATE_NAME: [
      'The account already has a budget of this campaign.',
      'Nothing to do: it is looked up whether the campaign is there too.',
    ],
    INVALID_PERIOD: BUDGET_PERIOD,
    CAMPAIGN_BUDGET_PERIOD_NOT_AVAILABLE: BUDGET_PERIOD,
    BUDGET_AMOUNT_MUST_BE_UNSET_FOR_CUSTOM_BUDGET_PERIOD: BUDGET_PERIOD,
    TOTAL_BUDGET_AMOUNT_MUST_BE_UNSET_FOR_BUDGET_PERIOD_DAILY: BUDGET_PERIOD,
    CANNOT_USE_ACCELERATED_DELIVERY_MODE: [
      'Google spends budgets evenly over the day.',
      'Set the budget’s delivery to standard in Google Ads.',
    ],
    '*': OUR_BUDGET,
  },
  biddingError: {
    CANNOT_CREATE_CAMPAIGN_WITH_BIDDING_STRATEGY: STRATEGY,
    BIDDING_STRATEGY_TRANSITION_NOT_ALLOWED: [
      'The campaign cannot change from its bidding strategy to this one.',
      'Put the strategy back, or duplicate the campaign.',
    ],
    BID_TOO_SMALL: ['The bid is too small for Google.', 'Raise it.'],
    BID_TOO_BIG: ['The bid is too large for Google.', 'Lower it: a bid may not exceed the budget.'],
    BID_TOO_MANY_FRACTIONAL_DIGITS: [
      'The bid is finer than the smallest amount that Google bills in this currency.',
      'Round it.',
    ],
    INVALID_BID: ['Google does not accept the bid.', 'Correct it.'],
    CPC_BID_FLOOR_MICROS_GREATER_THAN_CPC_BID_CEILING_MICROS: [
      'The lowest bid is above the highest one.',
      'Raise the highest bid.',
    ],
    '*': STRATEGY,
  },
  biddingStrategyError: { '*': STRATEGY },
  dateError: {
    EARLIER_THAN_MINIMUM_DATE: PAST,
    LATER_THAN_MAXIMUM_DATE: ['The date is too far away for Google.', 'Choose a date before 2038.'],
    '*': DATE,
  },
  dateRangeError: {
    START_DATE_AFTER_END_DATE: ['The end is before the start.', 'Correct the dates.'],
    CANNOT_SET_DATE_TO_PAST: PAST,
    CANNOT_MODIFY_START_DATE_IF_ALREADY_STARTED: STARTED,
    AFTER_MAXIMUM_ALLOWABLE_DATE: ['The date is too far away for Google.', 'Choose a date before 2038.'],
    '*': DATE,
  },
  currencyError: {
    '*': [
      'The amount is finer than the smallest one that Google bills in this currency.',
      'Round the amount.',
    ],
  },
  labelError: {
    DUPLICATE_NAME: ['The account already has the label of this campaign.', null],
    EXCEEDED_LABEL_LIMIT_PER_TYPE: [
      'The campaign has all the labels that Google allows.',
      'Take a label away in Google Ads: one is needed to find the campaign again.',
    ],
    '*': [
      'Google does not take the label by which this campaign is found again.',
      'Look at the account’s labels in Google Ads; ours begin with “gacm”.',
    ],
  },
  mutateError: {
    EU_POLITICAL_ADVERTISING_DECLARATION_REQUIRED: [
      'The account has campaigns without the EU political advertising declaration, and Google blocks changes until they have it.',
      'Declare it for those campaigns in Google Ads, then publish again.',
    ],
    RESOURCE_NOT_FOUND: [
      'A part of the campaign that this changes is not at Google any more.',
      'Somebody removed it there. Read Google’s side of the campaign and the plan again; nothing is made anew without being asked.',
    ],
    RESOURCE_ALREADY_EXISTS: [
      'Google has this part of the campaign already.',
      'Read the plan again and publish it.',
    ],
    ID_EXISTS_IN_MULTIPLE_MUTATES: [
      'The plan changes the same part twice.',
      'That is a fault of the program, not of the campaign. Report it with the code and the request id.',
    ],
    INCONSISTENT_FIELD_VALUES: ['Two settings do not go together for Google.', 'Correct one of them.'],
    MUTATE_NOT_ALLOWED: [
      'Google does not let anybody change this.',
      'Look at it in Google Ads; what is removed there cannot be changed.',
    ],
  },
  contextError: {
    OPERATION_NOT_PERMITTED_FOR_REMOVED_RESOURCE: [
      'This was removed at Google, which never brings anything back.',
      'Duplicate the campaign to make it anew.',
    ],
    '*': ['Google does not allow this here.', null],
  },
  resourceCountLimitExceededError: {
    CAMPAIGN_LIMIT: [
      'There are as many campaigns, or parts of one, as Google allows.',
      'Remove some that are not needed, in Google Ads.',
    ],
    ACCOUNT_LIMIT: ['The account has as many of these as Google allows.', 'Remove some in Google Ads.'],
    ADGROUP_LIMIT: ['The ad group has as many of these as Google allows.', 'Take some away.'],
    AD_GROUP_AD_LIMIT: ['The ad group has as many ads as Google allows.', 'Take some away.'],
    AD_GROUP_CRITERION_LIMIT: ['The ad group targets as much as Google allows.', 'Take some away.'],
    '*': ['There are as many of these as Google allows.', 'Take some away.'],
  },
}
