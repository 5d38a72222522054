-- squawk-ignore ban-drop-column -- the way back
alter table revisions drop column edit_id;
