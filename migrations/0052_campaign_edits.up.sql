-- Many campaigns edited as one: who changed how many, in which fields, and which edit took which one back.
-- Expand: a new table, which programs before this one neither read nor write.
-- squawk-ignore prefer-bigint-over-int -- a count that is bounded by a check

create table campaign_edits (
  workspace_id  uuid         not null,
  id            uuid         not null,
  campaigns     integer      not null,
  fields        text[]       not null,
  note          text,
  undoes        uuid,
  door          text         not null,
  created_by    text         not null,
  created_at    timestamptz  not null default now(),
  constraint campaign_edits_pkey primary key (workspace_id, id),
  -- An edit is taken back once; whoever wants it back takes that back in turn.
  constraint campaign_edits_undoes_key unique (workspace_id, undoes),
  constraint campaign_edits_workspace_fkey foreign key (workspace_id) references workspaces (id),
  constraint campaign_edits_undoes_fkey foreign key (workspace_id, undoes) references campaign_edits (workspace_id, id),
  constraint campaign_edits_undoes_another check (undoes <> id),
  constraint campaign_edits_campaigns_range check (campaigns between 1 and 2500),
  constraint campaign_edits_fields_known check (
    fields <@ array['name', 'dailyBudgetMicros', 'totalBudgetMicros', 'startDate', 'endDate', 'objective', 'campaignGoal']
    and cardinality(fields) between 1 and 7),
  constraint campaign_edits_note_length check (char_length(note) between 1 and 500),
  constraint campaign_edits_note_no_control check (note !~ '[\u0001-\u001f\u007f]'),
  constraint campaign_edits_door_known check (door in ('web', 'api', 'cli', 'system')),
  constraint campaign_edits_created_by_length check (char_length(created_by) between 1 and 255)
);

create trigger campaign_edits_append_only before update or delete or truncate on campaign_edits
  for each statement execute function refuse_history_change();

alter table campaign_edits enable row level security;
alter table campaign_edits force row level security;
create policy campaign_edits_of_workspace on campaign_edits
  using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));

grant select on campaign_edits to gacm_app, gacm_readonly;
grant insert (workspace_id, id, campaigns, fields, note, undoes, door, created_by) on campaign_edits to gacm_app;

comment on table campaign_edits is
  'Tenant. Edits of many campaigns at once, never changed. What one changed stands in the revisions that name it.';
comment on column campaign_edits.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column campaign_edits.id is 'UUIDv7, made by the program: it grows with time, so the key is the order of pages.';
comment on column campaign_edits.campaigns is 'How many campaigns it changed; as many revisions name it.';
comment on column campaign_edits.fields is 'Which fields it changed, as the API calls them.';
comment on column campaign_edits.note is 'Why, in the words of who did it; null: nothing was said.';
comment on column campaign_edits.undoes is 'The edit that this one took back; null: it is no undo.';
comment on column campaign_edits.door is 'Through which door it came.';
comment on column campaign_edits.created_by is 'Who did it, as in the audit log.';
comment on column campaign_edits.created_at is 'When it was saved.';
