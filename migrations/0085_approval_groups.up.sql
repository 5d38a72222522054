-- Requests that were made together carry one id, so that reviewers see and answer them together; and who the authors of a campaign
-- are can be asked before approval is.
-- Expand: a nullable column without a default, a function, and one that does the same as before with it.

alter table approval_requests add column group_id uuid;
grant insert (group_id) on approval_requests to gacm_app;

-- Whoever asks, and whoever changed what is to be published: people, and those who made the keys that did.
create function approval_authors(workspace uuid, campaign uuid, asking text[]) returns text[]
  language sql stable set search_path = pg_catalog, public as $$
  with names as (
    select unnest(asking) as name
    union
    select r.created_by from campaigns c
      join revisions r on r.workspace_id = c.workspace_id and r.campaign_id = c.id
       and r.number > least(coalesce(c.published_version, 0), c.version - 1) and r.number <= c.version
     where c.workspace_id = workspace and c.id = campaign)
  select array_agg(name order by name) from (
    select name from names
    union
    select k.created_by from api_keys k join names on names.name = k.name where k.workspace_id = workspace) n
$$;

create or replace function approval_requests_begin() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
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

comment on column approval_requests.group_id is 'What requests have in common that were made together, for a batch; null: it was made alone.';
comment on function approval_authors(uuid, uuid, text[]) is 'Who made what would be published next of a campaign, with those who ask.';
