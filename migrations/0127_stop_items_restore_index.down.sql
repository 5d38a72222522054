-- no-transaction
drop index concurrently if exists spend_stop_items_restore_idx;
