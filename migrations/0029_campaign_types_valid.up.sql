-- Validates what 0025 to 0027 added unvalidated.
-- Expand: each statement reads its table under a lock that lets readers and writers go on, in a transaction of its own.
-- transaction-per-statement

alter table campaigns validate constraint campaigns_total_budget_positive;
alter table campaigns validate constraint campaigns_one_budget;
alter table campaigns validate constraint campaigns_cpc_bid_ceiling_positive;
alter table campaigns validate constraint campaigns_impression_share_location_known;
alter table campaigns validate constraint campaigns_impression_share_range;
alter table campaigns validate constraint campaigns_merchant_id_positive;
alter table campaigns validate constraint campaigns_feed_label_length;
alter table campaigns validate constraint campaigns_feed_label_no_control;
alter table campaigns validate constraint campaigns_brand_business_name_length;
alter table campaigns validate constraint campaigns_brand_business_name_no_control;
alter table campaigns validate constraint campaigns_brand_colors_hex;
alter table campaigns validate constraint campaigns_brand_font_known;
alter table campaigns validate constraint campaigns_asset_automation_known;
alter table campaigns validate constraint campaigns_bidding_strategy_known;
alter table ad_groups validate constraint ad_groups_bids_positive;
alter table ads validate constraint ads_paths_length;
alter table ads validate constraint ads_paths_no_control;
alter table ads validate constraint ads_colors_hex;
alter table ads validate constraint ads_type_known;
alter table ads validate constraint ads_asset_automation_known;
alter table ad_texts validate constraint ad_texts_pin_fits;
alter table ad_texts validate constraint ad_texts_video_id;
alter table ad_texts validate constraint ad_texts_field_known;
alter table ad_assets validate constraint ad_assets_field_known;
alter table criteria validate constraint criteria_keyword_length;
alter table criteria validate constraint criteria_keyword_no_control;
alter table criteria validate constraint criteria_match_type_known;
alter table criteria validate constraint criteria_bid_positive;
alter table criteria validate constraint criteria_audience_positive;
alter table criteria validate constraint criteria_signal_not_negative;
alter table criteria validate constraint criteria_kind_known;
alter table criteria validate constraint criteria_one_target;
alter table criteria validate constraint criteria_position_range;
