import { type Attack, CONTROL, insert, long, update } from './attack-sql.ts'
import { IDS } from './world.ts'

const template = (over: Record<string, string>): string =>
  insert('campaign_templates', {
    workspace_id: `'${IDS.mine}'`,
    id: `'${IDS.free}'`,
    account_id: `'${IDS.account}'`,
    campaign_type: `'SEARCH'`,
    name: `'New'`,
    content: `'{}'`,
    content_version: '1',
    created_by: `'ann'`,
    ...over,
  })
const image = (template: string, asset: string): string =>
  insert('campaign_template_assets', {
    workspace_id: `'${IDS.mine}'`,
    template_id: `'${template}'`,
    asset_id: `'${asset}'`,
  })
const change = (set: string): string => update('campaign_templates', IDS.template, set)

/** Templates of campaigns, and the images that they keep from going. */
export const TEMPLATES: readonly Attack[] = [
  ['campaign_templates_pkey', template({ id: `'${IDS.template}'` })],
  ['campaign_templates_name_key', template({ name: `'Spring'` })],
  ['campaign_templates_account_fkey', template({ account_id: `'${IDS.theirAccount}'` })],
  ['campaign_templates_type_known', template({ campaign_type: `'VIDEO'` })],
  ['campaign_templates_name_length', change(`name = ''`)],
  ['campaign_templates_name_length', change(`name = ${long(101)}`)],
  ['campaign_templates_name_no_control', change(`name = ${CONTROL}`)],
  ['campaign_templates_description_length', change(`description = ''`)],
  ['campaign_templates_description_length', change(`description = ${long(501)}`)],
  ['campaign_templates_content_object', template({ content: `'[]'` })],
  ['campaign_templates_content_size', template({ content: `jsonb_build_object('x', ${long(8_388_600)})` })],
  ['campaign_templates_content_anonymous', template({ content: `'{"googleCampaignId": "1"}'` })],
  ['campaign_templates_content_anonymous', template({ content: `'{"status": "PUBLISHED"}'` })],
  [
    'campaign_templates_content_anonymous',
    template({ content: `'{"containsEuPoliticalAdvertising": false}'` }),
  ],
  ['campaign_templates_content_version_positive', template({ content_version: '0' })],
  ['campaign_templates_version_positive', change('version = 0')],
  ['campaign_templates_created_by_length', template({ created_by: `''` })],
  ['campaign_template_assets_pkey', image(IDS.template, IDS.image)],
  ['campaign_template_assets_template_fkey', image(IDS.theirTemplate, IDS.image)],
  ['campaign_template_assets_asset_fkey', image(IDS.template, IDS.theirImage)],
]
