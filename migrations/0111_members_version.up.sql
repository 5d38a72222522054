-- What a member may do has a version, so that of two administrators who change it at once the second one is told.
-- Expand: two columns that a program before this one leaves as they are; what it changes is not counted.
-- squawk-ignore prefer-bigint-over-int -- counts changes by people

alter table members
  add column version integer not null default 1,
  add column changed_by text,
  add constraint members_version_positive check (version > 0) not valid,
  add constraint members_changed_by_length check (char_length(changed_by) between 1 and 255) not valid;

grant update (version, changed_by) on members to gacm_app;

comment on column members.version is 'Counts the changes of what they may do, from 1; the ETag.';
comment on column members.changed_by is 'Who changed last what they may do, as in the audit log; null: nobody has since they joined.';
