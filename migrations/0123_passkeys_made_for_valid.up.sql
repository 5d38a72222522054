-- The names that passkeys were made for keep to their rule in every row.
-- Expand: reads the table once, under a lock that lets reads and writes go on.

alter table passkeys validate constraint passkeys_made_for_length;
