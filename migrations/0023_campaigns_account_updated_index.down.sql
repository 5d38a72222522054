-- no-transaction

drop index concurrently if exists campaigns_account_updated_idx;
