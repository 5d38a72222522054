import type { Row } from './query-catalogue.ts'

/** Many campaigns edited as one: up to 2,500 at a time, each statement sent once. */
export const CATALOGUE_OF_EDITS: readonly Row[] = [
  ['campaign_edit_find', 0.3, 'campaign_edits_pkey campaign_edits_undoes_key', 'One edit of many campaigns.'],
  ['campaign_edit_insert', 0.3, '', 'A new edit of many campaigns.'],
  [
    'campaign_edit_insert_revisions',
    1000,
    'revisions_pkey',
    'A saved state of each campaign of an edit, made of the one before it.',
  ],
  [
    'campaign_edit_list',
    2,
    'campaign_edits_pkey campaign_edits_undoes_key',
    'A page of the edits of many campaigns.',
  ],
  [
    'campaign_edit_list_campaigns',
    300,
    'accounts_pkey campaign_baselines_pkey campaign_protections_pkey campaigns_pkey campaigns_published_name_key',
    'The campaigns of an edit as they stand, with what decides about their cells.',
  ],
  [
    'campaign_edit_list_changes',
    300,
    'revisions_edit_key revisions_pkey',
    'What an edit changed in each campaign.',
    'The changed fields of a campaign, seven at most, are put together.',
  ],
  [
    'campaign_edit_lock_campaigns',
    100,
    'campaigns_pkey',
    'Holds the campaigns of an edit, by id.',
    'The ids of one edit are sorted, so that two edits lock in one order.',
  ],
  ['campaign_edit_update_campaigns', 2000, 'campaigns_pkey', 'The fields of the campaigns of an edit.'],
  [
    'replace_insert_revisions',
    200,
    '',
    'A saved state of each campaign of a page whose texts were replaced.',
  ],
  [
    'replace_list_baselines',
    50,
    'campaign_baselines_pkey',
    'What Google had of the campaigns of a page where a text was found.',
  ],
  [
    'replace_list_documents',
    100,
    'campaigns_pkey revisions_pkey',
    'A page of campaigns whose texts are looked through, as they stand.',
  ],
  [
    'replace_list_edited',
    100,
    'revisions_edit_key revisions_pkey',
    'A page of what a find and replace made of its campaigns, for its undo.',
  ],
  ['replace_update_ad_groups', 200, 'ad_groups_pkey', 'The names of ad groups of a page that were replaced.'],
  [
    'replace_update_campaigns',
    200,
    'campaigns_pkey',
    'The texts of the campaigns of a page that were replaced.',
  ],
]
