-- People sign in with an identity provider (OpenID Connect): who they are there, and sign-ins that are under way.
-- Expand: two new tables, and a column with a constant default. A program before this one writes users with a password,
-- which is what the default says; the hash of somebody without one is of a random secret, so it lets nobody in either.

alter table users add column has_password boolean not null default true;

create table identities (
  id            uuid         not null,
  user_id       uuid         not null,
  issuer        text         not null,
  subject       text         not null,
  email         text         not null,
  created_at    timestamptz  not null default now(),
  last_used_at  timestamptz  not null default now(),
  constraint identities_pkey primary key (id),
  -- An address that a provider gives to somebody else must not bring the old owner's account along.
  constraint identities_one_per_issuer_key unique (user_id, issuer),
  constraint identities_subject_key unique (issuer, subject),
  constraint identities_user_fkey foreign key (user_id) references users (id) on delete cascade,
  constraint identities_issuer_length check (char_length(issuer) between 8 and 500),
  constraint identities_subject_length check (char_length(subject) between 1 and 255),
  constraint identities_email_length check (char_length(email) between 3 and 254),
  constraint identities_no_control check ((issuer || subject || email) !~ '[\u0001-\u001f\u007f]')
);

create table sign_in_attempts (
  token_sha256  text         not null,
  kind          text         not null,
  user_id       uuid,
  created_at    timestamptz  not null default now(),
  expires_at    timestamptz  not null,
  constraint sign_in_attempts_pkey primary key (token_sha256),
  constraint sign_in_attempts_user_fkey foreign key (user_id) references users (id) on delete cascade,
  constraint sign_in_attempts_token_hashed check (token_sha256 ~ '^[0-9a-f]{64}$'),
  constraint sign_in_attempts_kind_known check (kind in ('PROVIDER', 'SECOND_FACTOR')),
  -- Who it is is known once a password was right, or where somebody is signed in already.
  constraint sign_in_attempts_user_told
    check ((user_id is not null) = (kind = 'SECOND_FACTOR')),
  constraint sign_in_attempts_expires_later check (expires_at > created_at),
  constraint sign_in_attempts_lifetime check (expires_at <= created_at + interval '10 minutes')
);
create index sign_in_attempts_expires_idx on sign_in_attempts (expires_at);
create index sign_in_attempts_user_idx on sign_in_attempts (user_id);

grant insert (has_password), update (has_password) on users to gacm_app;
grant select, delete on identities to gacm_app;
grant insert (id, user_id, issuer, subject, email), update (email, last_used_at) on identities to gacm_app;
grant select, delete on sign_in_attempts to gacm_app;
-- The right to write one column is the right to lock a row, which whoever removes old ones does.
grant insert (token_sha256, kind, user_id, expires_at), update (expires_at) on sign_in_attempts to gacm_app;

comment on column users.has_password is 'Whether they chose one; false: they sign in in another way, and password_hash is of a random secret that nobody has.';
comment on table identities is 'Global. Who somebody is at an identity provider; they sign in there instead of by a password.';
comment on column identities.id is 'UUIDv7, made by the program.';
comment on column identities.user_id is 'Whose it is; one for each provider.';
comment on column identities.issuer is 'The provider, as its tokens name it, such as https://accounts.google.com.';
comment on column identities.subject is 'The person, as the provider names them; unlike an address it never goes to somebody else.';
comment on column identities.email is 'Lower case, the address that the provider told last; for the eye alone.';
comment on column identities.created_at is 'When they first signed in this way.';
comment on column identities.last_used_at is 'When they last did.';
comment on table sign_in_attempts is 'Global. Sign-ins that were begun in a browser and wait for its answer, for ten minutes at most; an answer ends one.';
comment on column sign_in_attempts.token_sha256 is 'Hex SHA-256 of the token in the browser''s cookie. State, nonce, verifier and challenge are made of that token and kept nowhere.';
comment on column sign_in_attempts.kind is 'PROVIDER: sent to the identity provider; SECOND_FACTOR: asked for a code.';
comment on column sign_in_attempts.user_id is 'Who it is, where that is known: whose password was right, or who is signed in; null before.';
comment on column sign_in_attempts.created_at is 'When it was begun.';
comment on column sign_in_attempts.expires_at is 'When it is too late.';
