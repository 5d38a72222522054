-- no-transaction

drop index concurrently if exists campaigns_ordered_end_idx;
