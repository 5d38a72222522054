-- squawk-ignore ban-drop-column -- the way back
alter table publications drop column quota_waits;
