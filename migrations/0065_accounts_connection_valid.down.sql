-- Validation cannot be taken back, so the constraint is made again as it was.
alter table accounts
  drop constraint accounts_connection_fkey,
  add constraint accounts_connection_fkey foreign key (workspace_id, connection_id, environment)
    references google_connections (workspace_id, id, environment) not valid;
