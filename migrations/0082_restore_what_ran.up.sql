-- What a stop paused runs again without a new approval, whatever the policy has become: it is no new spend. Whether it ran, and
-- what it cost at worst, is written down by a trigger as it is stopped, so that nobody can say it later.
-- Expand: a column without a default, a trigger of a small table, and a function that is replaced. A stop that is on while this
-- is applied has written nothing down: its restore goes by the policy, as before.

alter table spend_stop_items add column ran_micros bigint;

-- What was published enabled, or resumed, and not paused since; or is about to be, and has passed the gate. What only somebody
-- at Google enabled was agreed to by nobody here.
create function spend_stop_items_ran() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
begin
  select s.day_micros into new.ran_micros
    from spend_shares s
    join spend_stops o on o.workspace_id = s.workspace_id and o.id = new.stop_id and o.state = 'ON'
   where s.workspace_id = new.workspace_id and s.campaign_id = new.campaign_id and s.counts
     and (exists (
         select from publications p
          where p.workspace_id = s.workspace_id and p.campaign_id = s.campaign_id and p.kind <> 'PAUSE' and p.activate
            and p.state in ('QUEUED', 'RUNNING', 'UNKNOWN', 'NEEDS_ATTENTION'))
       or 'PAUSE' <> (
         select p.kind from publications p
          where p.workspace_id = s.workspace_id and p.campaign_id = s.campaign_id and p.state = 'SUCCEEDED'
            and (p.kind <> 'PUBLISH' or p.activate)
          order by p.created_at desc limit 1));
  return new;
end
$$;
create trigger spend_stop_items_ran before insert on spend_stop_items for each row execute function spend_stop_items_ran();

-- While a stop is restored: it ran, this stop's own pause is the last thing that was done to it, and its budget at Google is no
-- larger than it was.
create function restores_what_ran(workspace uuid, campaign uuid) returns boolean
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

-- As before; a resume by which a stop is restored is let through.
create or replace function publications_approval_gate() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
declare
  here record;
  request approval_requests;
  needed integer;
  last uuid;
begin
  new.approval_request_id := null;
  if new.kind = 'PAUSE' or not exists (
      select from approval_policies p where p.workspace_id = new.workspace_id
      union all select from approval_requests r where r.workspace_id = new.workspace_id and r.campaign_id = new.campaign_id) then
    return new;
  end if;
  select c.version, c.daily_budget_micros as daily, c.total_budget_micros as total into here
    from campaigns c where c.workspace_id = new.workspace_id and c.id = new.campaign_id;
  if new.kind = 'RESUME' then
    needed := approvals_needed(new.workspace_id, new.account_id, worst_day_of(here.daily, here.total,
      (select b.resources from campaign_baselines b
        where b.workspace_id = new.workspace_id and b.campaign_id = new.campaign_id)));
    select p.approval_request_id into last from publications p
     where p.workspace_id = new.workspace_id and p.campaign_id = new.campaign_id
       and p.kind = 'PUBLISH' and p.state = 'SUCCEEDED' order by p.id desc limit 1;
    if needed > approvals_kept(new.workspace_id, last) and not restores_what_ran(new.workspace_id, new.campaign_id) then
      raise exception 'What would be resumed was published without the approvals that are needed.'
        using errcode = 'check_violation', table = 'publications', constraint = 'publications_resume_approved';
    end if;
    return new;
  end if;
  needed := approvals_needed(new.workspace_id, new.account_id, worst_day_of(here.daily, here.total, new.plan));
  -- Exactly what was looked at: the hash, the revision and every operation. An approval is good for one publication, and for
  -- the next try where that one failed.
  select * into request from approval_requests r
   where r.workspace_id = new.workspace_id and r.campaign_id = new.campaign_id and r.plan_hash = new.plan_hash
     and r.version = new.version and r.version = here.version and r.sent = new.plan
     and (r.state in ('REQUESTED', 'APPROVED') or r.state = 'USED' and not exists (
       select from publications p
        where p.workspace_id = r.workspace_id and p.approval_request_id = r.id and p.state <> 'FAILED'))
   order by r.id desc limit 1 for update;
  if needed > 0 and (request.id is null or needed > approvals_given(new.workspace_id, request.id)) then
    raise exception 'This plan does not have the approvals that it needs.'
      using errcode = 'check_violation', table = 'publications', constraint = 'publications_plan_approved';
  end if;
  new.approval_request_id := request.id;
  update approval_requests r set state = 'USED', ended_at = now(), ended_by = nullif(left(new.created_by, 255), '')
   where r.workspace_id = new.workspace_id and r.id = request.id and r.state in ('REQUESTED', 'APPROVED');
  return new;
end
$$;

comment on column spend_stop_items.ran_micros is
  'What it could cost on one day when it was stopped, in millionths of the account''s currency, where it ran by what was published here; null: it did not. Set by trigger.';
comment on function spend_stop_items_ran() is 'Writes down whether a campaign ran as it was stopped, and what it could cost.';
comment on function restores_what_ran(uuid, uuid) is
  'Whether a resume of this campaign restores exactly what a stop has paused, for which no new approval is needed.';
