-- Images go with a demo: who uploads one is found, not looked for in every step of the workspace.
-- Expand: built beside readers and writers.
-- no-transaction
create index concurrently if not exists publication_steps_asset_idx
  on publication_steps (workspace_id, asset_id) where asset_id is not null;
