import type { Row } from './query-catalogue.ts'

/** What people are told: a few hundred rows of each, read by one person at a time. */
export const CATALOGUE_OF_NOTIFICATIONS: readonly Row[] = [
  [
    'notification_insert',
    1,
    'member_accounts_pkey members_pkey notification_preferences_pkey users_pkey',
    'Tells members of something that happened.',
    'The members of one workspace are looked at.',
  ],
  [
    'publication_find_told',
    0.3,
    'campaigns_pkey publications_pkey publish_batch_items_campaign_key publish_batches_pkey',
    'What is told of a publication that has ended.',
  ],
  ['notification_list', 0.5, 'notifications_pkey', 'A page of what a person was told, newest first.'],
  ['notification_list_unread', 0.5, 'notifications_unread_idx', 'What a person has not read, newest first.'],
  ['notification_count_unread', 0.3, 'notifications_unread_idx', 'How many a person has not read, to 100.'],
  ['notification_update_read', 0.3, 'notifications_unread_idx', 'One was read.'],
  ['notification_exists', 0.2, 'notifications_pkey', 'Whether there is such a one, after it was marked.'],
  ['notification_update_all_read', 2, 'notifications_unread_idx', 'All were read, up to one.'],
  [
    'notification_preference_find',
    0.2,
    'notification_preferences_pkey',
    'What a person does not want to be told.',
  ],
  [
    'notification_preference_upsert',
    0.3,
    '',
    'A person says what they want to be told.',
    'The kinds of notifications are sorted.',
  ],
  [
    'notification_delete_old',
    50,
    'notifications_age_idx notifications_pkey',
    'Takes out up to 5,000 that are older than 90 days, once a day.',
    'A worker takes out those of all workspaces at once, oldest first.',
  ],
]
