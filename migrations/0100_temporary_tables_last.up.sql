-- What a function of ours reads is what it means: where a search path does not name pg_temp, temporary tables come first, and a
-- temporary table of the name of a policy would be asked in its stead.
-- Expand: a setting of functions, which waits for nobody and changes nothing for whoever makes no temporary tables.

do $$
declare
  ours regprocedure;
begin
  for ours in
    select p.oid from pg_proc p
     where p.pronamespace = 'public'::regnamespace
       and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
  loop
    execute format('alter function %s set search_path = pg_catalog, public, pg_temp', ours);
  end loop;
end
$$;

-- The program makes no temporary tables, so its roles need not be able to. Only whoever owns the database may say so.
do $$
begin
  execute format('revoke temporary on database %I from public', current_database());
exception when insufficient_privilege then
  raise notice 'Roles of the program can make temporary tables: only the owner of the database may take that from them.';
end
$$;
