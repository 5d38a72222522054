-- What a publication is asked for when it is opened holds for all that it will do: only a publication that publishes has operations,
-- and the steps are those of its kind, written before anybody begins it.
-- Expand: refuses nothing that programs before this one write. The check reads each row once, and keeps nobody from writing;
-- making the trigger stops writers of steps for a moment.
-- transaction-per-statement

alter table publications add constraint publications_only_publish_sends
  check (kind = 'PUBLISH' or coalesce(plan -> 'operations', '[]') = '[]') not valid;
alter table publications validate constraint publications_only_publish_sends;

-- Held, so that a claim which is under way ends before this looks, and one that comes later sees every step.
create function publication_steps_begin() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  publication record;
begin
  for publication in
    select p.workspace_id, p.id, p.kind, p.activate, p.fence from publications p
     where (p.workspace_id, p.id) in (select a.workspace_id, a.publication_id from added a)
     order by p.workspace_id, p.id for share of p
  loop
    if publication.fence > 0 then
      raise exception 'A publication that was begun gets no further step.'
        using errcode = 'check_violation', table = 'publication_steps', constraint = 'publication_steps_before_begin';
    end if;
    if exists (
        select from added a
         where a.workspace_id = publication.workspace_id and a.publication_id = publication.id
           and case when a.kind = 'ACTIVATE' then publication.kind = 'PUBLISH' and not publication.activate
                 else publication.kind <> 'PUBLISH' end) then
      raise exception 'This publication has no such step.'
        using errcode = 'check_violation', table = 'publication_steps', constraint = 'publication_steps_fit_kind';
    end if;
  end loop;
  return null;
end
$$;
comment on function publication_steps_begin() is 'Refuses steps that do not belong to their publication, or come after it was begun.';
create trigger publication_steps_begin after insert on publication_steps referencing new table as added
  for each statement execute function publication_steps_begin();
