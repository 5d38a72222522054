import type { Row } from './query-catalogue.ts'

const BY_ADMINISTRATORS = 'A workspace has a handful of connections.'

/** Ways to Google Ads, and turning the ring that seals what opens it. */
export const CATALOGUE_OF_CONNECTIONS: readonly Row[] = [
  [
    'google_connection_list',
    1,
    'accounts_customer_key google_connections_environment_key',
    'The connections of a workspace, and how many accounts go through each.',
    BY_ADMINISTRATORS,
  ],
  [
    'google_connection_lock',
    0.5,
    'accounts_customer_key google_connections_name_key',
    'Holds a connection while it is changed.',
  ],
  [
    'google_connection_secret',
    0.2,
    'google_connections_name_key',
    'What a client of Google Ads is made of: with every publication and reading of an account.',
  ],
  ['google_connection_insert', 0.5, '', 'Keeps a connection.'],
  ['google_connection_update', 0.5, 'google_connections_name_key', 'Its name, and what it may do.'],
  ['google_connection_open_again', 0.5, 'google_connections_name_key', 'A connection that was made anew.'],
  ['google_connection_forget', 0.5, 'google_connections_name_key', 'The end of a connection.'],
  ['google_connection_note', 0.3, 'google_connections_name_key', 'Whether Google took it.'],
  ['google_consent_insert', 0.5, '', 'A question to somebody at Google.'],
  [
    'google_consent_forget',
    0.5,
    'google_consents_connection_idx',
    'Questions that nobody answered in time.',
    'A workspace has a handful of open questions.',
  ],
  [
    'google_consent_take',
    0.5,
    'google_consents_connection_idx',
    'The question that an answer belongs to, once.',
  ],
  ['account_move', 0.5, 'accounts_customer_key', 'Another way to an account.'],
  [
    'sealed_workspaces',
    10,
    'workspaces_pkey',
    'Workspaces, to turn the ring.',
    'The ring is turned for the whole program.',
  ],
  [
    'sealed_connection_secrets',
    1,
    'google_connections_environment_key',
    'What connections of a workspace have sealed.',
    BY_ADMINISTRATORS,
  ],
  ['sealed_connection_secret_update', 0.5, 'google_connections_name_key', 'Seals it anew.'],
  [
    'sealed_consent_verifiers',
    1,
    'google_consents_pkey',
    'What open questions of a workspace have sealed.',
    'A workspace has a handful of open questions.',
  ],
  ['sealed_consent_verifier_update', 0.5, 'google_consents_connection_idx', 'Seals it anew.'],
  ['sealed_review_link_keys', 0.5, 'review_link_keys_pkey', 'What links of a workspace are signed with.'],
  ['sealed_review_link_key_update', 0.5, 'review_link_keys_pkey', 'Seals it anew.'],
  [
    'sealed_totp_secrets',
    20,
    'totp_secrets_pkey',
    'What second factors have sealed.',
    'People belong to no workspace, and each has one at most.',
  ],
  ['sealed_totp_secret_update', 0.5, 'totp_secrets_pkey', 'Seals it anew.', 'People belong to no workspace.'],
]
