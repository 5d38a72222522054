-- As before: the end of a publication is counted by whatever was read first, and an amount can be too large to be counted.

create or replace function spend_of(workspace uuid, campaign_ids uuid[])
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

create or replace function spend_ledgers_move(added spend_shares[], taken spend_shares[]) returns void
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

create or replace function publications_spend_cap() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  before spend_shares;
  now_is spend_shares;
  over record;
begin
  if jsonb_path_exists(new.plan, '$.operations[*].body.campaignOperation.*.status ? (@ <> "PAUSED")') then
    raise exception 'A plan enables nothing: that is a step of its own.'
      using errcode = 'check_violation', table = 'publications', constraint = 'publications_plan_enables_nothing';
  end if;
  perform from spend_ledgers l join accounts n on n.workspace_id = l.workspace_id and n.currency_code = l.currency_code
    where l.workspace_id = new.workspace_id and n.id = new.account_id and l.scope_id in (new.account_id, '00000000-0000-0000-0000-000000000000')
    order by l.account_id nulls last for update of l;
  select * into before from spend_shares s where s.workspace_id = new.workspace_id and s.campaign_id = new.campaign_id;
  perform spend_count(new.workspace_id, array[new.campaign_id]);
  select * into now_is from spend_shares s where s.workspace_id = new.workspace_id and s.campaign_id = new.campaign_id;
  select l.account_id, l.currency_code, p.* into over
    from spend_ledgers l
   cross join lateral (values
      ('day', l.day_cap_micros, l.day_micros, now_is.day_micros - coalesce(before.day_micros, 0)),
      ('month', l.month_cap_micros, l.month_micros, now_is.month_micros - coalesce(before.month_micros, 0)))
      as p (period, cap, used, asked)
   where l.workspace_id = new.workspace_id and l.scope_id in (new.account_id, '00000000-0000-0000-0000-000000000000')
     and l.currency_code = now_is.currency_code and p.asked > 0 and p.used > p.cap
   order by l.account_id nulls last, p.period limit 1;
  if found then
    raise exception 'The publication would exceed a cap.'
      using errcode = 'check_violation', table = 'spend_ledgers',
        constraint = case over.period when 'day' then 'spend_ledgers_day_cap' else 'spend_ledgers_month_cap' end,
        detail = json_build_object('accountId', over.account_id, 'currencyCode', over.currency_code, 'period', over.period,
          'capMicros', over.cap::text, 'usedMicros', (over.used - over.asked)::text, 'askedMicros', over.asked::text);
  end if;
  return null;
end
$$;

create or replace function publications_spend_count() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform spend_count(new.workspace_id, array[new.campaign_id]);
  return null;
end
$$;

create or replace function restores_what_ran(workspace uuid, campaign uuid) returns boolean
  language sql stable set search_path = pg_catalog, public as $$
  select exists (
    select from spend_stops s
      join spend_stop_items i on i.workspace_id = s.workspace_id and i.stop_id = s.id and i.campaign_id = campaign
      join publications p on p.workspace_id = i.workspace_id and p.id = i.pause_id and p.campaign_id = i.campaign_id
       and p.kind = 'PAUSE' and p.state = 'SUCCEEDED' and p.created_at between s.created_at and s.restoring_at
      join campaigns c on c.workspace_id = i.workspace_id and c.id = i.campaign_id
     where s.workspace_id = workspace and s.state = 'RESTORING' and i.restore_state = 'WAITING'
       and i.ran_micros >= coalesce(greatest(
         greatest(c.published_daily_budget_micros, c.google_daily_budget_micros) * 2,
         c.published_total_budget_micros, c.google_total_budget_micros), 0)
       and not exists (
         select from publications o
          where o.workspace_id = p.workspace_id and o.campaign_id = p.campaign_id and o.id <> p.id
            and o.created_at >= p.created_at))
$$;
