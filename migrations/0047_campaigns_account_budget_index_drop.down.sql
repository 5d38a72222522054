-- no-transaction

create index concurrently if not exists campaigns_account_budget_idx on campaigns
  (workspace_id, account_id, archived, status, campaign_type, publication_state, budget_key, id);
