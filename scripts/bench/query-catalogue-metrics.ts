import type { Row } from './query-catalogue.ts'

/** Daily metrics and their reading. */
export const CATALOGUE_OF_METRICS: readonly Row[] = [
  ['metrics_make_month', 50, '', 'Makes the partition of a month.'],
  ['metrics_drop_month', 50, '', 'Removes the oldest month that is kept no longer.'],
  ['metrics_list_missing_months', 1, '', 'Months whose partition is not there yet.', 'A handful of months.'],
  [
    'metrics_sync_list_due',
    5,
    'accounts_pkey metrics_syncs_pkey',
    'Accounts whose numbers are due.',
    'A worker looks through the accounts of all workspaces.',
  ],
  ['metrics_sync_claim', 0.5, '', "Claims the reading of an account's numbers."],
  ['metrics_sync_lock', 0.2, 'metrics_syncs_pkey', 'Holds the claim while numbers are written.'],
  ['metrics_sync_finish', 0.5, 'metrics_syncs_pkey', 'The numbers of an account are read.'],
  ['metrics_sync_fail', 0.5, 'metrics_syncs_pkey', 'The numbers of an account could not be read.'],
  [
    'metrics_sync_list',
    0.3,
    'metrics_syncs_pkey',
    'How fresh the numbers of a workspace are.',
    'A workspace has tens of accounts.',
  ],
  [
    'metrics_replace',
    500,
    'campaign_metrics_2026_10_pkey campaigns_google_id_key',
    'The days of up to 1,000 campaigns, written over those that were there.',
    'What is sent is sorted, so that two writers lock in one order.',
  ],
  ['metrics_list_google_ids', 5, 'campaigns_google_id_key', 'Campaigns of an account that may have numbers.'],
  [
    'metrics_list_of_campaign',
    2,
    'campaign_metrics_2026_10_pkey',
    'The days of one campaign.',
    'A year has 366 days.',
  ],
  [
    'metrics_list_of_workspace',
    2,
    'workspace_metrics_pkey',
    'The days of a workspace, from its sums.',
    'A year has 366 days for each currency.',
  ],
  [
    'metrics_list_of_account',
    2,
    'account_metrics_pkey accounts_customer_key',
    'The days of an account, from its sums.',
    'A year has 366 days.',
  ],
  [
    'metrics_list_totals',
    5,
    'campaign_metrics_2026_10_pkey campaigns_pkey',
    'The sums of a page of campaigns in a range of days.',
    'A page of campaigns is grouped.',
  ],
  [
    'metrics_list_lifetime',
    1,
    'campaign_metrics_totals_pkey',
    'The sums of a page of campaigns over all time.',
  ],
]
