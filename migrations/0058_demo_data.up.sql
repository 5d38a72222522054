-- A workspace says whether it is the demo's, and what the demo put there can be taken out: the one case in which history
-- goes. Who may do so is this function alone, in a workspace that was born a demo, and the audit log keeps who did.
-- Expand: a column with a constant default; the guards that stand are only opened for that function.

alter table workspaces add column demo boolean not null default false;

-- A workspace is born a demo: nothing that is in use can become one.
grant insert (demo) on workspaces to gacm_app;

-- What an earlier program made and filled to the end.
do $$
declare
  of_transaction text := current_setting('app.workspace_id', true);
  named uuid := (select id from workspaces where name = 'demo');
begin
  perform set_config('app.workspace_id', coalesce(named::text, ''), true);
  update workspaces set demo = true
    where id = named and exists (
      select from audit_log l
       where l.workspace_id = named and l.entity_id = named and l.action = 'demo.complete' and l.door = 'system');
  perform set_config('app.workspace_id', coalesce(of_transaction, ''), true);
end
$$;

-- Anybody can set the mark; what counts is who runs while it is set.
create function is_deleting_demo(workspace uuid) returns boolean
  language sql stable set search_path = pg_catalog, public as $$
  select current_setting('app.deleting_demo', true) = workspace::text
     and current_user not in ('gacm_app', 'gacm_worker', 'gacm_readonly')
     and exists (select from workspaces w where w.id = workspace and w.demo)
$$;

create function revisions_demo_guard() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
begin
  if is_deleting_demo(old.workspace_id) then
    return old;
  end if;
  raise exception 'Rows of revisions are never changed or removed.'
    using errcode = 'check_violation', table = 'revisions', constraint = 'revisions_append_only';
end
$$;
create or replace trigger revisions_append_only before update or truncate on revisions
  for each statement execute function refuse_history_change();
create trigger revisions_append_only_delete before delete on revisions for each statement
  when (coalesce(current_setting('app.deleting_demo', true), '') = '') execute function refuse_history_change();
create trigger revisions_demo_guard before delete on revisions
  for each row execute function revisions_demo_guard();

create or replace function campaigns_guard() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
begin
  if tg_op = 'DELETE' then
    if old.google_campaign_id is not null and not is_deleting_demo(old.workspace_id) then
      raise exception 'A campaign that Google has is archived, not deleted.'
        using errcode = 'check_violation', table = 'campaigns', constraint = 'campaigns_delete_drafts_only';
    end if;
    return old;
  end if;
  if old.google_campaign_id is not null and new.google_campaign_id is distinct from old.google_campaign_id then
    raise exception 'The id that Google gave to a campaign never changes.'
      using errcode = 'check_violation', table = 'campaigns', constraint = 'campaigns_google_id_final';
  end if;
  if (old.status, new.status) in (('DRAFT', 'PUBLISHED'), ('PUBLISHED', 'DRAFT'), ('PAUSED', 'DRAFT')) then
    raise exception 'A campaign does not go from % to %.', old.status, new.status
      using errcode = 'check_violation', table = 'campaigns', constraint = 'campaigns_status_transition';
  end if;
  if new.version not in (old.version, old.version + 1) then
    raise exception 'The version of a campaign grows by one: not from % to %.', old.version, new.version
      using errcode = 'check_violation', table = 'campaigns', constraint = 'campaigns_version_grows';
  end if;
  return new;
end
$$;

-- In one transaction: the demo is some sixty campaigns. Locks in the order of ARCHITECTURE.md; an open publication ends it
-- before anything is deleted, so that no worker waits for rows that are held here while it holds rows that are needed here.
-- The demo's campaigns are those whose first revision is the demo's, and its images those that these revisions name: what
-- people made, and what they made use of, stays.
create function delete_demo_data(workspace_id uuid, actor text, door text, request_id text) returns jsonb
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
    except select s.asset_id from publication_steps s where s.workspace_id = here and s.asset_id is not null);
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
revoke execute on function delete_demo_data(uuid, text, text, text) from public;
grant execute on function delete_demo_data(uuid, text, text, text) to gacm_app;

comment on column workspaces.demo is 'Whether the program filled it with demo data that is still there. Given at birth, and taken away with the data.';
comment on function is_deleting_demo(uuid) is 'Whether delete_demo_data is at work in this workspace.';
comment on function revisions_demo_guard() is 'Refuses to remove a revision, unless the demo data of its workspace is being deleted.';
comment on function delete_demo_data(uuid, text, text, text) is 'Deletes what the demo put into this workspace, which has to be that of the transaction, with its history, and says so in the audit log. Answers how much it was.';
