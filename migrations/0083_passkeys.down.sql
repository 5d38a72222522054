-- squawk-ignore ban-drop-table -- the way back
-- squawk-ignore constraint-missing-not-valid -- the table holds minutes of sign-ins

delete from sign_in_attempts where kind in ('PASSKEY', 'PASSKEY_FACTOR', 'PASSKEY_SET_UP');
alter table sign_in_attempts
  drop constraint sign_in_attempts_challenge_lifetime,
  drop constraint sign_in_attempts_kind_known,
  add constraint sign_in_attempts_kind_known check (kind in ('PROVIDER', 'SECOND_FACTOR')),
  drop constraint sign_in_attempts_user_told,
  add constraint sign_in_attempts_user_told
    check ((user_id is not null) = (kind = 'SECOND_FACTOR'));
comment on table sign_in_attempts is 'Global. Sign-ins that were begun in a browser and wait for its answer, for ten minutes at most; an answer ends one.';
comment on column sign_in_attempts.kind is 'PROVIDER: sent to the identity provider; SECOND_FACTOR: asked for a code.';
drop table passkeys;
