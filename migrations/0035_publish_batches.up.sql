-- Many campaigns published as one unit: what was asked for, and what became of each.
-- Expand: new tables. The reference to publications takes a short lock there that stops writers, not readers.
-- No reference to campaigns: a draft that is in a batch may be deleted, and the batch goes on saying what it was.
-- squawk-ignore prefer-bigint-over-int -- places and counts up to 500

create table publish_batches (
  workspace_id       uuid         not null,
  id                 uuid         not null,
  state              text         not null default 'RUNNING',
  activate           boolean      not null,
  staged             boolean      not null,
  message            text,
  accepted_failures  integer      not null default 0,
  acting_name        text         not null,
  acting_role        text         not null,
  acting_door        text         not null,
  created_by         text         not null,
  created_at         timestamptz  not null default now(),
  finished_at        timestamptz,
  constraint publish_batches_pkey primary key (workspace_id, id),
  constraint publish_batches_workspace_fkey foreign key (workspace_id) references workspaces (id),
  constraint publish_batches_state_known check (state in ('RUNNING', 'STOPPED', 'FINISHED')),
  constraint publish_batches_stopped_has_message check (state <> 'STOPPED' or message is not null),
  constraint publish_batches_ended_has_time check ((state = 'RUNNING') = (finished_at is null)),
  constraint publish_batches_message_length check (char_length(message) between 1 and 5000),
  constraint publish_batches_accepted_failures_range check (accepted_failures between 0 and 500),
  constraint publish_batches_acting_role_known check (acting_role in ('viewer', 'editor', 'approver', 'publisher', 'admin')),
  constraint publish_batches_acting_door_known check (acting_door in ('web', 'api', 'cli', 'system')),
  constraint publish_batches_acting_name_length check (char_length(acting_name) between 1 and 255),
  constraint publish_batches_created_by_length check (char_length(created_by) between 1 and 255)
);
-- What workers look through: batches under way only.
create index publish_batches_running_idx on publish_batches (id) where state = 'RUNNING';

create table publish_batch_items (
  workspace_id    uuid     not null,
  batch_id        uuid     not null,
  position        integer  not null,
  campaign_id     uuid     not null,
  account_id      uuid     not null,
  campaign_name   text     not null,
  plan_hash       text,
  state           text     not null default 'WAITING',
  publication_id  uuid,
  message         text,
  errors          jsonb    not null default '[]',
  constraint publish_batch_items_pkey primary key (workspace_id, batch_id, position),
  constraint publish_batch_items_campaign_key unique (workspace_id, campaign_id, batch_id),
  constraint publish_batch_items_batch_fkey foreign key (workspace_id, batch_id) references publish_batches (workspace_id, id),
  constraint publish_batch_items_publication_fkey foreign key (workspace_id, publication_id)
    references publications (workspace_id, id),
  constraint publish_batch_items_state_known check (
    state in ('WAITING', 'OPENED', 'REFUSED', 'UNCHANGED', 'STOPPED')),
  constraint publish_batch_items_opened_has_publication check (state <> 'OPENED' or publication_id is not null),
  constraint publish_batch_items_refused_has_message check (state <> 'REFUSED' or message is not null),
  constraint publish_batch_items_position_range check (position between 0 and 499),
  constraint publish_batch_items_plan_hash_hex check (plan_hash ~ '^[0-9a-f]{64}$'),
  constraint publish_batch_items_campaign_name_length check (char_length(campaign_name) between 1 and 256),
  constraint publish_batch_items_message_length check (char_length(message) between 1 and 5000),
  constraint publish_batch_items_errors_array check (jsonb_typeof(errors) = 'array')
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['publish_batches', 'publish_batch_items']
  loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy %I on %I using (workspace_id = (select nullif(current_setting(''app.workspace_id'', true), '''')::uuid))',
      tenant_table || '_of_workspace', tenant_table);
  end loop;
end
$$;
create policy publish_batches_for_worker on publish_batches for select to gacm_worker using (true);

grant select on publish_batches, publish_batch_items to gacm_app, gacm_readonly;
grant insert (workspace_id, id, activate, staged, acting_name, acting_role, acting_door, created_by),
  update (state, message, accepted_failures, acting_name, acting_role, acting_door, finished_at) on publish_batches to gacm_app;
grant insert (workspace_id, batch_id, position, campaign_id, account_id, campaign_name, plan_hash),
  update (plan_hash, state, publication_id, message, errors) on publish_batch_items to gacm_app;
grant select (workspace_id, id, state) on publish_batches to gacm_worker;

comment on table publish_batches is 'Tenant. Campaigns that are published as one unit.';
comment on column publish_batches.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column publish_batches.id is 'UUIDv7, made by the program: it grows with time, so the key is the order of pages.';
comment on column publish_batches.state is 'RUNNING: workers open its publications. STOPPED: by a failure or by a person, and can go on. FINISHED: each item has its outcome.';
comment on column publish_batches.activate is 'Whether the campaigns are to be enabled once they are verified.';
comment on column publish_batches.staged is 'First one alone, then the others; the first failure stops what has not begun.';
comment on column publish_batches.message is 'Why it stands as it does, in words for people; null: nothing to say.';
comment on column publish_batches.accepted_failures is 'Failures that a person has seen and let it go on with: only more of them stop a staged one again.';
comment on column publish_batches.acting_name is 'In whose name publications are opened: whoever began it, retried it or let it go on, as in the audit log.';
comment on column publish_batches.acting_role is 'The role that this person had then.';
comment on column publish_batches.acting_door is 'And the door that was used.';
comment on column publish_batches.created_by is 'Who asked for it, as in the audit log.';
comment on column publish_batches.created_at is 'When it was asked for.';
comment on column publish_batches.finished_at is 'When it was stopped or finished; null: it runs.';

comment on table publish_batch_items is
  'Tenant. One campaign of a batch. What became of an opened one is the state of its publication and stands there alone.';
comment on column publish_batch_items.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column publish_batch_items.batch_id is 'The batch that it is a part of.';
comment on column publish_batch_items.position is 'Order, from 0.';
comment on column publish_batch_items.campaign_id is 'What is published; may be a draft that was deleted since.';
comment on column publish_batch_items.account_id is 'Its account: only a few publications of one account are opened ahead.';
comment on column publish_batch_items.campaign_name is 'Its name when the batch was opened.';
comment on column publish_batch_items.plan_hash is 'The plan that was approved; null: the plan as it stands when its turn comes.';
comment on column publish_batch_items.state is 'OPENED: it has its publication, written in the same transaction. REFUSED: it could not be opened. UNCHANGED: there was nothing to publish. STOPPED: its turn did not come.';
comment on column publish_batch_items.publication_id is 'Its last publication; null: there was none.';
comment on column publish_batch_items.message is 'Why it stands as it does, in words; null: nothing to say.';
comment on column publish_batch_items.errors is 'What is wrong with which field, where it was refused.';
