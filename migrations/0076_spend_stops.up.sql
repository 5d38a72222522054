-- The kill switch: what was live when it was pressed, what became of pausing each, and what of restoring it.
-- Expand: new tables, and a trigger on publications that refuses only while a stop is on; making it stops their writers for a moment.
-- No reference to campaigns: whoever opens a publication holds the campaign while it waits for the ledgers, which a stop holds.

create table spend_stops (
  workspace_id  uuid         not null,
  id            uuid         not null,
  account_id    uuid,
  scope_id      uuid         not null generated always as (coalesce(account_id, '00000000-0000-0000-0000-000000000000')) stored,
  state         text         not null default 'ON',
  reason        text,
  acting_name   text         not null,
  acting_role   text         not null,
  acting_door   text         not null,
  created_by    text         not null,
  created_at    timestamptz  not null default now(),
  restored_by   text,
  restoring_at  timestamptz,
  finished_at   timestamptz,
  constraint spend_stops_pkey primary key (workspace_id, id),
  constraint spend_stops_workspace_fkey foreign key (workspace_id) references workspaces (id),
  constraint spend_stops_account_fkey foreign key (workspace_id, account_id) references accounts (workspace_id, id),
  constraint spend_stops_state_known check (state in ('ON', 'RESTORING', 'OVER')),
  constraint spend_stops_restored_by_somebody check (
    (state = 'ON') = (restored_by is null) and (state = 'ON') = (restoring_at is null)),
  constraint spend_stops_over_has_time check ((state = 'OVER') = (finished_at is not null)),
  constraint spend_stops_reason_length check (char_length(reason) between 1 and 500),
  constraint spend_stops_reason_no_control check (reason !~ '[\u0001-\u001f\u007f]'),
  constraint spend_stops_names_length check (
    char_length(acting_name) between 1 and 255 and char_length(created_by) between 1 and 255
    and coalesce(char_length(restored_by), 1) between 1 and 255),
  constraint spend_stops_acting_role_known check (acting_role in ('viewer', 'editor', 'approver', 'publisher', 'admin')),
  constraint spend_stops_acting_door_known check (acting_door in ('web', 'api', 'cli', 'system'))
);
-- Also what workers look through, across workspaces.
create unique index spend_stops_one_per_scope on spend_stops (workspace_id, scope_id) where state <> 'OVER';

create table spend_stop_items (
  workspace_id    uuid  not null,
  stop_id         uuid  not null,
  campaign_id     uuid  not null,
  account_id      uuid  not null,
  campaign_name   text  not null,
  state           text  not null default 'WAITING',
  message         text,
  pause_id        uuid,
  restore_state   text,
  restore_message text,
  restore_id      uuid,
  constraint spend_stop_items_pkey primary key (workspace_id, stop_id, campaign_id),
  constraint spend_stop_items_stop_fkey foreign key (workspace_id, stop_id) references spend_stops (workspace_id, id),
  constraint spend_stop_items_pause_fkey foreign key (workspace_id, pause_id)
    references publications (workspace_id, id) on delete cascade,
  constraint spend_stop_items_restore_fkey foreign key (workspace_id, restore_id)
    references publications (workspace_id, id) on delete cascade,
  constraint spend_stop_items_state_known check (state in ('WAITING', 'OPENED', 'IDLE', 'REFUSED')),
  constraint spend_stop_items_opened_has_pause check (state <> 'OPENED' or pause_id is not null),
  constraint spend_stop_items_refused_has_message check (state <> 'REFUSED' or message is not null),
  constraint spend_stop_items_restore_known check (restore_state in ('WAITING', 'OPENED', 'LEFT_OUT')),
  constraint spend_stop_items_restores_what_it_paused check (
    restore_state not in ('WAITING', 'OPENED') or state = 'OPENED'),
  constraint spend_stop_items_restore_has_publication check (restore_state <> 'OPENED' or restore_id is not null),
  constraint spend_stop_items_left_out_has_message check (restore_state <> 'LEFT_OUT' or restore_message is not null),
  constraint spend_stop_items_name_length check (char_length(campaign_name) between 1 and 256),
  constraint spend_stop_items_messages_length check (
    coalesce(char_length(message), 1) between 1 and 5000 and coalesce(char_length(restore_message), 1) between 1 and 5000)
);
create index spend_stop_items_waiting_idx on spend_stop_items (workspace_id, stop_id, account_id, campaign_id)
  where state = 'WAITING' or restore_state = 'WAITING';

-- Named to come after publications_spend_cap, which has locked the ledgers: a stop that is just being written holds them, so
-- either it is seen here, or it sees this publication and pauses what comes of it.
create function publications_spend_stop() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
begin
  perform from spend_stops s
    where s.workspace_id = new.workspace_id and s.scope_id in (new.account_id, '00000000-0000-0000-0000-000000000000') and s.state = 'ON';
  if found then
    raise exception 'Nothing is published or resumed while a stop is on.'
      using errcode = 'check_violation', table = 'spend_stops', constraint = 'spend_stops_nothing_begins';
  end if;
  return null;
end
$$;
create trigger publications_spend_stop after insert on publications for each row
  when (new.kind <> 'PAUSE') execute function publications_spend_stop();

create function spend_stops_guard() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
begin
  raise exception 'A stop goes from on to restoring to over, and not back.'
    using errcode = 'check_violation', table = 'spend_stops', constraint = 'spend_stops_transition';
end
$$;
create trigger spend_stops_guard before update on spend_stops for each row
  when (old.state <> new.state and (old.state, new.state) not in (('ON', 'RESTORING'), ('RESTORING', 'OVER')))
  execute function spend_stops_guard();

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['spend_stops', 'spend_stop_items']
  loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy %I on %I using (workspace_id = (select nullif(current_setting(''app.workspace_id'', true), '''')::uuid))',
      tenant_table || '_of_workspace', tenant_table);
  end loop;
end
$$;
create policy spend_stops_for_worker on spend_stops for select to gacm_worker using (true);

grant select on spend_stops, spend_stop_items to gacm_app, gacm_readonly;
grant insert (workspace_id, id, account_id, reason, acting_name, acting_role, acting_door, created_by),
  update (state, acting_name, acting_role, acting_door, restored_by, restoring_at, finished_at) on spend_stops to gacm_app;
grant insert (workspace_id, stop_id, campaign_id, account_id, campaign_name),
  update (state, message, pause_id, restore_state, restore_message, restore_id) on spend_stop_items to gacm_app;
grant select (workspace_id, id, scope_id, state) on spend_stops to gacm_worker;

comment on table spend_stops is 'Tenant. A stop of everything that is live, in the workspace or in one account, and its end.';
comment on column spend_stops.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column spend_stops.id is 'UUIDv7, made by the program: it grows with time, so the key is the order of pages.';
comment on column spend_stops.account_id is 'The account that is stopped; null: all of the workspace.';
comment on column spend_stops.scope_id is 'The account, or zeros for all of them: of each, one stop that is not over.';
comment on column spend_stops.state is 'ON: what was live is paused, and nothing is published or resumed. RESTORING: what it paused is resumed. OVER: each campaign has its outcome.';
comment on column spend_stops.reason is 'Why, in the words of whoever stopped it; null: not said.';
comment on column spend_stops.acting_name is 'In whose name publications are opened: whoever stopped it, or lets it be restored, as in the audit log.';
comment on column spend_stops.acting_role is 'The role that this person had then.';
comment on column spend_stops.acting_door is 'And the door that was used.';
comment on column spend_stops.created_by is 'Who stopped it, as in the audit log.';
comment on column spend_stops.created_at is 'When everything was stopped.';
comment on column spend_stops.restored_by is 'Who lets it be restored, as in the audit log; null: nobody has.';
comment on column spend_stops.restoring_at is 'Since when it is restored; null: it is on.';
comment on column spend_stops.finished_at is 'When everything had been restored that could be; null: it is not over.';

comment on table spend_stop_items is
  'Tenant. A campaign that was live, or about to be, when it was stopped. What became of a publication is its state and stands there alone.';
comment on column spend_stop_items.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column spend_stop_items.stop_id is 'The stop that it is a part of.';
comment on column spend_stop_items.campaign_id is 'What was live; it may be gone since.';
comment on column spend_stop_items.account_id is 'Its account.';
comment on column spend_stop_items.campaign_name is 'Its name when it was stopped.';
comment on column spend_stop_items.state is 'WAITING: perhaps behind a publication that is open. OPENED: it has its pause, written in the same transaction. IDLE: when its turn came it did not run. REFUSED: it could not be paused.';
comment on column spend_stop_items.message is 'Why it stands as it does, in words; null: nothing to say.';
comment on column spend_stop_items.pause_id is 'The publication that pauses it; null: there was none.';
comment on column spend_stop_items.restore_state is 'WAITING: for its turn. OPENED: it has its resume, written in the same transaction. LEFT_OUT: it is not resumed, restore_message says why. Null: nothing is restored yet.';
comment on column spend_stop_items.restore_message is 'Why it is left out, in words; null: it is not.';
comment on column spend_stop_items.restore_id is 'The publication that resumes it; null: there is none.';

comment on function publications_spend_stop() is 'Refuses everything but pauses while a stop is on.';
comment on function spend_stops_guard() is 'Refuses to turn a stop back.';
