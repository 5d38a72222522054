-- no-transaction

drop index concurrently if exists campaigns_end_idx;
