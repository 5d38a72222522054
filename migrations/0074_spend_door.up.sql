-- Caps are held where publications are opened, and shares follow what becomes of them.
-- Expand: functions, and triggers on publications; making them stops their writers for a moment, not readers.

-- The one door: nothing is sent that no publication has opened. The rows of the caps are locked before anything is counted,
-- so of many at once each sees what those before it have taken. What is over a cap already, because somebody raised a
-- budget at Google or a cap was lowered, stands in the way of nothing that does not ask for more.
create function publications_spend_cap() returns trigger
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
revoke execute on function publications_spend_cap() from public;
create trigger publications_spend_cap after insert on publications
  for each row execute function publications_spend_cap();

create function publications_spend_count() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform spend_count(new.workspace_id, array[new.campaign_id]);
  return null;
end
$$;
revoke execute on function publications_spend_count() from public;
create trigger publications_spend_end after update on publications for each row
  when (new.state in ('SUCCEEDED', 'FAILED') and old.state not in ('SUCCEEDED', 'FAILED'))
  execute function publications_spend_count();

comment on function publications_spend_cap() is 'Refuses a publication that asks for more than a cap leaves, and a plan that enables.';
comment on function publications_spend_count() is 'Counts a campaign whose publication has ended.';
