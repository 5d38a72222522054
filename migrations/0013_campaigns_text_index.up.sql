-- Finds words in the names of one workspace.
-- Expand: built concurrently, so writers go on.
-- no-transaction

create index concurrently if not exists campaigns_text_idx on campaigns using gin (workspace_id, name gin_trgm_ops);
