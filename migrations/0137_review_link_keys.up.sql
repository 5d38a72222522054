-- A review link is a signature over what it was made for, by a key of its workspace, which lies here sealed. Links that were made
-- before keep the hash of their token until they expire; new ones have none.
-- Expand: one new table, and a column that may be null. A program before this one finds no link without a hash, and opens none.
-- squawk-ignore ban-drop-not-null -- nothing reads the hash but the statement that looks for one, and it finds no null

create table review_link_keys (
  workspace_id  uuid         not null,
  sealed        text         not null,
  created_at    timestamptz  not null default now(),
  -- Of two who make the first link at once, one makes the key, and the other one waits and takes it.
  constraint review_link_keys_pkey primary key (workspace_id),
  constraint review_link_keys_workspace_fkey foreign key (workspace_id) references workspaces (id) on delete cascade,
  constraint review_link_keys_sealed_shape check (sealed ~ '^v1\.[0-9a-f]{8}\.[A-Za-z0-9_-]{40,255}$')
);

alter table review_link_keys enable row level security;
alter table review_link_keys force row level security;
create policy review_link_keys_of_workspace on review_link_keys
  using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));

-- Sealed anew when the ring is turned. It is never taken out: every link of the workspace would open nothing.
grant select, insert (workspace_id, sealed), update (sealed) on review_link_keys to gacm_app;

alter table review_links alter column token_sha256 drop not null;

comment on table review_link_keys is 'Tenant. What the review links of a workspace are signed with; made with the first link.';
comment on column review_link_keys.workspace_id is 'The workspace that the row belongs to; there is one for each.';
comment on column review_link_keys.sealed is 'The key, sealed with the key ring of GACM_SECRET_KEY for this workspace alone.';
comment on column review_link_keys.created_at is 'When it was made.';
comment on column review_links.token_sha256 is
  'SHA-256, in hex, of the token of a link from the time before links were signed; null: its signature is worked out anew each time.';
