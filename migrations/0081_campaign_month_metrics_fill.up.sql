-- Counts the months of days that were there before months were kept.
-- Backfill: a page of campaigns at a time, in turn with whoever writes numbers of that workspace, and counted from the days
-- as they are then; so it can run any number of times.
-- batches: 500

with page as materialized (
  select id from campaigns where workspace_id = $1 and id > $2 order by id limit $3),
counted as materialized (
  select campaign_metrics_count_months($1, array(select id from page order by id)) as months)
select (select id from page order by id desc limit 1) as last, (select count(*) from page) as rows
 where (select months from counted) >= 0;
