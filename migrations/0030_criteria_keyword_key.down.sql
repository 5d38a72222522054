-- no-transaction
drop index concurrently if exists criteria_keyword_key;
