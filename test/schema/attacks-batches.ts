import type { Attack } from './attack-sql.ts'
import { HEX64, IDS } from './world.ts'

const W = `workspace_id = '${IDS.mine}'`
const batch = (set: string): string => `update publish_batches set ${set} where ${W} and id = '${IDS.batch}'`
const item = (set: string): string =>
  `update publish_batch_items set ${set} where ${W} and batch_id = '${IDS.batch}'`
const newItem = (over: Record<string, string>): string => {
  const row = {
    workspace_id: `'${IDS.mine}'`,
    batch_id: `'${IDS.batch}'`,
    position: '1',
    campaign_id: `'${IDS.waiting}'`,
    account_id: `'${IDS.account}'`,
    campaign_name: `'Waiting'`,
    plan_hash: 'null',
    ...over,
  }
  return `insert into publish_batch_items (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`
}
const newBatch = (over: Record<string, string>): string => {
  const row = {
    workspace_id: `'${IDS.mine}'`,
    id: `'${IDS.free}'`,
    activate: 'true',
    staged: 'false',
    acting_name: `'ann'`,
    acting_role: `'admin'`,
    acting_door: `'api'`,
    created_by: `'ann'`,
    ...over,
  }
  return `insert into publish_batches (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`
}

const place = (set: string): string => `update geo_targets set ${set}`
const newPlace = (over: Record<string, string>): string => {
  const row = {
    environment: `'GOOGLE'`,
    geo_target_id: '5',
    name: `'Bonn'`,
    canonical_name: `'Bonn,Germany'`,
    country_code: `'DE'`,
    target_type: `'City'`,
    status: `'ENABLED'`,
    ...over,
  }
  return `insert into geo_targets (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`
}

export const BATCHES: readonly Attack[] = [
  ['publish_batches_pkey', newBatch({ id: `'${IDS.batch}'` })],
  ['publish_batches_workspace_fkey', newBatch({ workspace_id: `'${IDS.free}'` }), 'owner'],
  ['publish_batches_kind_known', newBatch({ kind: `'ARCHIVE'`, activate: 'false' })],
  ['publish_batches_kind_fits', newBatch({ kind: `'PAUSE'` })],
  ['publish_batches_kind_fits', newBatch({ kind: `'RESUME'`, staged: 'true' })],
  [
    'publish_batch_items_fit_kind',
    `${newBatch({ kind: `'PAUSE'`, activate: 'false' })}; ${newItem({ batch_id: `'${IDS.free}'` })};
     update publish_batch_items set publication_id = '${IDS.queued}' where ${W} and batch_id = '${IDS.free}'`,
  ],
  ['publish_batches_state_known', batch(`state = 'PAUSED', finished_at = now()`)],
  ['publish_batches_stopped_has_message', batch(`state = 'STOPPED', finished_at = now()`)],
  ['publish_batches_ended_has_time', batch(`state = 'FINISHED'`)],
  ['publish_batches_ended_has_time', batch('finished_at = now()')],
  ['publish_batches_message_length', batch(`message = ''`)],
  ['publish_batches_accepted_failures_range', batch('accepted_failures = 501')],
  ['publish_batches_acting_role_known', batch(`acting_role = 'owner'`)],
  ['publish_batches_acting_door_known', batch(`acting_door = 'window'`)],
  ['publish_batches_acting_name_length', batch(`acting_name = ''`)],
  ['publish_batches_created_by_length', newBatch({ created_by: `''` })],
  ['publish_batch_items_pkey', newItem({ position: '0' })],
  ['publish_batch_items_campaign_key', newItem({ campaign_id: `'${IDS.draft}'` })],
  ['publish_batch_items_batch_fkey', newItem({ batch_id: `'${IDS.theirBatch}'` })],
  ['publish_batch_items_publication_fkey', item(`publication_id = '${IDS.free}'`)],
  ['publish_batch_items_state_known', item(`state = 'LOST'`)],
  ['publish_batch_items_opened_has_publication', item(`state = 'OPENED'`)],
  ['publish_batch_items_refused_has_message', item(`state = 'REFUSED'`)],
  ['publish_batch_items_position_range', newItem({ position: '500' })],
  ['publish_batch_items_position_range', newItem({ position: '-1' })],
  ['publish_batch_items_plan_hash_hex', item(`plan_hash = '${HEX64.toUpperCase()}'`)],
  ['publish_batch_items_campaign_name_length', newItem({ campaign_name: `''` })],
  ['publish_batch_items_message_length', item(`message = ''`)],
  ['publish_batch_items_errors_array', item(`errors = '{}'`)],
  [
    'publications_quota_waits_within_attempts',
    `update publications set quota_waits = 3 where id = '${IDS.running}'`,
  ],
  [
    'publications_quota_waits_within_attempts',
    `update publications set quota_waits = -1 where id = '${IDS.running}'`,
  ],
  ['google_quotas_pkey', `insert into google_quotas (environment) values ('GOOGLE')`, 'owner'],
  ['google_quotas_environment_known', `insert into google_quotas (environment) values ('MARS')`, 'owner'],
  ['google_quotas_blocked_has_reason', `update google_quotas set blocked_until = now()`],
  [
    'google_quotas_blocked_reason_length',
    `update google_quotas set blocked_until = now(), blocked_reason = ''`,
  ],
  ['google_quota_uses_pkey', `insert into google_quota_uses select * from google_quota_uses`],
  ['google_quota_uses_environment_fkey', `insert into google_quota_uses values ('MARS', '2026-01-01', 1)`],
  ['google_quota_uses_operations_not_negative', 'update google_quota_uses set operations = -1'],
  [
    'google_quota_uses_starts_on_five_minutes',
    `insert into google_quota_uses values ('GOOGLE', '2026-01-01 00:01', 1)`,
  ],
  ['google_quota_holds_pkey', 'insert into google_quota_holds select * from google_quota_holds'],
  ['google_quota_holds_environment_fkey', `insert into google_quota_holds values ('MARS', '${IDS.free}', 1)`],
  ['google_quota_holds_operations_not_negative', 'update google_quota_holds set operations = -1'],
  ['geo_targets_pkey', newPlace({ geo_target_id: '1003854' })],
  ['geo_targets_environment_known', newPlace({ environment: `'MARS'` })],
  ['geo_targets_id_positive', newPlace({ geo_target_id: '0' })],
  ['geo_targets_name_length', place(`name = repeat('x', 201)`)],
  ['geo_targets_canonical_name_length', place(`canonical_name = repeat('x', 501)`)],
  ['geo_targets_country_code_form', place(`country_code = 'de'`)],
  ['geo_targets_target_type_length', place(`target_type = repeat('x', 101)`)],
  ['geo_targets_status_known', place(`status = 'LOST'`)],
  ['geo_targets_found_has_name', place(`name = ''`)],
]
