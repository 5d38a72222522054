-- Only an administrator protects a campaign and lifts it again, and no administrator is limited to accounts: in a transaction of
-- somebody who is, the database refuses both.
-- Expand: a trigger of a small table, which costs everybody else one comparison a row.

create function campaign_protections_within_limits() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
begin
  raise exception 'A protection is an administrator''s.'
    using errcode = 'check_violation', table = 'campaign_protections', constraint = 'accounts_within_limits';
end
$$;
create trigger campaign_protections_within_limits before insert or delete on campaign_protections for each row
  when (coalesce(current_setting('app.accounts', true), '') <> '') execute function campaign_protections_within_limits();

comment on function campaign_protections_within_limits() is 'Refuses to protect a campaign, or to lift that, in a transaction that is limited to accounts.';
