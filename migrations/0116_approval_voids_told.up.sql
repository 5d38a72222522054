-- Whatever makes a request for approval void, raw SQL included, tells who asked and who approved, and says so in the audit log, in
-- the same transaction: at its end, once for all that it ended.
-- Expand: functions and triggers of requests; making them stops writers of requests for a moment, not readers.

create function approval_requests_begin_void() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  new.voided_from := old.state;
  return new;
end
$$;
create trigger approval_requests_begin_void before update of state on approval_requests for each row
  when (new.state = 'VOID' and old.state <> 'VOID') execute function approval_requests_begin_void();

-- An id as the program makes them: the moment, and chance.
create function uuid_of_now() returns uuid
  language sql volatile set search_path = pg_catalog, public, pg_temp as $$
  select overlay(replace(gen_random_uuid()::text, '-', '') placing
    lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7' from 1 for 13)::uuid
$$;

-- The first request that comes here tells of all: what others have ended is not seen before they have told of it. Who caused it is
-- who stands in the log for this transaction, which the program writes last. Locks nobody; the head of the chain comes last.
create function approval_requests_tell_void() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  here constant uuid := new.workspace_id;
  deed record;
begin
  perform from approval_requests r where r.workspace_id = here and r.id = new.id and r.voided_from is not null;
  if not found then
    return null;
  end if;
  select l.actor, l.door, l.action, l.request_id into deed
    from audit_heads h join audit_log l on l.workspace_id = h.workspace_id and l.seq = h.seq
   where h.workspace_id = here and l.xmin = pg_current_xact_id()::xid;
  with ended as materialized (
    select r.id, r.campaign_id, r.campaign_name, r.plan_hash, r.void_cause, r.voided_from, r.created_by
      from approval_requests r where r.workspace_id = here and r.voided_from is not null),
  settled as (
    update approval_requests r set voided_from = null from ended e where r.workspace_id = here and r.id = e.id),
  causes as materialized (select c.void_cause, uuid_of_now() as id from (select distinct void_cause from ended) c),
  concerned as (
    select e.id, e.campaign_name, e.void_cause, m.user_id, u.email
      from ended e join users u on u.email = lower(e.created_by)
      join members m on m.workspace_id = here and m.user_id = u.id
    union
    select e.id, e.campaign_name, e.void_cause, m.user_id, u.email
      from ended e join approvals a on a.workspace_id = here and a.request_id = e.id
      join members m on m.workspace_id = here and m.user_id = a.user_id
      join users u on u.id = m.user_id),
  -- Whoever edits learns what that ended. Whoever asks anew, or deletes, knows.
  told as (
    insert into notifications (workspace_id, user_id, id, kind, target_kind, target_id, facts)
    select here, p.user_id, c.id, 'APPROVAL_VOID', 'APPROVAL', (array_agg(p.id order by p.id))[1],
           jsonb_strip_nulls(jsonb_build_object('voidCause', p.void_cause, 'by', deed.actor,
             'campaignName', case when count(*) = 1 then min(p.campaign_name) end,
             'campaigns', case when count(*) > 1 then count(*) end))
      from concerned p join causes c on c.void_cause = p.void_cause
     where (p.void_cause = 'EDITED' or p.email is distinct from lower(deed.actor))
       and not exists (select from notification_preferences n
                        where n.workspace_id = here and n.user_id = p.user_id and 'APPROVAL_VOID' = any (n.muted))
     group by p.user_id, p.void_cause, c.id)
  insert into audit_log (workspace_id, actor, door, action, entity_kind, entity_id, detail, request_id)
  select here, coalesce(deed.actor, case when e.void_cause in ('GOOGLE', 'RULES') then 'A worker' else 'The database' end),
         coalesce(deed.door, 'system'), 'approval.void', 'approval', e.id,
         jsonb_build_object('campaignId', e.campaign_id, 'planHash', e.plan_hash, 'cause', e.void_cause,
           'changes', jsonb_build_array(jsonb_build_object('field', 'state', 'before', e.voided_from, 'after', 'VOID'))),
         deed.request_id
    from ended e order by e.id;
  return null;
end
$$;
revoke execute on function approval_requests_tell_void() from public;
create constraint trigger approval_requests_tell_void after update of state on approval_requests
  deferrable initially deferred for each row
  when (new.state = 'VOID' and old.state <> 'VOID') execute function approval_requests_tell_void();

-- That it was told is all that changes of a request that has ended; nobody but the function above may write it.
create or replace trigger approval_requests_guard before update on approval_requests for each row
  when (old.state not in ('REQUESTED', 'APPROVED') and (old.voided_from is null or new.voided_from is not null))
  execute function approval_requests_guard();

comment on function approval_requests_begin_void() is 'Remembers what a request was that is void now, until it is told.';
comment on function uuid_of_now() is 'A UUIDv7, as the program makes them.';
comment on function approval_requests_tell_void() is 'Tells who asked and who approved what this transaction made void, and notes it in the audit log.';
