-- What a protected campaign consists of stays as it is too: its ad groups, ads, texts, images, cards and targets.
-- Expand: triggers that refuse only what is protected, which nothing is yet. Each is made by itself, so that no lock on one table waits
-- for another; making one stops the writers of its table for a moment.
-- transaction-per-statement

-- Looked at statement by statement: an import writes the texts of a thousand ads in one.
create function campaign_parts_protected() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
begin
  if exists (select from campaign_protections)
     and exists (
       select from (select distinct workspace_id, campaign_id from changed) d
         join campaign_protections p on p.workspace_id = d.workspace_id and p.campaign_id = d.campaign_id) then
    raise exception 'The campaign is protected.'
      using errcode = 'check_violation', table = 'campaign_protections', constraint = 'campaign_protections_hold';
  end if;
  return null;
end
$$;
create function ad_group_parts_protected() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
begin
  if exists (select from campaign_protections)
     and exists (
       select from (select distinct workspace_id, ad_group_id from changed) d
         join ad_groups g on g.workspace_id = d.workspace_id and g.id = d.ad_group_id
         join campaign_protections p on p.workspace_id = g.workspace_id and p.campaign_id = g.campaign_id) then
    raise exception 'The campaign is protected.'
      using errcode = 'check_violation', table = 'campaign_protections', constraint = 'campaign_protections_hold';
  end if;
  return null;
end
$$;
create function ad_parts_protected() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
begin
  if exists (select from campaign_protections)
     and exists (
       select from (select distinct workspace_id, ad_id from changed) d
         join ads a on a.workspace_id = d.workspace_id and a.id = d.ad_id
         join ad_groups g on g.workspace_id = a.workspace_id and g.id = a.ad_group_id
         join campaign_protections p on p.workspace_id = g.workspace_id and p.campaign_id = g.campaign_id) then
    raise exception 'The campaign is protected.'
      using errcode = 'check_violation', table = 'campaign_protections', constraint = 'campaign_protections_hold';
  end if;
  return null;
end
$$;
comment on function campaign_parts_protected() is 'Refuses to add parts to a campaign that is protected, or to take them away.';
comment on function ad_group_parts_protected() is 'Refuses to add to, or take from, an ad group of a campaign that is protected.';
comment on function ad_parts_protected() is 'Refuses to add to, or take from, an ad of a campaign that is protected.';
create trigger ad_groups_protected_insert after insert on ad_groups referencing new table as changed
  for each statement execute function campaign_parts_protected();
create trigger ad_groups_protected_delete after delete on ad_groups referencing old table as changed
  for each statement execute function campaign_parts_protected();
create trigger campaign_criteria_protected_insert after insert on campaign_criteria referencing new table as changed
  for each statement execute function campaign_parts_protected();
create trigger campaign_criteria_protected_delete after delete on campaign_criteria referencing old table as changed
  for each statement execute function campaign_parts_protected();
create trigger campaign_assets_protected_insert after insert on campaign_assets referencing new table as changed
  for each statement execute function campaign_parts_protected();
create trigger campaign_assets_protected_delete after delete on campaign_assets referencing old table as changed
  for each statement execute function campaign_parts_protected();
create trigger ads_protected_insert after insert on ads referencing new table as changed
  for each statement execute function ad_group_parts_protected();
create trigger ads_protected_delete after delete on ads referencing old table as changed
  for each statement execute function ad_group_parts_protected();
create trigger criteria_protected_insert after insert on criteria referencing new table as changed
  for each statement execute function ad_group_parts_protected();
create trigger criteria_protected_delete after delete on criteria referencing old table as changed
  for each statement execute function ad_group_parts_protected();
create trigger ad_texts_protected_insert after insert on ad_texts referencing new table as changed
  for each statement execute function ad_parts_protected();
create trigger ad_texts_protected_delete after delete on ad_texts referencing old table as changed
  for each statement execute function ad_parts_protected();
create trigger ad_assets_protected_insert after insert on ad_assets referencing new table as changed
  for each statement execute function ad_parts_protected();
create trigger ad_assets_protected_delete after delete on ad_assets referencing old table as changed
  for each statement execute function ad_parts_protected();
create trigger ad_cards_protected_insert after insert on ad_cards referencing new table as changed
  for each statement execute function ad_parts_protected();
create trigger ad_cards_protected_delete after delete on ad_cards referencing old table as changed
  for each statement execute function ad_parts_protected();
-- Row by row, for a list of columns: what Google says of them goes on. Nothing moves to another campaign.
create function parts_protected() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
declare
  whose uuid;
begin
  if tg_table_name = 'ad_groups' then
    whose := old.campaign_id;
  else
    select g.campaign_id into whose from ad_groups g where g.workspace_id = old.workspace_id and g.id = old.ad_group_id;
  end if;
  if exists (select from campaign_protections p where p.workspace_id = old.workspace_id and p.campaign_id = whose) then
    raise exception 'The campaign is protected.'
      using errcode = 'check_violation', table = 'campaign_protections', constraint = 'campaign_protections_hold';
  end if;
  return new;
end
$$;
comment on function parts_protected() is 'Refuses to change an ad group or an ad of a campaign that is protected.';
create trigger ad_groups_protected_update before update of campaign_id, position, name, channel_strategy, selected_channels,
    optimized_targeting, cpc_bid_micros, cpm_bid_micros
  on ad_groups for each row execute function parts_protected();
create trigger ads_protected_update before update of ad_group_id, position, ad_type, name, final_url, path1, path2, business_name,
    call_to_action, main_color, accent_color, asset_automation_opt_outs
  on ads for each row execute function parts_protected();
