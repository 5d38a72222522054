-- squawk-ignore ban-drop-table -- the way back
drop table google_consents;
-- squawk-ignore ban-drop-table -- the way back
drop table google_connections;
