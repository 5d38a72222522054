-- Back: a find and replace in negative keywords, which only the newer program can take back, stops it here, and stays.
-- squawk-ignore constraint-missing-not-valid -- the table has a row for each edit of many, which are few

alter table campaign_edits drop constraint campaign_edits_fields_known;
alter table campaign_edits add constraint campaign_edits_fields_known check (
  fields <@ array['name', 'dailyBudgetMicros', 'totalBudgetMicros', 'startDate', 'endDate', 'objective', 'campaignGoal',
                  'adGroups', 'brandBusinessName', 'trackingUrlTemplate', 'finalUrlSuffix']
  and cardinality(fields) between 1 and 11) not valid;
alter table campaign_edits validate constraint campaign_edits_fields_known;
