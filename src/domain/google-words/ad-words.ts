import type { Words, WordTable } from './word-table.ts'

const TOO_WIDE: Words = [
  'The text is too wide for Google.',
  'Shorten it. CJK and full-width characters count two.',
]
const TOO_SHORT: Words = ['The text is empty or too short.', 'Fill it in.']
const CHARACTERS: Words = [
  'The text has characters or signs that Google does not take here.',
  'Take line breaks, emoji and unpaired braces out.',
]
const LANDING_PAGE: Words = [
  'Google does not accept the landing page’s address.',
  'Give a whole address with https:// in front.',
]
const TEMPLATE: Words = [
  'Google does not accept the tracking template.',
  'It has to be an address with http or https in front and {lpurl} in it.',
]
const IMAGE: Words = [
  'Google refuses the image.',
  'Replace it: the image’s own findings say what Google asks for.',
]
const IMAGE_AGAIN: Words = [
  'Google could not store the image just now.',
  'Publish again. If it stays so, save the image anew and replace it.',
]
const VIDEO: Words = [
  'Google cannot use the video.',
  'Check on YouTube that it is there, and public or unlisted.',
]
const BUTTON: Words = ['Google does not have this button for the ad.', 'Choose another call to action.']
const CUSTOMIZER: Words = [
  'The text has a placeholder that Google does not take here.',
  'Take the braces { } out, or close each of them.',
]
const PATHS: Words = [
  'The second part of the shown address needs the first.',
  'Fill in path 1, or take path 2 out.',
]
const FIXED: Words = [
  'Google never changes this field once it is set.',
  'Duplicate the campaign to change it.',
]
const KIND: Words = [
  'Google does not take this kind of image, text or video there.',
  'Take it out, or put it where it belongs.',
]
const POLICY: Words = [
  'The ad breaks a policy of Google.',
  'Change the text or image that the policy names, or ask for an exemption in Google Ads.',
]
const ASSET_GROUP: Words = [
  'Google does not take the asset group as it is.',
  'Look at its texts, images and addresses.',
]
const missing = (what: string): Words => [`The asset group has too few ${what}.`, `Add ${what}.`]

/** Ads and what they are made of: texts, addresses, images, videos, asset groups, policies. */
export const AD_WORDS: WordTable = {
  adGroupError: {
    DUPLICATE_ADGROUP_NAME: ['Two ad groups of the campaign have the same name.', 'Give each its own name.'],
    INVALID_ADGROUP_NAME: [
      'Google does not accept the ad group’s name.',
      'Use 1 to 255 characters, all on one line.',
    ],
    MISSING_ADGROUP_NAME: ['The ad group needs a name.', 'Give it one.'],
    BID_TOO_BIG: ['The bid is too large for Google.', 'Lower it.'],
    BID_TYPE_AND_BIDDING_STRATEGY_MISMATCH: [
      'The ad group’s bid does not go with the campaign’s bidding strategy.',
      'Take the bid out, or choose another strategy.',
    ],
    '*': [
      'Google does not take this ad group in a campaign of this type.',
      'Choose another type of campaign.',
    ],
  },
  adGroupAdError: {
    '*': ['Google does not let the ad be changed so.', 'Make a new ad and take this one away.'],
  },
  adError: {
    LINE_TOO_WIDE: TOO_WIDE,
    TOO_LONG: TOO_WIDE,
    APPROXIMATELY_TOO_LONG: TOO_WIDE,
    TOO_SHORT: TOO_SHORT,
    APPROXIMATELY_TOO_SHORT: TOO_SHORT,
    EMPTY_FIELD: TOO_SHORT,
    INVALID_FIELD_TEXT: CHARACTERS,
    INVALID_INPUT: CHARACTERS,
    MISSING_HEADLINE: ['The ad needs a headline.', 'Add one.'],
    MISSING_BUSINESS_NAME: ['The ad needs a business name.', 'Fill it in.'],
    MISSING_IMAGE: ['The ad needs an image.', 'Add one.'],
    MISSING_REQUIRED_IMAGE_ASPECT_RATIO: [
      'The ad lacks an image of one of the shapes that it needs.',
      'Add a landscape and a square image.',
    ],
    MISSING_TEXT: TOO_SHORT,
    INVALID_NUMBER_OF_ELEMENTS: [
      'The ad has too many or too few parts of a kind.',
      'Add some or take some away.',
    ],
    INVALID_AD_TYPE: [
      'Ads of this kind do not go into a campaign of this type.',
      'Make an ad of another kind.',
    ],
    CANNOT_MODIFY_AD: ['Google does not let this ad be changed.', 'Make a new ad and take this one away.'],
    UPDATING_AD_WITH_NO_ENABLED_ASSOCIATION: [
      'The ad was removed at Google, so it cannot be changed.',
      'Take it away here and make a new one.',
    ],
    INVALID_CALL_TO_ACTION_TEXT: BUTTON,
    CANNOT_SET_PATH2_WITHOUT_PATH1: PATHS,
    AD_CUSTOMIZERS_NOT_SUPPORTED_FOR_AD_TYPE: CUSTOMIZER,
    UNPAIRED_BRACE_IN_AD_CUSTOMIZER_TAG: CUSTOMIZER,
    UNRECOGNIZED_AD_CUSTOMIZER_TAG_FOUND: CUSTOMIZER,
    ILLEGAL_TAG_USE: CUSTOMIZER,
    MISMATCHED_ASPECT_RATIOS: [
      'The cards’ images do not have the same shapes.',
      'Give every card images of the same shapes.',
    ],
    DUPLICATE_IMAGE_ACROSS_CAROUSEL_CARDS: [
      'Two cards show the same image.',
      'Give each card an image of its own.',
    ],
    CANNOT_SET_ALLOW_FLEXIBLE_COLOR_FALSE: [
      'Without both colours Google must be free to choose them.',
      'Give both colours, or allow flexible colours.',
    ],
    CANNOT_SET_COLOR_CONTROL_WHEN_NATIVE_FORMAT_SETTING: [
      'An ad that shows only in native formats has no colours of its own.',
      'Take the colours out, or choose another format.',
    ],
    IMAGE_ERROR: IMAGE,
    VIDEO_RETRIEVAL_ERROR: VIDEO,
    '*': ['Google does not take the ad as it is.', 'See what Google said, and change that part of the ad.'],
  },
  stringLengthError: { TOO_LONG: TOO_WIDE, '*': TOO_SHORT },
  stringFormatError: {
    ILLEGAL_CHARS: CHARACTERS,
    '*': ['The field has not the form that Google asks for.', 'Correct it.'],
  },
  fieldError: {
    REQUIRED: ['Google needs this field.', 'Fill it in.'],
    REQUIRED_NONEMPTY_LIST: ['Google needs at least one of these.', 'Add one.'],
    IMMUTABLE_FIELD: FIXED,
    VALUE_MUST_BE_UNSET: [
      'Google takes no value here beside the others.',
      'Take it out: it does not go with this type of campaign, bidding or ad.',
    ],
    BLOCKED_VALUE: POLICY,
    FIELD_CANNOT_BE_CLEARED: ['Google does not let this field be emptied.', 'Fill it in again.'],
    '*': ['Google does not accept this value.', 'Correct it.'],
  },
  collectionSizeError: {
    TOO_FEW: ['There are too few of these for Google.', 'Add some.'],
    TOO_MANY: ['There are more of these than Google allows.', 'Take some away.'],
  },
  distinctError: { '*': ['The same stands there twice.', 'Take one of them away.'] },
  rangeError: {
    TOO_LOW: ['The number is too small for Google.', 'Raise it.'],
    TOO_HIGH: ['The number is too large for Google.', 'Lower it.'],
  },
  policyFindingError: { '*': POLICY },
  policyViolationError: { '*': POLICY },
  policyValidationParameterError: { '*': POLICY },
  urlFieldError: {
    INVALID_TRACKING_URL_TEMPLATE: TEMPLATE,
    INVALID_TAG_IN_TRACKING_URL_TEMPLATE: TEMPLATE,
    MISSING_TRACKING_URL_TEMPLATE_TAG: TEMPLATE,
    MISSING_PROTOCOL_IN_TRACKING_URL_TEMPLATE: TEMPLATE,
    INVALID_PROTOCOL_IN_TRACKING_URL_TEMPLATE: TEMPLATE,
    MALFORMED_TRACKING_URL_TEMPLATE: TEMPLATE,
    MISSING_HOST_IN_TRACKING_URL_TEMPLATE: TEMPLATE,
    INVALID_TLD_IN_TRACKING_URL_TEMPLATE: TEMPLATE,
    REDUNDANT_NESTED_TRACKING_URL_TEMPLATE_TAG: TEMPLATE,
    FINAL_URL_SUFFIX_MALFORMED: [
      'Google does not accept the suffix of the addresses.',
      'Write it like key=value&key=value, without a question mark.',
    ],
    INVALID_TAG_IN_FINAL_URL_SUFFIX: [
      'The suffix has a placeholder that Google does not know.',
      'Correct it.',
    ],
    INVALID_TLD_IN_FINAL_URL: [
      'The landing page’s address does not end in a name that exists on the internet.',
      'Correct its ending, like .com or .de.',
    ],
    '*': LANDING_PAGE,
  },
  imageError: {
    ASPECT_RATIO_NOT_ALLOWED: [
      'The image has not the shape that Google asks for.',
      'Crop it, or use another one.',
    ],
    IMAGE_TOO_SMALL: ['The image is too small for Google.', 'Use a larger one.'],
    FILE_TOO_LARGE: ['The image’s file is too large for Google.', 'Save it with at most 5 MB.'],
    IMAGE_DATA_TOO_LARGE: ['The image’s file is too large for Google.', 'Save it with at most 5 MB.'],
    FORMAT_NOT_ALLOWED: ['Google takes JPEG, PNG and GIF here.', 'Save the image in one of those.'],
    ANIMATED_NOT_ALLOWED: ['Google takes no animated images here.', 'Use one that stands still.'],
    CMYK_JPEG_NOT_ALLOWED: [
      'The image has colours for print (CMYK).',
      'Save it with colours for screens (RGB).',
    ],
    SERVER_ERROR: IMAGE_AGAIN,
    STORAGE_ERROR: IMAGE_AGAIN,
    ERROR_STORING_IMAGE: IMAGE_AGAIN,
    IMAGE_PROCESSING_ERROR: IMAGE_AGAIN,
    '*': IMAGE,
  },
  mediaFileError: { '*': VIDEO },
  youtubeVideoRegistrationError: { '*': VIDEO },
  assetError: {
    ASSET_DATA_IS_MISSING: IMAGE,
    INVALID_CALL_TO_ACTION_TEXT: BUTTON,
    CUSTOMER_NOT_ON_ALLOWLIST_FOR_ASSET_TYPE: [
      'The account may not use assets of this kind.',
      'Ask Google Ads for it, or take them out.',
    ],
    FIELD_INCOMPATIBLE_WITH_ASSET_TYPE: KIND,
    DUPLICATE_ASSET: ['The account has this asset already.', 'Read the plan again and publish it.'],
    DUPLICATE_ASSET_NAME: [
      'The account has another asset of this name.',
      'Rename that one in Google Ads; ours begin with “gacm”.',
    ],
    '*': ['Google does not take the asset.', 'Replace it.'],
  },
  assetLinkError: {
    IMAGE_NOT_WITHIN_SPECIFIED_DIMENSION_RANGE: [
      'The image has not the size that Google asks for there.',
      'Use another one.',
    ],
    YOUTUBE_VIDEO_REMOVED: ['The video is not on YouTube any more.', 'Use another one.'],
    YOUTUBE_VIDEO_TOO_LONG: ['The video is too long for Google.', 'Use a shorter one.'],
    YOUTUBE_VIDEO_TOO_SHORT: ['The video is too short for Google.', 'Use a longer one.'],
    YOUTUBE_VIDEO_DURATION_NOT_DEFINED: VIDEO,
    INVALID_PINNED_FIELD: [
      'A text cannot be pinned to that place.',
      'Choose another place, or take the pin out.',
    ],
    PINNING_UNSUPPORTED: ['Texts of this kind cannot be pinned.', 'Take the pin out.'],
    UNSUPPORTED_CALL_TO_ACTION: BUTTON,
    NOT_ENOUGH_AVAILABLE_ASSET_LINKS_FOR_VALID_COMBINATION: [
      'What is left would not make a whole ad.',
      'Add texts and images before others are taken away.',
    ],
    CUSTOMER_NOT_VERIFIED: [
      'Google has not verified the advertiser yet.',
      'Finish the verification in Google Ads.',
    ],
    BRAND_ASSETS_NOT_LINKED_AT_CAMPAIGN_LEVEL: [
      'With brand guidelines, business name and logo belong to the campaign.',
      'Give them to the campaign.',
    ],
    BRAND_ASSETS_NOT_LINKED_AT_ASSET_GROUP_LEVEL: [
      'Without brand guidelines, business name and logo belong to each asset group.',
      'Give them to the asset group, or turn the guidelines on.',
    ],
    '*': KIND,
  },
  assetGroupError: {
    DUPLICATE_NAME: ['Two asset groups of the campaign have the same name.', 'Give each its own name.'],
    NOT_ENOUGH_HEADLINE_ASSET: missing('headlines'),
    NOT_ENOUGH_LONG_HEADLINE_ASSET: missing('long headlines'),
    NOT_ENOUGH_DESCRIPTION_ASSET: missing('descriptions'),
    NOT_ENOUGH_BUSINESS_NAME_ASSET: ['The asset group needs a business name.', 'Fill it in.'],
    NOT_ENOUGH_MARKETING_IMAGE_ASSET: missing('landscape images'),
    NOT_ENOUGH_SQUARE_MARKETING_IMAGE_ASSET: missing('square images'),
    NOT_ENOUGH_LOGO_ASSET: ['The asset group needs a logo.', 'Add one.'],
    SHORT_DESCRIPTION_REQUIRED: [
      'One of the descriptions has to be short.',
      'Shorten one to 60 characters; CJK and full-width ones count two.',
    ],
    PATH1_REQUIRED_WHEN_PATH2_IS_SET: PATHS,
    FINAL_URL_REQUIRED: ['The asset group needs a landing page.', 'Fill in its address.'],
    FINAL_URL_CONTAINS_INVALID_DOMAIN_NAME: LANDING_PAGE,
    FINAL_URL_SHOPPING_MERCHANT_HOME_PAGE_URL_DOMAINS_DIFFER: [
      'The landing page is not on the shop’s own site.',
      'Use an address on the site of the Merchant Center account.',
    ],
    CANNOT_ADD_ASSET_GROUP_FOR_CAMPAIGN_TYPE: [
      'Only Performance Max campaigns have asset groups.',
      'Choose another type of campaign.',
    ],
    CANNOT_MUTATE_ASSET_GROUP_FOR_REMOVED_CAMPAIGN: [
      'The campaign was removed at Google, which never brings one back.',
      'Duplicate it to make it anew.',
    ],
    CANNOT_REMOVE_ALL_ASSET_GROUPS_FROM_CAMPAIGN: [
      'The campaign has to keep an asset group.',
      'Add another one before this one goes.',
    ],
    AD_CUSTOMIZER_NOT_SUPPORTED: CUSTOMIZER,
    '*': ASSET_GROUP,
  },
  assetGroupAssetError: {
    DUPLICATE_RESOURCE: ['The same stands in the asset group twice.', 'Take one of them away.'],
    EXPANDABLE_TAGS_NOT_ALLOWED_IN_DESCRIPTION: CUSTOMIZER,
    AD_CUSTOMIZER_NOT_SUPPORTED: CUSTOMIZER,
    '*': ASSET_GROUP,
  },
}
