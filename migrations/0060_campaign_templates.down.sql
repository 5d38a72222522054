-- squawk-ignore ban-drop-table -- the way back takes out what the way up made

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

drop table campaign_template_assets;
drop table campaign_templates;
