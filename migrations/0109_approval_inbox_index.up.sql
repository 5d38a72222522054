-- What waits for somebody is listed by when it is due: what is never due comes last, the newest of it first.
-- Expand: built beside readers and writers, over what waits alone.
-- no-transaction
create index concurrently if not exists approval_requests_inbox_idx
  on approval_requests (workspace_id, coalesce(due_at, 'infinity'::timestamptz), id desc) where state = 'REQUESTED';
