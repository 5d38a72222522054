import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoOf } from './attacks-demo.ts'
import { ATTACKS, OUT_OF_REACH } from './attacks.ts'
import { createSchemaWorld, IDS, type Role, type SchemaWorld } from './world.ts'

let world: SchemaWorld

beforeAll(async () => {
  world = await createSchemaWorld()
})
afterAll(async () => await world.close())

describe('the database itself refuses', () => {
  const attacks = ATTACKS.map(([constraint, sql, role = 'gacm_app']) => ({ constraint, sql, role }))

  it.each(attacks)('$constraint: $sql', async ({ constraint, sql, role }) => {
    expect(await world.attempt(role, sql)).toMatchObject({ constraint })
  })
})

it('every constraint is named for its table and attacked here, or out of reach for a reason', async () => {
  const { rows } = await world.owner.query<{ name: string; table: string; kind: string }>(`
    select conname as name, conrelid::regclass::text as table, contype as kind from pg_constraint
     where connamespace = 'public'::regnamespace and contype in ('c', 'u', 'f', 'p', 'x')
       and conrelid <> 'schema_migrations'::regclass and not (select relispartition from pg_class where oid = conrelid)
    union all
    select i.indexrelid::regclass::text, i.indrelid::regclass::text, 'i' from pg_index i
     where i.indisunique and i.indrelid <> 'schema_migrations'::regclass
       and i.indrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)
       and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))`)
  const endings: Record<string, RegExp> = { p: /_pkey$/, u: /_key$/, f: /_fkey$/, i: /_key$|_one_/, c: /./ }
  const misnamed = rows.filter(
    ({ name, table, kind }) =>
      !name.startsWith(`${table}_`) ||
      !endings[kind]!.test(name) ||
      (kind === 'c' && /_(check\d*|key|fkey|pkey|idx)$/.test(name)),
  )
  expect(misnamed).toEqual([])
  const attacked = new Set(ATTACKS.map(([constraint]) => constraint))
  const left = rows.filter(({ name }) => !attacked.has(name) && OUT_OF_REACH[name] === undefined)
  expect(left.map(({ name }) => name)).toEqual([])
  const names = new Set(rows.map(({ name }) => name))
  expect(Object.keys(OUT_OF_REACH).filter((name) => !names.has(name) || attacked.has(name))).toEqual([])
})

describe('an ad of a type that its campaign has', () => {
  const types = ['DEMAND_GEN_MULTI_ASSET', 'RESPONSIVE_SEARCH', 'RESPONSIVE_DISPLAY', 'ASSET_GROUP']
  const campaigns = ['DEMAND_GEN', 'SEARCH', 'DISPLAY', 'PERFORMANCE_MAX']
  const into = (campaignType: string, adType: string): string => `
    with revision as (insert into revisions (workspace_id, campaign_id, number, document, changed_fields, reason, door, created_by)
      values ('${IDS.mine}', '${IDS.free}', 1, '{}', '{}', 'Made', 'api', 'ann'))
    insert into campaigns (workspace_id, id, account_id, name, campaign_type)
      values ('${IDS.mine}', '${IDS.free}', '${IDS.account}', 'New', '${campaignType}');
    insert into ad_groups (workspace_id, id, campaign_id, position, name)
      values ('${IDS.mine}', '${IDS.free}', '${IDS.free}', 0, 'G');
    insert into ads (workspace_id, id, ad_group_id, position, name, ad_type)
      values ('${IDS.mine}', '${IDS.free}', '${IDS.free}', 0, 'A', '${adType}')`

  it.each(
    campaigns.flatMap((campaign, index) =>
      types.map((type) => ({ campaign, type, fits: types[index] === type })),
    ),
  )('$campaign with $type: $fits', async ({ campaign, type, fits }) => {
    const refusal = await world.attempt('gacm_app', into(campaign, type))
    expect(refusal?.constraint).toBe(fits ? undefined : 'ads_type_fits_campaign')
  })
})

/** Values that the column cannot hold at all; PostgreSQL says so before any constraint is asked. */
describe('what does not fit into a column is refused, never cut', () => {
  it.each([
    ['22003', `update campaigns set daily_budget_micros = 9223372036854775808 where id = '${IDS.draft}'`],
    ['22003', `update campaigns set target_roas = 10000 where id = '${IDS.draft}'`],
    ['22003', `update campaigns set version = 2147483648 where id = '${IDS.draft}'`],
    ['22003', `update ad_groups set position = 2147483648 where id = '${IDS.group}'`],
    ['22008', `update campaigns set start_date = '2026-02-30' where id = '${IDS.draft}'`],
    ['22P02', `update campaigns set contains_eu_political_advertising = 'maybe' where id = '${IDS.draft}'`],
    ['22021', String.raw`update campaigns set name = E'\x00' where id = '${IDS.draft}'`],
  ])('%s: %s', async (code, sql) => {
    expect(await world.attempt('gacm_app', sql)).toMatchObject({ code })
  })
})

describe('rights', () => {
  const denied: readonly [Role, string][] = [
    // What a row is born with.
    ...['workspace_id', 'id', 'account_id', 'campaign_type', 'created_at', 'updated_at'].map(
      (column): [Role, string] => ['gacm_app', `update campaigns set ${column} = default`],
    ),
    // What only the database writes.
    ['gacm_app', `update campaigns set publication_state = 'NONE'`],
    ['gacm_app', `update accounts set environment = 'EMULATOR'`],
    ['gacm_app', `update accounts set currency_code = 'EUR'`],
    ['gacm_app', `update ad_groups set campaign_id = '${IDS.live}'`],
    ['gacm_app', `update ads set ad_group_id = '${IDS.secondGroup}'`],
    ['gacm_app', `update ads set ad_type = 'DEMAND_GEN_CAROUSEL'`],
    ['gacm_app', `update ad_texts set text = 'x'`],
    ['gacm_app', `update ad_cards set headline = 'x'`],
    ['gacm_app', 'update criteria set negative = true'],
    ['gacm_app', 'update campaign_criteria set negative = true'],
    ['gacm_app', 'update campaign_assets set position = 1'],
    ['gacm_app', `update assets set name = 'x'`],
    ['gacm_app', `update asset_contents set content = 'x'`],
    ['gacm_app', `update api_keys set role = 'admin'`],
    ['gacm_app', `update api_keys set expires_at = null`],
    ['gacm_app', `update members set user_id = '${IDS.free}'`],
    ['gacm_app', `update users set email = 'x@example.com'`],
    ['gacm_app', `update invitations set role = 'admin'`],
    ['gacm_app', `update invitations set expires_at = now()`],
    ['gacm_app', 'delete from invitations'],
    ['gacm_app', `update sessions set expires_at = now() + interval '1 day'`],
    ['gacm_app', `update publications set plan = '{}'`],
    ['gacm_app', `update publications set campaign_id = '${IDS.draft}'`],
    ['gacm_app', `update publications set published_name = 'x'`],
    ['gacm_app', 'update publications set fence = fence + 1'],
    ['gacm_app', `update publication_steps set kind = 'VERIFY'`],
    ['gacm_app', `update publication_attempts set request_sha256 = ''`],
    ['gacm_app', 'update publication_attempts set sent_at = now()'],
    // A campaign is born a draft, a publication waiting, a step pending, an attempt unanswered.
    [
      'gacm_app',
      `insert into campaigns (workspace_id, id, account_id, name, status) values ('${IDS.mine}', '${IDS.free}', '${IDS.account}', 'n', 'PAUSED')`,
    ],
    [
      'gacm_app',
      `insert into publications (workspace_id, id, state) values ('${IDS.mine}', '${IDS.free}', 'SUCCEEDED')`,
    ],
    ['gacm_app', `insert into publication_steps (workspace_id, state) values ('${IDS.mine}', 'DONE')`],
    [
      'gacm_app',
      `insert into publication_attempts (workspace_id, outcome) values ('${IDS.mine}', 'APPLIED')`,
    ],
    // History, and what triggers keep.
    ['gacm_app', `update revisions set reason = 'x'`],
    ['gacm_app', 'delete from revisions'],
    ['gacm_app', 'truncate revisions'],
    ['gacm_app', `insert into revisions (workspace_id, created_at) values ('${IDS.mine}', now())`],
    ['gacm_app', `update saved_views set user_id = '${IDS.user}'`],
    ['gacm_app', `update saved_views set created_by = 'x'`],
    // What is one person's is written as that person alone.
    [
      'gacm_app',
      `insert into saved_views (workspace_id, id, user_id, name, definition, position, created_by) values ('${IDS.mine}', '${IDS.free}', '${IDS.user}', 'n', '{}', 0, 'a')`,
    ],
    // What people were told stays as it was, but for the mark that they have read it.
    ['gacm_app', `update notifications set facts = '{}'`],
    ['gacm_app', `update notifications set user_id = '${IDS.user}'`],
    ['gacm_app', 'delete from notifications'],
    ['gacm_app', `update notification_preferences set user_id = '${IDS.user}'`],
    ['gacm_worker', 'select facts from notifications'],
    ['gacm_worker', 'update notifications set read_at = now()'],
    // What a template holds and where it comes from is for good; its images go with it alone.
    ['gacm_app', `update campaign_templates set content = '{}'`],
    ['gacm_app', `update campaign_templates set account_id = '${IDS.account}'`],
    ['gacm_app', `update campaign_templates set created_by = 'x'`],
    ['gacm_app', 'delete from campaign_template_assets'],
    ['gacm_readonly', 'delete from campaign_templates'],
    // Who approved what stays, and nobody approves as somebody else.
    ['gacm_app', 'delete from approvals'],
    ['gacm_app', `update approvals set plan_hash = ''`],
    ['gacm_app', 'truncate approvals'],
    ['gacm_app', 'update approval_policies set approvals = 0'],
    ['gacm_app', 'delete from approval_policies'],
    ['gacm_app', 'delete from approval_requests'],
    ['gacm_app', `update approval_requests set plan_hash = ''`],
    ['gacm_app', `update approval_requests set authors = '{}'`],
    ['gacm_app', `update approval_comments set body = 'x'`],
    ['gacm_app', 'delete from approval_comments'],
    // What a link for a client was made for stays, and none is made whose token somebody chose.
    ...['expires_at', 'request_id', 'name', 'created_by', 'created_at', 'token_sha256', 'id'].map(
      (column): [Role, string] => ['gacm_app', `update review_links set ${column} = default`],
    ),
    ...['plan_hash', 'version', 'plan', 'campaign_id'].map((column): [Role, string] => [
      'gacm_app',
      `update approval_requests set ${column} = default`,
    ]),
    [
      'gacm_app',
      `insert into review_links (workspace_id, id, request_id, token_sha256, name, created_by, expires_at) values ('${IDS.mine}', '${IDS.free}', '${IDS.request}', '${'c'.repeat(64)}', 'n', 'a', now() + interval '1 day')`,
    ],
    [
      'gacm_app',
      `insert into review_links (workspace_id, id, request_id, name, created_by, expires_at, created_at) values ('${IDS.mine}', '${IDS.free}', '${IDS.request}', 'n', 'a', now() + interval '1 day', now())`,
    ],
    ['gacm_app', 'delete from review_links'],
    ['gacm_app', 'delete from review_link_keys'],
    ['gacm_app', `update review_link_keys set workspace_id = '${IDS.mine}'`],
    ['gacm_worker', 'select 1 from review_link_keys'],
    ['gacm_readonly', 'select 1 from review_link_keys'],
    ['gacm_app', `update publications set approval_request_id = '${IDS.request}'`],
    ['gacm_app', 'alter table publications disable trigger publications_approval_gate'],
    [
      'gacm_app',
      `insert into approvals (workspace_id, id, request_id, plan_hash, user_id) values ('${IDS.mine}', '${IDS.free}', '${IDS.request}', '${'a'.repeat(64)}', '${IDS.approver}')`,
    ],
    ['gacm_worker', 'select plan from approval_requests'],
    ['gacm_readonly', 'select 1 from review_links'],
    ['gacm_app', `update campaign_edits set note = 'x'`],
    ['gacm_app', 'delete from campaign_edits'],
    ['gacm_app', 'truncate campaign_edits'],
    ['gacm_app', `insert into campaign_edits (workspace_id, created_at) values ('${IDS.mine}', now())`],
    ['gacm_app', `update audit_log set actor = 'x'`],
    ['gacm_app', 'delete from audit_log'],
    ['gacm_app', 'truncate audit_log'],
    ['gacm_app', `insert into audit_log (workspace_id, seq, hash) values ('${IDS.mine}', 9, '')`],
    ['gacm_app', `update audit_heads set seq = 0`],
    ['gacm_app', `insert into audit_heads values ('${IDS.mine}', 0, '')`],
    ['gacm_app', 'update campaign_counts set campaigns = 0'],
    ['gacm_app', 'delete from publications'],
    ['gacm_app', 'delete from publication_attempts'],
    ['gacm_app', 'delete from assets'],
    ['gacm_app', 'delete from accounts'],
    ['gacm_app', 'delete from workspaces'],
    ['gacm_app', 'delete from users'],
    ['gacm_app', `update workspaces set name = 'x'`],
    // A workspace is born a demo, or is none.
    ['gacm_app', 'update workspaces set demo = true'],
    ['gacm_worker', `select delete_demo_data('${IDS.mine}', 'a', 'web', null)`],
    ['gacm_readonly', `select delete_demo_data('${IDS.mine}', 'a', 'web', null)`],
    // The owner's.
    ['gacm_app', 'alter table audit_log disable trigger audit_log_append_only'],
    ['gacm_app', 'alter table campaigns disable row level security'],
    ['gacm_app', 'drop policy campaigns_of_workspace on campaigns'],
    ['gacm_app', 'create table mine (id int)'],
    ['gacm_app', `set session_replication_role = 'replica'`],
    // A worker knows of the queue what it needs to take something from it.
    ['gacm_worker', 'select plan from publications'],
    ['gacm_worker', 'select name from accounts'],
    ['gacm_worker', 'select 1 from campaigns'],
    ['gacm_worker', 'select 1 from users'],
    ['gacm_worker', 'select 1 from audit_log'],
    ['gacm_worker', 'update publications set finished_at = now()'],
    ['gacm_worker', `update publications set message = 'x'`],
    ['gacm_worker', 'update accounts set synced_at = now()'],
    ['gacm_worker', 'delete from publications'],
    // What Google said of places is nobody's to take away.
    ['gacm_app', 'delete from geo_targets'],
    ['gacm_app', 'update geo_targets set geo_target_id = 1'],
    ['gacm_worker', 'select 1 from geo_targets'],
    // Readers read, and no secrets.
    ...[
      'users',
      'sessions',
      'setup_links',
      'password_resets',
      'invitations',
      'sign_in_limits',
      'api_keys',
      'asset_contents',
      'idempotency_keys',
      'audit_heads',
    ].map((table): [Role, string] => ['gacm_readonly', `select 1 from ${table}`]),
    ...['campaigns', 'ads', 'publications', 'revisions', 'audit_log', 'campaign_counts', 'members'].map(
      (table): [Role, string] => ['gacm_readonly', `delete from ${table}`],
    ),
    ['gacm_readonly', `update campaigns set name = 'x'`],
    ['gacm_readonly', `insert into campaigns (workspace_id) values ('${IDS.mine}')`],
  ]

  it.each(denied)('%s may not: %s', async (role, sql) => {
    expect(await world.attempt(role, sql)).toMatchObject({ code: '42501' })
  })

  it.each(['UNKNOWN', 'QUEUED'])('a worker may write nothing but a claim: not %s', async (state) => {
    const sql = `update publications set state = '${state}', lease_until = null where id = '${IDS.running}'`
    const refusal = await world.attempt('gacm_worker', sql)
    expect(refusal).toMatchObject({ code: '42501' })
    expect(refusal!.message).toContain('publications_claims_only')
  })
})

describe('another workspace', () => {
  const tables = [
    'members',
    'invitations',
    'api_keys',
    'accounts',
    'assets',
    'asset_contents',
    'account_assets',
    'campaigns',
    'ad_groups',
    'ads',
    'ad_texts',
    'ad_assets',
    'ad_cards',
    'criteria',
    'campaign_criteria',
    'campaign_assets',
    'publications',
    'publication_steps',
    'publication_attempts',
    'campaign_baselines',
    'idempotency_keys',
    'revisions',
    'campaign_edits',
    'saved_views',
    'notification_preferences',
    'campaign_templates',
    'campaign_template_assets',
    'approval_policies',
    'approval_requests',
    'review_links',
    'review_link_keys',
    'approval_comments',
    'audit_heads',
    'audit_log',
    'campaign_counts',
  ]

  it.each(tables)('its %s cannot be seen, and nothing without a workspace', async (table) => {
    expect(await world.count('gacm_app', `select from ${table}`)).toBeGreaterThan(0)
    expect(await world.count('gacm_app', `select from ${table} where workspace_id <> '${IDS.mine}'`)).toBe(0)
    expect(await world.count('gacm_app', `select from ${table}`, '')).toBe(0)
  })

  it.each([
    `update campaigns set name = 'x' where id = '${IDS.theirCampaign}'`,
    `delete from campaigns where id = '${IDS.theirCampaign}'`,
    `delete from ads where id = '${IDS.theirAd}'`,
    `delete from ad_cards where ad_id = '${IDS.theirAd}'`,
    `delete from campaign_criteria where campaign_id = '${IDS.theirCampaign}'`,
    `delete from campaign_assets where campaign_id = '${IDS.theirCampaign}'`,
  ])('changes nothing there: %s', async (sql) => {
    expect(await world.count('gacm_app', sql)).toBe(0)
  })

  it.each([
    `insert into campaigns (workspace_id, id, account_id, name) values ('${IDS.theirs}', '${IDS.free}', '${IDS.theirAccount}', 'n')`,
    `insert into audit_log (workspace_id, actor, door, action, entity_kind, detail) values ('${IDS.theirs}', 'a', 'api', 'a', 'k', '{}')`,
    `insert into revisions (workspace_id, campaign_id, number, document, changed_fields, reason, door, created_by) values ('${IDS.theirs}', '${IDS.theirCampaign}', 9, '{}', '{}', 'r', 'api', 'a')`,
    `insert into campaign_edits (workspace_id, id, campaigns, fields, door, created_by) values ('${IDS.theirs}', '${IDS.free}', 1, '{name}', 'api', 'a')`,
    `insert into members (workspace_id, user_id, role) values ('${IDS.theirs}', '${IDS.user}', 'admin')`,
  ])('cannot be written into: %s', async (sql) => {
    const refusal = await world.attempt('gacm_app', sql)
    expect(refusal).toMatchObject({ code: '42501' })
    expect(refusal!.message).toContain('row-level security')
  })

  it('a view of one person is seen and changed as that person alone', async () => {
    const as = (user: string, sql: string): string =>
      `set local app.user_id = '${user}'; do $$ declare hit integer; begin ${sql}; get diagnostics hit = row_count;
         if hit <> 1 then raise exception 'nothing hit'; end if; end $$`
    const own = `saved_views set position = 1 where id = '${IDS.ownView}'`
    expect(await world.attempt('gacm_app', as(IDS.user, `update ${own}`))).toBeUndefined()
    expect(await world.attempt('gacm_app', as(IDS.key, `update ${own}`))).toMatchObject({
      message: 'nothing hit',
    })
    expect(await world.count('gacm_app', `select from saved_views`)).toBe(1)
    expect(await world.count('gacm_app', `update ${own}`)).toBe(0)
    expect(await world.count('gacm_app', `delete from saved_views where id = '${IDS.ownView}'`)).toBe(0)
    expect(await world.count('gacm_readonly', 'select from saved_views')).toBe(1)
  })

  it('what somebody was told is seen and marked by that person alone, and told by anybody', async () => {
    const mark = `update notifications set read_at = now() where id = '${IDS.notification}'`
    const as = (user: string, sql: string): string => `set local app.user_id = '${user}'; ${sql}`
    for (const user of [IDS.user, IDS.key]) {
      expect(
        await world.count('gacm_app', as(user, `select from notifications where id = '${IDS.notification}'`)),
      ).toBe(1)
      expect(await world.count('gacm_app', as(user, mark))).toBe(1)
    }
    expect(await world.count('gacm_app', as(IDS.free, mark))).toBe(0)
    expect(await world.count('gacm_app', 'select from notifications')).toBe(0)
    expect(await world.count('gacm_readonly', 'select from notifications')).toBe(0)
    const tell = `insert into notifications (workspace_id, user_id, id, kind) values ('${IDS.mine}', '${IDS.key}', '${IDS.free}', 'MEMBER_JOINED')`
    expect(await world.attempt('gacm_app', tell)).toBeUndefined()
    expect(
      await world.count('gacm_worker', `select id from notifications where id = '${IDS.notification}'`),
    ).toBe(3)
  })

  it('a reader sees its own workspace alone', async () => {
    expect(await world.count('gacm_readonly', 'select from campaigns')).toBe(5)
    expect(await world.count('gacm_readonly', 'select from campaigns', '')).toBe(0)
  })
})

it('what the links of a workspace are signed with goes with it', async () => {
  const sql = `insert into workspaces (id, name) values ('${IDS.free}', 'Short');
    set local app.workspace_id = '${IDS.free}';
    insert into review_link_keys (workspace_id, sealed) values ('${IDS.free}', 'v1.0a1b2c3d.${'a'.repeat(64)}')`
  const left = `select from review_link_keys where workspace_id = '${IDS.free}'`
  expect(await world.count('owner', `${sql}; ${left}`)).toBe(1)
  expect(await world.count('owner', `${sql}; delete from workspaces where id = '${IDS.free}'; ${left}`)).toBe(
    0,
  )
})

it('a demo at rest is deleted whole, by the application, and its history goes with it', async () => {
  const rest = demoOf('FAILED')
    .replace('message)', 'message, finished_at)')
    .replace(`'Look.')`, `'Look.', now())`)
  const left = ['campaigns', 'publications', 'revisions', 'accounts', 'audit_log'].map(
    (table) => `select from ${table} where workspace_id = '${IDS.free}'`,
  )
  const sql = `${rest}; set local role gacm_app; select delete_demo_data('${IDS.free}', 'ann', 'web', null); ${left.join(' union all ')}`
  // The account stays, and the entry that says who did it is new.
  expect(await world.count('owner', sql)).toBe(2)
})

describe('what is meant to be possible is', () => {
  it.each([
    ['gacm_app', `update campaigns set status = 'PAUSED' where id = '${IDS.live}'`],
    ['gacm_app', `update campaigns set status = 'PUBLISHED' where id = '${IDS.paused}'`],
    ['gacm_app', `update campaigns set archived_at = now() where id = '${IDS.paused}'`],
    ['gacm_app', `update campaigns set name = E'Zeile\\u0085 \\u2028 \\u00e9' where id = '${IDS.draft}'`],
    [
      'gacm_app',
      `update campaigns set daily_budget_micros = 9223372036854775807, target_roas = 1000 where id = '${IDS.draft}'`,
    ],
    [
      'gacm_app',
      `update campaigns set start_date = '0001-01-01', end_date = '9999-12-31' where id = '${IDS.draft}'`,
    ],
    ['gacm_app', `update ad_groups set position = 1 - position where campaign_id = '${IDS.draft}'`],
    ['gacm_app', `update ads set position = 1 - position where ad_group_id = '${IDS.group}'`],
    [
      'gacm_app',
      `update campaigns set total_budget_micros = 9223372036854775807, impression_share_fraction = 1 where id = '${IDS.draft}'`,
    ],
    [
      'gacm_app',
      `insert into criteria (workspace_id, id, ad_group_id, kind, keyword_text, match_type, position) values ('${IDS.mine}', '${IDS.free}', '${IDS.group}', 'KEYWORD', 'shoes', 'BROAD', 1999)`,
    ],
    [
      'gacm_app',
      `insert into ad_texts (workspace_id, ad_id, field, position, text, pinned_field) values ('${IDS.mine}', '${IDS.ad}', 'DESCRIPTION', 0, 'd', 'DESCRIPTION_2')`,
    ],
    ['gacm_app', `delete from campaigns where id = '${IDS.draft}'`],
    ['gacm_app', `update publications set state = 'UNKNOWN', message = 'm' where id = '${IDS.attention}'`],
    [
      'gacm_app',
      `update publications set state = 'FAILED', finished_at = now() where id = '${IDS.attention}'`,
    ],
    ['gacm_app', `update publications set lease_until = now() where id = '${IDS.running}' and fence = 3`],
    [
      'gacm_worker',
      `update publications set fence = fence + 1, attempts = attempts + 1, lease_until = now() where id = '${IDS.running}'`,
    ],
    ['owner', `update campaigns set published_name = 'Mended' where id = '${IDS.paused}'`],
  ] as const)('%s: %s', async (role, sql) => {
    expect(await world.count(role, sql)).toBeGreaterThan(0)
  })
})
