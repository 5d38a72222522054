-- no-transaction

drop index concurrently if exists campaigns_account_name_idx;
