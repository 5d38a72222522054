-- Campaigns that stay as they are until an administrator lets go of them.
-- Expand: a new table, and triggers on campaigns that refuse only what is protected, which nothing is yet;
-- making them stops their writers for a moment. A table of its own: a campaign is protected rarely, and none of the lists' indexes
-- learns of it.

create table campaign_protections (
  workspace_id  uuid         not null,
  campaign_id   uuid         not null,
  reason        text,
  protected_by  text         not null,
  protected_at  timestamptz  not null default clock_timestamp(),
  constraint campaign_protections_pkey primary key (workspace_id, campaign_id),
  constraint campaign_protections_campaign_fkey foreign key (workspace_id, campaign_id) references campaigns (workspace_id, id),
  constraint campaign_protections_reason_length check (char_length(reason) between 1 and 500),
  constraint campaign_protections_reason_no_control check (reason !~ '[\u0001-\u001f\u007f]'),
  constraint campaign_protections_by_length check (char_length(protected_by) between 1 and 255)
);

-- Holds the campaign as whoever changes it does: a change that is under way ends before, and one that comes later sees this row.
create function campaign_protections_begin() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
declare
  state text;
begin
  select c.publication_state into state from campaigns c
   where c.workspace_id = new.workspace_id and c.id = new.campaign_id for update;
  if state in ('QUEUED', 'RUNNING', 'UNKNOWN', 'NEEDS_ATTENTION') then
    raise exception 'A campaign is not protected while a publication of it is open.'
      using errcode = 'check_violation', table = 'campaign_protections', constraint = 'campaign_protections_not_while_publishing';
  end if;
  return new;
end
$$;
create trigger campaign_protections_begin before insert on campaign_protections
  for each row execute function campaign_protections_begin();

create function campaigns_protected() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
begin
  if exists (select from campaign_protections p where p.workspace_id = old.workspace_id and p.campaign_id = old.id) then
    raise exception 'The campaign is protected.'
      using errcode = 'check_violation', table = 'campaign_protections', constraint = 'campaign_protections_hold';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
create trigger campaigns_protected_delete before delete on campaigns for each row execute function campaigns_protected();
-- Of the columns alone that are the owner's: what Google says goes on, and costs nothing more.
create trigger campaigns_protected_update before update of account_id, name, objective, campaign_goal, campaign_type,
    daily_budget_micros, total_budget_micros, start_date, end_date, bidding_strategy, target_cpa_micros, target_cpc_micros,
    target_roas, contains_eu_political_advertising, tracking_url_template, final_url_suffix, cpc_bid_ceiling_micros,
    impression_share_location, impression_share_fraction, target_search_network, target_content_network, merchant_id, feed_label,
    brand_guidelines, brand_business_name, brand_main_color, brand_accent_color, brand_font_family, asset_automation_opt_outs,
    version, google_campaign_id, published_name, published_version, archived_at
  on campaigns for each row execute function campaigns_protected();
-- A publication that is open was let through below: a stop's.
create trigger campaigns_protected_status before update of status on campaigns for each row
  when (old.status <> new.status and old.publication_state not in ('QUEUED', 'RUNNING', 'UNKNOWN', 'NEEDS_ATTENTION'))
  execute function campaigns_protected();

-- What a stop pauses, and what it had paused. Named to come after the reference to campaigns, which waits for whoever is just
-- protecting this one.
create function publications_protected() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
begin
  if not exists (select from campaign_protections p where p.workspace_id = new.workspace_id and p.campaign_id = new.campaign_id) then
    return null;
  end if;
  perform from spend_stops s
     join spend_stop_items i on i.workspace_id = s.workspace_id and i.stop_id = s.id and i.campaign_id = new.campaign_id
    where s.workspace_id = new.workspace_id and s.state <> 'OVER'
      and (new.kind = 'PAUSE' and s.state = 'ON' and i.state = 'WAITING'
        or new.kind = 'RESUME' and s.state = 'RESTORING' and i.restore_state = 'WAITING');
  if not found then
    raise exception 'The campaign is protected.'
      using errcode = 'check_violation', table = 'campaign_protections', constraint = 'campaign_protections_hold';
  end if;
  return null;
end
$$;

alter table campaign_protections enable row level security;
alter table campaign_protections force row level security;
create policy campaign_protections_of_workspace on campaign_protections
  using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
grant select on campaign_protections to gacm_app, gacm_readonly;
grant insert (workspace_id, campaign_id, reason, protected_by), delete on campaign_protections to gacm_app;

comment on table campaign_protections is
  'Tenant. A campaign that stays as it is until an administrator lifts this. Who protected what, and lifted it, stands in the audit log.';
comment on column campaign_protections.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column campaign_protections.campaign_id is 'What is protected.';
comment on column campaign_protections.reason is 'Why, in the words of whoever protected it; null: not said.';
comment on column campaign_protections.protected_by is 'Who protected it, as in the audit log.';
comment on column campaign_protections.protected_at is 'Since when.';
comment on function campaign_protections_begin() is 'Holds a campaign that is to be protected, and refuses it while a publication of it is open.';
comment on function campaigns_protected() is 'Refuses to change or delete a campaign that is protected.';
comment on function publications_protected() is 'Refuses a publication of a campaign that is protected, but for what a stop pauses and restores.';
