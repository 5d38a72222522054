-- no-transaction

drop index concurrently if exists campaigns_name_idx;
