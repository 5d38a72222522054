-- squawk-ignore ban-drop-table -- the way back takes out what the way up made; no program before it reads the table

drop trigger campaigns_protected_status on campaigns;
drop trigger campaigns_protected_update on campaigns;
drop trigger campaigns_protected_delete on campaigns;
drop function publications_protected();
drop function campaigns_protected();
drop table campaign_protections;
drop function campaign_protections_begin();
