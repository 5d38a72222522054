-- What may still be reminded of: also what was reminded of before it was overdue.
-- Expand: built beside readers and writers, over what waits alone. The index before it stays for the release before.
-- no-transaction
create index concurrently if not exists approval_requests_remind_idx on approval_requests (due_at)
  where state = 'REQUESTED' and (reminded_at is null or reminded_at < due_at);
