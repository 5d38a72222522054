-- History that nobody can rewrite: a snapshot per revision, and an audit log whose rows are chained by hash.
-- Expand: new tables only.

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
  constraint revisions_reason_length check (char_length(reason) between 1 and 255)
);

create table audit_heads (
  workspace_id  uuid    not null,
  seq           bigint  not null,
  hash          bytea   not null,
  constraint audit_heads_pkey primary key (workspace_id),
  constraint audit_heads_workspace_fkey foreign key (workspace_id) references workspaces (id)
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
  constraint audit_log_door_known check (door in ('web', 'api', 'cli', 'system'))
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

comment on table revisions is 'Every saved state of a campaign, never changed. No foreign key to the campaign: a deleted draft leaves its history.';
comment on column revisions.document is 'The whole of what a person can edit, as the API speaks it.';
comment on column revisions.changed_fields is 'Top-level fields that differ from the revision before.';
comment on table audit_heads is 'The last link of each workspace''s chain. Written by the trigger alone.';
comment on table audit_log is 'Who did what, through which door. Rows are inserted only; each carries the hash of the one before.';
comment on column audit_log.hash is 'sha256 over the row''s fields and previous_hash; made by the trigger.';
comment on function audit_row_hash(audit_log) is 'The hash that a row of the audit log must have.';
comment on function audit_chain() is 'Gives a new row its place in the workspace''s chain.';
