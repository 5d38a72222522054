-- squawk-ignore ban-drop-table -- the way back

drop table password_resets;
