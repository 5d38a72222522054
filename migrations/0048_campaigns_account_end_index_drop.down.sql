-- no-transaction

create index concurrently if not exists campaigns_account_end_idx on campaigns
  (workspace_id, account_id, archived, status, campaign_type, publication_state, end_key, id);
