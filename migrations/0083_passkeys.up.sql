-- Passkeys (WebAuthn): people sign in by a key that their device keeps, and sign-ins by one that are under way.
-- Expand: one new table, and more words in a column. A program before this one neither writes nor reads them; while it runs beside
-- this one, it lets somebody in by the password alone whose second factor is a passkey.
-- squawk-ignore prefer-bigint-over-smallint -- a slot is 1 to 20

create table passkeys (
  id                  uuid         not null,
  user_id             uuid         not null,
  slot                smallint     not null,
  name                text         not null,
  credential_id       bytea        not null,
  public_key          bytea        not null,
  sign_count          bigint       not null,
  transports          text[]       not null,
  created_at          timestamptz  not null default now(),
  last_used_at        timestamptz,
  counter_refused_at  timestamptz,
  constraint passkeys_pkey primary key (id),
  constraint passkeys_credential_key unique (credential_id),
  -- Twenty for each person, without counting.
  constraint passkeys_slot_key unique (user_id, slot),
  constraint passkeys_slot_range check (slot between 1 and 20),
  constraint passkeys_user_fkey foreign key (user_id) references users (id) on delete cascade,
  constraint passkeys_name_length check (char_length(name) between 1 and 60),
  constraint passkeys_name_no_control check (name !~ '[\u0001-\u001f\u007f]'),
  constraint passkeys_credential_length check (octet_length(credential_id) between 16 and 1023),
  constraint passkeys_public_key_length check (octet_length(public_key) between 32 and 2048),
  constraint passkeys_sign_count_range check (sign_count between 0 and 4294967295),
  constraint passkeys_transports_known
    check (transports <@ array['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'])
);

alter table sign_in_attempts
  drop constraint sign_in_attempts_kind_known,
  add constraint sign_in_attempts_kind_known
    check (kind in ('PROVIDER', 'SECOND_FACTOR', 'PASSKEY', 'PASSKEY_FACTOR', 'PASSKEY_SET_UP')) not valid,
  drop constraint sign_in_attempts_user_told,
  add constraint sign_in_attempts_user_told
    check ((user_id is not null) = (kind in ('SECOND_FACTOR', 'PASSKEY_FACTOR', 'PASSKEY_SET_UP'))) not valid,
  add constraint sign_in_attempts_challenge_lifetime
    check (kind not in ('PASSKEY', 'PASSKEY_FACTOR', 'PASSKEY_SET_UP')
      or expires_at <= created_at + interval '5 minutes') not valid;

grant select, delete on passkeys to gacm_app;
grant insert (id, user_id, slot, name, credential_id, public_key, sign_count, transports),
  update (name, sign_count, last_used_at, counter_refused_at) on passkeys to gacm_app;

comment on table passkeys is 'Global. Keys that people''s devices keep (WebAuthn): they sign in by one, and it is their second factor too.';
comment on column passkeys.id is 'UUIDv7, made by the program.';
comment on column passkeys.user_id is 'Whose it is.';
comment on column passkeys.slot is 'Which of the twenty that one person may have.';
comment on column passkeys.name is 'As its owner calls it.';
comment on column passkeys.credential_id is 'As the device calls it; told by it on each sign-in.';
comment on column passkeys.public_key is 'What its signatures are checked by, as COSE. The private half never leaves the device.';
comment on column passkeys.sign_count is 'How often the device has signed, as it said last; 0: it does not count.';
comment on column passkeys.transports is 'How browsers reach the device, such as internal, usb or hybrid.';
comment on column passkeys.created_at is 'When it was added.';
comment on column passkeys.last_used_at is 'When somebody last signed in by it; null: nobody has yet.';
comment on column passkeys.counter_refused_at is 'When it was last refused because its count did not go up, as that of a copy would not; null: never.';
comment on table sign_in_attempts is 'Global. Sign-ins, and passkeys to be added, that were begun in a browser and wait for its answer, for ten minutes at most (five where a passkey answers); an answer ends one.';
comment on column sign_in_attempts.kind is 'PROVIDER: sent to the identity provider; SECOND_FACTOR: asked for a code or a passkey; PASSKEY: asked for a passkey, whosever; PASSKEY_FACTOR: asked for one after a password; PASSKEY_SET_UP: about to add one.';
