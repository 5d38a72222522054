-- The people, accounts, images and campaigns of a workspace.
-- Expand: the first tables of an empty database, so nothing can be blocked.
--
-- Every table of a workspace has (workspace_id, id) as its key, and every foreign key carries workspace_id: a row
-- cannot point into another workspace, and the schema can be distributed by workspace unchanged.
--
-- A line of text may hold what people can type in one line: control characters are refused by their numbers and not
-- as [[:cntrl:]], which means something else in every locale.
-- squawk-ignore prefer-bigint-over-int -- counts and places, each bounded by a check; what grows or has a unit is bigint

create extension if not exists pg_trgm;

create function touch_updated_at() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
begin
  new.updated_at := clock_timestamp();
  return new;
end
$$;
comment on function touch_updated_at() is 'Stamps the row''s last change. clock_timestamp(), so that two changes in one transaction differ.';

create table workspaces (
  id          uuid        not null,
  name        text        not null,
  created_at  timestamptz not null default now(),
  constraint workspaces_pkey primary key (id),
  constraint workspaces_name_key unique (name),
  constraint workspaces_name_length check (char_length(name) between 1 and 100),
  constraint workspaces_name_no_control check (name !~ '[\u0001-\u001f\u007f]')
);

create table users (
  id             uuid        not null,
  email          text        not null,
  name           text        not null,
  password_hash  text        not null,
  created_at     timestamptz not null default now(),
  constraint users_pkey primary key (id),
  constraint users_email_key unique (email),
  constraint users_email_lower check (email = lower(email)),
  constraint users_email_length check (char_length(email) between 3 and 254),
  constraint users_email_shape check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  constraint users_name_length check (char_length(name) between 1 and 100),
  constraint users_name_no_control check (name !~ '[\u0001-\u001f\u007f]'),
  constraint users_password_hashed check (password_hash like '$argon2id$%' and char_length(password_hash) <= 255)
);

create table members (
  workspace_id  uuid        not null,
  user_id       uuid        not null,
  role          text        not null,
  created_at    timestamptz not null default now(),
  last_seen_at  timestamptz,
  constraint members_pkey primary key (workspace_id, user_id),
  constraint members_workspace_fkey foreign key (workspace_id) references workspaces (id),
  constraint members_user_fkey foreign key (user_id) references users (id),
  constraint members_role_known check (role in ('viewer', 'editor', 'approver', 'publisher', 'admin'))
);
create index members_user_idx on members (user_id);

-- Two administrators who take the right from each other at once: each waits for the row of the other one, so that the
-- second sees what the first has done.
create function members_guard() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
begin
  perform from members
    where workspace_id = old.workspace_id and role = 'admin' and user_id <> old.user_id
    order by user_id for update;
  if not found then
    raise exception 'The last administrator of a workspace stays one.'
      using errcode = 'check_violation', table = 'members', constraint = 'members_last_admin';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;
create trigger members_guard_update before update of role on members for each row
  when (old.role = 'admin' and new.role <> 'admin') execute function members_guard();
create trigger members_guard_delete before delete on members for each row
  when (old.role = 'admin') execute function members_guard();

create table invitations (
  workspace_id  uuid        not null,
  id            uuid        not null,
  email         text        not null,
  role          text        not null,
  token_sha256  text        not null,
  invited_by    text        not null,
  created_at    timestamptz not null default now(),
  expires_at    timestamptz not null,
  accepted_at   timestamptz,
  revoked_at    timestamptz,
  constraint invitations_pkey primary key (workspace_id, id),
  constraint invitations_workspace_fkey foreign key (workspace_id) references workspaces (id),
  constraint invitations_token_key unique (workspace_id, token_sha256),
  constraint invitations_token_hashed check (token_sha256 ~ '^[0-9a-f]{64}$'),
  constraint invitations_email_lower check (email = lower(email)),
  constraint invitations_email_length check (char_length(email) between 3 and 254),
  constraint invitations_email_shape check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  constraint invitations_role_known check (role in ('viewer', 'editor', 'approver', 'publisher', 'admin')),
  constraint invitations_invited_by_length check (char_length(invited_by) between 1 and 255),
  constraint invitations_invited_by_no_control check (invited_by !~ '[\u0001-\u001f\u007f]'),
  constraint invitations_expires_later check (expires_at > created_at),
  constraint invitations_ended_once check (accepted_at is null or revoked_at is null)
);
-- One link at a time for a person; what was accepted or revoked stays as history.
create unique index invitations_one_open_key on invitations (workspace_id, email)
  where accepted_at is null and revoked_at is null;

create function invitations_guard() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
begin
  raise exception 'An invitation that was accepted or revoked stays so.'
    using errcode = 'check_violation', table = 'invitations', constraint = 'invitations_ended_final';
end
$$;
create trigger invitations_guard before update on invitations for each row
  when (old.accepted_at is not null or old.revoked_at is not null)
  execute function invitations_guard();

create table sessions (
  token_sha256  text        not null,
  id            uuid        not null,
  user_id       uuid        not null,
  browser       text        not null,
  address       text        not null,
  created_at    timestamptz not null default now(),
  last_seen_at  timestamptz not null default now(),
  expires_at    timestamptz not null,
  constraint sessions_pkey primary key (token_sha256),
  constraint sessions_id_key unique (id),
  constraint sessions_user_fkey foreign key (user_id) references users (id) on delete cascade,
  constraint sessions_token_hashed check (token_sha256 ~ '^[0-9a-f]{64}$'),
  constraint sessions_browser_length check (char_length(browser) between 1 and 100),
  constraint sessions_address_length check (char_length(address) between 1 and 50),
  constraint sessions_no_control check (browser || address !~ '[\u0001-\u001f\u007f]'),
  constraint sessions_expires_later check (expires_at > created_at),
  -- In hours, which no time zone makes longer.
  constraint sessions_lifetime check (expires_at <= created_at + interval '720 hours')
);
create index sessions_user_idx on sessions (user_id);
create index sessions_expires_idx on sessions (expires_at);

create table setup_links (
  token_sha256  text        not null,
  workspace_id  uuid        not null,
  created_at    timestamptz not null default now(),
  expires_at    timestamptz not null,
  used_at       timestamptz,
  constraint setup_links_pkey primary key (token_sha256),
  constraint setup_links_workspace_fkey foreign key (workspace_id) references workspaces (id) on delete cascade,
  constraint setup_links_token_hashed check (token_sha256 ~ '^[0-9a-f]{64}$'),
  constraint setup_links_expires_later check (expires_at > created_at)
);
create index setup_links_workspace_idx on setup_links (workspace_id);

create table sign_in_limits (
  kind            text        not null,
  subject_sha256  text        not null,
  failures        integer     not null,
  last_at         timestamptz not null default now(),
  blocked_until   timestamptz,
  constraint sign_in_limits_pkey primary key (kind, subject_sha256),
  constraint sign_in_limits_kind_known check (kind in ('ADDRESS', 'EMAIL')),
  constraint sign_in_limits_subject_hashed check (subject_sha256 ~ '^[0-9a-f]{64}$'),
  constraint sign_in_limits_failures_not_negative check (failures >= 0)
);
create index sign_in_limits_last_idx on sign_in_limits (last_at);

create table api_keys (
  workspace_id  uuid        not null,
  id            uuid        not null,
  name          text        not null,
  role          text        not null,
  token_sha256  text        not null,
  created_by    text        not null,
  created_at    timestamptz not null default now(),
  expires_at    timestamptz,
  last_used_at  timestamptz,
  revoked_at    timestamptz,
  constraint api_keys_pkey primary key (workspace_id, id),
  constraint api_keys_workspace_fkey foreign key (workspace_id) references workspaces (id),
  constraint api_keys_token_key unique (workspace_id, token_sha256),
  constraint api_keys_token_hashed check (token_sha256 ~ '^[0-9a-f]{64}$'),
  constraint api_keys_name_length check (char_length(name) between 1 and 100),
  constraint api_keys_name_no_control check (name !~ '[\u0001-\u001f\u007f]'),
  constraint api_keys_role_known check (role in ('viewer', 'editor', 'approver', 'publisher', 'admin')),
  constraint api_keys_created_by_length check (char_length(created_by) between 1 and 255),
  constraint api_keys_created_by_no_control check (created_by !~ '[\u0001-\u001f\u007f]'),
  constraint api_keys_expires_later check (expires_at > created_at),
  constraint api_keys_lifetime check (expires_at <= created_at + interval '8784 hours')
);
-- A name is free again once its key is revoked, so that a program keeps its name when its key is replaced.
create unique index api_keys_name_key on api_keys (workspace_id, name) where revoked_at is null;

create function api_keys_guard() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
begin
  raise exception 'A key that was revoked stays so.'
    using errcode = 'check_violation', table = 'api_keys', constraint = 'api_keys_revoked_final';
end
$$;
create trigger api_keys_guard before update on api_keys for each row
  when (old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at)
  execute function api_keys_guard();

create table accounts (
  workspace_id       uuid        not null,
  id                 uuid        not null,
  customer_id        text        not null,
  login_customer_id  text,
  name               text        not null,
  currency_code      text        not null,
  time_zone          text        not null,
  environment        text        not null,
  synced_at          timestamptz,
  created_at         timestamptz not null default now(),
  constraint accounts_pkey primary key (workspace_id, id),
  constraint accounts_workspace_fkey foreign key (workspace_id) references workspaces (id),
  constraint accounts_customer_key unique (workspace_id, customer_id, environment),
  constraint accounts_customer_digits check (customer_id ~ '^[0-9]{10}$'),
  constraint accounts_login_customer_digits check (login_customer_id ~ '^[0-9]{10}$'),
  constraint accounts_name_length check (char_length(name) between 1 and 255),
  constraint accounts_currency_code check (currency_code ~ '^[A-Z]{3}$'),
  constraint accounts_time_zone_format check (time_zone ~ '^[A-Za-z][A-Za-z0-9_+/-]{0,63}$'),
  constraint accounts_environment_known check (environment in ('GOOGLE', 'EMULATOR'))
);

create table assets (
  workspace_id  uuid        not null,
  id            uuid        not null,
  kind          text        not null default 'IMAGE',
  name          text        not null,
  format        text        not null,
  width         integer     not null,
  height        integer     not null,
  bytes         integer     not null,
  animated      boolean     not null,
  cmyk          boolean     not null,
  sha256        text        not null,
  source_url    text,
  created_at    timestamptz not null default now(),
  constraint assets_pkey primary key (workspace_id, id),
  constraint assets_workspace_fkey foreign key (workspace_id) references workspaces (id),
  constraint assets_sha256_key unique (workspace_id, sha256),
  constraint assets_kind_known check (kind in ('IMAGE')),
  constraint assets_format_known check (format in ('JPEG', 'PNG', 'GIF')),
  constraint assets_name_length check (char_length(name) between 1 and 255),
  constraint assets_name_no_control check (name !~ '[\u0001-\u001f\u007f]'),
  constraint assets_source_url_length check (char_length(source_url) between 1 and 2084),
  constraint assets_size_range check (width > 0 and height > 0 and width::bigint * height <= 100000000),
  constraint assets_bytes_range check (bytes between 1 and 10485760),
  constraint assets_sha256_hex check (sha256 ~ '^[0-9a-f]{64}$')
);

create table asset_contents (
  workspace_id  uuid   not null,
  asset_id      uuid   not null,
  content       bytea  not null,
  constraint asset_contents_pkey primary key (workspace_id, asset_id),
  constraint asset_contents_asset_fkey foreign key (workspace_id, asset_id) references assets (workspace_id, id) on delete cascade,
  constraint asset_contents_size check (octet_length(content) between 1 and 10485760)
);
-- Images are compressed already: storing them as they are saves the attempt on every write.
alter table asset_contents alter column content set storage external;

create table account_assets (
  workspace_id     uuid        not null,
  account_id       uuid        not null,
  asset_id         uuid        not null,
  google_asset_id  bigint      not null,
  created_at       timestamptz not null default now(),
  constraint account_assets_pkey primary key (workspace_id, account_id, asset_id),
  constraint account_assets_account_fkey foreign key (workspace_id, account_id) references accounts (workspace_id, id),
  constraint account_assets_asset_fkey foreign key (workspace_id, asset_id) references assets (workspace_id, id),
  constraint account_assets_google_id_positive check (google_asset_id > 0)
);
create index account_assets_asset_idx on account_assets (workspace_id, asset_id);

create table campaigns (
  workspace_id                       uuid        not null,
  id                                 uuid        not null,
  account_id                         uuid        not null,
  name                               text        not null,
  objective                          text,
  campaign_type                      text        not null default 'DEMAND_GEN',
  daily_budget_micros                bigint,
  start_date                         date,
  end_date                           date,
  bidding_strategy                   text        not null default 'MAXIMIZE_CONVERSIONS',
  target_cpa_micros                  bigint,
  target_cpc_micros                  bigint,
  target_roas                        numeric(8, 4),
  contains_eu_political_advertising  boolean,
  tracking_url_template              text,
  final_url_suffix                   text,
  status                             text        not null default 'DRAFT',
  google_campaign_id                 bigint,
  published_name                     text,
  published_version                  integer,
  version                            integer     not null default 1,
  google_status                      text,
  google_primary_status              text,
  google_primary_status_reasons      text[]      not null default '{}',
  google_serving_status              text,
  google_synced_at                   timestamptz,
  google_removed_at                  timestamptz,
  archived_at                        timestamptz,
  created_at                         timestamptz not null default now(),
  updated_at                         timestamptz not null default now(),
  -- What lists are filtered and ordered by, never null. Stored columns, because behind row level security an index on an
  -- expression is passed over: only comparisons of plain columns are known to give nothing away.
  archived                           boolean     not null generated always as (archived_at is not null) stored,
  name_key                           text        collate "C" not null generated always as (lower(name collate "C")) stored,
  budget_key                         bigint      not null generated always as (coalesce(daily_budget_micros, 0)) stored,
  end_key                            date        not null generated always as (coalesce(end_date, 'infinity'::date)) stored,
  constraint campaigns_pkey primary key (workspace_id, id),
  constraint campaigns_account_fkey foreign key (workspace_id, account_id) references accounts (workspace_id, id),
  constraint campaigns_name_length check (char_length(name) between 1 and 256),
  constraint campaigns_name_no_control check (name !~ '[\u0001-\u001f\u007f]'),
  constraint campaigns_objective_length check (char_length(objective) <= 100),
  constraint campaigns_objective_no_control check (objective !~ '[\u0001-\u001f\u007f]'),
  constraint campaigns_type_known check (campaign_type in ('DEMAND_GEN', 'SEARCH', 'PERFORMANCE_MAX', 'DISPLAY')),
  constraint campaigns_daily_budget_positive check (daily_budget_micros > 0),
  constraint campaigns_dates_range check (
    coalesce(start_date, date '2000-01-01') between date '0001-01-01' and date '9999-12-31'
    and coalesce(end_date, date '2000-01-01') between date '0001-01-01' and date '9999-12-31'),
  constraint campaigns_end_not_before_start check (end_date >= start_date),
  constraint campaigns_bidding_strategy_known check (bidding_strategy in (
    'MAXIMIZE_CONVERSIONS', 'MAXIMIZE_CONVERSION_VALUE', 'TARGET_CPA', 'TARGET_ROAS', 'TARGET_SPEND', 'TARGET_CPC')),
  constraint campaigns_target_cpa_positive check (target_cpa_micros > 0),
  constraint campaigns_target_cpc_positive check (target_cpc_micros > 0),
  constraint campaigns_target_roas_range check (target_roas between 0.01 and 1000),
  constraint campaigns_tracking_url_template_length check (char_length(tracking_url_template) <= 2084),
  constraint campaigns_final_url_suffix_length check (char_length(final_url_suffix) <= 2084),
  constraint campaigns_status_known check (status in ('DRAFT', 'PUBLISHED', 'PAUSED')),
  constraint campaigns_google_id_matches_status check ((status = 'DRAFT') = (google_campaign_id is null)),
  constraint campaigns_published_needs_name check (status = 'DRAFT' or published_name is not null),
  constraint campaigns_published_name_length check (char_length(published_name) between 1 and 256),
  constraint campaigns_published_name_no_control check (published_name !~ '[\u0001-\u001f\u007f]'),
  constraint campaigns_published_needs_version check ((status = 'DRAFT') = (published_version is null)),
  constraint campaigns_published_version_known check (published_version between 1 and version),
  constraint campaigns_google_id_positive check (google_campaign_id > 0),
  constraint campaigns_version_positive check (version > 0),
  constraint campaigns_draft_unknown_to_google check (
    status <> 'DRAFT' or (google_status is null and google_primary_status is null and google_serving_status is null
      and google_primary_status_reasons = '{}' and google_synced_at is null and google_removed_at is null)),
  constraint campaigns_google_words_length check (
    char_length(concat(google_status, google_primary_status, google_serving_status)) <= 1000
    and cardinality(google_primary_status_reasons) <= 100),
  constraint campaigns_live_not_archived check (
    archived_at is null or status <> 'PUBLISHED' or google_removed_at is not null),
  constraint campaigns_account_key unique (workspace_id, account_id, id)
);
create index campaigns_page_idx on campaigns (workspace_id, id desc) where archived_at is null;
-- An account belongs to one workspace. Without knowing that, the planner takes an account for a handful of campaigns, and
-- any index that begins with it for good enough, whatever the order asked for.
create statistics campaigns_account_statistics (dependencies) on workspace_id, account_id from campaigns;
-- Partial: a draft has no such id and costs nothing here.
create unique index campaigns_google_id_key on campaigns (workspace_id, account_id, google_campaign_id)
  where google_campaign_id is not null;
-- A name is taken from the moment it is fixed for sending until Google has removed the campaign.
create unique index campaigns_published_name_key on campaigns (workspace_id, account_id, published_name)
  where google_removed_at is null;
create trigger campaigns_touch before update on campaigns for each row execute function touch_updated_at();

-- What a constraint cannot see, because it is about the row before. Reported like a constraint, under a name of its own.
create function campaigns_guard() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
begin
  if tg_op = 'DELETE' then
    if old.google_campaign_id is not null then
      raise exception 'A campaign that Google has is archived, not deleted.'
        using errcode = 'check_violation', table = 'campaigns', constraint = 'campaigns_delete_drafts_only';
    end if;
    return old;
  end if;
  if old.google_campaign_id is not null and new.google_campaign_id is distinct from old.google_campaign_id then
    raise exception 'The id that Google gave to a campaign never changes.'
      using errcode = 'check_violation', table = 'campaigns', constraint = 'campaigns_google_id_final';
  end if;
  if (old.status, new.status) in (('DRAFT', 'PUBLISHED'), ('PUBLISHED', 'DRAFT'), ('PAUSED', 'DRAFT')) then
    raise exception 'A campaign does not go from % to %.', old.status, new.status
      using errcode = 'check_violation', table = 'campaigns', constraint = 'campaigns_status_transition';
  end if;
  if new.version not in (old.version, old.version + 1) then
    raise exception 'The version of a campaign grows by one: not from % to %.', old.version, new.version
      using errcode = 'check_violation', table = 'campaigns', constraint = 'campaigns_version_grows';
  end if;
  return new;
end
$$;
create trigger campaigns_guard_update before update on campaigns for each row
  when ((old.status, old.google_campaign_id, old.version) is distinct from (new.status, new.google_campaign_id, new.version))
  execute function campaigns_guard();
create trigger campaigns_guard_delete before delete on campaigns for each row execute function campaigns_guard();

create table ad_groups (
  workspace_id         uuid        not null,
  id                   uuid        not null,
  campaign_id          uuid        not null,
  position             integer     not null,
  name                 text        not null,
  channel_strategy     text        not null default 'ALL_CHANNELS',
  selected_channels    text[]      not null default '{}',
  optimized_targeting  boolean     not null default true,
  google_ad_group_id   bigint,
  created_at           timestamptz not null default now(),
  updated_at           timestamptz not null default now(),
  constraint ad_groups_pkey primary key (workspace_id, id),
  constraint ad_groups_campaign_fkey foreign key (workspace_id, campaign_id) references campaigns (workspace_id, id) on delete cascade,
  constraint ad_groups_position_key unique (workspace_id, campaign_id, position) deferrable initially immediate,
  constraint ad_groups_name_length check (char_length(name) <= 255),
  constraint ad_groups_name_no_control check (name !~ '[\u0001-\u001f\u007f]'),
  constraint ad_groups_position_range check (position between 0 and 99),
  constraint ad_groups_channel_strategy_known check (
    channel_strategy in ('ALL_CHANNELS', 'ALL_OWNED_AND_OPERATED_CHANNELS', 'SELECTED_CHANNELS')),
  constraint ad_groups_selected_channels_known check (selected_channels <@ array[
    'YOUTUBE_IN_STREAM', 'YOUTUBE_IN_FEED', 'YOUTUBE_SHORTS', 'DISCOVER', 'GMAIL', 'DISPLAY', 'MAPS']
    and cardinality(selected_channels) <= 7),
  constraint ad_groups_google_id_positive check (google_ad_group_id > 0)
);
create trigger ad_groups_touch before update on ad_groups for each row execute function touch_updated_at();

create table ads (
  workspace_id               uuid        not null,
  id                         uuid        not null,
  ad_group_id                uuid        not null,
  position                   integer     not null,
  ad_type                    text        not null default 'DEMAND_GEN_MULTI_ASSET',
  name                       text        not null,
  final_url                  text,
  business_name              text,
  call_to_action             text,
  asset_automation_opt_outs  text[]      not null default '{}',
  google_ad_id               bigint,
  google_review_status       text,
  google_approval_status     text,
  created_at                 timestamptz not null default now(),
  updated_at                 timestamptz not null default now(),
  constraint ads_pkey primary key (workspace_id, id),
  constraint ads_ad_group_fkey foreign key (workspace_id, ad_group_id) references ad_groups (workspace_id, id) on delete cascade,
  constraint ads_position_key unique (workspace_id, ad_group_id, position) deferrable initially immediate,
  constraint ads_type_known check (ad_type in ('DEMAND_GEN_MULTI_ASSET')),
  constraint ads_name_length check (char_length(name) <= 255),
  constraint ads_name_no_control check (name !~ '[\u0001-\u001f\u007f]'),
  constraint ads_position_range check (position between 0 and 49),
  constraint ads_final_url_length check (char_length(final_url) <= 2084),
  constraint ads_business_name_length check (char_length(business_name) <= 500),
  constraint ads_business_name_no_control check (business_name !~ '[\u0001-\u001f\u007f]'),
  constraint ads_call_to_action_known check (call_to_action in (
    'LEARN_MORE', 'GET_QUOTE', 'APPLY_NOW', 'SIGN_UP', 'CONTACT_US', 'SUBSCRIBE', 'DOWNLOAD', 'BOOK_NOW', 'SHOP_NOW',
    'BUY_NOW', 'DONATE_NOW', 'ORDER_NOW', 'PLAY_NOW', 'SEE_MORE', 'START_NOW', 'VISIT_SITE', 'WATCH_NOW')),
  constraint ads_asset_automation_known check (asset_automation_opt_outs <@ array[
    'GENERATE_DESIGN_VERSIONS_FOR_IMAGES', 'GENERATE_VIDEOS_FROM_OTHER_ASSETS',
    'GENERATE_ANIMATED_IMAGES_FROM_OTHER_ASSETS']
    and cardinality(asset_automation_opt_outs) <= 3),
  constraint ads_google_words_length check (
    char_length(concat(google_review_status, google_approval_status)) <= 1000),
  constraint ads_google_id_positive check (google_ad_id > 0)
);
create index ads_google_id_idx on ads (workspace_id, google_ad_id) where google_ad_id is not null;
create trigger ads_touch before update on ads for each row execute function touch_updated_at();

create table ad_texts (
  workspace_id  uuid     not null,
  ad_id         uuid     not null,
  field         text     not null,
  position      integer  not null,
  text          text     not null,
  constraint ad_texts_pkey primary key (workspace_id, ad_id, field, position),
  constraint ad_texts_ad_fkey foreign key (workspace_id, ad_id) references ads (workspace_id, id) on delete cascade,
  constraint ad_texts_field_known check (field in ('HEADLINE', 'DESCRIPTION')),
  constraint ad_texts_position_range check (position between 0 and 14),
  constraint ad_texts_length check (char_length(text) <= 500),
  constraint ad_texts_no_control check (text !~ '[\u0001-\u001f\u007f]')
);

create table ad_assets (
  workspace_id  uuid     not null,
  ad_id         uuid     not null,
  field         text     not null,
  asset_id      uuid     not null,
  position      integer  not null,
  constraint ad_assets_pkey primary key (workspace_id, ad_id, field, asset_id),
  constraint ad_assets_ad_fkey foreign key (workspace_id, ad_id) references ads (workspace_id, id) on delete cascade,
  constraint ad_assets_asset_fkey foreign key (workspace_id, asset_id) references assets (workspace_id, id),
  constraint ad_assets_field_known check (field in (
    'MARKETING_IMAGE', 'SQUARE_MARKETING_IMAGE', 'PORTRAIT_MARKETING_IMAGE', 'TALL_PORTRAIT_MARKETING_IMAGE', 'LOGO')),
  constraint ad_assets_position_key unique (workspace_id, ad_id, field, position),
  constraint ad_assets_position_range check (position between 0 and 19)
);
create index ad_assets_asset_idx on ad_assets (workspace_id, asset_id);

create table criteria (
  workspace_id   uuid     not null,
  id             uuid     not null,
  ad_group_id    uuid     not null,
  kind           text     not null,
  geo_target_id  bigint,
  language_id    bigint,
  negative       boolean  not null default false,
  position       integer  not null,
  constraint criteria_pkey primary key (workspace_id, id),
  constraint criteria_ad_group_fkey foreign key (workspace_id, ad_group_id) references ad_groups (workspace_id, id) on delete cascade,
  constraint criteria_kind_known check (kind in ('LOCATION', 'LANGUAGE')),
  constraint criteria_one_target check (
    (kind = 'LOCATION') = (geo_target_id is not null) and (kind = 'LANGUAGE') = (language_id is not null)),
  constraint criteria_language_not_negative check (kind <> 'LANGUAGE' or not negative),
  constraint criteria_ids_positive check (coalesce(geo_target_id, language_id) > 0),
  constraint criteria_position_range check (position between 0 and 999),
  constraint criteria_position_key unique (workspace_id, ad_group_id, kind, position)
);
-- Partial: a criterion is in one of the two, not in both.
create unique index criteria_geo_target_key on criteria (workspace_id, ad_group_id, geo_target_id) where kind = 'LOCATION';
create unique index criteria_language_key on criteria (workspace_id, ad_group_id, language_id) where kind = 'LANGUAGE';

comment on function campaigns_guard() is 'Refuses what a campaign may not become: another Google id, a way back to draft, a version that jumps; and deleting one that Google has.';
comment on function api_keys_guard() is 'Refuses to bring a revoked key back.';
comment on function members_guard() is 'Refuses to leave a workspace without an administrator.';
comment on function invitations_guard() is 'Refuses to change an invitation that was accepted or revoked.';

comment on table workspaces is
  'Global. The tenant: a team with its members, accounts and campaigns.';
comment on column workspaces.id is 'UUIDv7, made by the program: it grows with time, so the key is the order of pages.';
comment on column workspaces.name is 'What people call it; unique, since programs name it on the command line.';
comment on column workspaces.created_at is 'When the row was written.';

comment on table users is
  'Global. People who sign in; one person may be a member of several workspaces.';
comment on column users.id is 'UUIDv7, made by the program: it grows with time, so the key is the order of pages.';
comment on column users.email is 'Lower case, so that one address is one person.';
comment on column users.name is 'As colleagues see it.';
comment on column users.password_hash is 'argon2id, with its parameters and salt inside.';
comment on column users.created_at is 'When the row was written.';

comment on table members is
  'Tenant. Who belongs to which workspace, and as what.';
comment on column members.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column members.user_id is 'The person.';
comment on column members.role is 'What they may do there.';
comment on column members.created_at is 'When they joined; the oldest membership is the one that a session opens with.';
comment on column members.last_seen_at is 'When they last did something in this workspace, to five minutes; null: never.';

comment on table invitations is
  'Tenant. One-time links by which people join a workspace. The link names its workspace, so that looking it up stays inside it.';
comment on column invitations.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column invitations.id is 'UUIDv7, made by the program: it grows with time, so the key is the order of pages.';
comment on column invitations.email is 'Who is invited, in lower case. The account that accepts has this address and no other.';
comment on column invitations.role is 'What they will be; fixed when they are invited.';
comment on column invitations.token_sha256 is 'Hex SHA-256 of the token in the link.';
comment on column invitations.invited_by is 'Who invited them, as in the audit log.';
comment on column invitations.created_at is 'When the row was written.';
comment on column invitations.expires_at is 'The end, seven days later.';
comment on column invitations.accepted_at is 'When they joined by it; null: not yet. Never taken back.';
comment on column invitations.revoked_at is 'Since when it opens nothing; null: not revoked. Never taken back.';

comment on table sessions is
  'Global. Signed-in browsers. The token itself is only in the browser''s cookie.';
comment on column sessions.token_sha256 is 'Hex SHA-256 of the token: a copy of this table signs nobody in.';
comment on column sessions.user_id is 'Who is signed in.';
comment on column sessions.id is 'UUIDv7, made by the program: names the session without opening it.';
comment on column sessions.browser is 'Browser and system in words, as it said of itself at sign-in.';
comment on column sessions.address is 'Where they signed in from: the first three parts of an IPv4 address, the first three groups of an IPv6 address.';
comment on column sessions.created_at is 'When they signed in.';
comment on column sessions.last_seen_at is 'The last use, to five minutes. Seven days after it the session has ended.';
comment on column sessions.expires_at is 'The end whatever the use, 30 days after sign-in. Never moved.';

comment on table setup_links is
  'Global. One-time links that make the first administrator of a workspace.';
comment on column setup_links.token_sha256 is 'Hex SHA-256 of the token in the link.';
comment on column setup_links.workspace_id is 'The workspace that it sets up. It is found before anybody belongs to one, so the table is not a tenant''s.';
comment on column setup_links.created_at is 'When the row was written.';
comment on column setup_links.expires_at is 'The end, seven days later.';
comment on column setup_links.used_at is 'When somebody used it; null: not yet.';

comment on table sign_in_limits is
  'Global. Wrong passwords of the last hour, by address and by e-mail, for every process of the program.';
comment on column sign_in_limits.kind is 'ADDRESS: where it came from. EMAIL: whose password it was to be, whether or not there is such a person.';
comment on column sign_in_limits.subject_sha256 is 'Hex SHA-256 of the address or the e-mail: nothing is kept of who tried.';
comment on column sign_in_limits.failures is 'Attempts that have not succeeded, as a count; begins anew after an hour without one.';
comment on column sign_in_limits.last_at is 'The last of them.';
comment on column sign_in_limits.blocked_until is 'Until when no further attempt is looked at; null: the next one is.';

comment on table api_keys is
  'Tenant. Keys for programs. The key names its workspace, so that looking it up stays inside it.';
comment on column api_keys.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column api_keys.id is 'UUIDv7, made by the program: it grows with time, so the key is the order of pages.';
comment on column api_keys.name is 'How history calls whoever uses it.';
comment on column api_keys.role is 'What it may do, as for members.';
comment on column api_keys.token_sha256 is 'Hex SHA-256 of the key: a copy of this table opens nothing.';
comment on column api_keys.created_by is 'Who made it, as in the audit log.';
comment on column api_keys.created_at is 'When the row was written.';
comment on column api_keys.expires_at is 'Since when it opens nothing, at most a year after it was made; null: never.';
comment on column api_keys.last_used_at is 'To the minute, so that reading does not write all the time; null: never.';
comment on column api_keys.revoked_at is 'Since when it opens nothing; null: it works. Never taken back.';

comment on table accounts is
  'Tenant. Google Ads customers that a workspace has connected.';
comment on column accounts.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column accounts.id is 'UUIDv7, made by the program: it grows with time, so the key is the order of pages.';
comment on column accounts.customer_id is 'Google''s customer id: 10 digits, no dashes.';
comment on column accounts.login_customer_id is 'The manager account through which it is reached; null: directly.';
comment on column accounts.name is 'As Google says it.';
comment on column accounts.currency_code is 'ISO 4217. Immutable at Google, as is time_zone. The unit of every column in micros.';
comment on column accounts.time_zone is 'IANA name. Dates of campaigns and metrics are in this zone.';
comment on column accounts.environment is 'GOOGLE or EMULATOR, fixed when connected: what was made in one is never sent to the other.';
comment on column accounts.synced_at is 'When Google''s side of its campaigns was last read; null: never. Also the claim of the worker that reads it.';
comment on column accounts.created_at is 'When it was connected.';

comment on table assets is
  'Tenant. Images. Facts are read from the bytes; the same bytes are kept once per workspace. Never changed.';
comment on column assets.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column assets.id is 'UUIDv7, made by the program: it grows with time, so the key is the order of pages.';
comment on column assets.kind is 'IMAGE is the only kind so far.';
comment on column assets.name is 'For people: the file''s name, cleaned.';
comment on column assets.format is 'Of the bytes, whatever the name says.';
comment on column assets.width is 'Pixels.';
comment on column assets.height is 'Pixels.';
comment on column assets.bytes is 'Size of the file in bytes.';
comment on column assets.animated is 'Whether it has more than one frame: Google refuses that.';
comment on column assets.cmyk is 'Whether its colours are CMYK: Google refuses that.';
comment on column assets.sha256 is 'Hex, of the file; the key under which Google''s own deduplication is remembered.';
comment on column assets.source_url is 'Where it was fetched from; null: uploaded.';
comment on column assets.created_at is 'When the row was written.';

comment on table asset_contents is
  'Tenant. The bytes of an image, apart from its facts so that lists never touch them.';
comment on column asset_contents.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column asset_contents.asset_id is 'Whose bytes.';
comment on column asset_contents.content is 'The file as it came; at most 10 MiB.';

comment on table account_assets is
  'Tenant. Which image an account at Google already has, so that it is uploaded once.';
comment on column account_assets.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column account_assets.account_id is 'The account that has it.';
comment on column account_assets.asset_id is 'Our image.';
comment on column account_assets.google_asset_id is 'Google''s id of it in that account.';
comment on column account_assets.created_at is 'When it was first uploaded.';

comment on table campaigns is
  'Tenant. A campaign as its team wants it, and in columns named google_* what Google last said about it.';
comment on column campaigns.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column campaigns.id is 'UUIDv7, made by the program: it grows with time, so the key is the order of pages.';
comment on column campaigns.account_id is 'The account at Google that it belongs to; never changes.';
comment on column campaigns.name is 'As the team calls it. Google''s own limits are preflight''s business, so that every draft can be saved.';
comment on column campaigns.objective is 'The team''s word for the aim. Google''s API has no such field.';
comment on column campaigns.campaign_type is 'Google''s advertising channel type; never changes.';
comment on column campaigns.daily_budget_micros is 'Per day, in millionths of the account''s currency unit; null: not decided. bigint: a 32-bit integer ends at 2,147.48 units.';
comment on column campaigns.start_date is 'First day in the account''s time zone; null: as soon as it is live.';
comment on column campaigns.end_date is 'Last day in the account''s time zone; null: no end.';
comment on column campaigns.bidding_strategy is 'What Google bids for. Which type allows which is preflight''s business.';
comment on column campaigns.target_cpa_micros is 'Aim per conversion, in millionths of the currency unit; null: none.';
comment on column campaigns.target_cpc_micros is 'Aim per click, in millionths of the currency unit; null: none.';
comment on column campaigns.target_roas is 'A ratio of value to cost: 3.5 is 350 %; null: none.';
comment on column campaigns.contains_eu_political_advertising is 'The advertiser''s legal declaration; null: nobody has declared it yet.';
comment on column campaigns.tracking_url_template is 'Google''s template around every landing page; null: none.';
comment on column campaigns.final_url_suffix is 'Parameters that Google appends to every landing page; null: none.';
comment on column campaigns.status is 'What the owner intends. A running publication is a row of its own and changes nothing here.';
comment on column campaigns.google_campaign_id is 'Google''s id. Null exactly while the status is DRAFT; never changes after.';
comment on column campaigns.published_name is 'The name at Google, fixed before the first byte is sent: the one field that Google keeps unique. Only a publication changes it.';
comment on column campaigns.published_version is 'Number of the revision that Google has; null exactly while the status is DRAFT.';
comment on column campaigns.version is 'Number of the latest revision; the ETag. Grows by one with every edit.';
comment on column campaigns.google_status is 'campaign.status as Google last said it: ENABLED, PAUSED, REMOVED or a newer word.';
comment on column campaigns.google_primary_status is 'Google''s word for why it serves or not; may be newer than this program.';
comment on column campaigns.google_primary_status_reasons is 'Google''s reasons for it, in Google''s words.';
comment on column campaigns.google_serving_status is 'Google''s word for whether it is serving.';
comment on column campaigns.google_synced_at is 'When something new was last read or confirmed; accounts.synced_at tells when Google was asked.';
comment on column campaigns.google_removed_at is 'When we first saw that it is gone at Google. Removed is final there.';
comment on column campaigns.archived_at is 'Since when it is out of the lists; null: it is in them. What Google has seen is kept.';
comment on column campaigns.created_at is 'When the row was written.';
comment on column campaigns.updated_at is 'When the row was last changed, by whomever; set by trigger.';

comment on column campaigns.archived is 'Whether it is out of the lists; made of archived_at.';
comment on column campaigns.name_key is 'The name with A-Z made small, ordered by code point: the order of lists, the same on every server and after every update of its system.';
comment on column campaigns.budget_key is 'The daily budget in micros as lists order it: 0 where it is not decided, before every budget.';
comment on column campaigns.end_key is 'The last day as lists order it: infinity where there is no end, after every day.';

comment on table ad_groups is
  'Tenant. Ad groups in the order in which the team keeps them. Demand Gen targets here, not at the campaign.';
comment on column ad_groups.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column ad_groups.id is 'UUIDv7, made by the program: it grows with time, so the key is the order of pages.';
comment on column ad_groups.campaign_id is 'The campaign that it is a part of.';
comment on column ad_groups.position is 'Place among the ad groups of the campaign, from 0.';
comment on column ad_groups.name is 'For the team; Google wants it unique in the campaign.';
comment on column ad_groups.channel_strategy is 'Where its ads may appear; SELECTED_CHANNELS: where the next column says.';
comment on column ad_groups.selected_channels is 'Counts with SELECTED_CHANNELS, and is kept otherwise.';
comment on column ad_groups.optimized_targeting is 'Whether Google may look beyond the targeting.';
comment on column ad_groups.google_ad_group_id is 'Google''s id; null: Google does not have it.';
comment on column ad_groups.created_at is 'When the row was written.';
comment on column ad_groups.updated_at is 'When the row was last changed, by whomever; set by trigger.';

comment on table ads is
  'Tenant. Ads of an ad group. Their texts and images are rows of their own.';
comment on column ads.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column ads.id is 'UUIDv7, made by the program: it grows with time, so the key is the order of pages.';
comment on column ads.ad_group_id is 'The ad group that it is a part of; never changes.';
comment on column ads.position is 'Place among the ads of the ad group, from 0.';
comment on column ads.ad_type is 'Google''s type of ad; never changes.';
comment on column ads.name is 'Internal; people never see it in the ad.';
comment on column ads.final_url is 'The landing page; null: not decided.';
comment on column ads.business_name is 'As shown in the ad; null: not decided.';
comment on column ads.call_to_action is 'The button''s words; null: Google chooses.';
comment on column ads.asset_automation_opt_outs is 'What Google may not generate from the ad''s texts and images.';
comment on column ads.google_ad_id is 'Google''s id; null: Google does not have it.';
comment on column ads.google_review_status is 'How far Google''s review is, in Google''s word.';
comment on column ads.google_approval_status is 'What came out of it, in Google''s word.';
comment on column ads.created_at is 'When the row was written.';
comment on column ads.updated_at is 'When the row was last changed, by whomever; set by trigger.';

comment on table ad_texts is
  'Tenant. Headlines and descriptions in order. The length here is a safe bound; Google''s width is preflight''s business, so that no words are lost.';
comment on column ad_texts.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column ad_texts.ad_id is 'The ad that shows it.';
comment on column ad_texts.field is 'HEADLINE or DESCRIPTION.';
comment on column ad_texts.position is 'Place in its list, from 0.';
comment on column ad_texts.text is 'One line, as it appears.';

comment on table ad_assets is
  'Tenant. Which image stands where in an ad; in one list each image stands once.';
comment on column ad_assets.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column ad_assets.ad_id is 'The ad that shows it.';
comment on column ad_assets.field is 'The list that it stands in, by Google''s AssetFieldType.';
comment on column ad_assets.asset_id is 'The image.';
comment on column ad_assets.position is 'Place in its list, from 0.';

comment on table criteria is
  'Tenant. Where and in which languages an ad group is shown. None of a kind: everywhere, in every language.';
comment on column criteria.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column criteria.id is 'UUIDv7; new with every edit, since Google never changes a criterion either.';
comment on column criteria.ad_group_id is 'The ad group that it targets.';
comment on column criteria.kind is 'LOCATION or LANGUAGE: which of the two ids is set.';
comment on column criteria.geo_target_id is 'Google''s geo target constant, e.g. 2840 for the United States.';
comment on column criteria.language_id is 'Google''s language constant, e.g. 1000 for English.';
comment on column criteria.negative is 'Whether the place is left out instead.';
comment on column criteria.position is 'Place in the list of its kind, from 0.';
