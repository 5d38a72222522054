/**
 * What the bench's database is made of, one statement a table. Everything is drawn from the number of the row and the
 * seed by hashing, so the same options make the same rows. `draw(n, salt)` is a number from 0 to 999,999.
 */

/** A table, and the statement that fills it. Statements of one lane run one after another, lanes side by side. */
export interface SeedStep {
  table: string
  sql: string
}

/** The end of the seeded years: fixed, so that every run makes the same rows. */
export const NOW = "timestamptz '2026-11-01 00:00:00+00'"

/** Helpers in a schema of their own, dropped at the end. */
export function helpers(seed: number): string {
  return `
  drop schema if exists bench cascade;
  create schema bench;
  create function bench.draw(n bigint, salt bigint) returns integer language sql immutable parallel safe as
    $$ select (mod(hashint8extended(n * 1009 + salt, ${seed}), 1000000) + 1000000)::integer % 1000000 $$;
  -- A UUIDv7 of the given moment; its other bits come from the row's number.
  create function bench.id(at timestamptz, n bigint, kind text) returns uuid language sql immutable parallel safe as
    $$ select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(h, 1, 3) || '8' || substr(h, 4, 15))::uuid
         from md5(kind || n || ':${seed}') as h $$;
  create unlogged table bench.workspaces (
    n integer primary key, id uuid not null, size integer not null, first bigint not null, accounts integer not null);
  create unlogged table bench.campaigns (
    n bigint not null, workspace_id uuid not null, w integer not null, id uuid not null, place double precision not null,
    account integer not null, account_id uuid not null, name text not null, status text not null, type text not null,
    state text not null, archived boolean not null, created_at timestamptz not null, updated_at timestamptz not null,
    groups integer not null);
  create unlogged table bench.assets (n integer not null, w integer not null, workspace_id uuid not null, id uuid not null);
  create unlogged table bench.groups (
    n bigint not null, g integer not null, w integer not null, workspace_id uuid not null, campaign_id uuid not null,
    id uuid not null, ad_id uuid not null, published boolean not null);`
}

/** $1: sizes of the workspaces. */
export const WORKSPACES = `
  insert into bench.workspaces (n, id, size, first, accounts)
  select o, bench.id(timestamptz '2023-11-01 00:00:00+00' + o * interval '1 minute', o, 'workspace'), size,
         coalesce(sum(size) over (order by o rows between unbounded preceding and 1 preceding), 0),
         least(40, greatest(1, size / 400)) + case when size >= 1000 then 2 else 0 end
    from unnest($1::integer[]) with ordinality as s(size, o)`

const ACCOUNT_ID = (w: string, account: string): string =>
  `bench.id(timestamptz '2023-11-01 00:00:00+00' + ${w} * interval '1 minute', ${w} * 100 + ${account}, 'account')`

/**
 * The campaigns in short. Their moments grow with their place in the workspace. In a large workspace account 0 has five
 * campaigns and account 1 the oldest twentieth: where a scan in the order of the list would walk the whole workspace.
 * Words of names are skewed, and one is rare.
 */
export const CAMPAIGNS_PLAN = `
  insert into bench.campaigns
  select n, workspace_id, w, bench.id(created_at, n, 'campaign'), place, account, ${ACCOUNT_ID('w', 'account')}, name, status, type,
         case when status = 'DRAFT' then
           case when d_state < 900000 then 'NONE' when d_state < 990000 then 'FAILED'
                when d_state < 995000 then 'QUEUED' else 'NEEDS_ATTENTION' end
         when d_state < 985000 then 'SUCCEEDED' when d_state < 998000 then 'FAILED' else 'QUEUED' end,
         status <> 'PUBLISHED' and bench.draw(n, 5) < 150000, created_at,
         created_at + (${NOW} - created_at) * (bench.draw(n, 6) / 1000000.0), 2 + bench.draw(n, 7) % 2
    from (
      select s.first + i as n, s.id as workspace_id, s.n as w, i::double precision / s.size as place,
             timestamptz '2023-11-02 00:00:00+00' + (1090.0 * i / s.size) * interval '1 day' + s.n * interval '1 millisecond' as created_at,
             case when s.size < 1000 then bench.draw(s.first + i, 1) % s.accounts
                  when i <= 5 then 0 when i <= s.size / 20 then 1
                  else 2 + floor((s.accounts - 2) * power(bench.draw(s.first + i, 1) / 1000000.0, 3))::integer end as account,
             case when bench.draw(s.first + i, 2) < 300000 then 'DRAFT'
                  when bench.draw(s.first + i, 2) < 750000 then 'PUBLISHED' else 'PAUSED' end as status,
             case when bench.draw(s.first + i, 3) < 700000 then 'DEMAND_GEN' when bench.draw(s.first + i, 3) < 900000 then 'SEARCH'
                  when bench.draw(s.first + i, 3) < 990000 then 'PERFORMANCE_MAX' else 'DISPLAY' end as type,
             bench.draw(s.first + i, 4) as d_state,
             case when bench.draw(s.first + i, 8) < 300 then 'Heliotrope '
                  else (array['Spring', 'Summer', 'Autumn', 'Winter', 'Launch', 'Clearance', 'Brand', 'Retargeting'])[1 + bench.draw(s.first + i, 9) % 8] || ' ' end
               || (array['garden', 'shoes', 'bicycles', 'coffee', 'travel', 'books', 'cameras', 'furniture', 'toys', 'watches', 'tea', 'music'])[1 + bench.draw(s.first + i, 10) % 12]
               || ' ' || (array['US', 'DE', 'FR', 'JP', 'BR', 'GB', 'ES', 'IT'])[1 + bench.draw(s.first + i, 11) % 8]
               || ' campaign ' || i as name
        from bench.workspaces s cross join lateral generate_series(1, s.size) as i) drawn
   order by n`

/** Every ad group with the id of its one ad, made once for all the tables below it. */
export const GROUPS_PLAN = `
  insert into bench.groups
  select c.n, g, c.w, c.workspace_id, c.id, bench.id(c.created_at, c.n * 10 + g, 'group'), bench.id(c.created_at, c.n * 10 + g, 'ad'),
         c.status <> 'DRAFT'
    from bench.campaigns c cross join lateral generate_series(0, c.groups - 1) as g order by c.n, g`

export const ASSETS_PLAN = `
  insert into bench.assets
  select a, s.n, s.id, bench.id(timestamptz '2023-11-01 00:00:00+00' + s.n * interval '1 minute', s.n * 100 + a, 'asset')
    from bench.workspaces s cross join lateral generate_series(0, 19) as a`

const PUBLICATION_ID = `bench.id(c.created_at + interval '1 hour', c.n, 'publication')`
const PUBLISHED = `(c.status <> 'DRAFT')`
const ATTEMPTED = `bench.campaigns c where c.state <> 'NONE'`
const DONE = `c.state = 'SUCCEEDED'`

const DOCUMENT = `jsonb_build_object(
  'accountId', c.account_id, 'campaignType', c.type, 'name', c.name, 'objective', 'SALES', 'campaignGoal', null,
  'dailyBudgetMicros', '50000000', 'startDate', null, 'endDate', null, 'biddingStrategy', 'MAXIMIZE_CONVERSIONS',
  'targetCpaMicros', null, 'targetCpcMicros', null, 'targetRoas', null, 'containsEuPoliticalAdvertising', false,
  'trackingUrlTemplate', null, 'finalUrlSuffix', null, 'adGroups', '[]'::jsonb)`

export const BASE: SeedStep[] = [
  {
    table: 'workspaces',
    sql: `insert into workspaces (id, name) select id, 'bench ' || n from bench.workspaces`,
  },
  {
    table: 'accounts',
    sql: `insert into accounts (workspace_id, id, customer_id, name, currency_code, time_zone, environment)
      select s.id, ${ACCOUNT_ID('s.n', 'a')}, lpad((s.n * 100 + a)::text, 10, '0'), 'Account ' || a, 'USD', 'America/New_York', 'EMULATOR'
        from bench.workspaces s cross join lateral generate_series(0, s.accounts - 1) as a`,
  },
  {
    table: 'assets',
    sql: `insert into assets (workspace_id, id, name, format, width, height, bytes, animated, cmyk, sha256)
      select workspace_id, id, 'image ' || n || '.png', 'PNG', 1200, 628, 1, false, false,
             encode(sha256(convert_to(w || ':' || n, 'UTF8')), 'hex')
        from bench.assets`,
  },
  {
    table: 'asset_contents',
    sql: `insert into asset_contents (workspace_id, asset_id, content) select workspace_id, id, '\\x00' from bench.assets`,
  },
]

const CAMPAIGN_STEPS: SeedStep[] = [
  {
    table: 'campaigns',
    sql: `insert into campaigns (workspace_id, id, account_id, name, objective, campaign_type, daily_budget_micros, start_date, end_date,
        contains_eu_political_advertising, status, google_campaign_id, published_name, published_version, google_status,
        google_primary_status_reasons, publication_state, archived_at, created_at, updated_at, version)
      select workspace_id, id, account_id, name, 'SALES', type,
             case when bench.draw(n, 12) < 900000 then (1 + bench.draw(n, 13) % 500) * 1000000::bigint end,
             case when bench.draw(n, 14) < 500000 then created_at::date end,
             case when bench.draw(n, 15) < 400000 then created_at::date + 30 + bench.draw(n, 16) % 200 end,
             case when bench.draw(n, 17) < 900000 then false end, status,
             case when ${PUBLISHED} then 1000000000 + n end, case when c.state <> 'NONE' then name end,
             case when ${PUBLISHED} then 1 end, case status when 'PUBLISHED' then 'ENABLED' when 'PAUSED' then 'PAUSED' end,
             case when status = 'PUBLISHED' and bench.draw(n, 22) < 100000 then array['BUDGET_CONSTRAINED']
                  when status = 'PUBLISHED' and bench.draw(n, 22) < 110000 then array['HAS_ADS_DISAPPROVED'] else '{}' end,
             state, case when archived then updated_at end, created_at, updated_at,
             case when bench.draw(n, 21) < 20000 then 2 else 1 end -- edited: seed-edits.ts
        from bench.campaigns c order by n`,
  },
  {
    table: 'revisions',
    sql: `insert into revisions (workspace_id, campaign_id, number, document, changed_fields, reason, door, created_by, created_at)
      select workspace_id, id, 1, ${DOCUMENT}, '{name}', 'Created', 'api', 'bench', created_at from bench.campaigns c order by n`,
  },
  {
    table: 'publications',
    sql: `insert into publications (workspace_id, id, campaign_id, account_id, kind, state, activate, version, plan_hash, plan,
        published_name, token, fence, attempts, message, created_by, created_at, finished_at)
      select workspace_id, ${PUBLICATION_ID}, id, account_id, 'PUBLISH', state, status <> 'PAUSED', 1,
             encode(sha256(convert_to(n::text, 'UTF8')), 'hex'), '{"operations": []}', name, substr(md5(n::text), 1, 12),
             case state when 'QUEUED' then 0 else 1 end, case state when 'QUEUED' then 0 else 1 end,
             case when state in ('FAILED', 'NEEDS_ATTENTION') then 'Google refused it.' end, 'bench',
             created_at + interval '1 hour',
             case when state in ('SUCCEEDED', 'FAILED') then created_at + interval '2 hours' end
        from ${ATTEMPTED} order by n`,
  },
  {
    table: 'publication_steps',
    sql: `insert into publication_steps (workspace_id, publication_id, position, kind, title, state, started_at, finished_at)
      select workspace_id, ${PUBLICATION_ID}, p, (array['MUTATE', 'VERIFY', 'ACTIVATE'])[p + 1], 'Step ' || p,
             case when ${DONE} then 'DONE' when p = 0 and c.state = 'FAILED' then 'FAILED' else 'PENDING' end,
             case when ${DONE} or (p = 0 and c.state = 'FAILED') then created_at + interval '1 hour' end,
             case when ${DONE} or (p = 0 and c.state = 'FAILED') then created_at + interval '2 hours' end
        from (select * from ${ATTEMPTED}) c cross join generate_series(0, 2) as p order by n, p`,
  },
  {
    table: 'publication_attempts',
    sql: `insert into publication_attempts (workspace_id, publication_id, position, number, fence, request_sha256, sent_at, answered_at,
        outcome, http_status)
      select workspace_id, ${PUBLICATION_ID}, 0, 1, 1, encode(sha256(convert_to(n::text, 'UTF8')), 'hex'), created_at + interval '1 hour',
             created_at + interval '1 hour', case when ${DONE} then 'APPLIED' else 'REFUSED' end, case when ${DONE} then 200 else 400 end
        from bench.campaigns c where c.state in ('SUCCEEDED', 'FAILED') order by n`,
  },
  {
    table: 'campaign_baselines',
    sql: `insert into campaign_baselines (workspace_id, campaign_id, version, resources)
      select workspace_id, id, 1, jsonb_build_object('campaign', jsonb_build_object('name', name, 'status', 'ENABLED'))
        from bench.campaigns c where ${PUBLISHED} order by n`,
  },
  {
    table: 'campaign_criteria',
    // The id of the campaign with another last digit pair: one for each kind.
    sql: `insert into campaign_criteria (workspace_id, id, campaign_id, kind, geo_target_id, language_id, keyword_text, match_type,
        negative, position)
      select c.workspace_id, overlay(c.id::text placing k.mark from 35)::uuid, c.id, k.kind,
             case k.kind when 'LOCATION' then 2840 end, case k.kind when 'LANGUAGE' then 1000 end,
             case k.kind when 'KEYWORD' then 'free' end, case k.kind when 'KEYWORD' then 'BROAD' end, k.kind = 'KEYWORD', 0
        from bench.campaigns c
        cross join (values ('LOCATION', '0a'), ('LANGUAGE', '0b'), ('KEYWORD', '0c')) as k(kind, mark)
       where c.type <> 'DEMAND_GEN' order by n`,
  },
  {
    table: 'campaign_assets',
    sql: `insert into campaign_assets (workspace_id, campaign_id, field, asset_id, position)
      select c.workspace_id, c.id, 'LOGO', a.id, a.n
        from bench.campaigns c join bench.assets a on a.w = c.w and a.n in (c.n % 20, (c.n + 1) % 20)
       where c.type = 'PERFORMANCE_MAX' order by c.n`,
  },
  {
    table: 'campaign_counts',
    sql: `insert into campaign_counts (workspace_id, status, slot, campaigns)
      select workspace_id, status, 0, count(*) from bench.campaigns where not archived group by 1, 2`,
  },
]

const AD_TYPE = `case when n % 3 = 1 then 'DEMAND_GEN_CAROUSEL' else 'DEMAND_GEN_MULTI_ASSET' end`

const TREE_STEPS: SeedStep[] = [
  {
    table: 'ad_groups',
    sql: `insert into ad_groups (workspace_id, id, campaign_id, position, name)
      select workspace_id, id, campaign_id, g, 'Ad group ' || g from bench.groups`,
  },
  {
    table: 'ads',
    // One in three is a carousel.
    sql: `insert into ads (workspace_id, id, ad_group_id, position, ad_type, name, final_url, business_name, google_ad_id)
      select workspace_id, ad_id, id, 0, ${AD_TYPE}, 'Ad ' || g, 'https://www.example.com/' || n, 'Example',
             case when published then 1000000000 + n * 10 + g end
        from bench.groups`,
  },
  {
    table: 'ad_texts',
    sql: `insert into ad_texts (workspace_id, ad_id, field, position, text)
      select k.workspace_id, k.ad_id, t.field, t.position, t.words || k.n
        from bench.groups k
        cross join (values ('DESCRIPTION', 0, 'Delivered within two days, order '), ('DESCRIPTION', 1, 'Made to last, number '),
          ('HEADLINE', 0, 'It starts here '), ('HEADLINE', 1, 'Now with more '), ('HEADLINE', 2, 'Only this week ')) as t(field, position, words)`,
  },
  {
    table: 'ad_assets',
    sql: `insert into ad_assets (workspace_id, ad_id, field, asset_id, position)
      select k.workspace_id, k.ad_id, f.field, a.id, 0
        from bench.groups k cross join (values ('LOGO', 0), ('MARKETING_IMAGE', 1)) as f(field, o)
        join bench.assets a on a.w = k.w and a.n = (k.n + f.o) % 20`,
  },
  {
    table: 'ad_cards',
    sql: `insert into ad_cards (workspace_id, ad_id, position, headline, marketing_image_id, square_marketing_image_id, portrait_marketing_image_id)
      select k.workspace_id, k.ad_id, p, 'Card ' || p, case when p = 0 then a.id end, case when p = 1 then a.id end,
             case when p = 2 then a.id end
        from bench.groups k cross join generate_series(0, 2) as p
        join bench.assets a on a.w = k.w and a.n = (k.n / 3 + p) % 20
       where k.n % 3 = 1`,
  },
  {
    table: 'criteria',
    // The id of the ad group with another last digit pair: one for each kind.
    sql: `insert into criteria (workspace_id, id, ad_group_id, kind, geo_target_id, language_id, position)
      select k.workspace_id, overlay(k.id::text placing c.mark from 35)::uuid, k.id, c.kind,
             case c.kind when 'LOCATION' then 2840 end, case c.kind when 'LANGUAGE' then 1000 end, 0
        from bench.groups k cross join (values ('LOCATION', '0a'), ('LANGUAGE', '0b')) as c(kind, mark)`,
  },
]

/** Side by side, one lane a core. */
export const LANES: SeedStep[][] = [CAMPAIGN_STEPS, TREE_STEPS]

/** The days before the end of the seeded years, at most, for which there are metrics. */
export const METRIC_DAYS = 365

/** $1: how many days each published campaign has numbers for. */
export const METRICS: SeedStep = {
  table: 'campaign_metrics',
  sql: `insert into campaign_metrics (workspace_id, account_id, campaign_id, date, impressions, clicks, cost_micros, conversions,
      conversions_value)
    select workspace_id, account_id, id, date '2026-10-31' - d, 100 + draw % 10000, draw % 300, draw * 1000::bigint, draw % 20, draw % 500
      from (select c.*, d, bench.draw(c.n, 20) + d * 7 as draw
              from bench.campaigns c cross join lateral generate_series(0, $1::integer - 1) as d
             where ${PUBLISHED}) drawn
     order by w, account, n, d desc`,
}

/** $1: the same. The first published campaign of each account has numbers for all of METRIC_DAYS, so that a dashboard over a year does. */
export const METRICS_OF_A_YEAR: SeedStep = {
  table: 'campaign_metrics',
  sql: `insert into campaign_metrics (workspace_id, account_id, campaign_id, date, impressions, clicks, cost_micros, conversions,
      conversions_value)
    select workspace_id, account_id, id, date '2026-10-31' - d, 100 + d, d % 300, d * 1000::bigint, d % 20, d
      from (select distinct on (workspace_id, account_id) workspace_id, account_id, id
              from campaigns where status <> 'DRAFT' order by workspace_id, account_id, id) c
     cross join generate_series($1::integer, ${METRIC_DAYS} - 1) as d
     order by workspace_id, account_id, d desc`,
}

const SUMS = 'sum(impressions), sum(clicks), sum(cost_micros), sum(conversions), sum(conversions_value)'

/** What the triggers would have kept. */
export const ROLL_UPS: SeedStep[] = [
  {
    table: 'campaign_metrics_totals',
    sql: `insert into campaign_metrics_totals
      select workspace_id, campaign_id, ${SUMS} from campaign_metrics group by 1, 2`,
  },
  {
    table: 'campaign_month_metrics',
    sql: `insert into campaign_month_metrics
      select m.workspace_id, m.account_id, m.campaign_id, date_trunc('month', m.date)::date, a.currency_code, ${SUMS}
        from campaign_metrics m join accounts a on a.workspace_id = m.workspace_id and a.id = m.account_id group by 1, 2, 3, 4, 5`,
  },
  {
    table: 'account_metrics',
    sql: `insert into account_metrics
      select workspace_id, account_id, date, ${SUMS} from campaign_metrics group by 1, 2, 3`,
  },
  {
    table: 'workspace_metrics',
    sql: `insert into workspace_metrics
      select m.workspace_id, a.currency_code, m.date, sum(m.impressions), sum(m.clicks), sum(m.cost_micros), sum(m.conversions),
             sum(m.conversions_value)
        from account_metrics m join accounts a on a.workspace_id = m.workspace_id and a.id = m.account_id group by 1, 2, 3`,
  },
]
