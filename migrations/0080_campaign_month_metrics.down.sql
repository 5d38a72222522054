-- squawk-ignore ban-drop-table -- the way back takes out what the way up made; no program before it reads the table

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
      on conflict (workspace_id, account_id, date) %4$s)
    insert into public.workspace_metrics as kept
    select m.workspace_id, a.currency_code, m.date, %2$s
      from moves m join public.accounts a on a.workspace_id = m.workspace_id and a.id = m.account_id
     group by 1, 2, 3 %3$s order by 1, 2, 3
    on conflict (workspace_id, currency_code, date) %4$s', moves, sums, moved, adds);
  return null;
end
$$;
comment on function campaign_metrics_roll_up() is 'Adds what a statement changed to the sums of campaigns, accounts and workspaces.';
drop function campaign_metrics_count_months(uuid, uuid[]);
drop table campaign_month_metrics;
