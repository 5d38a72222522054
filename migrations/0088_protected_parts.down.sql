-- Back: the triggers of parts.

drop trigger ads_protected_update on ads;
drop trigger ad_groups_protected_update on ad_groups;
drop function parts_protected();
drop trigger ad_groups_protected_insert on ad_groups;
drop trigger ad_groups_protected_delete on ad_groups;
drop trigger campaign_criteria_protected_insert on campaign_criteria;
drop trigger campaign_criteria_protected_delete on campaign_criteria;
drop trigger campaign_assets_protected_insert on campaign_assets;
drop trigger campaign_assets_protected_delete on campaign_assets;
drop trigger ads_protected_insert on ads;
drop trigger ads_protected_delete on ads;
drop trigger criteria_protected_insert on criteria;
drop trigger criteria_protected_delete on criteria;
drop trigger ad_texts_protected_insert on ad_texts;
drop trigger ad_texts_protected_delete on ad_texts;
drop trigger ad_assets_protected_insert on ad_assets;
drop trigger ad_assets_protected_delete on ad_assets;
drop trigger ad_cards_protected_insert on ad_cards;
drop trigger ad_cards_protected_delete on ad_cards;
drop function ad_parts_protected();
drop function ad_group_parts_protected();
drop function campaign_parts_protected();
