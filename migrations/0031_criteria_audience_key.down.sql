-- no-transaction
drop index concurrently if exists criteria_audience_key;
