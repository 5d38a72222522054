-- Totals of a list add up total budgets too: the index of an account's budgets has them, so that no row of the table is touched.
-- Expand: built beside readers and writers; the next migration takes the narrower one out.
-- no-transaction

create index concurrently if not exists campaigns_account_ordered_budgets_idx on campaigns
  (workspace_id, account_id, archived, budget_key, id, status, campaign_type, publication_state)
  include (name, name_key, total_budget_micros);
