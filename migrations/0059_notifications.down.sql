-- squawk-ignore ban-drop-table -- the way back takes out what the way up made; no program before it reads the tables
drop table notification_preferences;
-- squawk-ignore ban-drop-table -- the way back
drop table notifications;
