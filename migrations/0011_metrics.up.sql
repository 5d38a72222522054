-- What campaigns did, day by day, as Google reports it, and the sums that are asked for most.
-- Expand: new tables, functions and rights; nothing that exists changes. Its references take a short lock on accounts and
-- campaigns that stops writers, not readers.
-- No default partition: with one, every new month would be checked against it under a lock, and it would fill unseen. A
-- day of a month that does not exist is refused instead; whoever writes makes the months first.
-- squawk-ignore prefer-bigint-over-int -- failures are counted up to a bound

create table campaign_metrics (
  workspace_id       uuid           not null,
  account_id         uuid           not null,
  campaign_id        uuid           not null,
  date               date           not null,
  impressions        bigint         not null,
  clicks             bigint         not null,
  cost_micros        bigint         not null,
  conversions        numeric(20, 6) not null,
  conversions_value  numeric(20, 6) not null,
  constraint campaign_metrics_pkey primary key (workspace_id, account_id, campaign_id, date),
  constraint campaign_metrics_campaign_fkey foreign key (workspace_id, account_id, campaign_id)
    references campaigns (workspace_id, account_id, id),
  constraint campaign_metrics_impressions_not_negative check (impressions >= 0),
  constraint campaign_metrics_clicks_not_negative check (clicks >= 0),
  constraint campaign_metrics_cost_not_negative check (cost_micros >= 0),
  constraint campaign_metrics_conversions_not_negative check (conversions >= 0 and conversions <> 'NaN'),
  constraint campaign_metrics_value_is_number check (conversions_value <> 'NaN')
) partition by range (date);

-- The sums have no checks against negative numbers: a check is asked of the difference too, before it meets the row that
-- it is added to.
create table campaign_metrics_totals (
  workspace_id       uuid           not null,
  campaign_id        uuid           not null,
  impressions        bigint         not null,
  clicks             bigint         not null,
  cost_micros        bigint         not null,
  conversions        numeric(26, 6) not null,
  conversions_value  numeric(26, 6) not null,
  constraint campaign_metrics_totals_pkey primary key (workspace_id, campaign_id),
  constraint campaign_metrics_totals_campaign_fkey foreign key (workspace_id, campaign_id)
    references campaigns (workspace_id, id)
);
create table account_metrics (
  workspace_id       uuid           not null,
  account_id         uuid           not null,
  date               date           not null,
  impressions        bigint         not null,
  clicks             bigint         not null,
  cost_micros        bigint         not null,
  conversions        numeric(26, 6) not null,
  conversions_value  numeric(26, 6) not null,
  constraint account_metrics_pkey primary key (workspace_id, account_id, date),
  constraint account_metrics_account_fkey foreign key (workspace_id, account_id) references accounts (workspace_id, id)
);
create table workspace_metrics (
  workspace_id       uuid           not null,
  currency_code      text           not null,
  date               date           not null,
  impressions        bigint         not null,
  clicks             bigint         not null,
  cost_micros        bigint         not null,
  conversions        numeric(26, 6) not null,
  conversions_value  numeric(26, 6) not null,
  constraint workspace_metrics_pkey primary key (workspace_id, currency_code, date),
  constraint workspace_metrics_workspace_fkey foreign key (workspace_id) references workspaces (id),
  constraint workspace_metrics_currency_code check (currency_code ~ '^[A-Z]{3}$')
);

create table metrics_syncs (
  workspace_id  uuid        not null,
  account_id    uuid        not null,
  claims        bigint      not null,
  next_at       timestamptz not null,
  read_from     date,
  read_through  date,
  synced_at     timestamptz,
  failures      integer     not null default 0,
  message       text,
  constraint metrics_syncs_pkey primary key (workspace_id, account_id),
  constraint metrics_syncs_account_fkey foreign key (workspace_id, account_id) references accounts (workspace_id, id),
  constraint metrics_syncs_claims_positive check (claims > 0),
  constraint metrics_syncs_window_ordered check (read_from <= read_through),
  constraint metrics_syncs_read_whole check (
    (read_from is null) = (synced_at is null) and (read_through is null) = (synced_at is null)),
  constraint metrics_syncs_failures_not_negative check (failures >= 0),
  constraint metrics_syncs_message_length check (char_length(message) between 1 and 1000)
);
create index metrics_syncs_due_idx on metrics_syncs (next_at);

-- Writers of one workspace meet on the same sums, and one transaction may come to them in several statements. Who writes
-- waits here first, before any row is locked: so no two can wait for each other.
create function campaign_metrics_in_turn() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('campaign_metrics ' || coalesce(current_setting('app.workspace_id', true), ''), 0));
  return null;
end
$$;

-- Adds the difference that a statement made. Written once for the three kinds of statement: only an update has both old
-- and new rows, so where the rows come from is put in.
create function campaign_metrics_roll_up() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  moves text := case tg_op
    when 'INSERT' then 'select 1 as sign, * from new_rows'
    when 'DELETE' then 'select -1 as sign, * from old_rows'
    else 'select 1 as sign, * from new_rows union all select -1, * from old_rows' end;
  sums constant text := 'sum(sign * impressions) as impressions, sum(sign * clicks) as clicks,
    sum(sign * cost_micros) as cost_micros, sum(sign * conversions) as conversions,
    sum(sign * conversions_value) as conversions_value';
  moved constant text := 'having (sum(sign * impressions), sum(sign * clicks), sum(sign * cost_micros),
    sum(sign * conversions), sum(sign * conversions_value)) is distinct from (0, 0, 0, 0, 0)';
  adds constant text := 'do update set impressions = kept.impressions + excluded.impressions,
    clicks = kept.clicks + excluded.clicks, cost_micros = kept.cost_micros + excluded.cost_micros,
    conversions = kept.conversions + excluded.conversions,
    conversions_value = kept.conversions_value + excluded.conversions_value';
begin
  execute format('
    with moves as (%1$s),
    of_campaigns as (
      insert into public.campaign_metrics_totals as kept
      select workspace_id, campaign_id, %2$s from moves group by 1, 2 %3$s order by 1, 2
      on conflict (workspace_id, campaign_id) %4$s),
    of_accounts as (
      insert into public.account_metrics as kept
      select workspace_id, account_id, date, %2$s from moves group by 1, 2, 3 %3$s order by 1, 2, 3
      on conflict (workspace_id, account_id, date) %4$s)
    insert into public.workspace_metrics as kept
    select m.workspace_id, a.currency_code, m.date, %2$s
      from moves m join public.accounts a on a.workspace_id = m.workspace_id and a.id = m.account_id
     group by 1, 2, 3 %3$s order by 1, 2, 3
    on conflict (workspace_id, currency_code, date) %4$s', moves, sums, moved, adds);
  return null;
end
$$;
revoke execute on function campaign_metrics_in_turn() from public;
revoke execute on function campaign_metrics_roll_up() from public;

create trigger campaign_metrics_first before insert or update or delete on campaign_metrics
  for each statement execute function campaign_metrics_in_turn();
create trigger campaign_metrics_insert after insert on campaign_metrics
  referencing new table as new_rows for each statement execute function campaign_metrics_roll_up();
create trigger campaign_metrics_update after update on campaign_metrics
  referencing old table as old_rows new table as new_rows for each statement execute function campaign_metrics_roll_up();
create trigger campaign_metrics_delete after delete on campaign_metrics
  referencing old table as old_rows for each statement execute function campaign_metrics_roll_up();

-- The program owns nothing, so the months come and go through these two. The reference to campaigns takes a lock there
-- that stops writers: whoever waits for it half a second gives up, and is tried again by the next round.
create function metrics_make_month(month date) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public set lock_timeout = '500ms' as $$
declare
  this_month constant date := date_trunc('month', current_date);
  made constant text := 'campaign_metrics_' || to_char(month, 'YYYY_MM');
begin
  if month is null or month <> date_trunc('month', month)::date
      or month not between this_month - interval '120 months' and this_month + interval '12 months' then
    raise exception 'A month is made by its first day, from 120 months ago to 12 ahead, not by %.', month
      using errcode = 'check_violation', constraint = 'campaign_metrics_month_range', table = 'campaign_metrics';
  end if;
  -- Two workers make a month one after the other, and the second finds it: by a query, since to_regclass may answer from
  -- what this connection knew before it waited.
  perform pg_advisory_xact_lock(hashtextextended('campaign_metrics months', 0));
  if exists (select from pg_class where relnamespace = 'public'::regnamespace and relname = made) then return false; end if;
  -- Made apart and then attached: that lets writers of other months go on, and an empty table needs no check. No role is
  -- granted anything on it and it has no policy: read directly, it is shut.
  execute format('create table public.%I (like public.campaign_metrics including constraints including comments)', made);
  execute format('alter table public.%I enable row level security, force row level security', made);
  execute format('revoke all on public.%I from public, gacm_app, gacm_worker, gacm_readonly', made);
  execute format('comment on table public.%I is %L', made, 'Tenant. One month of campaign_metrics; read through that.');
  execute format('alter table public.campaign_metrics attach partition public.%I for values from (%L) to (%L)',
    made, month, (month + interval '1 month')::date);
  return true;
end
$$;

-- One month with each call, so that the lock, under which nobody reads or writes metrics, is short.
create function metrics_drop_month(keep_months integer) returns text
  language plpgsql security definer set search_path = pg_catalog, public set lock_timeout = '500ms' as $$
declare
  oldest text;
begin
  if keep_months is null or keep_months not between 1 and 120 then
    raise exception 'Between 1 and 120 months are kept, not %.', keep_months
      using errcode = 'check_violation', constraint = 'campaign_metrics_keep_range', table = 'campaign_metrics';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('campaign_metrics months', 0));
  select min(c.relname) into oldest
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
   where i.inhparent = 'public.campaign_metrics'::regclass
     and c.relname < 'campaign_metrics_' || to_char(current_date - make_interval(months => keep_months), 'YYYY_MM');
  if oldest is not null then execute format('drop table public.%I', oldest); end if;
  return oldest;
end
$$;
revoke execute on function metrics_make_month(date) from public;
revoke execute on function metrics_drop_month(integer) from public;
grant execute on function metrics_make_month(date) to gacm_worker;
grant execute on function metrics_drop_month(integer) to gacm_worker;

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array[
    'campaign_metrics', 'campaign_metrics_totals', 'account_metrics', 'workspace_metrics', 'metrics_syncs']
  loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy %I on %I using (workspace_id = (select nullif(current_setting(''app.workspace_id'', true), '''')::uuid))',
      tenant_table || '_of_workspace', tenant_table);
  end loop;
end
$$;
create policy metrics_syncs_for_worker on metrics_syncs for select to gacm_worker using (true);

grant select on campaign_metrics, campaign_metrics_totals, account_metrics, workspace_metrics, metrics_syncs
  to gacm_app, gacm_readonly;
grant insert (workspace_id, account_id, campaign_id, date, impressions, clicks, cost_micros, conversions, conversions_value),
  update (impressions, clicks, cost_micros, conversions, conversions_value), delete on campaign_metrics to gacm_app;
grant insert (workspace_id, account_id, claims, next_at),
  update (claims, next_at, read_from, read_through, synced_at, failures, message) on metrics_syncs to gacm_app;
grant select (workspace_id, account_id, next_at) on metrics_syncs to gacm_worker;

comment on table campaign_metrics is
  'Tenant. What a campaign did on a day, as Google reports it; restated for weeks. A day without a row had nothing. Partitioned by month.';
comment on table campaign_metrics_totals is
  'Tenant. A campaign''s numbers since it began, also of months that were dropped. Written by triggers alone.';
comment on table account_metrics is 'Tenant. The sum of an account''s campaigns by day. Written by triggers alone.';
comment on table workspace_metrics is
  'Tenant. The sum of a workspace''s campaigns by day and currency: amounts of two currencies are never added. Written by triggers alone.';
comment on table metrics_syncs is 'Tenant. How far an account''s metrics are read, and when they are read again.';

do $$
declare
  metrics_table text;
begin
  foreach metrics_table in array array['campaign_metrics', 'campaign_metrics_totals', 'account_metrics', 'workspace_metrics']
  loop
    execute format('comment on column %I.workspace_id is %L', metrics_table,
      'The workspace that the row belongs to; first in every key.');
    execute format('comment on column %I.impressions is %L', metrics_table, 'How often an ad was shown.');
    execute format('comment on column %I.clicks is %L', metrics_table,
      'Clicks; may exceed the impressions of a day, since a click counts on its own day.');
    execute format('comment on column %I.cost_micros is %L', metrics_table,
      'Spent, in millionths of the account''s currency.');
    execute format('comment on column %I.conversions is %L', metrics_table,
      'Conversions, in parts where several ads share one. Google sends a double: kept to six decimals, so that sums are exact.');
    execute format('comment on column %I.conversions_value is %L', metrics_table,
      'What the conversions are worth, in units of the account''s currency, to six decimals.');
  end loop;
end
$$;
comment on column campaign_metrics.account_id is 'The campaign''s account.';
comment on column campaign_metrics.campaign_id is 'Whose numbers they are.';
comment on column campaign_metrics.date is 'The day, in the account''s time zone.';
comment on column campaign_metrics_totals.campaign_id is 'Whose numbers they are.';
comment on column account_metrics.account_id is 'Whose campaigns are added; their currency is the account''s.';
comment on column account_metrics.date is 'The day, in the account''s time zone.';
comment on column workspace_metrics.currency_code is 'ISO 4217: the accounts of this currency are added.';
comment on column workspace_metrics.date is 'The day, each account''s in its own time zone.';
comment on column metrics_syncs.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column metrics_syncs.account_id is 'The account that is read.';
comment on column metrics_syncs.claims is 'Counts up with every worker that takes the reading on: one that was overtaken may not write.';
comment on column metrics_syncs.next_at is 'When it is to be read next; while it is being read, when another worker may take it over.';
comment on column metrics_syncs.read_from is 'The first day that was ever read, in the account''s time zone; null: never read.';
comment on column metrics_syncs.read_through is 'The last day that was read, which was not over then; null: never read.';
comment on column metrics_syncs.synced_at is 'When it was last read to the end; null: never.';
comment on column metrics_syncs.failures is 'Failed readings since the last good one.';
comment on column metrics_syncs.message is 'Why the last reading failed, in words; null: it did not.';

comment on function campaign_metrics_in_turn() is 'Lets one transaction of a workspace write metrics at a time.';
comment on function campaign_metrics_roll_up() is 'Adds what a statement changed to the sums of campaigns, accounts and workspaces.';
comment on function metrics_make_month(date) is
  'Makes the partition of a month, named by its first day. False where it exists. For gacm_worker.';
comment on function metrics_drop_month(integer) is
  'Drops the oldest month that lies more than so many months back, and answers its name; null: none. Sums stay. For gacm_worker.';
