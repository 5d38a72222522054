-- squawk-ignore ban-drop-table -- what up made; revisions keep what stood in them

drop table campaign_criteria;
drop table campaign_assets;
drop table ad_cards;
