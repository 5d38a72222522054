-- Publications go with a demo: what it resumes is found, not looked for in every stop of the workspace.
-- Expand: built beside readers and writers.
-- no-transaction
create index concurrently if not exists spend_stop_items_restore_idx
  on spend_stop_items (workspace_id, restore_id) where restore_id is not null;
