-- What hangs on a campaign itself: places, languages and negative keywords, the logos of its brand; and the cards of carousel ads.
-- Expand: new tables and rights; nothing that exists changes. Their references take a short lock on campaigns, ads and
-- assets that stops writers, not readers.
-- squawk-ignore prefer-bigint-over-int -- places, each bounded by a check

create table campaign_criteria (
  workspace_id   uuid     not null,
  id             uuid     not null,
  campaign_id    uuid     not null,
  kind           text     not null,
  geo_target_id  bigint,
  language_id    bigint,
  keyword_text   text,
  match_type     text,
  negative       boolean  not null,
  position       integer  not null,
  constraint campaign_criteria_pkey primary key (workspace_id, id),
  constraint campaign_criteria_campaign_fkey foreign key (workspace_id, campaign_id)
    references campaigns (workspace_id, id) on delete cascade,
  constraint campaign_criteria_kind_known check (kind in ('LOCATION', 'LANGUAGE', 'KEYWORD')),
  constraint campaign_criteria_one_target check (
    (kind = 'LOCATION') = (geo_target_id is not null)
    and (kind = 'LANGUAGE') = (language_id is not null)
    and (kind = 'KEYWORD') = (keyword_text is not null)
    and (kind = 'KEYWORD') = (match_type is not null)),
  constraint campaign_criteria_negative_fits check (
    (kind <> 'LANGUAGE' or not negative) and (kind <> 'KEYWORD' or negative)),
  constraint campaign_criteria_ids_positive check (coalesce(geo_target_id, language_id, 1) > 0),
  constraint campaign_criteria_keyword_length check (char_length(keyword_text) between 1 and 200),
  constraint campaign_criteria_keyword_no_control check (keyword_text !~ '[\u0001-\u001f\u007f]'),
  constraint campaign_criteria_match_type_known check (match_type in ('EXACT', 'PHRASE', 'BROAD')),
  constraint campaign_criteria_position_range check (position between 0 and 1999),
  constraint campaign_criteria_position_key unique (workspace_id, campaign_id, kind, position)
);
create unique index campaign_criteria_geo_target_key on campaign_criteria (workspace_id, campaign_id, geo_target_id)
  where kind = 'LOCATION';
create unique index campaign_criteria_language_key on campaign_criteria (workspace_id, campaign_id, language_id)
  where kind = 'LANGUAGE';
create unique index campaign_criteria_keyword_key on campaign_criteria (workspace_id, campaign_id, keyword_text, match_type)
  where kind = 'KEYWORD';

create table campaign_assets (
  workspace_id  uuid     not null,
  campaign_id   uuid     not null,
  field         text     not null,
  asset_id      uuid     not null,
  position      integer  not null,
  constraint campaign_assets_pkey primary key (workspace_id, campaign_id, field, asset_id),
  constraint campaign_assets_campaign_fkey foreign key (workspace_id, campaign_id)
    references campaigns (workspace_id, id) on delete cascade,
  constraint campaign_assets_asset_fkey foreign key (workspace_id, asset_id) references assets (workspace_id, id),
  constraint campaign_assets_field_known check (field in ('LOGO', 'LANDSCAPE_LOGO')),
  constraint campaign_assets_position_key unique (workspace_id, campaign_id, field, position),
  constraint campaign_assets_position_range check (position between 0 and 19)
);
create index campaign_assets_asset_idx on campaign_assets (workspace_id, asset_id);

create table ad_cards (
  workspace_id        uuid     not null,
  ad_id               uuid     not null,
  position            integer  not null,
  headline            text     not null,
  call_to_action      text,
  marketing_image_id           uuid,
  square_marketing_image_id    uuid,
  portrait_marketing_image_id  uuid,
  constraint ad_cards_pkey primary key (workspace_id, ad_id, position),
  constraint ad_cards_ad_fkey foreign key (workspace_id, ad_id) references ads (workspace_id, id) on delete cascade,
  constraint ad_cards_marketing_image_fkey foreign key (workspace_id, marketing_image_id) references assets (workspace_id, id),
  constraint ad_cards_square_image_fkey foreign key (workspace_id, square_marketing_image_id) references assets (workspace_id, id),
  constraint ad_cards_portrait_image_fkey foreign key (workspace_id, portrait_marketing_image_id) references assets (workspace_id, id),
  constraint ad_cards_position_range check (position between 0 and 9),
  constraint ad_cards_headline_length check (char_length(headline) <= 500),
  constraint ad_cards_headline_no_control check (headline !~ '[\u0001-\u001f\u007f]'),
  constraint ad_cards_call_to_action_known check (call_to_action in (
    'LEARN_MORE', 'GET_QUOTE', 'APPLY_NOW', 'SIGN_UP', 'CONTACT_US', 'SUBSCRIBE', 'DOWNLOAD', 'BOOK_NOW', 'SHOP_NOW',
    'BUY_NOW', 'DONATE_NOW', 'ORDER_NOW', 'PLAY_NOW', 'SEE_MORE', 'START_NOW', 'VISIT_SITE', 'WATCH_NOW'))
);
create index ad_cards_marketing_image_idx on ad_cards (workspace_id, marketing_image_id);
create index ad_cards_square_image_idx on ad_cards (workspace_id, square_marketing_image_id);
create index ad_cards_portrait_image_idx on ad_cards (workspace_id, portrait_marketing_image_id);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['campaign_criteria', 'campaign_assets', 'ad_cards']
  loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy %I on %I using (workspace_id = (select nullif(current_setting(''app.workspace_id'', true), '''')::uuid))',
      tenant_table || '_of_workspace', tenant_table);
  end loop;
end
$$;
grant select on campaign_criteria, campaign_assets, ad_cards to gacm_app, gacm_readonly;
grant insert, delete on campaign_criteria, campaign_assets, ad_cards to gacm_app;

comment on table campaign_criteria is
  'Tenant. What a whole campaign is aimed by: places and languages (Demand Gen has them on its ad groups), and keywords that it never shows for.';
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

comment on table campaign_assets is
  'Tenant. The logos of a Performance Max campaign''s brand; in one list each image stands once.';
comment on column campaign_assets.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column campaign_assets.campaign_id is 'The campaign that shows it.';
comment on column campaign_assets.field is 'The list that it stands in, by Google''s AssetFieldType.';
comment on column campaign_assets.asset_id is 'The image.';
comment on column campaign_assets.position is 'Place in its list, from 0.';

comment on table ad_cards is
  'Tenant. The cards of a carousel ad, in order.';
comment on column ad_cards.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column ad_cards.ad_id is 'The ad that shows it.';
comment on column ad_cards.position is 'Place among the cards of the ad, from 0.';
comment on column ad_cards.headline is 'One line, as it appears.';
comment on column ad_cards.call_to_action is 'The button''s words; null: Google chooses.';
comment on column ad_cards.marketing_image_id is 'Its landscape image; null: none.';
comment on column ad_cards.square_marketing_image_id is 'Its square image; null: none.';
comment on column ad_cards.portrait_marketing_image_id is 'Its portrait image; null: none.';
