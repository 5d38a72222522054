-- An asset group has a search theme once.
-- Expand: built beside readers and writers.
-- no-transaction
create unique index concurrently if not exists criteria_search_theme_key on criteria (workspace_id, ad_group_id, keyword_text) where kind = 'SEARCH_THEME';
