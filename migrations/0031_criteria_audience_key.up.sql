-- An ad group has an audience once.
-- Expand: built beside readers and writers.
-- no-transaction
create unique index concurrently if not exists criteria_audience_key on criteria (workspace_id, ad_group_id, audience_id) where kind = 'AUDIENCE';
