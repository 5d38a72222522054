-- The list of campaigns by first day: every combination of what can be filtered for, in order. No first day comes last. An expression, and
-- not a column that the database makes: adding one would write the whole table anew. The day itself stands beside it, so that no row is touched.
-- Expand: built concurrently, so writers go on.
-- no-transaction

create index concurrently if not exists campaigns_start_idx on campaigns
  (workspace_id, archived, status, campaign_type, publication_state, (coalesce(start_date, 'infinity'::date)), id)
  include (start_date);
