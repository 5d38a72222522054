-- squawk-ignore ban-drop-table -- the way back
-- squawk-ignore ban-drop-column -- the way back takes out what the way up made; no program before it reads the column

drop table recovery_codes;
drop table totp_secrets;
alter table workspaces drop column second_factor_required;
