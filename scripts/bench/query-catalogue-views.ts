import type { Row } from './query-catalogue.ts'

/** Views of the table of campaigns: at most a hundred of a person, and as many of the team. */
export const CATALOGUE_OF_VIEWS: readonly Row[] = [
  [
    'saved_view_clear_default',
    0.3,
    'saved_views_one_default_key',
    'Another view is to be the one to open with.',
  ],
  ['saved_view_delete', 0.3, 'saved_views_pkey', 'Deletes a view.'],
  ['saved_view_find', 0.2, 'saved_views_pkey', 'One view, after it was written.'],
  [
    'saved_view_insert',
    0.5,
    'saved_views_name_key',
    'Keeps a view.',
    'At most a hundred views of one owner are counted.',
  ],
  [
    'saved_view_list',
    1,
    'saved_views_name_key',
    "A person's views, and the team's.",
    'At most two hundred views are sorted.',
  ],
  ['saved_view_lock', 0.2, 'saved_views_pkey', 'Holds a view while it is changed.'],
  ['saved_view_update', 0.5, 'saved_views_pkey', 'A changed view.'],
]
