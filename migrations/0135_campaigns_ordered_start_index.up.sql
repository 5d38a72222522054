-- The list of campaigns by first day, whatever is filtered for: a list that is not narrowed reads its page here, and a search
-- in names looks at the names in this order. Its further columns are what such a search looks at.
-- Expand: built concurrently, so writers go on.
-- no-transaction

create index concurrently if not exists campaigns_ordered_start_idx on campaigns
  (workspace_id, archived, (case when start_date is null then 'infinity'::date else start_date end), id)
  include (status, campaign_type, publication_state, name, name_key, start_date);
