-- The list of campaigns by first day: every combination of what can be filtered for, in order. No first day comes last. An expression, and
-- not a column that the database makes: adding one would write the whole table anew. The day itself stands beside it, so that no row is touched.
-- A case and not coalesce, which row level security keeps out of the condition of an index.
-- Expand: built concurrently, so writers go on.
-- no-transaction

create index concurrently if not exists campaigns_start_idx on campaigns
  (workspace_id, archived, status, campaign_type, publication_state, (case when start_date is null then 'infinity'::date else start_date end), id)
  include (start_date);
