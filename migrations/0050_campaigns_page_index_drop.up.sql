-- The newest campaigns are read from campaigns_ordered_created_idx now, as all lists that are not narrowed.
-- Contract: programs before this one still find their rows, in that index too.
-- no-transaction

drop index concurrently if exists campaigns_page_idx;
