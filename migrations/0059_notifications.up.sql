-- What each member of a workspace is told: written in the transaction of what it tells of, read and marked by that person.
-- Expand: two new tables, which programs before this one neither read nor write.

create table notifications (
  workspace_id  uuid         not null,
  user_id       uuid         not null,
  id            uuid         not null,
  kind          text         not null,
  target_kind   text,
  target_id     uuid,
  facts         jsonb        not null default '{}'::jsonb,
  read_at       timestamptz,
  created_at    timestamptz  not null default now(),
  constraint notifications_pkey primary key (workspace_id, user_id, id),
  -- None to members: a note of a publication must never wait for somebody who is being removed, nor fail because of it.
  constraint notifications_workspace_fkey foreign key (workspace_id) references workspaces (id),
  constraint notifications_kind_known check (kind in ('PUBLICATION_SUCCEEDED', 'PUBLICATION_FAILED',
    'PUBLICATION_NEEDS_ATTENTION', 'BATCH_FINISHED', 'BATCH_STOPPED', 'CAMPAIGN_CHANGED_AT_GOOGLE',
    'CAMPAIGN_REMOVED_AT_GOOGLE', 'AD_DISAPPROVED', 'MEMBER_JOINED', 'APPROVAL_REQUESTED', 'APPROVAL_GIVEN',
    'APPROVAL_REFUSED', 'APPROVAL_DUE', 'EVERYTHING_STOPPED')),
  constraint notifications_target_kind_known check (target_kind in ('CAMPAIGN', 'PUBLICATION', 'BATCH', 'ACCOUNT',
    'APPROVAL', 'MEMBER')),
  constraint notifications_target_whole check ((target_kind is null) = (target_id is null)),
  constraint notifications_facts_object check (jsonb_typeof(facts) = 'object'),
  constraint notifications_facts_size check (octet_length(facts::text) <= 8192)
);
create index notifications_unread_idx on notifications (workspace_id, user_id, id desc) where read_at is null;
create index notifications_age_idx on notifications (created_at);

alter table notifications enable row level security;
alter table notifications force row level security;
create policy notifications_of_workspace on notifications
  using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
-- On top of it: anybody's deed may tell somebody something, and what was told is seen and marked by that person alone.
create policy notifications_seen_by_user on notifications as restrictive for select to gacm_app, gacm_readonly
  using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
create policy notifications_marked_by_user on notifications as restrictive for update to gacm_app
  using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
-- A worker takes out what is old, of all workspaces.
create policy notifications_for_worker on notifications to gacm_worker using (true);

grant select on notifications to gacm_app, gacm_readonly;
grant insert (workspace_id, user_id, id, kind, target_kind, target_id, facts), update (read_at) on notifications to gacm_app;
grant select (workspace_id, user_id, id, created_at), delete on notifications to gacm_worker;

create table notification_preferences (
  workspace_id  uuid    not null,
  user_id       uuid    not null,
  muted         text[]  not null,
  constraint notification_preferences_pkey primary key (workspace_id, user_id),
  constraint notification_preferences_member_fkey foreign key (workspace_id, user_id)
    references members (workspace_id, user_id) on delete cascade,
  constraint notification_preferences_muted_known check (muted <@ array['PUBLICATION_SUCCEEDED', 'PUBLICATION_FAILED',
    'PUBLICATION_NEEDS_ATTENTION', 'BATCH_FINISHED', 'BATCH_STOPPED', 'CAMPAIGN_CHANGED_AT_GOOGLE',
    'CAMPAIGN_REMOVED_AT_GOOGLE', 'AD_DISAPPROVED', 'MEMBER_JOINED', 'APPROVAL_REQUESTED', 'APPROVAL_GIVEN',
    'APPROVAL_REFUSED', 'APPROVAL_DUE', 'EVERYTHING_STOPPED'])
);

alter table notification_preferences enable row level security;
alter table notification_preferences force row level security;
create policy notification_preferences_of_workspace on notification_preferences
  using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));

grant select on notification_preferences to gacm_app, gacm_readonly;
grant insert (workspace_id, user_id, muted), update (muted) on notification_preferences to gacm_app;

comment on table notifications is 'Tenant. What people are told, one row for each of them; kept for 90 days.';
comment on column notifications.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column notifications.user_id is 'Who is told, who alone sees it. No foreign key: who leaves is no obstacle; the row goes with its age.';
comment on column notifications.id is 'UUIDv7, made by the program: it grows with time, so the key is the order of pages. The same for all who are told.';
comment on column notifications.kind is 'What happened. Its words are made where it is shown.';
comment on column notifications.target_kind is 'What kind of thing it is about, and opens; null: nothing.';
comment on column notifications.target_id is 'Which one. No foreign key: it may be gone. Null: nothing.';
comment on column notifications.facts is 'What the words are made of, as the API speaks of it: names, counts, amounts. At most 8 KiB of text.';
comment on column notifications.read_at is 'When that person marked it as read; null: they have not.';
comment on column notifications.created_at is 'When the row was written.';
comment on table notification_preferences is 'Tenant. What members do not want to be told; who is not here is told everything.';
comment on column notification_preferences.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column notification_preferences.user_id is 'The member.';
comment on column notification_preferences.muted is 'The kinds of notifications that they do not want.';
