-- The schema that the migrations make. Written by scripts/generate-schema.ts to be read; it is never run.

create extension pg_trgm;

grant usage on schema public to public;
grant usage on schema public to gacm_app;
grant usage on schema public to gacm_readonly;
grant usage on schema public to gacm_worker;

create table account_assets (
  workspace_id uuid not null,
  account_id uuid not null,
  asset_id uuid not null,
  google_asset_id bigint not null,
  created_at timestamp with time zone not null default now(),
  constraint account_assets_pkey PRIMARY KEY (workspace_id, account_id, asset_id),
  constraint account_assets_google_id_positive CHECK (google_asset_id > 0),
  constraint account_assets_account_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id),
  constraint account_assets_asset_fkey FOREIGN KEY (workspace_id, asset_id) REFERENCES assets(workspace_id, id)
);
CREATE INDEX account_assets_asset_idx ON account_assets USING btree (workspace_id, asset_id);
alter table account_assets enable row level security;
alter table account_assets force row level security;
create policy account_assets_of_workspace on account_assets for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, insert, select, update on account_assets to gacm_app;
grant select on account_assets to gacm_readonly;
comment on table account_assets is 'Which image an account at Google already has, so that it is uploaded once.';

create table accounts (
  workspace_id uuid not null,
  id uuid not null,
  customer_id text not null,
  login_customer_id text,
  name text not null,
  currency_code text not null,
  time_zone text not null,
  environment text not null,
  synced_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint accounts_pkey PRIMARY KEY (workspace_id, id),
  constraint accounts_customer_key UNIQUE (workspace_id, customer_id, environment),
  constraint accounts_currency_code CHECK (currency_code ~ '^[A-Z]{3}$'::text),
  constraint accounts_customer_digits CHECK (customer_id ~ '^[0-9]{10}$'::text),
  constraint accounts_environment_known CHECK (environment = ANY (ARRAY['GOOGLE'::text, 'EMULATOR'::text])),
  constraint accounts_login_customer_digits CHECK (login_customer_id ~ '^[0-9]{10}$'::text),
  constraint accounts_name_length CHECK (char_length(name) >= 1 AND char_length(name) <= 255),
  constraint accounts_time_zone_length CHECK (char_length(time_zone) >= 1 AND char_length(time_zone) <= 64),
  constraint accounts_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table accounts enable row level security;
alter table accounts force row level security;
create policy accounts_for_worker on accounts for select to gacm_worker
  using (true);
create policy accounts_of_workspace on accounts for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, insert, select, update on accounts to gacm_app;
grant select on accounts to gacm_readonly;
grant select (workspace_id, id, environment, synced_at) on accounts to gacm_worker;
comment on table accounts is 'Google Ads customers that a workspace has connected.';
comment on column accounts.customer_id is 'Google''s customer id: 10 digits, no dashes.';
comment on column accounts.login_customer_id is 'The manager account through which it is reached; null: directly.';
comment on column accounts.currency_code is 'ISO 4217. Immutable at Google, as is time_zone.';
comment on column accounts.time_zone is 'IANA name. Dates of campaigns and metrics are in this zone.';
comment on column accounts.environment is 'GOOGLE or EMULATOR, fixed when connected: what was made in one is never sent to the other.';

create table ad_assets (
  workspace_id uuid not null,
  ad_id uuid not null,
  field text not null,
  asset_id uuid not null,
  position integer not null,
  constraint ad_assets_pkey PRIMARY KEY (workspace_id, ad_id, field, asset_id),
  constraint ad_assets_field_known CHECK (field = ANY (ARRAY['MARKETING_IMAGE'::text, 'SQUARE_MARKETING_IMAGE'::text, 'PORTRAIT_MARKETING_IMAGE'::text, 'TALL_PORTRAIT_MARKETING_IMAGE'::text, 'LOGO'::text])),
  constraint ad_assets_position_range CHECK ("position" >= 0 AND "position" <= 19),
  constraint ad_assets_ad_fkey FOREIGN KEY (workspace_id, ad_id) REFERENCES ads(workspace_id, id) ON DELETE CASCADE,
  constraint ad_assets_asset_fkey FOREIGN KEY (workspace_id, asset_id) REFERENCES assets(workspace_id, id)
);
CREATE INDEX ad_assets_asset_idx ON ad_assets USING btree (workspace_id, asset_id);
alter table ad_assets enable row level security;
alter table ad_assets force row level security;
create policy ad_assets_of_workspace on ad_assets for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, insert, select, update on ad_assets to gacm_app;
grant select on ad_assets to gacm_readonly;
comment on table ad_assets is 'Which image stands where in an ad.';

create table ad_groups (
  workspace_id uuid not null,
  id uuid not null,
  campaign_id uuid not null,
  position integer not null,
  name text not null,
  channel_strategy text not null default 'ALL_CHANNELS'::text,
  selected_channels text[] not null default '{}'::text[],
  optimized_targeting boolean not null default true,
  google_ad_group_id bigint,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint ad_groups_pkey PRIMARY KEY (workspace_id, id),
  constraint ad_groups_campaign_id_key UNIQUE (workspace_id, campaign_id, id),
  constraint ad_groups_channel_strategy_known CHECK (channel_strategy = ANY (ARRAY['ALL_CHANNELS'::text, 'ALL_OWNED_AND_OPERATED_CHANNELS'::text, 'SELECTED_CHANNELS'::text])),
  constraint ad_groups_google_id_positive CHECK (google_ad_group_id > 0),
  constraint ad_groups_name_length CHECK (char_length(name) <= 255),
  constraint ad_groups_position_range CHECK ("position" >= 0 AND "position" <= 99),
  constraint ad_groups_selected_channels_known CHECK (selected_channels <@ ARRAY['YOUTUBE_IN_STREAM'::text, 'YOUTUBE_IN_FEED'::text, 'YOUTUBE_SHORTS'::text, 'DISCOVER'::text, 'GMAIL'::text, 'DISPLAY'::text, 'MAPS'::text]),
  constraint ad_groups_campaign_fkey FOREIGN KEY (workspace_id, campaign_id) REFERENCES campaigns(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX ad_groups_campaign_idx ON ad_groups USING btree (workspace_id, campaign_id, "position");
CREATE TRIGGER ad_groups_touch BEFORE UPDATE ON ad_groups FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
alter table ad_groups enable row level security;
alter table ad_groups force row level security;
create policy ad_groups_of_workspace on ad_groups for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, insert, select, update on ad_groups to gacm_app;
grant select on ad_groups to gacm_readonly;
comment on table ad_groups is 'Ad groups in the order in which the team keeps them. Demand Gen targets here, not at the campaign.';

create table ad_texts (
  workspace_id uuid not null,
  ad_id uuid not null,
  field text not null,
  position integer not null,
  text text not null,
  constraint ad_texts_pkey PRIMARY KEY (workspace_id, ad_id, field, "position"),
  constraint ad_texts_field_known CHECK (field = ANY (ARRAY['HEADLINE'::text, 'DESCRIPTION'::text])),
  constraint ad_texts_length CHECK (char_length(text) <= 500),
  constraint ad_texts_position_range CHECK ("position" >= 0 AND "position" <= 14),
  constraint ad_texts_ad_fkey FOREIGN KEY (workspace_id, ad_id) REFERENCES ads(workspace_id, id) ON DELETE CASCADE
);
alter table ad_texts enable row level security;
alter table ad_texts force row level security;
create policy ad_texts_of_workspace on ad_texts for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, insert, select, update on ad_texts to gacm_app;
grant select on ad_texts to gacm_readonly;
comment on table ad_texts is 'Headlines and descriptions in order. The length here is a safe bound; Google''s width is preflight''s business, so that no words are lost.';

create table ads (
  workspace_id uuid not null,
  id uuid not null,
  ad_group_id uuid not null,
  position integer not null,
  ad_type text not null default 'DEMAND_GEN_MULTI_ASSET'::text,
  name text not null,
  final_url text,
  business_name text,
  call_to_action text,
  asset_automation_opt_outs text[] not null default '{}'::text[],
  google_ad_id bigint,
  google_review_status text,
  google_approval_status text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint ads_pkey PRIMARY KEY (workspace_id, id),
  constraint ads_asset_automation_known CHECK (asset_automation_opt_outs <@ ARRAY['GENERATE_DESIGN_VERSIONS_FOR_IMAGES'::text, 'GENERATE_VIDEOS_FROM_OTHER_ASSETS'::text, 'GENERATE_ANIMATED_IMAGES_FROM_OTHER_ASSETS'::text]),
  constraint ads_business_name_length CHECK (char_length(business_name) <= 500),
  constraint ads_call_to_action_known CHECK (call_to_action = ANY (ARRAY['LEARN_MORE'::text, 'GET_QUOTE'::text, 'APPLY_NOW'::text, 'SIGN_UP'::text, 'CONTACT_US'::text, 'SUBSCRIBE'::text, 'DOWNLOAD'::text, 'BOOK_NOW'::text, 'SHOP_NOW'::text, 'BUY_NOW'::text, 'DONATE_NOW'::text, 'ORDER_NOW'::text, 'PLAY_NOW'::text, 'SEE_MORE'::text, 'START_NOW'::text, 'VISIT_SITE'::text, 'WATCH_NOW'::text])),
  constraint ads_final_url_length CHECK (char_length(final_url) <= 2084),
  constraint ads_google_id_positive CHECK (google_ad_id > 0),
  constraint ads_name_length CHECK (char_length(name) <= 255),
  constraint ads_position_range CHECK ("position" >= 0 AND "position" <= 49),
  constraint ads_type_known CHECK (ad_type = 'DEMAND_GEN_MULTI_ASSET'::text),
  constraint ads_ad_group_fkey FOREIGN KEY (workspace_id, ad_group_id) REFERENCES ad_groups(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX ads_ad_group_idx ON ads USING btree (workspace_id, ad_group_id, "position");
CREATE INDEX ads_google_id_idx ON ads USING btree (workspace_id, google_ad_id) WHERE google_ad_id IS NOT NULL;
CREATE TRIGGER ads_touch BEFORE UPDATE ON ads FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
alter table ads enable row level security;
alter table ads force row level security;
create policy ads_of_workspace on ads for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, insert, select, update on ads to gacm_app;
grant select on ads to gacm_readonly;
comment on table ads is 'Ads of an ad group. Their texts and images are rows of their own.';
comment on column ads.name is 'Internal; people never see it in the ad.';
comment on column ads.call_to_action is 'Null: Google chooses.';

create table api_keys (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  role text not null,
  token_sha256 text not null,
  created_at timestamp with time zone not null default now(),
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint api_keys_pkey PRIMARY KEY (workspace_id, id),
  constraint api_keys_name_key UNIQUE (workspace_id, name),
  constraint api_keys_token_key UNIQUE (workspace_id, token_sha256),
  constraint api_keys_name_length CHECK (char_length(name) >= 1 AND char_length(name) <= 100),
  constraint api_keys_role_known CHECK (role = ANY (ARRAY['viewer'::text, 'editor'::text, 'approver'::text, 'publisher'::text, 'admin'::text])),
  constraint api_keys_token_hashed CHECK (token_sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint api_keys_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table api_keys enable row level security;
alter table api_keys force row level security;
create policy api_keys_of_workspace on api_keys for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, insert, select, update on api_keys to gacm_app;
comment on table api_keys is 'Keys for programs. The key names its workspace, so that looking it up stays inside it.';
comment on column api_keys.token_sha256 is 'Hex SHA-256 of the key.';

create table asset_contents (
  workspace_id uuid not null,
  asset_id uuid not null,
  content bytea not null,
  constraint asset_contents_pkey PRIMARY KEY (workspace_id, asset_id),
  constraint asset_contents_size CHECK (octet_length(content) >= 1 AND octet_length(content) <= 10485760),
  constraint asset_contents_asset_fkey FOREIGN KEY (workspace_id, asset_id) REFERENCES assets(workspace_id, id) ON DELETE CASCADE
);
alter table asset_contents enable row level security;
alter table asset_contents force row level security;
create policy asset_contents_of_workspace on asset_contents for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, insert, select, update on asset_contents to gacm_app;
comment on table asset_contents is 'The bytes of an image, apart from its facts so that lists never touch them.';

create table assets (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null default 'IMAGE'::text,
  name text not null,
  format text not null,
  width integer not null,
  height integer not null,
  bytes integer not null,
  animated boolean not null,
  cmyk boolean not null,
  sha256 text not null,
  source_url text,
  created_at timestamp with time zone not null default now(),
  constraint assets_pkey PRIMARY KEY (workspace_id, id),
  constraint assets_sha256_key UNIQUE (workspace_id, sha256),
  constraint assets_format_known CHECK (format = ANY (ARRAY['JPEG'::text, 'PNG'::text, 'GIF'::text])),
  constraint assets_kind_known CHECK (kind = 'IMAGE'::text),
  constraint assets_name_length CHECK (char_length(name) <= 255),
  constraint assets_sha256_hex CHECK (sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint assets_size_positive CHECK (width > 0 AND height > 0 AND bytes > 0),
  constraint assets_source_url_length CHECK (char_length(source_url) <= 2084),
  constraint assets_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table assets enable row level security;
alter table assets force row level security;
create policy assets_of_workspace on assets for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, insert, select, update on assets to gacm_app;
grant select on assets to gacm_readonly;
comment on table assets is 'Images. Facts are read from the bytes; the same bytes are kept once per workspace.';
comment on column assets.bytes is 'Size of the file.';
comment on column assets.sha256 is 'Hex, of the file; the key under which Google''s own deduplication is remembered.';

create table audit_heads (
  workspace_id uuid not null,
  seq bigint not null,
  hash bytea not null,
  constraint audit_heads_pkey PRIMARY KEY (workspace_id),
  constraint audit_heads_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table audit_heads enable row level security;
alter table audit_heads force row level security;
create policy audit_heads_of_workspace on audit_heads for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on audit_heads to gacm_app;
comment on table audit_heads is 'The last link of each workspace''s chain. Written by the trigger alone.';

create table audit_log (
  workspace_id uuid not null,
  seq bigint not null,
  at timestamp with time zone not null,
  actor text not null,
  door text not null,
  action text not null,
  entity_kind text not null,
  entity_id uuid,
  detail jsonb not null,
  request_id text,
  previous_hash bytea not null,
  hash bytea not null,
  constraint audit_log_pkey PRIMARY KEY (workspace_id, seq),
  constraint audit_log_door_known CHECK (door = ANY (ARRAY['web'::text, 'api'::text, 'cli'::text, 'system'::text])),
  constraint audit_log_hash_length CHECK (octet_length(hash) = 32 AND octet_length(previous_hash) = 32),
  constraint audit_log_seq_positive CHECK (seq > 0),
  constraint audit_log_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
CREATE INDEX audit_log_entity_idx ON audit_log USING btree (workspace_id, entity_id, seq DESC);
CREATE TRIGGER audit_log_chain BEFORE INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_chain();
alter table audit_log enable row level security;
alter table audit_log force row level security;
create policy audit_log_of_workspace on audit_log for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant insert, select on audit_log to gacm_app;
grant select on audit_log to gacm_readonly;
comment on table audit_log is 'Who did what, through which door. Rows are inserted only; each carries the hash of the one before.';
comment on column audit_log.hash is 'sha256 over the row''s fields and previous_hash; made by the trigger.';

create table campaign_baselines (
  workspace_id uuid not null,
  campaign_id uuid not null,
  version integer not null,
  resources jsonb not null,
  taken_at timestamp with time zone not null default now(),
  constraint campaign_baselines_pkey PRIMARY KEY (workspace_id, campaign_id),
  constraint campaign_baselines_version_positive CHECK (version > 0),
  constraint campaign_baselines_campaign_fkey FOREIGN KEY (workspace_id, campaign_id) REFERENCES campaigns(workspace_id, id) ON DELETE CASCADE
);
alter table campaign_baselines enable row level security;
alter table campaign_baselines force row level security;
create policy campaign_baselines_of_workspace on campaign_baselines for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, insert, select, update on campaign_baselines to gacm_app;
grant select on campaign_baselines to gacm_readonly;
comment on table campaign_baselines is 'What Google had after the last publication, resource by resource: the left side of the next plan and the yardstick of drift.';
comment on column campaign_baselines.resources is 'Our key of a resource to {resourceName, resource, fields}.';

create table campaign_counts (
  workspace_id uuid not null,
  status text not null,
  slot integer not null,
  campaigns bigint not null,
  constraint campaign_counts_pkey PRIMARY KEY (workspace_id, status, slot),
  constraint campaign_counts_slot_range CHECK (slot >= 0 AND slot <= 7),
  constraint campaign_counts_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table campaign_counts enable row level security;
alter table campaign_counts force row level security;
create policy campaign_counts_of_workspace on campaign_counts for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on campaign_counts to gacm_app;
grant select on campaign_counts to gacm_readonly;
comment on table campaign_counts is 'Campaigns by status, archived ones left out; the sum over the slots counts. Written by triggers alone.';

create table campaigns (
  workspace_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  name text not null,
  objective text,
  campaign_type text not null default 'DEMAND_GEN'::text,
  daily_budget_micros bigint,
  start_date date,
  end_date date,
  bidding_strategy text not null default 'MAXIMIZE_CONVERSIONS'::text,
  target_cpa_micros bigint,
  target_cpc_micros bigint,
  target_roas numeric(8,4),
  contains_eu_political_advertising boolean,
  tracking_url_template text,
  final_url_suffix text,
  status text not null default 'DRAFT'::text,
  google_campaign_id bigint,
  published_name text,
  published_version integer,
  version integer not null default 1,
  google_status text,
  google_primary_status text,
  google_primary_status_reasons text[] not null default '{}'::text[],
  google_serving_status text,
  google_synced_at timestamp with time zone,
  google_removed_at timestamp with time zone,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  campaign_goal text,
  constraint campaigns_pkey PRIMARY KEY (workspace_id, id),
  constraint campaigns_google_id_key UNIQUE (workspace_id, account_id, google_campaign_id),
  constraint campaigns_bidding_strategy_known CHECK (bidding_strategy = ANY (ARRAY['MAXIMIZE_CONVERSIONS'::text, 'MAXIMIZE_CONVERSION_VALUE'::text, 'TARGET_CPA'::text, 'TARGET_ROAS'::text, 'TARGET_SPEND'::text, 'TARGET_CPC'::text])),
  constraint campaigns_daily_budget_positive CHECK (daily_budget_micros > 0),
  constraint campaigns_draft_unknown_to_google CHECK (status <> 'DRAFT'::text OR google_status IS NULL AND google_removed_at IS NULL),
  constraint campaigns_end_not_before_start CHECK (end_date >= start_date),
  constraint campaigns_final_url_suffix_length CHECK (char_length(final_url_suffix) <= 2084),
  constraint campaigns_goal_length CHECK (char_length(campaign_goal) <= 255),
  constraint campaigns_google_id_matches_status CHECK ((status = 'DRAFT'::text) = (google_campaign_id IS NULL)),
  constraint campaigns_google_id_positive CHECK (google_campaign_id > 0),
  constraint campaigns_live_not_archived CHECK (archived_at IS NULL OR status <> 'PUBLISHED'::text OR google_removed_at IS NOT NULL),
  constraint campaigns_name_length CHECK (char_length(name) >= 1 AND char_length(name) <= 256),
  constraint campaigns_name_no_control CHECK (name !~ '[[:cntrl:]]'::text),
  constraint campaigns_objective_length CHECK (char_length(objective) <= 100),
  constraint campaigns_published_needs_name CHECK (status = 'DRAFT'::text OR published_name IS NOT NULL),
  constraint campaigns_published_needs_version CHECK ((status = 'DRAFT'::text) = (published_version IS NULL)),
  constraint campaigns_published_version_known CHECK (published_version >= 1 AND published_version <= version),
  constraint campaigns_status_known CHECK (status = ANY (ARRAY['DRAFT'::text, 'PUBLISHED'::text, 'PAUSED'::text])),
  constraint campaigns_target_cpa_positive CHECK (target_cpa_micros > 0),
  constraint campaigns_target_cpc_positive CHECK (target_cpc_micros > 0),
  constraint campaigns_target_roas_range CHECK (target_roas >= 0.01 AND target_roas <= 1000::numeric),
  constraint campaigns_tracking_url_template_length CHECK (char_length(tracking_url_template) <= 2084),
  constraint campaigns_type_known CHECK (campaign_type = ANY (ARRAY['DEMAND_GEN'::text, 'SEARCH'::text, 'PERFORMANCE_MAX'::text, 'DISPLAY'::text])),
  constraint campaigns_version_positive CHECK (version > 0),
  constraint campaigns_account_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id)
);
CREATE INDEX campaigns_account_idx ON campaigns USING btree (workspace_id, account_id, id DESC);
CREATE INDEX campaigns_name_idx ON campaigns USING gin (name gin_trgm_ops);
CREATE INDEX campaigns_page_idx ON campaigns USING btree (workspace_id, id DESC) WHERE archived_at IS NULL;
CREATE UNIQUE INDEX campaigns_published_name_key ON campaigns USING btree (workspace_id, account_id, published_name) WHERE google_removed_at IS NULL;
CREATE INDEX campaigns_status_page_idx ON campaigns USING btree (workspace_id, status, id DESC) WHERE archived_at IS NULL;
CREATE TRIGGER campaigns_count_delete AFTER DELETE ON campaigns REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION campaign_counts_add();
CREATE TRIGGER campaigns_count_insert AFTER INSERT ON campaigns REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION campaign_counts_add();
CREATE TRIGGER campaigns_count_update AFTER UPDATE ON campaigns REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION campaign_counts_add();
CREATE TRIGGER campaigns_touch BEFORE UPDATE ON campaigns FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
alter table campaigns enable row level security;
alter table campaigns force row level security;
create policy campaigns_of_workspace on campaigns for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, insert, select, update on campaigns to gacm_app;
grant select on campaigns to gacm_readonly;
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
comment on column campaigns.campaign_goal is 'The goal in the team''s words, e.g. 500 sign-ups in March.';

create table criteria (
  workspace_id uuid not null,
  id uuid not null,
  ad_group_id uuid not null,
  kind text not null,
  geo_target_id bigint,
  language_id bigint,
  negative boolean not null default false,
  position integer not null,
  constraint criteria_pkey PRIMARY KEY (workspace_id, id),
  constraint criteria_geo_target_key UNIQUE (workspace_id, ad_group_id, geo_target_id),
  constraint criteria_language_key UNIQUE (workspace_id, ad_group_id, language_id),
  constraint criteria_ids_positive CHECK (geo_target_id > 0 OR language_id > 0),
  constraint criteria_kind_known CHECK (kind = ANY (ARRAY['LOCATION'::text, 'LANGUAGE'::text])),
  constraint criteria_language_not_negative CHECK (kind <> 'LANGUAGE'::text OR NOT negative),
  constraint criteria_one_target CHECK ((kind = 'LOCATION'::text) = (geo_target_id IS NOT NULL) AND (kind = 'LANGUAGE'::text) = (language_id IS NOT NULL)),
  constraint criteria_position_range CHECK ("position" >= 0 AND "position" <= 999),
  constraint criteria_ad_group_fkey FOREIGN KEY (workspace_id, ad_group_id) REFERENCES ad_groups(workspace_id, id) ON DELETE CASCADE
);
alter table criteria enable row level security;
alter table criteria force row level security;
create policy criteria_of_workspace on criteria for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, insert, select, update on criteria to gacm_app;
grant select on criteria to gacm_readonly;
comment on table criteria is 'Where and in which languages an ad group is shown.';
comment on column criteria.geo_target_id is 'Google''s geo target constant, e.g. 2840 for the United States.';
comment on column criteria.language_id is 'Google''s language constant, e.g. 1000 for English.';

create table idempotency_keys (
  workspace_id uuid not null,
  key text not null,
  request_sha256 text not null,
  status integer not null,
  headers jsonb not null,
  body text not null,
  created_at timestamp with time zone not null default now(),
  constraint idempotency_keys_pkey PRIMARY KEY (workspace_id, key),
  constraint idempotency_keys_key_length CHECK (char_length(key) >= 1 AND char_length(key) <= 255),
  constraint idempotency_keys_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
CREATE INDEX idempotency_keys_created_idx ON idempotency_keys USING btree (workspace_id, created_at);
alter table idempotency_keys enable row level security;
alter table idempotency_keys force row level security;
create policy idempotency_keys_of_workspace on idempotency_keys for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, insert, select, update on idempotency_keys to gacm_app;
comment on table idempotency_keys is 'Answers to writes that came with an Idempotency-Key, repeated when the same request comes again.';

create table members (
  workspace_id uuid not null,
  user_id uuid not null,
  role text not null,
  created_at timestamp with time zone not null default now(),
  constraint members_pkey PRIMARY KEY (workspace_id, user_id),
  constraint members_role_known CHECK (role = ANY (ARRAY['viewer'::text, 'editor'::text, 'approver'::text, 'publisher'::text, 'admin'::text])),
  constraint members_user_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  constraint members_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
CREATE INDEX members_user_idx ON members USING btree (user_id);
alter table members enable row level security;
alter table members force row level security;
create policy members_of_user on members for select to public
  using (user_id = (( SELECT NULLIF(current_setting('app.user_id'::text, true), ''::text)::uuid AS "nullif")));
create policy members_of_workspace on members for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, insert, select, update on members to gacm_app;
grant select on members to gacm_readonly;
comment on table members is 'Who belongs to which workspace, and as what.';

create table publication_attempts (
  workspace_id uuid not null,
  publication_id uuid not null,
  position integer not null,
  number integer not null,
  fence bigint not null,
  request_sha256 text not null,
  sent_at timestamp with time zone not null default clock_timestamp(),
  answered_at timestamp with time zone,
  outcome text not null default 'UNANSWERED'::text,
  http_status integer,
  google_request_id text,
  errors jsonb not null default '[]'::jsonb,
  constraint publication_attempts_pkey PRIMARY KEY (workspace_id, publication_id, "position", number),
  constraint publication_attempts_answered_has_outcome CHECK ((outcome = 'UNANSWERED'::text) = (answered_at IS NULL)),
  constraint publication_attempts_number_positive CHECK (number > 0),
  constraint publication_attempts_outcome_known CHECK (outcome = ANY (ARRAY['UNANSWERED'::text, 'APPLIED'::text, 'REFUSED'::text, 'NOT_APPLIED'::text, 'UNKNOWN'::text])),
  constraint publication_attempts_request_hex CHECK (request_sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint publication_attempts_step_fkey FOREIGN KEY (workspace_id, publication_id, "position") REFERENCES publication_steps(workspace_id, publication_id, "position")
);
alter table publication_attempts enable row level security;
alter table publication_attempts force row level security;
create policy publication_attempts_of_workspace on publication_attempts for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant insert, select, update on publication_attempts to gacm_app;
grant select on publication_attempts to gacm_readonly;
comment on table publication_attempts is 'One request that was sent, written and committed before its bytes left.';
comment on column publication_attempts.outcome is 'UNANSWERED after a crash; NOT_APPLIED: Google says it did nothing and may be asked again; UNKNOWN: it may have been applied.';

create table publication_steps (
  workspace_id uuid not null,
  publication_id uuid not null,
  position integer not null,
  kind text not null,
  title text not null,
  asset_id uuid,
  state text not null default 'PENDING'::text,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  constraint publication_steps_pkey PRIMARY KEY (workspace_id, publication_id, "position"),
  constraint publication_steps_done_has_time CHECK (state <> 'DONE'::text OR finished_at IS NOT NULL),
  constraint publication_steps_kind_known CHECK (kind = ANY (ARRAY['UPLOAD_ASSET'::text, 'MUTATE'::text, 'VERIFY'::text, 'ACTIVATE'::text])),
  constraint publication_steps_position_range CHECK ("position" >= 0 AND "position" <= 2999),
  constraint publication_steps_state_known CHECK (state = ANY (ARRAY['PENDING'::text, 'SENDING'::text, 'UNKNOWN'::text, 'DONE'::text, 'FAILED'::text])),
  constraint publication_steps_upload_has_asset CHECK ((kind = 'UPLOAD_ASSET'::text) = (asset_id IS NOT NULL)),
  constraint publication_steps_asset_fkey FOREIGN KEY (workspace_id, asset_id) REFERENCES assets(workspace_id, id),
  constraint publication_steps_publication_fkey FOREIGN KEY (workspace_id, publication_id) REFERENCES publications(workspace_id, id)
);
alter table publication_steps enable row level security;
alter table publication_steps force row level security;
create policy publication_steps_of_workspace on publication_steps for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant insert, select, update on publication_steps to gacm_app;
grant select on publication_steps to gacm_readonly;
comment on table publication_steps is 'The requests of a publication, in order.';

create table publications (
  workspace_id uuid not null,
  id uuid not null,
  campaign_id uuid not null,
  account_id uuid not null,
  kind text not null,
  state text not null default 'QUEUED'::text,
  activate boolean not null,
  version integer not null,
  plan_hash text,
  plan jsonb not null,
  published_name text not null,
  token text not null,
  fence bigint not null default 0,
  lease_until timestamp with time zone,
  next_attempt_at timestamp with time zone not null default now(),
  attempts integer not null default 0,
  message text,
  errors jsonb not null default '[]'::jsonb,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone,
  constraint publications_pkey PRIMARY KEY (workspace_id, id),
  constraint publications_fence_not_negative CHECK (fence >= 0 AND attempts >= 0),
  constraint publications_finished_has_time CHECK ((state = ANY (ARRAY['SUCCEEDED'::text, 'FAILED'::text])) = (finished_at IS NOT NULL)),
  constraint publications_kind_known CHECK (kind = ANY (ARRAY['PUBLISH'::text, 'PAUSE'::text, 'RESUME'::text])),
  constraint publications_plan_hash_hex CHECK (plan_hash ~ '^[0-9a-f]{64}$'::text),
  constraint publications_publish_has_hash CHECK ((kind = 'PUBLISH'::text) = (plan_hash IS NOT NULL)),
  constraint publications_published_name_length CHECK (char_length(published_name) >= 1 AND char_length(published_name) <= 256),
  constraint publications_running_is_leased CHECK ((state = 'RUNNING'::text) = (lease_until IS NOT NULL)),
  constraint publications_state_known CHECK (state = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text, 'UNKNOWN'::text, 'NEEDS_ATTENTION'::text, 'SUCCEEDED'::text, 'FAILED'::text])),
  constraint publications_token_hex CHECK (token ~ '^[0-9a-f]{12}$'::text),
  constraint publications_version_positive CHECK (version > 0),
  constraint publications_account_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id),
  constraint publications_campaign_fkey FOREIGN KEY (workspace_id, campaign_id) REFERENCES campaigns(workspace_id, id)
);
CREATE INDEX publications_account_idx ON publications USING btree (workspace_id, account_id);
CREATE INDEX publications_campaign_idx ON publications USING btree (workspace_id, campaign_id, id DESC);
CREATE INDEX publications_due_idx ON publications USING btree (next_attempt_at) WHERE state = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text, 'UNKNOWN'::text]);
CREATE UNIQUE INDEX publications_one_open ON publications USING btree (workspace_id, campaign_id) WHERE state = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text, 'UNKNOWN'::text, 'NEEDS_ATTENTION'::text]);
CREATE UNIQUE INDEX publications_one_running_per_account ON publications USING btree (workspace_id, account_id) WHERE state = 'RUNNING'::text;
alter table publications enable row level security;
alter table publications force row level security;
create policy publications_for_worker on publications for all to gacm_worker
  using (true);
create policy publications_of_workspace on publications for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant insert, select, update on publications to gacm_app;
grant select on publications to gacm_readonly;
grant select (workspace_id, id, account_id, state, fence, lease_until, next_attempt_at, attempts) on publications to gacm_worker;
grant update (state, fence, lease_until, attempts) on publications to gacm_worker;
comment on table publications is 'One journalled run of a plan. Written before anything is sent; an open row blocks a second publication of the campaign.';
comment on column publications.kind is 'PUBLISH sends a plan (create or update); PAUSE and RESUME set the status.';
comment on column publications.state is 'UNKNOWN: something was sent and its answer was lost, so Google is asked before anything is sent again.';
comment on column publications.activate is 'Whether the campaign is to be enabled once it is verified.';
comment on column publications.plan_hash is 'sha256 of the operations, the baseline version and the rule pack version.';
comment on column publications.plan is 'The operations as they are sent, in Google''s order; image bytes and resource names of images are filled in when sending.';
comment on column publications.token is 'First 12 hex digits of the campaign id''s random part: the name of our label at Google, which proves a found campaign to be ours and, being unique per account, stops a second create.';
comment on column publications.fence is 'Grows with every claim. A worker whose number is old can no longer write here.';
comment on column publications.lease_until is 'While it lasts nobody else may work on it. Database clock only.';

create table revisions (
  workspace_id uuid not null,
  campaign_id uuid not null,
  number integer not null,
  document jsonb not null,
  changed_fields text[] not null,
  reason text not null,
  door text not null,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  constraint revisions_pkey PRIMARY KEY (workspace_id, campaign_id, number),
  constraint revisions_door_known CHECK (door = ANY (ARRAY['web'::text, 'api'::text, 'cli'::text, 'system'::text])),
  constraint revisions_number_positive CHECK (number > 0),
  constraint revisions_reason_length CHECK (char_length(reason) >= 1 AND char_length(reason) <= 255),
  constraint revisions_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table revisions enable row level security;
alter table revisions force row level security;
create policy revisions_of_workspace on revisions for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant insert, select on revisions to gacm_app;
grant select on revisions to gacm_readonly;
comment on table revisions is 'Every saved state of a campaign, never changed. No foreign key to the campaign: a deleted draft leaves its history.';
comment on column revisions.document is 'The whole of what a person can edit, as the API speaks it.';
comment on column revisions.changed_fields is 'Top-level fields that differ from the revision before.';

create table sessions (
  token_sha256 text not null,
  user_id uuid not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  constraint sessions_pkey PRIMARY KEY (token_sha256),
  constraint sessions_expires_later CHECK (expires_at > created_at),
  constraint sessions_token_hashed CHECK (token_sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint sessions_user_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX sessions_expires_idx ON sessions USING btree (expires_at);
CREATE INDEX sessions_user_idx ON sessions USING btree (user_id);
grant delete, insert, select, update on sessions to gacm_app;
comment on table sessions is 'Signed-in browsers. Global. The token itself is only in the browser''s cookie.';
comment on column sessions.token_sha256 is 'Hex SHA-256 of the token: a copy of this table signs nobody in.';

create table setup_links (
  token_sha256 text not null,
  workspace_id uuid not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint setup_links_pkey PRIMARY KEY (token_sha256),
  constraint setup_links_token_hashed CHECK (token_sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint setup_links_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
);
CREATE INDEX setup_links_workspace_idx ON setup_links USING btree (workspace_id);
grant delete, insert, select, update on setup_links to gacm_app;
comment on table setup_links is 'One-time links that make the first administrator of a workspace. Global.';

create table users (
  id uuid not null,
  email text not null,
  name text not null,
  password_hash text not null,
  created_at timestamp with time zone not null default now(),
  constraint users_pkey PRIMARY KEY (id),
  constraint users_email_key UNIQUE (email),
  constraint users_email_lower CHECK (email = lower(email) AND char_length(email) >= 3 AND char_length(email) <= 254),
  constraint users_name_length CHECK (char_length(name) >= 1 AND char_length(name) <= 100)
);
grant insert, select, update on users to gacm_app;
comment on table users is 'People who sign in. Global: one person may be a member of several workspaces.';
comment on column users.email is 'Lower case, so that one address is one person.';
comment on column users.password_hash is 'argon2id, with its parameters and salt inside.';

create table workspaces (
  id uuid not null,
  name text not null,
  created_at timestamp with time zone not null default now(),
  constraint workspaces_pkey PRIMARY KEY (id),
  constraint workspaces_name_key UNIQUE (name),
  constraint workspaces_name_length CHECK (char_length(name) >= 1 AND char_length(name) <= 100)
);
grant insert, select on workspaces to gacm_app;
grant select on workspaces to gacm_readonly;
comment on table workspaces is 'The tenant: a team with its members, accounts and campaigns. Global: belongs to no workspace.';

CREATE OR REPLACE FUNCTION public.audit_chain()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  head audit_heads;
begin
  insert into audit_heads (workspace_id, seq, hash)
    values (new.workspace_id, 0, decode(repeat('00', 32), 'hex'))
    on conflict (workspace_id) do nothing;
  select * into strict head from audit_heads where workspace_id = new.workspace_id for update;
  new.seq := head.seq + 1;
  new.at := clock_timestamp();
  new.previous_hash := head.hash;
  new.hash := audit_row_hash(new);
  update audit_heads set seq = new.seq, hash = new.hash where workspace_id = new.workspace_id;
  return new;
end
$function$;
comment on function audit_chain() is 'Gives a new row its place in the workspace''s chain.';

CREATE OR REPLACE FUNCTION public.audit_row_hash(row_ audit_log)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select sha256(convert_to(concat_ws(E'\x1f',
    encode(row_.previous_hash, 'hex'), row_.workspace_id, row_.seq,
    to_char(row_.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    row_.actor, row_.door, row_.action, row_.entity_kind, coalesce(row_.entity_id::text, ''),
    row_.detail::text, coalesce(row_.request_id, '')), 'UTF8'))
$function$;
comment on function audit_row_hash(audit_log) is 'The hash that a row of the audit log must have.';

CREATE OR REPLACE FUNCTION public.campaign_counts_add()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if tg_op = 'INSERT' then
    insert into campaign_counts (workspace_id, status, slot, campaigns)
      select workspace_id, status, pg_backend_pid() % 8, count(*) from new_rows
       where archived_at is null group by 1, 2 order by 1, 2
      on conflict (workspace_id, status, slot) do update set campaigns = campaign_counts.campaigns + excluded.campaigns;
  elsif tg_op = 'DELETE' then
    insert into campaign_counts (workspace_id, status, slot, campaigns)
      select workspace_id, status, pg_backend_pid() % 8, -count(*) from old_rows
       where archived_at is null group by 1, 2 order by 1, 2
      on conflict (workspace_id, status, slot) do update set campaigns = campaign_counts.campaigns + excluded.campaigns;
  else
    -- Most updates move no campaign from one status to another: the deltas cancel and nothing is written.
    insert into campaign_counts (workspace_id, status, slot, campaigns)
      select workspace_id, status, pg_backend_pid() % 8, sum(delta)
        from (select workspace_id, status, 1 as delta from new_rows where archived_at is null
              union all
              select workspace_id, status, -1 from old_rows where archived_at is null) moves
       group by 1, 2 having sum(delta) <> 0 order by 1, 2
      on conflict (workspace_id, status, slot) do update set campaigns = campaign_counts.campaigns + excluded.campaigns;
  end if;
  return null;
end
$function$;
comment on function campaign_counts_add() is 'Adds what a statement did to the campaigns of each workspace.';

CREATE OR REPLACE FUNCTION public.touch_updated_at()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  new.updated_at := clock_timestamp();
  return new;
end
$function$;
comment on function touch_updated_at() is 'Stamps the row''s last change. clock_timestamp(), so that two changes in one transaction differ.';
