-- no-transaction

drop index concurrently if exists campaigns_budget_limited_idx;
