-- A find and replace changes negative keywords of campaigns too: an edit of many campaigns says so.
-- Expand: one more word in the list of fields. Programs before this one do not write it.
-- transaction-per-statement

alter table campaign_edits add constraint campaign_edits_fields_valid check (
  fields <@ array['name', 'dailyBudgetMicros', 'totalBudgetMicros', 'startDate', 'endDate', 'objective', 'campaignGoal',
                  'adGroups', 'brandBusinessName', 'trackingUrlTemplate', 'finalUrlSuffix', 'negativeKeywords']
  and cardinality(fields) between 1 and 12) not valid;
alter table campaign_edits validate constraint campaign_edits_fields_valid;
alter table campaign_edits drop constraint campaign_edits_fields_known;
alter table campaign_edits rename constraint campaign_edits_fields_valid to campaign_edits_fields_known;
