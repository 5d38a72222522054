-- no-transaction
drop index concurrently if exists audit_log_action_idx;
