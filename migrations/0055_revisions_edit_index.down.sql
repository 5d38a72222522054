-- no-transaction
drop index concurrently if exists revisions_edit_key;
