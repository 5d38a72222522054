-- no-transaction
drop index concurrently if exists publication_steps_asset_idx;
