-- campaigns_account_ordered_budgets_idx answers all that this one did, and takes its name next.
-- Contract: programs before this one find their rows by that one.
-- no-transaction

drop index concurrently if exists campaigns_account_ordered_budget_idx;
