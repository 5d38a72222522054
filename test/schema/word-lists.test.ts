import { afterAll, beforeAll, expect, it } from 'vitest'
import { APPROVAL_STATES, OPEN_APPROVAL_STATES } from '../../src/contract/approvals.ts'
import { BATCH_STATES } from '../../src/contract/batch.ts'
import { TABLE_FIELDS } from '../../src/contract/campaign-edits.ts'
import { TEXT_FIELDS } from '../../src/contract/replace-places.ts'
import { PLACE_STATUSES } from '../../src/contract/places.ts'
import { STOP_STATES } from '../../src/contract/stops.ts'
import { TRANSPORTS } from '../../src/contract/passkeys.ts'
import * as words from '../../src/contract/words.ts'
import { OPERATION_NAMES } from '../../src/domain/plan/operations.ts'
import { createSchemaWorld, type SchemaWorld } from './world.ts'

let world: SchemaWorld

beforeAll(async () => {
  world = await createSchemaWorld()
})
afterAll(async () => await world.close())

const LISTS: Record<string, readonly string[]> = {
  members_role_known: words.ROLES,
  api_keys_role_known: words.ROLES,
  invitations_role_known: words.ROLES,
  member_accounts_role_known: words.ACCOUNT_ROLES,
  invitation_accounts_role_known: words.ACCOUNT_ROLES,
  api_key_accounts_role_known: words.ACCOUNT_ROLES,
  sign_in_limits_kind_known: ['ADDRESS', 'EMAIL', 'BROWSER'],
  sign_in_attempts_kind_known: ['PROVIDER', 'SECOND_FACTOR', 'PASSKEY', 'PASSKEY_FACTOR', 'PASSKEY_SET_UP'],
  passkeys_transports_known: TRANSPORTS,
  accounts_environment_known: words.ENVIRONMENTS,
  google_connections_kind_known: words.CONNECTION_KINDS,
  google_connections_environment_known: words.ENVIRONMENTS,
  google_connections_access_known: words.CONNECTION_ACCESSES,
  google_connections_state_known: words.CONNECTION_STATES,
  google_consents_access_known: words.CONNECTION_ACCESSES,
  assets_kind_known: ['IMAGE'],
  approval_requests_state_known: APPROVAL_STATES,
  approval_requests_void_cause_known: words.VOID_CAUSES,
  approval_requests_voided_from_known: OPEN_APPROVAL_STATES,
  assets_format_known: words.IMAGE_FORMATS,
  campaigns_type_known: words.CAMPAIGN_TYPES,
  campaign_templates_type_known: words.CAMPAIGN_TYPES,
  campaigns_status_known: words.CAMPAIGN_STATUSES,
  campaigns_publication_state_known: ['NONE', ...words.PUBLICATION_STATES],
  campaign_counts_status_known: words.CAMPAIGN_STATUSES,
  campaigns_bidding_strategy_known: words.BIDDING_STRATEGIES,
  campaigns_impression_share_location_known: words.IMPRESSION_SHARE_LOCATIONS,
  campaigns_brand_font_known: words.FONT_FAMILIES,
  campaigns_asset_automation_known: words.CAMPAIGN_ASSET_AUTOMATIONS,
  ad_groups_channel_strategy_known: words.CHANNEL_STRATEGIES,
  ad_groups_selected_channels_known: words.CHANNELS,
  ads_type_known: words.AD_TYPES,
  ads_call_to_action_known: words.CALLS_TO_ACTION,
  ads_asset_automation_known: words.ASSET_AUTOMATIONS,
  ad_texts_field_known: words.TEXT_FIELDS,
  ad_assets_field_known: words.IMAGE_FIELDS,
  criteria_kind_known: words.CRITERION_KINDS,
  criteria_match_type_known: words.MATCH_TYPES,
  campaign_criteria_kind_known: words.CAMPAIGN_CRITERION_KINDS,
  campaign_criteria_match_type_known: words.MATCH_TYPES,
  campaign_assets_field_known: ['LOGO', 'LANDSCAPE_LOGO'],
  ad_cards_call_to_action_known: words.CALLS_TO_ACTION,
  spend_stops_state_known: STOP_STATES,
  spend_stops_acting_role_known: words.ROLES,
  spend_stops_acting_door_known: ['web', 'api', 'cli', 'system'],
  spend_stop_items_state_known: ['WAITING', 'OPENED', 'IDLE', 'REFUSED', 'LEFT'],
  spend_stop_items_restore_known: ['WAITING', 'OPENED', 'LEFT_OUT'],
  google_quotas_environment_known: words.ENVIRONMENTS,
  geo_targets_environment_known: words.ENVIRONMENTS,
  geo_targets_status_known: PLACE_STATUSES,
  publish_batches_state_known: BATCH_STATES,
  publish_batches_kind_known: words.PUBLICATION_KINDS,
  publish_batches_acting_role_known: words.ROLES,
  publish_batches_acting_door_known: ['web', 'api', 'cli', 'system'],
  publish_batch_items_state_known: ['WAITING', 'OPENED', 'REFUSED', 'UNCHANGED', 'STOPPED'],
  publications_kind_known: words.PUBLICATION_KINDS,
  publications_state_known: words.PUBLICATION_STATES,
  publication_steps_kind_known: words.STEP_KINDS,
  publication_steps_state_known: words.STEP_STATES,
  publication_attempts_outcome_known: words.ATTEMPT_OUTCOMES,
  campaign_edits_fields_known: [...TABLE_FIELDS, ...TEXT_FIELDS],
  campaign_edits_door_known: ['web', 'api', 'cli', 'system'],
  revisions_door_known: ['web', 'api', 'cli', 'system'],
  notifications_kind_known: words.NOTIFICATION_KINDS,
  notifications_target_kind_known: words.NOTIFICATION_TARGETS,
  notification_preferences_muted_known: words.NOTIFICATION_KINDS,
  audit_log_door_known: ['web', 'api', 'cli', 'system'],
}

it('the word lists of the database are those of the program', async () => {
  const { rows } = await world.owner.query<{ name: string; definition: string }>(`
    select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
     where connamespace = 'public'::regnamespace and conname like '%\\_known' and conname <> 'campaigns_published_version_known'`)
  const held = rows.map(({ name, definition }) => [
    name,
    [...definition.matchAll(/'([\w -]+)'::text/g)].map(([, word]) => word!).sort(),
  ])
  const told = Object.entries(LISTS).map(([name, list]) => [name, list.toSorted()])
  expect(Object.fromEntries(held)).toEqual(Object.fromEntries(told))
})

it('the operations that a plan may hold are those of the program', async () => {
  const { rows } = await world.owner.query<{ source: string }>(
    `select prosrc as source from pg_proc where proname = 'publications_plan_spelled'`,
  )
  const [, names] = /\^\(([\w|]+)\)Operation\$/.exec(rows[0]!.source)!
  expect(
    names!
      .split('|')
      .map((name) => `${name}Operation`)
      .sort(),
  ).toEqual(OPERATION_NAMES.toSorted())
})
