-- Validation cannot be taken back, so the constraint is made again as it was.
alter table passkeys
  drop constraint passkeys_made_for_length,
  add constraint passkeys_made_for_length check (char_length(made_for) between 1 and 253) not valid;
