-- Campaigns get a goal in the team's own words.
-- Expand: a nullable column without a default changes no row, and code that does not know it still writes rows.
-- The checks hold for new rows at once; they are validated by a later file, because validating here would read every
-- row under the strong lock that adding a column takes until the transaction ends.

alter table campaigns
  add column campaign_goal text,
  add constraint campaigns_goal_length check (char_length(campaign_goal) <= 255) not valid,
  add constraint campaigns_goal_no_control check (campaign_goal !~ '[\u0001-\u001f\u007f]') not valid;

comment on column campaigns.campaign_goal is 'The goal in the team''s words, e.g. 500 sign-ups in March; null: none.';
