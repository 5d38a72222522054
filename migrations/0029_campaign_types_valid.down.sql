-- Validation cannot be taken back, so the constraints are made again as they were.
alter table campaigns
  drop constraint campaigns_total_budget_positive,
  add constraint campaigns_total_budget_positive check (total_budget_micros > 0) not valid,
  drop constraint campaigns_one_budget,
  add constraint campaigns_one_budget check (daily_budget_micros is null or total_budget_micros is null) not valid,
  drop constraint campaigns_cpc_bid_ceiling_positive,
  add constraint campaigns_cpc_bid_ceiling_positive check (cpc_bid_ceiling_micros > 0) not valid,
  drop constraint campaigns_impression_share_location_known,
  add constraint campaigns_impression_share_location_known check (
    impression_share_location in ('ANYWHERE_ON_PAGE', 'TOP_OF_PAGE', 'ABSOLUTE_TOP_OF_PAGE')) not valid,
  drop constraint campaigns_impression_share_range,
  add constraint campaigns_impression_share_range check (impression_share_fraction between 0.0001 and 1) not valid,
  drop constraint campaigns_merchant_id_positive,
  add constraint campaigns_merchant_id_positive check (merchant_id > 0) not valid,
  drop constraint campaigns_feed_label_length,
  add constraint campaigns_feed_label_length check (char_length(feed_label) <= 20) not valid,
  drop constraint campaigns_feed_label_no_control,
  add constraint campaigns_feed_label_no_control check (feed_label !~ '[\u0001-\u001f\u007f]') not valid,
  drop constraint campaigns_brand_business_name_length,
  add constraint campaigns_brand_business_name_length check (char_length(brand_business_name) <= 500) not valid,
  drop constraint campaigns_brand_business_name_no_control,
  add constraint campaigns_brand_business_name_no_control check (brand_business_name !~ '[\u0001-\u001f\u007f]') not valid,
  drop constraint campaigns_brand_colors_hex,
  add constraint campaigns_brand_colors_hex check (
    coalesce(brand_main_color, '#000000') ~ '^#[0-9a-fA-F]{6}$'
    and coalesce(brand_accent_color, '#000000') ~ '^#[0-9a-fA-F]{6}$') not valid,
  drop constraint campaigns_brand_font_known,
  add constraint campaigns_brand_font_known check (brand_font_family in (
    'Open Sans', 'Roboto', 'Montserrat', 'Poppins', 'Lato', 'Oswald', 'Playfair Display', 'Roboto Slab')) not valid,
  drop constraint campaigns_asset_automation_known,
  add constraint campaigns_asset_automation_known check (asset_automation_opt_outs <@ array[
    'TEXT_ASSET_AUTOMATION', 'FINAL_URL_EXPANSION_TEXT_ASSET_AUTOMATION', 'GENERATE_ENHANCED_YOUTUBE_VIDEOS',
    'GENERATE_IMAGE_ENHANCEMENT'] and cardinality(asset_automation_opt_outs) <= 4) not valid,
  drop constraint campaigns_bidding_strategy_known,
  add constraint campaigns_bidding_strategy_known check (bidding_strategy in (
    'MAXIMIZE_CONVERSIONS', 'MAXIMIZE_CONVERSION_VALUE', 'TARGET_CPA', 'TARGET_ROAS', 'TARGET_SPEND', 'TARGET_CPC',
    'TARGET_IMPRESSION_SHARE', 'MANUAL_CPC', 'MANUAL_CPM')) not valid;
alter table ad_groups
  drop constraint ad_groups_bids_positive,
  add constraint ad_groups_bids_positive check (coalesce(cpc_bid_micros, 1) > 0 and coalesce(cpm_bid_micros, 1) > 0) not valid;
alter table ads
  drop constraint ads_paths_length,
  add constraint ads_paths_length check (coalesce(char_length(path1), 0) <= 100 and coalesce(char_length(path2), 0) <= 100) not valid,
  drop constraint ads_paths_no_control,
  add constraint ads_paths_no_control check (coalesce(path1, '') || coalesce(path2, '') !~ '[\u0001-\u001f\u007f]') not valid,
  drop constraint ads_colors_hex,
  add constraint ads_colors_hex check (
    coalesce(main_color, '#000000') ~ '^#[0-9a-fA-F]{6}$' and coalesce(accent_color, '#000000') ~ '^#[0-9a-fA-F]{6}$') not valid,
  drop constraint ads_type_known,
  add constraint ads_type_known check (ad_type in (
    'DEMAND_GEN_MULTI_ASSET', 'DEMAND_GEN_CAROUSEL', 'DEMAND_GEN_VIDEO_RESPONSIVE', 'DEMAND_GEN_PRODUCT',
    'RESPONSIVE_SEARCH', 'RESPONSIVE_DISPLAY', 'ASSET_GROUP')) not valid,
  drop constraint ads_asset_automation_known,
  add constraint ads_asset_automation_known check (asset_automation_opt_outs <@ array[
    'GENERATE_DESIGN_VERSIONS_FOR_IMAGES', 'GENERATE_VIDEOS_FROM_OTHER_ASSETS',
    'GENERATE_ANIMATED_IMAGES_FROM_OTHER_ASSETS', 'GENERATE_VERTICAL_YOUTUBE_VIDEOS',
    'GENERATE_SHORTER_YOUTUBE_VIDEOS', 'GENERATE_LANDING_PAGE_PREVIEW', 'GENERATE_LANDING_PAGE_TEXT']
    and cardinality(asset_automation_opt_outs) <= 7) not valid;
alter table ad_texts
  drop constraint ad_texts_pin_fits,
  add constraint ad_texts_pin_fits check (
    pinned_field is null
    or (field = 'HEADLINE' and pinned_field in ('HEADLINE_1', 'HEADLINE_2', 'HEADLINE_3'))
    or (field = 'DESCRIPTION' and pinned_field in ('DESCRIPTION_1', 'DESCRIPTION_2'))) not valid,
  drop constraint ad_texts_video_id,
  add constraint ad_texts_video_id check (field <> 'YOUTUBE_VIDEO' or text ~ '^[A-Za-z0-9_-]{11}$') not valid,
  drop constraint ad_texts_field_known,
  add constraint ad_texts_field_known check (
    field in ('HEADLINE', 'LONG_HEADLINE', 'DESCRIPTION', 'YOUTUBE_VIDEO')) not valid;
alter table ad_assets
  drop constraint ad_assets_field_known,
  add constraint ad_assets_field_known check (field in (
    'MARKETING_IMAGE', 'SQUARE_MARKETING_IMAGE', 'PORTRAIT_MARKETING_IMAGE', 'TALL_PORTRAIT_MARKETING_IMAGE', 'LOGO',
    'LANDSCAPE_LOGO')) not valid;
alter table criteria
  drop constraint criteria_keyword_length,
  add constraint criteria_keyword_length check (char_length(keyword_text) between 1 and 200) not valid,
  drop constraint criteria_keyword_no_control,
  add constraint criteria_keyword_no_control check (keyword_text !~ '[\u0001-\u001f\u007f]') not valid,
  drop constraint criteria_match_type_known,
  add constraint criteria_match_type_known check (match_type in ('EXACT', 'PHRASE', 'BROAD')) not valid,
  drop constraint criteria_bid_positive,
  add constraint criteria_bid_positive check (cpc_bid_micros > 0) not valid,
  drop constraint criteria_audience_positive,
  add constraint criteria_audience_positive check (audience_id > 0) not valid,
  drop constraint criteria_signal_not_negative,
  add constraint criteria_signal_not_negative check (kind not in ('AUDIENCE', 'SEARCH_THEME') or not negative) not valid,
  drop constraint criteria_kind_known,
  add constraint criteria_kind_known check (
    kind in ('LOCATION', 'LANGUAGE', 'KEYWORD', 'AUDIENCE', 'SEARCH_THEME')) not valid,
  drop constraint criteria_one_target,
  add constraint criteria_one_target check (
    (kind = 'LOCATION') = (geo_target_id is not null)
    and (kind = 'LANGUAGE') = (language_id is not null)
    and (kind in ('KEYWORD', 'SEARCH_THEME')) = (keyword_text is not null)
    and (kind = 'KEYWORD') = (match_type is not null)
    and (kind = 'AUDIENCE') = (audience_id is not null)
    and (kind = 'KEYWORD' or cpc_bid_micros is null)) not valid,
  drop constraint criteria_position_range,
  add constraint criteria_position_range check (position between 0 and 1999) not valid;
