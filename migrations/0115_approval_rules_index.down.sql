-- no-transaction
drop index concurrently if exists approval_requests_rules_idx;
