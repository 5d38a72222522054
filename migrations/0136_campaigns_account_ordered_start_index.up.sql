-- The list of an account's campaigns by first day, whatever is filtered for: what is filtered for stands behind the order, so
-- that a filter which is not rare is met by walking in order.
-- Expand: built concurrently, so writers go on.
-- no-transaction

create index concurrently if not exists campaigns_account_ordered_start_idx on campaigns
  (workspace_id, account_id, archived, (case when start_date is null then 'infinity'::date else start_date end), id, status, campaign_type, publication_state)
  include (name, name_key, start_date);
