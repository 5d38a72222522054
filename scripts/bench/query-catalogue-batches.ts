import type { Row } from './query-catalogue.ts'

const PROJECT = 'Google counts by Cloud project: the meter is of the whole installation.'
const METER = 'google_quota_holds_pkey google_quota_uses_pkey google_quotas_pkey'
const ITEMS = 'publications_pkey publish_batch_items_pkey'

/** Batches of campaigns, and the meter of Google's daily operations. */
export const CATALOGUE_OF_BATCHES: readonly Row[] = [
  [
    'account_count',
    1,
    'accounts_customer_key',
    'How many accounts are read.',
    'A worker reads the accounts of all workspaces.',
  ],
  [
    'batch_find',
    3,
    `${ITEMS} publish_batches_pkey`,
    'One batch, and how many of its campaigns have which outcome.',
    'Up to 500 items are counted, and their eight outcomes sorted.',
  ],
  ['batch_insert', 0.3, '', 'A new batch.'],
  ['batch_item_insert', 20, 'campaigns_pkey', 'The campaigns of a new batch: up to 500.'],
  ['batch_item_list', 2, `campaigns_pkey ${ITEMS}`, "A page of a batch's campaigns."],
  [
    'batch_item_lock',
    0.3,
    'publish_batch_items_pkey',
    'Holds a campaign of a batch while its publication is opened.',
  ],
  ['batch_item_progress', 3, ITEMS, 'How the campaigns of a batch stand: up to 500.'],
  ['batch_item_update', 0.3, 'publish_batch_items_pkey', 'A campaign of a batch has had its turn.'],
  ['batch_item_update_resumed', 5, 'publish_batch_items_pkey', 'What was stopped has its turn again.'],
  ['batch_item_update_retried', 10, ITEMS, 'What failed has its turn again.'],
  ['batch_item_update_stopped', 5, 'publish_batch_items_pkey', 'What has not begun is stopped.'],
  [
    'batch_list',
    40,
    `${ITEMS} publish_batches_pkey`,
    'A page of batches with their counts.',
    'Each has up to 500 items, which are counted; their outcomes are sorted.',
  ],
  [
    'batch_list_running',
    0.5,
    'publish_batches_running_idx',
    'Batches under way, of all workspaces.',
    'A worker looks through the batches of all workspaces.',
  ],
  [
    'member_find_rights_by_name',
    2,
    'member_accounts_pkey members_pkey users_pkey',
    'What whoever let a batch run may do now.',
    'All members of the workspace are looked at, of whom there are few.',
  ],
  [
    'api_key_find_rights_by_name',
    1,
    'api_key_accounts_pkey api_keys_name_key api_keys_token_key',
    'What the key by which a batch was begun may do now.',
    'All keys of the workspace are looked at, of which there are few.',
  ],
  ['batch_lock', 0.3, 'publish_batches_pkey', 'Holds a batch while it is changed.'],
  [
    'batch_lock_shared',
    0.3,
    'publish_batches_pkey',
    'Holds a batch as it stands while a publication is opened.',
  ],
  ['batch_update_acting', 0.3, 'publish_batches_pkey', 'Who lets a batch go on.'],
  ['batch_update_state', 0.3, 'publish_batches_pkey', 'A batch stops, ends or goes on.'],
  ['publication_wait_for_quota', 0.5, 'publications_pkey', 'A publication waits for operations.'],
  ['quota_block', 0.3, 'google_quotas_pkey', 'Google wants nothing for a while.', PROJECT],
  ['quota_delete_old', 1, 'google_quota_uses_pkey', 'Forgets what no longer counts.', PROJECT],
  ['quota_find', 0.5, METER, 'How the meter stands.', PROJECT],
  ['quota_hold', 0.5, METER, 'Keeps operations for a publication.', PROJECT],
  ['quota_lock', 0.2, 'google_quotas_pkey', 'Holds the meter.', PROJECT],
  ['quota_refund', 0.3, 'google_quota_uses_pkey', 'Takes back what never left.', PROJECT],
  ['quota_release', 0.3, 'google_quota_holds_pkey', 'Gives back what was kept.', PROJECT],
  ['quota_spend', 0.5, METER, 'Counts operations before they are sent.', PROJECT],
  [
    'quota_spend_held',
    0.5,
    'google_quota_holds_pkey google_quotas_pkey',
    'Counts operations that are kept already.',
    PROJECT,
  ],
]
