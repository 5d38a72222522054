-- What is void and not told yet: the rows of transactions that are under way.
-- Expand: built beside readers and writers; it has no rows.
-- no-transaction
create index concurrently if not exists approval_requests_untold_idx on approval_requests (workspace_id)
  where voided_from is not null;
