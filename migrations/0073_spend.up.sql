-- What everything that is live, or about to be, may cost: a share for each campaign, their sums by account and by workspace
-- and currency, and the caps that no opening of a publication gets past, whoever writes it.
-- Expand: new tables, nullable columns that programs before this one neither read nor write, and triggers that keep them.
-- The door is the next file, since a claim locks publications before campaigns; what is live already is counted by the one after it.
-- Triggers stop writers of campaigns for a moment, not readers.

-- squawk-ignore prefer-bigint-over-int -- the version of a row that people change by hand
alter table campaigns
  add column published_daily_budget_micros bigint,
  add column published_total_budget_micros bigint,
  add column google_daily_budget_micros bigint,
  add column google_total_budget_micros bigint;
grant update (google_daily_budget_micros, google_total_budget_micros) on campaigns to gacm_app;

-- A budget that was read or sent is no edit: the time of the last change stays.
create or replace trigger campaigns_touch before update on campaigns for each row
  when (old.publication_state is not distinct from new.publication_state
    and old.published_daily_budget_micros is not distinct from new.published_daily_budget_micros
    and old.published_total_budget_micros is not distinct from new.published_total_budget_micros
    and old.google_daily_budget_micros is not distinct from new.google_daily_budget_micros
    and old.google_total_budget_micros is not distinct from new.google_total_budget_micros)
  execute function touch_updated_at();

create table spend_ledgers (
  workspace_id      uuid         not null,
  account_id        uuid,
  scope_id          uuid         not null generated always as (coalesce(account_id, '00000000-0000-0000-0000-000000000000')) stored,
  currency_code     text         not null,
  day_cap_micros    bigint,
  month_cap_micros  bigint,
  day_micros        bigint       not null default 0,
  month_micros      bigint       not null default 0,
  campaigns         bigint       not null default 0,
  version           integer      not null default 1,
  updated_by        text,
  updated_at        timestamptz,
  constraint spend_ledgers_pkey primary key (workspace_id, scope_id, currency_code),
  constraint spend_ledgers_workspace_fkey foreign key (workspace_id) references workspaces (id),
  constraint spend_ledgers_account_fkey foreign key (workspace_id, account_id) references accounts (workspace_id, id),
  constraint spend_ledgers_currency_code check (currency_code ~ '^[A-Z]{3}$'),
  constraint spend_ledgers_caps_positive check (day_cap_micros > 0 and month_cap_micros > 0),
  constraint spend_ledgers_sums_not_negative check (day_micros >= 0 and month_micros >= 0 and campaigns >= 0),
  constraint spend_ledgers_version_positive check (version > 0),
  constraint spend_ledgers_updated_by_length check (char_length(updated_by) between 1 and 255)
);

create table spend_shares (
  workspace_id   uuid     not null,
  campaign_id    uuid     not null,
  account_id     uuid     not null,
  currency_code  text     not null,
  counts         boolean  not null,
  day_micros     bigint   not null,
  month_micros   bigint   not null,
  constraint spend_shares_pkey primary key (workspace_id, campaign_id),
  constraint spend_shares_campaign_fkey foreign key (workspace_id, account_id, campaign_id)
    references campaigns (workspace_id, account_id, id) on delete cascade,
  constraint spend_shares_amounts_not_negative check (day_micros >= 0 and month_micros >= 0),
  constraint spend_shares_nothing_if_idle check (counts or (day_micros = 0 and month_micros = 0))
);
-- Everything that is live or about to be, in the order in which it is paused.
create index spend_shares_counting_idx on spend_shares (workspace_id, account_id, campaign_id) where counts;

-- What a campaign counts, from what is known of it: nothing else is remembered, so it can be worked out again at any time.
-- Budgets: the greatest of what an open publication sends, what was last published and what was last read at Google; a
-- budget that was lowered counts as it was until Google has confirmed it. Where none of these is known, the campaign's own.
create function spend_of(workspace uuid, campaign_ids uuid[])
  returns table (campaign_id uuid, account_id uuid, currency_code text, counts boolean, day_micros bigint, month_micros bigint)
  language sql stable set search_path = pg_catalog, public as $$
  select c.id, c.account_id, n.currency_code, w.counts,
         case when w.counts then coalesce(greatest(b.daily * 2, b.total), 0) else 0 end,
         case when w.counts then coalesce(greatest((b.daily * 304 + 9) / 10, b.total), 0) else 0 end
    from campaigns c
    join accounts n on n.workspace_id = c.workspace_id and n.id = c.account_id
    left join lateral (
      select p.kind, p.activate,
             (select sum((a #>> '{}')::bigint)::bigint
                from jsonb_path_query(p.plan, '$.operations[*].body.campaignBudgetOperation.*.amountMicros') a) as daily,
             (select sum((a #>> '{}')::bigint)::bigint
                from jsonb_path_query(p.plan, '$.operations[*].body.campaignBudgetOperation.*.totalAmountMicros') a) as total
        from publications p
       where p.workspace_id = c.workspace_id and p.campaign_id = c.id
         and p.state in ('QUEUED', 'RUNNING', 'UNKNOWN', 'NEEDS_ATTENTION')) o on true
   cross join lateral (
      -- An end that is over spends nothing, until something is published that may move it.
      select c.google_removed_at is null
             and (o.activate is true
               or ((c.status = 'PUBLISHED' or c.google_status is not distinct from 'ENABLED')
                 and (c.google_serving_status is distinct from 'ENDED' or o.kind in ('PUBLISH', 'RESUME')))) as counts) w
   cross join lateral (
      select greatest(o.daily, c.published_daily_budget_micros, c.google_daily_budget_micros) as daily,
             greatest(o.total, c.published_total_budget_micros, c.google_total_budget_micros) as total) k
   cross join lateral (
      select case when i.own then c.daily_budget_micros else k.daily end as daily,
             case when i.own then c.total_budget_micros else k.total end as total
        from (select k.daily is null and k.total is null and c.status <> 'DRAFT' as own) i) b
   where c.workspace_id = workspace and c.id = any (campaign_ids)
$$;

-- Whoever calls it has locked these campaigns or just written them, so that nobody else works their shares out meanwhile.
create function spend_count(workspace uuid, campaign_ids uuid[]) returns void
  language sql security definer set search_path = pg_catalog, public as $$
  insert into spend_shares as s (workspace_id, campaign_id, account_id, currency_code, counts, day_micros, month_micros)
    select workspace, f.campaign_id, f.account_id, f.currency_code, f.counts, f.day_micros, f.month_micros
      from spend_of(workspace, campaign_ids) f order by f.campaign_id
    on conflict on constraint spend_shares_pkey do update
      set counts = excluded.counts, day_micros = excluded.day_micros, month_micros = excluded.month_micros
      where (s.counts, s.day_micros, s.month_micros)
         is distinct from (excluded.counts, excluded.day_micros, excluded.month_micros)
$$;
revoke execute on function spend_count(uuid, uuid[]) from public;
grant execute on function spend_count(uuid, uuid[]) to gacm_app;

-- The sums follow the shares in the same statement: the account's row first, then the workspace's, each by its key.
create function spend_ledgers_add() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if tg_op = 'INSERT' then
    perform spend_ledgers_move(array(select row(s.*)::spend_shares from new_rows s), '{}');
  elsif tg_op = 'DELETE' then
    perform spend_ledgers_move('{}', array(select row(s.*)::spend_shares from old_rows s));
  else
    perform spend_ledgers_move(array(select row(s.*)::spend_shares from new_rows s), array(select row(s.*)::spend_shares from old_rows s));
  end if;
  return null;
end
$$;
create function spend_ledgers_move(added spend_shares[], taken spend_shares[]) returns void
  language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  move record;
begin
  for move in
    with shares as (
      select s.workspace_id, s.account_id, s.currency_code, s.counts::int as campaigns, s.day_micros, s.month_micros
        from unnest(added) s
      union all
      select s.workspace_id, s.account_id, s.currency_code, -s.counts::int, -s.day_micros, -s.month_micros
        from unnest(taken) s)
    select m.workspace_id, m.scope_id, m.currency_code, sum(m.campaigns) as campaigns, sum(m.day_micros) as day,
           sum(m.month_micros) as month
      from (select workspace_id, account_id as scope_id, false as whole, currency_code, campaigns, day_micros, month_micros from shares
            union all
            select workspace_id, '00000000-0000-0000-0000-000000000000', true, currency_code, campaigns, day_micros, month_micros from shares) m
     group by m.workspace_id, m.scope_id, m.whole, m.currency_code
    having sum(m.campaigns) <> 0 or sum(m.day_micros) <> 0 or sum(m.month_micros) <> 0
     order by m.workspace_id, m.whole, m.scope_id, m.currency_code
  loop
    update spend_ledgers l
       set campaigns = l.campaigns + move.campaigns, day_micros = l.day_micros + move.day,
           month_micros = l.month_micros + move.month
     where l.workspace_id = move.workspace_id and l.scope_id = move.scope_id and l.currency_code = move.currency_code;
  end loop;
end
$$;
revoke execute on function spend_ledgers_add() from public;
revoke execute on function spend_ledgers_move(spend_shares[], spend_shares[]) from public;
create trigger spend_shares_add_insert after insert on spend_shares
  referencing new table as new_rows for each statement execute function spend_ledgers_add();
create trigger spend_shares_add_update after update on spend_shares
  referencing old table as old_rows new table as new_rows for each statement execute function spend_ledgers_add();
create trigger spend_shares_add_delete after delete on spend_shares
  referencing old table as old_rows for each statement execute function spend_ledgers_add();

-- Every account has its row, and every currency of a workspace, so that there is always something to lock.
create function accounts_spend_ledgers() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  insert into spend_ledgers (workspace_id, account_id, currency_code) values (new.workspace_id, new.id, new.currency_code);
  insert into spend_ledgers (workspace_id, currency_code) values (new.workspace_id, new.currency_code)
    on conflict do nothing;
  return null;
end
$$;
revoke execute on function accounts_spend_ledgers() from public;
create trigger accounts_spend_ledgers after insert on accounts
  for each row execute function accounts_spend_ledgers();

create function campaigns_spend_count() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform spend_count(new.workspace_id, array[new.id]);
  return null;
end
$$;
revoke execute on function campaigns_spend_count() from public;
create trigger campaigns_spend_count after update on campaigns for each row
  when ((old.status, old.google_status, old.google_removed_at, old.google_serving_status, old.published_daily_budget_micros,
     old.published_total_budget_micros, old.google_daily_budget_micros, old.google_total_budget_micros)
    is distinct from
    (new.status, new.google_status, new.google_removed_at, new.google_serving_status, new.published_daily_budget_micros,
     new.published_total_budget_micros, new.google_daily_budget_micros, new.google_total_budget_micros)
    or (new.status <> 'DRAFT'
      and coalesce(new.published_daily_budget_micros, new.published_total_budget_micros, new.google_daily_budget_micros,
          new.google_total_budget_micros) is null
      and (old.daily_budget_micros, old.total_budget_micros)
        is distinct from (new.daily_budget_micros, new.total_budget_micros)))
  execute function campaigns_spend_count();

-- What was last published, or found at Google when a publication looked: the budget of the baseline.
create function campaign_baselines_budget_keep() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  budget jsonb := new.resources -> 'budget' -> 'fields';
begin
  update campaigns c
     set published_daily_budget_micros = (budget ->> 'amountMicros')::bigint,
         published_total_budget_micros = (budget ->> 'totalAmountMicros')::bigint
   where c.workspace_id = new.workspace_id and c.id = new.campaign_id
     and (c.published_daily_budget_micros, c.published_total_budget_micros)
       is distinct from ((budget ->> 'amountMicros')::bigint, (budget ->> 'totalAmountMicros')::bigint);
  return null;
end
$$;
revoke execute on function campaign_baselines_budget_keep() from public;
create trigger campaign_baselines_budget_keep after insert or update of resources on campaign_baselines
  for each row execute function campaign_baselines_budget_keep();

do $$
declare
  of_transaction text := current_setting('app.workspace_id', true);
  tenant uuid;
begin
  for tenant in select id from workspaces loop
    perform set_config('app.workspace_id', tenant::text, true);
    insert into spend_ledgers (workspace_id, account_id, currency_code)
      select workspace_id, id, currency_code from accounts where workspace_id = tenant;
    insert into spend_ledgers (workspace_id, currency_code)
      select distinct workspace_id, currency_code from accounts where workspace_id = tenant;
  end loop;
  perform set_config('app.workspace_id', coalesce(of_transaction, ''), true);
end
$$;

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['spend_ledgers', 'spend_shares']
  loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy %I on %I using (workspace_id = (select nullif(current_setting(''app.workspace_id'', true), '''')::uuid))',
      tenant_table || '_of_workspace', tenant_table);
  end loop;
end
$$;
grant select on spend_ledgers, spend_shares to gacm_app, gacm_readonly;
grant update (day_cap_micros, month_cap_micros, version, updated_by, updated_at) on spend_ledgers to gacm_app;

comment on column campaigns.published_daily_budget_micros is 'Daily budget of the baseline: what was last published or found by a publication, in millionths of the account''s currency. Written by triggers alone; null: none, or not known.';
comment on column campaigns.published_total_budget_micros is 'As published_daily_budget_micros, for a budget of the whole run: millionths of the account''s currency, or null.';
comment on column campaigns.google_daily_budget_micros is 'Daily budget that was last read at Google, whoever set it, in millionths of the account''s currency; null: none, or not read yet.';
comment on column campaigns.google_total_budget_micros is 'As google_daily_budget_micros, for a budget of the whole run: millionths of the account''s currency, or null.';

comment on table spend_ledgers is
  'Tenant. What everything that is live or about to be may cost, of an account, and of the workspace by currency; and the caps. The sums are written by triggers alone.';
comment on column spend_ledgers.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column spend_ledgers.account_id is 'The account that is summed; null: all accounts of this currency.';
comment on column spend_ledgers.scope_id is 'The account, or zeros for all of them: what a key can hold in place of a null.';
comment on column spend_ledgers.currency_code is 'Of the amounts: currencies are never added.';
comment on column spend_ledgers.day_cap_micros is 'The most that a day may cost at worst, in millionths of the currency; null: no cap.';
comment on column spend_ledgers.month_cap_micros is 'The most that a month may cost at worst, in millionths of the currency; null: no cap.';
comment on column spend_ledgers.day_micros is 'What a day may cost at worst, in millionths of the currency: the sum of the shares.';
comment on column spend_ledgers.month_micros is 'What a month may cost at worst, in millionths of the currency: the sum of the shares.';
comment on column spend_ledgers.campaigns is 'How many campaigns count.';
comment on column spend_ledgers.version is 'Grows with every change of the caps; not with the sums.';
comment on column spend_ledgers.updated_by is 'Who changed the caps last, as in the audit log; null: nobody has.';
comment on column spend_ledgers.updated_at is 'When the caps were changed last; null: never.';

comment on table spend_shares is 'Tenant. What a campaign counts in the sums of its account and its workspace. Written by triggers alone.';
comment on column spend_shares.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column spend_shares.campaign_id is 'Whose share; a campaign that was never published has none.';
comment on column spend_shares.account_id is 'The campaign''s account.';
comment on column spend_shares.currency_code is 'The account''s currency.';
comment on column spend_shares.counts is 'Whether it is live, as far as is known here, or about to be by a publication that is open.';
comment on column spend_shares.day_micros is 'What a day of it may cost at worst, in millionths of the currency: twice the daily budget, or the whole of a total one.';
comment on column spend_shares.month_micros is 'What a month of it may cost at worst, in millionths of the currency: 30.4 times the daily budget, or the whole of a total one.';

comment on function spend_of(uuid, uuid[]) is 'What these campaigns count, worked out from campaigns and open publications.';
comment on function spend_count(uuid, uuid[]) is 'Writes the shares of these campaigns where they are others than before.';
comment on function spend_ledgers_add() is 'Adds what a statement did to the shares.';
comment on function spend_ledgers_move(spend_shares[], spend_shares[]) is 'Adds and takes away shares, of accounts and of workspaces by currency.';
comment on function accounts_spend_ledgers() is 'Gives a new account, and the currency of its workspace, a row to lock.';
comment on function campaigns_spend_count() is 'Counts a campaign whose state or budget at Google is another.';
comment on function campaign_baselines_budget_keep() is 'Keeps the budget of the baseline in the campaign.';
