-- Which connection an account is reached through. Expand: a nullable column; without one, the settings' credentials are used as before.
-- The foreign key is checked for new rows at once and for the others by the next migration, of which there are none with a value.

alter table accounts
  add column connection_id uuid,
  add constraint accounts_connection_fkey foreign key (workspace_id, connection_id, environment)
    references google_connections (workspace_id, id, environment) not valid;

grant insert (connection_id), update (connection_id, login_customer_id) on accounts to gacm_app;

comment on column accounts.connection_id is 'The connection that it is reached through; null: the credentials of the settings.';
