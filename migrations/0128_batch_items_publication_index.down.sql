-- no-transaction
drop index concurrently if exists publish_batch_items_publication_idx;
