-- squawk-ignore ban-drop-table -- the way back takes out what the way up made

drop trigger campaigns_count_insert on campaigns;
drop trigger campaigns_count_update on campaigns;
drop trigger campaigns_count_delete on campaigns;
drop function campaign_counts_add();
drop table campaign_counts;
