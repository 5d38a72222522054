-- no-transaction

drop index concurrently if exists campaigns_created_idx;
