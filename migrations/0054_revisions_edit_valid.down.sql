-- Validation cannot be taken back, so the constraint is made again as it was.
alter table revisions
  drop constraint revisions_edit_fkey,
  add constraint revisions_edit_fkey foreign key (workspace_id, edit_id)
    references campaign_edits (workspace_id, id) not valid;
