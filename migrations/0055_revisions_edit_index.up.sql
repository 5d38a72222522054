-- The revisions of an edit, in the order in which their campaigns are locked; an edit changes a campaign once.
-- Expand: built beside readers and writers, and over the few revisions that an edit of many made.
-- no-transaction
create unique index concurrently if not exists revisions_edit_key on revisions (workspace_id, edit_id, campaign_id) where edit_id is not null;
