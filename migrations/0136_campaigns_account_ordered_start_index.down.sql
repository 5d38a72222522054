-- no-transaction

drop index concurrently if exists campaigns_account_ordered_start_idx;
