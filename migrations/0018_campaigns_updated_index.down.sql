-- no-transaction

drop index concurrently if exists campaigns_updated_idx;
