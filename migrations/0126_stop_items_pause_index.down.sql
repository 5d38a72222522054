-- no-transaction
drop index concurrently if exists spend_stop_items_pause_idx;
