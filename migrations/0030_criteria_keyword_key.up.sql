-- An ad group has a keyword of one match type once.
-- Expand: built beside readers and writers.
-- no-transaction
create unique index concurrently if not exists criteria_keyword_key on criteria (workspace_id, ad_group_id, keyword_text, match_type) where kind = 'KEYWORD';
