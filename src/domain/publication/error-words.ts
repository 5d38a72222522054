import type { GoogleErrorReport } from '../../contract/publication.ts'
import type { GoogleError } from '../../google/answer.ts'
import type { Work } from '../../store/publications.ts'
import { localPath } from '../plan/field-paths.ts'
import type { StoredPlan } from '../plan/make-plan.ts'
import type { StepEnd } from './run.ts'

interface Words {
  message: string
  fix: string | null
}

const TEXT_TOO_WIDE: Words = {
  message: 'The text is too wide for Google.',
  fix: 'Shorten it. CJK and full-width characters count two.',
}
const RECONNECT: Words = {
  message: 'Google no longer accepts the connection.',
  fix: 'Connect Google Ads again. If this comes back every seven days, the consent screen of your Cloud project is in "Testing": publish it.',
}
const IMAGE: Words = {
  message: 'Google refuses the image.',
  fix: 'Replace it: the image’s own findings say what Google asks for.',
}
const WAIT: Words = { message: 'Google is busy with this account.', fix: 'Nothing to do: it is tried again.' }

/** Google's codes in words. Unknown ones show Google's own message, which is always kept beside ours. */
const WORDS: Record<string, Words> = {
  'campaignError.DUPLICATE_CAMPAIGN_NAME': {
    message: 'The account already has a campaign of this name.',
    fix: 'Choose another name.',
  },
  'labelError.DUPLICATE_NAME': { message: 'The account already has the label of this campaign.', fix: null },
  'mutateError.EU_POLITICAL_ADVERTISING_DECLARATION_REQUIRED': {
    message:
      'The account has campaigns without the EU political advertising declaration, and Google blocks changes until they have it.',
    fix: 'Declare it for those campaigns in Google Ads, then publish again.',
  },
  'campaignBudgetError.BUDGET_BELOW_PER_DAY_MINIMUM': {
    message: 'The daily budget is below what Google asks of Demand Gen campaigns.',
    fix: 'Raise the daily budget.',
  },
  'campaignBudgetError.NON_MULTIPLE_OF_MINIMUM_CURRENCY_UNIT': {
    message: 'The daily budget is not a multiple of the smallest amount that Google bills in this currency.',
    fix: 'Round the budget.',
  },
  'campaignBudgetError.MONEY_AMOUNT_TOO_LARGE': {
    message: 'The daily budget is too large for Google.',
    fix: 'Lower it.',
  },
  'campaignError.CANNOT_CREATE_CAMPAIGN_WITH_BIDDING_STRATEGY': {
    message: 'This type of campaign cannot use this bidding strategy.',
    fix: 'Choose another bidding strategy.',
  },
  'biddingError.CONVERSION_TRACKING_NOT_ENABLED': {
    message: 'The bidding strategy needs conversion tracking, which the account does not have.',
    fix: 'Set up conversion tracking in Google Ads, or choose Maximize clicks.',
  },
  'dateError.CANNOT_SET_DATE_TO_PAST': {
    message: 'The date is in the past for Google.',
    fix: 'Choose today or later.',
  },
  'dateRangeError.START_DATE_AFTER_END_DATE': {
    message: 'The end is before the start.',
    fix: 'Correct the dates.',
  },
  'dateRangeError.CANNOT_MODIFY_START_DATE_IF_ALREADY_STARTED': {
    message: 'The campaign has started, so its start cannot change.',
    fix: 'Put the start date back.',
  },
  'adGroupError.DUPLICATE_ADGROUP_NAME': {
    message: 'Two ad groups of the campaign have the same name.',
    fix: 'Give each its own name.',
  },
  'adError.LINE_TOO_WIDE': TEXT_TOO_WIDE,
  'stringLengthError.TOO_LONG': TEXT_TOO_WIDE,
  'stringLengthError.TOO_SHORT': { message: 'The text is empty or too short.', fix: 'Fill it in.' },
  'fieldError.REQUIRED': { message: 'Google needs this field.', fix: 'Fill it in.' },
  'fieldError.IMMUTABLE_FIELD': {
    message: 'Google never changes this field once it is set.',
    fix: 'Duplicate the campaign to change it.',
  },
  'policyFindingError.POLICY_FINDING': {
    message: 'The ad breaks a policy of Google.',
    fix: 'Change the text or image that the policy names.',
  },
  'urlFieldError.INVALID_FINAL_URL': {
    message: 'Google does not accept the landing page’s address.',
    fix: 'Correct it.',
  },
  'imageError.ASPECT_RATIO_NOT_ALLOWED': IMAGE,
  'imageError.IMAGE_TOO_SMALL': IMAGE,
  'imageError.FILE_TOO_LARGE': IMAGE,
  'imageError.FORMAT_NOT_ALLOWED': IMAGE,
  'imageError.ANIMATED_NOT_ALLOWED': IMAGE,
  'imageError.CMYK_JPEG_NOT_ALLOWED': IMAGE,
  'imageError.INVALID_IMAGE': IMAGE,
  'assetLinkError.IMAGE_NOT_WITHIN_SPECIFIED_DIMENSION_RANGE': IMAGE,
  'databaseError.CONCURRENT_MODIFICATION': WAIT,
  'quotaError.RESOURCE_TEMPORARILY_EXHAUSTED': WAIT,
  'quotaError.RESOURCE_EXHAUSTED': {
    message: 'The day’s operations of your Google Cloud project are used up.',
    fix: 'Nothing to do: it goes on when the sliding 24 hours free some. A higher access level allows more.',
  },
  'authorizationError.USER_PERMISSION_DENIED': {
    message: 'The connected user may not use this account.',
    fix: 'Check the user’s access in Google Ads, and the manager account it is reached through.',
  },
  'authorizationError.CUSTOMER_NOT_ENABLED': {
    message: 'The account is not active at Google.',
    fix: 'Activate it in Google Ads.',
  },
  'oauth.invalid_grant': RECONNECT,
  'authenticationError.OAUTH_TOKEN_REVOKED': RECONNECT,
  'oauth.not_connected': {
    message: 'Google Ads is not connected.',
    fix: 'Set GOOGLE_ADS_CLIENT_ID, GOOGLE_ADS_CLIENT_SECRET and GOOGLE_ADS_REFRESH_TOKEN.',
  },
}

/** Google's errors with the field of the campaign that each is about, in words. */
export function reportErrors(errors: readonly GoogleError[], work: Pick<Work, 'plan'>): GoogleErrorReport[] {
  const { operations } = work.plan as StoredPlan
  // What fails only because its parent failed would hide the parent's own error.
  const own = errors.filter(({ code }) => code !== 'newResourceCreationError.TEMP_ID_RESOURCE_HAD_ERRORS')
  return (own.length > 0 ? own : errors).map((error) => {
    const operation = error.operationIndex === null ? undefined : operations[error.operationIndex]
    const words = WORDS[error.code]
    return {
      path: operation === undefined ? null : localPath(operation, error.field),
      code: error.code,
      message: words?.message ?? (error.message || `Google answered ${error.code}.`),
      googleMessage: error.message || null,
      fix: words?.fix ?? null,
    }
  })
}

/** Somebody else's campaign has the name. */
export function nameClash(work: Pick<Work, 'published_name'>): StepEnd {
  const message = `The account already has another campaign called “${work.published_name}”.`
  const errors = [
    {
      path: 'name',
      code: 'campaignError.DUPLICATE_CAMPAIGN_NAME',
      message,
      googleMessage: null,
      fix: 'Choose another name and publish again.',
    },
  ]
  return { kind: 'failed', message, errors, nothingMade: true }
}
