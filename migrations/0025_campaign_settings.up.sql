-- What campaigns of Search, Performance Max and Display need besides: another kind of budget, more ways to bid, networks,
-- products, and the brand that all of a campaign's ads share.
-- Expand: columns that are null or have a constant default, so no row is written and programs that do not know them go on.
-- The list of bidding strategies is made again with three more; 0029 validates it and the others.

alter table campaigns
  add column total_budget_micros        bigint,
  add column cpc_bid_ceiling_micros     bigint,
  add column impression_share_location  text,
  add column impression_share_fraction  numeric(5, 4),
  add column target_search_network      boolean not null default true,
  add column target_content_network     boolean not null default false,
  add column merchant_id                bigint,
  add column feed_label                 text,
  add column brand_guidelines           boolean not null default true,
  add column brand_business_name        text,
  add column brand_main_color           text,
  add column brand_accent_color         text,
  add column brand_font_family          text,
  add column asset_automation_opt_outs  text[] not null default '{}',
  add constraint campaigns_total_budget_positive check (total_budget_micros > 0) not valid,
  add constraint campaigns_one_budget check (daily_budget_micros is null or total_budget_micros is null) not valid,
  add constraint campaigns_cpc_bid_ceiling_positive check (cpc_bid_ceiling_micros > 0) not valid,
  add constraint campaigns_impression_share_location_known check (
    impression_share_location in ('ANYWHERE_ON_PAGE', 'TOP_OF_PAGE', 'ABSOLUTE_TOP_OF_PAGE')) not valid,
  add constraint campaigns_impression_share_range check (impression_share_fraction between 0.0001 and 1) not valid,
  add constraint campaigns_merchant_id_positive check (merchant_id > 0) not valid,
  add constraint campaigns_feed_label_length check (char_length(feed_label) <= 20) not valid,
  add constraint campaigns_feed_label_no_control check (feed_label !~ '[\u0001-\u001f\u007f]') not valid,
  add constraint campaigns_brand_business_name_length check (char_length(brand_business_name) <= 500) not valid,
  add constraint campaigns_brand_business_name_no_control check (brand_business_name !~ '[\u0001-\u001f\u007f]') not valid,
  add constraint campaigns_brand_colors_hex check (
    coalesce(brand_main_color, '#000000') ~ '^#[0-9a-fA-F]{6}$'
    and coalesce(brand_accent_color, '#000000') ~ '^#[0-9a-fA-F]{6}$') not valid,
  add constraint campaigns_brand_font_known check (brand_font_family in (
    'Open Sans', 'Roboto', 'Montserrat', 'Poppins', 'Lato', 'Oswald', 'Playfair Display', 'Roboto Slab')) not valid,
  add constraint campaigns_asset_automation_known check (asset_automation_opt_outs <@ array[
    'TEXT_ASSET_AUTOMATION', 'FINAL_URL_EXPANSION_TEXT_ASSET_AUTOMATION', 'GENERATE_ENHANCED_YOUTUBE_VIDEOS',
    'GENERATE_IMAGE_ENHANCEMENT'] and cardinality(asset_automation_opt_outs) <= 4) not valid,
  drop constraint campaigns_bidding_strategy_known,
  add constraint campaigns_bidding_strategy_known check (bidding_strategy in (
    'MAXIMIZE_CONVERSIONS', 'MAXIMIZE_CONVERSION_VALUE', 'TARGET_CPA', 'TARGET_ROAS', 'TARGET_SPEND', 'TARGET_CPC',
    'TARGET_IMPRESSION_SHARE', 'MANUAL_CPC', 'MANUAL_CPM')) not valid;

grant insert (total_budget_micros, cpc_bid_ceiling_micros, impression_share_location, impression_share_fraction,
    target_search_network, target_content_network, merchant_id, feed_label, brand_guidelines, brand_business_name,
    brand_main_color, brand_accent_color, brand_font_family, asset_automation_opt_outs),
  update (total_budget_micros, cpc_bid_ceiling_micros, impression_share_location, impression_share_fraction,
    target_search_network, target_content_network, merchant_id, feed_label, brand_guidelines, brand_business_name,
    brand_main_color, brand_accent_color, brand_font_family, asset_automation_opt_outs) on campaigns to gacm_app;

comment on column campaigns.total_budget_micros is 'For the whole run, in millionths of the account''s currency unit, instead of a daily budget; null: none. Google wants an end then.';
comment on column campaigns.cpc_bid_ceiling_micros is 'The most that a click may cost, in millionths of the currency unit; null: none.';
comment on column campaigns.impression_share_location is 'Where on the page TARGET_IMPRESSION_SHARE aims; null: not decided.';
comment on column campaigns.impression_share_fraction is 'How often TARGET_IMPRESSION_SHARE aims to be there: 0.65 is 65 %; null: not decided.';
comment on column campaigns.target_search_network is 'Search campaigns: whether search partners show the ads too.';
comment on column campaigns.target_content_network is 'Search campaigns: whether the Display Network shows the ads too.';
comment on column campaigns.merchant_id is 'Merchant Center account whose products are shown; null: none.';
comment on column campaigns.feed_label is 'Which feed of the Merchant Center account; null: all.';
comment on column campaigns.brand_guidelines is 'Performance Max: whether name and logos belong to the campaign; Google never lets it change.';
comment on column campaigns.brand_business_name is 'The name that all asset groups show; null: not decided.';
comment on column campaigns.brand_main_color is 'As #rrggbb, together with the accent colour; null: Google chooses.';
comment on column campaigns.brand_accent_color is 'As #rrggbb; null: Google chooses.';
comment on column campaigns.brand_font_family is 'One of Google''s fonts; null: Google chooses.';
comment on column campaigns.asset_automation_opt_outs is 'What Google may not make by itself in this campaign.';
