-- Views of the table of campaigns that people keep: filters, order, columns and their widths; one person's, or the team's.
-- Expand: a new table, which programs before this one neither read nor write.
-- squawk-ignore prefer-bigint-over-int -- a place and a version, each bounded by a check or by what people do

create table saved_views (
  workspace_id  uuid         not null,
  id            uuid         not null,
  user_id       uuid,
  name          text         not null,
  definition    jsonb        not null,
  position      integer      not null,
  is_default    boolean      not null default false,
  version       integer      not null default 1,
  created_by    text         not null,
  created_at    timestamptz  not null default now(),
  updated_at    timestamptz  not null default now(),
  constraint saved_views_pkey primary key (workspace_id, id),
  constraint saved_views_name_key unique nulls not distinct (workspace_id, user_id, name),
  constraint saved_views_workspace_fkey foreign key (workspace_id) references workspaces (id),
  -- Who leaves a workspace leaves no views behind that nobody sees.
  constraint saved_views_member_fkey foreign key (workspace_id, user_id)
    references members (workspace_id, user_id) on delete cascade,
  constraint saved_views_name_length check (char_length(name) between 1 and 100),
  constraint saved_views_name_no_control check (name !~ '[\u0001-\u001f\u007f]'),
  constraint saved_views_definition_object check (jsonb_typeof(definition) = 'object'),
  constraint saved_views_definition_size check (octet_length(definition::text) <= 16384),
  constraint saved_views_position_range check (position between 0 and 999),
  constraint saved_views_version_positive check (version > 0),
  constraint saved_views_created_by_length check (char_length(created_by) between 1 and 255)
);
create unique index saved_views_one_default_key on saved_views (workspace_id, user_id) nulls not distinct where is_default;

create trigger saved_views_touch before update on saved_views for each row execute function touch_updated_at();

alter table saved_views enable row level security;
alter table saved_views force row level security;
create policy saved_views_of_workspace on saved_views
  using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
-- On top of it: what is one person's is seen and written as that person alone.
create policy saved_views_of_user on saved_views as restrictive
  using (user_id is null or user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));

grant select, delete on saved_views to gacm_app;
grant select on saved_views to gacm_readonly;
grant insert (workspace_id, id, user_id, name, definition, position, is_default, created_by),
  update (name, definition, position, is_default, version) on saved_views to gacm_app;

comment on table saved_views is 'Tenant. Views of the table of campaigns: one person''s, or the team''s.';
comment on column saved_views.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column saved_views.id is 'UUIDv7, made by the program.';
comment on column saved_views.user_id is 'Whose it is, who alone sees it; null: the team''s. Never changes.';
comment on column saved_views.name is 'As its owner calls it; once for each person, and once for the team.';
comment on column saved_views.definition is 'Filters, order, columns and widths, as the API speaks them; at most 16 KiB of text.';
comment on column saved_views.position is 'Order among the views of its owner, from 0; equal ones follow by name.';
comment on column saved_views.is_default is 'Whether the table opens with it; one for each person, and one for the team.';
comment on column saved_views.version is 'Counts the changes, from 1; the ETag.';
comment on column saved_views.created_by is 'Who made it, as in the audit log.';
comment on column saved_views.created_at is 'When it was made.';
comment on column saved_views.updated_at is 'When it was last changed; set by trigger.';
