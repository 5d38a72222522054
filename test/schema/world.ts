import { Client, DatabaseError } from 'pg'
import { createTestDatabase, type TestDatabase } from '../database.ts'

/** Fixed ids, so that an attack is one readable line of SQL. The last digits say what it is. */
const id = (tail: string): string => `00000000-0000-7000-8000-${tail.padStart(12, '0')}`
export const IDS = {
  mine: id('a'),
  theirs: id('b'),
  user: id('1'),
  otherUser: id('4'),
  key: id('2'),
  revokedKey: id('3'),
  account: id('10'),
  otherAccount: id('11'),
  theirAccount: id('1b'),
  image: id('20'),
  secondImage: id('21'),
  theirImage: id('2b'),
  draft: id('30'),
  live: id('31'),
  paused: id('32'),
  waiting: id('33'),
  theirCampaign: id('3b'),
  group: id('40'),
  secondGroup: id('41'),
  theirGroup: id('4b'),
  ad: id('50'),
  secondAd: id('51'),
  theirAd: id('5b'),
  place: id('60'),
  language: id('61'),
  keyword: id('62'),
  audience: id('63'),
  theme: id('64'),
  campaignPlace: id('65'),
  campaignLanguage: id('66'),
  campaignKeyword: id('67'),
  theirPlace: id('6b'),
  queued: id('70'),
  running: id('71'),
  succeeded: id('72'),
  attention: id('73'),
  batch: id('74'),
  theirBatch: id('7b'),
  edit: id('75'),
  undo: id('76'),
  theirEdit: id('7c'),
  view: id('77'),
  ownView: id('78'),
  theirView: id('7d'),
  notification: id('79'),
  template: id('90'),
  theirTemplate: id('91'),
  connection: id('90'),
  emulatorConnection: id('91'),
  consent: id('92'),
  theirConnection: id('9b'),
  approver: id('d1'),
  viewer: id('d2'),
  unasked: id('34'),
  policy: id('90'),
  request: id('91'),
  endedRequest: id('92'),
  theirRequest: id('9b'),
  link: id('93'),
  revokedLink: id('94'),
  authorsLink: id('95'),
  otherLink: id('96'),
  comment: id('97'),
  openInvitation: id('80'),
  acceptedInvitation: id('81'),
  free: id('ff'),
} as const

export const HEX64 = 'a'.repeat(64)

/** Two workspaces with one of everything, written in plain SQL as the owner: no code of ours stands between. */
const ROWS = `
insert into workspaces (id, name) values ('${IDS.mine}', 'mine'), ('${IDS.theirs}', 'theirs');
insert into users (id, email, name, password_hash) values
  ('${IDS.user}', 'ann@example.com', 'Ann', '$argon2id$v=19$x'), ('${IDS.otherUser}', 'cat@example.com', 'Cat', '$argon2id$v=19$x');
insert into members (workspace_id, user_id, role) values ('${IDS.mine}', '${IDS.user}', 'admin');
insert into setup_links (token_sha256, workspace_id, expires_at) values ('${HEX64}', '${IDS.mine}', now() + interval '7 days');
insert into api_keys (workspace_id, id, name, role, token_sha256, created_by, revoked_at) values
  ('${IDS.mine}', '${IDS.key}', 'ci', 'admin', '${HEX64}', 'ann', null),
  ('${IDS.mine}', '${IDS.revokedKey}', 'old', 'admin', '${'b'.repeat(64)}', 'ann', now());
insert into accounts (workspace_id, id, customer_id, name, currency_code, time_zone, environment) values
  ('${IDS.mine}', '${IDS.account}', '1111111111', 'One', 'USD', 'America/New_York', 'GOOGLE'),
  ('${IDS.mine}', '${IDS.otherAccount}', '2222222222', 'Two', 'EUR', 'Europe/Berlin', 'GOOGLE'),
  ('${IDS.theirs}', '${IDS.theirAccount}', '1111111111', 'Theirs', 'USD', 'Etc/GMT+5', 'GOOGLE');
insert into assets (workspace_id, id, name, format, width, height, bytes, animated, cmyk, sha256) values
  ('${IDS.mine}', '${IDS.image}', 'a.png', 'PNG', 10, 10, 1, false, false, '${HEX64}'),
  ('${IDS.mine}', '${IDS.secondImage}', 'b.png', 'PNG', 10, 10, 1, false, false, '${'b'.repeat(64)}'),
  ('${IDS.theirs}', '${IDS.theirImage}', 'c.png', 'PNG', 10, 10, 1, false, false, '${HEX64}');
insert into asset_contents (workspace_id, asset_id, content) values ('${IDS.mine}', '${IDS.image}', 'x');
insert into account_assets (workspace_id, account_id, asset_id, google_asset_id)
  values ('${IDS.mine}', '${IDS.account}', '${IDS.image}', 5);
insert into revisions (workspace_id, campaign_id, number, document, changed_fields, reason, door, created_by)
  select case when c = '${IDS.theirCampaign}' then '${IDS.theirs}'::uuid else '${IDS.mine}' end, c, n, '{}', '{}', 'Edited', 'api', 'ann'
    from unnest(array['${IDS.draft}', '${IDS.live}', '${IDS.paused}', '${IDS.waiting}', '${IDS.theirCampaign}']::uuid[]) c,
         generate_series(1, 2) n where n = 1 or c = '${IDS.live}';
insert into campaigns (workspace_id, id, account_id, name) values
  ('${IDS.mine}', '${IDS.draft}', '${IDS.account}', 'Draft'), ('${IDS.mine}', '${IDS.waiting}', '${IDS.account}', 'Waiting'),
  ('${IDS.theirs}', '${IDS.theirCampaign}', '${IDS.theirAccount}', 'Theirs');
insert into campaigns (workspace_id, id, account_id, name, status, google_campaign_id, published_name, published_version, version)
  values ('${IDS.mine}', '${IDS.live}', '${IDS.account}', 'Live', 'PUBLISHED', 111, 'Live', 1, 2),
         ('${IDS.mine}', '${IDS.paused}', '${IDS.account}', 'Paused', 'PAUSED', 222, 'Paused', 1, 1);
insert into ad_groups (workspace_id, id, campaign_id, position, name) values
  ('${IDS.mine}', '${IDS.group}', '${IDS.draft}', 0, 'G'), ('${IDS.mine}', '${IDS.secondGroup}', '${IDS.draft}', 1, 'H'),
  ('${IDS.theirs}', '${IDS.theirGroup}', '${IDS.theirCampaign}', 0, 'B');
insert into ads (workspace_id, id, ad_group_id, position, name) values
  ('${IDS.mine}', '${IDS.ad}', '${IDS.group}', 0, 'N'), ('${IDS.mine}', '${IDS.secondAd}', '${IDS.group}', 1, 'M'),
  ('${IDS.theirs}', '${IDS.theirAd}', '${IDS.theirGroup}', 0, 'B');
insert into ad_texts (workspace_id, ad_id, field, position, text) values ('${IDS.mine}', '${IDS.ad}', 'HEADLINE', 0, 'Hello');
insert into ad_assets (workspace_id, ad_id, field, asset_id, position) values ('${IDS.mine}', '${IDS.ad}', 'LOGO', '${IDS.image}', 0);
insert into criteria (workspace_id, id, ad_group_id, kind, geo_target_id, language_id, position) values
  ('${IDS.mine}', '${IDS.place}', '${IDS.group}', 'LOCATION', 2840, null, 0),
  ('${IDS.mine}', '${IDS.language}', '${IDS.group}', 'LANGUAGE', null, 1000, 0);
insert into criteria (workspace_id, id, ad_group_id, kind, keyword_text, match_type, audience_id, position) values
  ('${IDS.mine}', '${IDS.keyword}', '${IDS.group}', 'KEYWORD', 'shoes', 'EXACT', null, 0),
  ('${IDS.mine}', '${IDS.audience}', '${IDS.group}', 'AUDIENCE', null, null, 77, 0),
  ('${IDS.mine}', '${IDS.theme}', '${IDS.group}', 'SEARCH_THEME', 'running shoes', null, null, 0);
insert into ad_cards (workspace_id, ad_id, position, headline) values
  ('${IDS.mine}', '${IDS.ad}', 0, 'Card'), ('${IDS.theirs}', '${IDS.theirAd}', 0, 'Card');
insert into campaign_criteria (workspace_id, id, campaign_id, kind, geo_target_id, language_id, keyword_text, match_type, negative, position) values
  ('${IDS.mine}', '${IDS.campaignPlace}', '${IDS.draft}', 'LOCATION', 2840, null, null, null, false, 0),
  ('${IDS.mine}', '${IDS.campaignLanguage}', '${IDS.draft}', 'LANGUAGE', null, 1000, null, null, false, 0),
  ('${IDS.mine}', '${IDS.campaignKeyword}', '${IDS.draft}', 'KEYWORD', null, null, 'free', 'BROAD', true, 0),
  ('${IDS.theirs}', '${IDS.theirPlace}', '${IDS.theirCampaign}', 'LOCATION', 2840, null, null, null, false, 0);
insert into campaign_assets (workspace_id, campaign_id, field, asset_id, position) values
  ('${IDS.mine}', '${IDS.draft}', 'LOGO', '${IDS.image}', 0),
  ('${IDS.theirs}', '${IDS.theirCampaign}', 'LOGO', '${IDS.theirImage}', 0);
insert into publications (workspace_id, id, campaign_id, account_id, kind, activate, version, plan_hash, plan, published_name,
    token, created_by, state, fence, attempts, lease_until, finished_at, message) values
  ('${IDS.mine}', '${IDS.queued}', '${IDS.waiting}', '${IDS.account}', 'PUBLISH', true, 1, '${HEX64}', '{}', 'Waiting',
    'aaaaaaaaaaaa', 'ann', 'QUEUED', 0, 0, null, null, null),
  ('${IDS.mine}', '${IDS.running}', '${IDS.live}', '${IDS.account}', 'PUBLISH', true, 2, '${HEX64}', '{}', 'Live',
    'aaaaaaaaaaaa', 'ann', 'QUEUED', 0, 0, null, null, null),
  ('${IDS.mine}', '${IDS.succeeded}', '${IDS.live}', '${IDS.account}', 'PUBLISH', true, 1, '${HEX64}', '{}', 'Live',
    'aaaaaaaaaaaa', 'ann', 'SUCCEEDED', 1, 1, null, now(), null),
  ('${IDS.mine}', '${IDS.attention}', '${IDS.paused}', '${IDS.account}', 'RESUME', true, 1, null, '{}', 'Paused',
    'aaaaaaaaaaaa', 'ann', 'NEEDS_ATTENTION', 1, 1, null, null, 'Look.');
insert into publication_steps (workspace_id, publication_id, position, kind, title, asset_id, state, started_at, finished_at) values
  ('${IDS.mine}', '${IDS.running}', 0, 'UPLOAD_ASSET', 'Upload', '${IDS.image}', 'DONE', now(), now()),
  ('${IDS.mine}', '${IDS.running}', 1, 'MUTATE', 'Send', null, 'SENDING', now(), null),
  ('${IDS.mine}', '${IDS.running}', 2, 'VERIFY', 'Read', null, 'PENDING', null, null);
update publications set state = 'RUNNING', fence = 3, attempts = 2, lease_until = now() + interval '1 minute' where id = '${IDS.running}';
insert into publication_attempts (workspace_id, publication_id, position, number, fence, request_sha256)
  values ('${IDS.mine}', '${IDS.running}', 0, 1, 3, '${HEX64}'), ('${IDS.mine}', '${IDS.running}', 1, 1, 3, '${HEX64}');
update publication_attempts set outcome = 'APPLIED', http_status = 200, answered_at = now() where position = 0;
insert into campaign_baselines (workspace_id, campaign_id, version, resources) values ('${IDS.mine}', '${IDS.live}', 1, '{}');
insert into idempotency_keys (workspace_id, key, request_sha256, status, headers, body)
  values ('${IDS.mine}', 'k', '${HEX64}', 200, '{}', '');
insert into audit_log (workspace_id, actor, door, action, entity_kind, entity_id, detail) values
  ('${IDS.mine}', 'ann', 'api', 'campaign.create', 'campaign', '${IDS.draft}', '{}'),
  ('${IDS.mine}', 'ann', 'api', 'campaign.edit', 'campaign', '${IDS.draft}', '{}');`

/** The month of today, with a day in it, and an account that is being read. */
const METRICS_ROWS = `
select metrics_make_month(date_trunc('month', current_date)::date);
insert into campaign_metrics (workspace_id, account_id, campaign_id, date, impressions, clicks, cost_micros, conversions, conversions_value)
  values ('${IDS.mine}', '${IDS.account}', '${IDS.live}', current_date, 100, 5, 2000000, 0.5, 12.25),
         ('${IDS.theirs}', '${IDS.theirAccount}', '${IDS.theirCampaign}', current_date, 1, 1, 1, 1, 1);
insert into metrics_syncs (workspace_id, account_id, claims, next_at) values
  ('${IDS.mine}', '${IDS.account}', 1, now()), ('${IDS.theirs}', '${IDS.theirAccount}', 1, now());`

/** An open and an accepted invitation, one of another workspace, a session, and a password that was wrong. */
const ENTRANCE_ROWS = `
insert into invitations (workspace_id, id, email, role, token_sha256, invited_by, expires_at, accepted_at) values
  ('${IDS.mine}', '${IDS.openInvitation}', 'open@example.com', 'editor', '${HEX64}', 'ann', now() + interval '7 days', null),
  ('${IDS.mine}', '${IDS.acceptedInvitation}', 'joined@example.com', 'editor', '${'b'.repeat(64)}', 'ann', now() + interval '7 days', now()),
  ('${IDS.theirs}', '${IDS.theirCampaign}', 'open@example.com', 'editor', '${HEX64}', 'bob', now() + interval '7 days', null);
insert into sessions (token_sha256, id, user_id, browser, address, expires_at) values
  ('${HEX64}', '${IDS.key}', '${IDS.user}', 'Firefox on Linux', '192.0.2.*', now() + interval '30 days');
insert into identities (id, user_id, issuer, subject, email) values
  ('${IDS.key}', '${IDS.user}', 'https://issuer.example', 'ann-1', 'ann@example.com');
insert into sign_in_attempts (token_sha256, kind, user_id, expires_at) values
  ('${HEX64}', 'SECOND_FACTOR', '${IDS.user}', now() + interval '10 minutes');
insert into password_resets (user_id, token_sha256, expires_at) values ('${IDS.user}', '${HEX64}', now() + interval '1 hour');
insert into totp_secrets (user_id, sealed) values ('${IDS.user}', 'v1.0a1b2c3d.${HEX64}');
insert into recovery_codes (user_id, code_sha256) values ('${IDS.user}', '${HEX64}');
insert into passkeys (id, user_id, slot, name, credential_id, public_key, sign_count, transports) values
  ('${IDS.key}', '${IDS.user}', 1, 'Telephone', '\\x${HEX64}', '\\x${HEX64}', 0, '{internal}');
insert into sign_in_limits (kind, subject_sha256, failures) values ('EMAIL', '${HEX64}', 3);`

/** A batch in each workspace, and a meter on which something was used and something is kept. */
const BATCH_ROWS = `
insert into publish_batches (workspace_id, id, activate, staged, acting_name, acting_role, acting_door, created_by) values
  ('${IDS.mine}', '${IDS.batch}', true, false, 'ann', 'admin', 'api', 'ann'),
  ('${IDS.theirs}', '${IDS.theirBatch}', true, false, 'bob', 'admin', 'api', 'bob');
insert into publish_batch_items (workspace_id, batch_id, position, campaign_id, account_id, campaign_name) values
  ('${IDS.mine}', '${IDS.batch}', 0, '${IDS.draft}', '${IDS.account}', 'Draft'),
  ('${IDS.theirs}', '${IDS.theirBatch}', 0, '${IDS.theirCampaign}', '${IDS.theirAccount}', 'Theirs');
insert into google_quota_uses values ('GOOGLE', '2026-01-01', 5);
insert into google_quota_holds values ('GOOGLE', '${IDS.running}', 5);
insert into geo_targets values ('GOOGLE', 1003854, 'Berlin', 'Berlin,Berlin,Germany', 'DE', 'City', 'ENABLED');`

/** An edit of many campaigns with the undo of it, and one of another workspace. */
const EDIT_ROWS = `
insert into campaign_edits (workspace_id, id, campaigns, fields, undoes, door, created_by) values
  ('${IDS.mine}', '${IDS.edit}', 1, '{name}', null, 'api', 'ann'),
  ('${IDS.mine}', '${IDS.undo}', 1, '{name}', '${IDS.edit}', 'api', 'ann'),
  ('${IDS.theirs}', '${IDS.theirEdit}', 1, '{name}', null, 'api', 'bob');
insert into revisions (workspace_id, campaign_id, number, document, changed_fields, reason, door, created_by, edit_id)
  values ('${IDS.mine}', '${IDS.paused}', 2, '{}', '{name}', 'Edited', 'api', 'ann', '${IDS.edit}');`

/** A view of the team and one of Ann's, and the team's of another workspace. */
const VIEW_ROWS = `
insert into google_connections (workspace_id, id, kind, environment, name, secret, created_by) values
  ('${IDS.mine}', '${IDS.connection}', 'OAUTH', 'GOOGLE', 'Ours', 'v1.00000000.AAAA', 'ann'),
  ('${IDS.mine}', '${IDS.emulatorConnection}', 'OAUTH', 'EMULATOR', 'Play', 'v1.00000000.AAAA', 'ann'),
  ('${IDS.theirs}', '${IDS.theirConnection}', 'OAUTH', 'GOOGLE', 'Theirs', 'v1.00000000.AAAA', 'bob');
insert into google_consents (workspace_id, id, user_id, state_sha256, verifier, redirect_uri, name, access) values
  ('${IDS.mine}', '${IDS.consent}', '${IDS.user}', '${HEX64}', 'v1.00000000.AAAA', 'https://ads.example.com/connect/callback', 'Ours', 'FULL');
insert into saved_views (workspace_id, id, user_id, name, definition, position, is_default, created_by) values
  ('${IDS.mine}', '${IDS.view}', null, 'Team', '{}', 0, true, 'ann'),
  ('${IDS.mine}', '${IDS.ownView}', '${IDS.user}', 'Mine', '{}', 0, true, 'ann'),
  ('${IDS.theirs}', '${IDS.theirView}', null, 'Team', '{}', 0, true, 'bob');`

/** Ann was told something, somebody who has left too, and somebody of another workspace. */
const NOTIFICATION_ROWS = `
insert into notifications (workspace_id, user_id, id, kind, target_kind, target_id) values
  ('${IDS.mine}', '${IDS.user}', '${IDS.notification}', 'AD_DISAPPROVED', 'CAMPAIGN', '${IDS.live}'),
  ('${IDS.mine}', '${IDS.key}', '${IDS.notification}', 'AD_DISAPPROVED', null, null),
  ('${IDS.theirs}', '${IDS.user}', '${IDS.notification}', 'AD_DISAPPROVED', null, null);
insert into notification_preferences (workspace_id, user_id, muted) values ('${IDS.mine}', '${IDS.user}', '{MEMBER_JOINED}');`
/** A template in each workspace; mine shows the image. */
const TEMPLATE_ROWS = `
insert into campaign_templates (workspace_id, id, account_id, campaign_type, name, content, content_version, created_by) values
  ('${IDS.mine}', '${IDS.template}', '${IDS.account}', 'DEMAND_GEN', 'Spring', '{}', 1, 'ann'),
  ('${IDS.theirs}', '${IDS.theirTemplate}', '${IDS.theirAccount}', 'SEARCH', 'Spring', '{}', 1, 'bob');
insert into campaign_template_assets values ('${IDS.mine}', '${IDS.template}', '${IDS.image}');`
/**
 * An approver and a viewer; a policy that asks for nothing; an open request about a draft of Ann's with links and a comment, one
 * that is void, and one of another workspace; and a campaign about which nobody asked.
 */
const APPROVAL_ROWS = `
insert into users (id, email, name, password_hash) values
  ('${IDS.approver}', 'bea@example.com', 'Bea', '$argon2id$v=19$x'), ('${IDS.viewer}', 'vic@example.com', 'Vic', '$argon2id$v=19$x');
insert into members (workspace_id, user_id, role) values
  ('${IDS.mine}', '${IDS.approver}', 'approver'), ('${IDS.mine}', '${IDS.viewer}', 'viewer');
insert into revisions (workspace_id, campaign_id, number, document, changed_fields, reason, door, created_by)
  values ('${IDS.mine}', '${IDS.unasked}', 1, '{}', '{}', 'Made', 'api', 'eve');
insert into campaigns (workspace_id, id, account_id, name) values ('${IDS.mine}', '${IDS.unasked}', '${IDS.account}', 'Unasked');
insert into approval_policies (workspace_id, id, number, approvals, set_by) values
  ('${IDS.mine}', '${IDS.policy}', 1, 0, 'ann'), ('${IDS.theirs}', '${IDS.policy}', 1, 1, 'bob');
insert into approval_requests (workspace_id, id, campaign_id, account_id, version, plan_hash, baseline_version, rule_pack_version,
    plan, sent, created_by) values
  ('${IDS.mine}', '${IDS.request}', '${IDS.draft}', '${IDS.account}', 1, '${HEX64}', 0, 'r', '{}', '{}', 'ann@example.com'),
  ('${IDS.mine}', '${IDS.endedRequest}', '${IDS.paused}', '${IDS.account}', 1, '${HEX64}', 0, 'r', '{}', '{}', 'ann@example.com'),
  ('${IDS.theirs}', '${IDS.theirRequest}', '${IDS.theirCampaign}', '${IDS.theirAccount}', 1, '${HEX64}', 0, 'r', '{}', '{}', 'bob');
insert into review_links (workspace_id, id, request_id, token_sha256, name, created_by, expires_at, revoked_at) values
  ('${IDS.mine}', '${IDS.link}', '${IDS.request}', '${HEX64}', 'Client', 'bea@example.com', now() + interval '1 day', null),
  ('${IDS.mine}', '${IDS.revokedLink}', '${IDS.request}', '${'d'.repeat(64)}', 'Client', 'bea@example.com', now() + interval '1 day', now()),
  ('${IDS.mine}', '${IDS.authorsLink}', '${IDS.request}', '${'e'.repeat(64)}', 'Client', 'ann@example.com', now() + interval '1 day', null),
  ('${IDS.mine}', '${IDS.otherLink}', '${IDS.endedRequest}', '${'f'.repeat(64)}', 'Client', 'bea@example.com', now() + interval '1 day', null);
insert into review_link_keys (workspace_id, sealed) values
  ('${IDS.mine}', 'v1.0a1b2c3d.${HEX64}'), ('${IDS.theirs}', 'v1.0a1b2c3d.${HEX64}');
update approval_requests set state = 'VOID', void_cause = 'EDITED', ended_at = now() where id = '${IDS.endedRequest}';
insert into approval_comments (workspace_id, id, request_id, body, created_by)
  values ('${IDS.mine}', '${IDS.comment}', '${IDS.request}', 'Why?', 'bea@example.com');`

export interface Refusal {
  code: string
  constraint: string | undefined
  message: string
}

export type Role = 'gacm_app' | 'gacm_worker' | 'gacm_readonly' | 'owner'

export interface SchemaWorld {
  owner: Client
  /** Another connection of the owner, which ends with the world. */
  connect(): Promise<Client>
  /** Runs the SQL as this role in the workspace, to the commit, and takes it back. Undefined: nothing refused it. */
  attempt(role: Role, sql: string, workspaceId?: string): Promise<Refusal | undefined>
  /** As `attempt`, for the number of rows that the last statement saw or changed; throws what refuses it. */
  count(role: Role, sql: string, workspaceId?: string): Promise<number>
  close(): Promise<void>
}

export async function createSchemaWorld(): Promise<SchemaWorld> {
  const database: TestDatabase = await createTestDatabase()
  const owner = new Client({ connectionString: database.url })
  await owner.connect()
  await owner.query(ROWS)
  await owner.query(METRICS_ROWS)
  await owner.query(ENTRANCE_ROWS)
  await owner.query(BATCH_ROWS)
  await owner.query(EDIT_ROWS)
  await owner.query(VIEW_ROWS)
  await owner.query(NOTIFICATION_ROWS)
  await owner.query(TEMPLATE_ROWS)
  await owner.query(APPROVAL_ROWS)
  const count: SchemaWorld['count'] = async (role, sql, workspaceId = IDS.mine) => {
    await owner.query('begin')
    try {
      if (role !== 'owner') {
        await owner.query(`set local role ${role}`)
        await owner.query(`select set_config('app.workspace_id', $1, true)`, [workspaceId])
      }
      const [last] = [await owner.query(sql)].flat().slice(-1)
      // What waits for the commit is looked at now.
      await owner.query('set constraints all immediate')
      return last?.rowCount ?? 0
    } finally {
      await owner.query('rollback')
    }
  }
  const others: Client[] = []
  return {
    owner,
    connect: async () => {
      const other = new Client({ connectionString: database.url })
      await other.connect()
      others.push(other)
      return other
    },
    count,
    attempt: async (role, sql, workspaceId) => {
      try {
        await count(role, sql, workspaceId)
        return undefined
      } catch (error) {
        if (!(error instanceof DatabaseError)) throw error
        return { code: error.code ?? '', constraint: error.constraint, message: error.message }
      }
    },
    close: async () => {
      await Promise.all([owner, ...others].map((client) => client.end()))
      await database.drop()
    },
  }
}
