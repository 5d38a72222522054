-- A second factor: a code that an app shows, with recovery codes for the day on which the telephone is lost; and workspaces that ask for one.
-- Expand: two new tables, and a column with a constant default. A program before this one does not ask for the code.

alter table workspaces add column second_factor_required boolean not null default false;

create table totp_secrets (
  user_id       uuid         not null,
  sealed        text         not null,
  created_at    timestamptz  not null default now(),
  confirmed_at  timestamptz,
  last_step     bigint,
  constraint totp_secrets_pkey primary key (user_id),
  constraint totp_secrets_user_fkey foreign key (user_id) references users (id) on delete cascade,
  constraint totp_secrets_sealed_shape check (sealed ~ '^v1\.[0-9a-f]{8}\.[A-Za-z0-9_-]{40,255}$'),
  -- It counts from the code that confirmed it, which does not work twice either.
  constraint totp_secrets_step_confirmed check ((last_step is null) = (confirmed_at is null))
);

create table recovery_codes (
  user_id      uuid         not null,
  code_sha256  text         not null,
  created_at   timestamptz  not null default now(),
  used_at      timestamptz,
  constraint recovery_codes_pkey primary key (user_id, code_sha256),
  constraint recovery_codes_user_fkey foreign key (user_id) references users (id) on delete cascade,
  constraint recovery_codes_code_hashed check (code_sha256 ~ '^[0-9a-f]{64}$')
);

grant update (second_factor_required) on workspaces to gacm_app;
grant select, delete on totp_secrets to gacm_app;
grant insert (user_id, sealed), update (sealed, created_at, confirmed_at, last_step) on totp_secrets to gacm_app;
grant select, delete on recovery_codes to gacm_app;
grant insert (user_id, code_sha256), update (used_at) on recovery_codes to gacm_app;

comment on column workspaces.second_factor_required is 'Whether people without a second factor can do nothing here but set one up.';
comment on table totp_secrets is 'Global. What the apps of people make their codes of (RFC 6238: six digits, every 30 seconds).';
comment on column totp_secrets.user_id is 'Whose it is; one for each.';
comment on column totp_secrets.sealed is 'The secret, sealed with the key ring of GACM_SECRET_KEY for this row alone.';
comment on column totp_secrets.created_at is 'When it was made.';
comment on column totp_secrets.confirmed_at is 'When a first code showed that the app has it; null: not yet, so it is asked for by nobody.';
comment on column totp_secrets.last_step is 'The 30 seconds (counted from 1970) of the last code that was taken: that one and those before work no more.';
comment on table recovery_codes is 'Global. Codes that stand in for a lost second factor, each once.';
comment on column recovery_codes.user_id is 'Whose it is; ten are made at a time.';
comment on column recovery_codes.code_sha256 is 'Hex SHA-256 of the code, which has 80 random bits.';
comment on column recovery_codes.created_at is 'When it was made.';
comment on column recovery_codes.used_at is 'When somebody signed in by it; null: it still works.';
