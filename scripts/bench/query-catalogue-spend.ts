import type { Row } from './query-catalogue.ts'

/** Caps and shares. A workspace has a row for each account, and for each currency. */
export const CATALOGUE_OF_SPEND: readonly Row[] = [
  ['spend_ledger_find', 0.2, 'accounts_pkey spend_ledgers_pkey', 'The caps of one account or currency.'],
  [
    'spend_ledger_list',
    5,
    'accounts_pkey spend_ledgers_pkey',
    'Caps and what is in use, of every account and currency.',
    'As many rows as accounts are sorted by name.',
  ],
  ['spend_ledger_lock', 0.2, 'spend_ledgers_pkey', 'Holds caps while they are changed.'],
  ['spend_ledger_update_caps', 0.5, 'spend_ledgers_pkey', 'Changed caps.'],
  [
    'spend_recount',
    50,
    'spend_shares_pkey',
    'Works the shares of a page of campaigns out anew.',
    'What a function reads is not part of its plan; a page has 500 campaigns.',
  ],
  ['spend_recount_lock', 5, 'campaigns_pkey', 'Holds a page of campaigns while their shares are worked out.'],
  ['spend_share_list', 1, 'spend_shares_pkey', 'What some campaigns count now.'],
]
