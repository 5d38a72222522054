drop trigger campaigns_count_insert on campaigns;
drop trigger campaigns_count_update on campaigns;
drop trigger campaigns_count_delete on campaigns;
drop function campaign_counts_add();
drop table campaign_counts;
