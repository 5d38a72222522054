-- no-transaction

create index concurrently if not exists campaigns_account_ordered_budget_idx on campaigns
  (workspace_id, account_id, archived, budget_key, id, status, campaign_type, publication_state)
  include (name, name_key);
