-- A passkey tells for which name it was made: one of another name signs nobody in.
-- Expand: a column that a program before this one leaves empty.

alter table passkeys
  add column made_for text,
  add constraint passkeys_made_for_length check (char_length(made_for) between 1 and 253) not valid;

grant insert (made_for), update (made_for) on passkeys to gacm_app;

comment on column passkeys.made_for is 'The name of the server that it was made for, noted again with each sign-in; null: not known yet.';
