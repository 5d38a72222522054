-- Campaigns get a goal in the team's own words.
-- Expand: a nullable column without a default changes no row, and code that does not know it still writes rows.
-- The check is added NOT VALID and validated after, so that no row is read under the strong lock.

alter table campaigns add column campaign_goal text;
alter table campaigns
  add constraint campaigns_goal_length check (char_length(campaign_goal) <= 255) not valid;
alter table campaigns validate constraint campaigns_goal_length;

comment on column campaigns.campaign_goal is 'The goal in the team''s words, e.g. 500 sign-ups in March.';
