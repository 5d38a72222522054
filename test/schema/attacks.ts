import { type Attack, CONTROL, insert, long, update } from './attack-sql.ts'
import { APPROVALS, APPROVALS_OUT_OF_REACH } from './attacks-approvals.ts'
import { CAMPAIGNS } from './attacks-campaigns.ts'
import { BATCHES } from './attacks-batches.ts'
import { DEMO } from './attacks-demo.ts'
import { EDITS } from './attacks-edits.ts'
import { LIMITS } from './attacks-limits.ts'
import { CONNECTIONS } from './attacks-connections.ts'
import { METRICS, METRICS_OUT_OF_REACH } from './attacks-metrics.ts'
import { NOTIFICATIONS } from './attacks-notifications.ts'
import { PARTS } from './attacks-parts.ts'
import { ENTRANCE } from './attacks-people.ts'
import { TEMPLATES } from './attacks-templates.ts'
import { PROTECTIONS } from './attacks-protections.ts'
import { SPEND } from './attacks-spend.ts'
import { GATES } from './attacks-gates.ts'
import { STOPS } from './attacks-stops.ts'
import { VIEWS } from './attacks-views.ts'
import { HEX64, IDS } from './world.ts'

const publication = (set: string, id: string = IDS.running): string => update('publications', id, set)
const step = (set: string, position = 1): string =>
  `update publication_steps set ${set} where publication_id = '${IDS.running}' and position = ${position}`
const sending = (set: string, position = 1): string =>
  `update publication_attempts set ${set} where publication_id = '${IDS.running}' and position = ${position}`

const account = (over: Record<string, string>): string =>
  insert('accounts', {
    workspace_id: `'${IDS.mine}'`,
    id: `'${IDS.free}'`,
    customer_id: `'3333333333'`,
    name: `'New'`,
    currency_code: `'USD'`,
    time_zone: `'Etc/UTC'`,
    environment: `'GOOGLE'`,
    ...over,
  })
const asset = (over: Record<string, string>): string =>
  insert('assets', {
    workspace_id: `'${IDS.mine}'`,
    id: `'${IDS.free}'`,
    name: `'n'`,
    format: `'PNG'`,
    width: '1',
    height: '1',
    bytes: '1',
    animated: 'false',
    cmyk: 'false',
    sha256: `'${'c'.repeat(64)}'`,
    ...over,
  })
const publish = (over: Record<string, string>): string =>
  insert('publications', {
    workspace_id: `'${IDS.mine}'`,
    id: `'${IDS.free}'`,
    campaign_id: `'${IDS.draft}'`,
    account_id: `'${IDS.account}'`,
    kind: `'PUBLISH'`,
    activate: 'true',
    version: '1',
    plan_hash: `'${HEX64}'`,
    plan: `'{}'`,
    published_name: `'Draft'`,
    token: `'aaaaaaaaaaaa'`,
    created_by: `'ann'`,
    ...over,
  })
const attemptRow = (over: Record<string, string>): string =>
  insert('publication_attempts', {
    workspace_id: `'${IDS.mine}'`,
    publication_id: `'${IDS.running}'`,
    position: '1',
    number: '2',
    fence: '3',
    request_sha256: `'${HEX64}'`,
    ...over,
  })
const stepRow = (over: Record<string, string>): string =>
  insert('publication_steps', {
    workspace_id: `'${IDS.mine}'`,
    publication_id: `'${IDS.running}'`,
    position: '3',
    kind: `'VERIFY'`,
    title: `'t'`,
    ...over,
  })
const revision = (over: Record<string, string>): string =>
  insert('revisions', {
    workspace_id: `'${IDS.mine}'`,
    campaign_id: `'${IDS.draft}'`,
    number: '2',
    document: `'{}'`,
    changed_fields: `'{}'`,
    reason: `'Edited'`,
    door: `'api'`,
    created_by: `'ann'`,
    ...over,
  })
const audit = (over: Record<string, string>): string =>
  insert('audit_log', {
    workspace_id: `'${IDS.mine}'`,
    actor: `'ann'`,
    door: `'api'`,
    action: `'a.b'`,
    entity_kind: `'k'`,
    detail: `'{}'`,
    ...over,
  })
const idempotency = (over: Record<string, string>): string =>
  insert('idempotency_keys', {
    workspace_id: `'${IDS.mine}'`,
    key: `'new'`,
    request_sha256: `'${HEX64}'`,
    status: '200',
    headers: `'{}'`,
    body: `''`,
    ...over,
  })
const user = (over: Record<string, string>): string =>
  insert('users', {
    id: `'${IDS.free}'`,
    email: `'bob@example.com'`,
    name: `'Bob'`,
    password_hash: `'$argon2id$v=19$x'`,
    ...over,
  })
const apiKey = (over: Record<string, string>): string =>
  insert('api_keys', {
    workspace_id: `'${IDS.mine}'`,
    id: `'${IDS.free}'`,
    name: `'new'`,
    role: `'viewer'`,
    token_sha256: `'${'c'.repeat(64)}'`,
    created_by: `'ann'`,
    ...over,
  })

const PEOPLE: readonly Attack[] = [
  ['workspaces_name_length', `insert into workspaces (id, name) values ('${IDS.free}', '')`],
  ['workspaces_name_no_control', `insert into workspaces (id, name) values ('${IDS.free}', ${CONTROL})`],
  ['workspaces_name_key', `insert into workspaces (id, name) values ('${IDS.free}', 'mine')`],
  ['workspaces_pkey', `insert into workspaces (id, name) values ('${IDS.mine}', 'again')`],
  ['users_pkey', user({ id: `'${IDS.user}'` })],
  ['users_email_key', user({ email: `'ann@example.com'` })],
  ['users_email_lower', user({ email: `'Bob@example.com'` })],
  ['users_email_length', user({ email: `${long(250)} || '@b.example'` })],
  ['users_email_shape', user({ email: `'bob at example.com'` })],
  ['users_name_length', user({ name: long(101) })],
  ['users_name_no_control', user({ name: CONTROL })],
  ['users_password_hashed', user({ password_hash: `'hunter2'` })],
  [
    'members_role_known',
    `insert into members (workspace_id, user_id, role) values ('${IDS.mine}', '${IDS.user}', 'god')`,
  ],
  [
    'members_pkey',
    `insert into members (workspace_id, user_id, role) values ('${IDS.mine}', '${IDS.user}', 'viewer')`,
  ],
  [
    'members_user_fkey',
    `insert into members (workspace_id, user_id, role) values ('${IDS.mine}', '${IDS.free}', 'viewer')`,
  ],
  [
    'members_workspace_fkey',
    `insert into members (workspace_id, user_id, role) values ('${IDS.free}', '${IDS.user}', 'viewer')`,
    'owner',
  ],
  [
    'setup_links_token_hashed',
    `insert into setup_links (token_sha256, workspace_id, expires_at) values ('secret', '${IDS.mine}', now() + interval '1 day')`,
  ],
  [
    'setup_links_pkey',
    `insert into setup_links (token_sha256, workspace_id, expires_at) values ('${HEX64}', '${IDS.mine}', now() + interval '1 day')`,
  ],
  [
    'setup_links_workspace_fkey',
    `insert into setup_links (token_sha256, workspace_id, expires_at) values ('${'c'.repeat(64)}', '${IDS.free}', now() + interval '1 day')`,
  ],
  [
    'setup_links_expires_later',
    `insert into setup_links (token_sha256, workspace_id, expires_at) values ('${'c'.repeat(64)}', '${IDS.mine}', now())`,
  ],
  ['api_keys_pkey', apiKey({ id: `'${IDS.key}'` })],
  ['api_keys_name_key', apiKey({ name: `'ci'` })],
  ['api_keys_token_key', apiKey({ token_sha256: `'${HEX64}'` })],
  ['api_keys_token_hashed', apiKey({ token_sha256: `'gacm_secret'` })],
  ['api_keys_name_length', apiKey({ name: long(101) })],
  ['api_keys_name_no_control', apiKey({ name: CONTROL })],
  ['api_keys_role_known', apiKey({ role: `'owner'` })],
  ['api_keys_workspace_fkey', apiKey({ workspace_id: `'${IDS.free}'` }), 'owner'],
  ['api_keys_revoked_final', update('api_keys', IDS.revokedKey, 'revoked_at = null')],
  ['accounts_pkey', account({ id: `'${IDS.account}'` })],
  ['accounts_workspace_fkey', account({ workspace_id: `'${IDS.free}'` }), 'owner'],
  ['accounts_customer_key', account({ customer_id: `'1111111111'` })],
  ['accounts_customer_digits', account({ customer_id: `'111-111-1111'` })],
  ['accounts_login_customer_digits', account({ login_customer_id: `'1'` })],
  ['accounts_name_length', account({ name: `''` })],
  ['accounts_currency_code', account({ currency_code: `'usd'` })],
  ['accounts_time_zone_format', account({ time_zone: `'New York'` })],
  ['accounts_environment_known', account({ environment: `'TEST'` })],
  ['idempotency_keys_pkey', idempotency({ key: `'k'` })],
  ['idempotency_keys_workspace_fkey', idempotency({ workspace_id: `'${IDS.free}'` }), 'owner'],
  ['idempotency_keys_key_length', idempotency({ key: long(256) })],
  ['idempotency_keys_request_hex', idempotency({ request_sha256: `'x'` })],
  ['idempotency_keys_status_range', idempotency({ status: '100' })],
  ['idempotency_keys_headers_object', idempotency({ headers: `'[]'` })],
]

const IMAGES: readonly Attack[] = [
  ['assets_pkey', asset({ id: `'${IDS.image}'` })],
  ['assets_workspace_fkey', asset({ workspace_id: `'${IDS.free}'` }), 'owner'],
  ['assets_sha256_key', asset({ sha256: `'${HEX64}'` })],
  ['assets_sha256_hex', asset({ sha256: `'${'C'.repeat(64)}'` })],
  ['assets_kind_known', `update assets set kind = 'VIDEO' where id = '${IDS.image}'`, 'owner'],
  ['assets_format_known', asset({ format: `'WEBP'` })],
  ['assets_name_length', asset({ name: `''` })],
  ['assets_name_no_control', asset({ name: CONTROL })],
  ['assets_source_url_length', asset({ source_url: long(2085) })],
  ['assets_size_range', asset({ width: '2147483647', height: '2147483647' })],
  ['assets_size_range', asset({ width: '0' })],
  ['assets_bytes_range', asset({ bytes: '10485761' })],
  ['asset_contents_pkey', `insert into asset_contents values ('${IDS.mine}', '${IDS.image}', 'x')`],
  [
    'asset_contents_asset_fkey',
    `insert into asset_contents values ('${IDS.mine}', '${IDS.theirImage}', 'x')`,
  ],
  ['asset_contents_size', `insert into asset_contents values ('${IDS.mine}', '${IDS.secondImage}', '')`],
  [
    'account_assets_pkey',
    `insert into account_assets (workspace_id, account_id, asset_id, google_asset_id) values ('${IDS.mine}', '${IDS.account}', '${IDS.image}', 6)`,
  ],
  [
    'account_assets_account_fkey',
    `insert into account_assets (workspace_id, account_id, asset_id, google_asset_id) values ('${IDS.mine}', '${IDS.theirAccount}', '${IDS.image}', 6)`,
  ],
  [
    'account_assets_asset_fkey',
    `insert into account_assets (workspace_id, account_id, asset_id, google_asset_id) values ('${IDS.mine}', '${IDS.account}', '${IDS.theirImage}', 6)`,
  ],
  ['account_assets_google_id_positive', 'update account_assets set google_asset_id = 0'],
]

const PUBLICATIONS: readonly Attack[] = [
  ['publications_pkey', publish({ id: `'${IDS.queued}'` })],
  ['publications_one_open', publish({ campaign_id: `'${IDS.waiting}'` })],
  [
    'publications_one_running_per_account',
    `update publications set state = 'RUNNING', fence = 1, attempts = 1, lease_until = now() where id = '${IDS.queued}'`,
    'gacm_worker',
  ],
  ['publications_campaign_fkey', publish({ account_id: `'${IDS.otherAccount}'` })],
  [
    'publications_campaign_fkey',
    publish({ campaign_id: `'${IDS.theirCampaign}'`, account_id: `'${IDS.theirAccount}'` }),
  ],
  ['publications_revision_fkey', publish({ version: '2' })],
  ['publications_version_positive', publish({ version: '0' })],
  ['publications_kind_known', publish({ kind: `'REMOVE'`, plan_hash: 'null', activate: 'false' })],
  ['publications_publish_has_hash', publish({ plan_hash: 'null' })],
  ['publications_plan_hash_hex', publish({ plan_hash: `'x'` })],
  ['publications_plan_object', publish({ plan: `'[]'` })],
  ['publications_token_hex', publish({ token: `'short'` })],
  ['publications_activate_matches_kind', publish({ kind: `'PAUSE'`, plan_hash: 'null' })],
  ['publications_published_name_length', publish({ published_name: `''` })],
  ['publications_published_name_no_control', publish({ published_name: CONTROL })],
  ['publications_created_by_length', publish({ created_by: `''` })],
  ['publications_state_known', publication(`state = 'PAUSED', lease_until = null`)],
  ['publications_running_is_leased', publication('lease_until = null')],
  ['publications_finished_has_time', publication(`state = 'FAILED', lease_until = null, message = 'm'`)],
  ['publications_stopped_has_message', publication(`state = 'NEEDS_ATTENTION', lease_until = null`)],
  ['publications_message_length', publication(`message = ${long(5001)}`)],
  ['publications_errors_array', publication(`errors = '{}'`)],
  [
    'publications_started_has_fence',
    `insert into publications select (jsonb_populate_record(p, jsonb_build_object('id', '${IDS.free}', 'campaign_id', '${IDS.draft}', 'state', 'UNKNOWN'))).* from publications p where id = '${IDS.queued}'`,
    'owner',
  ],
  ['publications_attempts_within_fence', publication('attempts = 4'), 'owner'],
  [
    'publications_fence_not_negative',
    `insert into publications select (jsonb_populate_record(p, jsonb_build_object('id', '${IDS.free}', 'campaign_id', '${IDS.draft}', 'fence', -1, 'attempts', -1))).* from publications p where id = '${IDS.queued}'`,
    'owner',
  ],
  ['publications_fence_grows', publication('fence = 2'), 'owner'],
  ['publications_fence_grows', publication('fence = 2', IDS.running), 'gacm_worker'],
  [
    'publications_claim_raises_fence',
    `update publications set state = 'RUNNING', lease_until = now() where id = '${IDS.attention}'`,
    'gacm_worker',
  ],
  ['publications_ended_final', publication(`message = 'rewritten'`, IDS.succeeded)],
  ['publications_ended_final', publication(`state = 'UNKNOWN', finished_at = null`, IDS.succeeded)],
  [
    'publications_state_transition',
    publication(`state = 'FAILED', finished_at = now(), message = 'm'`, IDS.queued),
  ],
  ['publications_state_transition', publication(`state = 'SUCCEEDED', finished_at = now()`, IDS.attention)],
  ['publications_state_transition', publication(`state = 'QUEUED'`, IDS.attention)],
  [
    'publications_succeeded_is_whole',
    publication(`state = 'SUCCEEDED', lease_until = null, finished_at = now()`),
  ],
  ['publication_steps_pkey', stepRow({ position: '0' })],
  ['publication_steps_publication_fkey', stepRow({ publication_id: `'${IDS.free}'` })],
  ['publication_steps_asset_fkey', stepRow({ kind: `'UPLOAD_ASSET'`, asset_id: `'${IDS.theirImage}'` })],
  ['publication_steps_upload_has_asset', stepRow({ kind: `'UPLOAD_ASSET'` })],
  ['publication_steps_kind_known', stepRow({ kind: `'PRAY'` })],
  ['publication_steps_title_length', stepRow({ title: `''` })],
  ['publication_steps_position_range', stepRow({ position: '3000' })],
  ['publication_steps_state_known', step(`state = 'LOST'`)],
  ['publication_steps_started_has_time', step(`state = 'SENDING'`, 2)],
  ['publication_steps_finished_has_time', step(`state = 'DONE'`)],
  ['publication_steps_finished_has_time', step('finished_at = now()')],
  ['publication_steps_ended_final', step(`state = 'PENDING', finished_at = null`, 0)],
  ['publication_attempts_pkey', attemptRow({ number: '1' })],
  ['publication_attempts_step_fkey', attemptRow({ position: '9' })],
  ['publication_attempts_holds_lease', attemptRow({ fence: '2' })],
  ['publication_attempts_holds_lease', attemptRow({ publication_id: `'${IDS.succeeded}'`, fence: '1' })],
  ['publication_attempts_request_hex', attemptRow({ request_sha256: `'x'` })],
  ['publication_attempts_number_positive', attemptRow({ number: '0' })],
  ['publication_attempts_fence_positive', sending('fence = 0'), 'owner'],
  ['publication_attempts_outcome_known', sending(`outcome = 'MAYBE', answered_at = now()`)],
  ['publication_attempts_answered_has_outcome', sending(`outcome = 'APPLIED'`)],
  ['publication_attempts_answered_has_outcome', sending('answered_at = now()')],
  ['publication_attempts_unanswered_knows_nothing', sending('http_status = 200')],
  [
    'publication_attempts_http_status_range',
    sending(`outcome = 'APPLIED', answered_at = now(), http_status = 0`),
  ],
  [
    'publication_attempts_request_id_length',
    sending(`outcome = 'APPLIED', answered_at = now(), google_request_id = ${long(256)}`),
  ],
  ['publication_attempts_errors_array', sending(`outcome = 'REFUSED', answered_at = now(), errors = '{}'`)],
  ['publication_attempts_answer_final', sending(`outcome = 'UNKNOWN'`, 0)],
  [
    'campaign_baselines_pkey',
    `insert into campaign_baselines (workspace_id, campaign_id, version, resources) values ('${IDS.mine}', '${IDS.live}', 1, '{}')`,
  ],
  [
    'campaign_baselines_campaign_fkey',
    `insert into campaign_baselines (workspace_id, campaign_id, version, resources) values ('${IDS.mine}', '${IDS.theirCampaign}', 1, '{}')`,
  ],
  ['campaign_baselines_version_positive', 'update campaign_baselines set version = 0'],
  ['campaign_baselines_resources_object', `update campaign_baselines set resources = '[]'`],
]

const HISTORY: readonly Attack[] = [
  ['revisions_pkey', revision({ number: '1' })],
  ['revisions_workspace_fkey', revision({ workspace_id: `'${IDS.free}'` }), 'owner'],
  ['revisions_number_positive', revision({ number: '0' })],
  ['revisions_door_known', revision({ door: `'window'` })],
  ['revisions_reason_length', revision({ reason: `''` })],
  ['revisions_created_by_length', revision({ created_by: long(256) })],
  ['revisions_document_object', revision({ document: `'[]'` })],
  ['revisions_changed_fields_count', revision({ changed_fields: `array_fill('f'::text, array[101])` })],
  ['revisions_append_only', `update revisions set reason = 'x'`, 'owner'],
  ['revisions_append_only', 'delete from revisions', 'owner'],
  ['revisions_append_only', 'truncate revisions cascade', 'owner'],
  ['audit_log_door_known', audit({ door: `'window'` })],
  ['audit_log_actor_length', audit({ actor: `''` })],
  ['audit_log_action_length', audit({ action: long(101) })],
  ['audit_log_entity_kind_length', audit({ entity_kind: long(51) })],
  ['audit_log_request_id_length', audit({ request_id: long(256) })],
  ['audit_log_no_control', audit({ actor: `E'ann\\u001fapi'` })],
  ['audit_log_detail_object', audit({ detail: `'[]'` })],
  ['audit_log_append_only', `update audit_log set actor = 'nobody'`, 'owner'],
  ['audit_log_append_only', 'delete from audit_log', 'owner'],
  ['audit_log_append_only', 'truncate audit_log', 'owner'],
  ['audit_heads_pkey', `insert into audit_heads values ('${IDS.mine}', 0, sha256(''))`, 'owner'],
  ['audit_heads_workspace_fkey', `insert into audit_heads values ('${IDS.free}', 0, sha256(''))`, 'owner'],
  ['audit_heads_seq_not_negative', 'update audit_heads set seq = -1', 'owner'],
  ['audit_heads_hash_length', `update audit_heads set hash = 'x'`, 'owner'],
  ['campaign_counts_status_known', `update campaign_counts set status = 'LIVE'`, 'owner'],
  ['campaign_counts_slot_range', 'update campaign_counts set slot = 8', 'owner'],
  ['campaign_counts_pkey', `insert into campaign_counts select * from campaign_counts`, 'owner'],
  [
    'campaign_counts_workspace_fkey',
    `insert into campaign_counts values ('${IDS.free}', 'DRAFT', 0, 1)`,
    'owner',
  ],
]

export const ATTACKS: readonly Attack[] = [
  ...PEOPLE,
  ...IMAGES,
  ...CAMPAIGNS,
  ...PARTS,
  ...PUBLICATIONS,
  ...HISTORY,
  ...EDITS,
  ...VIEWS,
  ...NOTIFICATIONS,
  ...TEMPLATES,
  ...CONNECTIONS,
  ...APPROVALS,
  ...DEMO,
  ...METRICS,
  ...BATCHES,
  ...SPEND,
  ...STOPS,
  ...GATES,
  ...PROTECTIONS,
  ...ENTRANCE,
  ...LIMITS,
]

/** What no statement reaches, and why. */
export const OUT_OF_REACH: Readonly<Record<string, string>> = {
  ...METRICS_OUT_OF_REACH,
  ...APPROVALS_OUT_OF_REACH,
  audit_log_pkey: 'the trigger gives every row the next number under a lock',
  audit_log_seq_positive: 'the trigger counts from 1',
  audit_log_hash_length: 'the trigger makes the hashes',
  audit_log_workspace_fkey: 'audit_heads_workspace_fkey refuses first, in the trigger',
  google_connections_environment_key:
    'google_connections_pkey is stricter; this one is what accounts_connection_fkey points to',
  campaigns_account_key: 'campaigns_pkey is stricter; this one is what publications_campaign_fkey points to',
}
