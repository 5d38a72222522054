-- History that nobody can rewrite: a snapshot per revision, and an audit log whose rows are chained by hash.
-- Expand: new tables, and references to them that are validated by a later file.
-- squawk-ignore prefer-bigint-over-int -- counts and places, each bounded by a check; what grows or has a unit is bigint

create table revisions (
  workspace_id    uuid         not null,
  campaign_id     uuid         not null,
  number          integer      not null,
  document        jsonb        not null,
  changed_fields  text[]       not null,
  reason          text         not null,
  door            text         not null,
  created_by      text         not null,
  created_at      timestamptz  not null default now(),
  constraint revisions_pkey primary key (workspace_id, campaign_id, number),
  constraint revisions_workspace_fkey foreign key (workspace_id) references workspaces (id),
  constraint revisions_number_positive check (number > 0),
  constraint revisions_door_known check (door in ('web', 'api', 'cli', 'system')),
  constraint revisions_reason_length check (char_length(reason) between 1 and 255),
  constraint revisions_created_by_length check (char_length(created_by) between 1 and 255),
  constraint revisions_document_object check (jsonb_typeof(document) = 'object'),
  constraint revisions_changed_fields_count check (cardinality(changed_fields) <= 100)
);

-- A campaign's latest revision is there when the transaction that made it ends, and a publication's before it is opened.
alter table campaigns add constraint campaigns_revision_fkey foreign key (workspace_id, id, version)
  references revisions (workspace_id, campaign_id, number) deferrable initially deferred not valid;
alter table publications add constraint publications_revision_fkey foreign key (workspace_id, campaign_id, version)
  references revisions (workspace_id, campaign_id, number) not valid;

create table audit_heads (
  workspace_id  uuid    not null,
  seq           bigint  not null,
  hash          bytea   not null,
  constraint audit_heads_pkey primary key (workspace_id),
  constraint audit_heads_workspace_fkey foreign key (workspace_id) references workspaces (id),
  constraint audit_heads_seq_not_negative check (seq >= 0),
  constraint audit_heads_hash_length check (octet_length(hash) = 32)
);

create table audit_log (
  workspace_id  uuid         not null,
  seq           bigint       not null,
  at            timestamptz  not null,
  actor         text         not null,
  door          text         not null,
  action        text         not null,
  entity_kind   text         not null,
  entity_id     uuid,
  detail        jsonb        not null,
  request_id    text,
  previous_hash bytea        not null,
  hash          bytea        not null,
  constraint audit_log_pkey primary key (workspace_id, seq),
  constraint audit_log_workspace_fkey foreign key (workspace_id) references workspaces (id),
  constraint audit_log_seq_positive check (seq > 0),
  constraint audit_log_hash_length check (octet_length(hash) = 32 and octet_length(previous_hash) = 32),
  constraint audit_log_door_known check (door in ('web', 'api', 'cli', 'system')),
  constraint audit_log_actor_length check (char_length(actor) between 1 and 255),
  constraint audit_log_action_length check (char_length(action) between 1 and 100),
  constraint audit_log_entity_kind_length check (char_length(entity_kind) between 1 and 50),
  constraint audit_log_request_id_length check (char_length(request_id) <= 255),
  -- The hash puts control characters between the fields: inside one they would let two rows have one hash.
  constraint audit_log_no_control check (concat(actor, action, entity_kind, request_id) !~ '[\u0001-\u001f\u007f]'),
  constraint audit_log_detail_object check (jsonb_typeof(detail) = 'object')
);
create index audit_log_entity_idx on audit_log (workspace_id, entity_id, seq desc);

create function audit_row_hash(row_ audit_log) returns bytea
  language sql immutable set search_path = pg_catalog, public as $$
  select sha256(convert_to(concat_ws(E'\x1f',
    encode(row_.previous_hash, 'hex'), row_.workspace_id, row_.seq,
    to_char(row_.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    row_.actor, row_.door, row_.action, row_.entity_kind, coalesce(row_.entity_id::text, ''),
    row_.detail::text, coalesce(row_.request_id, '')), 'UTF8'))
$$;

-- The head row is locked while the next link is made, so two writers cannot fork the chain.
create function audit_chain() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  head audit_heads;
begin
  insert into audit_heads (workspace_id, seq, hash)
    values (new.workspace_id, 0, decode(repeat('00', 32), 'hex'))
    on conflict (workspace_id) do nothing;
  select * into strict head from audit_heads where workspace_id = new.workspace_id for update;
  new.seq := head.seq + 1;
  new.at := clock_timestamp();
  new.previous_hash := head.hash;
  new.hash := audit_row_hash(new);
  update audit_heads set seq = new.seq, hash = new.hash where workspace_id = new.workspace_id;
  return new;
end
$$;
create trigger audit_log_chain before insert on audit_log for each row execute function audit_chain();
revoke execute on function audit_chain() from public;

-- Nobody has the right to change history; this holds even for the owner, who would have to disable it first.
create function refuse_history_change() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
begin
  raise exception 'Rows of % are never changed or removed.', tg_table_name
    using errcode = 'check_violation', table = tg_table_name, constraint = tg_table_name || '_append_only';
end
$$;
create trigger revisions_append_only before update or delete or truncate on revisions
  for each statement execute function refuse_history_change();
create trigger audit_log_append_only before update or delete or truncate on audit_log
  for each statement execute function refuse_history_change();

comment on table revisions is
  'Tenant. Every saved state of a campaign, never changed. No foreign key to the campaign: a deleted draft leaves its history.';
comment on column revisions.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column revisions.campaign_id is 'Whose state; the campaign may be gone.';
comment on column revisions.number is 'Counts the states of a campaign, from 1.';
comment on column revisions.document is 'The whole of what a person can edit, as the API speaks it.';
comment on column revisions.changed_fields is 'Top-level fields that differ from the revision before.';
comment on column revisions.reason is 'Why, in words.';
comment on column revisions.door is 'Through which door it came.';
comment on column revisions.created_by is 'Who saved it, as in the audit log.';
comment on column revisions.created_at is 'When it was saved.';

comment on table audit_heads is
  'Tenant. The last link of each workspace''s chain. Written by the trigger alone.';
comment on column audit_heads.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column audit_heads.seq is 'Of the last link; 0 before the first.';
comment on column audit_heads.hash is 'Of the last link; 32 zero bytes before the first.';

comment on table audit_log is
  'Tenant. Who did what, through which door. Rows are inserted only; each carries the hash of the one before.';
comment on column audit_log.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column audit_log.seq is 'Place in the workspace''s chain, from 1 without a gap; made by the trigger.';
comment on column audit_log.at is 'When, by the database''s clock; made by the trigger.';
comment on column audit_log.actor is 'Who: an email address, the name of an API key, or the part of the program.';
comment on column audit_log.door is 'web, api, cli or system.';
comment on column audit_log.action is 'What was done, as kind.verb.';
comment on column audit_log.entity_kind is 'What it was done to.';
comment on column audit_log.entity_id is 'Which one; null: the workspace as a whole. No foreign key: it may be gone.';
comment on column audit_log.detail is 'What else is worth knowing; never a secret.';
comment on column audit_log.request_id is 'Of the HTTP request, as in the server''s log; null: there was none.';
comment on column audit_log.previous_hash is 'The hash of the row before; 32 zero bytes in the first.';
comment on column audit_log.hash is 'SHA-256 over the row''s fields and previous_hash; made by the trigger.';

comment on function audit_row_hash(audit_log) is 'The hash that a row of the audit log must have.';
comment on function audit_chain() is 'Gives a new row its place in the workspace''s chain.';
comment on function refuse_history_change() is 'Refuses to change or remove what is history, whoever asks.';
