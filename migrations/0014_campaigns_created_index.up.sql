-- The list of campaigns by when they were made: every combination of what can be filtered for, in order.
-- Expand: built concurrently, so writers go on.
-- no-transaction

create index concurrently if not exists campaigns_created_idx on campaigns
  (workspace_id, archived, status, campaign_type, publication_state, id);
