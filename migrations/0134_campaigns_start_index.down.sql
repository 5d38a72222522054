-- no-transaction

drop index concurrently if exists campaigns_start_idx;
