-- What each campaign did in each month, kept beside the days: so that those which cost most are found without adding up the
-- days of all.
-- Expand: a new table and a function; the function that keeps the sums keeps these too. A program before this one writes
-- days as it did. Months of days that are there already are counted by the next step: until then a month may lack them.
-- Its reference to campaigns takes a short lock that stops writers, not readers.
create table campaign_month_metrics (
  workspace_id       uuid           not null,
  account_id         uuid           not null,
  campaign_id        uuid           not null,
  month              date           not null,
  currency_code      text           not null,
  impressions        bigint         not null,
  clicks             bigint         not null,
  cost_micros        bigint         not null,
  conversions        numeric(26, 6) not null,
  conversions_value  numeric(26, 6) not null,
  constraint campaign_month_metrics_pkey primary key (workspace_id, campaign_id, month),
  -- The only ones that are ever deleted are those of a demo, whose days go one by one before.
  constraint campaign_month_metrics_campaign_fkey foreign key (workspace_id, account_id, campaign_id)
    references campaigns (workspace_id, account_id, id) on delete cascade,
  constraint campaign_month_metrics_first_day check (extract(day from month) = 1),
  constraint campaign_month_metrics_currency_code check (currency_code ~ '^[A-Z]{3}$')
);
create index campaign_month_metrics_account_idx on campaign_month_metrics
  (workspace_id, account_id, month, cost_micros desc, campaign_id);
create index campaign_month_metrics_currency_idx on campaign_month_metrics
  (workspace_id, currency_code, month, cost_micros desc, campaign_id);

create or replace function campaign_metrics_roll_up() returns trigger
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
      on conflict (workspace_id, account_id, date) %4$s),
    of_months as (
      insert into public.campaign_month_metrics as kept
      select m.workspace_id, m.account_id, m.campaign_id, date_trunc(''month'', m.date)::date, a.currency_code, %2$s
        from moves m join public.accounts a on a.workspace_id = m.workspace_id and a.id = m.account_id
       group by 1, 2, 3, 4, 5 %3$s order by 1, 3, 4
      on conflict (workspace_id, campaign_id, month) %4$s)
    insert into public.workspace_metrics as kept
    select m.workspace_id, a.currency_code, m.date, %2$s
      from moves m join public.accounts a on a.workspace_id = m.workspace_id and a.id = m.account_id
     group by 1, 2, 3 %3$s order by 1, 2, 3
    on conflict (workspace_id, currency_code, date) %4$s', moves, sums, moved, adds);
  return null;
end
$$;

-- Counts months anew from their days. Writers of a workspace take turns, and this waits for its turn first: a function sees
-- what was committed before each of its statements, where one statement would add up what it saw before it waited.
create function campaign_metrics_count_months(of_workspace uuid, of_campaigns uuid[]) returns bigint
  language plpgsql set search_path = pg_catalog, public as $$
declare
  counted bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('campaign_metrics ' || of_workspace::text, 0));
  insert into campaign_month_metrics as kept
  select m.workspace_id, m.account_id, m.campaign_id, date_trunc('month', m.date)::date, a.currency_code,
         sum(m.impressions), sum(m.clicks), sum(m.cost_micros), sum(m.conversions), sum(m.conversions_value)
    from campaigns c
    join campaign_metrics m on m.workspace_id = c.workspace_id and m.account_id = c.account_id and m.campaign_id = c.id
    join accounts a on a.workspace_id = m.workspace_id and a.id = m.account_id
   where c.workspace_id = of_workspace and c.id = any (of_campaigns)
   group by 1, 2, 3, 4, 5 order by 1, 3, 4
  on conflict on constraint campaign_month_metrics_pkey do update
    set impressions = excluded.impressions, clicks = excluded.clicks, cost_micros = excluded.cost_micros,
        conversions = excluded.conversions, conversions_value = excluded.conversions_value;
  get diagnostics counted = row_count;
  return counted;
end
$$;
revoke execute on function campaign_metrics_count_months(uuid, uuid[]) from public;

alter table campaign_month_metrics enable row level security;
alter table campaign_month_metrics force row level security;
create policy campaign_month_metrics_of_workspace on campaign_month_metrics
  using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
grant select on campaign_month_metrics to gacm_app, gacm_readonly;

comment on table campaign_month_metrics is
  'Tenant. What a campaign did in a month: the sum of its days. Written by triggers alone.';
comment on column campaign_month_metrics.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column campaign_month_metrics.account_id is 'The campaign''s account.';
comment on column campaign_month_metrics.campaign_id is 'Whose numbers they are.';
comment on column campaign_month_metrics.month is 'The first day of the month, in the account''s time zone.';
comment on column campaign_month_metrics.currency_code is 'The account''s currency, ISO 4217: amounts of two are never compared.';
comment on column campaign_month_metrics.impressions is 'How often an ad was shown.';
comment on column campaign_month_metrics.clicks is 'Clicks.';
comment on column campaign_month_metrics.cost_micros is 'Spent, in millionths of the account''s currency.';
comment on column campaign_month_metrics.conversions is 'Conversions, in parts where several ads share one, to six decimals.';
comment on column campaign_month_metrics.conversions_value is
  'What the conversions are worth, in units of the account''s currency, to six decimals.';
comment on function campaign_metrics_roll_up() is
  'Adds what a statement changed to the sums of campaigns, their months, accounts and workspaces.';
comment on function campaign_metrics_count_months(uuid, uuid[]) is
  'Counts the months of campaigns anew from their days, and answers how many. For the owner.';
