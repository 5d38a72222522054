-- no-transaction
drop index concurrently if exists approval_requests_inbox_idx;
