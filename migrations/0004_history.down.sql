-- squawk-ignore ban-drop-table -- the way back takes out what the way up made

alter table campaigns drop constraint campaigns_revision_fkey;
alter table publications drop constraint publications_revision_fkey;
drop table audit_log cascade;
drop table audit_heads, revisions;
drop function audit_chain(), refuse_history_change();
