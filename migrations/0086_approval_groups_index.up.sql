-- The requests that were made together.
-- Expand: built beside readers and writers, and over the requests of a group alone.
-- no-transaction
create index concurrently if not exists approval_requests_group_idx on approval_requests (workspace_id, group_id, id)
  where group_id is not null;
