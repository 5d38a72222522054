-- Counts the campaigns that were live, or about to be, before there were shares.
-- Backfill: a page of the primary key at a time, whose rows are held for the moment of one batch. What changes meanwhile counts
-- itself, and a share that is right is not written, so it meets writers and can run any number of times.
-- batches: 500

with page as (
  select id, status, google_status, publication_state from campaigns
   where workspace_id = $1 and id > $2 order by id limit $3),
held as materialized (
  select c.id from campaigns c
   where c.workspace_id = $1
     and c.id in (select id from page
                   where status = 'PUBLISHED' or google_status = 'ENABLED'
                      or publication_state in ('QUEUED', 'RUNNING', 'UNKNOWN', 'NEEDS_ATTENTION'))
   order by c.id for update),
counted as materialized (
  select spend_count($1, array(select id from held)))
select (select id from page order by id desc limit 1) as last,
       (select count(*) from page) + 0 * (select count(*) from counted) as rows;
