-- Lists of known words that are about to grow are held for new rows only from here on.
-- Expand: nothing is refused or allowed that was not before. It is for the way back: what 0025 to 0027 put in the place of these
-- checks is taken out again under a strong lock that must not read a table, and this file's way down reads the tables under a
-- weak one. A row that only the newer program can hold stops it there, and stays.
-- transaction-per-statement

alter table campaigns
  drop constraint campaigns_bidding_strategy_known,
  add constraint campaigns_bidding_strategy_known check (bidding_strategy in (
    'MAXIMIZE_CONVERSIONS', 'MAXIMIZE_CONVERSION_VALUE', 'TARGET_CPA', 'TARGET_ROAS', 'TARGET_SPEND', 'TARGET_CPC')) not valid;
alter table ads
  drop constraint ads_type_known,
  add constraint ads_type_known check (ad_type in ('DEMAND_GEN_MULTI_ASSET')) not valid,
  drop constraint ads_asset_automation_known,
  add constraint ads_asset_automation_known check (asset_automation_opt_outs <@ array[
    'GENERATE_DESIGN_VERSIONS_FOR_IMAGES', 'GENERATE_VIDEOS_FROM_OTHER_ASSETS',
    'GENERATE_ANIMATED_IMAGES_FROM_OTHER_ASSETS']
    and cardinality(asset_automation_opt_outs) <= 3) not valid;
alter table ad_texts
  drop constraint ad_texts_field_known,
  add constraint ad_texts_field_known check (field in ('HEADLINE', 'DESCRIPTION')) not valid;
alter table ad_assets
  drop constraint ad_assets_field_known,
  add constraint ad_assets_field_known check (field in (
    'MARKETING_IMAGE', 'SQUARE_MARKETING_IMAGE', 'PORTRAIT_MARKETING_IMAGE', 'TALL_PORTRAIT_MARKETING_IMAGE', 'LOGO')) not valid;
alter table criteria
  drop constraint criteria_kind_known,
  add constraint criteria_kind_known check (kind in ('LOCATION', 'LANGUAGE')) not valid,
  drop constraint criteria_one_target,
  add constraint criteria_one_target check (
    (kind = 'LOCATION') = (geo_target_id is not null) and (kind = 'LANGUAGE') = (language_id is not null)) not valid,
  drop constraint criteria_position_range,
  add constraint criteria_position_range check (position between 0 and 999) not valid;
