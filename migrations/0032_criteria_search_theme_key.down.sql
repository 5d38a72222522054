-- no-transaction
drop index concurrently if exists criteria_search_theme_key;
