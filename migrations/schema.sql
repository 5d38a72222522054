-- The schema that the migrations make. Written by scripts/generate-schema.ts to be read; it is never run.

create extension btree_gin;

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
grant delete, select on account_assets to gacm_app;
grant insert (workspace_id, account_id, asset_id, google_asset_id) on account_assets to gacm_app;
grant update (google_asset_id) on account_assets to gacm_app;
grant select on account_assets to gacm_readonly;
comment on table account_assets is 'Tenant. Which image an account at Google already has, so that it is uploaded once.';
comment on column account_assets.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column account_assets.account_id is 'The account that has it.';
comment on column account_assets.asset_id is 'Our image.';
comment on column account_assets.google_asset_id is 'Google''s id of it in that account.';
comment on column account_assets.created_at is 'When it was first uploaded.';

create table account_metrics (
  workspace_id uuid not null,
  account_id uuid not null,
  date date not null,
  impressions bigint not null,
  clicks bigint not null,
  cost_micros bigint not null,
  conversions numeric(26,6) not null,
  conversions_value numeric(26,6) not null,
  constraint account_metrics_pkey PRIMARY KEY (workspace_id, account_id, date),
  constraint account_metrics_account_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id)
);
alter table account_metrics enable row level security;
alter table account_metrics force row level security;
create policy account_metrics_of_workspace on account_metrics for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on account_metrics to gacm_app;
grant select on account_metrics to gacm_readonly;
comment on table account_metrics is 'Tenant. The sum of an account''s campaigns by day. Written by triggers alone.';
comment on column account_metrics.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column account_metrics.account_id is 'Whose campaigns are added; their currency is the account''s.';
comment on column account_metrics.date is 'The day, in the account''s time zone.';
comment on column account_metrics.impressions is 'How often an ad was shown.';
comment on column account_metrics.clicks is 'Clicks; may exceed the impressions of a day, since a click counts on its own day.';
comment on column account_metrics.cost_micros is 'Spent, in millionths of the account''s currency.';
comment on column account_metrics.conversions is 'Conversions, in parts where several ads share one. Google sends a double: kept to six decimals, so that sums are exact.';
comment on column account_metrics.conversions_value is 'What the conversions are worth, in units of the account''s currency, to six decimals.';

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
  connection_id uuid,
  constraint accounts_pkey PRIMARY KEY (workspace_id, id),
  constraint accounts_customer_key UNIQUE (workspace_id, customer_id, environment),
  constraint accounts_currency_code CHECK (currency_code ~ '^[A-Z]{3}$'::text),
  constraint accounts_customer_digits CHECK (customer_id ~ '^[0-9]{10}$'::text),
  constraint accounts_environment_known CHECK (environment = ANY (ARRAY['GOOGLE'::text, 'EMULATOR'::text])),
  constraint accounts_login_customer_digits CHECK (login_customer_id ~ '^[0-9]{10}$'::text),
  constraint accounts_name_length CHECK (char_length(name) >= 1 AND char_length(name) <= 255),
  constraint accounts_time_zone_format CHECK (time_zone ~ '^[A-Za-z][A-Za-z0-9_+/-]{0,63}$'::text),
  constraint accounts_connection_fkey FOREIGN KEY (workspace_id, connection_id, environment) REFERENCES google_connections(workspace_id, id, environment),
  constraint accounts_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
CREATE TRIGGER accounts_spend_ledgers AFTER INSERT ON accounts FOR EACH ROW EXECUTE FUNCTION accounts_spend_ledgers();
alter table accounts enable row level security;
alter table accounts force row level security;
create policy accounts_for_worker on accounts for select to gacm_worker
  using (true);
create policy accounts_of_workspace on accounts for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on accounts to gacm_app;
grant insert (workspace_id, id, customer_id, login_customer_id, name, currency_code, time_zone, environment, connection_id) on accounts to gacm_app;
grant update (login_customer_id, synced_at, connection_id) on accounts to gacm_app;
grant select on accounts to gacm_readonly;
grant select (workspace_id, id, customer_id, environment, synced_at, connection_id) on accounts to gacm_worker;
comment on table accounts is 'Tenant. Google Ads customers that a workspace has connected.';
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
comment on column accounts.connection_id is 'The connection that it is reached through; null: the credentials of the settings.';

create table ad_assets (
  workspace_id uuid not null,
  ad_id uuid not null,
  field text not null,
  asset_id uuid not null,
  position integer not null,
  constraint ad_assets_pkey PRIMARY KEY (workspace_id, ad_id, field, asset_id),
  constraint ad_assets_position_key UNIQUE (workspace_id, ad_id, field, "position"),
  constraint ad_assets_field_known CHECK (field = ANY (ARRAY['MARKETING_IMAGE'::text, 'SQUARE_MARKETING_IMAGE'::text, 'PORTRAIT_MARKETING_IMAGE'::text, 'TALL_PORTRAIT_MARKETING_IMAGE'::text, 'LOGO'::text, 'LANDSCAPE_LOGO'::text])),
  constraint ad_assets_position_range CHECK ("position" >= 0 AND "position" <= 19),
  constraint ad_assets_ad_fkey FOREIGN KEY (workspace_id, ad_id) REFERENCES ads(workspace_id, id) ON DELETE CASCADE,
  constraint ad_assets_asset_fkey FOREIGN KEY (workspace_id, asset_id) REFERENCES assets(workspace_id, id)
);
CREATE INDEX ad_assets_asset_idx ON ad_assets USING btree (workspace_id, asset_id);
CREATE TRIGGER ad_assets_protected_delete AFTER DELETE ON ad_assets REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ad_parts_protected();
CREATE TRIGGER ad_assets_protected_insert AFTER INSERT ON ad_assets REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ad_parts_protected();
CREATE TRIGGER ad_assets_within_limits BEFORE INSERT OR DELETE OR UPDATE ON ad_assets FOR EACH ROW WHEN (COALESCE(current_setting('app.accounts'::text, true), ''::text) <> ''::text) EXECUTE FUNCTION refuse_beyond_limits('edit', 'ad_id');
alter table ad_assets enable row level security;
alter table ad_assets force row level security;
create policy ad_assets_of_workspace on ad_assets for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, insert, select on ad_assets to gacm_app;
grant select on ad_assets to gacm_readonly;
comment on table ad_assets is 'Tenant. Which image stands where in an ad; in one list each image stands once.';
comment on column ad_assets.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column ad_assets.ad_id is 'The ad that shows it.';
comment on column ad_assets.field is 'The list that it stands in, by Google''s AssetFieldType.';
comment on column ad_assets.asset_id is 'The image.';
comment on column ad_assets.position is 'Place in its list, from 0.';

create table ad_cards (
  workspace_id uuid not null,
  ad_id uuid not null,
  position integer not null,
  headline text not null,
  call_to_action text,
  marketing_image_id uuid,
  square_marketing_image_id uuid,
  portrait_marketing_image_id uuid,
  constraint ad_cards_pkey PRIMARY KEY (workspace_id, ad_id, "position"),
  constraint ad_cards_call_to_action_known CHECK (call_to_action = ANY (ARRAY['LEARN_MORE'::text, 'GET_QUOTE'::text, 'APPLY_NOW'::text, 'SIGN_UP'::text, 'CONTACT_US'::text, 'SUBSCRIBE'::text, 'DOWNLOAD'::text, 'BOOK_NOW'::text, 'SHOP_NOW'::text, 'BUY_NOW'::text, 'DONATE_NOW'::text, 'ORDER_NOW'::text, 'PLAY_NOW'::text, 'SEE_MORE'::text, 'START_NOW'::text, 'VISIT_SITE'::text, 'WATCH_NOW'::text])),
  constraint ad_cards_headline_length CHECK (char_length(headline) <= 500),
  constraint ad_cards_headline_no_control CHECK (headline !~ '[\u0001-\u001f\u007f]'::text),
  constraint ad_cards_position_range CHECK ("position" >= 0 AND "position" <= 9),
  constraint ad_cards_ad_fkey FOREIGN KEY (workspace_id, ad_id) REFERENCES ads(workspace_id, id) ON DELETE CASCADE,
  constraint ad_cards_marketing_image_fkey FOREIGN KEY (workspace_id, marketing_image_id) REFERENCES assets(workspace_id, id),
  constraint ad_cards_portrait_image_fkey FOREIGN KEY (workspace_id, portrait_marketing_image_id) REFERENCES assets(workspace_id, id),
  constraint ad_cards_square_image_fkey FOREIGN KEY (workspace_id, square_marketing_image_id) REFERENCES assets(workspace_id, id)
);
CREATE INDEX ad_cards_marketing_image_idx ON ad_cards USING btree (workspace_id, marketing_image_id);
CREATE INDEX ad_cards_portrait_image_idx ON ad_cards USING btree (workspace_id, portrait_marketing_image_id);
CREATE INDEX ad_cards_square_image_idx ON ad_cards USING btree (workspace_id, square_marketing_image_id);
CREATE TRIGGER ad_cards_protected_delete AFTER DELETE ON ad_cards REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ad_parts_protected();
CREATE TRIGGER ad_cards_protected_insert AFTER INSERT ON ad_cards REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ad_parts_protected();
CREATE TRIGGER ad_cards_within_limits BEFORE INSERT OR DELETE OR UPDATE ON ad_cards FOR EACH ROW WHEN (COALESCE(current_setting('app.accounts'::text, true), ''::text) <> ''::text) EXECUTE FUNCTION refuse_beyond_limits('edit', 'ad_id');
alter table ad_cards enable row level security;
alter table ad_cards force row level security;
create policy ad_cards_of_workspace on ad_cards for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, insert, select on ad_cards to gacm_app;
grant select on ad_cards to gacm_readonly;
comment on table ad_cards is 'Tenant. The cards of a carousel ad, in order.';
comment on column ad_cards.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column ad_cards.ad_id is 'The ad that shows it.';
comment on column ad_cards.position is 'Place among the cards of the ad, from 0.';
comment on column ad_cards.headline is 'One line, as it appears.';
comment on column ad_cards.call_to_action is 'The button''s words; null: Google chooses.';
comment on column ad_cards.marketing_image_id is 'Its landscape image; null: none.';
comment on column ad_cards.square_marketing_image_id is 'Its square image; null: none.';
comment on column ad_cards.portrait_marketing_image_id is 'Its portrait image; null: none.';

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
  cpc_bid_micros bigint,
  cpm_bid_micros bigint,
  constraint ad_groups_pkey PRIMARY KEY (workspace_id, id),
  constraint ad_groups_position_key UNIQUE (workspace_id, campaign_id, "position") DEFERRABLE,
  constraint ad_groups_bids_positive CHECK (COALESCE(cpc_bid_micros, 1::bigint) > 0 AND COALESCE(cpm_bid_micros, 1::bigint) > 0),
  constraint ad_groups_channel_strategy_known CHECK (channel_strategy = ANY (ARRAY['ALL_CHANNELS'::text, 'ALL_OWNED_AND_OPERATED_CHANNELS'::text, 'SELECTED_CHANNELS'::text])),
  constraint ad_groups_google_id_positive CHECK (google_ad_group_id > 0),
  constraint ad_groups_name_length CHECK (char_length(name) <= 255),
  constraint ad_groups_name_no_control CHECK (name !~ '[\u0001-\u001f\u007f]'::text),
  constraint ad_groups_position_range CHECK ("position" >= 0 AND "position" <= 99),
  constraint ad_groups_selected_channels_known CHECK (selected_channels <@ ARRAY['YOUTUBE_IN_STREAM'::text, 'YOUTUBE_IN_FEED'::text, 'YOUTUBE_SHORTS'::text, 'DISCOVER'::text, 'GMAIL'::text, 'DISPLAY'::text, 'MAPS'::text] AND cardinality(selected_channels) <= 7),
  constraint ad_groups_campaign_fkey FOREIGN KEY (workspace_id, campaign_id) REFERENCES campaigns(workspace_id, id) ON DELETE CASCADE
);
CREATE TRIGGER ad_groups_protected_delete AFTER DELETE ON ad_groups REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION campaign_parts_protected();
CREATE TRIGGER ad_groups_protected_insert AFTER INSERT ON ad_groups REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION campaign_parts_protected();
CREATE TRIGGER ad_groups_protected_update BEFORE UPDATE OF campaign_id, "position", name, channel_strategy, selected_channels, optimized_targeting, cpc_bid_micros, cpm_bid_micros ON ad_groups FOR EACH ROW EXECUTE FUNCTION parts_protected();
CREATE TRIGGER ad_groups_touch BEFORE UPDATE ON ad_groups FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER ad_groups_within_limits BEFORE INSERT OR DELETE OR UPDATE ON ad_groups FOR EACH ROW WHEN (COALESCE(current_setting('app.accounts'::text, true), ''::text) <> ''::text) EXECUTE FUNCTION refuse_beyond_limits('edit', 'campaign_id');
alter table ad_groups enable row level security;
alter table ad_groups force row level security;
create policy ad_groups_of_workspace on ad_groups for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, select on ad_groups to gacm_app;
grant insert (workspace_id, id, campaign_id, position, name, channel_strategy, selected_channels, optimized_targeting, cpc_bid_micros, cpm_bid_micros) on ad_groups to gacm_app;
grant update (position, name, channel_strategy, selected_channels, optimized_targeting, google_ad_group_id, cpc_bid_micros, cpm_bid_micros) on ad_groups to gacm_app;
grant select on ad_groups to gacm_readonly;
comment on table ad_groups is 'Tenant. Ad groups in the order in which the team keeps them; in Performance Max they are asset groups.';
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
comment on column ad_groups.cpc_bid_micros is 'MANUAL_CPC: the most that a click may cost, in millionths of the currency unit; null: not decided.';
comment on column ad_groups.cpm_bid_micros is 'MANUAL_CPM: the most that a thousand impressions may cost, in millionths of the currency unit; null: not decided.';

create table ad_texts (
  workspace_id uuid not null,
  ad_id uuid not null,
  field text not null,
  position integer not null,
  text text not null,
  pinned_field text,
  constraint ad_texts_pkey PRIMARY KEY (workspace_id, ad_id, field, "position"),
  constraint ad_texts_field_known CHECK (field = ANY (ARRAY['HEADLINE'::text, 'LONG_HEADLINE'::text, 'DESCRIPTION'::text, 'YOUTUBE_VIDEO'::text])),
  constraint ad_texts_length CHECK (char_length(text) <= 500),
  constraint ad_texts_no_control CHECK (text !~ '[\u0001-\u001f\u007f]'::text),
  constraint ad_texts_pin_fits CHECK (pinned_field IS NULL OR field = 'HEADLINE'::text AND (pinned_field = ANY (ARRAY['HEADLINE_1'::text, 'HEADLINE_2'::text, 'HEADLINE_3'::text])) OR field = 'DESCRIPTION'::text AND (pinned_field = ANY (ARRAY['DESCRIPTION_1'::text, 'DESCRIPTION_2'::text]))),
  constraint ad_texts_position_range CHECK ("position" >= 0 AND "position" <= 14),
  constraint ad_texts_video_id CHECK (field <> 'YOUTUBE_VIDEO'::text OR text ~ '^[A-Za-z0-9_-]{11}$'::text),
  constraint ad_texts_ad_fkey FOREIGN KEY (workspace_id, ad_id) REFERENCES ads(workspace_id, id) ON DELETE CASCADE
);
CREATE TRIGGER ad_texts_protected_delete AFTER DELETE ON ad_texts REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ad_parts_protected();
CREATE TRIGGER ad_texts_protected_insert AFTER INSERT ON ad_texts REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ad_parts_protected();
CREATE TRIGGER ad_texts_within_limits BEFORE INSERT OR DELETE OR UPDATE ON ad_texts FOR EACH ROW WHEN (COALESCE(current_setting('app.accounts'::text, true), ''::text) <> ''::text) EXECUTE FUNCTION refuse_beyond_limits('edit', 'ad_id');
alter table ad_texts enable row level security;
alter table ad_texts force row level security;
create policy ad_texts_of_workspace on ad_texts for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, insert, select on ad_texts to gacm_app;
grant select on ad_texts to gacm_readonly;
comment on table ad_texts is 'Tenant. Texts of ads, and ids of their videos at YouTube, in order. The length here is a safe bound; Google''s width is preflight''s business, so that no words are lost.';
comment on column ad_texts.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column ad_texts.ad_id is 'The ad that shows it.';
comment on column ad_texts.field is 'HEADLINE, LONG_HEADLINE, DESCRIPTION or YOUTUBE_VIDEO.';
comment on column ad_texts.position is 'Place in its list, from 0.';
comment on column ad_texts.text is 'One line, as it appears; of a video its id.';
comment on column ad_texts.pinned_field is 'Where in a responsive search ad it always stands; null: wherever it does best.';

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
  path1 text,
  path2 text,
  main_color text,
  accent_color text,
  google_policy_topics jsonb not null default '[]'::jsonb,
  constraint ads_pkey PRIMARY KEY (workspace_id, id),
  constraint ads_position_key UNIQUE (workspace_id, ad_group_id, "position") DEFERRABLE,
  constraint ads_asset_automation_known CHECK (asset_automation_opt_outs <@ ARRAY['GENERATE_DESIGN_VERSIONS_FOR_IMAGES'::text, 'GENERATE_VIDEOS_FROM_OTHER_ASSETS'::text, 'GENERATE_ANIMATED_IMAGES_FROM_OTHER_ASSETS'::text, 'GENERATE_VERTICAL_YOUTUBE_VIDEOS'::text, 'GENERATE_SHORTER_YOUTUBE_VIDEOS'::text, 'GENERATE_LANDING_PAGE_PREVIEW'::text, 'GENERATE_LANDING_PAGE_TEXT'::text] AND cardinality(asset_automation_opt_outs) <= 7),
  constraint ads_business_name_length CHECK (char_length(business_name) <= 500),
  constraint ads_business_name_no_control CHECK (business_name !~ '[\u0001-\u001f\u007f]'::text),
  constraint ads_call_to_action_known CHECK (call_to_action = ANY (ARRAY['LEARN_MORE'::text, 'GET_QUOTE'::text, 'APPLY_NOW'::text, 'SIGN_UP'::text, 'CONTACT_US'::text, 'SUBSCRIBE'::text, 'DOWNLOAD'::text, 'BOOK_NOW'::text, 'SHOP_NOW'::text, 'BUY_NOW'::text, 'DONATE_NOW'::text, 'ORDER_NOW'::text, 'PLAY_NOW'::text, 'SEE_MORE'::text, 'START_NOW'::text, 'VISIT_SITE'::text, 'WATCH_NOW'::text])),
  constraint ads_colors_hex CHECK (COALESCE(main_color, '#000000'::text) ~ '^#[0-9a-fA-F]{6}$'::text AND COALESCE(accent_color, '#000000'::text) ~ '^#[0-9a-fA-F]{6}$'::text),
  constraint ads_final_url_length CHECK (char_length(final_url) <= 2084),
  constraint ads_google_id_positive CHECK (google_ad_id > 0),
  constraint ads_google_words_length CHECK (char_length(concat(google_review_status, google_approval_status)) <= 1000),
  constraint ads_name_length CHECK (char_length(name) <= 255),
  constraint ads_name_no_control CHECK (name !~ '[\u0001-\u001f\u007f]'::text),
  constraint ads_paths_length CHECK (COALESCE(char_length(path1), 0) <= 100 AND COALESCE(char_length(path2), 0) <= 100),
  constraint ads_paths_no_control CHECK ((COALESCE(path1, ''::text) || COALESCE(path2, ''::text)) !~ '[\u0001-\u001f\u007f]'::text),
  constraint ads_policy_topics_list CHECK (jsonb_typeof(google_policy_topics) = 'array'::text AND octet_length(google_policy_topics::text) <= 10000),
  constraint ads_position_range CHECK ("position" >= 0 AND "position" <= 49),
  constraint ads_type_known CHECK (ad_type = ANY (ARRAY['DEMAND_GEN_MULTI_ASSET'::text, 'DEMAND_GEN_CAROUSEL'::text, 'DEMAND_GEN_VIDEO_RESPONSIVE'::text, 'DEMAND_GEN_PRODUCT'::text, 'RESPONSIVE_SEARCH'::text, 'RESPONSIVE_DISPLAY'::text, 'ASSET_GROUP'::text])),
  constraint ads_ad_group_fkey FOREIGN KEY (workspace_id, ad_group_id) REFERENCES ad_groups(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX ads_google_id_idx ON ads USING btree (workspace_id, google_ad_id) WHERE google_ad_id IS NOT NULL;
CREATE TRIGGER ads_fit_campaign AFTER INSERT ON ads REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION ads_fit_campaign();
CREATE TRIGGER ads_protected_delete AFTER DELETE ON ads REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ad_group_parts_protected();
CREATE TRIGGER ads_protected_insert AFTER INSERT ON ads REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ad_group_parts_protected();
CREATE TRIGGER ads_protected_update BEFORE UPDATE OF ad_group_id, "position", ad_type, name, final_url, path1, path2, business_name, call_to_action, main_color, accent_color, asset_automation_opt_outs ON ads FOR EACH ROW EXECUTE FUNCTION parts_protected();
CREATE TRIGGER ads_touch BEFORE UPDATE ON ads FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER ads_within_limits BEFORE INSERT OR DELETE OR UPDATE ON ads FOR EACH ROW WHEN (COALESCE(current_setting('app.accounts'::text, true), ''::text) <> ''::text) EXECUTE FUNCTION refuse_beyond_limits('edit', 'ad_group_id');
alter table ads enable row level security;
alter table ads force row level security;
create policy ads_of_workspace on ads for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, select on ads to gacm_app;
grant insert (workspace_id, id, ad_group_id, position, ad_type, name, final_url, business_name, call_to_action, asset_automation_opt_outs, path1, path2, main_color, accent_color) on ads to gacm_app;
grant update (position, name, final_url, business_name, call_to_action, asset_automation_opt_outs, google_ad_id, google_review_status, google_approval_status, path1, path2, main_color, accent_color, google_policy_topics) on ads to gacm_app;
grant select on ads to gacm_readonly;
comment on table ads is 'Tenant. Ads of an ad group. Their texts and images are rows of their own.';
comment on column ads.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column ads.id is 'UUIDv7, made by the program: it grows with time, so the key is the order of pages.';
comment on column ads.ad_group_id is 'The ad group that it is a part of; never changes.';
comment on column ads.position is 'Place among the ads of the ad group, from 0.';
comment on column ads.ad_type is 'Google''s type of ad; never changes. ASSET_GROUP: the content of the asset group that its ad group is.';
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
comment on column ads.path1 is 'First part of what is shown after the address; null: none.';
comment on column ads.path2 is 'Its second part; null: none.';
comment on column ads.main_color is 'Responsive display ads: as #rrggbb, together with the accent colour; null: Google chooses.';
comment on column ads.accent_color is 'As #rrggbb; null: Google chooses.';
comment on column ads.google_policy_topics is 'Google''s policy topics of it, [{topic, type, texts}] in Google''s words; empty: none, or not reviewed yet.';

create table api_key_accounts (
  workspace_id uuid not null,
  api_key_id uuid not null,
  account_id uuid not null,
  role text not null,
  constraint api_key_accounts_pkey PRIMARY KEY (workspace_id, api_key_id, account_id),
  constraint api_key_accounts_role_known CHECK (role = ANY (ARRAY['editor'::text, 'approver'::text, 'publisher'::text])),
  constraint api_key_accounts_account_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id),
  constraint api_key_accounts_api_key_fkey FOREIGN KEY (workspace_id, api_key_id) REFERENCES api_keys(workspace_id, id)
);
alter table api_key_accounts enable row level security;
alter table api_key_accounts force row level security;
create policy api_key_accounts_of_workspace on api_key_accounts for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on api_key_accounts to gacm_app;
grant insert (workspace_id, api_key_id, account_id, role) on api_key_accounts to gacm_app;
comment on table api_key_accounts is 'Tenant. What limited API keys may do where; in an account that is not here they only read.';
comment on column api_key_accounts.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column api_key_accounts.api_key_id is 'The key.';
comment on column api_key_accounts.account_id is 'Where.';
comment on column api_key_accounts.role is 'What it may do there.';

create table api_keys (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  role text not null,
  token_sha256 text not null,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  limited boolean not null default false,
  constraint api_keys_pkey PRIMARY KEY (workspace_id, id),
  constraint api_keys_token_key UNIQUE (workspace_id, token_sha256),
  constraint api_keys_admin_unlimited CHECK (NOT (limited AND role = 'admin'::text)),
  constraint api_keys_created_by_length CHECK (char_length(created_by) >= 1 AND char_length(created_by) <= 255),
  constraint api_keys_created_by_no_control CHECK (created_by !~ '[\u0001-\u001f\u007f]'::text),
  constraint api_keys_expires_later CHECK (expires_at > created_at),
  constraint api_keys_lifetime CHECK (expires_at <= (created_at + '8784:00:00'::interval)),
  constraint api_keys_name_length CHECK (char_length(name) >= 1 AND char_length(name) <= 100),
  constraint api_keys_name_no_control CHECK (name !~ '[\u0001-\u001f\u007f]'::text),
  constraint api_keys_role_known CHECK (role = ANY (ARRAY['viewer'::text, 'editor'::text, 'approver'::text, 'publisher'::text, 'admin'::text])),
  constraint api_keys_token_hashed CHECK (token_sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint api_keys_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
CREATE UNIQUE INDEX api_keys_name_key ON api_keys USING btree (workspace_id, name) WHERE revoked_at IS NULL;
CREATE TRIGGER api_keys_guard BEFORE UPDATE ON api_keys FOR EACH ROW WHEN (old.revoked_at IS NOT NULL AND new.revoked_at IS DISTINCT FROM old.revoked_at) EXECUTE FUNCTION api_keys_guard();
alter table api_keys enable row level security;
alter table api_keys force row level security;
create policy api_keys_of_workspace on api_keys for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on api_keys to gacm_app;
grant insert (workspace_id, id, name, role, token_sha256, created_by, expires_at, limited) on api_keys to gacm_app;
grant update (last_used_at, revoked_at) on api_keys to gacm_app;
comment on table api_keys is 'Tenant. Keys for programs. The key names its workspace, so that looking it up stays inside it.';
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
comment on column api_keys.limited is 'Whether the key is limited to the accounts in api_key_accounts.';

create table approval_comments (
  workspace_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  path text not null default ''::text,
  body text not null,
  wants_changes boolean not null default false,
  review_link_id uuid,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  resolved_by text,
  resolved_at timestamp with time zone,
  constraint approval_comments_pkey PRIMARY KEY (workspace_id, request_id, id),
  constraint approval_comments_body_length CHECK (char_length(body) >= 1 AND char_length(body) <= 4000),
  constraint approval_comments_created_by_length CHECK (char_length(created_by) >= 1 AND char_length(created_by) <= 255),
  constraint approval_comments_path_length CHECK (char_length(path) <= 200),
  constraint approval_comments_resolved_by_length CHECK (char_length(resolved_by) >= 1 AND char_length(resolved_by) <= 255),
  constraint approval_comments_resolved_by_whom CHECK ((resolved_at IS NULL) = (resolved_by IS NULL)),
  constraint approval_comments_link_fkey FOREIGN KEY (workspace_id, request_id, review_link_id) REFERENCES review_links(workspace_id, request_id, id),
  constraint approval_comments_request_fkey FOREIGN KEY (workspace_id, request_id) REFERENCES approval_requests(workspace_id, id)
);
alter table approval_comments enable row level security;
alter table approval_comments force row level security;
create policy approval_comments_of_workspace on approval_comments for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on approval_comments to gacm_app;
grant insert (workspace_id, id, request_id, path, body, wants_changes, review_link_id, created_by) on approval_comments to gacm_app;
grant update (resolved_by, resolved_at) on approval_comments to gacm_app;
grant select on approval_comments to gacm_readonly;
comment on table approval_comments is 'Tenant. What reviewers say about a request, as a whole or about a field.';
comment on column approval_comments.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column approval_comments.id is 'UUIDv7, made by the program; the order of comments.';
comment on column approval_comments.request_id is 'The request that it is about.';
comment on column approval_comments.path is 'The field of the campaign, like adGroups[0].ads[0].headlines[1].text; empty: the whole.';
comment on column approval_comments.body is 'What is said.';
comment on column approval_comments.wants_changes is 'Whether changes were asked for with it.';
comment on column approval_comments.review_link_id is 'The link of a client; null: a member, or an API key.';
comment on column approval_comments.created_by is 'Who said it: as in the audit log, or the name on the client''s link.';
comment on column approval_comments.created_at is 'When it was said.';
comment on column approval_comments.resolved_by is 'Who marked it as done; null: nobody.';
comment on column approval_comments.resolved_at is 'When it was marked as done; null: it is open.';

create table approval_policies (
  workspace_id uuid not null,
  id uuid not null,
  account_id uuid,
  number integer not null,
  inherits boolean not null default false,
  approvals integer not null,
  threshold_micros bigint,
  currency_code text,
  clients_count boolean not null default false,
  set_by text not null,
  created_at timestamp with time zone not null default now(),
  constraint approval_policies_pkey PRIMARY KEY (workspace_id, id),
  constraint approval_policies_number_key UNIQUE NULLS NOT DISTINCT (workspace_id, account_id, number),
  constraint approval_policies_approvals_range CHECK (approvals >= 0 AND approvals <= 5),
  constraint approval_policies_currency_code_shape CHECK (currency_code ~ '^[A-Z]{3}$'::text),
  constraint approval_policies_inherits_nothing_else CHECK (NOT inherits OR account_id IS NOT NULL AND approvals = 0),
  constraint approval_policies_number_positive CHECK (number > 0),
  constraint approval_policies_set_by_length CHECK (char_length(set_by) >= 1 AND char_length(set_by) <= 255),
  constraint approval_policies_threshold_has_approvals CHECK (threshold_micros IS NULL OR approvals > 0),
  constraint approval_policies_threshold_has_currency CHECK ((threshold_micros IS NULL) = (currency_code IS NULL)),
  constraint approval_policies_threshold_positive CHECK (threshold_micros > 0),
  constraint approval_policies_account_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id),
  constraint approval_policies_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
CREATE TRIGGER approval_policies_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON approval_policies FOR EACH STATEMENT EXECUTE FUNCTION refuse_history_change();
CREATE TRIGGER approval_policies_settle AFTER INSERT ON approval_policies FOR EACH ROW EXECUTE FUNCTION approvals_settle();
alter table approval_policies enable row level security;
alter table approval_policies force row level security;
create policy approval_policies_of_workspace on approval_policies for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on approval_policies to gacm_app;
grant insert (workspace_id, id, account_id, number, inherits, approvals, threshold_micros, currency_code, clients_count, set_by) on approval_policies to gacm_app;
grant select on approval_policies to gacm_readonly;
comment on table approval_policies is 'Tenant. How many approvals a publication needs: each row is a state of the policy, and the last one counts.';
comment on column approval_policies.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column approval_policies.id is 'UUIDv7, made by the program.';
comment on column approval_policies.account_id is 'The account whose policy it is, instead of the workspace''s; null: the workspace''s.';
comment on column approval_policies.number is 'Counts the states of this policy, from 1; the last one counts.';
comment on column approval_policies.inherits is 'Whether the account goes by the workspace''s policy again.';
comment on column approval_policies.approvals is 'How many approvals a publication needs; 0: none.';
comment on column approval_policies.threshold_micros is 'Only where more than this may be spent on one day at worst, in millionths of currency_code; null: always.';
comment on column approval_policies.currency_code is 'Of the threshold. Accounts in another currency always need the approvals; null: no threshold.';
comment on column approval_policies.clients_count is 'Whether the approval of a client, through a review link, counts as one.';
comment on column approval_policies.set_by is 'Who set it, as in the audit log.';
comment on column approval_policies.created_at is 'Since when it counts.';

create table approval_requests (
  workspace_id uuid not null,
  id uuid not null,
  campaign_id uuid not null,
  account_id uuid not null,
  campaign_name text not null,
  version integer not null,
  plan_hash text not null,
  baseline_version integer not null,
  rule_pack_version text not null,
  plan jsonb not null,
  sent jsonb not null,
  message text not null default ''::text,
  due_at timestamp with time zone,
  reviewers uuid[] not null default '{}'::uuid[],
  authors text[] not null,
  state text not null default 'REQUESTED'::text,
  approvals_needed integer not null default 1,
  void_cause text,
  ended_by text,
  ended_at timestamp with time zone,
  reminded_at timestamp with time zone,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  group_id uuid,
  sent_day_micros bigint,
  voided_from text,
  constraint approval_requests_pkey PRIMARY KEY (workspace_id, id),
  constraint approval_requests_hash_key UNIQUE (workspace_id, id, plan_hash),
  constraint approval_requests_approvals_needed_range CHECK (approvals_needed >= 1 AND approvals_needed <= 5),
  constraint approval_requests_authors_named CHECK (cardinality(authors) > 0),
  constraint approval_requests_baseline_version_not_negative CHECK (baseline_version >= 0),
  constraint approval_requests_campaign_name_length CHECK (char_length(campaign_name) >= 1 AND char_length(campaign_name) <= 256),
  constraint approval_requests_created_by_length CHECK (char_length(created_by) >= 1 AND char_length(created_by) <= 255),
  constraint approval_requests_ended_by_length CHECK (char_length(ended_by) >= 1 AND char_length(ended_by) <= 255),
  constraint approval_requests_ended_by_whom CHECK ((state <> ALL (ARRAY['CHANGES_WANTED'::text, 'CANCELLED'::text])) OR ended_by IS NOT NULL),
  constraint approval_requests_ended_has_time CHECK ((state = ANY (ARRAY['REQUESTED'::text, 'APPROVED'::text])) = (ended_at IS NULL)),
  constraint approval_requests_message_length CHECK (char_length(message) <= 2000),
  constraint approval_requests_plan_hash_hex CHECK (plan_hash ~ '^[0-9a-f]{64}$'::text),
  constraint approval_requests_plan_object CHECK (jsonb_typeof(plan) = 'object'::text AND jsonb_typeof(sent) = 'object'::text),
  constraint approval_requests_reviewers_count CHECK (cardinality(reviewers) <= 20),
  constraint approval_requests_rule_pack_version_length CHECK (char_length(rule_pack_version) >= 1 AND char_length(rule_pack_version) <= 100),
  constraint approval_requests_state_known CHECK (state = ANY (ARRAY['REQUESTED'::text, 'APPROVED'::text, 'CHANGES_WANTED'::text, 'VOID'::text, 'CANCELLED'::text, 'USED'::text])),
  constraint approval_requests_version_positive CHECK (version > 0),
  constraint approval_requests_void_cause_known CHECK (void_cause = ANY (ARRAY['EDITED'::text, 'GOOGLE'::text, 'RULES'::text, 'DELETED'::text])),
  constraint approval_requests_void_has_cause CHECK ((state = 'VOID'::text) = (void_cause IS NOT NULL)),
  constraint approval_requests_voided_from_known CHECK (voided_from = ANY (ARRAY['REQUESTED'::text, 'APPROVED'::text])),
  constraint approval_requests_account_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id),
  constraint approval_requests_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
CREATE INDEX approval_requests_author_idx ON approval_requests USING btree (workspace_id, created_by, id DESC);
CREATE INDEX approval_requests_campaign_idx ON approval_requests USING btree (workspace_id, campaign_id, id DESC);
CREATE INDEX approval_requests_group_idx ON approval_requests USING btree (workspace_id, group_id, id) WHERE group_id IS NOT NULL;
CREATE INDEX approval_requests_inbox_idx ON approval_requests USING btree (workspace_id, COALESCE(due_at, 'infinity'::timestamp with time zone), id DESC) WHERE state = 'REQUESTED'::text;
CREATE UNIQUE INDEX approval_requests_one_open_key ON approval_requests USING btree (workspace_id, campaign_id) WHERE state = ANY (ARRAY['REQUESTED'::text, 'APPROVED'::text]);
CREATE INDEX approval_requests_remind_idx ON approval_requests USING btree (due_at) WHERE state = 'REQUESTED'::text AND (reminded_at IS NULL OR reminded_at < due_at);
CREATE INDEX approval_requests_rules_idx ON approval_requests USING btree (rule_pack_version) WHERE state = ANY (ARRAY['REQUESTED'::text, 'APPROVED'::text]);
CREATE INDEX approval_requests_state_idx ON approval_requests USING btree (workspace_id, state, id DESC);
CREATE INDEX approval_requests_untold_idx ON approval_requests USING btree (workspace_id) WHERE voided_from IS NOT NULL;
CREATE TRIGGER approval_requests_begin BEFORE INSERT ON approval_requests FOR EACH ROW EXECUTE FUNCTION approval_requests_begin();
CREATE TRIGGER approval_requests_begin_void BEFORE UPDATE OF state ON approval_requests FOR EACH ROW WHEN (new.state = 'VOID'::text AND old.state <> 'VOID'::text) EXECUTE FUNCTION approval_requests_begin_void();
CREATE TRIGGER approval_requests_guard BEFORE UPDATE ON approval_requests FOR EACH ROW WHEN ((old.state <> ALL (ARRAY['REQUESTED'::text, 'APPROVED'::text])) AND (old.voided_from IS NULL OR new.voided_from IS NOT NULL)) EXECUTE FUNCTION approval_requests_guard();
CREATE CONSTRAINT TRIGGER approval_requests_tell_void AFTER UPDATE OF state ON approval_requests DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (new.state = 'VOID'::text AND old.state <> 'VOID'::text) EXECUTE FUNCTION approval_requests_tell_void();
alter table approval_requests enable row level security;
alter table approval_requests force row level security;
create policy approval_requests_for_worker on approval_requests for select to gacm_worker
  using (true);
create policy approval_requests_of_workspace on approval_requests for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on approval_requests to gacm_app;
grant insert (workspace_id, id, campaign_id, account_id, version, plan_hash, baseline_version, rule_pack_version, plan, sent, message, due_at, reviewers, created_by, group_id) on approval_requests to gacm_app;
grant update (state, approvals_needed, void_cause, ended_by, ended_at, reminded_at) on approval_requests to gacm_app;
grant select on approval_requests to gacm_readonly;
grant select (workspace_id, id, rule_pack_version, due_at, state, reminded_at, created_at) on approval_requests to gacm_worker;
comment on table approval_requests is 'Tenant. Somebody asks for approval of exactly one plan. No foreign key to the campaign: a deleted draft leaves its history.';
comment on column approval_requests.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column approval_requests.id is 'UUIDv7, made by the program: it grows with time, so the key is the order of pages.';
comment on column approval_requests.campaign_id is 'Whose plan; the campaign may be gone.';
comment on column approval_requests.account_id is 'The campaign''s account, whose policy counts.';
comment on column approval_requests.campaign_name is 'Its name when approval was asked for; set by trigger.';
comment on column approval_requests.version is 'The revision that the plan is made from, and that reviewers see.';
comment on column approval_requests.plan_hash is 'What is approved: the hash of the plan.';
comment on column approval_requests.baseline_version is 'What was known of Google''s side.';
comment on column approval_requests.rule_pack_version is 'The rules it was made under.';
comment on column approval_requests.plan is 'The plan as reviewers see it, which later edits do not change.';
comment on column approval_requests.sent is 'What a publication of it writes into its journal, operation by operation; nothing else is published on its approvals.';
comment on column approval_requests.message is 'What the author says to the reviewers; empty: nothing.';
comment on column approval_requests.due_at is 'Until when an answer is wanted; null: no matter when.';
comment on column approval_requests.reviewers is 'Members who are asked; empty: all who may approve. Others may approve too.';
comment on column approval_requests.authors is 'Who asked or changed what is to be published, as in revisions: none of them approves. Set by trigger.';
comment on column approval_requests.state is 'REQUESTED and APPROVED are open. CHANGES_WANTED, VOID, CANCELLED and USED are final.';
comment on column approval_requests.approvals_needed is 'How many approvals make it APPROVED, by the policy; at least 1. Set by triggers.';
comment on column approval_requests.void_cause is 'What made another plan of it: EDITED here, changed at GOOGLE, other RULES, or the draft was DELETED; null: it is not void.';
comment on column approval_requests.ended_by is 'Who ended it, as in the audit log; null: it is open, or nobody in particular.';
comment on column approval_requests.ended_at is 'When it ended; null: it is open.';
comment on column approval_requests.reminded_at is 'When reviewers were reminded, which happens once; null: not yet.';
comment on column approval_requests.created_by is 'Who asked, as in the audit log.';
comment on column approval_requests.created_at is 'When approval was asked for.';
comment on column approval_requests.group_id is 'What requests have in common that were made together, for a batch; null: it was made alone.';
comment on column approval_requests.sent_day_micros is 'What the operations cost on one day at worst, in millionths of the account''s currency; null: made, and ended, before it was noted. Set by trigger.';
comment on column approval_requests.voided_from is 'The state that it was void from, until the end of that transaction, when it is told; null: there is nothing to tell. Set by triggers.';

create table approvals (
  workspace_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  plan_hash text not null,
  user_id uuid,
  review_link_id uuid,
  approved_by text not null,
  created_at timestamp with time zone not null default now(),
  constraint approvals_pkey PRIMARY KEY (workspace_id, request_id, id),
  constraint approvals_link_key UNIQUE (workspace_id, request_id, review_link_id),
  constraint approvals_user_key UNIQUE (workspace_id, request_id, user_id),
  constraint approvals_approved_by_length CHECK (char_length(approved_by) >= 1 AND char_length(approved_by) <= 255),
  constraint approvals_by_one CHECK ((user_id IS NULL) <> (review_link_id IS NULL)),
  constraint approvals_hash_fkey FOREIGN KEY (workspace_id, request_id, plan_hash) REFERENCES approval_requests(workspace_id, id, plan_hash),
  constraint approvals_link_fkey FOREIGN KEY (workspace_id, request_id, review_link_id) REFERENCES review_links(workspace_id, request_id, id),
  constraint approvals_user_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE TRIGGER approvals_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON approvals FOR EACH STATEMENT EXECUTE FUNCTION refuse_history_change();
CREATE TRIGGER approvals_check BEFORE INSERT ON approvals FOR EACH ROW EXECUTE FUNCTION approvals_check();
CREATE TRIGGER approvals_settle AFTER INSERT ON approvals FOR EACH ROW EXECUTE FUNCTION approvals_settle();
alter table approvals enable row level security;
alter table approvals force row level security;
create policy approvals_of_user on approvals as restrictive for insert to public
  with check (user_id IS NULL OR user_id = (( SELECT NULLIF(current_setting('app.user_id'::text, true), ''::text)::uuid AS "nullif")));
create policy approvals_of_workspace on approvals for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on approvals to gacm_app;
grant insert (workspace_id, id, request_id, plan_hash, user_id, review_link_id) on approvals to gacm_app;
grant select on approvals to gacm_readonly;
comment on table approvals is 'Tenant. Who approved which hash, and when. Rows are inserted only.';
comment on column approvals.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column approvals.id is 'UUIDv7, made by the program.';
comment on column approvals.request_id is 'The request that was answered.';
comment on column approvals.plan_hash is 'The hash of the plan that was approved.';
comment on column approvals.user_id is 'Who approved; null: a client, through a link.';
comment on column approvals.review_link_id is 'The link of a client; null: a member.';
comment on column approvals.approved_by is 'The address of the member, or the name on the client''s link, at that time; set by trigger.';
comment on column approvals.created_at is 'When it was approved.';

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
grant insert, select on asset_contents to gacm_app;
comment on table asset_contents is 'Tenant. The bytes of an image, apart from its facts so that lists never touch them.';
comment on column asset_contents.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column asset_contents.asset_id is 'Whose bytes.';
comment on column asset_contents.content is 'The file as it came; at most 10 MiB.';

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
  removed_at timestamp with time zone,
  constraint assets_pkey PRIMARY KEY (workspace_id, id),
  constraint assets_sha256_key UNIQUE (workspace_id, sha256),
  constraint assets_bytes_range CHECK (bytes >= 1 AND bytes <= 10485760),
  constraint assets_format_known CHECK (format = ANY (ARRAY['JPEG'::text, 'PNG'::text, 'GIF'::text])),
  constraint assets_kind_known CHECK (kind = 'IMAGE'::text),
  constraint assets_name_length CHECK (char_length(name) >= 1 AND char_length(name) <= 255),
  constraint assets_name_no_control CHECK (name !~ '[\u0001-\u001f\u007f]'::text),
  constraint assets_sha256_hex CHECK (sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint assets_size_range CHECK (width > 0 AND height > 0 AND (width::bigint * height) <= 100000000),
  constraint assets_source_url_length CHECK (char_length(source_url) >= 1 AND char_length(source_url) <= 2084),
  constraint assets_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table assets enable row level security;
alter table assets force row level security;
create policy assets_of_workspace on assets for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on assets to gacm_app;
grant insert (workspace_id, id, name, format, width, height, bytes, animated, cmyk, sha256, source_url) on assets to gacm_app;
grant update (removed_at) on assets to gacm_app;
grant select on assets to gacm_readonly;
comment on table assets is 'Tenant. Images. Facts are read from the bytes and never changed; the same bytes are kept once per workspace.';
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
comment on column assets.removed_at is 'When it was taken out of the library, where history keeps it; null: it is there. The same bytes sent again bring it back.';

create table audit_heads (
  workspace_id uuid not null,
  seq bigint not null,
  hash bytea not null,
  constraint audit_heads_pkey PRIMARY KEY (workspace_id),
  constraint audit_heads_hash_length CHECK (octet_length(hash) = 32),
  constraint audit_heads_seq_not_negative CHECK (seq >= 0),
  constraint audit_heads_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table audit_heads enable row level security;
alter table audit_heads force row level security;
create policy audit_heads_of_workspace on audit_heads for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on audit_heads to gacm_app;
comment on table audit_heads is 'Tenant. The last link of each workspace''s chain. Written by the trigger alone.';
comment on column audit_heads.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column audit_heads.seq is 'Of the last link; 0 before the first.';
comment on column audit_heads.hash is 'Of the last link; 32 zero bytes before the first.';

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
  constraint audit_log_action_length CHECK (char_length(action) >= 1 AND char_length(action) <= 100),
  constraint audit_log_actor_length CHECK (char_length(actor) >= 1 AND char_length(actor) <= 255),
  constraint audit_log_detail_object CHECK (jsonb_typeof(detail) = 'object'::text),
  constraint audit_log_door_known CHECK (door = ANY (ARRAY['web'::text, 'api'::text, 'cli'::text, 'system'::text])),
  constraint audit_log_entity_kind_length CHECK (char_length(entity_kind) >= 1 AND char_length(entity_kind) <= 50),
  constraint audit_log_hash_length CHECK (octet_length(hash) = 32 AND octet_length(previous_hash) = 32),
  constraint audit_log_no_control CHECK (concat(actor, action, entity_kind, request_id) !~ '[\u0001-\u001f\u007f]'::text),
  constraint audit_log_request_id_length CHECK (char_length(request_id) <= 255),
  constraint audit_log_seq_positive CHECK (seq > 0),
  constraint audit_log_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
CREATE INDEX audit_log_action_idx ON audit_log USING btree (workspace_id, action, seq DESC);
CREATE INDEX audit_log_actor_idx ON audit_log USING btree (workspace_id, actor, seq DESC);
CREATE INDEX audit_log_entity_idx ON audit_log USING btree (workspace_id, entity_id, seq DESC);
CREATE INDEX audit_log_request_idx ON audit_log USING btree (workspace_id, request_id, seq DESC) WHERE request_id IS NOT NULL;
CREATE TRIGGER audit_log_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_history_change();
CREATE TRIGGER audit_log_chain BEFORE INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_chain();
alter table audit_log enable row level security;
alter table audit_log force row level security;
create policy audit_log_of_workspace on audit_log for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on audit_log to gacm_app;
grant insert (workspace_id, actor, door, action, entity_kind, entity_id, detail, request_id) on audit_log to gacm_app;
grant select on audit_log to gacm_readonly;
comment on table audit_log is 'Tenant. Who did what, through which door. Rows are inserted only; each carries the hash of the one before.';
comment on column audit_log.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column audit_log.seq is 'Place in the workspace''s chain, from 1 without a gap; made by the trigger.';
comment on column audit_log.at is 'When, by the database''s clock; made by the trigger.';
comment on column audit_log.actor is 'Who: an email address, the name of an API key, or the part of the program.';
comment on column audit_log.door is 'web, api, cli or system.';
comment on column audit_log.action is 'What was done, as kind.verb.';
comment on column audit_log.entity_kind is 'What it was done to.';
comment on column audit_log.entity_id is 'Which one; null: the workspace as a whole. No foreign key: it may be gone.';
comment on column audit_log.detail is 'What else is worth knowing; never a secret.';
comment on column audit_log.request_id is 'Of the HTTP request, as in the server''s log; null: there was none.';
comment on column audit_log.previous_hash is 'The hash of the row before; 32 zero bytes in the first.';
comment on column audit_log.hash is 'SHA-256 over the row''s fields and previous_hash; made by the trigger.';

create table campaign_assets (
  workspace_id uuid not null,
  campaign_id uuid not null,
  field text not null,
  asset_id uuid not null,
  position integer not null,
  constraint campaign_assets_pkey PRIMARY KEY (workspace_id, campaign_id, field, asset_id),
  constraint campaign_assets_position_key UNIQUE (workspace_id, campaign_id, field, "position"),
  constraint campaign_assets_field_known CHECK (field = ANY (ARRAY['LOGO'::text, 'LANDSCAPE_LOGO'::text])),
  constraint campaign_assets_position_range CHECK ("position" >= 0 AND "position" <= 19),
  constraint campaign_assets_asset_fkey FOREIGN KEY (workspace_id, asset_id) REFERENCES assets(workspace_id, id),
  constraint campaign_assets_campaign_fkey FOREIGN KEY (workspace_id, campaign_id) REFERENCES campaigns(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX campaign_assets_asset_idx ON campaign_assets USING btree (workspace_id, asset_id);
CREATE TRIGGER campaign_assets_protected_delete AFTER DELETE ON campaign_assets REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION campaign_parts_protected();
CREATE TRIGGER campaign_assets_protected_insert AFTER INSERT ON campaign_assets REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION campaign_parts_protected();
CREATE TRIGGER campaign_assets_within_limits BEFORE INSERT OR DELETE OR UPDATE ON campaign_assets FOR EACH ROW WHEN (COALESCE(current_setting('app.accounts'::text, true), ''::text) <> ''::text) EXECUTE FUNCTION refuse_beyond_limits('edit', 'campaign_id');
alter table campaign_assets enable row level security;
alter table campaign_assets force row level security;
create policy campaign_assets_of_workspace on campaign_assets for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, insert, select on campaign_assets to gacm_app;
grant select on campaign_assets to gacm_readonly;
comment on table campaign_assets is 'Tenant. The logos of a Performance Max campaign''s brand; in one list each image stands once.';
comment on column campaign_assets.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column campaign_assets.campaign_id is 'The campaign that shows it.';
comment on column campaign_assets.field is 'The list that it stands in, by Google''s AssetFieldType.';
comment on column campaign_assets.asset_id is 'The image.';
comment on column campaign_assets.position is 'Place in its list, from 0.';

create table campaign_baselines (
  workspace_id uuid not null,
  campaign_id uuid not null,
  version integer not null,
  resources jsonb not null,
  taken_at timestamp with time zone not null default now(),
  constraint campaign_baselines_pkey PRIMARY KEY (workspace_id, campaign_id),
  constraint campaign_baselines_resources_object CHECK (jsonb_typeof(resources) = 'object'::text),
  constraint campaign_baselines_version_positive CHECK (version > 0),
  constraint campaign_baselines_campaign_fkey FOREIGN KEY (workspace_id, campaign_id) REFERENCES campaigns(workspace_id, id) ON DELETE CASCADE
);
CREATE TRIGGER campaign_baselines_budget_keep AFTER INSERT OR UPDATE OF resources ON campaign_baselines FOR EACH ROW EXECUTE FUNCTION campaign_baselines_budget_keep();
CREATE TRIGGER campaign_baselines_void_approval AFTER UPDATE OF version ON campaign_baselines FOR EACH ROW WHEN (new.version <> old.version) EXECUTE FUNCTION approval_requests_void('GOOGLE');
CREATE TRIGGER campaign_baselines_void_approval_of_first AFTER INSERT ON campaign_baselines FOR EACH ROW EXECUTE FUNCTION approval_requests_void('GOOGLE');
alter table campaign_baselines enable row level security;
alter table campaign_baselines force row level security;
create policy campaign_baselines_of_workspace on campaign_baselines for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on campaign_baselines to gacm_app;
grant insert (workspace_id, campaign_id, version, resources) on campaign_baselines to gacm_app;
grant update (version, resources, taken_at) on campaign_baselines to gacm_app;
grant select on campaign_baselines to gacm_readonly;
comment on table campaign_baselines is 'Tenant. What Google had after the last publication, resource by resource: the left side of the next plan and the yardstick of drift.';
comment on column campaign_baselines.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column campaign_baselines.campaign_id is 'Whose baseline.';
comment on column campaign_baselines.version is 'Grows with every change; part of a plan''s hash.';
comment on column campaign_baselines.resources is 'Our key of a resource to {resourceName, resource, fields}.';
comment on column campaign_baselines.taken_at is 'When Google last had something else than before.';

create table campaign_counts (
  workspace_id uuid not null,
  status text not null,
  slot integer not null,
  campaigns bigint not null,
  constraint campaign_counts_pkey PRIMARY KEY (workspace_id, status, slot),
  constraint campaign_counts_slot_range CHECK (slot >= 0 AND slot <= 7),
  constraint campaign_counts_status_known CHECK (status = ANY (ARRAY['DRAFT'::text, 'PUBLISHED'::text, 'PAUSED'::text])),
  constraint campaign_counts_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table campaign_counts enable row level security;
alter table campaign_counts force row level security;
create policy campaign_counts_of_workspace on campaign_counts for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on campaign_counts to gacm_app;
grant select on campaign_counts to gacm_readonly;
comment on table campaign_counts is 'Tenant. Campaigns by status, archived ones left out; the sum over the slots counts. Written by triggers alone.';
comment on column campaign_counts.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column campaign_counts.status is 'Of the campaigns that are counted.';
comment on column campaign_counts.slot is '0 to 7, by connection, so that writers seldom meet.';
comment on column campaign_counts.campaigns is 'Their number in this slot; may be below zero, the sum is not.';

create table campaign_criteria (
  workspace_id uuid not null,
  id uuid not null,
  campaign_id uuid not null,
  kind text not null,
  geo_target_id bigint,
  language_id bigint,
  keyword_text text,
  match_type text,
  negative boolean not null,
  position integer not null,
  constraint campaign_criteria_pkey PRIMARY KEY (workspace_id, id),
  constraint campaign_criteria_position_key UNIQUE (workspace_id, campaign_id, kind, "position"),
  constraint campaign_criteria_ids_positive CHECK (COALESCE(geo_target_id, language_id, 1::bigint) > 0),
  constraint campaign_criteria_keyword_length CHECK (char_length(keyword_text) >= 1 AND char_length(keyword_text) <= 200),
  constraint campaign_criteria_keyword_no_control CHECK (keyword_text !~ '[\u0001-\u001f\u007f]'::text),
  constraint campaign_criteria_kind_known CHECK (kind = ANY (ARRAY['LOCATION'::text, 'LANGUAGE'::text, 'KEYWORD'::text])),
  constraint campaign_criteria_match_type_known CHECK (match_type = ANY (ARRAY['EXACT'::text, 'PHRASE'::text, 'BROAD'::text])),
  constraint campaign_criteria_negative_fits CHECK ((kind <> 'LANGUAGE'::text OR NOT negative) AND (kind <> 'KEYWORD'::text OR negative)),
  constraint campaign_criteria_one_target CHECK ((kind = 'LOCATION'::text) = (geo_target_id IS NOT NULL) AND (kind = 'LANGUAGE'::text) = (language_id IS NOT NULL) AND (kind = 'KEYWORD'::text) = (keyword_text IS NOT NULL) AND (kind = 'KEYWORD'::text) = (match_type IS NOT NULL)),
  constraint campaign_criteria_position_range CHECK ("position" >= 0 AND "position" <= 1999),
  constraint campaign_criteria_campaign_fkey FOREIGN KEY (workspace_id, campaign_id) REFERENCES campaigns(workspace_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX campaign_criteria_geo_target_key ON campaign_criteria USING btree (workspace_id, campaign_id, geo_target_id) WHERE kind = 'LOCATION'::text;
CREATE UNIQUE INDEX campaign_criteria_keyword_key ON campaign_criteria USING btree (workspace_id, campaign_id, keyword_text, match_type) WHERE kind = 'KEYWORD'::text;
CREATE UNIQUE INDEX campaign_criteria_language_key ON campaign_criteria USING btree (workspace_id, campaign_id, language_id) WHERE kind = 'LANGUAGE'::text;
CREATE TRIGGER campaign_criteria_protected_delete AFTER DELETE ON campaign_criteria REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION campaign_parts_protected();
CREATE TRIGGER campaign_criteria_protected_insert AFTER INSERT ON campaign_criteria REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION campaign_parts_protected();
CREATE TRIGGER campaign_criteria_within_limits BEFORE INSERT OR DELETE OR UPDATE ON campaign_criteria FOR EACH ROW WHEN (COALESCE(current_setting('app.accounts'::text, true), ''::text) <> ''::text) EXECUTE FUNCTION refuse_beyond_limits('edit', 'campaign_id');
alter table campaign_criteria enable row level security;
alter table campaign_criteria force row level security;
create policy campaign_criteria_of_workspace on campaign_criteria for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, insert, select on campaign_criteria to gacm_app;
grant select on campaign_criteria to gacm_readonly;
comment on table campaign_criteria is 'Tenant. What a whole campaign is aimed by: places and languages (Demand Gen has them on its ad groups), and keywords that it never shows for.';
comment on column campaign_criteria.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column campaign_criteria.id is 'UUIDv7; new with every edit, since Google never changes a criterion either.';
comment on column campaign_criteria.campaign_id is 'The campaign that it aims.';
comment on column campaign_criteria.kind is 'Which of the columns says what is aimed at.';
comment on column campaign_criteria.geo_target_id is 'LOCATION: Google''s geo target constant, e.g. 2840 for the United States.';
comment on column campaign_criteria.language_id is 'LANGUAGE: Google''s language constant, e.g. 1000 for English.';
comment on column campaign_criteria.keyword_text is 'KEYWORD: the words.';
comment on column campaign_criteria.match_type is 'KEYWORD: how close a search has to be.';
comment on column campaign_criteria.negative is 'Whether it is left out; of a keyword always.';
comment on column campaign_criteria.position is 'Place in the list of its kind, from 0.';

create table campaign_edits (
  workspace_id uuid not null,
  id uuid not null,
  campaigns integer not null,
  fields text[] not null,
  note text,
  undoes uuid,
  door text not null,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  constraint campaign_edits_pkey PRIMARY KEY (workspace_id, id),
  constraint campaign_edits_undoes_key UNIQUE (workspace_id, undoes),
  constraint campaign_edits_campaigns_range CHECK (campaigns >= 1 AND campaigns <= 2500),
  constraint campaign_edits_created_by_length CHECK (char_length(created_by) >= 1 AND char_length(created_by) <= 255),
  constraint campaign_edits_door_known CHECK (door = ANY (ARRAY['web'::text, 'api'::text, 'cli'::text, 'system'::text])),
  constraint campaign_edits_fields_known CHECK (fields <@ ARRAY['name'::text, 'dailyBudgetMicros'::text, 'totalBudgetMicros'::text, 'startDate'::text, 'endDate'::text, 'objective'::text, 'campaignGoal'::text, 'adGroups'::text, 'brandBusinessName'::text, 'trackingUrlTemplate'::text, 'finalUrlSuffix'::text, 'negativeKeywords'::text] AND cardinality(fields) >= 1 AND cardinality(fields) <= 12),
  constraint campaign_edits_note_length CHECK (char_length(note) >= 1 AND char_length(note) <= 500),
  constraint campaign_edits_note_no_control CHECK (note !~ '[\u0001-\u001f\u007f]'::text),
  constraint campaign_edits_undoes_another CHECK (undoes <> id),
  constraint campaign_edits_undoes_fkey FOREIGN KEY (workspace_id, undoes) REFERENCES campaign_edits(workspace_id, id),
  constraint campaign_edits_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
CREATE TRIGGER campaign_edits_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON campaign_edits FOR EACH STATEMENT EXECUTE FUNCTION refuse_history_change();
alter table campaign_edits enable row level security;
alter table campaign_edits force row level security;
create policy campaign_edits_of_workspace on campaign_edits for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on campaign_edits to gacm_app;
grant insert (workspace_id, id, campaigns, fields, note, undoes, door, created_by) on campaign_edits to gacm_app;
grant select on campaign_edits to gacm_readonly;
comment on table campaign_edits is 'Tenant. Edits of many campaigns at once, never changed. What one changed stands in the revisions that name it.';
comment on column campaign_edits.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column campaign_edits.id is 'UUIDv7, made by the program: it grows with time, so the key is the order of pages.';
comment on column campaign_edits.campaigns is 'How many campaigns it changed; as many revisions name it.';
comment on column campaign_edits.fields is 'Which fields it changed, as the API calls them.';
comment on column campaign_edits.note is 'Why, in the words of who did it; null: nothing was said.';
comment on column campaign_edits.undoes is 'The edit that this one took back; null: it is no undo.';
comment on column campaign_edits.door is 'Through which door it came.';
comment on column campaign_edits.created_by is 'Who did it, as in the audit log.';
comment on column campaign_edits.created_at is 'When it was saved.';

create table campaign_metrics (
  workspace_id uuid not null,
  account_id uuid not null,
  campaign_id uuid not null,
  date date not null,
  impressions bigint not null,
  clicks bigint not null,
  cost_micros bigint not null,
  conversions numeric(20,6) not null,
  conversions_value numeric(20,6) not null,
  constraint campaign_metrics_pkey PRIMARY KEY (workspace_id, account_id, campaign_id, date),
  constraint campaign_metrics_clicks_not_negative CHECK (clicks >= 0),
  constraint campaign_metrics_conversions_not_negative CHECK (conversions >= 0::numeric AND conversions <> 'NaN'::numeric),
  constraint campaign_metrics_cost_not_negative CHECK (cost_micros >= 0),
  constraint campaign_metrics_impressions_not_negative CHECK (impressions >= 0),
  constraint campaign_metrics_value_is_number CHECK (conversions_value <> 'NaN'::numeric),
  constraint campaign_metrics_campaign_fkey FOREIGN KEY (workspace_id, account_id, campaign_id) REFERENCES campaigns(workspace_id, account_id, id)
) partition by RANGE (date);
CREATE TRIGGER campaign_metrics_delete AFTER DELETE ON campaign_metrics REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION campaign_metrics_roll_up();
CREATE TRIGGER campaign_metrics_first BEFORE INSERT OR DELETE OR UPDATE ON campaign_metrics FOR EACH STATEMENT EXECUTE FUNCTION campaign_metrics_in_turn();
CREATE TRIGGER campaign_metrics_insert AFTER INSERT ON campaign_metrics REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION campaign_metrics_roll_up();
CREATE TRIGGER campaign_metrics_update AFTER UPDATE ON campaign_metrics REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION campaign_metrics_roll_up();
alter table campaign_metrics enable row level security;
alter table campaign_metrics force row level security;
create policy campaign_metrics_of_workspace on campaign_metrics for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, select on campaign_metrics to gacm_app;
grant insert (workspace_id, account_id, campaign_id, date, impressions, clicks, cost_micros, conversions, conversions_value) on campaign_metrics to gacm_app;
grant update (impressions, clicks, cost_micros, conversions, conversions_value) on campaign_metrics to gacm_app;
grant select on campaign_metrics to gacm_readonly;
comment on table campaign_metrics is 'Tenant. What a campaign did on a day, as Google reports it; restated for weeks. A day without a row had nothing. Partitioned by month.';
comment on column campaign_metrics.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column campaign_metrics.account_id is 'The campaign''s account.';
comment on column campaign_metrics.campaign_id is 'Whose numbers they are.';
comment on column campaign_metrics.date is 'The day, in the account''s time zone.';
comment on column campaign_metrics.impressions is 'How often an ad was shown.';
comment on column campaign_metrics.clicks is 'Clicks; may exceed the impressions of a day, since a click counts on its own day.';
comment on column campaign_metrics.cost_micros is 'Spent, in millionths of the account''s currency.';
comment on column campaign_metrics.conversions is 'Conversions, in parts where several ads share one. Google sends a double: kept to six decimals, so that sums are exact.';
comment on column campaign_metrics.conversions_value is 'What the conversions are worth, in units of the account''s currency, to six decimals.';

create table campaign_metrics_totals (
  workspace_id uuid not null,
  campaign_id uuid not null,
  impressions bigint not null,
  clicks bigint not null,
  cost_micros bigint not null,
  conversions numeric(26,6) not null,
  conversions_value numeric(26,6) not null,
  constraint campaign_metrics_totals_pkey PRIMARY KEY (workspace_id, campaign_id),
  constraint campaign_metrics_totals_campaign_fkey FOREIGN KEY (workspace_id, campaign_id) REFERENCES campaigns(workspace_id, id)
);
alter table campaign_metrics_totals enable row level security;
alter table campaign_metrics_totals force row level security;
create policy campaign_metrics_totals_of_workspace on campaign_metrics_totals for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on campaign_metrics_totals to gacm_app;
grant select on campaign_metrics_totals to gacm_readonly;
comment on table campaign_metrics_totals is 'Tenant. A campaign''s numbers since it began, also of months that were dropped. Written by triggers alone.';
comment on column campaign_metrics_totals.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column campaign_metrics_totals.campaign_id is 'Whose numbers they are.';
comment on column campaign_metrics_totals.impressions is 'How often an ad was shown.';
comment on column campaign_metrics_totals.clicks is 'Clicks; may exceed the impressions of a day, since a click counts on its own day.';
comment on column campaign_metrics_totals.cost_micros is 'Spent, in millionths of the account''s currency.';
comment on column campaign_metrics_totals.conversions is 'Conversions, in parts where several ads share one. Google sends a double: kept to six decimals, so that sums are exact.';
comment on column campaign_metrics_totals.conversions_value is 'What the conversions are worth, in units of the account''s currency, to six decimals.';

create table campaign_month_metrics (
  workspace_id uuid not null,
  account_id uuid not null,
  campaign_id uuid not null,
  month date not null,
  currency_code text not null,
  impressions bigint not null,
  clicks bigint not null,
  cost_micros bigint not null,
  conversions numeric(26,6) not null,
  conversions_value numeric(26,6) not null,
  constraint campaign_month_metrics_pkey PRIMARY KEY (workspace_id, campaign_id, month),
  constraint campaign_month_metrics_currency_code CHECK (currency_code ~ '^[A-Z]{3}$'::text),
  constraint campaign_month_metrics_first_day CHECK (EXTRACT(day FROM month) = 1::numeric),
  constraint campaign_month_metrics_campaign_fkey FOREIGN KEY (workspace_id, account_id, campaign_id) REFERENCES campaigns(workspace_id, account_id, id) ON DELETE CASCADE
);
CREATE INDEX campaign_month_metrics_account_idx ON campaign_month_metrics USING btree (workspace_id, account_id, month, cost_micros DESC, campaign_id);
CREATE INDEX campaign_month_metrics_currency_idx ON campaign_month_metrics USING btree (workspace_id, currency_code, month, cost_micros DESC, campaign_id);
alter table campaign_month_metrics enable row level security;
alter table campaign_month_metrics force row level security;
create policy campaign_month_metrics_of_workspace on campaign_month_metrics for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on campaign_month_metrics to gacm_app;
grant select on campaign_month_metrics to gacm_readonly;
comment on table campaign_month_metrics is 'Tenant. What a campaign did in a month: the sum of its days. Written by triggers alone.';
comment on column campaign_month_metrics.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column campaign_month_metrics.account_id is 'The campaign''s account.';
comment on column campaign_month_metrics.campaign_id is 'Whose numbers they are.';
comment on column campaign_month_metrics.month is 'The first day of the month, in the account''s time zone.';
comment on column campaign_month_metrics.currency_code is 'The account''s currency, ISO 4217: amounts of two are never compared.';
comment on column campaign_month_metrics.impressions is 'How often an ad was shown.';
comment on column campaign_month_metrics.clicks is 'Clicks.';
comment on column campaign_month_metrics.cost_micros is 'Spent, in millionths of the account''s currency.';
comment on column campaign_month_metrics.conversions is 'Conversions, in parts where several ads share one, to six decimals.';
comment on column campaign_month_metrics.conversions_value is 'What the conversions are worth, in units of the account''s currency, to six decimals.';

create table campaign_protections (
  workspace_id uuid not null,
  campaign_id uuid not null,
  reason text,
  protected_by text not null,
  protected_at timestamp with time zone not null default clock_timestamp(),
  constraint campaign_protections_pkey PRIMARY KEY (workspace_id, campaign_id),
  constraint campaign_protections_by_length CHECK (char_length(protected_by) >= 1 AND char_length(protected_by) <= 255),
  constraint campaign_protections_reason_length CHECK (char_length(reason) >= 1 AND char_length(reason) <= 500),
  constraint campaign_protections_reason_no_control CHECK (reason !~ '[\u0001-\u001f\u007f]'::text),
  constraint campaign_protections_campaign_fkey FOREIGN KEY (workspace_id, campaign_id) REFERENCES campaigns(workspace_id, id)
);
CREATE TRIGGER campaign_protections_begin BEFORE INSERT ON campaign_protections FOR EACH ROW EXECUTE FUNCTION campaign_protections_begin();
CREATE TRIGGER campaign_protections_within_limits BEFORE INSERT OR DELETE ON campaign_protections FOR EACH ROW WHEN (COALESCE(current_setting('app.accounts'::text, true), ''::text) <> ''::text) EXECUTE FUNCTION campaign_protections_within_limits();
alter table campaign_protections enable row level security;
alter table campaign_protections force row level security;
create policy campaign_protections_of_workspace on campaign_protections for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, select on campaign_protections to gacm_app;
grant insert (workspace_id, campaign_id, reason, protected_by) on campaign_protections to gacm_app;
grant select on campaign_protections to gacm_readonly;
comment on table campaign_protections is 'Tenant. A campaign that stays as it is until an administrator lifts this. Who protected what, and lifted it, stands in the audit log.';
comment on column campaign_protections.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column campaign_protections.campaign_id is 'What is protected.';
comment on column campaign_protections.reason is 'Why, in the words of whoever protected it; null: not said.';
comment on column campaign_protections.protected_by is 'Who protected it, as in the audit log.';
comment on column campaign_protections.protected_at is 'Since when.';

create table campaign_template_assets (
  workspace_id uuid not null,
  template_id uuid not null,
  asset_id uuid not null,
  constraint campaign_template_assets_pkey PRIMARY KEY (workspace_id, template_id, asset_id),
  constraint campaign_template_assets_asset_fkey FOREIGN KEY (workspace_id, asset_id) REFERENCES assets(workspace_id, id),
  constraint campaign_template_assets_template_fkey FOREIGN KEY (workspace_id, template_id) REFERENCES campaign_templates(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX campaign_template_assets_asset_idx ON campaign_template_assets USING btree (workspace_id, asset_id);
alter table campaign_template_assets enable row level security;
alter table campaign_template_assets force row level security;
create policy campaign_template_assets_of_workspace on campaign_template_assets for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant insert, select on campaign_template_assets to gacm_app;
grant select on campaign_template_assets to gacm_readonly;
comment on table campaign_template_assets is 'Tenant. The images that a template names.';
comment on column campaign_template_assets.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column campaign_template_assets.template_id is 'The template that names it.';
comment on column campaign_template_assets.asset_id is 'The image.';

create table campaign_templates (
  workspace_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  campaign_type text not null,
  name text not null,
  description text,
  content jsonb not null,
  content_version integer not null,
  version integer not null default 1,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint campaign_templates_pkey PRIMARY KEY (workspace_id, id),
  constraint campaign_templates_name_key UNIQUE (workspace_id, name),
  constraint campaign_templates_content_anonymous CHECK (NOT content ?| ARRAY['id'::text, 'accountId'::text, 'name'::text, 'startDate'::text, 'endDate'::text, 'status'::text, 'googleCampaignId'::text, 'publishedVersion'::text, 'containsEuPoliticalAdvertising'::text]),
  constraint campaign_templates_content_object CHECK (jsonb_typeof(content) = 'object'::text),
  constraint campaign_templates_content_size CHECK (octet_length(content::text) <= 8388608),
  constraint campaign_templates_content_version_positive CHECK (content_version > 0),
  constraint campaign_templates_created_by_length CHECK (char_length(created_by) >= 1 AND char_length(created_by) <= 255),
  constraint campaign_templates_description_length CHECK (char_length(description) >= 1 AND char_length(description) <= 500),
  constraint campaign_templates_name_length CHECK (char_length(name) >= 1 AND char_length(name) <= 100),
  constraint campaign_templates_name_no_control CHECK (name !~ '[\u0001-\u001f\u007f]'::text),
  constraint campaign_templates_type_known CHECK (campaign_type = ANY (ARRAY['DEMAND_GEN'::text, 'SEARCH'::text, 'PERFORMANCE_MAX'::text, 'DISPLAY'::text])),
  constraint campaign_templates_version_positive CHECK (version > 0),
  constraint campaign_templates_account_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id)
);
CREATE INDEX campaign_templates_account_idx ON campaign_templates USING btree (workspace_id, account_id);
CREATE TRIGGER campaign_templates_touch BEFORE UPDATE ON campaign_templates FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
alter table campaign_templates enable row level security;
alter table campaign_templates force row level security;
create policy campaign_templates_of_workspace on campaign_templates for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, select on campaign_templates to gacm_app;
grant insert (workspace_id, id, account_id, campaign_type, name, description, content, content_version, created_by) on campaign_templates to gacm_app;
grant update (name, description, version) on campaign_templates to gacm_app;
grant select on campaign_templates to gacm_readonly;
comment on table campaign_templates is 'Tenant. What campaigns can begin from: the content of one, without who it is.';
comment on column campaign_templates.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column campaign_templates.id is 'UUIDv7, made by the program.';
comment on column campaign_templates.account_id is 'The account that it was made in: audiences are that account''s, amounts are in its currency.';
comment on column campaign_templates.campaign_type is 'Of the campaigns that begin from it; never changes.';
comment on column campaign_templates.name is 'As people call it; once in a workspace.';
comment on column campaign_templates.description is 'What it is for, in people''s words; null: nothing said.';
comment on column campaign_templates.content is 'The campaign as a revision keeps it, without account, name, dates, declaration and ids of parts; at most 8 MiB of text. Never changes.';
comment on column campaign_templates.content_version is 'How content is written: programs read what is at most as new as they are.';
comment on column campaign_templates.version is 'Counts the changes, from 1; the ETag.';
comment on column campaign_templates.created_by is 'Who made it, as in the audit log.';
comment on column campaign_templates.created_at is 'When it was made.';
comment on column campaign_templates.updated_at is 'When it was last changed; set by trigger.';

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
  archived boolean not null generated always as ((archived_at IS NOT NULL)) stored,
  name_key text not null generated always as (lower((name COLLATE "C"))) stored,
  budget_key bigint not null generated always as (COALESCE(daily_budget_micros, (0)::bigint)) stored,
  end_key date not null generated always as (COALESCE(end_date, 'infinity'::date)) stored,
  campaign_goal text,
  publication_state text not null default 'NONE'::text,
  total_budget_micros bigint,
  cpc_bid_ceiling_micros bigint,
  impression_share_location text,
  impression_share_fraction numeric(5,4),
  target_search_network boolean not null default true,
  target_content_network boolean not null default false,
  merchant_id bigint,
  feed_label text,
  brand_guidelines boolean not null default true,
  brand_business_name text,
  brand_main_color text,
  brand_accent_color text,
  brand_font_family text,
  asset_automation_opt_outs text[] not null default '{}'::text[],
  published_daily_budget_micros bigint,
  published_total_budget_micros bigint,
  google_daily_budget_micros bigint,
  google_total_budget_micros bigint,
  constraint campaigns_pkey PRIMARY KEY (workspace_id, id),
  constraint campaigns_account_key UNIQUE (workspace_id, account_id, id),
  constraint campaigns_asset_automation_known CHECK (asset_automation_opt_outs <@ ARRAY['TEXT_ASSET_AUTOMATION'::text, 'FINAL_URL_EXPANSION_TEXT_ASSET_AUTOMATION'::text, 'GENERATE_ENHANCED_YOUTUBE_VIDEOS'::text, 'GENERATE_IMAGE_ENHANCEMENT'::text] AND cardinality(asset_automation_opt_outs) <= 4),
  constraint campaigns_bidding_strategy_known CHECK (bidding_strategy = ANY (ARRAY['MAXIMIZE_CONVERSIONS'::text, 'MAXIMIZE_CONVERSION_VALUE'::text, 'TARGET_CPA'::text, 'TARGET_ROAS'::text, 'TARGET_SPEND'::text, 'TARGET_CPC'::text, 'TARGET_IMPRESSION_SHARE'::text, 'MANUAL_CPC'::text, 'MANUAL_CPM'::text])),
  constraint campaigns_brand_business_name_length CHECK (char_length(brand_business_name) <= 500),
  constraint campaigns_brand_business_name_no_control CHECK (brand_business_name !~ '[\u0001-\u001f\u007f]'::text),
  constraint campaigns_brand_colors_hex CHECK (COALESCE(brand_main_color, '#000000'::text) ~ '^#[0-9a-fA-F]{6}$'::text AND COALESCE(brand_accent_color, '#000000'::text) ~ '^#[0-9a-fA-F]{6}$'::text),
  constraint campaigns_brand_font_known CHECK (brand_font_family = ANY (ARRAY['Open Sans'::text, 'Roboto'::text, 'Montserrat'::text, 'Poppins'::text, 'Lato'::text, 'Oswald'::text, 'Playfair Display'::text, 'Roboto Slab'::text])),
  constraint campaigns_cpc_bid_ceiling_positive CHECK (cpc_bid_ceiling_micros > 0),
  constraint campaigns_daily_budget_positive CHECK (daily_budget_micros > 0),
  constraint campaigns_dates_range CHECK (COALESCE(start_date, '2000-01-01'::date) >= '0001-01-01'::date AND COALESCE(start_date, '2000-01-01'::date) <= '9999-12-31'::date AND COALESCE(end_date, '2000-01-01'::date) >= '0001-01-01'::date AND COALESCE(end_date, '2000-01-01'::date) <= '9999-12-31'::date),
  constraint campaigns_draft_unknown_to_google CHECK (status <> 'DRAFT'::text OR google_status IS NULL AND google_primary_status IS NULL AND google_serving_status IS NULL AND google_primary_status_reasons = '{}'::text[] AND google_synced_at IS NULL AND google_removed_at IS NULL),
  constraint campaigns_end_not_before_start CHECK (end_date >= start_date),
  constraint campaigns_feed_label_length CHECK (char_length(feed_label) <= 20),
  constraint campaigns_feed_label_no_control CHECK (feed_label !~ '[\u0001-\u001f\u007f]'::text),
  constraint campaigns_final_url_suffix_length CHECK (char_length(final_url_suffix) <= 2084),
  constraint campaigns_goal_length CHECK (char_length(campaign_goal) <= 255),
  constraint campaigns_goal_no_control CHECK (campaign_goal !~ '[\u0001-\u001f\u007f]'::text),
  constraint campaigns_google_id_matches_status CHECK ((status = 'DRAFT'::text) = (google_campaign_id IS NULL)),
  constraint campaigns_google_id_positive CHECK (google_campaign_id > 0),
  constraint campaigns_google_words_length CHECK (char_length(concat(google_status, google_primary_status, google_serving_status)) <= 1000 AND cardinality(google_primary_status_reasons) <= 100),
  constraint campaigns_impression_share_location_known CHECK (impression_share_location = ANY (ARRAY['ANYWHERE_ON_PAGE'::text, 'TOP_OF_PAGE'::text, 'ABSOLUTE_TOP_OF_PAGE'::text])),
  constraint campaigns_impression_share_range CHECK (impression_share_fraction >= 0.0001 AND impression_share_fraction <= 1::numeric),
  constraint campaigns_live_not_archived CHECK (archived_at IS NULL OR status <> 'PUBLISHED'::text OR google_removed_at IS NOT NULL),
  constraint campaigns_merchant_id_positive CHECK (merchant_id > 0),
  constraint campaigns_name_length CHECK (char_length(name) >= 1 AND char_length(name) <= 256),
  constraint campaigns_name_no_control CHECK (name !~ '[\u0001-\u001f\u007f]'::text),
  constraint campaigns_objective_length CHECK (char_length(objective) <= 100),
  constraint campaigns_objective_no_control CHECK (objective !~ '[\u0001-\u001f\u007f]'::text),
  constraint campaigns_one_budget CHECK (daily_budget_micros IS NULL OR total_budget_micros IS NULL),
  constraint campaigns_publication_state_known CHECK (publication_state = ANY (ARRAY['NONE'::text, 'QUEUED'::text, 'RUNNING'::text, 'UNKNOWN'::text, 'NEEDS_ATTENTION'::text, 'SUCCEEDED'::text, 'FAILED'::text])),
  constraint campaigns_published_name_length CHECK (char_length(published_name) >= 1 AND char_length(published_name) <= 256),
  constraint campaigns_published_name_no_control CHECK (published_name !~ '[\u0001-\u001f\u007f]'::text),
  constraint campaigns_published_needs_name CHECK (status = 'DRAFT'::text OR published_name IS NOT NULL),
  constraint campaigns_published_needs_version CHECK ((status = 'DRAFT'::text) = (published_version IS NULL)),
  constraint campaigns_published_version_known CHECK (published_version >= 1 AND published_version <= version),
  constraint campaigns_status_known CHECK (status = ANY (ARRAY['DRAFT'::text, 'PUBLISHED'::text, 'PAUSED'::text])),
  constraint campaigns_target_cpa_positive CHECK (target_cpa_micros > 0),
  constraint campaigns_target_cpc_positive CHECK (target_cpc_micros > 0),
  constraint campaigns_target_roas_range CHECK (target_roas >= 0.01 AND target_roas <= 1000::numeric),
  constraint campaigns_total_budget_positive CHECK (total_budget_micros > 0),
  constraint campaigns_tracking_url_template_length CHECK (char_length(tracking_url_template) <= 2084),
  constraint campaigns_type_known CHECK (campaign_type = ANY (ARRAY['DEMAND_GEN'::text, 'SEARCH'::text, 'PERFORMANCE_MAX'::text, 'DISPLAY'::text])),
  constraint campaigns_version_positive CHECK (version > 0),
  constraint campaigns_account_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id),
  constraint campaigns_revision_fkey FOREIGN KEY (workspace_id, id, version) REFERENCES revisions(workspace_id, campaign_id, number) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX campaigns_account_created_idx ON campaigns USING btree (workspace_id, account_id, archived, status, campaign_type, publication_state, id);
CREATE INDEX campaigns_account_ordered_budget_idx ON campaigns USING btree (workspace_id, account_id, archived, budget_key, id, status, campaign_type, publication_state) INCLUDE (name, name_key, total_budget_micros);
CREATE INDEX campaigns_account_ordered_created_idx ON campaigns USING btree (workspace_id, account_id, archived, id, status, campaign_type, publication_state) INCLUDE (name, name_key);
CREATE INDEX campaigns_account_ordered_end_idx ON campaigns USING btree (workspace_id, account_id, archived, end_key, id, status, campaign_type, publication_state) INCLUDE (name, name_key);
CREATE INDEX campaigns_account_ordered_name_idx ON campaigns USING btree (workspace_id, account_id, archived, name_key, id, status, campaign_type, publication_state) INCLUDE (name);
CREATE INDEX campaigns_account_ordered_start_idx ON campaigns USING btree (workspace_id, account_id, archived, (
CASE
    WHEN start_date IS NULL THEN 'infinity'::date
    ELSE start_date
END), id, status, campaign_type, publication_state) INCLUDE (name, name_key, start_date);
CREATE INDEX campaigns_account_ordered_updated_idx ON campaigns USING btree (workspace_id, account_id, archived, updated_at, id, status, campaign_type, publication_state) INCLUDE (name, name_key);
CREATE INDEX campaigns_budget_idx ON campaigns USING btree (workspace_id, archived, status, campaign_type, publication_state, budget_key, id);
CREATE INDEX campaigns_budget_limited_idx ON campaigns USING btree (workspace_id, account_id, id) WHERE archived_at IS NULL AND google_primary_status_reasons && ARRAY['BUDGET_CONSTRAINED'::text];
CREATE INDEX campaigns_created_idx ON campaigns USING btree (workspace_id, archived, status, campaign_type, publication_state, id);
CREATE INDEX campaigns_end_idx ON campaigns USING btree (workspace_id, archived, status, campaign_type, publication_state, end_key, id);
CREATE UNIQUE INDEX campaigns_google_id_key ON campaigns USING btree (workspace_id, account_id, google_campaign_id) WHERE google_campaign_id IS NOT NULL;
CREATE INDEX campaigns_name_idx ON campaigns USING btree (workspace_id, archived, status, campaign_type, publication_state, name_key, id);
CREATE INDEX campaigns_ordered_budget_idx ON campaigns USING btree (workspace_id, archived, budget_key, id) INCLUDE (status, campaign_type, publication_state, name, name_key);
CREATE INDEX campaigns_ordered_created_idx ON campaigns USING btree (workspace_id, archived, id) INCLUDE (status, campaign_type, publication_state, name, name_key);
CREATE INDEX campaigns_ordered_end_idx ON campaigns USING btree (workspace_id, archived, end_key, id) INCLUDE (status, campaign_type, publication_state, name, name_key);
CREATE INDEX campaigns_ordered_name_idx ON campaigns USING btree (workspace_id, archived, name_key, id) INCLUDE (status, campaign_type, publication_state, name);
CREATE INDEX campaigns_ordered_start_idx ON campaigns USING btree (workspace_id, archived, (
CASE
    WHEN start_date IS NULL THEN 'infinity'::date
    ELSE start_date
END), id) INCLUDE (status, campaign_type, publication_state, name, name_key, start_date);
CREATE INDEX campaigns_ordered_updated_idx ON campaigns USING btree (workspace_id, archived, updated_at, id) INCLUDE (status, campaign_type, publication_state, name, name_key);
CREATE UNIQUE INDEX campaigns_published_name_key ON campaigns USING btree (workspace_id, account_id, published_name) WHERE google_removed_at IS NULL;
CREATE INDEX campaigns_refused_ads_idx ON campaigns USING btree (workspace_id, account_id, id) WHERE archived_at IS NULL AND google_primary_status_reasons && ARRAY['HAS_ADS_DISAPPROVED'::text, 'HAS_ADS_LIMITED_BY_POLICY'::text, 'HAS_ASSET_GROUPS_DISAPPROVED'::text, 'HAS_ASSET_GROUPS_LIMITED_BY_POLICY'::text];
CREATE INDEX campaigns_start_idx ON campaigns USING btree (workspace_id, archived, status, campaign_type, publication_state, (
CASE
    WHEN start_date IS NULL THEN 'infinity'::date
    ELSE start_date
END), id) INCLUDE (start_date);
CREATE INDEX campaigns_text_idx ON campaigns USING gin (workspace_id, name gin_trgm_ops) WITH (gin_pending_list_limit='256');
CREATE INDEX campaigns_updated_idx ON campaigns USING btree (workspace_id, archived, status, campaign_type, publication_state, updated_at, id);
CREATE STATISTICS public.campaigns_account_statistics (dependencies) ON workspace_id, account_id FROM campaigns;
CREATE TRIGGER campaigns_count_delete AFTER DELETE ON campaigns REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION campaign_counts_add();
CREATE TRIGGER campaigns_count_insert AFTER INSERT ON campaigns REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION campaign_counts_add();
CREATE TRIGGER campaigns_count_update AFTER UPDATE ON campaigns REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION campaign_counts_add();
CREATE TRIGGER campaigns_guard_delete BEFORE DELETE ON campaigns FOR EACH ROW EXECUTE FUNCTION campaigns_guard();
CREATE TRIGGER campaigns_guard_update BEFORE UPDATE ON campaigns FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status OR old.google_campaign_id IS DISTINCT FROM new.google_campaign_id OR old.version IS DISTINCT FROM new.version) EXECUTE FUNCTION campaigns_guard();
CREATE TRIGGER campaigns_protected_delete BEFORE DELETE ON campaigns FOR EACH ROW EXECUTE FUNCTION campaigns_protected();
CREATE TRIGGER campaigns_protected_status BEFORE UPDATE OF status ON campaigns FOR EACH ROW WHEN (old.status <> new.status AND (old.publication_state <> ALL (ARRAY['QUEUED'::text, 'RUNNING'::text, 'UNKNOWN'::text, 'NEEDS_ATTENTION'::text]))) EXECUTE FUNCTION campaigns_protected();
CREATE TRIGGER campaigns_protected_update BEFORE UPDATE OF account_id, name, objective, campaign_goal, campaign_type, daily_budget_micros, total_budget_micros, start_date, end_date, bidding_strategy, target_cpa_micros, target_cpc_micros, target_roas, contains_eu_political_advertising, tracking_url_template, final_url_suffix, cpc_bid_ceiling_micros, impression_share_location, impression_share_fraction, target_search_network, target_content_network, merchant_id, feed_label, brand_guidelines, brand_business_name, brand_main_color, brand_accent_color, brand_font_family, asset_automation_opt_outs, version, google_campaign_id, published_name, published_version, archived_at ON campaigns FOR EACH ROW EXECUTE FUNCTION campaigns_protected();
CREATE CONSTRAINT TRIGGER campaigns_published_name_guard AFTER UPDATE OF published_name ON campaigns DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (old.published_name IS DISTINCT FROM new.published_name AND CURRENT_USER = 'gacm_app'::name) EXECUTE FUNCTION campaigns_published_name_guard();
CREATE TRIGGER campaigns_spend_count AFTER UPDATE ON campaigns FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status OR old.google_status IS DISTINCT FROM new.google_status OR old.google_removed_at IS DISTINCT FROM new.google_removed_at OR old.google_serving_status IS DISTINCT FROM new.google_serving_status OR old.published_daily_budget_micros IS DISTINCT FROM new.published_daily_budget_micros OR old.published_total_budget_micros IS DISTINCT FROM new.published_total_budget_micros OR old.google_daily_budget_micros IS DISTINCT FROM new.google_daily_budget_micros OR old.google_total_budget_micros IS DISTINCT FROM new.google_total_budget_micros OR new.status <> 'DRAFT'::text AND COALESCE(new.published_daily_budget_micros, new.published_total_budget_micros, new.google_daily_budget_micros, new.google_total_budget_micros) IS NULL AND (old.daily_budget_micros IS DISTINCT FROM new.daily_budget_micros OR old.total_budget_micros IS DISTINCT FROM new.total_budget_micros)) EXECUTE FUNCTION campaigns_spend_count();
CREATE TRIGGER campaigns_touch BEFORE UPDATE ON campaigns FOR EACH ROW WHEN (NOT old.publication_state IS DISTINCT FROM new.publication_state AND NOT old.published_daily_budget_micros IS DISTINCT FROM new.published_daily_budget_micros AND NOT old.published_total_budget_micros IS DISTINCT FROM new.published_total_budget_micros AND NOT old.google_daily_budget_micros IS DISTINCT FROM new.google_daily_budget_micros AND NOT old.google_total_budget_micros IS DISTINCT FROM new.google_total_budget_micros) EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER campaigns_void_approval AFTER UPDATE OF version ON campaigns FOR EACH ROW WHEN (new.version <> old.version) EXECUTE FUNCTION approval_requests_void('EDITED');
CREATE TRIGGER campaigns_void_approval_of_deleted AFTER DELETE ON campaigns FOR EACH ROW EXECUTE FUNCTION approval_requests_void('DELETED');
CREATE TRIGGER campaigns_within_limits BEFORE INSERT OR DELETE OR UPDATE ON campaigns FOR EACH ROW WHEN (COALESCE(current_setting('app.accounts'::text, true), ''::text) <> ''::text) EXECUTE FUNCTION refuse_beyond_limits('edit', 'account_id');
alter table campaigns enable row level security;
alter table campaigns force row level security;
create policy campaigns_of_workspace on campaigns for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, select on campaigns to gacm_app;
grant insert (workspace_id, id, account_id, name, objective, campaign_type, daily_budget_micros, start_date, end_date, bidding_strategy, target_cpa_micros, target_cpc_micros, target_roas, contains_eu_political_advertising, tracking_url_template, final_url_suffix, campaign_goal, total_budget_micros, cpc_bid_ceiling_micros, impression_share_location, impression_share_fraction, target_search_network, target_content_network, merchant_id, feed_label, brand_guidelines, brand_business_name, brand_main_color, brand_accent_color, brand_font_family, asset_automation_opt_outs) on campaigns to gacm_app;
grant update (name, objective, daily_budget_micros, start_date, end_date, bidding_strategy, target_cpa_micros, target_cpc_micros, target_roas, contains_eu_political_advertising, tracking_url_template, final_url_suffix, status, google_campaign_id, published_name, published_version, version, google_status, google_primary_status, google_primary_status_reasons, google_serving_status, google_synced_at, google_removed_at, archived_at, campaign_goal, total_budget_micros, cpc_bid_ceiling_micros, impression_share_location, impression_share_fraction, target_search_network, target_content_network, merchant_id, feed_label, brand_guidelines, brand_business_name, brand_main_color, brand_accent_color, brand_font_family, asset_automation_opt_outs, google_daily_budget_micros, google_total_budget_micros) on campaigns to gacm_app;
grant select on campaigns to gacm_readonly;
comment on table campaigns is 'Tenant. A campaign as its team wants it, and in columns named google_* what Google last said about it.';
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
comment on column campaigns.campaign_goal is 'The goal in the team''s words, e.g. 500 sign-ups in March; null: none.';
comment on column campaigns.publication_state is 'State of the newest publication, NONE where there was never one; written by triggers alone.';
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
comment on column campaigns.published_daily_budget_micros is 'Daily budget of the baseline: what was last published or found by a publication, in millionths of the account''s currency. Written by triggers alone; null: none, or not known.';
comment on column campaigns.published_total_budget_micros is 'As published_daily_budget_micros, for a budget of the whole run: millionths of the account''s currency, or null.';
comment on column campaigns.google_daily_budget_micros is 'Daily budget that was last read at Google, whoever set it, in millionths of the account''s currency; null: none, or not read yet.';
comment on column campaigns.google_total_budget_micros is 'As google_daily_budget_micros, for a budget of the whole run: millionths of the account''s currency, or null.';

create table criteria (
  workspace_id uuid not null,
  id uuid not null,
  ad_group_id uuid not null,
  kind text not null,
  geo_target_id bigint,
  language_id bigint,
  negative boolean not null default false,
  position integer not null,
  keyword_text text,
  match_type text,
  cpc_bid_micros bigint,
  audience_id bigint,
  constraint criteria_pkey PRIMARY KEY (workspace_id, id),
  constraint criteria_position_key UNIQUE (workspace_id, ad_group_id, kind, "position"),
  constraint criteria_audience_positive CHECK (audience_id > 0),
  constraint criteria_bid_positive CHECK (cpc_bid_micros > 0),
  constraint criteria_ids_positive CHECK (COALESCE(geo_target_id, language_id) > 0),
  constraint criteria_keyword_length CHECK (char_length(keyword_text) >= 1 AND char_length(keyword_text) <= 200),
  constraint criteria_keyword_no_control CHECK (keyword_text !~ '[\u0001-\u001f\u007f]'::text),
  constraint criteria_kind_known CHECK (kind = ANY (ARRAY['LOCATION'::text, 'LANGUAGE'::text, 'KEYWORD'::text, 'AUDIENCE'::text, 'SEARCH_THEME'::text])),
  constraint criteria_language_not_negative CHECK (kind <> 'LANGUAGE'::text OR NOT negative),
  constraint criteria_match_type_known CHECK (match_type = ANY (ARRAY['EXACT'::text, 'PHRASE'::text, 'BROAD'::text])),
  constraint criteria_one_target CHECK ((kind = 'LOCATION'::text) = (geo_target_id IS NOT NULL) AND (kind = 'LANGUAGE'::text) = (language_id IS NOT NULL) AND (kind = ANY (ARRAY['KEYWORD'::text, 'SEARCH_THEME'::text])) = (keyword_text IS NOT NULL) AND (kind = 'KEYWORD'::text) = (match_type IS NOT NULL) AND (kind = 'AUDIENCE'::text) = (audience_id IS NOT NULL) AND (kind = 'KEYWORD'::text OR cpc_bid_micros IS NULL)),
  constraint criteria_position_range CHECK ("position" >= 0 AND "position" <= 1999),
  constraint criteria_signal_not_negative CHECK ((kind <> ALL (ARRAY['AUDIENCE'::text, 'SEARCH_THEME'::text])) OR NOT negative),
  constraint criteria_ad_group_fkey FOREIGN KEY (workspace_id, ad_group_id) REFERENCES ad_groups(workspace_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX criteria_audience_key ON criteria USING btree (workspace_id, ad_group_id, audience_id) WHERE kind = 'AUDIENCE'::text;
CREATE UNIQUE INDEX criteria_geo_target_key ON criteria USING btree (workspace_id, ad_group_id, geo_target_id) WHERE kind = 'LOCATION'::text;
CREATE UNIQUE INDEX criteria_keyword_key ON criteria USING btree (workspace_id, ad_group_id, keyword_text, match_type) WHERE kind = 'KEYWORD'::text;
CREATE UNIQUE INDEX criteria_language_key ON criteria USING btree (workspace_id, ad_group_id, language_id) WHERE kind = 'LANGUAGE'::text;
CREATE UNIQUE INDEX criteria_search_theme_key ON criteria USING btree (workspace_id, ad_group_id, keyword_text) WHERE kind = 'SEARCH_THEME'::text;
CREATE TRIGGER criteria_protected_delete AFTER DELETE ON criteria REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ad_group_parts_protected();
CREATE TRIGGER criteria_protected_insert AFTER INSERT ON criteria REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ad_group_parts_protected();
CREATE TRIGGER criteria_within_limits BEFORE INSERT OR DELETE OR UPDATE ON criteria FOR EACH ROW WHEN (COALESCE(current_setting('app.accounts'::text, true), ''::text) <> ''::text) EXECUTE FUNCTION refuse_beyond_limits('edit', 'ad_group_id');
alter table criteria enable row level security;
alter table criteria force row level security;
create policy criteria_of_workspace on criteria for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, insert, select on criteria to gacm_app;
grant select on criteria to gacm_readonly;
comment on table criteria is 'Tenant. What an ad group is aimed by: places, languages, keywords, audiences, search themes. None of a kind: no limit by it.';
comment on column criteria.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column criteria.id is 'UUIDv7; new with every edit, since Google never changes a criterion either.';
comment on column criteria.ad_group_id is 'The ad group that it targets.';
comment on column criteria.kind is 'Which of the columns says what is aimed at.';
comment on column criteria.geo_target_id is 'Google''s geo target constant, e.g. 2840 for the United States.';
comment on column criteria.language_id is 'Google''s language constant, e.g. 1000 for English.';
comment on column criteria.negative is 'Whether the place or keyword is left out instead.';
comment on column criteria.position is 'Place in the list of its kind, from 0.';
comment on column criteria.keyword_text is 'KEYWORD and SEARCH_THEME: the words.';
comment on column criteria.match_type is 'KEYWORD: how close a search has to be.';
comment on column criteria.cpc_bid_micros is 'KEYWORD under MANUAL_CPC: its own bid in millionths of the currency unit; null: the ad group''s.';
comment on column criteria.audience_id is 'AUDIENCE: Google''s id of one of the account''s audiences.';

create table geo_targets (
  environment text not null,
  geo_target_id bigint not null,
  name text not null,
  canonical_name text not null,
  country_code text,
  target_type text not null,
  status text not null,
  read_at timestamp with time zone not null default now(),
  constraint geo_targets_pkey PRIMARY KEY (environment, geo_target_id),
  constraint geo_targets_canonical_name_length CHECK (char_length(canonical_name) <= 500),
  constraint geo_targets_country_code_form CHECK (country_code ~ '^[A-Z]{2}$'::text),
  constraint geo_targets_environment_known CHECK (environment = ANY (ARRAY['GOOGLE'::text, 'EMULATOR'::text])),
  constraint geo_targets_found_has_name CHECK (status = 'NOT_FOUND'::text OR name <> ''::text AND canonical_name <> ''::text),
  constraint geo_targets_id_positive CHECK (geo_target_id > 0),
  constraint geo_targets_name_length CHECK (char_length(name) <= 200),
  constraint geo_targets_status_known CHECK (status = ANY (ARRAY['ENABLED'::text, 'REMOVAL_PLANNED'::text, 'NOT_FOUND'::text])),
  constraint geo_targets_target_type_length CHECK (char_length(target_type) <= 100)
);
grant select on geo_targets to gacm_app;
grant insert (environment, geo_target_id, name, canonical_name, country_code, target_type, status) on geo_targets to gacm_app;
grant update (name, canonical_name, country_code, target_type, status, read_at) on geo_targets to gacm_app;
grant select on geo_targets to gacm_readonly;
comment on table geo_targets is 'Global. Places as Google last told them, which are the same for everybody: those that somebody looked for or that a campaign names. Countries are known without it.';
comment on column geo_targets.environment is 'Who told it, GOOGLE or EMULATOR: each has a list of its own.';
comment on column geo_targets.geo_target_id is 'Google''s id of the place, which campaigns hold.';
comment on column geo_targets.name is 'In English; empty: Google never had a place by this id.';
comment on column geo_targets.canonical_name is 'With what it lies in, divided by commas: Berlin,Berlin,Germany.';
comment on column geo_targets.country_code is 'ISO 3166-1 alpha-2; null: in no country that Google names.';
comment on column geo_targets.target_type is 'City, State, Postal Code: Google''s words, which it adds to.';
comment on column geo_targets.status is 'ENABLED, REMOVAL_PLANNED (Google will take it away) or NOT_FOUND (Google has none by this id, or no longer).';
comment on column geo_targets.read_at is 'When Google last said so. Database clock only.';

create table google_connections (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  environment text not null,
  name text not null,
  access text not null default 'FULL'::text,
  state text not null default 'CONNECTED'::text,
  secret text,
  problem text,
  checked_at timestamp with time zone,
  version integer not null default 1,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint google_connections_pkey PRIMARY KEY (workspace_id, id),
  constraint google_connections_environment_key UNIQUE (workspace_id, id, environment),
  constraint google_connections_name_key UNIQUE (workspace_id, name),
  constraint google_connections_access_known CHECK (access = ANY (ARRAY['FULL'::text, 'READ_ONLY'::text])),
  constraint google_connections_created_by_length CHECK (char_length(created_by) >= 1 AND char_length(created_by) <= 255),
  constraint google_connections_environment_known CHECK (environment = ANY (ARRAY['GOOGLE'::text, 'EMULATOR'::text])),
  constraint google_connections_kind_known CHECK (kind = ANY (ARRAY['OAUTH'::text, 'SERVICE_ACCOUNT'::text])),
  constraint google_connections_name_length CHECK (char_length(name) >= 1 AND char_length(name) <= 255),
  constraint google_connections_name_no_control CHECK (name !~ '[\u0001-\u001f\u007f]'::text),
  constraint google_connections_problem_length CHECK (char_length(problem) >= 1 AND char_length(problem) <= 200),
  constraint google_connections_problem_told CHECK ((problem IS NOT NULL) = (state = 'BROKEN'::text)),
  constraint google_connections_secret_forgotten CHECK ((secret IS NULL) = (state = 'DISCONNECTED'::text)),
  constraint google_connections_secret_length CHECK (char_length(secret) <= 16384),
  constraint google_connections_secret_sealed CHECK (secret ~ '^v1\.[0-9a-f]{8}\.[A-Za-z0-9_-]+$'::text),
  constraint google_connections_state_known CHECK (state = ANY (ARRAY['CONNECTED'::text, 'BROKEN'::text, 'DISCONNECTED'::text])),
  constraint google_connections_version_positive CHECK (version > 0),
  constraint google_connections_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
CREATE TRIGGER google_connections_touch BEFORE UPDATE ON google_connections FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
alter table google_connections enable row level security;
alter table google_connections force row level security;
create policy google_connections_of_workspace on google_connections for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on google_connections to gacm_app;
grant insert (workspace_id, id, kind, environment, name, access, secret, checked_at, created_by) on google_connections to gacm_app;
grant update (name, access, state, secret, problem, checked_at, version) on google_connections to gacm_app;
grant select (workspace_id, id, kind, environment, name, access, state, problem, checked_at, version, created_by, created_at, updated_at) on google_connections to gacm_readonly;
comment on table google_connections is 'Tenant. Ways to Google Ads that people made: by their consent, or by the key of a service account.';
comment on column google_connections.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column google_connections.id is 'UUIDv7, made by the program.';
comment on column google_connections.kind is 'OAUTH: a person agreed at Google. SERVICE_ACCOUNT: a key of a Cloud project. Never changes.';
comment on column google_connections.environment is 'GOOGLE or EMULATOR, as of accounts. Never changes.';
comment on column google_connections.name is 'As people call it; once in a workspace.';
comment on column google_connections.access is 'FULL, or READ_ONLY: nothing is ever changed at Google through it.';
comment on column google_connections.state is 'CONNECTED; BROKEN: Google refused it, see problem; DISCONNECTED: what opened Google was forgotten.';
comment on column google_connections.secret is 'The refresh token, or the key of the service account as JSON; sealed: version, id of the key of the ring, then iv, text and tag. null once disconnected.';
comment on column google_connections.problem is 'The code by which Google refused it last; only while BROKEN.';
comment on column google_connections.checked_at is 'When Google last took or refused it; null: never.';
comment on column google_connections.version is 'Counts the changes that people made, from 1; the ETag.';
comment on column google_connections.created_by is 'Who made it, as in the audit log.';
comment on column google_connections.created_at is 'When it was made.';
comment on column google_connections.updated_at is 'When it was last changed; set by trigger.';

create table google_consents (
  workspace_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  state_sha256 text not null,
  verifier text not null,
  redirect_uri text not null,
  name text not null,
  access text not null,
  connection_id uuid,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null default (now() + '00:10:00'::interval),
  constraint google_consents_pkey PRIMARY KEY (workspace_id, id),
  constraint google_consents_state_key UNIQUE (workspace_id, state_sha256),
  constraint google_consents_access_known CHECK (access = ANY (ARRAY['FULL'::text, 'READ_ONLY'::text])),
  constraint google_consents_expiry_near CHECK (expires_at <= (created_at + '01:00:00'::interval)),
  constraint google_consents_name_length CHECK (char_length(name) >= 1 AND char_length(name) <= 255),
  constraint google_consents_redirect_length CHECK (char_length(redirect_uri) >= 1 AND char_length(redirect_uri) <= 2048),
  constraint google_consents_state_hash CHECK (state_sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint google_consents_verifier_length CHECK (char_length(verifier) <= 1024),
  constraint google_consents_verifier_sealed CHECK (verifier ~ '^v1\.[0-9a-f]{8}\.[A-Za-z0-9_-]+$'::text),
  constraint google_consents_connection_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES google_connections(workspace_id, id),
  constraint google_consents_member_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES members(workspace_id, user_id) ON DELETE CASCADE
);
CREATE INDEX google_consents_connection_idx ON google_consents USING btree (workspace_id, connection_id);
CREATE INDEX google_consents_member_idx ON google_consents USING btree (workspace_id, user_id);
alter table google_consents enable row level security;
alter table google_consents force row level security;
create policy google_consents_of_workspace on google_consents for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, select on google_consents to gacm_app;
grant insert (workspace_id, id, user_id, state_sha256, verifier, redirect_uri, name, access, connection_id) on google_consents to gacm_app;
grant update (verifier) on google_consents to gacm_app;
comment on table google_consents is 'Tenant. Questions to people at Google that are not answered yet. Each is deleted by its answer.';
comment on column google_consents.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column google_consents.id is 'UUIDv7, made by the program.';
comment on column google_consents.user_id is 'Who asked, and alone may bring the answer.';
comment on column google_consents.state_sha256 is 'Hex SHA-256 of the state, which goes to Google and comes back.';
comment on column google_consents.verifier is 'The verifier of PKCE, sealed as google_connections.secret is.';
comment on column google_consents.redirect_uri is 'Where Google sends the person back to; the code is good for this address alone.';
comment on column google_consents.name is 'What the connection will be called.';
comment on column google_consents.access is 'FULL or READ_ONLY, of the connection that will be.';
comment on column google_consents.connection_id is 'The connection that is to be opened anew; null: a new one.';
comment on column google_consents.created_at is 'When it was asked.';
comment on column google_consents.expires_at is 'After this no answer is taken.';

create table google_quota_holds (
  environment text not null,
  publication_id uuid not null,
  operations bigint not null,
  constraint google_quota_holds_pkey PRIMARY KEY (environment, publication_id),
  constraint google_quota_holds_operations_not_negative CHECK (operations >= 0),
  constraint google_quota_holds_environment_fkey FOREIGN KEY (environment) REFERENCES google_quotas(environment)
);
grant delete, insert, select on google_quota_holds to gacm_app;
grant update (operations) on google_quota_holds to gacm_app;
grant select on google_quota_holds to gacm_readonly;
comment on table google_quota_holds is 'Global. Operations that are kept for publications under way, so that each can be finished, looked up and read back.';
comment on column google_quota_holds.environment is 'Whose project.';
comment on column google_quota_holds.publication_id is 'The publication that they are kept for.';
comment on column google_quota_holds.operations is 'What is left of them; what is sent moves to google_quota_uses.';

create table google_quota_uses (
  environment text not null,
  starts_at timestamp with time zone not null,
  operations bigint not null,
  constraint google_quota_uses_pkey PRIMARY KEY (environment, starts_at),
  constraint google_quota_uses_operations_not_negative CHECK (operations >= 0),
  constraint google_quota_uses_starts_on_five_minutes CHECK ((EXTRACT(epoch FROM starts_at) % 300::numeric) = 0::numeric),
  constraint google_quota_uses_environment_fkey FOREIGN KEY (environment) REFERENCES google_quotas(environment)
);
grant delete, insert, select on google_quota_uses to gacm_app;
grant update (operations) on google_quota_uses to gacm_app;
grant select on google_quota_uses to gacm_readonly;
comment on table google_quota_uses is 'Global. Operations that were sent, by five minutes: the last 24 hours of them are what Google counts.';
comment on column google_quota_uses.environment is 'Whose project.';
comment on column google_quota_uses.starts_at is 'Where the five minutes begin. They count until their end is 24 hours old. Database clock only.';
comment on column google_quota_uses.operations is 'Written before the bytes leave: each search is 1, a mutate its number of operations.';

create table google_quotas (
  environment text not null,
  blocked_until timestamp with time zone,
  blocked_reason text,
  constraint google_quotas_pkey PRIMARY KEY (environment),
  constraint google_quotas_blocked_has_reason CHECK ((blocked_until IS NULL) = (blocked_reason IS NULL)),
  constraint google_quotas_blocked_reason_length CHECK (char_length(blocked_reason) >= 1 AND char_length(blocked_reason) <= 1000),
  constraint google_quotas_environment_known CHECK (environment = ANY (ARRAY['GOOGLE'::text, 'EMULATOR'::text]))
);
grant select on google_quotas to gacm_app;
grant update (blocked_until, blocked_reason) on google_quotas to gacm_app;
grant select on google_quotas to gacm_readonly;
comment on table google_quotas is 'Global. One row for each environment: locked by whoever takes operations, so that no two count at once.';
comment on column google_quotas.environment is 'GOOGLE or EMULATOR: each has a Cloud project of its own.';
comment on column google_quotas.blocked_until is 'Google said that the day''s operations are used up: nothing is sent before. Null: nothing was said. Database clock only.';
comment on column google_quotas.blocked_reason is 'In Google''s words; null: it is not blocked.';

create table idempotency_keys (
  workspace_id uuid not null,
  key text not null,
  request_sha256 text not null,
  status integer not null,
  headers jsonb not null,
  body text not null,
  created_at timestamp with time zone not null default now(),
  constraint idempotency_keys_pkey PRIMARY KEY (workspace_id, key),
  constraint idempotency_keys_headers_object CHECK (jsonb_typeof(headers) = 'object'::text),
  constraint idempotency_keys_key_length CHECK (char_length(key) >= 1 AND char_length(key) <= 255),
  constraint idempotency_keys_request_hex CHECK (request_sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint idempotency_keys_status_range CHECK (status = 0 OR status >= 200 AND status <= 599),
  constraint idempotency_keys_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
CREATE INDEX idempotency_keys_created_idx ON idempotency_keys USING btree (workspace_id, created_at);
alter table idempotency_keys enable row level security;
alter table idempotency_keys force row level security;
create policy idempotency_keys_of_workspace on idempotency_keys for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, select on idempotency_keys to gacm_app;
grant insert (workspace_id, key, request_sha256, status, headers, body) on idempotency_keys to gacm_app;
grant update (status, headers, body) on idempotency_keys to gacm_app;
comment on table idempotency_keys is 'Tenant. Answers to writes that came with an Idempotency-Key, repeated when the same request comes again. Kept for two days.';
comment on column idempotency_keys.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column idempotency_keys.key is 'As the caller chose it.';
comment on column idempotency_keys.request_sha256 is 'Hex SHA-256 of everything that makes the request what it is: another request under the same key is refused.';
comment on column idempotency_keys.status is 'HTTP status of the answer; 0: the request took effect and its answer was lost in a crash.';
comment on column idempotency_keys.headers is 'Of the answer, as far as they are repeated.';
comment on column idempotency_keys.body is 'Of the answer.';
comment on column idempotency_keys.created_at is 'When the key was first used.';

create table identities (
  id uuid not null,
  user_id uuid not null,
  issuer text not null,
  subject text not null,
  email text not null,
  created_at timestamp with time zone not null default now(),
  last_used_at timestamp with time zone not null default now(),
  constraint identities_pkey PRIMARY KEY (id),
  constraint identities_one_per_issuer_key UNIQUE (user_id, issuer),
  constraint identities_subject_key UNIQUE (issuer, subject),
  constraint identities_email_length CHECK (char_length(email) >= 3 AND char_length(email) <= 254),
  constraint identities_issuer_length CHECK (char_length(issuer) >= 8 AND char_length(issuer) <= 500),
  constraint identities_no_control CHECK (((issuer || subject) || email) !~ '[\u0001-\u001f\u007f]'::text),
  constraint identities_subject_length CHECK (char_length(subject) >= 1 AND char_length(subject) <= 255),
  constraint identities_user_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
grant delete, select on identities to gacm_app;
grant insert (id, user_id, issuer, subject, email) on identities to gacm_app;
grant update (email, last_used_at) on identities to gacm_app;
comment on table identities is 'Global. Who somebody is at an identity provider; they sign in there instead of by a password.';
comment on column identities.id is 'UUIDv7, made by the program.';
comment on column identities.user_id is 'Whose it is; one for each provider.';
comment on column identities.issuer is 'The provider, as its tokens name it, such as https://accounts.google.com.';
comment on column identities.subject is 'The person, as the provider names them; unlike an address it never goes to somebody else.';
comment on column identities.email is 'Lower case, the address that the provider told last; for the eye alone.';
comment on column identities.created_at is 'When they first signed in this way.';
comment on column identities.last_used_at is 'When they last did.';

create table invitation_accounts (
  workspace_id uuid not null,
  invitation_id uuid not null,
  account_id uuid not null,
  role text not null,
  constraint invitation_accounts_pkey PRIMARY KEY (workspace_id, invitation_id, account_id),
  constraint invitation_accounts_role_known CHECK (role = ANY (ARRAY['editor'::text, 'approver'::text, 'publisher'::text])),
  constraint invitation_accounts_account_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id),
  constraint invitation_accounts_invitation_fkey FOREIGN KEY (workspace_id, invitation_id) REFERENCES invitations(workspace_id, id)
);
alter table invitation_accounts enable row level security;
alter table invitation_accounts force row level security;
create policy invitation_accounts_of_workspace on invitation_accounts for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on invitation_accounts to gacm_app;
grant insert (workspace_id, invitation_id, account_id, role) on invitation_accounts to gacm_app;
comment on table invitation_accounts is 'Tenant. What those who are invited as limited members will be allowed where.';
comment on column invitation_accounts.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column invitation_accounts.invitation_id is 'The invitation.';
comment on column invitation_accounts.account_id is 'Where.';
comment on column invitation_accounts.role is 'What they will be allowed there.';

create table invitations (
  workspace_id uuid not null,
  id uuid not null,
  email text not null,
  role text not null,
  token_sha256 text not null,
  invited_by text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  revoked_at timestamp with time zone,
  limited boolean not null default false,
  constraint invitations_pkey PRIMARY KEY (workspace_id, id),
  constraint invitations_token_key UNIQUE (workspace_id, token_sha256),
  constraint invitations_admin_unlimited CHECK (NOT (limited AND role = 'admin'::text)),
  constraint invitations_email_length CHECK (char_length(email) >= 3 AND char_length(email) <= 254),
  constraint invitations_email_lower CHECK (email = lower(email)),
  constraint invitations_email_shape CHECK (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'::text),
  constraint invitations_ended_once CHECK (accepted_at IS NULL OR revoked_at IS NULL),
  constraint invitations_expires_later CHECK (expires_at > created_at),
  constraint invitations_invited_by_length CHECK (char_length(invited_by) >= 1 AND char_length(invited_by) <= 255),
  constraint invitations_invited_by_no_control CHECK (invited_by !~ '[\u0001-\u001f\u007f]'::text),
  constraint invitations_role_known CHECK (role = ANY (ARRAY['viewer'::text, 'editor'::text, 'approver'::text, 'publisher'::text, 'admin'::text])),
  constraint invitations_token_hashed CHECK (token_sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint invitations_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
CREATE UNIQUE INDEX invitations_one_open_key ON invitations USING btree (workspace_id, email) WHERE accepted_at IS NULL AND revoked_at IS NULL;
CREATE TRIGGER invitations_guard BEFORE UPDATE ON invitations FOR EACH ROW WHEN (old.accepted_at IS NOT NULL OR old.revoked_at IS NOT NULL) EXECUTE FUNCTION invitations_guard();
alter table invitations enable row level security;
alter table invitations force row level security;
create policy invitations_of_workspace on invitations for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on invitations to gacm_app;
grant insert (workspace_id, id, email, role, token_sha256, invited_by, expires_at, limited) on invitations to gacm_app;
grant update (accepted_at, revoked_at) on invitations to gacm_app;
comment on table invitations is 'Tenant. One-time links by which people join a workspace. The link names its workspace, so that looking it up stays inside it.';
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
comment on column invitations.limited is 'Whether the member will be limited to the accounts in invitation_accounts.';

create table member_accounts (
  workspace_id uuid not null,
  user_id uuid not null,
  account_id uuid not null,
  role text not null,
  constraint member_accounts_pkey PRIMARY KEY (workspace_id, user_id, account_id),
  constraint member_accounts_role_known CHECK (role = ANY (ARRAY['editor'::text, 'approver'::text, 'publisher'::text])),
  constraint member_accounts_account_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id),
  constraint member_accounts_member_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES members(workspace_id, user_id) ON DELETE CASCADE
);
alter table member_accounts enable row level security;
alter table member_accounts force row level security;
create policy member_accounts_of_user on member_accounts for select to public
  using (user_id = (( SELECT NULLIF(current_setting('app.user_id'::text, true), ''::text)::uuid AS "nullif")));
create policy member_accounts_of_workspace on member_accounts for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, select on member_accounts to gacm_app;
grant insert (workspace_id, user_id, account_id, role) on member_accounts to gacm_app;
grant select on member_accounts to gacm_readonly;
comment on table member_accounts is 'Tenant. What limited members may do where; in an account that is not here they are viewers.';
comment on column member_accounts.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column member_accounts.user_id is 'The member.';
comment on column member_accounts.account_id is 'Where.';
comment on column member_accounts.role is 'What they may do there. Nobody administers one account: that is the workspace''s.';

create table members (
  workspace_id uuid not null,
  user_id uuid not null,
  role text not null,
  created_at timestamp with time zone not null default now(),
  last_seen_at timestamp with time zone,
  first_draft_id uuid,
  plan_read_at timestamp with time zone,
  first_publication_id uuid,
  steps_away_at timestamp with time zone,
  limited boolean not null default false,
  version integer not null default 1,
  changed_by text,
  constraint members_pkey PRIMARY KEY (workspace_id, user_id),
  constraint members_admin_unlimited CHECK (NOT (limited AND role = 'admin'::text)),
  constraint members_changed_by_length CHECK (char_length(changed_by) >= 1 AND char_length(changed_by) <= 255),
  constraint members_role_known CHECK (role = ANY (ARRAY['viewer'::text, 'editor'::text, 'approver'::text, 'publisher'::text, 'admin'::text])),
  constraint members_version_positive CHECK (version > 0),
  constraint members_user_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  constraint members_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
CREATE INDEX members_user_idx ON members USING btree (user_id);
CREATE TRIGGER members_guard_delete BEFORE DELETE ON members FOR EACH ROW WHEN (old.role = 'admin'::text) EXECUTE FUNCTION members_guard();
CREATE TRIGGER members_guard_update BEFORE UPDATE OF role ON members FOR EACH ROW WHEN (old.role = 'admin'::text AND new.role <> 'admin'::text) EXECUTE FUNCTION members_guard();
CREATE TRIGGER members_settle_approvals AFTER DELETE OR UPDATE OF role, limited ON members FOR EACH ROW EXECUTE FUNCTION approvals_settle();
CREATE TRIGGER members_settle_approvals_of_new AFTER INSERT ON members FOR EACH ROW WHEN (NOT new.limited) EXECUTE FUNCTION approvals_settle();
alter table members enable row level security;
alter table members force row level security;
create policy members_of_user on members for select to public
  using (user_id = (( SELECT NULLIF(current_setting('app.user_id'::text, true), ''::text)::uuid AS "nullif")));
create policy members_of_workspace on members for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, select on members to gacm_app;
grant insert (workspace_id, user_id, role, limited) on members to gacm_app;
grant update (role, last_seen_at, first_draft_id, plan_read_at, first_publication_id, steps_away_at, limited, version, changed_by) on members to gacm_app;
grant select on members to gacm_readonly;
comment on table members is 'Tenant. Who belongs to which workspace, and as what.';
comment on column members.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column members.user_id is 'The person.';
comment on column members.role is 'What they may do there.';
comment on column members.created_at is 'When they joined; the oldest membership is the one that a session opens with.';
comment on column members.last_seen_at is 'When they last did something in this workspace, to five minutes; null: never.';
comment on column members.first_draft_id is 'The campaign that they wrote in first. No foreign key: it may be gone. Null: they wrote in none.';
comment on column members.plan_read_at is 'When they first read a plan that could be published; null: never.';
comment on column members.first_publication_id is 'The publication that they asked for first, or the next one where that failed. No foreign key: it may be gone. Null: they asked for none.';
comment on column members.steps_away_at is 'When they put the list of first steps away; null: it is shown.';
comment on column members.limited is 'Whether the role holds in no account but those in member_accounts, each with a role of its own.';
comment on column members.version is 'Counts the changes of what they may do, from 1; the ETag.';
comment on column members.changed_by is 'Who changed last what they may do, as in the audit log; null: nobody has since they joined.';

create table metrics_syncs (
  workspace_id uuid not null,
  account_id uuid not null,
  claims bigint not null,
  next_at timestamp with time zone not null,
  read_from date,
  read_through date,
  synced_at timestamp with time zone,
  failures integer not null default 0,
  message text,
  constraint metrics_syncs_pkey PRIMARY KEY (workspace_id, account_id),
  constraint metrics_syncs_claims_positive CHECK (claims > 0),
  constraint metrics_syncs_failures_not_negative CHECK (failures >= 0),
  constraint metrics_syncs_message_length CHECK (char_length(message) >= 1 AND char_length(message) <= 1000),
  constraint metrics_syncs_read_whole CHECK ((read_from IS NULL) = (synced_at IS NULL) AND (read_through IS NULL) = (synced_at IS NULL)),
  constraint metrics_syncs_window_ordered CHECK (read_from <= read_through),
  constraint metrics_syncs_account_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id)
);
CREATE INDEX metrics_syncs_due_idx ON metrics_syncs USING btree (next_at);
alter table metrics_syncs enable row level security;
alter table metrics_syncs force row level security;
create policy metrics_syncs_for_worker on metrics_syncs for select to gacm_worker
  using (true);
create policy metrics_syncs_of_workspace on metrics_syncs for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on metrics_syncs to gacm_app;
grant insert (workspace_id, account_id, claims, next_at) on metrics_syncs to gacm_app;
grant update (claims, next_at, read_from, read_through, synced_at, failures, message) on metrics_syncs to gacm_app;
grant select on metrics_syncs to gacm_readonly;
grant select (workspace_id, account_id, next_at) on metrics_syncs to gacm_worker;
comment on table metrics_syncs is 'Tenant. How far an account''s metrics are read, and when they are read again.';
comment on column metrics_syncs.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column metrics_syncs.account_id is 'The account that is read.';
comment on column metrics_syncs.claims is 'Counts up with every worker that takes the reading on: one that was overtaken may not write.';
comment on column metrics_syncs.next_at is 'When it is to be read next; while it is being read, when another worker may take it over.';
comment on column metrics_syncs.read_from is 'The first day that was ever read, in the account''s time zone; null: never read.';
comment on column metrics_syncs.read_through is 'The last day that was read, which was not over then; null: never read.';
comment on column metrics_syncs.synced_at is 'When it was last read to the end; null: never.';
comment on column metrics_syncs.failures is 'Failed readings since the last good one.';
comment on column metrics_syncs.message is 'Why the last reading failed, in words; null: it did not.';

create table notification_preferences (
  workspace_id uuid not null,
  user_id uuid not null,
  muted text[] not null,
  constraint notification_preferences_pkey PRIMARY KEY (workspace_id, user_id),
  constraint notification_preferences_muted_known CHECK (muted <@ ARRAY['PUBLICATION_SUCCEEDED'::text, 'PUBLICATION_FAILED'::text, 'PUBLICATION_NEEDS_ATTENTION'::text, 'BATCH_FINISHED'::text, 'BATCH_STOPPED'::text, 'CAMPAIGN_CHANGED_AT_GOOGLE'::text, 'CAMPAIGN_REMOVED_AT_GOOGLE'::text, 'AD_DISAPPROVED'::text, 'MEMBER_JOINED'::text, 'APPROVAL_REQUESTED'::text, 'APPROVAL_GIVEN'::text, 'APPROVAL_REFUSED'::text, 'APPROVAL_DUE'::text, 'APPROVAL_VOID'::text, 'EVERYTHING_STOPPED'::text]),
  constraint notification_preferences_member_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES members(workspace_id, user_id) ON DELETE CASCADE
);
alter table notification_preferences enable row level security;
alter table notification_preferences force row level security;
create policy notification_preferences_of_workspace on notification_preferences for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on notification_preferences to gacm_app;
grant insert (workspace_id, user_id, muted) on notification_preferences to gacm_app;
grant update (muted) on notification_preferences to gacm_app;
grant select on notification_preferences to gacm_readonly;
comment on table notification_preferences is 'Tenant. What members do not want to be told; who is not here is told everything.';
comment on column notification_preferences.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column notification_preferences.user_id is 'The member.';
comment on column notification_preferences.muted is 'The kinds of notifications that they do not want.';

create table notifications (
  workspace_id uuid not null,
  user_id uuid not null,
  id uuid not null,
  kind text not null,
  target_kind text,
  target_id uuid,
  facts jsonb not null default '{}'::jsonb,
  read_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint notifications_pkey PRIMARY KEY (workspace_id, user_id, id),
  constraint notifications_facts_object CHECK (jsonb_typeof(facts) = 'object'::text),
  constraint notifications_facts_size CHECK (octet_length(facts::text) <= 8192),
  constraint notifications_kind_known CHECK (kind = ANY (ARRAY['PUBLICATION_SUCCEEDED'::text, 'PUBLICATION_FAILED'::text, 'PUBLICATION_NEEDS_ATTENTION'::text, 'BATCH_FINISHED'::text, 'BATCH_STOPPED'::text, 'CAMPAIGN_CHANGED_AT_GOOGLE'::text, 'CAMPAIGN_REMOVED_AT_GOOGLE'::text, 'AD_DISAPPROVED'::text, 'MEMBER_JOINED'::text, 'APPROVAL_REQUESTED'::text, 'APPROVAL_GIVEN'::text, 'APPROVAL_REFUSED'::text, 'APPROVAL_DUE'::text, 'APPROVAL_VOID'::text, 'EVERYTHING_STOPPED'::text])),
  constraint notifications_target_kind_known CHECK (target_kind = ANY (ARRAY['CAMPAIGN'::text, 'PUBLICATION'::text, 'BATCH'::text, 'ACCOUNT'::text, 'APPROVAL'::text, 'MEMBER'::text])),
  constraint notifications_target_whole CHECK ((target_kind IS NULL) = (target_id IS NULL)),
  constraint notifications_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
CREATE INDEX notifications_age_idx ON notifications USING btree (created_at);
CREATE INDEX notifications_unread_idx ON notifications USING btree (workspace_id, user_id, id DESC) WHERE read_at IS NULL;
alter table notifications enable row level security;
alter table notifications force row level security;
create policy notifications_for_worker on notifications for all to gacm_worker
  using (true);
create policy notifications_marked_by_user on notifications as restrictive for update to gacm_app
  using (user_id = (( SELECT NULLIF(current_setting('app.user_id'::text, true), ''::text)::uuid AS "nullif")));
create policy notifications_of_workspace on notifications for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
create policy notifications_seen_by_user on notifications as restrictive for select to gacm_app, gacm_readonly
  using (user_id = (( SELECT NULLIF(current_setting('app.user_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on notifications to gacm_app;
grant insert (workspace_id, user_id, id, kind, target_kind, target_id, facts) on notifications to gacm_app;
grant update (read_at) on notifications to gacm_app;
grant select on notifications to gacm_readonly;
grant delete on notifications to gacm_worker;
grant select (workspace_id, user_id, id, created_at) on notifications to gacm_worker;
comment on table notifications is 'Tenant. What people are told, one row for each of them; kept for 90 days.';
comment on column notifications.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column notifications.user_id is 'Who is told, who alone sees it. No foreign key: who leaves is no obstacle; the row goes with its age.';
comment on column notifications.id is 'UUIDv7, made by the program: it grows with time, so the key is the order of pages. The same for all who are told.';
comment on column notifications.kind is 'What happened. Its words are made where it is shown.';
comment on column notifications.target_kind is 'What kind of thing it is about, and opens; null: nothing.';
comment on column notifications.target_id is 'Which one. No foreign key: it may be gone. Null: nothing.';
comment on column notifications.facts is 'What the words are made of, as the API speaks of it: names, counts, amounts. At most 8 KiB of text.';
comment on column notifications.read_at is 'When that person marked it as read; null: they have not.';
comment on column notifications.created_at is 'When the row was written.';

create table passkeys (
  id uuid not null,
  user_id uuid not null,
  slot smallint not null,
  name text not null,
  credential_id bytea not null,
  public_key bytea not null,
  sign_count bigint not null,
  transports text[] not null,
  created_at timestamp with time zone not null default now(),
  last_used_at timestamp with time zone,
  counter_refused_at timestamp with time zone,
  made_for text,
  constraint passkeys_pkey PRIMARY KEY (id),
  constraint passkeys_credential_key UNIQUE (credential_id),
  constraint passkeys_slot_key UNIQUE (user_id, slot),
  constraint passkeys_credential_length CHECK (octet_length(credential_id) >= 16 AND octet_length(credential_id) <= 1023),
  constraint passkeys_made_for_length CHECK (char_length(made_for) >= 1 AND char_length(made_for) <= 253),
  constraint passkeys_name_length CHECK (char_length(name) >= 1 AND char_length(name) <= 60),
  constraint passkeys_name_no_control CHECK (name !~ '[\u0001-\u001f\u007f]'::text),
  constraint passkeys_public_key_length CHECK (octet_length(public_key) >= 32 AND octet_length(public_key) <= 2048),
  constraint passkeys_sign_count_range CHECK (sign_count >= 0 AND sign_count <= '4294967295'::bigint),
  constraint passkeys_slot_range CHECK (slot >= 1 AND slot <= 20),
  constraint passkeys_transports_known CHECK (transports <@ ARRAY['ble'::text, 'cable'::text, 'hybrid'::text, 'internal'::text, 'nfc'::text, 'smart-card'::text, 'usb'::text]),
  constraint passkeys_user_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
grant delete, select on passkeys to gacm_app;
grant insert (id, user_id, slot, name, credential_id, public_key, sign_count, transports, made_for) on passkeys to gacm_app;
grant update (name, sign_count, last_used_at, counter_refused_at, made_for) on passkeys to gacm_app;
comment on table passkeys is 'Global. Keys that people''s devices keep (WebAuthn): they sign in by one, and it is their second factor too.';
comment on column passkeys.id is 'UUIDv7, made by the program.';
comment on column passkeys.user_id is 'Whose it is.';
comment on column passkeys.slot is 'Which of the twenty that one person may have.';
comment on column passkeys.name is 'As its owner calls it.';
comment on column passkeys.credential_id is 'As the device calls it; told by it on each sign-in.';
comment on column passkeys.public_key is 'What its signatures are checked by, as COSE. The private half never leaves the device.';
comment on column passkeys.sign_count is 'How often the device has signed, as it said last; 0: it does not count.';
comment on column passkeys.transports is 'How browsers reach the device, such as internal, usb or hybrid.';
comment on column passkeys.created_at is 'When it was added.';
comment on column passkeys.last_used_at is 'When somebody last signed in by it; null: nobody has yet.';
comment on column passkeys.counter_refused_at is 'When it was last refused because its count did not go up, as that of a copy would not; null: never.';
comment on column passkeys.made_for is 'The name of the server that it was made for, noted again with each sign-in; null: not known yet.';

create table password_resets (
  user_id uuid not null,
  token_sha256 text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  constraint password_resets_pkey PRIMARY KEY (user_id),
  constraint password_resets_token_key UNIQUE (token_sha256),
  constraint password_resets_expires_later CHECK (expires_at > created_at),
  constraint password_resets_lifetime CHECK (expires_at <= (created_at + '01:00:00'::interval)),
  constraint password_resets_token_hashed CHECK (token_sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint password_resets_user_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
grant delete, select on password_resets to gacm_app;
grant insert (user_id, token_sha256, expires_at) on password_resets to gacm_app;
comment on table password_resets is 'Global. One-time links by which people who forgot their password choose a new one; the last one made for a person works.';
comment on column password_resets.user_id is 'Who chooses a new password by it.';
comment on column password_resets.token_sha256 is 'Hex SHA-256 of the token in the link.';
comment on column password_resets.created_at is 'When it was made.';
comment on column password_resets.expires_at is 'When it is too late, within an hour.';

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
  constraint publication_attempts_errors_array CHECK (jsonb_typeof(errors) = 'array'::text),
  constraint publication_attempts_fence_positive CHECK (fence > 0),
  constraint publication_attempts_http_status_range CHECK (http_status >= 100 AND http_status <= 599),
  constraint publication_attempts_number_positive CHECK (number > 0),
  constraint publication_attempts_outcome_known CHECK (outcome = ANY (ARRAY['UNANSWERED'::text, 'APPLIED'::text, 'REFUSED'::text, 'NOT_APPLIED'::text, 'UNKNOWN'::text])),
  constraint publication_attempts_request_hex CHECK (request_sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint publication_attempts_request_id_length CHECK (char_length(google_request_id) <= 255),
  constraint publication_attempts_unanswered_knows_nothing CHECK (outcome <> 'UNANSWERED'::text OR http_status IS NULL AND google_request_id IS NULL AND errors = '[]'::jsonb),
  constraint publication_attempts_step_fkey FOREIGN KEY (workspace_id, publication_id, "position") REFERENCES publication_steps(workspace_id, publication_id, "position")
);
CREATE TRIGGER publication_attempts_guard_insert BEFORE INSERT ON publication_attempts FOR EACH ROW EXECUTE FUNCTION publication_attempts_guard();
CREATE TRIGGER publication_attempts_guard_update BEFORE UPDATE ON publication_attempts FOR EACH ROW WHEN (old.outcome <> 'UNANSWERED'::text) EXECUTE FUNCTION publication_attempts_guard();
alter table publication_attempts enable row level security;
alter table publication_attempts force row level security;
create policy publication_attempts_of_workspace on publication_attempts for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on publication_attempts to gacm_app;
grant insert (workspace_id, publication_id, position, number, fence, request_sha256) on publication_attempts to gacm_app;
grant update (answered_at, outcome, http_status, google_request_id, errors) on publication_attempts to gacm_app;
grant select on publication_attempts to gacm_readonly;
comment on table publication_attempts is 'Tenant. One request that was sent, written and committed before its bytes left.';
comment on column publication_attempts.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column publication_attempts.publication_id is 'The publication that it is a part of.';
comment on column publication_attempts.position is 'The step that it is a part of.';
comment on column publication_attempts.number is 'Order, from 1.';
comment on column publication_attempts.fence is 'The claim under which it was sent.';
comment on column publication_attempts.request_sha256 is 'Hex SHA-256 of the bytes: shows that a repetition sent the same.';
comment on column publication_attempts.sent_at is 'Just before the bytes left.';
comment on column publication_attempts.answered_at is 'When the answer was written down; null: there is none.';
comment on column publication_attempts.outcome is 'UNANSWERED after a crash; NOT_APPLIED: Google says it did nothing and may be asked again; UNKNOWN: it may have been applied.';
comment on column publication_attempts.http_status is 'Of the answer; null: there was none.';
comment on column publication_attempts.google_request_id is 'What Google''s support asks for; null: Google gave none.';
comment on column publication_attempts.errors is 'What Google refused, on the fields of the campaign.';

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
  constraint publication_steps_finished_has_time CHECK ((state = ANY (ARRAY['DONE'::text, 'FAILED'::text])) = (finished_at IS NOT NULL)),
  constraint publication_steps_kind_known CHECK (kind = ANY (ARRAY['UPLOAD_ASSET'::text, 'MUTATE'::text, 'VERIFY'::text, 'ACTIVATE'::text])),
  constraint publication_steps_position_range CHECK ("position" >= 0 AND "position" <= 2999),
  constraint publication_steps_started_has_time CHECK (state = 'PENDING'::text OR started_at IS NOT NULL),
  constraint publication_steps_state_known CHECK (state = ANY (ARRAY['PENDING'::text, 'SENDING'::text, 'UNKNOWN'::text, 'DONE'::text, 'FAILED'::text])),
  constraint publication_steps_title_length CHECK (char_length(title) >= 1 AND char_length(title) <= 500),
  constraint publication_steps_upload_has_asset CHECK ((kind = 'UPLOAD_ASSET'::text) = (asset_id IS NOT NULL)),
  constraint publication_steps_asset_fkey FOREIGN KEY (workspace_id, asset_id) REFERENCES assets(workspace_id, id),
  constraint publication_steps_publication_fkey FOREIGN KEY (workspace_id, publication_id) REFERENCES publications(workspace_id, id)
);
CREATE INDEX publication_steps_asset_idx ON publication_steps USING btree (workspace_id, asset_id) WHERE asset_id IS NOT NULL;
CREATE TRIGGER publication_steps_begin AFTER INSERT ON publication_steps REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION publication_steps_begin();
CREATE TRIGGER publication_steps_guard BEFORE UPDATE ON publication_steps FOR EACH ROW WHEN ((old.state = ANY (ARRAY['DONE'::text, 'FAILED'::text])) AND new.state IS DISTINCT FROM old.state) EXECUTE FUNCTION publication_steps_guard();
alter table publication_steps enable row level security;
alter table publication_steps force row level security;
create policy publication_steps_of_workspace on publication_steps for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on publication_steps to gacm_app;
grant insert (workspace_id, publication_id, position, kind, title, asset_id) on publication_steps to gacm_app;
grant update (state, started_at, finished_at) on publication_steps to gacm_app;
grant select on publication_steps to gacm_readonly;
comment on table publication_steps is 'Tenant. The requests of a publication, in order.';
comment on column publication_steps.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column publication_steps.publication_id is 'The publication that it is a part of.';
comment on column publication_steps.position is 'Order, from 0.';
comment on column publication_steps.kind is 'UPLOAD_ASSET is one image, MUTATE the whole plan at once, VERIFY reads back, ACTIVATE sets the status.';
comment on column publication_steps.title is 'What it does, in words for people.';
comment on column publication_steps.asset_id is 'The image of an UPLOAD_ASSET; null for every other kind.';
comment on column publication_steps.state is 'DONE and FAILED are the end. UNKNOWN: sent, and the answer was lost.';
comment on column publication_steps.started_at is 'When it was first worked on; null: not yet.';
comment on column publication_steps.finished_at is 'When it ended; null: it has not.';

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
  quota_waits integer not null default 0,
  approval_request_id uuid,
  constraint publications_pkey PRIMARY KEY (workspace_id, id),
  constraint publications_activate_matches_kind CHECK (kind = 'PUBLISH'::text OR activate = (kind = 'RESUME'::text)),
  constraint publications_attempts_within_fence CHECK (attempts <= fence),
  constraint publications_created_by_length CHECK (char_length(created_by) >= 1 AND char_length(created_by) <= 255),
  constraint publications_errors_array CHECK (jsonb_typeof(errors) = 'array'::text),
  constraint publications_fence_not_negative CHECK (fence >= 0 AND attempts >= 0),
  constraint publications_finished_has_time CHECK ((state = ANY (ARRAY['SUCCEEDED'::text, 'FAILED'::text])) = (finished_at IS NOT NULL)),
  constraint publications_kind_known CHECK (kind = ANY (ARRAY['PUBLISH'::text, 'PAUSE'::text, 'RESUME'::text])),
  constraint publications_message_length CHECK (char_length(message) <= 5000),
  constraint publications_only_publish_sends CHECK (kind = 'PUBLISH'::text OR COALESCE(plan -> 'operations'::text, '[]'::jsonb) = '[]'::jsonb),
  constraint publications_plan_hash_hex CHECK (plan_hash ~ '^[0-9a-f]{64}$'::text),
  constraint publications_plan_object CHECK (jsonb_typeof(plan) = 'object'::text),
  constraint publications_publish_has_hash CHECK ((kind = 'PUBLISH'::text) = (plan_hash IS NOT NULL)),
  constraint publications_published_name_length CHECK (char_length(published_name) >= 1 AND char_length(published_name) <= 256),
  constraint publications_published_name_no_control CHECK (published_name !~ '[\u0001-\u001f\u007f]'::text),
  constraint publications_quota_waits_within_attempts CHECK (quota_waits >= 0 AND quota_waits <= attempts),
  constraint publications_running_is_leased CHECK ((state = 'RUNNING'::text) = (lease_until IS NOT NULL)),
  constraint publications_started_has_fence CHECK (state = 'QUEUED'::text OR fence > 0),
  constraint publications_state_known CHECK (state = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text, 'UNKNOWN'::text, 'NEEDS_ATTENTION'::text, 'SUCCEEDED'::text, 'FAILED'::text])),
  constraint publications_stopped_has_message CHECK ((state <> ALL (ARRAY['NEEDS_ATTENTION'::text, 'FAILED'::text])) OR message IS NOT NULL),
  constraint publications_token_hex CHECK (token ~ '^[0-9a-f]{12}$'::text),
  constraint publications_version_positive CHECK (version > 0),
  constraint publications_approval_request_fkey FOREIGN KEY (workspace_id, approval_request_id) REFERENCES approval_requests(workspace_id, id),
  constraint publications_campaign_fkey FOREIGN KEY (workspace_id, account_id, campaign_id) REFERENCES campaigns(workspace_id, account_id, id),
  constraint publications_revision_fkey FOREIGN KEY (workspace_id, campaign_id, version) REFERENCES revisions(workspace_id, campaign_id, number)
);
CREATE INDEX publications_campaign_idx ON publications USING btree (workspace_id, campaign_id, id DESC);
CREATE INDEX publications_due_idx ON publications USING btree (next_attempt_at) WHERE state = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text, 'UNKNOWN'::text]);
CREATE UNIQUE INDEX publications_one_open ON publications USING btree (workspace_id, campaign_id) WHERE state = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text, 'UNKNOWN'::text, 'NEEDS_ATTENTION'::text]);
CREATE UNIQUE INDEX publications_one_per_approval ON publications USING btree (workspace_id, approval_request_id) WHERE approval_request_id IS NOT NULL AND state <> 'FAILED'::text;
CREATE UNIQUE INDEX publications_one_running_per_account ON publications USING btree (workspace_id, account_id) WHERE state = 'RUNNING'::text;
CREATE TRIGGER publications_approval_gate BEFORE INSERT ON publications FOR EACH ROW EXECUTE FUNCTION publications_approval_gate();
CREATE TRIGGER publications_guard BEFORE UPDATE ON publications FOR EACH ROW EXECUTE FUNCTION publications_guard();
CREATE TRIGGER publications_plan_spelled BEFORE INSERT ON publications FOR EACH ROW WHEN (new.kind = 'PUBLISH'::text) EXECUTE FUNCTION publications_plan_spelled();
CREATE TRIGGER publications_protected AFTER INSERT ON publications FOR EACH ROW EXECUTE FUNCTION publications_protected();
CREATE TRIGGER publications_spend_cap AFTER INSERT ON publications FOR EACH ROW EXECUTE FUNCTION publications_spend_cap();
CREATE TRIGGER publications_spend_end AFTER UPDATE ON publications FOR EACH ROW WHEN ((new.state = ANY (ARRAY['SUCCEEDED'::text, 'FAILED'::text])) AND (old.state <> ALL (ARRAY['SUCCEEDED'::text, 'FAILED'::text]))) EXECUTE FUNCTION publications_spend_count();
CREATE TRIGGER publications_spend_stop AFTER INSERT ON publications FOR EACH ROW WHEN (new.kind <> 'PAUSE'::text) EXECUTE FUNCTION publications_spend_stop();
CREATE TRIGGER publications_state_insert AFTER INSERT ON publications FOR EACH ROW EXECUTE FUNCTION campaign_publication_state_keep();
CREATE TRIGGER publications_state_update AFTER UPDATE ON publications FOR EACH ROW WHEN (old.state IS DISTINCT FROM new.state) EXECUTE FUNCTION campaign_publication_state_keep();
CREATE TRIGGER publications_their_own AFTER INSERT ON publications FOR EACH ROW WHEN (new.kind = 'PUBLISH'::text) EXECUTE FUNCTION publications_plan_own();
CREATE TRIGGER publications_within_limits BEFORE INSERT OR UPDATE ON publications FOR EACH ROW WHEN (COALESCE(current_setting('app.accounts'::text, true), ''::text) <> ''::text) EXECUTE FUNCTION refuse_beyond_limits('publish', 'account_id');
alter table publications enable row level security;
alter table publications force row level security;
create policy publications_claims_only on publications as restrictive for update to gacm_worker
  using (true)
  with check (state = 'RUNNING'::text);
create policy publications_for_worker on publications for all to gacm_worker
  using (true);
create policy publications_of_workspace on publications for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on publications to gacm_app;
grant insert (workspace_id, id, campaign_id, account_id, kind, activate, version, plan_hash, plan, published_name, token, created_by) on publications to gacm_app;
grant update (state, lease_until, next_attempt_at, message, errors, finished_at, quota_waits) on publications to gacm_app;
grant select on publications to gacm_readonly;
grant select (workspace_id, id, account_id, state, fence, lease_until, next_attempt_at, attempts) on publications to gacm_worker;
grant update (state, fence, lease_until, attempts) on publications to gacm_worker;
comment on table publications is 'Tenant. One journalled run of a plan. Written before anything is sent; an open row blocks a second publication of the campaign.';
comment on column publications.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column publications.id is 'UUIDv7, made by the program: it grows with time, so the key is the order of pages.';
comment on column publications.campaign_id is 'What is published.';
comment on column publications.account_id is 'Where: the campaign''s account, repeated here so that a worker can take one publication of an account at a time.';
comment on column publications.kind is 'PUBLISH sends a plan (create or update); PAUSE and RESUME set the status.';
comment on column publications.state is 'UNKNOWN: something was sent and its answer was lost, so Google is asked before anything is sent again. SUCCEEDED and FAILED are the end.';
comment on column publications.activate is 'Whether the campaign is to be enabled once it is verified.';
comment on column publications.version is 'Number of the revision that is published.';
comment on column publications.plan_hash is 'Hex SHA-256 of the operations, the baseline version and the rule pack version; null: no plan was approved, because nothing but the status changes.';
comment on column publications.plan is 'The operations as they are sent, in Google''s order; image bytes and resource names of images are filled in when sending.';
comment on column publications.published_name is 'The name at Google, under which the campaign is looked up.';
comment on column publications.token is 'First 12 hex digits of the campaign id''s random part: the name of our label at Google, which proves a found campaign to be ours and, being unique per account, stops a second create.';
comment on column publications.fence is 'Grows with every claim. A worker whose number is old can no longer write here.';
comment on column publications.lease_until is 'While it lasts nobody else may work on it. Database clock only. Null exactly while nobody does.';
comment on column publications.next_attempt_at is 'Not to be claimed before. Database clock only.';
comment on column publications.attempts is 'How often it was claimed; bounds the trying.';
comment on column publications.message is 'How it stands, in words for people; null: nothing to say.';
comment on column publications.errors is 'Google''s errors on the fields of the campaign that they are about.';
comment on column publications.created_by is 'Who asked for it, as in the audit log.';
comment on column publications.created_at is 'When it was asked for.';
comment on column publications.finished_at is 'When it succeeded or failed; null: it is open.';
comment on column publications.quota_waits is 'How many of its claims ended in waiting for Google''s quota, with nothing sent.';
comment on column publications.approval_request_id is 'The request whose approvals it goes by; null: it needed none. Set by trigger.';

create table publish_batch_items (
  workspace_id uuid not null,
  batch_id uuid not null,
  position integer not null,
  campaign_id uuid not null,
  account_id uuid not null,
  campaign_name text not null,
  plan_hash text,
  state text not null default 'WAITING'::text,
  publication_id uuid,
  message text,
  errors jsonb not null default '[]'::jsonb,
  constraint publish_batch_items_pkey PRIMARY KEY (workspace_id, batch_id, "position"),
  constraint publish_batch_items_campaign_key UNIQUE (workspace_id, campaign_id, batch_id),
  constraint publish_batch_items_campaign_name_length CHECK (char_length(campaign_name) >= 1 AND char_length(campaign_name) <= 256),
  constraint publish_batch_items_errors_array CHECK (jsonb_typeof(errors) = 'array'::text),
  constraint publish_batch_items_message_length CHECK (char_length(message) >= 1 AND char_length(message) <= 5000),
  constraint publish_batch_items_opened_has_publication CHECK (state <> 'OPENED'::text OR publication_id IS NOT NULL),
  constraint publish_batch_items_plan_hash_hex CHECK (plan_hash ~ '^[0-9a-f]{64}$'::text),
  constraint publish_batch_items_position_range CHECK ("position" >= 0 AND "position" <= 499),
  constraint publish_batch_items_refused_has_message CHECK (state <> 'REFUSED'::text OR message IS NOT NULL),
  constraint publish_batch_items_state_known CHECK (state = ANY (ARRAY['WAITING'::text, 'OPENED'::text, 'REFUSED'::text, 'UNCHANGED'::text, 'STOPPED'::text])),
  constraint publish_batch_items_batch_fkey FOREIGN KEY (workspace_id, batch_id) REFERENCES publish_batches(workspace_id, id),
  constraint publish_batch_items_publication_fkey FOREIGN KEY (workspace_id, publication_id) REFERENCES publications(workspace_id, id)
);
CREATE INDEX publish_batch_items_publication_idx ON publish_batch_items USING btree (workspace_id, publication_id) WHERE publication_id IS NOT NULL;
CREATE TRIGGER publish_batch_items_fit BEFORE UPDATE OF publication_id ON publish_batch_items FOR EACH ROW WHEN (new.publication_id IS DISTINCT FROM old.publication_id) EXECUTE FUNCTION publish_batch_items_fit();
alter table publish_batch_items enable row level security;
alter table publish_batch_items force row level security;
create policy publish_batch_items_of_workspace on publish_batch_items for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on publish_batch_items to gacm_app;
grant insert (workspace_id, batch_id, position, campaign_id, account_id, campaign_name, plan_hash) on publish_batch_items to gacm_app;
grant update (plan_hash, state, publication_id, message, errors) on publish_batch_items to gacm_app;
grant select on publish_batch_items to gacm_readonly;
comment on table publish_batch_items is 'Tenant. One campaign of a batch. What became of an opened one is the state of its publication and stands there alone.';
comment on column publish_batch_items.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column publish_batch_items.batch_id is 'The batch that it is a part of.';
comment on column publish_batch_items.position is 'Order, from 0.';
comment on column publish_batch_items.campaign_id is 'What is published; may be a draft that was deleted since.';
comment on column publish_batch_items.account_id is 'Its account: only a few publications of one account are opened ahead.';
comment on column publish_batch_items.campaign_name is 'Its name when the batch was opened.';
comment on column publish_batch_items.plan_hash is 'The plan that was approved; null: the plan as it stands when its turn comes.';
comment on column publish_batch_items.state is 'OPENED: it has its publication, written in the same transaction. REFUSED: it could not be opened. UNCHANGED: there was nothing to publish. STOPPED: its turn did not come.';
comment on column publish_batch_items.publication_id is 'Its last publication; null: there was none.';
comment on column publish_batch_items.message is 'Why it stands as it does, in words; null: nothing to say.';
comment on column publish_batch_items.errors is 'What is wrong with which field, where it was refused.';

create table publish_batches (
  workspace_id uuid not null,
  id uuid not null,
  state text not null default 'RUNNING'::text,
  activate boolean not null,
  staged boolean not null,
  message text,
  accepted_failures integer not null default 0,
  acting_name text not null,
  acting_role text not null,
  acting_door text not null,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone,
  acting_accounts jsonb,
  kind text not null default 'PUBLISH'::text,
  constraint publish_batches_pkey PRIMARY KEY (workspace_id, id),
  constraint publish_batches_accepted_failures_range CHECK (accepted_failures >= 0 AND accepted_failures <= 500),
  constraint publish_batches_acting_accounts_object CHECK (jsonb_typeof(acting_accounts) = 'object'::text),
  constraint publish_batches_acting_door_known CHECK (acting_door = ANY (ARRAY['web'::text, 'api'::text, 'cli'::text, 'system'::text])),
  constraint publish_batches_acting_name_length CHECK (char_length(acting_name) >= 1 AND char_length(acting_name) <= 255),
  constraint publish_batches_acting_role_known CHECK (acting_role = ANY (ARRAY['viewer'::text, 'editor'::text, 'approver'::text, 'publisher'::text, 'admin'::text])),
  constraint publish_batches_created_by_length CHECK (char_length(created_by) >= 1 AND char_length(created_by) <= 255),
  constraint publish_batches_ended_has_time CHECK ((state = 'RUNNING'::text) = (finished_at IS NULL)),
  constraint publish_batches_kind_fits CHECK (kind = 'PUBLISH'::text OR activate = (kind = 'RESUME'::text) AND NOT staged),
  constraint publish_batches_kind_known CHECK (kind = ANY (ARRAY['PUBLISH'::text, 'PAUSE'::text, 'RESUME'::text])),
  constraint publish_batches_message_length CHECK (char_length(message) >= 1 AND char_length(message) <= 5000),
  constraint publish_batches_state_known CHECK (state = ANY (ARRAY['RUNNING'::text, 'STOPPED'::text, 'FINISHED'::text])),
  constraint publish_batches_stopped_has_message CHECK (state <> 'STOPPED'::text OR message IS NOT NULL),
  constraint publish_batches_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
CREATE INDEX publish_batches_running_idx ON publish_batches USING btree (id) WHERE state = 'RUNNING'::text;
alter table publish_batches enable row level security;
alter table publish_batches force row level security;
create policy publish_batches_for_worker on publish_batches for select to gacm_worker
  using (true);
create policy publish_batches_of_workspace on publish_batches for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on publish_batches to gacm_app;
grant insert (workspace_id, id, activate, staged, acting_name, acting_role, acting_door, created_by, acting_accounts, kind) on publish_batches to gacm_app;
grant update (state, message, accepted_failures, acting_name, acting_role, acting_door, finished_at, acting_accounts) on publish_batches to gacm_app;
grant select on publish_batches to gacm_readonly;
grant select (workspace_id, id, state) on publish_batches to gacm_worker;
comment on table publish_batches is 'Tenant. Campaigns that are published as one unit.';
comment on column publish_batches.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column publish_batches.id is 'UUIDv7, made by the program: it grows with time, so the key is the order of pages.';
comment on column publish_batches.state is 'RUNNING: workers open its publications. STOPPED: by a failure or by a person, and can go on. FINISHED: each item has its outcome.';
comment on column publish_batches.activate is 'Whether the campaigns are to be enabled once they are verified.';
comment on column publish_batches.staged is 'First one alone, then the others; the first failure stops what has not begun.';
comment on column publish_batches.message is 'Why it stands as it does, in words for people; null: nothing to say.';
comment on column publish_batches.accepted_failures is 'Failures that a person has seen and let it go on with: only more of them stop a staged one again.';
comment on column publish_batches.acting_name is 'In whose name publications are opened: whoever began it, retried it or let it go on, as in the audit log.';
comment on column publish_batches.acting_role is 'The role that this person had then.';
comment on column publish_batches.acting_door is 'And the door that was used.';
comment on column publish_batches.created_by is 'Who asked for it, as in the audit log.';
comment on column publish_batches.created_at is 'When it was asked for.';
comment on column publish_batches.finished_at is 'When it was stopped or finished; null: it runs.';
comment on column publish_batches.acting_accounts is 'And the accounts that this person was limited to, each with the role there; null: not limited.';
comment on column publish_batches.kind is 'What becomes of each campaign: PUBLISH its plan, PAUSE or RESUME it at Google.';

create table recovery_codes (
  user_id uuid not null,
  code_sha256 text not null,
  created_at timestamp with time zone not null default now(),
  used_at timestamp with time zone,
  constraint recovery_codes_pkey PRIMARY KEY (user_id, code_sha256),
  constraint recovery_codes_code_hashed CHECK (code_sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint recovery_codes_user_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
grant delete, select on recovery_codes to gacm_app;
grant insert (user_id, code_sha256) on recovery_codes to gacm_app;
grant update (used_at) on recovery_codes to gacm_app;
comment on table recovery_codes is 'Global. Codes that stand in for a lost second factor, each once.';
comment on column recovery_codes.user_id is 'Whose it is; ten are made at a time.';
comment on column recovery_codes.code_sha256 is 'Hex SHA-256 of the code, which has 80 random bits.';
comment on column recovery_codes.created_at is 'When it was made.';
comment on column recovery_codes.used_at is 'When somebody signed in by it; null: it still works.';

create table review_link_keys (
  workspace_id uuid not null,
  sealed text not null,
  created_at timestamp with time zone not null default now(),
  constraint review_link_keys_pkey PRIMARY KEY (workspace_id),
  constraint review_link_keys_sealed_shape CHECK (sealed ~ '^v1\.[0-9a-f]{8}\.[A-Za-z0-9_-]{40,255}$'::text),
  constraint review_link_keys_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
);
alter table review_link_keys enable row level security;
alter table review_link_keys force row level security;
create policy review_link_keys_of_workspace on review_link_keys for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on review_link_keys to gacm_app;
grant insert (workspace_id, sealed) on review_link_keys to gacm_app;
grant update (sealed) on review_link_keys to gacm_app;
comment on table review_link_keys is 'Tenant. What the review links of a workspace are signed with; made with the first link.';
comment on column review_link_keys.workspace_id is 'The workspace that the row belongs to; there is one for each.';
comment on column review_link_keys.sealed is 'The key, sealed with the key ring of GACM_SECRET_KEY for this workspace alone.';
comment on column review_link_keys.created_at is 'When it was made.';

create table review_links (
  workspace_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  token_sha256 text,
  name text not null,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  constraint review_links_pkey PRIMARY KEY (workspace_id, id),
  constraint review_links_request_key UNIQUE (workspace_id, request_id, id),
  constraint review_links_token_key UNIQUE (workspace_id, token_sha256),
  constraint review_links_created_by_length CHECK (char_length(created_by) >= 1 AND char_length(created_by) <= 255),
  constraint review_links_expires_later CHECK (expires_at > created_at),
  constraint review_links_lifetime CHECK (expires_at <= (created_at + '2160:00:00'::interval)),
  constraint review_links_name_length CHECK (char_length(name) >= 1 AND char_length(name) <= 100),
  constraint review_links_name_no_control CHECK (name !~ '[\u0001-\u001f\u007f]'::text),
  constraint review_links_token_hashed CHECK (token_sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint review_links_request_fkey FOREIGN KEY (workspace_id, request_id) REFERENCES approval_requests(workspace_id, id)
);
CREATE TRIGGER review_links_guard BEFORE UPDATE ON review_links FOR EACH ROW WHEN (old.revoked_at IS NOT NULL AND new.revoked_at IS DISTINCT FROM old.revoked_at) EXECUTE FUNCTION review_links_guard();
CREATE TRIGGER review_links_settle AFTER UPDATE OF revoked_at ON review_links FOR EACH ROW EXECUTE FUNCTION approvals_settle();
alter table review_links enable row level security;
alter table review_links force row level security;
create policy review_links_of_workspace on review_links for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on review_links to gacm_app;
grant insert (workspace_id, id, request_id, name, created_by, expires_at) on review_links to gacm_app;
grant update (revoked_at) on review_links to gacm_app;
comment on table review_links is 'Tenant. Links by which somebody without an account sees one request, and no later state, and answers it.';
comment on column review_links.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column review_links.id is 'UUIDv7, made by the program.';
comment on column review_links.request_id is 'The one request that it shows.';
comment on column review_links.token_sha256 is 'SHA-256, in hex, of the token of a link from the time before links were signed; null: its signature is worked out anew each time.';
comment on column review_links.name is 'Whom it is for, as comments and approvals through it are signed.';
comment on column review_links.created_by is 'Who made it, as in the audit log.';
comment on column review_links.created_at is 'When it was made.';
comment on column review_links.expires_at is 'From when on it opens nothing; at most 90 days later.';
comment on column review_links.revoked_at is 'When it was taken back; null: it was not.';

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
  edit_id uuid,
  constraint revisions_pkey PRIMARY KEY (workspace_id, campaign_id, number),
  constraint revisions_changed_fields_count CHECK (cardinality(changed_fields) <= 100),
  constraint revisions_created_by_length CHECK (char_length(created_by) >= 1 AND char_length(created_by) <= 255),
  constraint revisions_document_object CHECK (jsonb_typeof(document) = 'object'::text),
  constraint revisions_door_known CHECK (door = ANY (ARRAY['web'::text, 'api'::text, 'cli'::text, 'system'::text])),
  constraint revisions_number_positive CHECK (number > 0),
  constraint revisions_reason_length CHECK (char_length(reason) >= 1 AND char_length(reason) <= 255),
  constraint revisions_edit_fkey FOREIGN KEY (workspace_id, edit_id) REFERENCES campaign_edits(workspace_id, id),
  constraint revisions_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
CREATE UNIQUE INDEX revisions_edit_key ON revisions USING btree (workspace_id, edit_id, campaign_id) WHERE edit_id IS NOT NULL;
CREATE TRIGGER revisions_append_only BEFORE UPDATE OR TRUNCATE ON revisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_history_change();
CREATE TRIGGER revisions_append_only_delete BEFORE DELETE ON revisions FOR EACH STATEMENT WHEN (COALESCE(current_setting('app.deleting_demo'::text, true), ''::text) = ''::text) EXECUTE FUNCTION refuse_history_change();
CREATE TRIGGER revisions_demo_guard BEFORE DELETE ON revisions FOR EACH ROW EXECUTE FUNCTION revisions_demo_guard();
alter table revisions enable row level security;
alter table revisions force row level security;
create policy revisions_of_workspace on revisions for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on revisions to gacm_app;
grant insert (workspace_id, campaign_id, number, document, changed_fields, reason, door, created_by, edit_id) on revisions to gacm_app;
grant select on revisions to gacm_readonly;
comment on table revisions is 'Tenant. Every saved state of a campaign, never changed. No foreign key to the campaign: a deleted draft leaves its history.';
comment on column revisions.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column revisions.campaign_id is 'Whose state; the campaign may be gone.';
comment on column revisions.number is 'Counts the states of a campaign, from 1.';
comment on column revisions.document is 'The whole of what a person can edit, as the API speaks it.';
comment on column revisions.changed_fields is 'Top-level fields that differ from the revision before.';
comment on column revisions.reason is 'Why, in words.';
comment on column revisions.door is 'Through which door it came.';
comment on column revisions.created_by is 'Who saved it, as in the audit log.';
comment on column revisions.created_at is 'When it was saved.';
comment on column revisions.edit_id is 'The edit of many campaigns that made it; null: it was saved alone.';

create table saved_views (
  workspace_id uuid not null,
  id uuid not null,
  user_id uuid,
  name text not null,
  definition jsonb not null,
  position integer not null,
  is_default boolean not null default false,
  version integer not null default 1,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint saved_views_pkey PRIMARY KEY (workspace_id, id),
  constraint saved_views_name_key UNIQUE NULLS NOT DISTINCT (workspace_id, user_id, name),
  constraint saved_views_created_by_length CHECK (char_length(created_by) >= 1 AND char_length(created_by) <= 255),
  constraint saved_views_definition_object CHECK (jsonb_typeof(definition) = 'object'::text),
  constraint saved_views_definition_size CHECK (octet_length(definition::text) <= 16384),
  constraint saved_views_name_length CHECK (char_length(name) >= 1 AND char_length(name) <= 100),
  constraint saved_views_name_no_control CHECK (name !~ '[\u0001-\u001f\u007f]'::text),
  constraint saved_views_position_range CHECK ("position" >= 0 AND "position" <= 999),
  constraint saved_views_version_positive CHECK (version > 0),
  constraint saved_views_member_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES members(workspace_id, user_id) ON DELETE CASCADE,
  constraint saved_views_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
CREATE UNIQUE INDEX saved_views_one_default_key ON saved_views USING btree (workspace_id, user_id) NULLS NOT DISTINCT WHERE is_default;
CREATE TRIGGER saved_views_touch BEFORE UPDATE ON saved_views FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
alter table saved_views enable row level security;
alter table saved_views force row level security;
create policy saved_views_of_user on saved_views as restrictive for all to public
  using (user_id IS NULL OR user_id = (( SELECT NULLIF(current_setting('app.user_id'::text, true), ''::text)::uuid AS "nullif")));
create policy saved_views_of_workspace on saved_views for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant delete, select on saved_views to gacm_app;
grant insert (workspace_id, id, user_id, name, definition, position, is_default, created_by) on saved_views to gacm_app;
grant update (name, definition, position, is_default, version) on saved_views to gacm_app;
grant select on saved_views to gacm_readonly;
comment on table saved_views is 'Tenant. Views of the table of campaigns: one person''s, or the team''s.';
comment on column saved_views.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column saved_views.id is 'UUIDv7, made by the program.';
comment on column saved_views.user_id is 'Whose it is, who alone sees it; null: the team''s. Never changes.';
comment on column saved_views.name is 'As its owner calls it; once for each person, and once for the team.';
comment on column saved_views.definition is 'Filters, order, columns and widths, as the API speaks them; at most 16 KiB of text.';
comment on column saved_views.position is 'Order among the views of its owner, from 0; equal ones follow by name.';
comment on column saved_views.is_default is 'Whether the table opens with it; one for each person, and one for the team.';
comment on column saved_views.version is 'Counts the changes, from 1; the ETag.';
comment on column saved_views.created_by is 'Who made it, as in the audit log.';
comment on column saved_views.created_at is 'When it was made.';
comment on column saved_views.updated_at is 'When it was last changed; set by trigger.';

create table sessions (
  token_sha256 text not null,
  id uuid not null,
  user_id uuid not null,
  browser text not null,
  address text not null,
  created_at timestamp with time zone not null default now(),
  last_seen_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  constraint sessions_pkey PRIMARY KEY (token_sha256),
  constraint sessions_id_key UNIQUE (id),
  constraint sessions_address_length CHECK (char_length(address) >= 1 AND char_length(address) <= 50),
  constraint sessions_browser_length CHECK (char_length(browser) >= 1 AND char_length(browser) <= 100),
  constraint sessions_expires_later CHECK (expires_at > created_at),
  constraint sessions_lifetime CHECK (expires_at <= (created_at + '720:00:00'::interval)),
  constraint sessions_no_control CHECK ((browser || address) !~ '[\u0001-\u001f\u007f]'::text),
  constraint sessions_token_hashed CHECK (token_sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint sessions_user_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX sessions_expires_idx ON sessions USING btree (expires_at);
CREATE INDEX sessions_user_idx ON sessions USING btree (user_id);
grant delete, select on sessions to gacm_app;
grant insert (token_sha256, id, user_id, browser, address, expires_at) on sessions to gacm_app;
grant update (last_seen_at) on sessions to gacm_app;
comment on table sessions is 'Global. Signed-in browsers. The token itself is only in the browser''s cookie.';
comment on column sessions.token_sha256 is 'Hex SHA-256 of the token: a copy of this table signs nobody in.';
comment on column sessions.id is 'UUIDv7, made by the program: names the session without opening it.';
comment on column sessions.user_id is 'Who is signed in.';
comment on column sessions.browser is 'Browser and system in words, as it said of itself at sign-in.';
comment on column sessions.address is 'Where they signed in from: the first three parts of an IPv4 address, the first three groups of an IPv6 address.';
comment on column sessions.created_at is 'When they signed in.';
comment on column sessions.last_seen_at is 'The last use, to five minutes. Seven days after it the session has ended.';
comment on column sessions.expires_at is 'The end whatever the use, 30 days after sign-in. Never moved.';

create table setup_links (
  token_sha256 text not null,
  workspace_id uuid not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint setup_links_pkey PRIMARY KEY (token_sha256),
  constraint setup_links_expires_later CHECK (expires_at > created_at),
  constraint setup_links_token_hashed CHECK (token_sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint setup_links_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
);
CREATE INDEX setup_links_workspace_idx ON setup_links USING btree (workspace_id);
grant select on setup_links to gacm_app;
grant insert (token_sha256, workspace_id, expires_at) on setup_links to gacm_app;
grant update (used_at) on setup_links to gacm_app;
comment on table setup_links is 'Global. One-time links that make the first administrator of a workspace.';
comment on column setup_links.token_sha256 is 'Hex SHA-256 of the token in the link.';
comment on column setup_links.workspace_id is 'The workspace that it sets up. It is found before anybody belongs to one, so the table is not a tenant''s.';
comment on column setup_links.created_at is 'When the row was written.';
comment on column setup_links.expires_at is 'The end, seven days later.';
comment on column setup_links.used_at is 'When somebody used it; null: not yet.';

create table sign_in_attempts (
  token_sha256 text not null,
  kind text not null,
  user_id uuid,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  constraint sign_in_attempts_pkey PRIMARY KEY (token_sha256),
  constraint sign_in_attempts_challenge_lifetime CHECK ((kind <> ALL (ARRAY['PASSKEY'::text, 'PASSKEY_FACTOR'::text, 'PASSKEY_SET_UP'::text])) OR expires_at <= (created_at + '00:05:00'::interval)),
  constraint sign_in_attempts_expires_later CHECK (expires_at > created_at),
  constraint sign_in_attempts_kind_known CHECK (kind = ANY (ARRAY['PROVIDER'::text, 'SECOND_FACTOR'::text, 'PASSKEY'::text, 'PASSKEY_FACTOR'::text, 'PASSKEY_SET_UP'::text])),
  constraint sign_in_attempts_lifetime CHECK (expires_at <= (created_at + '00:10:00'::interval)),
  constraint sign_in_attempts_token_hashed CHECK (token_sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint sign_in_attempts_user_told CHECK ((user_id IS NOT NULL) = (kind = ANY (ARRAY['SECOND_FACTOR'::text, 'PASSKEY_FACTOR'::text, 'PASSKEY_SET_UP'::text]))),
  constraint sign_in_attempts_user_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX sign_in_attempts_expires_idx ON sign_in_attempts USING btree (expires_at);
CREATE INDEX sign_in_attempts_user_idx ON sign_in_attempts USING btree (user_id);
grant delete, select on sign_in_attempts to gacm_app;
grant insert (token_sha256, kind, user_id, expires_at) on sign_in_attempts to gacm_app;
grant update (expires_at) on sign_in_attempts to gacm_app;
comment on table sign_in_attempts is 'Global. Sign-ins, and passkeys to be added, that were begun in a browser and wait for its answer, for ten minutes at most (five where a passkey answers); an answer ends one.';
comment on column sign_in_attempts.token_sha256 is 'Hex SHA-256 of the token in the browser''s cookie. State, nonce, verifier and challenge are made of that token and kept nowhere.';
comment on column sign_in_attempts.kind is 'PROVIDER: sent to the identity provider; SECOND_FACTOR: asked for a code or a passkey; PASSKEY: asked for a passkey, whosever; PASSKEY_FACTOR: asked for one after a password; PASSKEY_SET_UP: about to add one.';
comment on column sign_in_attempts.user_id is 'Who it is, where that is known: whose password was right, or who is signed in; null before.';
comment on column sign_in_attempts.created_at is 'When it was begun.';
comment on column sign_in_attempts.expires_at is 'When it is too late.';

create table sign_in_limits (
  kind text not null,
  subject_sha256 text not null,
  failures integer not null,
  last_at timestamp with time zone not null default now(),
  blocked_until timestamp with time zone,
  constraint sign_in_limits_pkey PRIMARY KEY (kind, subject_sha256),
  constraint sign_in_limits_failures_not_negative CHECK (failures >= 0),
  constraint sign_in_limits_kind_known CHECK (kind = ANY (ARRAY['ADDRESS'::text, 'EMAIL'::text, 'BROWSER'::text])),
  constraint sign_in_limits_subject_hashed CHECK (subject_sha256 ~ '^[0-9a-f]{64}$'::text)
);
CREATE INDEX sign_in_limits_last_idx ON sign_in_limits USING btree (last_at);
grant delete, select on sign_in_limits to gacm_app;
grant insert (kind, subject_sha256, failures) on sign_in_limits to gacm_app;
grant update (failures, last_at, blocked_until) on sign_in_limits to gacm_app;
comment on table sign_in_limits is 'Global. Wrong passwords of the last hour, by address, by e-mail and by known browser, for every process of the program.';
comment on column sign_in_limits.kind is 'ADDRESS: where it came from. EMAIL: whose password it was to be, whether or not there is such a person. BROWSER: a browser in which that person signed in before, instead of both.';
comment on column sign_in_limits.subject_sha256 is 'Hex SHA-256 of the address or the e-mail; of a browser the first halves of those of the e-mail and of the browser. Nothing is kept of who tried.';
comment on column sign_in_limits.failures is 'Attempts that have not succeeded, as a count; begins anew after an hour without one.';
comment on column sign_in_limits.last_at is 'The last of them.';
comment on column sign_in_limits.blocked_until is 'Until when no further attempt is looked at; null: the next one is.';

create table spend_ledgers (
  workspace_id uuid not null,
  account_id uuid,
  scope_id uuid not null generated always as (COALESCE(account_id, '00000000-0000-0000-0000-000000000000'::uuid)) stored,
  currency_code text not null,
  day_cap_micros bigint,
  month_cap_micros bigint,
  day_micros bigint not null default 0,
  month_micros bigint not null default 0,
  campaigns bigint not null default 0,
  version integer not null default 1,
  updated_by text,
  updated_at timestamp with time zone,
  constraint spend_ledgers_pkey PRIMARY KEY (workspace_id, scope_id, currency_code),
  constraint spend_ledgers_caps_positive CHECK (day_cap_micros > 0 AND month_cap_micros > 0),
  constraint spend_ledgers_currency_code CHECK (currency_code ~ '^[A-Z]{3}$'::text),
  constraint spend_ledgers_sums_not_negative CHECK (day_micros >= 0 AND month_micros >= 0 AND campaigns >= 0),
  constraint spend_ledgers_updated_by_length CHECK (char_length(updated_by) >= 1 AND char_length(updated_by) <= 255),
  constraint spend_ledgers_version_positive CHECK (version > 0),
  constraint spend_ledgers_account_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id),
  constraint spend_ledgers_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table spend_ledgers enable row level security;
alter table spend_ledgers force row level security;
create policy spend_ledgers_of_workspace on spend_ledgers for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on spend_ledgers to gacm_app;
grant update (day_cap_micros, month_cap_micros, version, updated_by, updated_at) on spend_ledgers to gacm_app;
grant select on spend_ledgers to gacm_readonly;
comment on table spend_ledgers is 'Tenant. What everything that is live or about to be may cost, of an account, and of the workspace by currency; and the caps. The sums are written by triggers alone.';
comment on column spend_ledgers.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column spend_ledgers.account_id is 'The account that is summed; null: all accounts of this currency.';
comment on column spend_ledgers.scope_id is 'The account, or zeros for all of them: what a key can hold in place of a null.';
comment on column spend_ledgers.currency_code is 'Of the amounts: currencies are never added.';
comment on column spend_ledgers.day_cap_micros is 'The most that a day may cost at worst, in millionths of the currency; null: no cap.';
comment on column spend_ledgers.month_cap_micros is 'The most that a month may cost at worst, in millionths of the currency; null: no cap.';
comment on column spend_ledgers.day_micros is 'What a day may cost at worst, in millionths of the currency: the sum of the shares.';
comment on column spend_ledgers.month_micros is 'What a month may cost at worst, in millionths of the currency: the sum of the shares.';
comment on column spend_ledgers.campaigns is 'How many campaigns count.';
comment on column spend_ledgers.version is 'Grows with every change of the caps; not with the sums.';
comment on column spend_ledgers.updated_by is 'Who changed the caps last, as in the audit log; null: nobody has.';
comment on column spend_ledgers.updated_at is 'When the caps were changed last; null: never.';

create table spend_shares (
  workspace_id uuid not null,
  campaign_id uuid not null,
  account_id uuid not null,
  currency_code text not null,
  counts boolean not null,
  day_micros bigint not null,
  month_micros bigint not null,
  constraint spend_shares_pkey PRIMARY KEY (workspace_id, campaign_id),
  constraint spend_shares_amounts_not_negative CHECK (day_micros >= 0 AND month_micros >= 0),
  constraint spend_shares_nothing_if_idle CHECK (counts OR day_micros = 0 AND month_micros = 0),
  constraint spend_shares_campaign_fkey FOREIGN KEY (workspace_id, account_id, campaign_id) REFERENCES campaigns(workspace_id, account_id, id) ON DELETE CASCADE
);
CREATE INDEX spend_shares_counting_idx ON spend_shares USING btree (workspace_id, account_id, campaign_id) WHERE counts;
CREATE TRIGGER spend_shares_add_delete AFTER DELETE ON spend_shares REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION spend_ledgers_add();
CREATE TRIGGER spend_shares_add_insert AFTER INSERT ON spend_shares REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION spend_ledgers_add();
CREATE TRIGGER spend_shares_add_update AFTER UPDATE ON spend_shares REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION spend_ledgers_add();
alter table spend_shares enable row level security;
alter table spend_shares force row level security;
create policy spend_shares_of_workspace on spend_shares for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on spend_shares to gacm_app;
grant select on spend_shares to gacm_readonly;
comment on table spend_shares is 'Tenant. What a campaign counts in the sums of its account and its workspace. Written by triggers alone.';
comment on column spend_shares.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column spend_shares.campaign_id is 'Whose share; a campaign that was never published has none.';
comment on column spend_shares.account_id is 'The campaign''s account.';
comment on column spend_shares.currency_code is 'The account''s currency.';
comment on column spend_shares.counts is 'Whether it is live, as far as is known here, or about to be by a publication that is open.';
comment on column spend_shares.day_micros is 'What a day of it may cost at worst, in millionths of the currency: twice the daily budget, or the whole of a total one.';
comment on column spend_shares.month_micros is 'What a month of it may cost at worst, in millionths of the currency: 30.4 times the daily budget, or the whole of a total one.';

create table spend_stop_items (
  workspace_id uuid not null,
  stop_id uuid not null,
  campaign_id uuid not null,
  account_id uuid not null,
  campaign_name text not null,
  state text not null default 'WAITING'::text,
  message text,
  pause_id uuid,
  restore_state text,
  restore_message text,
  restore_id uuid,
  ran_micros bigint,
  noticed_at timestamp with time zone,
  amounts jsonb not null default '[]'::jsonb,
  constraint spend_stop_items_pkey PRIMARY KEY (workspace_id, stop_id, campaign_id),
  constraint spend_stop_items_amounts_array CHECK (jsonb_typeof(amounts) = 'array'::text),
  constraint spend_stop_items_left_out_has_message CHECK (restore_state <> 'LEFT_OUT'::text OR restore_message IS NOT NULL),
  constraint spend_stop_items_messages_length CHECK (COALESCE(char_length(message), 1) >= 1 AND COALESCE(char_length(message), 1) <= 5000 AND COALESCE(char_length(restore_message), 1) >= 1 AND COALESCE(char_length(restore_message), 1) <= 5000),
  constraint spend_stop_items_name_length CHECK (char_length(campaign_name) >= 1 AND char_length(campaign_name) <= 256),
  constraint spend_stop_items_opened_has_pause CHECK (state <> 'OPENED'::text OR pause_id IS NOT NULL),
  constraint spend_stop_items_refused_has_message CHECK (state <> 'REFUSED'::text OR message IS NOT NULL),
  constraint spend_stop_items_restore_has_publication CHECK (restore_state <> 'OPENED'::text OR restore_id IS NOT NULL),
  constraint spend_stop_items_restore_known CHECK (restore_state = ANY (ARRAY['WAITING'::text, 'OPENED'::text, 'LEFT_OUT'::text])),
  constraint spend_stop_items_restores_what_it_paused CHECK ((restore_state <> ALL (ARRAY['WAITING'::text, 'OPENED'::text])) OR state = 'OPENED'::text),
  constraint spend_stop_items_state_known CHECK (state = ANY (ARRAY['WAITING'::text, 'OPENED'::text, 'IDLE'::text, 'REFUSED'::text, 'LEFT'::text])),
  constraint spend_stop_items_pause_fkey FOREIGN KEY (workspace_id, pause_id) REFERENCES publications(workspace_id, id) ON DELETE CASCADE,
  constraint spend_stop_items_restore_fkey FOREIGN KEY (workspace_id, restore_id) REFERENCES publications(workspace_id, id) ON DELETE CASCADE,
  constraint spend_stop_items_stop_fkey FOREIGN KEY (workspace_id, stop_id) REFERENCES spend_stops(workspace_id, id)
);
CREATE INDEX spend_stop_items_pause_idx ON spend_stop_items USING btree (workspace_id, pause_id) WHERE pause_id IS NOT NULL;
CREATE INDEX spend_stop_items_restore_idx ON spend_stop_items USING btree (workspace_id, restore_id) WHERE restore_id IS NOT NULL;
CREATE INDEX spend_stop_items_waiting_idx ON spend_stop_items USING btree (workspace_id, stop_id, account_id, campaign_id) WHERE state = 'WAITING'::text OR restore_state = 'WAITING'::text;
CREATE TRIGGER spend_stop_items_ran BEFORE INSERT ON spend_stop_items FOR EACH ROW EXECUTE FUNCTION spend_stop_items_ran();
alter table spend_stop_items enable row level security;
alter table spend_stop_items force row level security;
create policy spend_stop_items_of_workspace on spend_stop_items for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on spend_stop_items to gacm_app;
grant insert (workspace_id, stop_id, campaign_id, account_id, campaign_name, state, message, noticed_at) on spend_stop_items to gacm_app;
grant update (state, message, pause_id, restore_state, restore_message, restore_id, noticed_at, amounts) on spend_stop_items to gacm_app;
grant select on spend_stop_items to gacm_readonly;
comment on table spend_stop_items is 'Tenant. A campaign that was live, or about to be, when it was stopped. What became of a publication is its state and stands there alone.';
comment on column spend_stop_items.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column spend_stop_items.stop_id is 'The stop that it is a part of.';
comment on column spend_stop_items.campaign_id is 'What was live; it may be gone since.';
comment on column spend_stop_items.account_id is 'Its account.';
comment on column spend_stop_items.campaign_name is 'Its name when it was stopped.';
comment on column spend_stop_items.state is 'WAITING: perhaps behind a publication that is open. OPENED: it has its pause, written in the same transaction. IDLE: when its turn came it did not run. REFUSED: it could not be paused. LEFT: it is protected, and was to be left running.';
comment on column spend_stop_items.message is 'Why it stands as it does, in words; null: nothing to say.';
comment on column spend_stop_items.pause_id is 'The publication that pauses it; null: there was none.';
comment on column spend_stop_items.restore_state is 'WAITING: for its turn. OPENED: it has its resume, written in the same transaction. LEFT_OUT: it is not resumed, restore_message says why. Null: nothing is restored yet.';
comment on column spend_stop_items.restore_message is 'Why it is left out, in words; null: it is not.';
comment on column spend_stop_items.restore_id is 'The publication that resumes it; null: there is none.';
comment on column spend_stop_items.ran_micros is 'What it could cost on one day when it was stopped, in millionths of the account''s currency, where it ran by what was published here; null: it did not. Set by trigger.';
comment on column spend_stop_items.noticed_at is 'When it was first seen to run although everything was stopped; null: it was live, or about to be, as it was stopped.';
comment on column spend_stop_items.amounts is 'The amounts in restore_message, or in message where there is none: [{text, micros, currencyCode}], text as it stands there; empty: none.';

create table spend_stops (
  workspace_id uuid not null,
  id uuid not null,
  account_id uuid,
  scope_id uuid not null generated always as (COALESCE(account_id, '00000000-0000-0000-0000-000000000000'::uuid)) stored,
  state text not null default 'ON'::text,
  reason text,
  acting_name text not null,
  acting_role text not null,
  acting_door text not null,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  restored_by text,
  restoring_at timestamp with time zone,
  finished_at timestamp with time zone,
  leaves_protected boolean not null default false,
  acting_accounts jsonb,
  constraint spend_stops_pkey PRIMARY KEY (workspace_id, id),
  constraint spend_stops_acting_accounts_object CHECK (jsonb_typeof(acting_accounts) = 'object'::text),
  constraint spend_stops_acting_door_known CHECK (acting_door = ANY (ARRAY['web'::text, 'api'::text, 'cli'::text, 'system'::text])),
  constraint spend_stops_acting_role_known CHECK (acting_role = ANY (ARRAY['viewer'::text, 'editor'::text, 'approver'::text, 'publisher'::text, 'admin'::text])),
  constraint spend_stops_names_length CHECK (char_length(acting_name) >= 1 AND char_length(acting_name) <= 255 AND char_length(created_by) >= 1 AND char_length(created_by) <= 255 AND COALESCE(char_length(restored_by), 1) >= 1 AND COALESCE(char_length(restored_by), 1) <= 255),
  constraint spend_stops_over_has_time CHECK ((state = 'OVER'::text) = (finished_at IS NOT NULL)),
  constraint spend_stops_reason_length CHECK (char_length(reason) >= 1 AND char_length(reason) <= 500),
  constraint spend_stops_reason_no_control CHECK (reason !~ '[\u0001-\u001f\u007f]'::text),
  constraint spend_stops_restored_by_somebody CHECK ((state = 'ON'::text) = (restored_by IS NULL) AND (state = 'ON'::text) = (restoring_at IS NULL)),
  constraint spend_stops_state_known CHECK (state = ANY (ARRAY['ON'::text, 'RESTORING'::text, 'OVER'::text])),
  constraint spend_stops_account_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES accounts(workspace_id, id),
  constraint spend_stops_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
CREATE UNIQUE INDEX spend_stops_one_per_scope ON spend_stops USING btree (workspace_id, scope_id) WHERE state <> 'OVER'::text;
CREATE TRIGGER spend_stops_guard BEFORE UPDATE ON spend_stops FOR EACH ROW WHEN (old.state <> new.state AND (old.state <> 'ON'::text OR new.state <> 'RESTORING'::text) AND (old.state <> 'RESTORING'::text OR new.state <> 'OVER'::text)) EXECUTE FUNCTION spend_stops_guard();
alter table spend_stops enable row level security;
alter table spend_stops force row level security;
create policy spend_stops_for_worker on spend_stops for select to gacm_worker
  using (true);
create policy spend_stops_of_workspace on spend_stops for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on spend_stops to gacm_app;
grant insert (workspace_id, id, account_id, reason, acting_name, acting_role, acting_door, created_by, leaves_protected, acting_accounts) on spend_stops to gacm_app;
grant update (state, acting_name, acting_role, acting_door, restored_by, restoring_at, finished_at, acting_accounts) on spend_stops to gacm_app;
grant select on spend_stops to gacm_readonly;
grant select (workspace_id, id, scope_id, state) on spend_stops to gacm_worker;
comment on table spend_stops is 'Tenant. A stop of everything that is live, in the workspace or in one account, and its end.';
comment on column spend_stops.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column spend_stops.id is 'UUIDv7, made by the program: it grows with time, so the key is the order of pages.';
comment on column spend_stops.account_id is 'The account that is stopped; null: all of the workspace.';
comment on column spend_stops.scope_id is 'The account, or zeros for all of them: of each, one stop that is not over.';
comment on column spend_stops.state is 'ON: what was live is paused, and nothing is published or resumed. RESTORING: what it paused is resumed. OVER: each campaign has its outcome.';
comment on column spend_stops.reason is 'Why, in the words of whoever stopped it; null: not said.';
comment on column spend_stops.acting_name is 'In whose name publications are opened: whoever stopped it, or lets it be restored, as in the audit log.';
comment on column spend_stops.acting_role is 'The role that this person had then.';
comment on column spend_stops.acting_door is 'And the door that was used.';
comment on column spend_stops.created_by is 'Who stopped it, as in the audit log.';
comment on column spend_stops.created_at is 'When everything was stopped.';
comment on column spend_stops.restored_by is 'Who lets it be restored, as in the audit log; null: nobody has.';
comment on column spend_stops.restoring_at is 'Since when it is restored; null: it is on.';
comment on column spend_stops.finished_at is 'When everything had been restored that could be; null: it is not over.';
comment on column spend_stops.leaves_protected is 'Whether protected campaigns were to be left running.';
comment on column spend_stops.acting_accounts is 'And the accounts that this person was limited to, each with the role there; null: not limited.';

create table totp_secrets (
  user_id uuid not null,
  sealed text not null,
  created_at timestamp with time zone not null default now(),
  confirmed_at timestamp with time zone,
  last_step bigint,
  constraint totp_secrets_pkey PRIMARY KEY (user_id),
  constraint totp_secrets_sealed_shape CHECK (sealed ~ '^v1\.[0-9a-f]{8}\.[A-Za-z0-9_-]{40,255}$'::text),
  constraint totp_secrets_step_confirmed CHECK ((last_step IS NULL) = (confirmed_at IS NULL)),
  constraint totp_secrets_user_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
grant delete, select on totp_secrets to gacm_app;
grant insert (user_id, sealed) on totp_secrets to gacm_app;
grant update (sealed, created_at, confirmed_at, last_step) on totp_secrets to gacm_app;
comment on table totp_secrets is 'Global. What the apps of people make their codes of (RFC 6238: six digits, every 30 seconds).';
comment on column totp_secrets.user_id is 'Whose it is; one for each.';
comment on column totp_secrets.sealed is 'The secret, sealed with the key ring of GACM_SECRET_KEY for this row alone.';
comment on column totp_secrets.created_at is 'When it was made.';
comment on column totp_secrets.confirmed_at is 'When a first code showed that the app has it; null: not yet, so it is asked for by nobody.';
comment on column totp_secrets.last_step is 'The 30 seconds (counted from 1970) of the last code that was taken: that one and those before work no more.';

create table users (
  id uuid not null,
  email text not null,
  name text not null,
  password_hash text not null,
  created_at timestamp with time zone not null default now(),
  has_password boolean not null default true,
  constraint users_pkey PRIMARY KEY (id),
  constraint users_email_key UNIQUE (email),
  constraint users_email_length CHECK (char_length(email) >= 3 AND char_length(email) <= 254),
  constraint users_email_lower CHECK (email = lower(email)),
  constraint users_email_shape CHECK (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'::text),
  constraint users_name_length CHECK (char_length(name) >= 1 AND char_length(name) <= 100),
  constraint users_name_no_control CHECK (name !~ '[\u0001-\u001f\u007f]'::text),
  constraint users_password_hashed CHECK (password_hash ~~ '$argon2id$%'::text AND char_length(password_hash) <= 255)
);
grant select on users to gacm_app;
grant insert (id, email, name, password_hash, has_password) on users to gacm_app;
grant update (password_hash, has_password) on users to gacm_app;
comment on table users is 'Global. People who sign in; one person may be a member of several workspaces.';
comment on column users.id is 'UUIDv7, made by the program: it grows with time, so the key is the order of pages.';
comment on column users.email is 'Lower case, so that one address is one person.';
comment on column users.name is 'As colleagues see it.';
comment on column users.password_hash is 'argon2id, with its parameters and salt inside.';
comment on column users.created_at is 'When the row was written.';
comment on column users.has_password is 'Whether they chose one; false: they sign in in another way, and password_hash is of a random secret that nobody has.';

create table workspace_metrics (
  workspace_id uuid not null,
  currency_code text not null,
  date date not null,
  impressions bigint not null,
  clicks bigint not null,
  cost_micros bigint not null,
  conversions numeric(26,6) not null,
  conversions_value numeric(26,6) not null,
  constraint workspace_metrics_pkey PRIMARY KEY (workspace_id, currency_code, date),
  constraint workspace_metrics_currency_code CHECK (currency_code ~ '^[A-Z]{3}$'::text),
  constraint workspace_metrics_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table workspace_metrics enable row level security;
alter table workspace_metrics force row level security;
create policy workspace_metrics_of_workspace on workspace_metrics for all to public
  using (workspace_id = (( SELECT NULLIF(current_setting('app.workspace_id'::text, true), ''::text)::uuid AS "nullif")));
grant select on workspace_metrics to gacm_app;
grant select on workspace_metrics to gacm_readonly;
comment on table workspace_metrics is 'Tenant. The sum of a workspace''s campaigns by day and currency: amounts of two currencies are never added. Written by triggers alone.';
comment on column workspace_metrics.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column workspace_metrics.currency_code is 'ISO 4217: the accounts of this currency are added.';
comment on column workspace_metrics.date is 'The day, each account''s in its own time zone.';
comment on column workspace_metrics.impressions is 'How often an ad was shown.';
comment on column workspace_metrics.clicks is 'Clicks; may exceed the impressions of a day, since a click counts on its own day.';
comment on column workspace_metrics.cost_micros is 'Spent, in millionths of the account''s currency.';
comment on column workspace_metrics.conversions is 'Conversions, in parts where several ads share one. Google sends a double: kept to six decimals, so that sums are exact.';
comment on column workspace_metrics.conversions_value is 'What the conversions are worth, in units of the account''s currency, to six decimals.';

create table workspaces (
  id uuid not null,
  name text not null,
  created_at timestamp with time zone not null default now(),
  demo boolean not null default false,
  second_factor_required boolean not null default false,
  constraint workspaces_pkey PRIMARY KEY (id),
  constraint workspaces_name_key UNIQUE (name),
  constraint workspaces_name_length CHECK (char_length(name) >= 1 AND char_length(name) <= 100),
  constraint workspaces_name_no_control CHECK (name !~ '[\u0001-\u001f\u007f]'::text)
);
grant select on workspaces to gacm_app;
grant insert (id, name, demo) on workspaces to gacm_app;
grant update (second_factor_required) on workspaces to gacm_app;
grant select on workspaces to gacm_readonly;
comment on table workspaces is 'Global. The tenant: a team with its members, accounts and campaigns.';
comment on column workspaces.id is 'UUIDv7, made by the program: it grows with time, so the key is the order of pages.';
comment on column workspaces.name is 'What people call it; unique, since programs name it on the command line.';
comment on column workspaces.created_at is 'When the row was written.';
comment on column workspaces.demo is 'Whether the program filled it with demo data that is still there. Given at birth, and taken away with the data.';
comment on column workspaces.second_factor_required is 'Whether people without a second factor can do nothing here but set one up.';

CREATE OR REPLACE FUNCTION public.accounts_spend_ledgers()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  insert into spend_ledgers (workspace_id, account_id, currency_code) values (new.workspace_id, new.id, new.currency_code);
  insert into spend_ledgers (workspace_id, currency_code) values (new.workspace_id, new.currency_code)
    on conflict do nothing;
  return null;
end
$function$;
revoke execute on function accounts_spend_ledgers() from public;
comment on function accounts_spend_ledgers() is 'Gives a new account, and the currency of its workspace, a row to lock.';

CREATE OR REPLACE FUNCTION public.ad_group_parts_protected()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
$function$;
comment on function ad_group_parts_protected() is 'Refuses to add to, or take from, an ad group of a campaign that is protected.';

CREATE OR REPLACE FUNCTION public.ad_parts_protected()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
$function$;
comment on function ad_parts_protected() is 'Refuses to add to, or take from, an ad of a campaign that is protected.';

CREATE OR REPLACE FUNCTION public.ads_fit_campaign()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
$function$;
comment on function ads_fit_campaign() is 'Refuses an ad of a type that campaigns of its campaign''s type do not have.';

CREATE OR REPLACE FUNCTION public.api_keys_guard()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  raise exception 'A key that was revoked stays so.'
    using errcode = 'check_violation', table = 'api_keys', constraint = 'api_keys_revoked_final';
end
$function$;
comment on function api_keys_guard() is 'Refuses to bring a revoked key back.';

CREATE OR REPLACE FUNCTION public.approval_authors(workspace uuid, campaign uuid, asking text[])
 RETURNS text[]
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  with recursive names (name) as (
    (select unnest(asking)
      union
     select r.created_by from campaigns c
       join revisions r on r.workspace_id = c.workspace_id and r.campaign_id = c.id
        and r.number > least(coalesce(c.published_version, 0), c.version - 1) and r.number <= c.version
      where c.workspace_id = workspace and c.id = campaign)
    union
    select k.created_by from names n join api_keys k on k.workspace_id = workspace and k.name = n.name)
  select array_agg(name order by name) from names
$function$;
comment on function approval_authors(uuid,uuid,text[]) is 'Who made what would be published next of a campaign, with those who ask.';

CREATE OR REPLACE FUNCTION public.approval_policy_of(workspace uuid, account uuid)
 RETURNS SETOF approval_policies
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select p.* from (
    (select o.* from approval_policies o
      where o.workspace_id = workspace and o.account_id = account order by o.number desc limit 1)
    union all
    (select w.* from approval_policies w
      where w.workspace_id = workspace and w.account_id is null order by w.number desc limit 1)) p
   where not p.inherits order by p.account_id nulls last limit 1
$function$;
comment on function approval_policy_of(uuid,uuid) is 'The policy of approvals that counts for an account; no row: none was ever set.';

CREATE OR REPLACE FUNCTION public.approval_requests_begin()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  here record;
begin
  select c.account_id, c.version, c.name, c.daily_budget_micros, c.total_budget_micros
    into here from campaigns c where c.workspace_id = new.workspace_id and c.id = new.campaign_id;
  if here.version is distinct from new.version or here.account_id is distinct from new.account_id then
    raise exception 'Approval is asked for the campaign as it stands.'
      using errcode = 'check_violation', table = 'approval_requests', constraint = 'approval_requests_current_version';
  end if;
  new.campaign_name := here.name;
  new.authors := approval_authors(new.workspace_id, new.campaign_id, array[new.created_by]);
  new.sent_day_micros := least(worst_day_of(null, null, new.sent), 9223372036854775807);
  new.approvals_needed := greatest(1, approvals_needed(new.workspace_id, new.account_id,
    greatest(worst_day_of(here.daily_budget_micros, here.total_budget_micros, '{}'), new.sent_day_micros)));
  return new;
end
$function$;
comment on function approval_requests_begin() is 'Fills in a new request: its authors, and how many approvals it needs.';

CREATE OR REPLACE FUNCTION public.approval_requests_begin_void()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  new.voided_from := old.state;
  return new;
end
$function$;
comment on function approval_requests_begin_void() is 'Remembers what a request was that is void now, until it is told.';

CREATE OR REPLACE FUNCTION public.approval_requests_guard()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  raise exception 'A request for approval that has ended stays so.'
    using errcode = 'check_violation', table = 'approval_requests', constraint = 'approval_requests_ended_final';
end
$function$;
comment on function approval_requests_guard() is 'Refuses to change a request that has ended.';

CREATE OR REPLACE FUNCTION public.approval_requests_tell_void()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  here constant uuid := new.workspace_id;
  deed record;
begin
  perform from approval_requests r where r.workspace_id = here and r.id = new.id and r.voided_from is not null;
  if not found then
    return null;
  end if;
  select l.actor, l.door, l.action, l.request_id into deed
    from audit_heads h join audit_log l on l.workspace_id = h.workspace_id and l.seq = h.seq
   where h.workspace_id = here and l.xmin = pg_current_xact_id()::xid;
  with ended as materialized (
    select r.id, r.campaign_id, r.campaign_name, r.plan_hash, r.void_cause, r.voided_from, r.created_by
      from approval_requests r where r.workspace_id = here and r.voided_from is not null),
  settled as (
    update approval_requests r set voided_from = null from ended e where r.workspace_id = here and r.id = e.id),
  causes as materialized (select c.void_cause, uuid_of_now() as id from (select distinct void_cause from ended) c),
  concerned as (
    select e.id, e.campaign_name, e.void_cause, m.user_id, u.email
      from ended e join users u on u.email = lower(e.created_by)
      join members m on m.workspace_id = here and m.user_id = u.id
    union
    select e.id, e.campaign_name, e.void_cause, m.user_id, u.email
      from ended e join approvals a on a.workspace_id = here and a.request_id = e.id
      join members m on m.workspace_id = here and m.user_id = a.user_id
      join users u on u.id = m.user_id),
  -- Whoever edits learns what that ended. Whoever asks anew, or deletes, knows.
  told as (
    insert into notifications (workspace_id, user_id, id, kind, target_kind, target_id, facts)
    select here, p.user_id, c.id, 'APPROVAL_VOID', 'APPROVAL', (array_agg(p.id order by p.id))[1],
           jsonb_strip_nulls(jsonb_build_object('voidCause', p.void_cause, 'by', deed.actor,
             'campaignName', case when count(*) = 1 then min(p.campaign_name) end,
             'campaigns', case when count(*) > 1 then count(*) end))
      from concerned p join causes c on c.void_cause = p.void_cause
     where (p.void_cause = 'EDITED' or p.email is distinct from lower(deed.actor))
       and not exists (select from notification_preferences n
                        where n.workspace_id = here and n.user_id = p.user_id and 'APPROVAL_VOID' = any (n.muted))
     group by p.user_id, p.void_cause, c.id)
  insert into audit_log (workspace_id, actor, door, action, entity_kind, entity_id, detail, request_id)
  select here, coalesce(deed.actor, case when e.void_cause in ('GOOGLE', 'RULES') then 'A worker' else 'The database' end),
         coalesce(deed.door, 'system'), 'approval.void', 'approval', e.id,
         jsonb_build_object('campaignId', e.campaign_id, 'planHash', e.plan_hash, 'cause', e.void_cause,
           'changes', jsonb_build_array(jsonb_build_object('field', 'state', 'before', e.voided_from, 'after', 'VOID'))),
         deed.request_id
    from ended e order by e.id;
  return null;
end
$function$;
revoke execute on function approval_requests_tell_void() from public;
comment on function approval_requests_tell_void() is 'Tells who asked and who approved what this transaction made void, and notes it in the audit log.';

CREATE OR REPLACE FUNCTION public.approval_requests_void()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  known record;
  campaign uuid;
begin
  if tg_op = 'INSERT' then
    known := new;
  else
    known := old;
  end if;
  if tg_table_name = 'campaigns' then
    campaign := known.id;
  else
    campaign := known.campaign_id;
  end if;
  update approval_requests r set state = 'VOID', ended_at = now(), void_cause = tg_argv[0]
   where r.workspace_id = known.workspace_id and r.campaign_id = campaign and r.state in ('REQUESTED', 'APPROVED');
  return null;
end
$function$;
comment on function approval_requests_void() is 'Ends the open request of a campaign whose plan is another one now.';

CREATE OR REPLACE FUNCTION public.approvals_check()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  request approval_requests;
begin
  select * into request from approval_requests r
    where r.workspace_id = new.workspace_id and r.id = new.request_id for update;
  if request.state is null or request.state not in ('REQUESTED', 'APPROVED') then
    raise exception 'This request for approval has ended.'
      using errcode = 'check_violation', table = 'approvals', constraint = 'approvals_request_open';
  end if;
  if new.user_id is null then
    select l.name into new.approved_by from review_links l
      where l.workspace_id = new.workspace_id and l.id = new.review_link_id and l.revoked_at is null and l.expires_at > now();
    if not found then
      raise exception 'This review link opens nothing.'
        using errcode = 'check_violation', table = 'approvals', constraint = 'approvals_link_open';
    end if;
    return new;
  end if;
  select u.email into new.approved_by from members m join users u on u.id = m.user_id
    where m.workspace_id = new.workspace_id and m.user_id = new.user_id and member_role_in(m, request.account_id) in ('approver', 'admin');
  if not found then
    raise exception 'Only an approver or an administrator approves.'
      using errcode = 'check_violation', table = 'approvals', constraint = 'approvals_by_approver';
  end if;
  if new.approved_by = any (request.authors) then
    raise exception 'Nobody approves what they made or asked for.'
      using errcode = 'check_violation', table = 'approvals', constraint = 'approvals_not_by_author';
  end if;
  return new;
end
$function$;
comment on function approvals_check() is 'Refuses an approval by somebody who may not give it, or of a request that has ended.';

CREATE OR REPLACE FUNCTION public.approvals_given(workspace uuid, request uuid)
 RETURNS integer
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select (count(*) filter (where member_role_in(m, r.account_id) in ('approver', 'admin') and a.approved_by <> all (r.authors))
          + least(1, count(*) filter (where p.clients_count and l.revoked_at is null and l.created_by <> all (r.authors)
              and member_role_in(o, r.account_id) in ('approver', 'admin')
              and not exists (select from api_keys k where k.workspace_id = workspace and k.name = l.created_by))))::integer
    from approval_requests r
    join approvals a on a.workspace_id = r.workspace_id and a.request_id = r.id
    left join members m on m.workspace_id = a.workspace_id and m.user_id = a.user_id
    left join review_links l on l.workspace_id = a.workspace_id and l.id = a.review_link_id
    left join users u on u.email = l.created_by
    left join members o on o.workspace_id = a.workspace_id and o.user_id = u.id
    left join lateral approval_policy_of(workspace, r.account_id) p on true
   where r.workspace_id = workspace and r.id = request
$function$;
comment on function approvals_given(uuid,uuid) is 'How many approvals count: of people who may approve and are no authors, and one of a client through a link of such a person.';

CREATE OR REPLACE FUNCTION public.approvals_kept(workspace uuid, request uuid)
 RETURNS integer
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select greatest(0, approvals_given(workspace, request), (
    select count(*) from approvals a
     where a.workspace_id = workspace and a.request_id = request and a.user_id is not null))::integer
$function$;
comment on function approvals_kept(uuid,uuid) is 'How many approvals what was published had.';

CREATE OR REPLACE FUNCTION public.approvals_needed(workspace uuid, account uuid, worst_day numeric)
 RETURNS integer
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select coalesce((
    select case when p.currency_code = a.currency_code and worst_day <= p.threshold_micros then 0 else p.approvals end
      from approval_policy_of(workspace, account) p
      join accounts a on a.workspace_id = workspace and a.id = account), 0)
$function$;
comment on function approvals_needed(uuid,uuid,numeric) is 'How many approvals a publication in this account needs that may spend so much on one day.';

CREATE OR REPLACE FUNCTION public.approvals_settle()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  row_ jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  here uuid := row_ ->> 'workspace_id';
  one uuid := case when tg_table_name in ('approvals', 'review_links') then row_ ->> 'request_id' end;
begin
  perform from approval_requests r
    where r.workspace_id = here and r.state in ('REQUESTED', 'APPROVED') and (one is null or r.id = one)
    order by r.id for update;
  update approval_requests r
     set approvals_needed = s.needed, state = case when s.given >= s.needed then 'APPROVED' else 'REQUESTED' end
    from (select o.id, approvals_given(o.workspace_id, o.id) as given,
                 greatest(1, approvals_needed(o.workspace_id, o.account_id,
                   greatest(worst_day_of(c.daily_budget_micros, c.total_budget_micros, '{}'),
                     coalesce(o.sent_day_micros, worst_day_of(null, null, o.sent))))) as needed
            from approval_requests o
            left join campaigns c on c.workspace_id = o.workspace_id and c.id = o.campaign_id
           where o.workspace_id = here and o.state in ('REQUESTED', 'APPROVED') and (one is null or o.id = one)) s
   where r.workspace_id = here and r.id = s.id and r.state in ('REQUESTED', 'APPROVED')
     and (r.approvals_needed, r.state)
         is distinct from (s.needed, case when s.given >= s.needed then 'APPROVED' else 'REQUESTED' end);
  return null;
end
$function$;
comment on function approvals_settle() is 'Keeps how many approvals open requests need, and whether they have them.';

CREATE OR REPLACE FUNCTION public.audit_chain()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
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
revoke execute on function audit_chain() from public;
comment on function audit_chain() is 'Gives a new row its place in the workspace''s chain.';

CREATE OR REPLACE FUNCTION public.audit_row_hash(row_ audit_log)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select sha256(convert_to(concat_ws(E'\x1f',
    encode(row_.previous_hash, 'hex'), row_.workspace_id, row_.seq,
    to_char(row_.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    row_.actor, row_.door, row_.action, row_.entity_kind, coalesce(row_.entity_id::text, ''),
    row_.detail::text, coalesce(row_.request_id, '')), 'UTF8'))
$function$;
comment on function audit_row_hash(audit_log) is 'The hash that a row of the audit log must have.';

CREATE OR REPLACE FUNCTION public.campaign_baselines_budget_keep()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  budget jsonb := new.resources -> 'budget' -> 'fields';
begin
  update campaigns c
     set published_daily_budget_micros = (budget ->> 'amountMicros')::bigint,
         published_total_budget_micros = (budget ->> 'totalAmountMicros')::bigint
   where c.workspace_id = new.workspace_id and c.id = new.campaign_id
     and (c.published_daily_budget_micros, c.published_total_budget_micros)
       is distinct from ((budget ->> 'amountMicros')::bigint, (budget ->> 'totalAmountMicros')::bigint);
  return null;
end
$function$;
revoke execute on function campaign_baselines_budget_keep() from public;
comment on function campaign_baselines_budget_keep() is 'Keeps the budget of the baseline in the campaign.';

CREATE OR REPLACE FUNCTION public.campaign_counts_add()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
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
revoke execute on function campaign_counts_add() from public;
comment on function campaign_counts_add() is 'Adds what a statement did to the campaigns of each workspace.';

CREATE OR REPLACE FUNCTION public.campaign_metrics_count_months(of_workspace uuid, of_campaigns uuid[])
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  counted bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('campaign_metrics ' || of_workspace::text, 0));
  insert into campaign_month_metrics as kept
  select m.workspace_id, m.account_id, m.campaign_id, date_trunc('month', m.date)::date, a.currency_code,
         sum(m.impressions), sum(m.clicks), sum(m.cost_micros), sum(m.conversions), sum(m.conversions_value)
    from campaigns c
    join campaign_metrics m on m.workspace_id = c.workspace_id and m.account_id = c.account_id and m.campaign_id = c.id
    join accounts a on a.workspace_id = m.workspace_id and a.id = m.account_id
   where c.workspace_id = of_workspace and c.id = any (of_campaigns)
   group by 1, 2, 3, 4, 5 order by 1, 3, 4
  on conflict on constraint campaign_month_metrics_pkey do update
    set impressions = excluded.impressions, clicks = excluded.clicks, cost_micros = excluded.cost_micros,
        conversions = excluded.conversions, conversions_value = excluded.conversions_value;
  get diagnostics counted = row_count;
  return counted;
end
$function$;
revoke execute on function campaign_metrics_count_months(uuid,uuid[]) from public;
comment on function campaign_metrics_count_months(uuid,uuid[]) is 'Counts the months of campaigns anew from their days, and answers how many. For the owner.';

CREATE OR REPLACE FUNCTION public.campaign_metrics_in_turn()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform pg_advisory_xact_lock(hashtextextended('campaign_metrics ' || coalesce(current_setting('app.workspace_id', true), ''), 0));
  return null;
end
$function$;
revoke execute on function campaign_metrics_in_turn() from public;
comment on function campaign_metrics_in_turn() is 'Lets one transaction of a workspace write metrics at a time.';

CREATE OR REPLACE FUNCTION public.campaign_metrics_roll_up()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  moves text := case tg_op
    when 'INSERT' then 'select 1 as sign, * from new_rows'
    when 'DELETE' then 'select -1 as sign, * from old_rows'
    else 'select 1 as sign, * from new_rows union all select -1, * from old_rows' end;
  sums constant text := 'sum(sign * impressions) as impressions, sum(sign * clicks) as clicks,
    sum(sign * cost_micros) as cost_micros, sum(sign * conversions) as conversions,
    sum(sign * conversions_value) as conversions_value';
  moved constant text := 'having (sum(sign * impressions), sum(sign * clicks), sum(sign * cost_micros),
    sum(sign * conversions), sum(sign * conversions_value)) is distinct from (0, 0, 0, 0, 0)';
  adds constant text := 'do update set impressions = kept.impressions + excluded.impressions,
    clicks = kept.clicks + excluded.clicks, cost_micros = kept.cost_micros + excluded.cost_micros,
    conversions = kept.conversions + excluded.conversions,
    conversions_value = kept.conversions_value + excluded.conversions_value';
begin
  execute format('
    with moves as (%1$s),
    of_campaigns as (
      insert into public.campaign_metrics_totals as kept
      select workspace_id, campaign_id, %2$s from moves group by 1, 2 %3$s order by 1, 2
      on conflict (workspace_id, campaign_id) %4$s),
    of_accounts as (
      insert into public.account_metrics as kept
      select workspace_id, account_id, date, %2$s from moves group by 1, 2, 3 %3$s order by 1, 2, 3
      on conflict (workspace_id, account_id, date) %4$s),
    of_months as (
      insert into public.campaign_month_metrics as kept
      select m.workspace_id, m.account_id, m.campaign_id, date_trunc(''month'', m.date)::date, a.currency_code, %2$s
        from moves m join public.accounts a on a.workspace_id = m.workspace_id and a.id = m.account_id
       group by 1, 2, 3, 4, 5 %3$s order by 1, 3, 4
      on conflict (workspace_id, campaign_id, month) %4$s)
    insert into public.workspace_metrics as kept
    select m.workspace_id, a.currency_code, m.date, %2$s
      from moves m join public.accounts a on a.workspace_id = m.workspace_id and a.id = m.account_id
     group by 1, 2, 3 %3$s order by 1, 2, 3
    on conflict (workspace_id, currency_code, date) %4$s', moves, sums, moved, adds);
  return null;
end
$function$;
revoke execute on function campaign_metrics_roll_up() from public;
comment on function campaign_metrics_roll_up() is 'Adds what a statement changed to the sums of campaigns, their months, accounts and workspaces.';

CREATE OR REPLACE FUNCTION public.campaign_parts_protected()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
$function$;
comment on function campaign_parts_protected() is 'Refuses to add parts to a campaign that is protected, or to take them away.';

CREATE OR REPLACE FUNCTION public.campaign_protections_begin()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
$function$;
comment on function campaign_protections_begin() is 'Holds a campaign that is to be protected, and refuses it while a publication of it is open.';

CREATE OR REPLACE FUNCTION public.campaign_protections_within_limits()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  raise exception 'A protection is an administrator''s.'
    using errcode = 'check_violation', table = 'campaign_protections', constraint = 'accounts_within_limits';
end
$function$;
comment on function campaign_protections_within_limits() is 'Refuses to protect a campaign, or to lift that, in a transaction that is limited to accounts.';

CREATE OR REPLACE FUNCTION public.campaign_publication_state_keep()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  -- Not by `set` in the head of the function: for a setting of our own that takes a superuser.
  of_transaction text := current_setting('app.workspace_id', true);
begin
  perform set_config('app.workspace_id', new.workspace_id::text, true);
  update campaigns c set publication_state = new.state
    where c.workspace_id = new.workspace_id and c.id = new.campaign_id and c.publication_state is distinct from new.state;
  perform set_config('app.workspace_id', coalesce(of_transaction, ''), true);
  return null;
end
$function$;
revoke execute on function campaign_publication_state_keep() from public;
comment on function campaign_publication_state_keep() is 'Writes the state of a publication into its campaign, where it is another one.';

CREATE OR REPLACE FUNCTION public.campaigns_guard()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if tg_op = 'DELETE' then
    if old.google_campaign_id is not null and not is_deleting_demo(old.workspace_id) then
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
$function$;
comment on function campaigns_guard() is 'Refuses what a campaign may not become: another Google id, a way back to draft, a version that jumps; and deleting one that Google has.';

CREATE OR REPLACE FUNCTION public.campaigns_protected()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if exists (select from campaign_protections p where p.workspace_id = old.workspace_id and p.campaign_id = old.id) then
    raise exception 'The campaign is protected.'
      using errcode = 'check_violation', table = 'campaign_protections', constraint = 'campaign_protections_hold';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$function$;
comment on function campaigns_protected() is 'Refuses to change or delete a campaign that is protected.';

CREATE OR REPLACE FUNCTION public.campaigns_published_name_guard()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform from campaigns c
    where c.workspace_id = new.workspace_id and c.id = new.id
      and (c.published_name is null) = exists (
        select from publications p
         where p.workspace_id = c.workspace_id and p.campaign_id = c.id
           and p.state in ('QUEUED', 'RUNNING', 'UNKNOWN', 'NEEDS_ATTENTION')
           and (c.published_name is null or p.published_name = c.published_name));
  if found then
    raise exception 'The name at Google changes only by a publication.'
      using errcode = 'check_violation', table = 'campaigns', constraint = 'campaigns_published_name_by_publication';
  end if;
  return null;
end
$function$;
comment on function campaigns_published_name_guard() is 'Refuses a name at Google that no open publication has fixed, and giving one back while a publication is open.';

CREATE OR REPLACE FUNCTION public.campaigns_spend_count()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform spend_count(new.workspace_id, array[new.id]);
  return null;
end
$function$;
revoke execute on function campaigns_spend_count() from public;
comment on function campaigns_spend_count() is 'Counts a campaign whose state or budget at Google is another.';

CREATE OR REPLACE FUNCTION public.delete_demo_data(workspace_id uuid, actor text, door text, request_id text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  here uuid := nullif(current_setting('app.workspace_id', true), '')::uuid;
  uuids constant text := '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
  made uuid[];
  pictures uuid[];
  batches uuid[];
  of_campaigns integer;
  of_images integer;
  of_publications integer;
  of_revisions integer;
  deleted jsonb;
begin
  -- What is asked for has to be what the transaction is about.
  perform from workspaces w where w.id = here and w.id = delete_demo_data.workspace_id and w.demo for no key update;
  if not found then
    raise exception 'Only a demo workspace has demo data.'
      using errcode = 'check_violation', table = 'workspaces', constraint = 'workspaces_demo_only';
  end if;
  perform set_config('app.deleting_demo', here::text, true);
  perform from metrics_syncs s where s.workspace_id = here order by s.account_id for update;

  made := array(
    select r.campaign_id from revisions r
     where r.workspace_id = here and r.number = 1 and r.door = 'system' and r.created_by = 'Demo data');
  perform from campaigns c where c.workspace_id = here and c.id = any (made) order by c.id for update;
  perform from publications p
    where p.workspace_id = here and p.campaign_id = any (made)
      and p.state in ('QUEUED', 'RUNNING', 'UNKNOWN', 'NEEDS_ATTENTION')
  union all
  select from publish_batches b join publish_batch_items i on i.workspace_id = b.workspace_id and i.batch_id = b.id
    where b.workspace_id = here and b.state = 'RUNNING' and i.campaign_id = any (made);
  if found then
    raise exception 'A campaign of the demo is being published.'
      using errcode = 'check_violation', table = 'workspaces', constraint = 'workspaces_demo_at_rest';
  end if;
  pictures := array(
    select distinct word[1]::uuid
      from revisions r cross join regexp_matches(r.document::text, uuids, 'g') as word
     where r.workspace_id = here and r.number = 1 and r.campaign_id = any (made));

  delete from campaign_metrics m where m.workspace_id = here and m.campaign_id = any (made);
  delete from campaign_metrics_totals t where t.workspace_id = here and t.campaign_id = any (made);
  delete from account_metrics a where a.workspace_id = here
    and (a.impressions, a.clicks, a.cost_micros, a.conversions, a.conversions_value) = (0, 0, 0, 0, 0);
  delete from workspace_metrics w where w.workspace_id = here
    and (w.impressions, w.clicks, w.cost_micros, w.conversions, w.conversions_value) = (0, 0, 0, 0, 0);

  batches := array(
    select distinct i.batch_id from publish_batch_items i where i.workspace_id = here and i.campaign_id = any (made));
  delete from publish_batch_items i where i.workspace_id = here and i.campaign_id = any (made);
  delete from publish_batches b where b.workspace_id = here and b.id = any (batches)
    and not exists (select from publish_batch_items i where i.workspace_id = here and i.batch_id = b.id);

  delete from publication_attempts a using publications p
    where p.workspace_id = here and p.campaign_id = any (made) and a.workspace_id = here and a.publication_id = p.id;
  delete from publication_steps s using publications p
    where p.workspace_id = here and p.campaign_id = any (made) and s.workspace_id = here and s.publication_id = p.id;
  delete from publications p where p.workspace_id = here and p.campaign_id = any (made);
  get diagnostics of_publications = row_count;
  delete from campaigns c where c.workspace_id = here and c.id = any (made);
  get diagnostics of_campaigns = row_count;
  delete from revisions r where r.workspace_id = here and r.campaign_id = any (made);
  get diagnostics of_revisions = row_count;

  -- An image that a state of another campaign names is needed to go back to that state.
  pictures := array(
    select a.id from assets a where a.workspace_id = here and a.id = any (pictures)
    except select word[1]::uuid
      from revisions r cross join regexp_matches(r.document::text, uuids, 'g') as word where r.workspace_id = here
    except select s.asset_id from publication_steps s where s.workspace_id = here and s.asset_id is not null
    except select t.asset_id from campaign_template_assets t where t.workspace_id = here);
  delete from account_assets a where a.workspace_id = here and a.asset_id = any (pictures);
  delete from assets a where a.workspace_id = here and a.id = any (pictures);
  get diagnostics of_images = row_count;

  -- With the demo's campaigns the first steps that were taken with them are gone: they begin anew.
  update members m set first_draft_id = null, plan_read_at = null, first_publication_id = null
    where m.workspace_id = here and m.first_draft_id = any (made);
  update workspaces w set demo = false where w.id = here;
  perform set_config('app.deleting_demo', '', true);

  deleted := jsonb_build_object('campaigns', of_campaigns, 'images', of_images, 'publications', of_publications,
    'revisions', of_revisions);
  insert into audit_log (workspace_id, actor, door, action, entity_kind, entity_id, detail, request_id)
    values (here, actor, door, 'demo.delete', 'workspace', here, deleted, request_id);
  return deleted;
end
$function$;
revoke execute on function delete_demo_data(uuid,text,text,text) from public;
grant execute on function delete_demo_data(uuid,text,text,text) to gacm_app;
comment on function delete_demo_data(uuid,text,text,text) is 'Deletes what the demo put into this workspace, which has to be that of the transaction, with its history, and says so in the audit log. Answers how much it was.';

CREATE OR REPLACE FUNCTION public.invitations_guard()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  raise exception 'An invitation that was accepted or revoked stays so.'
    using errcode = 'check_violation', table = 'invitations', constraint = 'invitations_ended_final';
end
$function$;
comment on function invitations_guard() is 'Refuses to change an invitation that was accepted or revoked.';

CREATE OR REPLACE FUNCTION public.is_deleting_demo(workspace uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select current_setting('app.deleting_demo', true) = workspace::text
     and current_user not in ('gacm_app', 'gacm_worker', 'gacm_readonly')
     and exists (select from workspaces w where w.id = workspace and w.demo)
$function$;
comment on function is_deleting_demo(uuid) is 'Whether delete_demo_data is at work in this workspace.';

CREATE OR REPLACE FUNCTION public.member_role_in(member members, account uuid)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select case when not member.limited then member.role
    else coalesce((select a.role from member_accounts a
                    where a.workspace_id = member.workspace_id and a.user_id = member.user_id and a.account_id = account), 'viewer') end
$function$;
comment on function member_role_in(members,uuid) is 'What a member may do in an account: their role, or that of the account where they are limited.';

CREATE OR REPLACE FUNCTION public.members_guard()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
$function$;
comment on function members_guard() is 'Refuses to leave a workspace without an administrator.';

CREATE OR REPLACE FUNCTION public.metrics_drop_month(keep_months integer)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET lock_timeout TO '500ms'
AS $function$
declare
  oldest text;
begin
  if keep_months is null or keep_months not between 1 and 120 then
    raise exception 'Between 1 and 120 months are kept, not %.', keep_months
      using errcode = 'check_violation', constraint = 'campaign_metrics_keep_range', table = 'campaign_metrics';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('campaign_metrics months', 0));
  select min(c.relname) into oldest
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
   where i.inhparent = 'public.campaign_metrics'::regclass
     and c.relname < 'campaign_metrics_' || to_char(current_date - make_interval(months => keep_months), 'YYYY_MM');
  if oldest is not null then execute format('drop table public.%I', oldest); end if;
  return oldest;
end
$function$;
revoke execute on function metrics_drop_month(integer) from public;
grant execute on function metrics_drop_month(integer) to gacm_worker;
comment on function metrics_drop_month(integer) is 'Drops the oldest month that lies more than so many months back, and answers its name; null: none. Sums stay. For gacm_worker.';

CREATE OR REPLACE FUNCTION public.metrics_make_month(month date)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET lock_timeout TO '500ms'
AS $function$
declare
  this_month constant date := date_trunc('month', current_date);
  made constant text := 'campaign_metrics_' || to_char(month, 'YYYY_MM');
begin
  if month is null or month <> date_trunc('month', month)::date
      or month not between this_month - interval '120 months' and this_month + interval '12 months' then
    raise exception 'A month is made by its first day, from 120 months ago to 12 ahead, not by %.', month
      using errcode = 'check_violation', constraint = 'campaign_metrics_month_range', table = 'campaign_metrics';
  end if;
  -- Two workers make a month one after the other, and the second finds it: by a query, since to_regclass may answer from
  -- what this connection knew before it waited.
  perform pg_advisory_xact_lock(hashtextextended('campaign_metrics months', 0));
  if exists (select from pg_class where relnamespace = 'public'::regnamespace and relname = made) then return false; end if;
  -- Made apart and then attached: that lets writers of other months go on, and an empty table needs no check. No role is
  -- granted anything on it and it has no policy: read directly, it is shut.
  execute format('create table public.%I (like public.campaign_metrics including constraints including comments)', made);
  execute format('alter table public.%I enable row level security, force row level security', made);
  execute format('revoke all on public.%I from public, gacm_app, gacm_worker, gacm_readonly', made);
  execute format('comment on table public.%I is %L', made, 'Tenant. One month of campaign_metrics; read through that.');
  execute format('alter table public.campaign_metrics attach partition public.%I for values from (%L) to (%L)',
    made, month, (month + interval '1 month')::date);
  return true;
end
$function$;
revoke execute on function metrics_make_month(date) from public;
grant execute on function metrics_make_month(date) to gacm_worker;
comment on function metrics_make_month(date) is 'Makes the partition of a month, named by its first day. False where it exists. For gacm_worker.';

CREATE OR REPLACE FUNCTION public.parts_protected()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
$function$;
comment on function parts_protected() is 'Refuses to change an ad group or an ad of a campaign that is protected.';

CREATE OR REPLACE FUNCTION public.publication_attempts_guard()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if tg_op = 'UPDATE' then
    raise exception 'An answer that was written down never changes.'
      using errcode = 'check_violation', table = 'publication_attempts', constraint = 'publication_attempts_answer_final';
  end if;
  perform from publications p
    where p.workspace_id = new.workspace_id and p.id = new.publication_id and p.state = 'RUNNING' and p.fence = new.fence;
  if not found then
    raise exception 'An attempt needs the lease of its publication.'
      using errcode = 'check_violation', table = 'publication_attempts', constraint = 'publication_attempts_holds_lease';
  end if;
  return new;
end
$function$;
comment on function publication_attempts_guard() is 'Refuses an attempt without the lease, and a second answer.';

CREATE OR REPLACE FUNCTION public.publication_steps_begin()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  publication record;
begin
  for publication in
    select p.workspace_id, p.id, p.kind, p.activate, p.fence from publications p
     where (p.workspace_id, p.id) in (select a.workspace_id, a.publication_id from added a)
     order by p.workspace_id, p.id for no key update of p
  loop
    if publication.fence > 0 then
      raise exception 'A publication that was begun gets no further step.'
        using errcode = 'check_violation', table = 'publication_steps', constraint = 'publication_steps_before_begin';
    end if;
    if exists (
        select from added a
         where a.workspace_id = publication.workspace_id and a.publication_id = publication.id
           and case when a.kind = 'ACTIVATE' then publication.kind = 'PUBLISH' and not publication.activate
                 else publication.kind <> 'PUBLISH' end) then
      raise exception 'This publication has no such step.'
        using errcode = 'check_violation', table = 'publication_steps', constraint = 'publication_steps_fit_kind';
    end if;
    if exists (
        select from publication_steps s
         where s.workspace_id = publication.workspace_id and s.publication_id = publication.id and s.kind <> 'UPLOAD_ASSET'
         group by s.kind having count(*) > 1) then
      raise exception 'A publication has one step of each kind, but for uploads.'
        using errcode = 'check_violation', table = 'publication_steps', constraint = 'publication_steps_one_of_a_kind';
    end if;
  end loop;
  return null;
end
$function$;
comment on function publication_steps_begin() is 'Refuses steps that do not belong to their publication, are there already, or come after it was begun.';

CREATE OR REPLACE FUNCTION public.publication_steps_guard()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  raise exception 'A step that has ended never changes.'
    using errcode = 'check_violation', table = 'publication_steps', constraint = 'publication_steps_ended_final';
end
$function$;
comment on function publication_steps_guard() is 'Refuses to take an ended step back.';

CREATE OR REPLACE FUNCTION public.publications_approval_gate()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  here record;
  request approval_requests;
  needed integer;
begin
  -- This and every other trigger of publications reads what others have committed meanwhile.
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'A publication is opened in a transaction that reads what is committed.'
      using errcode = 'check_violation', table = 'publications', constraint = 'publications_read_committed';
  end if;
  new.approval_request_id := null;
  if new.kind = 'PAUSE' or not exists (
      select from approval_policies p where p.workspace_id = new.workspace_id
      union all select from approval_requests r where r.workspace_id = new.workspace_id and r.campaign_id = new.campaign_id) then
    return new;
  end if;
  select c.version, c.daily_budget_micros as daily, c.total_budget_micros as total, c.google_daily_budget_micros as google_daily,
         c.google_total_budget_micros as google_total into here
    from campaigns c where c.workspace_id = new.workspace_id and c.id = new.campaign_id;
  if new.kind = 'RESUME' then
    needed := approvals_needed(new.workspace_id, new.account_id, greatest(
      worst_day_of(here.daily, here.total, (select b.resources from campaign_baselines b
        where b.workspace_id = new.workspace_id and b.campaign_id = new.campaign_id)),
      worst_day_of(here.google_daily, here.google_total, '{}')));
    if needed > approvals_kept(new.workspace_id, request_of_published(new.workspace_id, new.campaign_id)) and not restores_what_ran(new.workspace_id, new.campaign_id) then
      raise exception 'What would be resumed was published without the approvals that are needed.'
        using errcode = 'check_violation', table = 'publications', constraint = 'publications_resume_approved';
    end if;
    return new;
  end if;
  needed := approvals_needed(new.workspace_id, new.account_id, worst_day_of(here.daily, here.total, new.plan));
  -- Exactly what was looked at: the hash, the revision and every operation. An approval is good for one publication, and for
  -- the next try where that one failed.
  select * into request from approval_requests r
   where r.workspace_id = new.workspace_id and r.campaign_id = new.campaign_id and r.plan_hash = new.plan_hash
     and r.version = new.version and r.version = here.version and r.sent = new.plan
     and (r.state in ('REQUESTED', 'APPROVED') or r.state = 'USED' and not exists (
       select from publications p
        where p.workspace_id = r.workspace_id and p.approval_request_id = r.id and p.state <> 'FAILED'))
   order by r.id desc limit 1 for update;
  if needed > 0 and (request.id is null or needed > approvals_given(new.workspace_id, request.id)) then
    raise exception 'This plan does not have the approvals that it needs.'
      using errcode = 'check_violation', table = 'publications', constraint = 'publications_plan_approved';
  end if;
  new.approval_request_id := request.id;
  update approval_requests r set state = 'USED', ended_at = now(), ended_by = nullif(left(new.created_by, 255), '')
   where r.workspace_id = new.workspace_id and r.id = request.id and r.state in ('REQUESTED', 'APPROVED');
  return new;
end
$function$;
comment on function publications_approval_gate() is 'Refuses a publication without the approvals that the policy asks for.';

CREATE OR REPLACE FUNCTION public.publications_guard()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if old.state in ('SUCCEEDED', 'FAILED') then
    raise exception 'A publication that has ended never changes.'
      using errcode = 'check_violation', table = 'publications', constraint = 'publications_ended_final';
  end if;
  if new.fence < old.fence or new.attempts < old.attempts then
    raise exception 'The fence of a publication never goes down.'
      using errcode = 'check_violation', table = 'publications', constraint = 'publications_fence_grows';
  end if;
  if new.state = 'RUNNING' and old.state <> 'RUNNING' and new.fence = old.fence then
    raise exception 'A claim of a publication raises its fence.'
      using errcode = 'check_violation', table = 'publications', constraint = 'publications_claim_raises_fence';
  end if;
  if new.state <> old.state and old.state <> 'RUNNING'
     and (old.state, new.state) not in (('QUEUED', 'RUNNING'), ('UNKNOWN', 'RUNNING'),
                                        ('NEEDS_ATTENTION', 'UNKNOWN'), ('NEEDS_ATTENTION', 'FAILED')) then
    raise exception 'A publication does not go from % to %.', old.state, new.state
      using errcode = 'check_violation', table = 'publications', constraint = 'publications_state_transition';
  end if;
  -- Two conditions, not one: a claiming worker has no right to read the steps, and that is checked before any row is.
  if new.state = 'SUCCEEDED' then
    if exists (select from publication_steps s
                where s.workspace_id = new.workspace_id and s.publication_id = new.id and s.state <> 'DONE') then
      raise exception 'A publication succeeds when each of its steps is done.'
        using errcode = 'check_violation', table = 'publications', constraint = 'publications_succeeded_is_whole';
    end if;
  end if;
  return new;
end
$function$;
comment on function publications_guard() is 'Refuses to change an ended publication, to lower a fence, to claim without raising it, and to succeed with a step undone.';

CREATE OR REPLACE FUNCTION public.publications_plan_own()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  budget text;
  campaign text;
begin
  select b.resources #>> '{budget,resourceName}', b.resources #>> '{campaign,resourceName}' into budget, campaign
    from campaign_baselines b where b.workspace_id = new.workspace_id and b.campaign_id = new.campaign_id;
  if exists (
      select from jsonb_path_query(new.plan, '$.operations[*].body') o,
        lateral (values
          (o #> '{campaignBudgetOperation,create,resourceName}', null, 'campaignBudgets'),
          (o #> '{campaignBudgetOperation,update,resourceName}', budget, null),
          (o #> '{campaignBudgetOperation,remove}', budget, null),
          (o #> '{campaignOperation,create,resourceName}', null, 'campaigns'),
          (o #> '{campaignOperation,update,resourceName}', campaign, null),
          (o #> '{campaignOperation,remove}', campaign, null),
          (o #> '{campaignOperation,create,campaignBudget}', budget, 'campaignBudgets'),
          (o #> '{campaignOperation,update,campaignBudget}', budget, 'campaignBudgets')) as n (named, own, made)
       where n.named is not null
         and (n.named #>> '{}') is distinct from n.own
         and (n.named #>> '{}') !~ coalesce('^customers/[0-9]+/' || n.made || '/-[0-9]+$', '^$'))
     or exists (
      select from jsonb_path_query(new.plan, '$.operations[*].body') o
       where o #> '{campaignBudgetOperation,update}' is not null and o #>> '{campaignBudgetOperation,update,resourceName}' is null
          or o #> '{campaignOperation,update}' is not null and o #>> '{campaignOperation,update,resourceName}' is null) then
    raise exception 'A plan names the budget or the campaign of another one.'
      using errcode = 'check_violation', table = 'publications', constraint = 'publications_plan_own';
  end if;
  return null;
end
$function$;
comment on function publications_plan_own() is 'Refuses a plan that names another campaign''s budget at Google, or another campaign.';

CREATE OR REPLACE FUNCTION public.publications_plan_spelled()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if jsonb_path_exists(new.plan, '$.operations[*].body.keyvalue().key ? (!(@ like_regex "^(adGroupAd|adGroupCriterion|adGroup|ad|assetGroupAsset|assetGroupSignal|assetGroup|asset|campaignAsset|campaignBudget|campaignCriterion|campaignLabel|campaign|label)Operation$"))')
     or jsonb_path_exists(new.plan, '$.operations[*].body.** ? (@.type() == "object").keyvalue().key ? (@ like_regex "_")')
     or jsonb_path_exists(new.plan, '$.operations[*].body.campaignOperation.*.status ? (@.type() != "string")') then
    raise exception 'The operations of a plan are spelled as the program spells them.'
      using errcode = 'check_violation', table = 'publications', constraint = 'publications_plan_spelled';
  end if;
  return new;
end
$function$;
comment on function publications_plan_spelled() is 'Refuses a plan whose operations are spelled in a way that caps and approvals do not read.';

CREATE OR REPLACE FUNCTION public.publications_protected()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
$function$;
comment on function publications_protected() is 'Refuses a publication of a campaign that is protected, but for what a stop pauses and restores.';

CREATE OR REPLACE FUNCTION public.publications_spend_cap()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  before spend_shares;
  now_is spend_shares;
  over record;
begin
  if jsonb_path_exists(new.plan, '$.operations[*].body.campaignOperation.*.status ? (@ <> "PAUSED")') then
    raise exception 'A plan enables nothing: that is a step of its own.'
      using errcode = 'check_violation', table = 'publications', constraint = 'publications_plan_enables_nothing';
  end if;
  perform from campaigns c where c.workspace_id = new.workspace_id and c.id = new.campaign_id for no key update;
  perform from spend_ledgers l join accounts n on n.workspace_id = l.workspace_id and n.currency_code = l.currency_code
    where l.workspace_id = new.workspace_id and n.id = new.account_id and l.scope_id in (new.account_id, '00000000-0000-0000-0000-000000000000')
    order by l.account_id nulls last for update of l;
  select * into before from spend_shares s where s.workspace_id = new.workspace_id and s.campaign_id = new.campaign_id;
  perform spend_count(new.workspace_id, array[new.campaign_id]);
  select * into now_is from spend_shares s where s.workspace_id = new.workspace_id and s.campaign_id = new.campaign_id;
  select l.account_id, l.currency_code, p.* into over
    from spend_ledgers l
   cross join lateral (values
      ('day', l.day_cap_micros, l.day_micros, now_is.day_micros - coalesce(before.day_micros, 0)),
      ('month', l.month_cap_micros, l.month_micros, now_is.month_micros - coalesce(before.month_micros, 0)))
      as p (period, cap, used, asked)
   where l.workspace_id = new.workspace_id and l.scope_id in (new.account_id, '00000000-0000-0000-0000-000000000000')
     and l.currency_code = now_is.currency_code and p.asked > 0 and p.used > p.cap
   order by l.account_id nulls last, p.period limit 1;
  if found then
    raise exception 'The publication would exceed a cap.'
      using errcode = 'check_violation', table = 'spend_ledgers',
        constraint = case over.period when 'day' then 'spend_ledgers_day_cap' else 'spend_ledgers_month_cap' end,
        detail = json_build_object('accountId', over.account_id, 'currencyCode', over.currency_code, 'period', over.period,
          'capMicros', over.cap::text, 'usedMicros', (over.used - over.asked)::text, 'askedMicros', over.asked::text);
  end if;
  return null;
end
$function$;
revoke execute on function publications_spend_cap() from public;
comment on function publications_spend_cap() is 'Refuses a publication that asks for more than a cap leaves, and a plan that enables.';

CREATE OR REPLACE FUNCTION public.publications_spend_count()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform from campaigns c where c.workspace_id = new.workspace_id and c.id = new.campaign_id for no key update;
  perform spend_count(new.workspace_id, array[new.campaign_id]);
  return null;
end
$function$;
revoke execute on function publications_spend_count() from public;
comment on function publications_spend_count() is 'Counts a campaign whose publication has ended.';

CREATE OR REPLACE FUNCTION public.publications_spend_stop()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform from spend_stops s
    where s.workspace_id = new.workspace_id and s.scope_id in (new.account_id, '00000000-0000-0000-0000-000000000000') and s.state = 'ON';
  if found then
    raise exception 'Nothing is published or resumed while a stop is on.'
      using errcode = 'check_violation', table = 'spend_stops', constraint = 'spend_stops_nothing_begins';
  end if;
  return null;
end
$function$;
comment on function publications_spend_stop() is 'Refuses everything but pauses while a stop is on.';

CREATE OR REPLACE FUNCTION public.publish_batch_items_fit()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if exists (
      select from publications p join publish_batches b on b.workspace_id = p.workspace_id
       where p.workspace_id = new.workspace_id and p.id = new.publication_id and b.id = new.batch_id and p.kind <> b.kind) then
    raise exception 'A publication of another kind is none of this batch.'
      using errcode = 'check_violation', table = 'publish_batch_items', constraint = 'publish_batch_items_fit_kind';
  end if;
  return new;
end
$function$;
comment on function publish_batch_items_fit() is 'Refuses a publication whose kind is not that of its batch.';

CREATE OR REPLACE FUNCTION public.refuse_beyond_limits()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  row_ jsonb := to_jsonb(case when tg_op = 'INSERT' then new else old end);
  here uuid := row_ ->> 'workspace_id';
  owner_ uuid := row_ ->> tg_argv[1];
  account uuid;
  role_ text;
begin
  account := case tg_argv[1]
    when 'account_id' then owner_
    when 'campaign_id' then (select c.account_id from campaigns c where c.workspace_id = here and c.id = owner_)
    when 'ad_group_id' then (
      select c.account_id from ad_groups g join campaigns c on c.workspace_id = g.workspace_id and c.id = g.campaign_id
       where g.workspace_id = here and g.id = owner_)
    else (
      select c.account_id from ads d
        join ad_groups g on g.workspace_id = d.workspace_id and g.id = d.ad_group_id
        join campaigns c on c.workspace_id = g.workspace_id and c.id = g.campaign_id
       where d.workspace_id = here and d.id = owner_)
  end;
  role_ := current_setting('app.accounts')::jsonb ->> account::text;
  -- Without an account its campaign is going, and was asked about; a reference to none is refused by its key.
  if account is not null and (role_ is null or role_ = 'viewer' or tg_argv[0] = 'publish' and role_ <> 'publisher') then
    raise exception 'This is beyond the accounts that the transaction is limited to.'
      using errcode = 'check_violation', table = tg_table_name, constraint = 'accounts_within_limits';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$function$;
comment on function refuse_beyond_limits() is 'Refuses a change beyond the accounts in app.accounts, by the right that it needs and the column that leads to the account.';

CREATE OR REPLACE FUNCTION public.refuse_history_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  raise exception 'Rows of % are never changed or removed.', tg_table_name
    using errcode = 'check_violation', table = tg_table_name, constraint = tg_table_name || '_append_only';
end
$function$;
comment on function refuse_history_change() is 'Refuses to change or remove what is history, whoever asks.';

CREATE OR REPLACE FUNCTION public.request_of_published(workspace uuid, campaign uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select p.approval_request_id from publications p
   where p.workspace_id = workspace and p.campaign_id = campaign and p.kind = 'PUBLISH'
     and (p.state = 'SUCCEEDED' or p.state = 'FAILED' and exists (
       select from publication_steps s
        where s.workspace_id = p.workspace_id and s.publication_id = p.id and s.kind = 'VERIFY' and s.state = 'DONE'))
   order by p.created_at desc, p.id desc limit 1
$function$;
comment on function request_of_published(uuid,uuid) is 'The request whose approvals what stands at Google had; null: it had none.';

CREATE OR REPLACE FUNCTION public.restores_what_ran(workspace uuid, campaign uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select exists (
    select from spend_stops s
      join spend_stop_items i on i.workspace_id = s.workspace_id and i.stop_id = s.id and i.campaign_id = campaign
      join publications p on p.workspace_id = i.workspace_id and p.id = i.pause_id and p.campaign_id = i.campaign_id
       and p.kind = 'PAUSE' and p.state = 'SUCCEEDED' and p.created_at between s.created_at and s.restoring_at
      join campaigns c on c.workspace_id = i.workspace_id and c.id = i.campaign_id
     where s.workspace_id = workspace and s.state = 'RESTORING' and i.restore_state = 'WAITING'
       and i.ran_micros >= least(coalesce(greatest(
         greatest(c.published_daily_budget_micros, c.google_daily_budget_micros)::numeric * 2,
         c.published_total_budget_micros, c.google_total_budget_micros), 0), 9223372036854775807)
       and not exists (
         select from publications o
          where o.workspace_id = p.workspace_id and o.campaign_id = p.campaign_id and o.id <> p.id
            and o.created_at >= p.created_at))
$function$;
comment on function restores_what_ran(uuid,uuid) is 'Whether a resume of this campaign restores exactly what a stop has paused, for which no new approval is needed.';

CREATE OR REPLACE FUNCTION public.review_links_guard()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  raise exception 'A review link that was taken back stays so.'
    using errcode = 'check_violation', table = 'review_links', constraint = 'review_links_revoked_final';
end
$function$;
comment on function review_links_guard() is 'Refuses to let a link open something again that was taken back.';

CREATE OR REPLACE FUNCTION public.revisions_demo_guard()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if is_deleting_demo(old.workspace_id) then
    return old;
  end if;
  raise exception 'Rows of revisions are never changed or removed.'
    using errcode = 'check_violation', table = 'revisions', constraint = 'revisions_append_only';
end
$function$;
comment on function revisions_demo_guard() is 'Refuses to remove a revision, unless the demo data of its workspace is being deleted.';

CREATE OR REPLACE FUNCTION public.spend_count(workspace uuid, campaign_ids uuid[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  insert into spend_shares as s (workspace_id, campaign_id, account_id, currency_code, counts, day_micros, month_micros)
    select workspace, f.campaign_id, f.account_id, f.currency_code, f.counts, f.day_micros, f.month_micros
      from spend_of(workspace, campaign_ids) f order by f.campaign_id
    on conflict on constraint spend_shares_pkey do update
      set counts = excluded.counts, day_micros = excluded.day_micros, month_micros = excluded.month_micros
      where (s.counts, s.day_micros, s.month_micros)
         is distinct from (excluded.counts, excluded.day_micros, excluded.month_micros)
$function$;
revoke execute on function spend_count(uuid,uuid[]) from public;
grant execute on function spend_count(uuid,uuid[]) to gacm_app;
comment on function spend_count(uuid,uuid[]) is 'Writes the shares of these campaigns where they are others than before.';

CREATE OR REPLACE FUNCTION public.spend_ledgers_add()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if tg_op = 'INSERT' then
    perform spend_ledgers_move(array(select row(s.*)::spend_shares from new_rows s), '{}');
  elsif tg_op = 'DELETE' then
    perform spend_ledgers_move('{}', array(select row(s.*)::spend_shares from old_rows s));
  else
    perform spend_ledgers_move(array(select row(s.*)::spend_shares from new_rows s), array(select row(s.*)::spend_shares from old_rows s));
  end if;
  return null;
end
$function$;
revoke execute on function spend_ledgers_add() from public;
comment on function spend_ledgers_add() is 'Adds what a statement did to the shares.';

CREATE OR REPLACE FUNCTION public.spend_ledgers_move(added spend_shares[], taken spend_shares[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  move record;
begin
  for move in
    with shares as (
      select s.workspace_id, s.account_id, s.currency_code, s.counts::int as campaigns, s.day_micros, s.month_micros
        from unnest(added) s
      union all
      select s.workspace_id, s.account_id, s.currency_code, -s.counts::int, -s.day_micros, -s.month_micros
        from unnest(taken) s)
    select m.workspace_id, m.scope_id, m.whole, m.currency_code, sum(m.campaigns) as campaigns, sum(m.day_micros) as day,
           sum(m.month_micros) as month
      from (select workspace_id, account_id as scope_id, false as whole, currency_code, campaigns, day_micros, month_micros from shares
            union all
            select workspace_id, '00000000-0000-0000-0000-000000000000', true, currency_code, campaigns, day_micros, month_micros from shares) m
     group by m.workspace_id, m.scope_id, m.whole, m.currency_code
    having sum(m.campaigns) <> 0 or sum(m.day_micros) <> 0 or sum(m.month_micros) <> 0
     order by m.workspace_id, m.whole, m.scope_id, m.currency_code
  loop
    update spend_ledgers l
       set campaigns = l.campaigns + move.campaigns,
           day_micros = least(l.day_micros + move.day, 9223372036854775807)::bigint,
           month_micros = least(l.month_micros + move.month, 9223372036854775807)::bigint
     where l.workspace_id = move.workspace_id and l.scope_id = move.scope_id and l.currency_code = move.currency_code
       and greatest(l.day_micros, l.month_micros) < 9223372036854775807;
    continue when found;
    -- What was cut cannot be taken from: it is summed anew. Held first, so that the sum has what those before us have added.
    perform from spend_ledgers l
      where l.workspace_id = move.workspace_id and l.scope_id = move.scope_id and l.currency_code = move.currency_code
      for no key update;
    update spend_ledgers l
       set campaigns = t.campaigns, day_micros = least(t.day, 9223372036854775807)::bigint, month_micros = least(t.month, 9223372036854775807)::bigint
      from (select count(*) filter (where s.counts) as campaigns, coalesce(sum(s.day_micros), 0) as day,
                   coalesce(sum(s.month_micros), 0) as month
              from spend_shares s
             where s.workspace_id = move.workspace_id and s.currency_code = move.currency_code
               and (move.whole or s.account_id = move.scope_id)) t
     where l.workspace_id = move.workspace_id and l.scope_id = move.scope_id and l.currency_code = move.currency_code;
  end loop;
end
$function$;
revoke execute on function spend_ledgers_move(spend_shares[],spend_shares[]) from public;
comment on function spend_ledgers_move(spend_shares[],spend_shares[]) is 'Adds and takes away shares, of accounts and of workspaces by currency.';

CREATE OR REPLACE FUNCTION public.spend_of(workspace uuid, campaign_ids uuid[])
 RETURNS TABLE(campaign_id uuid, account_id uuid, currency_code text, counts boolean, day_micros bigint, month_micros bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select c.id, c.account_id, n.currency_code, w.counts,
         case when w.counts then least(coalesce(greatest(b.daily * 2, b.total), 0), 9223372036854775807)::bigint else 0 end,
         case when w.counts then least(coalesce(greatest(div(b.daily * 304 + 9, 10), b.total), 0), 9223372036854775807)::bigint else 0 end
    from campaigns c
    join accounts n on n.workspace_id = c.workspace_id and n.id = c.account_id
    left join lateral (
      select p.kind, p.activate,
             (select sum((a #>> '{}')::numeric)
                from jsonb_path_query(p.plan, '$.operations[*].body.campaignBudgetOperation.*.amountMicros') a) as daily,
             (select sum((a #>> '{}')::numeric)
                from jsonb_path_query(p.plan, '$.operations[*].body.campaignBudgetOperation.*.totalAmountMicros') a) as total
        from publications p
       where p.workspace_id = c.workspace_id and p.campaign_id = c.id
         and p.state in ('QUEUED', 'RUNNING', 'UNKNOWN', 'NEEDS_ATTENTION')) o on true
   cross join lateral (
      -- An end that is over spends nothing, until something is published that may move it.
      select c.google_removed_at is null
             and (o.activate is true
               or ((c.status = 'PUBLISHED' or c.google_status is not distinct from 'ENABLED')
                 and (c.google_serving_status is distinct from 'ENDED' or o.kind in ('PUBLISH', 'RESUME')))) as counts) w
   cross join lateral (
      select greatest(o.daily, c.published_daily_budget_micros, c.google_daily_budget_micros) as daily,
             greatest(o.total, c.published_total_budget_micros, c.google_total_budget_micros) as total) k
   cross join lateral (
      select case when i.own then c.daily_budget_micros::numeric else k.daily end as daily,
             case when i.own then c.total_budget_micros::numeric else k.total end as total
        from (select k.daily is null and k.total is null and c.status <> 'DRAFT' as own) i) b
   where c.workspace_id = workspace and c.id = any (campaign_ids)
$function$;
comment on function spend_of(uuid,uuid[]) is 'What these campaigns count, worked out from campaigns and open publications.';

CREATE OR REPLACE FUNCTION public.spend_stop_items_ran()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  select s.day_micros into new.ran_micros
    from spend_shares s
    join spend_stops o on o.workspace_id = s.workspace_id and o.id = new.stop_id and o.state = 'ON'
   where s.workspace_id = new.workspace_id and s.campaign_id = new.campaign_id and s.counts
     and (exists (
         select from publications p
          where p.workspace_id = s.workspace_id and p.campaign_id = s.campaign_id and p.kind <> 'PAUSE' and p.activate
            and p.state in ('QUEUED', 'RUNNING', 'UNKNOWN', 'NEEDS_ATTENTION'))
       or 'PAUSE' <> (
         select p.kind from publications p
          where p.workspace_id = s.workspace_id and p.campaign_id = s.campaign_id and p.state = 'SUCCEEDED'
            and (p.kind <> 'PUBLISH' or p.activate)
          order by p.created_at desc limit 1));
  return new;
end
$function$;
comment on function spend_stop_items_ran() is 'Writes down whether a campaign ran as it was stopped, and what it could cost.';

CREATE OR REPLACE FUNCTION public.spend_stops_guard()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  raise exception 'A stop goes from on to restoring to over, and not back.'
    using errcode = 'check_violation', table = 'spend_stops', constraint = 'spend_stops_transition';
end
$function$;
comment on function spend_stops_guard() is 'Refuses to turn a stop back.';

CREATE OR REPLACE FUNCTION public.touch_updated_at()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  new.updated_at := clock_timestamp();
  return new;
end
$function$;
comment on function touch_updated_at() is 'Stamps the row''s last change. clock_timestamp(), so that two changes in one transaction differ.';

CREATE OR REPLACE FUNCTION public.uuid_of_now()
 RETURNS uuid
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select overlay(replace(gen_random_uuid()::text, '-', '') placing
    lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7' from 1 for 13)::uuid
$function$;
comment on function uuid_of_now() is 'A UUIDv7, as the program makes them.';

CREATE OR REPLACE FUNCTION public.worst_day_of(daily bigint, total bigint, operations jsonb)
 RETURNS numeric
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select greatest(coalesce(total, daily::numeric * 2, 0),
    (select max((v #>> '{}')::numeric) * 2 from jsonb_path_query(operations, '$.**.amountMicros') v),
    (select max((v #>> '{}')::numeric) from jsonb_path_query(operations, '$.**.totalAmountMicros') v))
$function$;
comment on function worst_day_of(bigint,bigint,jsonb) is 'What may be spent on one day at worst, by budgets and by operations, in millionths.';
