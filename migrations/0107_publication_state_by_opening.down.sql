-- The way back: the greatest id is the newest.

create or replace function campaign_publication_state_keep() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
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
comment on function campaign_publication_state_keep() is 'Writes the state of a publication into its campaign, where it is the newest one and the state is another.';
