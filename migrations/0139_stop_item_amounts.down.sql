-- squawk-ignore ban-drop-column -- the way back takes out what the way up made; no program before it reads the column

alter table spend_stop_items drop column amounts;
