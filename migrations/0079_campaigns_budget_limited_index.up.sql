-- Campaigns of an account that Google says would do more with a larger budget.
-- Expand: built concurrently, so writers go on. It is partial, so a write that changes nothing of it costs nothing.
-- no-transaction

create index concurrently if not exists campaigns_budget_limited_idx on campaigns (workspace_id, account_id, id)
  where archived_at is null and google_primary_status_reasons && array['BUDGET_CONSTRAINED'];
