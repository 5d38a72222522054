-- squawk-ignore ban-drop-column -- the way back takes out what the way up made; no program before it reads the column

create or replace function approval_requests_begin() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
declare
  here record;
begin
  select c.account_id, c.version, c.name, c.daily_budget_micros, c.total_budget_micros, coalesce(c.published_version, 0) as published
    into here from campaigns c where c.workspace_id = new.workspace_id and c.id = new.campaign_id;
  if here.version is distinct from new.version or here.account_id is distinct from new.account_id then
    raise exception 'Approval is asked for the campaign as it stands.'
      using errcode = 'check_violation', table = 'approval_requests', constraint = 'approval_requests_current_version';
  end if;
  new.campaign_name := here.name;
  -- Whoever asks, and whoever changed what is to be published: people, and those who made the keys that did.
  with names as (
    select new.created_by as name
    union
    select r.created_by from revisions r
     where r.workspace_id = new.workspace_id and r.campaign_id = new.campaign_id
       and r.number > least(here.published, new.version - 1) and r.number <= new.version)
  select array_agg(name order by name) into new.authors from (
    select name from names
    union
    select k.created_by from api_keys k join names on names.name = k.name where k.workspace_id = new.workspace_id) n;
  new.approvals_needed := greatest(1, approvals_needed(new.workspace_id, new.account_id,
    worst_day_of(here.daily_budget_micros, here.total_budget_micros, new.sent)));
  return new;
end
$$;

drop function approval_authors(uuid, uuid, text[]);
alter table approval_requests drop column group_id;
