-- What one person, key or part of the program did, newest first.
-- Expand: built beside readers and writers.
-- no-transaction
create index concurrently if not exists audit_log_actor_idx on audit_log (workspace_id, actor, seq desc);
