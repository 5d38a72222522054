-- As before: requests are settled by what is seen without waiting, from their whole plans.
-- squawk-ignore ban-drop-column -- the way back takes out what the way up made; no program before it reads the column

drop trigger members_settle_approvals_of_new on members;

create or replace function approval_requests_begin() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  here record;
begin
  select c.account_id, c.version, c.name, c.daily_budget_micros, c.total_budget_micros
    into here from campaigns c where c.workspace_id = new.workspace_id and c.id = new.campaign_id;
  if here.version is distinct from new.version or here.account_id is distinct from new.account_id then
    raise exception 'Approval is asked for the campaign as it stands.'
      using errcode = 'check_violation', table = 'approval_requests', constraint = 'approval_requests_current_version';
  end if;
  new.campaign_name := here.name;
  new.authors := approval_authors(new.workspace_id, new.campaign_id, array[new.created_by]);
  new.approvals_needed := greatest(1, approvals_needed(new.workspace_id, new.account_id,
    worst_day_of(here.daily_budget_micros, here.total_budget_micros, new.sent)));
  return new;
end
$$;

create or replace function approvals_settle() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  row_ jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
begin
  update approval_requests r
     set approvals_needed = s.needed, state = case when s.given >= s.needed then 'APPROVED' else 'REQUESTED' end
    from (select o.id, approvals_given(o.workspace_id, o.id) as given,
                 greatest(1, approvals_needed(o.workspace_id, o.account_id,
                   worst_day_of(c.daily_budget_micros, c.total_budget_micros, o.sent))) as needed
            from approval_requests o
            left join campaigns c on c.workspace_id = o.workspace_id and c.id = o.campaign_id
           where o.workspace_id = (row_ ->> 'workspace_id')::uuid and o.state in ('REQUESTED', 'APPROVED')
             and (tg_table_name <> 'approvals' or o.id = (row_ ->> 'request_id')::uuid)) s
   where r.workspace_id = (row_ ->> 'workspace_id')::uuid and r.id = s.id and r.state in ('REQUESTED', 'APPROVED')
     and (r.approvals_needed, r.state)
         is distinct from (s.needed, case when s.given >= s.needed then 'APPROVED' else 'REQUESTED' end);
  return null;
end
$$;

alter table approval_requests drop column sent_day_micros;
