-- Long headlines, pins, videos and landscape logos of ads; keywords, audiences and search themes of ad groups.
-- Expand: columns that are null, lists that grow. One table for whatever an ad group is aimed by, as at Google.

alter table ad_texts
  add column pinned_field text,
  add constraint ad_texts_pin_fits check (
    pinned_field is null
    or (field = 'HEADLINE' and pinned_field in ('HEADLINE_1', 'HEADLINE_2', 'HEADLINE_3'))
    or (field = 'DESCRIPTION' and pinned_field in ('DESCRIPTION_1', 'DESCRIPTION_2'))) not valid,
  add constraint ad_texts_video_id check (field <> 'YOUTUBE_VIDEO' or text ~ '^[A-Za-z0-9_-]{11}$') not valid,
  drop constraint ad_texts_field_known,
  add constraint ad_texts_field_known check (
    field in ('HEADLINE', 'LONG_HEADLINE', 'DESCRIPTION', 'YOUTUBE_VIDEO')) not valid;
alter table ad_assets
  drop constraint ad_assets_field_known,
  add constraint ad_assets_field_known check (field in (
    'MARKETING_IMAGE', 'SQUARE_MARKETING_IMAGE', 'PORTRAIT_MARKETING_IMAGE', 'TALL_PORTRAIT_MARKETING_IMAGE', 'LOGO',
    'LANDSCAPE_LOGO')) not valid;
alter table criteria
  add column keyword_text    text,
  add column match_type      text,
  add column cpc_bid_micros  bigint,
  add column audience_id     bigint,
  add constraint criteria_keyword_length check (char_length(keyword_text) between 1 and 200) not valid,
  add constraint criteria_keyword_no_control check (keyword_text !~ '[\u0001-\u001f\u007f]') not valid,
  add constraint criteria_match_type_known check (match_type in ('EXACT', 'PHRASE', 'BROAD')) not valid,
  add constraint criteria_bid_positive check (cpc_bid_micros > 0) not valid,
  add constraint criteria_audience_positive check (audience_id > 0) not valid,
  add constraint criteria_signal_not_negative check (kind not in ('AUDIENCE', 'SEARCH_THEME') or not negative) not valid,
  drop constraint criteria_kind_known,
  add constraint criteria_kind_known check (
    kind in ('LOCATION', 'LANGUAGE', 'KEYWORD', 'AUDIENCE', 'SEARCH_THEME')) not valid,
  drop constraint criteria_one_target,
  add constraint criteria_one_target check (
    (kind = 'LOCATION') = (geo_target_id is not null)
    and (kind = 'LANGUAGE') = (language_id is not null)
    and (kind in ('KEYWORD', 'SEARCH_THEME')) = (keyword_text is not null)
    and (kind = 'KEYWORD') = (match_type is not null)
    and (kind = 'AUDIENCE') = (audience_id is not null)
    and (kind = 'KEYWORD' or cpc_bid_micros is null)) not valid,
  drop constraint criteria_position_range,
  add constraint criteria_position_range check (position between 0 and 1999) not valid;

comment on table ad_texts is
  'Tenant. Texts of ads, and ids of their videos at YouTube, in order. The length here is a safe bound; Google''s width is preflight''s business, so that no words are lost.';
comment on column ad_texts.field is 'HEADLINE, LONG_HEADLINE, DESCRIPTION or YOUTUBE_VIDEO.';
comment on column ad_texts.text is 'One line, as it appears; of a video its id.';
comment on column ad_texts.pinned_field is 'Where in a responsive search ad it always stands; null: wherever it does best.';
comment on table criteria is
  'Tenant. What an ad group is aimed by: places, languages, keywords, audiences, search themes. None of a kind: no limit by it.';
comment on column criteria.kind is 'Which of the columns says what is aimed at.';
comment on column criteria.keyword_text is 'KEYWORD and SEARCH_THEME: the words.';
comment on column criteria.match_type is 'KEYWORD: how close a search has to be.';
comment on column criteria.cpc_bid_micros is 'KEYWORD under MANUAL_CPC: its own bid in millionths of the currency unit; null: the ad group''s.';
comment on column criteria.audience_id is 'AUDIENCE: Google''s id of one of the account''s audiences.';
comment on column criteria.negative is 'Whether the place or keyword is left out instead.';
