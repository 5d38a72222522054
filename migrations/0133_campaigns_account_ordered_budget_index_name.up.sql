-- The index of an account's budgets has the name that those of the other orders have, with total budgets in it.
-- Expand: nobody names an index but those who look at plans.

alter index campaigns_account_ordered_budgets_idx rename to campaigns_account_ordered_budget_idx;
