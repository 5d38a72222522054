-- Publications go with a demo: what it paused is found, not looked for in every stop of the workspace.
-- Expand: built beside readers and writers.
-- no-transaction
create index concurrently if not exists spend_stop_items_pause_idx
  on spend_stop_items (workspace_id, pause_id) where pause_id is not null;
