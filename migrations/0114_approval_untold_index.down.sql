-- no-transaction
drop index concurrently if exists approval_requests_untold_idx;
