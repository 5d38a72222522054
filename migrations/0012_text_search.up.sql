-- What a search in names needs: an index that begins with the workspace, and the right to use it.
-- Expand: an extension and a mark on a function; no row is touched and nothing waits.
--
-- Behind row level security an index is used only by functions that are marked leakproof: that give nothing away about a
-- row which the policy would hide. ILIKE is not marked, though all that it can complain of is the pattern. Only a
-- superuser may mark it. Without the mark the answers are the same, and a search for a rare word walks the workspace.

create extension if not exists btree_gin;

do $$
begin
  alter function pg_catalog.texticlike(text, text) leakproof;
exception when insufficient_privilege then
  raise notice 'Searches in names will not use their index: only a superuser can mark ILIKE as leakproof.';
end
$$;
