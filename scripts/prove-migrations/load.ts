import type { Client } from 'pg'

/** The last version before publication_state: what is loaded there gives the backfill its work. */
export const LOAD_VERSION = 7

/**
 * Fills a database of version 7 as a superuser: campaigns in workspaces of very different size (the first of fifty has a
 * quarter of all), each with an ad group, an ad, four texts and its revision; four in ten are at Google, and one in
 * fifty waits or failed. The n-th row of every table has the same id, so nobody has to look up which ad is whose.
 */
export async function load(client: Client, campaigns: number): Promise<void> {
  const workspaces = Math.min(50, Math.max(2, Math.floor(campaigns / 20)))
  await client.query('begin')
  for (const sql of statementsOf(campaigns, workspaces)) await client.query(sql)
  await client.query('commit')
  await client.query('analyze')
}

/** Revisions for whatever has none: version 4 brings the table, and the program of then wrote them before 7 checks. */
export const FILL_REVISIONS = `
  insert into revisions (workspace_id, campaign_id, number, document, changed_fields, reason, door, created_by)
  select workspace_id, campaign_id, number, '{}', '{}', 'Kept before version 4', 'system', 'upgrade'
    from (select workspace_id, id as campaign_id, version as number from campaigns
          union select workspace_id, campaign_id, version from publications) saved
  on conflict do nothing`

const ID = (n: string): string => `('018f0000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`

function statementsOf(campaigns: number, workspaces: number): string[] {
  const all = `generate_series(1, ${campaigns}) n cross join lateral (
    select 1 + floor(${workspaces} * power(((n * 7919) % 10007) / 10007.0, 3))::integer as w) place`
  const live = 'n % 10 < 4'
  const publication = `publications (workspace_id, id, campaign_id, account_id, kind, activate, version, plan_hash, plan,
    published_name, token, created_by, state, fence, attempts, finished_at, message)`
  const journal = (state: string, message: string): string =>
    `select ${ID('w')}, ${ID('n')}, ${ID('n')}, ${ID('w')}, 'PUBLISH', true, 1, repeat('a', 64), '{}', 'Campaign ' || n,
       lpad(to_hex(n), 12, '0'), 'load', '${state}', ${state === 'QUEUED' ? '0, 0, null' : '1, 1, now()'}, ${message} from ${all}`
  return [
    `insert into workspaces (id, name) select ${ID('n')}, 'workspace ' || n from generate_series(1, ${workspaces}) n`,
    `insert into accounts (workspace_id, id, customer_id, name, currency_code, time_zone, environment)
     select ${ID('n')}, ${ID('n')}, lpad(n::text, 10, '0'), 'Account', 'USD', 'Etc/UTC', 'EMULATOR'
       from generate_series(1, ${workspaces}) n`,
    `insert into revisions (workspace_id, campaign_id, number, document, changed_fields, reason, door, created_by)
     select ${ID('w')}, ${ID('n')}, 1, '{}', '{}', 'Created', 'api', 'load' from ${all}`,
    // Workspace by workspace: the counters are kept with the owner's rights, and row level security binds the owner.
    `do $$ begin
       for place_w in 1..${workspaces} loop
         perform set_config('app.workspace_id', ${ID('place_w')}::text, true);
         insert into campaigns (workspace_id, id, account_id, name, daily_budget_micros, status, google_campaign_id,
           published_name, published_version)
         select ${ID('w')}, ${ID('n')}, ${ID('w')}, 'Campaign ' || n, 1000000 * (1 + n % 100),
           case when ${live} then 'PAUSED' else 'DRAFT' end, case when ${live} then n end,
           case when ${live} then 'Campaign ' || n end, case when ${live} then 1 end from ${all} where w = place_w;
       end loop;
     end $$`,
    `insert into ad_groups (workspace_id, id, campaign_id, position, name)
     select ${ID('w')}, ${ID('n')}, ${ID('n')}, 0, 'Ad group 1' from ${all}`,
    `insert into ads (workspace_id, id, ad_group_id, position, name, final_url)
     select ${ID('w')}, ${ID('n')}, ${ID('n')}, 0, 'Ad 1', 'https://www.example.com/' || n from ${all}`,
    `insert into ad_texts (workspace_id, ad_id, field, position, text)
     select ${ID('w')}, ${ID('n')}, 'HEADLINE', p, 'Headline ' || p from ${all} cross join generate_series(0, 3) p`,
    `insert into ${publication} ${journal('SUCCEEDED', 'null')} where ${live}`,
    `insert into ${publication} ${journal('FAILED', `'Google refused it.'`)} where n % 100 = 4`,
    `insert into ${publication} ${journal('QUEUED', 'null')} where n % 100 = 5`,
  ]
}

/** What the database should say of itself after it all; each line is something that is wrong. */
export async function wrongBooks(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ wrong: string }>(`
    select 'campaign ' || c.id || ' says ' || coalesce(publication_state, 'nothing') || ', its publication ' || real as wrong
      from campaigns c, lateral (select coalesce((select p.state from publications p
             where p.workspace_id = c.workspace_id and p.campaign_id = c.id order by p.created_at desc, p.id desc limit 1), 'NONE') as real) n
     where publication_state is distinct from real
    union all
    select 'workspace ' || workspace_id || ' counts ' || sum(kept) || ' campaigns as ' || status || ', and has ' || sum(real)
      from (select workspace_id, status, campaigns as kept, 0 as real from campaign_counts
            union all select workspace_id, status, 0, 1 from campaigns where archived_at is null) both_sides
     group by workspace_id, status having sum(kept) <> sum(real)
     limit 20`)
  return rows.map(({ wrong }) => wrong)
}
