-- The people, accounts, images and campaigns of a workspace.
-- Expand: the first tables of an empty database, so nothing can be blocked.
--
-- Every table of a workspace has (workspace_id, id) as its key, and every foreign key carries workspace_id: a row
-- cannot point into another workspace, and the schema can be distributed by workspace unchanged.

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
  constraint workspaces_name_length check (char_length(name) between 1 and 100)
);

create table users (
  id             uuid        not null,
  email          text        not null,
  name           text        not null,
  password_hash  text        not null,
  created_at     timestamptz not null default now(),
  constraint users_pkey primary key (id),
  constraint users_email_key unique (email),
  constraint users_email_lower check (email = lower(email) and char_length(email) between 3 and 254),
  constraint users_name_length check (char_length(name) between 1 and 100)
);

create table members (
  workspace_id  uuid        not null,
  user_id       uuid        not null,
  role          text        not null,
  created_at    timestamptz not null default now(),
  constraint members_pkey primary key (workspace_id, user_id),
  constraint members_workspace_fkey foreign key (workspace_id) references workspaces (id),
  constraint members_user_fkey foreign key (user_id) references users (id),
  constraint members_role_known check (role in ('viewer', 'editor', 'approver', 'publisher', 'admin'))
);
create index members_user_idx on members (user_id);

create table sessions (
  token_sha256  text        not null,
  user_id       uuid        not null,
  created_at    timestamptz not null default now(),
  expires_at    timestamptz not null,
  constraint sessions_pkey primary key (token_sha256),
  constraint sessions_user_fkey foreign key (user_id) references users (id) on delete cascade,
  constraint sessions_token_hashed check (token_sha256 ~ '^[0-9a-f]{64}$'),
  constraint sessions_expires_later check (expires_at > created_at)
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
  constraint setup_links_token_hashed check (token_sha256 ~ '^[0-9a-f]{64}$')
);
create index setup_links_workspace_idx on setup_links (workspace_id);

create table api_keys (
  workspace_id  uuid        not null,
  id            uuid        not null,
  name          text        not null,
  role          text        not null,
  token_sha256  text        not null,
  created_at    timestamptz not null default now(),
  last_used_at  timestamptz,
  revoked_at    timestamptz,
  constraint api_keys_pkey primary key (workspace_id, id),
  constraint api_keys_workspace_fkey foreign key (workspace_id) references workspaces (id),
  constraint api_keys_name_key unique (workspace_id, name),
  constraint api_keys_token_key unique (workspace_id, token_sha256),
  constraint api_keys_token_hashed check (token_sha256 ~ '^[0-9a-f]{64}$'),
  constraint api_keys_name_length check (char_length(name) between 1 and 100),
  constraint api_keys_role_known check (role in ('viewer', 'editor', 'approver', 'publisher', 'admin'))
);

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
  constraint accounts_time_zone_length check (char_length(time_zone) between 1 and 64),
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
  constraint assets_name_length check (char_length(name) <= 255),
  constraint assets_source_url_length check (char_length(source_url) <= 2084),
  constraint assets_size_positive check (width > 0 and height > 0 and bytes > 0),
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
  constraint campaigns_pkey primary key (workspace_id, id),
  constraint campaigns_account_fkey foreign key (workspace_id, account_id) references accounts (workspace_id, id),
  constraint campaigns_name_length check (char_length(name) between 1 and 256),
  constraint campaigns_name_no_control check (name !~ '[[:cntrl:]]'),
  constraint campaigns_objective_length check (char_length(objective) <= 100),
  constraint campaigns_type_known check (campaign_type in ('DEMAND_GEN', 'SEARCH', 'PERFORMANCE_MAX', 'DISPLAY')),
  constraint campaigns_daily_budget_positive check (daily_budget_micros > 0),
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
  constraint campaigns_published_needs_version check ((status = 'DRAFT') = (published_version is null)),
  constraint campaigns_published_version_known check (published_version between 1 and version),
  constraint campaigns_google_id_positive check (google_campaign_id > 0),
  constraint campaigns_version_positive check (version > 0),
  constraint campaigns_draft_unknown_to_google check (
    status <> 'DRAFT' or (google_status is null and google_removed_at is null)),
  constraint campaigns_live_not_archived check (
    archived_at is null or status <> 'PUBLISHED' or google_removed_at is not null),
  constraint campaigns_google_id_key unique (workspace_id, account_id, google_campaign_id)
);
create index campaigns_page_idx on campaigns (workspace_id, id desc) where archived_at is null;
create index campaigns_status_page_idx on campaigns (workspace_id, status, id desc) where archived_at is null;
create index campaigns_account_idx on campaigns (workspace_id, account_id, id desc);
create index campaigns_name_idx on campaigns using gin (name gin_trgm_ops);
-- A name is taken from the moment it is fixed for sending until Google has removed the campaign.
create unique index campaigns_published_name_key on campaigns (workspace_id, account_id, published_name)
  where google_removed_at is null;
create trigger campaigns_touch before update on campaigns for each row execute function touch_updated_at();

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
  constraint ad_groups_campaign_id_key unique (workspace_id, campaign_id, id),
  constraint ad_groups_name_length check (char_length(name) <= 255),
  constraint ad_groups_position_range check (position between 0 and 99),
  constraint ad_groups_channel_strategy_known check (
    channel_strategy in ('ALL_CHANNELS', 'ALL_OWNED_AND_OPERATED_CHANNELS', 'SELECTED_CHANNELS')),
  constraint ad_groups_selected_channels_known check (selected_channels <@ array[
    'YOUTUBE_IN_STREAM', 'YOUTUBE_IN_FEED', 'YOUTUBE_SHORTS', 'DISCOVER', 'GMAIL', 'DISPLAY', 'MAPS']),
  constraint ad_groups_google_id_positive check (google_ad_group_id > 0)
);
create index ad_groups_campaign_idx on ad_groups (workspace_id, campaign_id, position);
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
  constraint ads_type_known check (ad_type in ('DEMAND_GEN_MULTI_ASSET')),
  constraint ads_name_length check (char_length(name) <= 255),
  constraint ads_position_range check (position between 0 and 49),
  constraint ads_final_url_length check (char_length(final_url) <= 2084),
  constraint ads_business_name_length check (char_length(business_name) <= 500),
  constraint ads_call_to_action_known check (call_to_action in (
    'LEARN_MORE', 'GET_QUOTE', 'APPLY_NOW', 'SIGN_UP', 'CONTACT_US', 'SUBSCRIBE', 'DOWNLOAD', 'BOOK_NOW', 'SHOP_NOW',
    'BUY_NOW', 'DONATE_NOW', 'ORDER_NOW', 'PLAY_NOW', 'SEE_MORE', 'START_NOW', 'VISIT_SITE', 'WATCH_NOW')),
  constraint ads_asset_automation_known check (asset_automation_opt_outs <@ array[
    'GENERATE_DESIGN_VERSIONS_FOR_IMAGES', 'GENERATE_VIDEOS_FROM_OTHER_ASSETS',
    'GENERATE_ANIMATED_IMAGES_FROM_OTHER_ASSETS']),
  constraint ads_google_id_positive check (google_ad_id > 0)
);
create index ads_ad_group_idx on ads (workspace_id, ad_group_id, position);
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
  constraint ad_texts_length check (char_length(text) <= 500)
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
  constraint criteria_ids_positive check (geo_target_id > 0 or language_id > 0),
  constraint criteria_position_range check (position between 0 and 999),
  constraint criteria_geo_target_key unique (workspace_id, ad_group_id, geo_target_id),
  constraint criteria_language_key unique (workspace_id, ad_group_id, language_id)
);

comment on table workspaces is 'The tenant: a team with its members, accounts and campaigns. Global: belongs to no workspace.';
comment on table users is 'People who sign in. Global: one person may be a member of several workspaces.';
comment on column users.email is 'Lower case, so that one address is one person.';
comment on column users.password_hash is 'argon2id, with its parameters and salt inside.';
comment on table members is 'Who belongs to which workspace, and as what.';
comment on table sessions is 'Signed-in browsers. Global. The token itself is only in the browser''s cookie.';
comment on column sessions.token_sha256 is 'Hex SHA-256 of the token: a copy of this table signs nobody in.';
comment on table setup_links is 'One-time links that make the first administrator of a workspace. Global.';
comment on table api_keys is 'Keys for programs. The key names its workspace, so that looking it up stays inside it.';
comment on column api_keys.token_sha256 is 'Hex SHA-256 of the key.';
comment on table accounts is 'Google Ads customers that a workspace has connected.';
comment on column accounts.customer_id is 'Google''s customer id: 10 digits, no dashes.';
comment on column accounts.login_customer_id is 'The manager account through which it is reached; null: directly.';
comment on column accounts.currency_code is 'ISO 4217. Immutable at Google, as is time_zone.';
comment on column accounts.time_zone is 'IANA name. Dates of campaigns and metrics are in this zone.';
comment on column accounts.environment is 'GOOGLE or EMULATOR, fixed when connected: what was made in one is never sent to the other.';
comment on table assets is 'Images. Facts are read from the bytes; the same bytes are kept once per workspace.';
comment on column assets.bytes is 'Size of the file.';
comment on column assets.sha256 is 'Hex, of the file; the key under which Google''s own deduplication is remembered.';
comment on table asset_contents is 'The bytes of an image, apart from its facts so that lists never touch them.';
comment on table account_assets is 'Which image an account at Google already has, so that it is uploaded once.';
comment on table campaigns is 'A campaign as its team wants it, and in columns named google_* what Google last said about it.';
comment on column campaigns.objective is 'The team''s word for the aim. Google''s API has no such field.';
comment on column campaigns.daily_budget_micros is 'Per day, in millionths of the account''s currency unit. bigint: a 32-bit integer ends at 2,147.48 units.';
comment on column campaigns.start_date is 'First day in the account''s time zone; null: as soon as it is live.';
comment on column campaigns.end_date is 'Last day in the account''s time zone; null: no end.';
comment on column campaigns.target_roas is 'A ratio: 3.5 is 350 %.';
comment on column campaigns.contains_eu_political_advertising is 'The advertiser''s legal declaration; null: nobody has declared it yet.';
comment on column campaigns.status is 'What the owner intends. A running publication is a row of its own and changes nothing here.';
comment on column campaigns.google_campaign_id is 'Google''s id. Null exactly while the status is DRAFT.';
comment on column campaigns.published_name is 'The name at Google, fixed before the first byte is sent: the one field that Google keeps unique.';
comment on column campaigns.published_version is 'The revision that Google has.';
comment on column campaigns.version is 'Number of the latest revision; the ETag.';
comment on column campaigns.google_status is 'campaign.status as Google last said it: ENABLED, PAUSED, REMOVED or a newer word.';
comment on column campaigns.google_removed_at is 'When we first saw that it is gone at Google. Removed is final there.';
comment on column campaigns.archived_at is 'Out of the lists. Google has seen it, so it is kept.';
comment on table ad_groups is 'Ad groups in the order in which the team keeps them. Demand Gen targets here, not at the campaign.';
comment on table ads is 'Ads of an ad group. Their texts and images are rows of their own.';
comment on column ads.name is 'Internal; people never see it in the ad.';
comment on column ads.call_to_action is 'Null: Google chooses.';
comment on table ad_texts is 'Headlines and descriptions in order. The length here is a safe bound; Google''s width is preflight''s business, so that no words are lost.';
comment on table ad_assets is 'Which image stands where in an ad.';
comment on table criteria is 'Where and in which languages an ad group is shown.';
comment on column criteria.geo_target_id is 'Google''s geo target constant, e.g. 2840 for the United States.';
comment on column criteria.language_id is 'Google''s language constant, e.g. 1000 for English.';
