-- What of Google's policies an ad was found to touch, as its review tells.
-- Expand: a column with a constant default, which programs before this one neither read nor write. The check comes apart
-- from the lock that lets nobody write.
-- transaction-per-statement

alter table ads
  add column google_policy_topics jsonb not null default '[]',
  add constraint ads_policy_topics_list check (
    jsonb_typeof(google_policy_topics) = 'array' and octet_length(google_policy_topics::text) <= 10000) not valid;
alter table ads validate constraint ads_policy_topics_list;
grant update (google_policy_topics) on ads to gacm_app;
comment on column ads.google_policy_topics is
  'Google''s policy topics of it, [{topic, type, texts}] in Google''s words; empty: none, or not reviewed yet.';
