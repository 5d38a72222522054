-- Fills campaigns.publication_state of the campaigns that were there before 0008.
-- Backfill: a page of the primary key at a time, only rows that are still empty, so it meets writers for the moment of one
-- batch and can run any number of times. A publication that changes meanwhile writes its state itself; whoever comes
-- second waits for the row, sees it filled and leaves it.
-- batches: 500

with page as (
  select workspace_id, id, publication_state from campaigns
   where workspace_id = $1 and id > $2 order by id limit $3),
filled as (
  update campaigns c
     set publication_state = coalesce((
           select p.state from publications p
            where p.workspace_id = c.workspace_id and p.campaign_id = c.id order by p.id desc limit 1), 'NONE')
    from page
   where page.publication_state is null
     and c.workspace_id = page.workspace_id and c.id = page.id and c.publication_state is null)
select (select id from page order by id desc limit 1) as last, (select count(*) from page) as rows;
