-- Reads each table under a lock that lets readers and writers go on.
alter table campaigns validate constraint campaigns_bidding_strategy_known;
alter table ads validate constraint ads_type_known;
alter table ads validate constraint ads_asset_automation_known;
alter table ad_texts validate constraint ad_texts_field_known;
alter table ad_assets validate constraint ad_assets_field_known;
alter table criteria validate constraint criteria_kind_known;
alter table criteria validate constraint criteria_one_target;
alter table criteria validate constraint criteria_position_range;
