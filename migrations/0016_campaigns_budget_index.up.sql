-- The list of campaigns by daily budget: every combination of what can be filtered for, in order.
-- Expand: built concurrently, so writers go on.
-- no-transaction

create index concurrently if not exists campaigns_budget_idx on campaigns
  (workspace_id, archived, status, campaign_type, publication_state, budget_key, id);
