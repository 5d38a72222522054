-- The way back: a plan may name whatever it likes, and steps repeat.

create or replace function publication_steps_begin() returns trigger
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
drop trigger publications_their_own on publications;
drop function publications_plan_own();
