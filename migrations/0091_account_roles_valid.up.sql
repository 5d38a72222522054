-- Expand: reads rows of which none can break these checks, and keeps nobody from writing.

alter table members validate constraint members_admin_unlimited;
alter table invitations validate constraint invitations_admin_unlimited;
alter table api_keys validate constraint api_keys_admin_unlimited;
alter table publish_batches validate constraint publish_batches_acting_accounts_object;
alter table spend_stops validate constraint spend_stops_acting_accounts_object;
