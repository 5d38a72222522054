-- no-transaction

drop index concurrently if exists campaigns_ordered_name_idx;
