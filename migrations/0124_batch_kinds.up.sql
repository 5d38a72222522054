-- A batch may pause or resume its campaigns instead of publishing them.
-- Expand: a column with a constant default. A program before this one takes every batch for one that publishes: the trigger refuses it
-- what it would open for one that does not, so the campaign is named as not begun and can be retried.
-- transaction-per-statement

alter table publish_batches add column kind text not null default 'PUBLISH';
alter table publish_batches add constraint publish_batches_kind_known
  check (kind in ('PUBLISH', 'PAUSE', 'RESUME')) not valid;
alter table publish_batches validate constraint publish_batches_kind_known;
alter table publish_batches add constraint publish_batches_kind_fits
  check (kind = 'PUBLISH' or activate = (kind = 'RESUME') and not staged) not valid;
alter table publish_batches validate constraint publish_batches_kind_fits;
grant insert (kind) on publish_batches to gacm_app;
comment on column publish_batches.kind is 'What becomes of each campaign: PUBLISH its plan, PAUSE or RESUME it at Google.';

create function publish_batch_items_fit() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (
      select from publications p join publish_batches b on b.workspace_id = p.workspace_id
       where p.workspace_id = new.workspace_id and p.id = new.publication_id and b.id = new.batch_id and p.kind <> b.kind) then
    raise exception 'A publication of another kind is none of this batch.'
      using errcode = 'check_violation', table = 'publish_batch_items', constraint = 'publish_batch_items_fit_kind';
  end if;
  return new;
end
$$;
comment on function publish_batch_items_fit() is 'Refuses a publication whose kind is not that of its batch.';
create trigger publish_batch_items_fit before update of publication_id on publish_batch_items
  for each row when (new.publication_id is distinct from old.publication_id) execute function publish_batch_items_fit();
