-- squawk-ignore ban-drop-table -- the way back takes out what the way up made; no program before it reads the tables
-- squawk-ignore ban-drop-column -- no program before it reads the columns

alter table publish_batches drop column acting_accounts;
alter table spend_stops drop column acting_accounts;
drop table member_accounts;
drop table invitation_accounts;
drop table api_key_accounts;
alter table members drop column limited;
alter table invitations drop column limited;
alter table api_keys drop column limited;
