-- Everything of one kind that was done, newest first.
-- Expand: built beside readers and writers.
-- no-transaction
create index concurrently if not exists audit_log_action_idx on audit_log (workspace_id, action, seq desc);
