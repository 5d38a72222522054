-- no-transaction

drop index concurrently if exists campaigns_text_idx;
