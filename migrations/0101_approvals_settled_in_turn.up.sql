-- A request is settled while it is held, so that who approves and who loses the right to at the same moment see each other; and what
-- its operations cost at worst is worked out once, as it is made, and not from the whole plan whenever somebody's role changes.
-- Expand: a nullable column without a default, which triggers alone write, functions that are replaced, and triggers of small tables.

alter table approval_requests add column sent_day_micros bigint;

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
  new.sent_day_micros := least(worst_day_of(null, null, new.sent), 9223372036854775807);
  new.approvals_needed := greatest(1, approvals_needed(new.workspace_id, new.account_id,
    greatest(worst_day_of(here.daily_budget_micros, here.total_budget_micros, '{}'), new.sent_day_micros)));
  return new;
end
$$;

-- How many a request needs, and whether it has them: after an approval, a new policy, a link that was taken back, or a change of
-- who may approve. Held first, in the order of their ids: whoever settles second reads what the first has written.
create or replace function approvals_settle() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  row_ jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  here uuid := row_ ->> 'workspace_id';
  one uuid := case when tg_table_name in ('approvals', 'review_links') then row_ ->> 'request_id' end;
begin
  perform from approval_requests r
    where r.workspace_id = here and r.state in ('REQUESTED', 'APPROVED') and (one is null or r.id = one)
    order by r.id for update;
  update approval_requests r
     set approvals_needed = s.needed, state = case when s.given >= s.needed then 'APPROVED' else 'REQUESTED' end
    from (select o.id, approvals_given(o.workspace_id, o.id) as given,
                 greatest(1, approvals_needed(o.workspace_id, o.account_id,
                   greatest(worst_day_of(c.daily_budget_micros, c.total_budget_micros, '{}'),
                     coalesce(o.sent_day_micros, worst_day_of(null, null, o.sent))))) as needed
            from approval_requests o
            left join campaigns c on c.workspace_id = o.workspace_id and c.id = o.campaign_id
           where o.workspace_id = here and o.state in ('REQUESTED', 'APPROVED') and (one is null or o.id = one)) s
   where r.workspace_id = here and r.id = s.id and r.state in ('REQUESTED', 'APPROVED')
     and (r.approvals_needed, r.state)
         is distinct from (s.needed, case when s.given >= s.needed then 'APPROVED' else 'REQUESTED' end);
  return null;
end
$$;

-- Whoever comes back has approved already. Of those who are limited the accounts come after, and then their own row again.
create trigger members_settle_approvals_of_new after insert on members
  for each row when (not new.limited) execute function approvals_settle();

do $$
declare
  of_transaction text := current_setting('app.workspace_id', true);
  tenant uuid;
begin
  for tenant in select id from workspaces loop
    perform set_config('app.workspace_id', tenant::text, true);
    update approval_requests r set sent_day_micros = least(worst_day_of(null, null, r.sent), 9223372036854775807)
     where r.workspace_id = tenant and r.state in ('REQUESTED', 'APPROVED');
    update review_links l set revoked_at = l.revoked_at
     where l.workspace_id = tenant and exists (
       select from approvals a join approval_requests r on r.workspace_id = a.workspace_id and r.id = a.request_id
        where a.workspace_id = tenant and a.review_link_id = l.id and r.state in ('REQUESTED', 'APPROVED'));
  end loop;
  perform set_config('app.workspace_id', coalesce(of_transaction, ''), true);
end
$$;

comment on column approval_requests.sent_day_micros is
  'What the operations cost on one day at worst, in millionths of the account''s currency; null: made, and ended, before it was noted. Set by trigger.';
