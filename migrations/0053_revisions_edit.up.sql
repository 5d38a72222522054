-- A revision names the edit of many campaigns that made it.
-- Expand: a nullable column that programs before this one neither read nor write; the reference is validated by 0054.

alter table revisions
  add column edit_id uuid,
  add constraint revisions_edit_fkey foreign key (workspace_id, edit_id)
    references campaign_edits (workspace_id, id) not valid;

grant insert (edit_id) on revisions to gacm_app;

comment on column revisions.edit_id is 'The edit of many campaigns that made it; null: it was saved alone.';
