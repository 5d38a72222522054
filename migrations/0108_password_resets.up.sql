-- Links by which somebody who forgot their password chooses a new one, each once, within an hour.
-- Expand: one new table, which a program before this one does not know.

create table password_resets (
  user_id       uuid         not null,
  token_sha256  text         not null,
  created_at    timestamptz  not null default now(),
  expires_at    timestamptz  not null,
  constraint password_resets_pkey primary key (user_id),
  constraint password_resets_token_key unique (token_sha256),
  constraint password_resets_user_fkey foreign key (user_id) references users (id) on delete cascade,
  constraint password_resets_token_hashed check (token_sha256 ~ '^[0-9a-f]{64}$'),
  constraint password_resets_expires_later check (expires_at > created_at),
  constraint password_resets_lifetime check (expires_at <= created_at + interval '1 hour')
);

grant select, delete on password_resets to gacm_app;
grant insert (user_id, token_sha256, expires_at) on password_resets to gacm_app;

comment on table password_resets is 'Global. One-time links by which people who forgot their password choose a new one; the last one made for a person works.';
comment on column password_resets.user_id is 'Who chooses a new password by it.';
comment on column password_resets.token_sha256 is 'Hex SHA-256 of the token in the link.';
comment on column password_resets.created_at is 'When it was made.';
comment on column password_resets.expires_at is 'When it is too late, within an hour.';
