-- Publications go with a demo: the item of a batch is found, not looked for in every batch of the workspace.
-- Expand: built beside readers and writers.
-- no-transaction
create index concurrently if not exists publish_batch_items_publication_idx
  on publish_batch_items (workspace_id, publication_id) where publication_id is not null;
