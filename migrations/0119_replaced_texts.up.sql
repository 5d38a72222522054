-- A find and replace changes what stands in ad groups and ads, and the URLs of campaigns: an edit of many campaigns says so.
-- Expand: more words in the list of fields. Programs before this one write fewer of them.
-- transaction-per-statement

alter table campaign_edits add constraint campaign_edits_fields_valid check (
  fields <@ array['name', 'dailyBudgetMicros', 'totalBudgetMicros', 'startDate', 'endDate', 'objective', 'campaignGoal',
                  'adGroups', 'brandBusinessName', 'trackingUrlTemplate', 'finalUrlSuffix']
  and cardinality(fields) between 1 and 11) not valid;
alter table campaign_edits validate constraint campaign_edits_fields_valid;
alter table campaign_edits drop constraint campaign_edits_fields_known;
alter table campaign_edits rename constraint campaign_edits_fields_valid to campaign_edits_fields_known;
