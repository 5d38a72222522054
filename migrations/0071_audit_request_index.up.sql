-- What one request did; most entries have one, those of the program itself do not.
-- Expand: built beside readers and writers.
-- no-transaction
create index concurrently if not exists audit_log_request_idx on audit_log (workspace_id, request_id, seq desc) where request_id is not null;
