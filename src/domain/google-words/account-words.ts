import type { Words, WordTable } from './word-table.ts'

const RECONNECT: Words = [
  'Google no longer accepts the connection.',
  'Reconnect Google Ads. If this comes back every seven days, the consent screen of your Cloud project is in "Testing": publish it.',
]
const ACCESS: Words = [
  'The connected user may not use this account.',
  'Check the user’s access in Google Ads, and the manager account that it is reached through.',
]
const LEVEL: Words = [
  'Your Cloud project may only use test accounts.',
  'Apply for Explorer or Basic access in the Google Cloud console; the answer takes up to two working days.',
]
const PROJECT: Words = [
  'Google does not let your Cloud project use the Google Ads API.',
  'Enable the Google Ads API in the Google Cloud console, and look there for what is missing.',
]
const WAIT: Words = ['Google is busy with this account.', 'Nothing to do: it is tried again.']
const INTERNAL: Words = [
  'Google had a fault of its own.',
  'Nothing to do: Google is asked what it did, and it is tried again.',
]
const CLIENT: Words = [
  'Google does not know the OAuth client of this connection.',
  'Check GOOGLE_ADS_CLIENT_ID and GOOGLE_ADS_CLIENT_SECRET.',
]
const UNREACHABLE: Words = [
  'Google did not answer.',
  'Nothing to do: it is tried again. If it stays so, check the way from this server to the internet.',
]

/** Signing in, access, quota, and the way to Google. */
export const ACCOUNT_WORDS: WordTable = {
  oauth: {
    invalid_grant: RECONNECT,
    invalid_client: CLIENT,
    unauthorized_client: CLIENT,
    not_connected: [
      'Google Ads is not connected.',
      'Connect it on the page Accounts, or set GOOGLE_ADS_CLIENT_ID, GOOGLE_ADS_CLIENT_SECRET and GOOGLE_ADS_REFRESH_TOKEN.',
    ],
    access_denied: [
      'Google Ads was not connected: on Google’s page it was not agreed to.',
      'Begin again, and agree there.',
    ],
    scope_missing: [
      'Google agreed to something, and not to Google Ads.',
      'Begin again, and leave the box for Google Ads ticked.',
    ],
    no_refresh_token: [
      'Google gave nothing that lasts.',
      'Begin again. If it stays so, take this application’s access away at myaccount.google.com/permissions first.',
    ],
    redirect_uri_mismatch: [
      'Google does not know the address that it should send people back to.',
      'Add the address that the page shows to the OAuth client, under “Authorised redirect URIs”.',
    ],
    invalid_scope: [
      'The service account may not use Google Ads in this way.',
      'Allow its client id the scope https://www.googleapis.com/auth/adwords, or let it act for itself.',
    ],
    unreachable: [
      'Google’s sign-in does not answer.',
      'Nothing to do: it is tried again. If it stays so, check the way from this server to the internet.',
    ],
    '*': ['Google refused the sign-in of this server.', 'Reconnect Google Ads.'],
  },
  authenticationError: {
    OAUTH_TOKEN_REVOKED: RECONNECT,
    OAUTH_TOKEN_DISABLED: RECONNECT,
    OAUTH_TOKEN_INVALID: RECONNECT,
    OAUTH_TOKEN_EXPIRED: ['The connection’s pass has run out.', 'Nothing to do: a new one is fetched.'],
    OAUTH_TOKEN_HEADER_INVALID: RECONNECT,
    GOOGLE_ACCOUNT_DELETED: [
      'The Google account of the connection was deleted.',
      'Reconnect with another user who has access to the account.',
    ],
    NOT_ADS_USER: [
      'The connected Google account has no Google Ads account.',
      'Reconnect with a user who has access to one.',
    ],
    TWO_STEP_VERIFICATION_NOT_ENROLLED: [
      'Google Ads asks the connected user for two-step verification.',
      'Turn it on for that Google account, then publish again.',
    ],
    ADVANCED_PROTECTION_NOT_ENROLLED: [
      'The account asks its users for Google’s Advanced Protection.',
      'Enrol the connected Google account, then publish again.',
    ],
    CUSTOMER_NOT_FOUND: [
      'Google has no account with this id.',
      'Check the customer id, or connect another account.',
    ],
    CLIENT_CUSTOMER_ID_INVALID: ['The account’s id is not one of Google’s.', 'Connect the account again.'],
    DEVELOPER_TOKEN_INVALID: PROJECT,
    ORGANIZATION_NOT_APPROVED: PROJECT,
    ORGANIZATION_NOT_RECOGNIZED: PROJECT,
    ORGANIZATION_NOT_ASSOCIATED_WITH_DEVELOPER_TOKEN: PROJECT,
    '*': RECONNECT,
  },
  authorizationError: {
    USER_PERMISSION_DENIED: ACCESS,
    ACTION_NOT_PERMITTED: [
      'The connected user may read this account and not change it.',
      'Give the user standard or admin access in Google Ads.',
    ],
    SERVICE_ACCESS_DENIED: ACCESS,
    ACCESS_DENIED_FOR_ACCOUNT_TYPE: [
      'Accounts of this kind cannot do this.',
      'Publish to another account; campaigns cannot stand in a manager account.',
    ],
    INVALID_LOGIN_CUSTOMER_ID_SERVING_CUSTOMER_ID_COMBINATION: [
      'The manager account does not manage this account.',
      'Connect the account again, through the manager account that has it.',
    ],
    CUSTOMER_NOT_ENABLED: [
      'The account is not active at Google: it was cancelled, or was never set up to the end.',
      'Activate it in Google Ads.',
    ],
    INCOMPLETE_SIGNUP: ['The account was never set up to the end.', 'Finish its set-up in Google Ads.'],
    MISSING_TOS: ['Google’s terms were not accepted for this account.', 'Accept them in Google Ads.'],
    ACTION_NOT_PERMITTED_FOR_SUSPENDED_ACCOUNT: [
      'Google has suspended the account.',
      'See in Google Ads why, and appeal there. Nothing can be published before.',
    ],
    CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION: LEVEL,
    DEVELOPER_TOKEN_NOT_APPROVED: LEVEL,
    DEVELOPER_TOKEN_NOT_ON_ALLOWLIST: LEVEL,
    DEVELOPER_TOKEN_PROHIBITED: PROJECT,
    PROJECT_DISABLED: PROJECT,
    CLOUD_PROJECT_NOT_UNDER_ORGANIZATION: PROJECT,
    '*': ACCESS,
  },
  quotaError: {
    RESOURCE_EXHAUSTED: [
      'The day’s operations of your Google Cloud project are used up.',
      'Nothing to do: it goes on when the sliding 24 hours free some. A higher access level allows more.',
    ],
    ACCESS_PROHIBITED: LEVEL,
    '*': WAIT,
  },
  databaseError: {
    REQUEST_TOO_LARGE: [
      'The change is too large for Google at once.',
      'Publish it in parts: save some of the ad groups, publish, then add the others.',
    ],
    '*': WAIT,
  },
  internalError: { '*': INTERNAL },
  headerError: {
    '*': [
      'The manager account of the connection is not a valid one.',
      'Connect the account again, through the manager account that has it.',
    ],
  },
  connection: {
    READ_ONLY: [
      'The connection of this account only reads.',
      'An administrator can change that on the page Accounts.',
    ],
  },
  network: { '*': UNREACHABLE },
  http: {
    UNAVAILABLE: INTERNAL,
    INTERNAL: INTERNAL,
    DEADLINE_EXCEEDED: INTERNAL,
    RESOURCE_EXHAUSTED: WAIT,
    '429': WAIT,
    UNAUTHENTICATED: RECONNECT,
    PERMISSION_DENIED: PROJECT,
    '413': ['The request is too large for Google.', 'Publish it in parts.'],
  },
}
