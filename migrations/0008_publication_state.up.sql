-- What became of the newest publication, as a column of the campaign: lists filter by it, and no page looks it up row by
-- row.
-- Expand: a nullable column that programs before this one neither read nor write, and triggers that keep it. New campaigns
-- begin with NONE; those that exist are filled by 0009 and stay null until then.
-- Campaigns are locked before publications, as by whoever opens a publication.

alter table campaigns
  add column publication_state text,
  alter column publication_state set default 'NONE',
  add constraint campaigns_publication_state_known check (
    publication_state in ('NONE', 'QUEUED', 'RUNNING', 'UNKNOWN', 'NEEDS_ATTENTION', 'SUCCEEDED', 'FAILED')) not valid;

-- Not an edit: neither the version nor the time of the last change moves.
create or replace trigger campaigns_touch before update on campaigns for each row
  when (old.publication_state is not distinct from new.publication_state)
  execute function touch_updated_at();

-- With the owner's rights, since a worker that claims may not write campaigns; and in the row's own workspace, since a
-- worker is in none and row level security binds the owner too. Written only where the state becomes another one.
create function campaign_publication_state_keep() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  -- Not by `set` in the head of the function: for a setting of our own that takes a superuser.
  of_transaction text := current_setting('app.workspace_id', true);
begin
  perform set_config('app.workspace_id', new.workspace_id::text, true);
  update campaigns c set publication_state = new.state
    where c.workspace_id = new.workspace_id and c.id = new.campaign_id
      and c.publication_state is distinct from new.state
      and not exists (
        select from publications p
         where p.workspace_id = new.workspace_id and p.campaign_id = new.campaign_id and p.id > new.id);
  perform set_config('app.workspace_id', coalesce(of_transaction, ''), true);
  return null;
end
$$;
revoke execute on function campaign_publication_state_keep() from public;

create trigger publications_state_insert after insert on publications
  for each row execute function campaign_publication_state_keep();
create trigger publications_state_update after update on publications for each row
  when (old.state is distinct from new.state) execute function campaign_publication_state_keep();

comment on column campaigns.publication_state is 'State of the newest publication, NONE where there was never one; written by triggers alone. Null: not filled yet, while the backfill of an upgrade is under way.';
comment on function campaign_publication_state_keep() is 'Writes the state of a publication into its campaign, where it is the newest one and the state is another.';
