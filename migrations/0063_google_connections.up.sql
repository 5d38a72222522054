-- Connections to Google Ads that people made: by their consent, or by the key of a service account. What opens Google is sealed by the
-- program (AES-256-GCM); the database holds no key to it. Expand: new tables, which programs before this one neither read nor write.
-- squawk-ignore prefer-bigint-over-int -- a version, counted by what people do

create table google_connections (
  workspace_id  uuid         not null,
  id            uuid         not null,
  kind          text         not null,
  environment   text         not null,
  name          text         not null,
  access        text         not null default 'FULL',
  state         text         not null default 'CONNECTED',
  secret        text,
  problem       text,
  checked_at    timestamptz,
  version       integer      not null default 1,
  created_by    text         not null,
  created_at    timestamptz  not null default now(),
  updated_at    timestamptz  not null default now(),
  constraint google_connections_pkey primary key (workspace_id, id),
  -- What an account names: its connection lives where the account does.
  constraint google_connections_environment_key unique (workspace_id, id, environment),
  constraint google_connections_name_key unique (workspace_id, name),
  constraint google_connections_workspace_fkey foreign key (workspace_id) references workspaces (id),
  constraint google_connections_kind_known check (kind in ('OAUTH', 'SERVICE_ACCOUNT')),
  constraint google_connections_environment_known check (environment in ('GOOGLE', 'EMULATOR')),
  constraint google_connections_access_known check (access in ('FULL', 'READ_ONLY')),
  constraint google_connections_state_known check (state in ('CONNECTED', 'BROKEN', 'DISCONNECTED')),
  constraint google_connections_name_length check (char_length(name) between 1 and 255),
  constraint google_connections_name_no_control check (name !~ '[\u0001-\u001f\u007f]'),
  constraint google_connections_secret_sealed check (secret ~ '^v1\.[0-9a-f]{8}\.[A-Za-z0-9_-]+$'),
  constraint google_connections_secret_length check (char_length(secret) <= 16384),
  constraint google_connections_secret_forgotten check ((secret is null) = (state = 'DISCONNECTED')),
  constraint google_connections_problem_told check ((problem is not null) = (state = 'BROKEN')),
  constraint google_connections_problem_length check (char_length(problem) between 1 and 200),
  constraint google_connections_version_positive check (version > 0),
  constraint google_connections_created_by_length check (char_length(created_by) between 1 and 255)
);

create table google_consents (
  workspace_id   uuid         not null,
  id             uuid         not null,
  user_id        uuid         not null,
  state_sha256   text         not null,
  verifier       text         not null,
  redirect_uri   text         not null,
  name           text         not null,
  access         text         not null,
  connection_id  uuid,
  created_at     timestamptz  not null default now(),
  expires_at     timestamptz  not null default now() + interval '10 minutes',
  constraint google_consents_pkey primary key (workspace_id, id),
  constraint google_consents_state_key unique (workspace_id, state_sha256),
  -- Who leaves a workspace connects nothing there any more.
  constraint google_consents_member_fkey foreign key (workspace_id, user_id)
    references members (workspace_id, user_id) on delete cascade,
  constraint google_consents_connection_fkey foreign key (workspace_id, connection_id)
    references google_connections (workspace_id, id),
  constraint google_consents_state_hash check (state_sha256 ~ '^[0-9a-f]{64}$'),
  constraint google_consents_verifier_sealed check (verifier ~ '^v1\.[0-9a-f]{8}\.[A-Za-z0-9_-]+$'),
  constraint google_consents_verifier_length check (char_length(verifier) <= 1024),
  constraint google_consents_redirect_length check (char_length(redirect_uri) between 1 and 2048),
  constraint google_consents_name_length check (char_length(name) between 1 and 255),
  constraint google_consents_access_known check (access in ('FULL', 'READ_ONLY')),
  constraint google_consents_expiry_near check (expires_at <= created_at + interval '1 hour')
);
create index google_consents_member_idx on google_consents (workspace_id, user_id);
create index google_consents_connection_idx on google_consents (workspace_id, connection_id);

create trigger google_connections_touch before update on google_connections for each row execute function touch_updated_at();

alter table google_connections enable row level security;
alter table google_connections force row level security;
create policy google_connections_of_workspace on google_connections
  using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table google_consents enable row level security;
alter table google_consents force row level security;
create policy google_consents_of_workspace on google_consents
  using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));

grant select on google_connections to gacm_app;
grant insert (workspace_id, id, kind, environment, name, access, secret, checked_at, created_by),
  update (name, access, state, secret, problem, checked_at, version) on google_connections to gacm_app;
grant select (workspace_id, id, kind, environment, name, access, state, problem, checked_at, version, created_by, created_at, updated_at)
  on google_connections to gacm_readonly;
grant select, delete on google_consents to gacm_app;
grant insert (workspace_id, id, user_id, state_sha256, verifier, redirect_uri, name, access, connection_id),
  update (verifier) on google_consents to gacm_app;

comment on table google_connections is 'Tenant. Ways to Google Ads that people made: by their consent, or by the key of a service account.';
comment on column google_connections.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column google_connections.id is 'UUIDv7, made by the program.';
comment on column google_connections.kind is 'OAUTH: a person agreed at Google. SERVICE_ACCOUNT: a key of a Cloud project. Never changes.';
comment on column google_connections.environment is 'GOOGLE or EMULATOR, as of accounts. Never changes.';
comment on column google_connections.name is 'As people call it; once in a workspace.';
comment on column google_connections.access is 'FULL, or READ_ONLY: nothing is ever changed at Google through it.';
comment on column google_connections.state is 'CONNECTED; BROKEN: Google refused it, see problem; DISCONNECTED: what opened Google was forgotten.';
comment on column google_connections.secret is 'The refresh token, or the key of the service account as JSON; sealed: version, id of the key of the ring, then iv, text and tag. null once disconnected.';
comment on column google_connections.problem is 'The code by which Google refused it last; only while BROKEN.';
comment on column google_connections.checked_at is 'When Google last took or refused it; null: never.';
comment on column google_connections.version is 'Counts the changes that people made, from 1; the ETag.';
comment on column google_connections.created_by is 'Who made it, as in the audit log.';
comment on column google_connections.created_at is 'When it was made.';
comment on column google_connections.updated_at is 'When it was last changed; set by trigger.';
comment on table google_consents is 'Tenant. Questions to people at Google that are not answered yet. Each is deleted by its answer.';
comment on column google_consents.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column google_consents.id is 'UUIDv7, made by the program.';
comment on column google_consents.user_id is 'Who asked, and alone may bring the answer.';
comment on column google_consents.state_sha256 is 'Hex SHA-256 of the state, which goes to Google and comes back.';
comment on column google_consents.verifier is 'The verifier of PKCE, sealed as google_connections.secret is.';
comment on column google_consents.redirect_uri is 'Where Google sends the person back to; the code is good for this address alone.';
comment on column google_consents.name is 'What the connection will be called.';
comment on column google_consents.access is 'FULL or READ_ONLY, of the connection that will be.';
comment on column google_consents.connection_id is 'The connection that is to be opened anew; null: a new one.';
comment on column google_consents.created_at is 'When it was asked.';
comment on column google_consents.expires_at is 'After this no answer is taken.';
