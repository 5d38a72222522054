-- squawk-ignore ban-drop-table -- the way back
drop table campaign_edits;
