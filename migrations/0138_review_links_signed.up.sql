-- Nobody who writes as the program makes a link of the old kind any more, whose token they could choose: it would open without a
-- signature. And what was taken back stays so, which no signature says.
-- Contract: a program before this one that still runs is refused new review links until it is replaced. Links that exist, and all else
-- that it does, go on; making the trigger stops writers of links for a moment.

revoke insert (token_sha256) on review_links from gacm_app;

create function review_links_guard() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception 'A review link that was taken back stays so.'
    using errcode = 'check_violation', table = 'review_links', constraint = 'review_links_revoked_final';
end
$$;
comment on function review_links_guard() is 'Refuses to let a link open something again that was taken back.';
create trigger review_links_guard before update on review_links for each row
  when (old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at) execute function review_links_guard();
