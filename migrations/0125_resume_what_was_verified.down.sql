-- The way back: what was not enabled has no approvals that a resume could go by.

create or replace function publications_approval_gate() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  here record;
  request approval_requests;
  needed integer;
  last uuid;
begin
  -- This and every other trigger of publications reads what others have committed meanwhile.
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'A publication is opened in a transaction that reads what is committed.'
      using errcode = 'check_violation', table = 'publications', constraint = 'publications_read_committed';
  end if;
  new.approval_request_id := null;
  if new.kind = 'PAUSE' or not exists (
      select from approval_policies p where p.workspace_id = new.workspace_id
      union all select from approval_requests r where r.workspace_id = new.workspace_id and r.campaign_id = new.campaign_id) then
    return new;
  end if;
  select c.version, c.daily_budget_micros as daily, c.total_budget_micros as total, c.google_daily_budget_micros as google_daily,
         c.google_total_budget_micros as google_total into here
    from campaigns c where c.workspace_id = new.workspace_id and c.id = new.campaign_id;
  if new.kind = 'RESUME' then
    needed := approvals_needed(new.workspace_id, new.account_id, greatest(
      worst_day_of(here.daily, here.total, (select b.resources from campaign_baselines b
        where b.workspace_id = new.workspace_id and b.campaign_id = new.campaign_id)),
      worst_day_of(here.google_daily, here.google_total, '{}')));
    select p.approval_request_id into last from publications p
     where p.workspace_id = new.workspace_id and p.campaign_id = new.campaign_id
       and p.kind = 'PUBLISH' and p.state = 'SUCCEEDED' order by p.created_at desc, p.id desc limit 1;
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
drop function request_of_published(uuid, uuid);
