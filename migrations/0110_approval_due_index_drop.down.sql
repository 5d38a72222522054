-- no-transaction
create index concurrently if not exists approval_requests_due_idx on approval_requests (due_at)
  where state = 'REQUESTED' and reminded_at is null;
