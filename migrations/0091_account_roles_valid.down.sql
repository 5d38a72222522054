-- Validation cannot be taken back, so the constraints are made again as they were.
alter table members
  drop constraint members_admin_unlimited,
  add constraint members_admin_unlimited check (not (limited and role = 'admin')) not valid;
alter table invitations
  drop constraint invitations_admin_unlimited,
  add constraint invitations_admin_unlimited check (not (limited and role = 'admin')) not valid;
alter table api_keys
  drop constraint api_keys_admin_unlimited,
  add constraint api_keys_admin_unlimited check (not (limited and role = 'admin')) not valid;
alter table publish_batches
  drop constraint publish_batches_acting_accounts_object,
  add constraint publish_batches_acting_accounts_object check (jsonb_typeof(acting_accounts) = 'object') not valid;
alter table spend_stops
  drop constraint spend_stops_acting_accounts_object,
  add constraint spend_stops_acting_accounts_object check (jsonb_typeof(acting_accounts) = 'object') not valid;
