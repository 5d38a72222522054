import type { Words, WordTable } from './word-table.ts'

const OURS: Words = [
  'This program asked Google for something that Google does not understand.',
  'That is a fault of the program, not of the campaign. Report it with the code and the request id.',
]
const TOO_LARGE: Words = [
  'The change is too large for one request.',
  'Publish it in parts: save some of the ad groups, publish, then add the others.',
]
const NOT_ALLOWED: Words = [
  'Google does not let this program do that with this account.',
  'Look in Google Ads whether it is possible there at all.',
]

/** Requests as such. What a person cannot have caused is called a fault of the program. */
export const REQUEST_WORDS: WordTable = {
  requestError: {
    TOO_MANY_MUTATE_OPERATIONS: TOO_LARGE,
    CANNOT_BE_EXECUTED_BY_MANAGER_ACCOUNT: [
      'A manager account holds no campaigns.',
      'Connect one of the accounts below it, and move the campaign there.',
    ],
    INVALID_CUSTOMER_ID: ['The account’s id is not one of Google’s.', 'Connect the account again.'],
    UNSUPPORTED_VERSION: [
      'Google no longer serves the version of its API that this server uses.',
      'Update this program; until then set GOOGLE_ADS_API_VERSION to a version that Google serves.',
    ],
    CLOUD_PROJECT_NOT_FOUND: [
      'Google does not find the Cloud project of this connection.',
      'Check in the Google Cloud console that it exists, and reconnect.',
    ],
    '*': OURS,
  },
  sizeLimitError: { '*': TOO_LARGE },
  newResourceCreationError: { '*': OURS },
  fieldMaskError: { '*': OURS },
  queryError: { '*': OURS },
  changeEventError: { '*': OURS },
  enumError: {
    '*': ['Google does not know this choice, or no longer.', 'Choose another one, or update this program.'],
  },
  idError: { '*': OURS },
  nullError: { '*': OURS },
  notEmptyError: { '*': OURS },
  operatorError: { '*': OURS },
  listOperationError: { '*': OURS },
  operationAccessDeniedError: { '*': NOT_ALLOWED },
  resourceAccessDeniedError: { '*': NOT_ALLOWED },
  notAllowlistedError: {
    '*': ['The account may not use this yet.', 'Ask Google Ads for it, or take it out.'],
  },
}
