-- The state of a campaign's publication is that of the one that was opened last, and not of the greatest id, which the clock of a
-- machine makes. Of a campaign one publication is open, and one that has ended never changes: whatever is written is the newest.
-- Expand: a function that is replaced.

create or replace function campaign_publication_state_keep() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  -- Not by `set` in the head of the function: for a setting of our own that takes a superuser.
  of_transaction text := current_setting('app.workspace_id', true);
begin
  perform set_config('app.workspace_id', new.workspace_id::text, true);
  update campaigns c set publication_state = new.state
    where c.workspace_id = new.workspace_id and c.id = new.campaign_id and c.publication_state is distinct from new.state;
  perform set_config('app.workspace_id', coalesce(of_transaction, ''), true);
  return null;
end
$$;
comment on function campaign_publication_state_keep() is 'Writes the state of a publication into its campaign, where it is another one.';
