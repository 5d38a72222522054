-- Templates: what a campaign holds but for who it is (account, name, dates, ids, the declaration), to begin others from.
-- Expand: two new tables, which programs before this one neither read nor write. The images of a template are rows, so that
-- none of them can go; delete_demo_data learns that they stay.
-- squawk-ignore prefer-bigint-over-int -- versions, which people's changes count

create table campaign_templates (
  workspace_id    uuid         not null,
  id              uuid         not null,
  account_id      uuid         not null,
  campaign_type   text         not null,
  name            text         not null,
  description     text,
  content         jsonb        not null,
  content_version integer      not null,
  version         integer      not null default 1,
  created_by      text         not null,
  created_at      timestamptz  not null default now(),
  updated_at      timestamptz  not null default now(),
  constraint campaign_templates_pkey primary key (workspace_id, id),
  constraint campaign_templates_name_key unique (workspace_id, name),
  constraint campaign_templates_account_fkey foreign key (workspace_id, account_id) references accounts (workspace_id, id),
  constraint campaign_templates_type_known
    check (campaign_type in ('DEMAND_GEN', 'SEARCH', 'PERFORMANCE_MAX', 'DISPLAY')),
  constraint campaign_templates_name_length check (char_length(name) between 1 and 100),
  constraint campaign_templates_name_no_control check (name !~ '[\u0001-\u001f\u007f]'),
  constraint campaign_templates_description_length check (char_length(description) between 1 and 500),
  constraint campaign_templates_content_object check (jsonb_typeof(content) = 'object'),
  constraint campaign_templates_content_size check (octet_length(content::text) <= 8388608),
  -- Who a campaign is stays with it, wherever the content comes from.
  constraint campaign_templates_content_anonymous check (not content ?| array[
    'id', 'accountId', 'name', 'startDate', 'endDate', 'status', 'googleCampaignId', 'publishedVersion',
    'containsEuPoliticalAdvertising']),
  constraint campaign_templates_content_version_positive check (content_version > 0),
  constraint campaign_templates_version_positive check (version > 0),
  constraint campaign_templates_created_by_length check (char_length(created_by) between 1 and 255)
);
create index campaign_templates_account_idx on campaign_templates (workspace_id, account_id);

create table campaign_template_assets (
  workspace_id  uuid  not null,
  template_id   uuid  not null,
  asset_id      uuid  not null,
  constraint campaign_template_assets_pkey primary key (workspace_id, template_id, asset_id),
  constraint campaign_template_assets_template_fkey foreign key (workspace_id, template_id)
    references campaign_templates (workspace_id, id) on delete cascade,
  constraint campaign_template_assets_asset_fkey foreign key (workspace_id, asset_id) references assets (workspace_id, id)
);
create index campaign_template_assets_asset_idx on campaign_template_assets (workspace_id, asset_id);

create trigger campaign_templates_touch before update on campaign_templates
  for each row execute function touch_updated_at();

alter table campaign_templates enable row level security;
alter table campaign_templates force row level security;
create policy campaign_templates_of_workspace on campaign_templates
  using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table campaign_template_assets enable row level security;
alter table campaign_template_assets force row level security;
create policy campaign_template_assets_of_workspace on campaign_template_assets
  using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));

grant select, delete on campaign_templates to gacm_app;
grant select on campaign_templates to gacm_readonly;
grant insert (workspace_id, id, account_id, campaign_type, name, description, content, content_version, created_by),
  update (name, description, version) on campaign_templates to gacm_app;
-- The rows of its images are written with a template, and go with it.
grant select, insert on campaign_template_assets to gacm_app;
grant select on campaign_template_assets to gacm_readonly;

comment on table campaign_templates is 'Tenant. What campaigns can begin from: the content of one, without who it is.';
comment on column campaign_templates.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column campaign_templates.id is 'UUIDv7, made by the program.';
comment on column campaign_templates.account_id is 'The account that it was made in: audiences are that account''s, amounts are in its currency.';
comment on column campaign_templates.campaign_type is 'Of the campaigns that begin from it; never changes.';
comment on column campaign_templates.name is 'As people call it; once in a workspace.';
comment on column campaign_templates.description is 'What it is for, in people''s words; null: nothing said.';
comment on column campaign_templates.content is 'The campaign as a revision keeps it, without account, name, dates, declaration and ids of parts; at most 8 MiB of text. Never changes.';
comment on column campaign_templates.content_version is 'How content is written: programs read what is at most as new as they are.';
comment on column campaign_templates.version is 'Counts the changes, from 1; the ETag.';
comment on column campaign_templates.created_by is 'Who made it, as in the audit log.';
comment on column campaign_templates.created_at is 'When it was made.';
comment on column campaign_templates.updated_at is 'When it was last changed; set by trigger.';
comment on table campaign_template_assets is 'Tenant. The images that a template names.';
comment on column campaign_template_assets.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column campaign_template_assets.template_id is 'The template that names it.';
comment on column campaign_template_assets.asset_id is 'The image.';

create or replace function delete_demo_data(workspace_id uuid, actor text, door text, request_id text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  here uuid := nullif(current_setting('app.workspace_id', true), '')::uuid;
  uuids constant text := '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
  made uuid[];
  pictures uuid[];
  batches uuid[];
  of_campaigns integer;
  of_images integer;
  of_publications integer;
  of_revisions integer;
  deleted jsonb;
begin
  -- What is asked for has to be what the transaction is about.
  perform from workspaces w where w.id = here and w.id = delete_demo_data.workspace_id and w.demo for no key update;
  if not found then
    raise exception 'Only a demo workspace has demo data.'
      using errcode = 'check_violation', table = 'workspaces', constraint = 'workspaces_demo_only';
  end if;
  perform set_config('app.deleting_demo', here::text, true);
  perform from metrics_syncs s where s.workspace_id = here order by s.account_id for update;

  made := array(
    select r.campaign_id from revisions r
     where r.workspace_id = here and r.number = 1 and r.door = 'system' and r.created_by = 'Demo data');
  perform from campaigns c where c.workspace_id = here and c.id = any (made) order by c.id for update;
  perform from publications p
    where p.workspace_id = here and p.campaign_id = any (made)
      and p.state in ('QUEUED', 'RUNNING', 'UNKNOWN', 'NEEDS_ATTENTION')
  union all
  select from publish_batches b join publish_batch_items i on i.workspace_id = b.workspace_id and i.batch_id = b.id
    where b.workspace_id = here and b.state = 'RUNNING' and i.campaign_id = any (made);
  if found then
    raise exception 'A campaign of the demo is being published.'
      using errcode = 'check_violation', table = 'workspaces', constraint = 'workspaces_demo_at_rest';
  end if;
  pictures := array(
    select distinct word[1]::uuid
      from revisions r cross join regexp_matches(r.document::text, uuids, 'g') as word
     where r.workspace_id = here and r.number = 1 and r.campaign_id = any (made));

  delete from campaign_metrics m where m.workspace_id = here and m.campaign_id = any (made);
  delete from campaign_metrics_totals t where t.workspace_id = here and t.campaign_id = any (made);
  delete from account_metrics a where a.workspace_id = here
    and (a.impressions, a.clicks, a.cost_micros, a.conversions, a.conversions_value) = (0, 0, 0, 0, 0);
  delete from workspace_metrics w where w.workspace_id = here
    and (w.impressions, w.clicks, w.cost_micros, w.conversions, w.conversions_value) = (0, 0, 0, 0, 0);

  batches := array(
    select distinct i.batch_id from publish_batch_items i where i.workspace_id = here and i.campaign_id = any (made));
  delete from publish_batch_items i where i.workspace_id = here and i.campaign_id = any (made);
  delete from publish_batches b where b.workspace_id = here and b.id = any (batches)
    and not exists (select from publish_batch_items i where i.workspace_id = here and i.batch_id = b.id);

  delete from publication_attempts a using publications p
    where p.workspace_id = here and p.campaign_id = any (made) and a.workspace_id = here and a.publication_id = p.id;
  delete from publication_steps s using publications p
    where p.workspace_id = here and p.campaign_id = any (made) and s.workspace_id = here and s.publication_id = p.id;
  delete from publications p where p.workspace_id = here and p.campaign_id = any (made);
  get diagnostics of_publications = row_count;
  delete from campaigns c where c.workspace_id = here and c.id = any (made);
  get diagnostics of_campaigns = row_count;
  delete from revisions r where r.workspace_id = here and r.campaign_id = any (made);
  get diagnostics of_revisions = row_count;

  -- An image that a state of another campaign names is needed to go back to that state.
  pictures := array(
    select a.id from assets a where a.workspace_id = here and a.id = any (pictures)
    except select word[1]::uuid
      from revisions r cross join regexp_matches(r.document::text, uuids, 'g') as word where r.workspace_id = here
    except select s.asset_id from publication_steps s where s.workspace_id = here and s.asset_id is not null
    except select t.asset_id from campaign_template_assets t where t.workspace_id = here);
  delete from account_assets a where a.workspace_id = here and a.asset_id = any (pictures);
  delete from assets a where a.workspace_id = here and a.id = any (pictures);
  get diagnostics of_images = row_count;

  -- With the demo's campaigns the first steps that were taken with them are gone: they begin anew.
  update members m set first_draft_id = null, plan_read_at = null, first_publication_id = null
    where m.workspace_id = here and m.first_draft_id = any (made);
  update workspaces w set demo = false where w.id = here;
  perform set_config('app.deleting_demo', '', true);

  deleted := jsonb_build_object('campaigns', of_campaigns, 'images', of_images, 'publications', of_publications,
    'revisions', of_revisions);
  insert into audit_log (workspace_id, actor, door, action, entity_kind, entity_id, detail, request_id)
    values (here, actor, door, 'demo.delete', 'workspace', here, deleted, request_id);
  return deleted;
end
$$;
