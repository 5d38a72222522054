import { type Attack, CONTROL, insert, long, update } from './attack-sql.ts'
import { IDS } from './world.ts'

const view = (over: Record<string, string>): string =>
  insert('saved_views', {
    workspace_id: `'${IDS.mine}'`,
    id: `'${IDS.free}'`,
    name: `'New'`,
    definition: `'{}'`,
    position: '0',
    created_by: `'ann'`,
    ...over,
  })
const change = (set: string): string => update('saved_views', IDS.view, set)

/** Views of the table of campaigns. */
export const VIEWS: readonly Attack[] = [
  ['saved_views_pkey', view({ id: `'${IDS.view}'` })],
  ['saved_views_name_key', view({ name: `'Team'` })],
  ['saved_views_name_key', view({ name: `'Mine'`, user_id: `'${IDS.user}'` }), 'owner'],
  ['saved_views_one_default_key', view({ is_default: 'true' })],
  ['saved_views_one_default_key', view({ is_default: 'true', user_id: `'${IDS.user}'` }), 'owner'],
  ['saved_views_workspace_fkey', view({ workspace_id: `'${IDS.free}'` }), 'owner'],
  ['saved_views_member_fkey', view({ user_id: `'${IDS.free}'` }), 'owner'],
  ['saved_views_member_fkey', view({ workspace_id: `'${IDS.theirs}'`, user_id: `'${IDS.user}'` }), 'owner'],
  ['saved_views_name_length', change(`name = ''`)],
  ['saved_views_name_length', change(`name = ${long(101)}`)],
  ['saved_views_name_no_control', change(`name = ${CONTROL}`)],
  ['saved_views_definition_object', change(`definition = '[]'`)],
  ['saved_views_definition_size', change(`definition = jsonb_build_object('x', ${long(16_400)})`)],
  ['saved_views_position_range', change('position = 1000')],
  ['saved_views_position_range', change('position = -1')],
  ['saved_views_version_positive', change('version = 0')],
  ['saved_views_created_by_length', view({ created_by: `''` })],
]
