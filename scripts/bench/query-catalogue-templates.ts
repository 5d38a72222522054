import type { Row } from './query-catalogue.ts'

/** Templates: at most five hundred of a workspace. */
export const CATALOGUE_OF_TEMPLATES: readonly Row[] = [
  ['template_asset_insert', 1, '', 'The images of a new template.'],
  ['template_delete', 0.5, 'campaign_templates_pkey', 'Deletes a template.'],
  [
    'template_find',
    0.5,
    'campaign_templates_pkey campaign_template_assets_pkey',
    'One template, after it was written.',
  ],
  [
    'template_find_content',
    0.5,
    'campaign_templates_pkey campaign_template_assets_pkey',
    'One template with what it holds.',
  ],
  [
    'template_insert',
    1,
    'campaign_templates_account_idx',
    'Keeps a template.',
    'At most five hundred templates of the workspace are counted.',
  ],
  [
    'template_list',
    5,
    'campaign_templates_name_key campaign_template_assets_pkey',
    'Templates by name, a page at a time.',
    'The content of a page of templates is read for its sizes.',
  ],
  ['template_lock', 0.2, 'campaign_templates_pkey', 'Holds a template while it is changed.'],
  ['template_update', 0.5, 'campaign_templates_pkey', 'A changed template.'],
]
