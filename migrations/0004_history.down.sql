drop table audit_log cascade;
drop table audit_heads, revisions;
drop function audit_chain();
