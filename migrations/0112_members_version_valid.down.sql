-- Validation cannot be taken back, so the constraints are made again as they were.
alter table members
  drop constraint members_version_positive,
  add constraint members_version_positive check (version > 0) not valid,
  drop constraint members_changed_by_length,
  add constraint members_changed_by_length check (char_length(changed_by) between 1 and 255) not valid;
