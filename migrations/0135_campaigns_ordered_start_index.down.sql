-- no-transaction

drop index concurrently if exists campaigns_ordered_start_idx;
