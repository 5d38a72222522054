-- The journal of publishing: what was to be sent, every attempt at it, and what Google had afterwards.
-- Expand: new tables, and a trigger on campaigns; making it stops writers of campaigns for a moment, not readers.
-- squawk-ignore prefer-bigint-over-int -- counts and places, each bounded by a check; what grows or has a unit is bigint

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
  -- The campaign's own account, and no other.
  constraint publications_campaign_fkey foreign key (workspace_id, account_id, campaign_id)
    references campaigns (workspace_id, account_id, id),
  constraint publications_kind_known check (kind in ('PUBLISH', 'PAUSE', 'RESUME')),
  constraint publications_state_known check (
    state in ('QUEUED', 'RUNNING', 'UNKNOWN', 'NEEDS_ATTENTION', 'SUCCEEDED', 'FAILED')),
  constraint publications_running_is_leased check ((state = 'RUNNING') = (lease_until is not null)),
  constraint publications_started_has_fence check (state = 'QUEUED' or fence > 0),
  constraint publications_attempts_within_fence check (attempts <= fence),
  constraint publications_stopped_has_message check (state not in ('NEEDS_ATTENTION', 'FAILED') or message is not null),
  constraint publications_activate_matches_kind check (kind = 'PUBLISH' or activate = (kind = 'RESUME')),
  constraint publications_plan_object check (jsonb_typeof(plan) = 'object'),
  constraint publications_errors_array check (jsonb_typeof(errors) = 'array'),
  constraint publications_message_length check (char_length(message) <= 5000),
  constraint publications_created_by_length check (char_length(created_by) between 1 and 255),
  constraint publications_finished_has_time check ((state in ('SUCCEEDED', 'FAILED')) = (finished_at is not null)),
  constraint publications_publish_has_hash check ((kind = 'PUBLISH') = (plan_hash is not null)),
  constraint publications_plan_hash_hex check (plan_hash ~ '^[0-9a-f]{64}$'),
  constraint publications_token_hex check (token ~ '^[0-9a-f]{12}$'),
  constraint publications_version_positive check (version > 0),
  constraint publications_fence_not_negative check (fence >= 0 and attempts >= 0),
  constraint publications_published_name_length check (char_length(published_name) between 1 and 256),
  constraint publications_published_name_no_control check (published_name !~ '[\u0001-\u001f\u007f]')
);
-- A second open publication of the same campaign cannot exist, whatever the code does.
create unique index publications_one_open on publications (workspace_id, campaign_id)
  where state in ('QUEUED', 'RUNNING', 'UNKNOWN', 'NEEDS_ATTENTION');
-- One request in flight per account: Google answers parallel ones with CONCURRENT_MODIFICATION.
create unique index publications_one_running_per_account on publications (workspace_id, account_id)
  where state = 'RUNNING';
create index publications_campaign_idx on publications (workspace_id, campaign_id, id desc);
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
  constraint publication_steps_title_length check (char_length(title) between 1 and 500),
  constraint publication_steps_started_has_time check (state = 'PENDING' or started_at is not null),
  constraint publication_steps_finished_has_time check ((state in ('DONE', 'FAILED')) = (finished_at is not null))
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
  constraint publication_attempts_unanswered_knows_nothing check (
    outcome <> 'UNANSWERED' or (http_status is null and google_request_id is null and errors = '[]')),
  constraint publication_attempts_number_positive check (number > 0),
  constraint publication_attempts_fence_positive check (fence > 0),
  constraint publication_attempts_http_status_range check (http_status between 100 and 599),
  constraint publication_attempts_request_id_length check (char_length(google_request_id) <= 255),
  constraint publication_attempts_errors_array check (jsonb_typeof(errors) = 'array')
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
  constraint campaign_baselines_version_positive check (version > 0),
  constraint campaign_baselines_resources_object check (jsonb_typeof(resources) = 'object')
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
  constraint idempotency_keys_key_length check (char_length(key) between 1 and 255),
  constraint idempotency_keys_request_hex check (request_sha256 ~ '^[0-9a-f]{64}$'),
  constraint idempotency_keys_status_range check (status = 0 or status between 200 and 599),
  constraint idempotency_keys_headers_object check (jsonb_typeof(headers) = 'object')
);
create index idempotency_keys_created_idx on idempotency_keys (workspace_id, created_at);

-- A finished publication is history. A waiting one can only be claimed, and a claim raises the fence: whoever held the
-- number before can write nothing more, whatever its own clock says.
create function publications_guard() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
begin
  if old.state in ('SUCCEEDED', 'FAILED') then
    raise exception 'A publication that has ended never changes.'
      using errcode = 'check_violation', table = 'publications', constraint = 'publications_ended_final';
  end if;
  if new.fence < old.fence or new.attempts < old.attempts then
    raise exception 'The fence of a publication never goes down.'
      using errcode = 'check_violation', table = 'publications', constraint = 'publications_fence_grows';
  end if;
  if new.state = 'RUNNING' and old.state <> 'RUNNING' and new.fence = old.fence then
    raise exception 'A claim of a publication raises its fence.'
      using errcode = 'check_violation', table = 'publications', constraint = 'publications_claim_raises_fence';
  end if;
  if new.state <> old.state and old.state <> 'RUNNING'
     and (old.state, new.state) not in (('QUEUED', 'RUNNING'), ('UNKNOWN', 'RUNNING'),
                                        ('NEEDS_ATTENTION', 'UNKNOWN'), ('NEEDS_ATTENTION', 'FAILED')) then
    raise exception 'A publication does not go from % to %.', old.state, new.state
      using errcode = 'check_violation', table = 'publications', constraint = 'publications_state_transition';
  end if;
  -- Two conditions, not one: a claiming worker has no right to read the steps, and that is checked before any row is.
  if new.state = 'SUCCEEDED' then
    if exists (select from publication_steps s
                where s.workspace_id = new.workspace_id and s.publication_id = new.id and s.state <> 'DONE') then
      raise exception 'A publication succeeds when each of its steps is done.'
        using errcode = 'check_violation', table = 'publications', constraint = 'publications_succeeded_is_whole';
    end if;
  end if;
  return new;
end
$$;
create trigger publications_guard before update on publications for each row execute function publications_guard();

create function publication_steps_guard() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
begin
  raise exception 'A step that has ended never changes.'
    using errcode = 'check_violation', table = 'publication_steps', constraint = 'publication_steps_ended_final';
end
$$;
create trigger publication_steps_guard before update on publication_steps for each row
  when (old.state in ('DONE', 'FAILED') and new.state is distinct from old.state)
  execute function publication_steps_guard();

-- Nothing is sent without the lease: the attempt, which is written before the bytes leave, must carry the fence of now.
create function publication_attempts_guard() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
begin
  if tg_op = 'UPDATE' then
    raise exception 'An answer that was written down never changes.'
      using errcode = 'check_violation', table = 'publication_attempts', constraint = 'publication_attempts_answer_final';
  end if;
  perform from publications p
    where p.workspace_id = new.workspace_id and p.id = new.publication_id and p.state = 'RUNNING' and p.fence = new.fence;
  if not found then
    raise exception 'An attempt needs the lease of its publication.'
      using errcode = 'check_violation', table = 'publication_attempts', constraint = 'publication_attempts_holds_lease';
  end if;
  return new;
end
$$;
create trigger publication_attempts_guard_insert before insert on publication_attempts
  for each row execute function publication_attempts_guard();
create trigger publication_attempts_guard_update before update on publication_attempts for each row
  when (old.outcome <> 'UNANSWERED') execute function publication_attempts_guard();

-- The name at Google is fixed by a publication, in its transaction, and given back only when nothing is under way. Looked
-- at when that transaction ends, since the name is written before the publication. An operator who repairs something
-- with the owner's rights is not held up.
create function campaigns_published_name_guard() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
begin
  perform from campaigns c
    where c.workspace_id = new.workspace_id and c.id = new.id
      and (c.published_name is null) = exists (
        select from publications p
         where p.workspace_id = c.workspace_id and p.campaign_id = c.id
           and p.state in ('QUEUED', 'RUNNING', 'UNKNOWN', 'NEEDS_ATTENTION')
           and (c.published_name is null or p.published_name = c.published_name));
  if found then
    raise exception 'The name at Google changes only by a publication.'
      using errcode = 'check_violation', table = 'campaigns', constraint = 'campaigns_published_name_by_publication';
  end if;
  return null;
end
$$;
create constraint trigger campaigns_published_name_guard after update of published_name on campaigns
  deferrable initially deferred for each row
  when (old.published_name is distinct from new.published_name and current_user = 'gacm_app')
  execute function campaigns_published_name_guard();

comment on function publications_guard() is 'Refuses to change an ended publication, to lower a fence, to claim without raising it, and to succeed with a step undone.';
comment on function publication_steps_guard() is 'Refuses to take an ended step back.';
comment on function publication_attempts_guard() is 'Refuses an attempt without the lease, and a second answer.';
comment on function campaigns_published_name_guard() is 'Refuses a name at Google that no open publication has fixed, and giving one back while a publication is open.';

comment on table publications is
  'Tenant. One journalled run of a plan. Written before anything is sent; an open row blocks a second publication of the campaign.';
comment on column publications.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column publications.id is 'UUIDv7, made by the program: it grows with time, so the key is the order of pages.';
comment on column publications.campaign_id is 'What is published.';
comment on column publications.account_id is 'Where: the campaign''s account, repeated here so that a worker can take one publication of an account at a time.';
comment on column publications.kind is 'PUBLISH sends a plan (create or update); PAUSE and RESUME set the status.';
comment on column publications.state is 'UNKNOWN: something was sent and its answer was lost, so Google is asked before anything is sent again. SUCCEEDED and FAILED are the end.';
comment on column publications.activate is 'Whether the campaign is to be enabled once it is verified.';
comment on column publications.version is 'Number of the revision that is published.';
comment on column publications.plan_hash is 'Hex SHA-256 of the operations, the baseline version and the rule pack version; null: no plan was approved, because nothing but the status changes.';
comment on column publications.plan is 'The operations as they are sent, in Google''s order; image bytes and resource names of images are filled in when sending.';
comment on column publications.published_name is 'The name at Google, under which the campaign is looked up.';
comment on column publications.token is 'First 12 hex digits of the campaign id''s random part: the name of our label at Google, which proves a found campaign to be ours and, being unique per account, stops a second create.';
comment on column publications.fence is 'Grows with every claim. A worker whose number is old can no longer write here.';
comment on column publications.lease_until is 'While it lasts nobody else may work on it. Database clock only. Null exactly while nobody does.';
comment on column publications.next_attempt_at is 'Not to be claimed before. Database clock only.';
comment on column publications.attempts is 'How often it was claimed; bounds the trying.';
comment on column publications.message is 'How it stands, in words for people; null: nothing to say.';
comment on column publications.errors is 'Google''s errors on the fields of the campaign that they are about.';
comment on column publications.created_by is 'Who asked for it, as in the audit log.';
comment on column publications.created_at is 'When it was asked for.';
comment on column publications.finished_at is 'When it succeeded or failed; null: it is open.';

comment on table publication_steps is
  'Tenant. The requests of a publication, in order.';
comment on column publication_steps.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column publication_steps.publication_id is 'The publication that it is a part of.';
comment on column publication_steps.position is 'Order, from 0.';
comment on column publication_steps.kind is 'UPLOAD_ASSET is one image, MUTATE the whole plan at once, VERIFY reads back, ACTIVATE sets the status.';
comment on column publication_steps.title is 'What it does, in words for people.';
comment on column publication_steps.asset_id is 'The image of an UPLOAD_ASSET; null for every other kind.';
comment on column publication_steps.state is 'DONE and FAILED are the end. UNKNOWN: sent, and the answer was lost.';
comment on column publication_steps.started_at is 'When it was first worked on; null: not yet.';
comment on column publication_steps.finished_at is 'When it ended; null: it has not.';

comment on table publication_attempts is
  'Tenant. One request that was sent, written and committed before its bytes left.';
comment on column publication_attempts.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column publication_attempts.publication_id is 'The publication that it is a part of.';
comment on column publication_attempts.position is 'The step that it is a part of.';
comment on column publication_attempts.number is 'Order, from 1.';
comment on column publication_attempts.fence is 'The claim under which it was sent.';
comment on column publication_attempts.request_sha256 is 'Hex SHA-256 of the bytes: shows that a repetition sent the same.';
comment on column publication_attempts.sent_at is 'Just before the bytes left.';
comment on column publication_attempts.answered_at is 'When the answer was written down; null: there is none.';
comment on column publication_attempts.outcome is 'UNANSWERED after a crash; NOT_APPLIED: Google says it did nothing and may be asked again; UNKNOWN: it may have been applied.';
comment on column publication_attempts.http_status is 'Of the answer; null: there was none.';
comment on column publication_attempts.google_request_id is 'What Google''s support asks for; null: Google gave none.';
comment on column publication_attempts.errors is 'What Google refused, on the fields of the campaign.';

comment on table campaign_baselines is
  'Tenant. What Google had after the last publication, resource by resource: the left side of the next plan and the yardstick of drift.';
comment on column campaign_baselines.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column campaign_baselines.campaign_id is 'Whose baseline.';
comment on column campaign_baselines.version is 'Grows with every change; part of a plan''s hash.';
comment on column campaign_baselines.resources is 'Our key of a resource to {resourceName, resource, fields}.';
comment on column campaign_baselines.taken_at is 'When Google last had something else than before.';

comment on table idempotency_keys is
  'Tenant. Answers to writes that came with an Idempotency-Key, repeated when the same request comes again. Kept for two days.';
comment on column idempotency_keys.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column idempotency_keys.key is 'As the caller chose it.';
comment on column idempotency_keys.request_sha256 is 'Hex SHA-256 of everything that makes the request what it is: another request under the same key is refused.';
comment on column idempotency_keys.status is 'HTTP status of the answer; 0: the request took effect and its answer was lost in a crash.';
comment on column idempotency_keys.headers is 'Of the answer, as far as they are repeated.';
comment on column idempotency_keys.body is 'Of the answer.';
comment on column idempotency_keys.created_at is 'When the key was first used.';
