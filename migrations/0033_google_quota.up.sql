-- The meter of Google's daily operations: what was used, what is promised to publications under way, and until when Google
-- itself wants nothing more. Google counts by Cloud project; an installation has one for each environment.
-- Expand: new tables.

create table google_quotas (
  environment     text         not null,
  blocked_until   timestamptz,
  blocked_reason  text,
  constraint google_quotas_pkey primary key (environment),
  constraint google_quotas_environment_known check (environment in ('GOOGLE', 'EMULATOR')),
  constraint google_quotas_blocked_has_reason check ((blocked_until is null) = (blocked_reason is null)),
  constraint google_quotas_blocked_reason_length check (char_length(blocked_reason) between 1 and 1000)
);
insert into google_quotas (environment) values ('GOOGLE'), ('EMULATOR');

create table google_quota_uses (
  environment  text         not null,
  starts_at    timestamptz  not null,
  operations   bigint       not null,
  constraint google_quota_uses_pkey primary key (environment, starts_at),
  constraint google_quota_uses_environment_fkey foreign key (environment) references google_quotas (environment),
  constraint google_quota_uses_operations_not_negative check (operations >= 0),
  constraint google_quota_uses_starts_on_five_minutes check (extract(epoch from starts_at) % 300 = 0)
);

create table google_quota_holds (
  environment     text    not null,
  publication_id  uuid    not null,
  operations      bigint  not null,
  constraint google_quota_holds_pkey primary key (environment, publication_id),
  constraint google_quota_holds_environment_fkey foreign key (environment) references google_quotas (environment),
  constraint google_quota_holds_operations_not_negative check (operations >= 0)
);

grant select on google_quotas, google_quota_uses, google_quota_holds to gacm_app, gacm_readonly;
grant update (blocked_until, blocked_reason) on google_quotas to gacm_app;
grant insert, update (operations), delete on google_quota_uses, google_quota_holds to gacm_app;

comment on table google_quotas is
  'Global. One row for each environment: locked by whoever takes operations, so that no two count at once.';
comment on column google_quotas.environment is 'GOOGLE or EMULATOR: each has a Cloud project of its own.';
comment on column google_quotas.blocked_until is 'Google said that the day''s operations are used up: nothing is sent before. Null: nothing was said. Database clock only.';
comment on column google_quotas.blocked_reason is 'In Google''s words; null: it is not blocked.';
comment on table google_quota_uses is
  'Global. Operations that were sent, by five minutes: the last 24 hours of them are what Google counts.';
comment on column google_quota_uses.environment is 'Whose project.';
comment on column google_quota_uses.starts_at is 'Where the five minutes begin. They count until their end is 24 hours old. Database clock only.';
comment on column google_quota_uses.operations is 'Written before the bytes leave: each search is 1, a mutate its number of operations.';
comment on table google_quota_holds is
  'Global. Operations that are kept for publications under way, so that each can be finished, looked up and read back.';
comment on column google_quota_holds.environment is 'Whose project.';
comment on column google_quota_holds.publication_id is 'The publication that they are kept for.';
comment on column google_quota_holds.operations is 'What is left of them; what is sent moves to google_quota_uses.';
