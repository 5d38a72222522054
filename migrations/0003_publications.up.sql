-- The journal of publishing: what was to be sent, every attempt at it, and what Google had afterwards.
-- Expand: new tables only.

create table publications (
  workspace_id      uuid        not null,
  id                uuid        not null,
  campaign_id       uuid        not null,
  account_id        uuid        not null,
  kind              text        not null,
  state             text        not null default 'QUEUED',
  activate          boolean     not null,
  version           integer     not null,
  plan_hash         text,
  plan              jsonb       not null,
  published_name    text        not null,
  token             text        not null,
  fence             bigint      not null default 0,
  lease_until       timestamptz,
  next_attempt_at   timestamptz not null default now(),
  attempts          integer     not null default 0,
  message           text,
  errors            jsonb       not null default '[]',
  created_by        text        not null,
  created_at        timestamptz not null default now(),
  finished_at       timestamptz,
  constraint publications_pkey primary key (workspace_id, id),
  constraint publications_campaign_fkey foreign key (workspace_id, campaign_id) references campaigns (workspace_id, id),
  constraint publications_account_fkey foreign key (workspace_id, account_id) references accounts (workspace_id, id),
  constraint publications_kind_known check (kind in ('PUBLISH', 'PAUSE', 'RESUME')),
  constraint publications_state_known check (
    state in ('QUEUED', 'RUNNING', 'UNKNOWN', 'NEEDS_ATTENTION', 'SUCCEEDED', 'FAILED')),
  constraint publications_running_is_leased check ((state = 'RUNNING') = (lease_until is not null)),
  constraint publications_finished_has_time check ((state in ('SUCCEEDED', 'FAILED')) = (finished_at is not null)),
  constraint publications_publish_has_hash check ((kind = 'PUBLISH') = (plan_hash is not null)),
  constraint publications_plan_hash_hex check (plan_hash ~ '^[0-9a-f]{64}$'),
  constraint publications_token_hex check (token ~ '^[0-9a-f]{12}$'),
  constraint publications_version_positive check (version > 0),
  constraint publications_fence_not_negative check (fence >= 0 and attempts >= 0),
  constraint publications_published_name_length check (char_length(published_name) between 1 and 256)
);
-- A second open publication of the same campaign cannot exist, whatever the code does.
create unique index publications_one_open on publications (workspace_id, campaign_id)
  where state in ('QUEUED', 'RUNNING', 'UNKNOWN', 'NEEDS_ATTENTION');
-- One request in flight per account: Google answers parallel ones with CONCURRENT_MODIFICATION.
create unique index publications_one_running_per_account on publications (workspace_id, account_id)
  where state = 'RUNNING';
create index publications_campaign_idx on publications (workspace_id, campaign_id, id desc);
create index publications_account_idx on publications (workspace_id, account_id);
-- What a worker looks through for work: open rows only, so it stays as small as the backlog.
create index publications_due_idx on publications (next_attempt_at)
  where state in ('QUEUED', 'RUNNING', 'UNKNOWN');

create table publication_steps (
  workspace_id    uuid         not null,
  publication_id  uuid         not null,
  position        integer      not null,
  kind            text         not null,
  title           text         not null,
  asset_id        uuid,
  state           text         not null default 'PENDING',
  started_at      timestamptz,
  finished_at     timestamptz,
  constraint publication_steps_pkey primary key (workspace_id, publication_id, position),
  constraint publication_steps_publication_fkey foreign key (workspace_id, publication_id)
    references publications (workspace_id, id),
  constraint publication_steps_asset_fkey foreign key (workspace_id, asset_id) references assets (workspace_id, id),
  constraint publication_steps_kind_known check (kind in ('UPLOAD_ASSET', 'MUTATE', 'VERIFY', 'ACTIVATE')),
  constraint publication_steps_state_known check (state in ('PENDING', 'SENDING', 'UNKNOWN', 'DONE', 'FAILED')),
  constraint publication_steps_upload_has_asset check ((kind = 'UPLOAD_ASSET') = (asset_id is not null)),
  constraint publication_steps_position_range check (position between 0 and 2999),
  constraint publication_steps_done_has_time check (state <> 'DONE' or finished_at is not null)
);

create table publication_attempts (
  workspace_id       uuid         not null,
  publication_id     uuid         not null,
  position           integer      not null,
  number             integer      not null,
  fence              bigint       not null,
  request_sha256     text         not null,
  sent_at            timestamptz  not null default clock_timestamp(),
  answered_at        timestamptz,
  outcome            text         not null default 'UNANSWERED',
  http_status        integer,
  google_request_id  text,
  errors             jsonb        not null default '[]',
  constraint publication_attempts_pkey primary key (workspace_id, publication_id, position, number),
  constraint publication_attempts_step_fkey foreign key (workspace_id, publication_id, position)
    references publication_steps (workspace_id, publication_id, position),
  constraint publication_attempts_outcome_known check (
    outcome in ('UNANSWERED', 'APPLIED', 'REFUSED', 'NOT_APPLIED', 'UNKNOWN')),
  constraint publication_attempts_answered_has_outcome check ((outcome = 'UNANSWERED') = (answered_at is null)),
  constraint publication_attempts_request_hex check (request_sha256 ~ '^[0-9a-f]{64}$'),
  constraint publication_attempts_number_positive check (number > 0)
);

create table campaign_baselines (
  workspace_id    uuid         not null,
  campaign_id     uuid         not null,
  version         integer      not null,
  resources       jsonb        not null,
  taken_at        timestamptz  not null default now(),
  constraint campaign_baselines_pkey primary key (workspace_id, campaign_id),
  constraint campaign_baselines_campaign_fkey foreign key (workspace_id, campaign_id)
    references campaigns (workspace_id, id) on delete cascade,
  constraint campaign_baselines_version_positive check (version > 0)
);

create table idempotency_keys (
  workspace_id    uuid         not null,
  key             text         not null,
  request_sha256  text         not null,
  status          integer      not null,
  headers         jsonb        not null,
  body            text         not null,
  created_at      timestamptz  not null default now(),
  constraint idempotency_keys_pkey primary key (workspace_id, key),
  constraint idempotency_keys_workspace_fkey foreign key (workspace_id) references workspaces (id),
  constraint idempotency_keys_key_length check (char_length(key) between 1 and 255)
);
create index idempotency_keys_created_idx on idempotency_keys (workspace_id, created_at);

comment on table publications is 'One journalled run of a plan. Written before anything is sent; an open row blocks a second publication of the campaign.';
comment on column publications.kind is 'PUBLISH sends a plan (create or update); PAUSE and RESUME set the status.';
comment on column publications.state is 'UNKNOWN: something was sent and its answer was lost, so Google is asked before anything is sent again.';
comment on column publications.activate is 'Whether the campaign is to be enabled once it is verified.';
comment on column publications.plan_hash is 'sha256 of the operations, the baseline version and the rule pack version.';
comment on column publications.plan is 'The operations as they are sent, in Google''s order; image bytes and resource names of images are filled in when sending.';
comment on column publications.token is 'First 12 hex digits of the campaign id''s random part: the name of our label at Google, which proves a found campaign to be ours and, being unique per account, stops a second create.';
comment on column publications.fence is 'Grows with every claim. A worker whose number is old can no longer write here.';
comment on column publications.lease_until is 'While it lasts nobody else may work on it. Database clock only.';
comment on table publication_steps is 'The requests of a publication, in order.';
comment on table publication_attempts is 'One request that was sent, written and committed before its bytes left.';
comment on column publication_attempts.outcome is 'UNANSWERED after a crash; NOT_APPLIED: Google says it did nothing and may be asked again; UNKNOWN: it may have been applied.';
comment on table campaign_baselines is 'What Google had after the last publication, resource by resource: the left side of the next plan and the yardstick of drift.';
comment on column campaign_baselines.resources is 'Our key of a resource to {resourceName, resource, fields}.';
comment on table idempotency_keys is 'Answers to writes that came with an Idempotency-Key, repeated when the same request comes again.';
