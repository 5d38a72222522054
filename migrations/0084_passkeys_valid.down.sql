-- Validation cannot be taken back, so the constraints are made again as they were.
alter table sign_in_attempts
  drop constraint sign_in_attempts_kind_known,
  add constraint sign_in_attempts_kind_known
    check (kind in ('PROVIDER', 'SECOND_FACTOR', 'PASSKEY', 'PASSKEY_FACTOR', 'PASSKEY_SET_UP')) not valid,
  drop constraint sign_in_attempts_user_told,
  add constraint sign_in_attempts_user_told
    check ((user_id is not null) = (kind in ('SECOND_FACTOR', 'PASSKEY_FACTOR', 'PASSKEY_SET_UP'))) not valid,
  drop constraint sign_in_attempts_challenge_lifetime,
  add constraint sign_in_attempts_challenge_lifetime
    check (kind not in ('PASSKEY', 'PASSKEY_FACTOR', 'PASSKEY_SET_UP')
      or expires_at <= created_at + interval '5 minutes') not valid;
