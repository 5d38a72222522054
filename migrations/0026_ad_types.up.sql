-- Every type of ad, the bids of ad groups, and what a type of ad has that the others do not.
-- Expand: columns that are null, lists that grow. What an ad can be follows from its campaign's type; since both never
-- change, it is looked at once, when the ad is made: for all ads of a statement together.

alter table ad_groups
  add column cpc_bid_micros  bigint,
  add column cpm_bid_micros  bigint,
  add constraint ad_groups_bids_positive check (coalesce(cpc_bid_micros, 1) > 0 and coalesce(cpm_bid_micros, 1) > 0) not valid;
alter table ads
  add column path1         text,
  add column path2         text,
  add column main_color    text,
  add column accent_color  text,
  add constraint ads_paths_length check (coalesce(char_length(path1), 0) <= 100 and coalesce(char_length(path2), 0) <= 100) not valid,
  add constraint ads_paths_no_control check (coalesce(path1, '') || coalesce(path2, '') !~ '[\u0001-\u001f\u007f]') not valid,
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

create function ads_fit_campaign() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
declare
  wrong record;
begin
  select a.ad_type, c.campaign_type into wrong
    from inserted a
    join ad_groups g on g.workspace_id = a.workspace_id and g.id = a.ad_group_id
    join campaigns c on c.workspace_id = g.workspace_id and c.id = g.campaign_id
   where not case c.campaign_type
     when 'DEMAND_GEN' then starts_with(a.ad_type, 'DEMAND_GEN_')
     when 'SEARCH' then a.ad_type = 'RESPONSIVE_SEARCH'
     when 'DISPLAY' then a.ad_type = 'RESPONSIVE_DISPLAY'
     when 'PERFORMANCE_MAX' then a.ad_type = 'ASSET_GROUP'
   end
   limit 1;
  if found then
    raise exception 'A campaign of type % has no ads of type %.', wrong.campaign_type, wrong.ad_type
      using errcode = 'check_violation', table = 'ads', constraint = 'ads_type_fits_campaign';
  end if;
  return null;
end
$$;
create trigger ads_fit_campaign after insert on ads referencing new table as inserted
  for each statement execute function ads_fit_campaign();

grant insert (cpc_bid_micros, cpm_bid_micros), update (cpc_bid_micros, cpm_bid_micros) on ad_groups to gacm_app;
grant insert (path1, path2, main_color, accent_color), update (path1, path2, main_color, accent_color) on ads to gacm_app;

comment on function ads_fit_campaign() is 'Refuses an ad of a type that campaigns of its campaign''s type do not have.';
comment on table ad_groups is
  'Tenant. Ad groups in the order in which the team keeps them; in Performance Max they are asset groups.';
comment on column ad_groups.cpc_bid_micros is 'MANUAL_CPC: the most that a click may cost, in millionths of the currency unit; null: not decided.';
comment on column ad_groups.cpm_bid_micros is 'MANUAL_CPM: the most that a thousand impressions may cost, in millionths of the currency unit; null: not decided.';
comment on column ads.ad_type is 'Google''s type of ad; never changes. ASSET_GROUP: the content of the asset group that its ad group is.';
comment on column ads.path1 is 'First part of what is shown after the address; null: none.';
comment on column ads.path2 is 'Its second part; null: none.';
comment on column ads.main_color is 'Responsive display ads: as #rrggbb, together with the accent colour; null: Google chooses.';
comment on column ads.accent_color is 'As #rrggbb; null: Google chooses.';
