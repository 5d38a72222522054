-- squawk-ignore ban-drop-table -- the way back
drop table saved_views;
