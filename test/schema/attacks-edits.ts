import { type Attack, CONTROL, insert, long } from './attack-sql.ts'
import { IDS } from './world.ts'

const edit = (over: Record<string, string>): string =>
  insert('campaign_edits', {
    workspace_id: `'${IDS.mine}'`,
    id: `'${IDS.free}'`,
    campaigns: '1',
    fields: `'{name}'`,
    door: `'api'`,
    created_by: `'ann'`,
    ...over,
  })
const revision = (over: Record<string, string>): string =>
  insert('revisions', {
    workspace_id: `'${IDS.mine}'`,
    campaign_id: `'${IDS.draft}'`,
    number: '2',
    document: `'{}'`,
    changed_fields: `'{name}'`,
    reason: `'Edited'`,
    door: `'api'`,
    created_by: `'ann'`,
    edit_id: `'${IDS.edit}'`,
    ...over,
  })

/** Many campaigns edited as one. */
export const EDITS: readonly Attack[] = [
  ['campaign_edits_pkey', edit({ id: `'${IDS.edit}'` })],
  ['campaign_edits_workspace_fkey', edit({ workspace_id: `'${IDS.free}'` }), 'owner'],
  ['campaign_edits_undoes_key', edit({ undoes: `'${IDS.edit}'` })],
  ['campaign_edits_undoes_fkey', edit({ undoes: `'${IDS.theirEdit}'` })],
  ['campaign_edits_undoes_another', edit({ undoes: `'${IDS.free}'` })],
  ['campaign_edits_campaigns_range', edit({ campaigns: '0' })],
  ['campaign_edits_campaigns_range', edit({ campaigns: '2501' })],
  ['campaign_edits_fields_known', edit({ fields: `'{status}'` })],
  ['campaign_edits_fields_known', edit({ fields: `'{}'` })],
  ['campaign_edits_note_length', edit({ note: `''` })],
  ['campaign_edits_note_length', edit({ note: long(501) })],
  ['campaign_edits_note_no_control', edit({ note: CONTROL })],
  ['campaign_edits_door_known', edit({ door: `'window'` })],
  ['campaign_edits_created_by_length', edit({ created_by: `''` })],
  ['campaign_edits_append_only', `update campaign_edits set note = 'x'`, 'owner'],
  ['campaign_edits_append_only', 'delete from campaign_edits', 'owner'],
  ['campaign_edits_append_only', 'truncate campaign_edits cascade', 'owner'],
  ['revisions_edit_fkey', revision({ edit_id: `'${IDS.theirEdit}'` })],
  ['revisions_edit_key', revision({ campaign_id: `'${IDS.paused}'`, number: '3' })],
]
