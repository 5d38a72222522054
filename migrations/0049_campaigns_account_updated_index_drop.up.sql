-- The list of an account has campaigns_account_ordered_updated_idx now; what a rare filter leaves of an account is found by
-- campaigns_account_created_idx, whatever the order.
-- Contract: programs before this one still find their rows, more slowly.
-- no-transaction

drop index concurrently if exists campaigns_account_updated_idx;
