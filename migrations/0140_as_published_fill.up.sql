-- Campaigns that were edited back to what is published before a save noticed that: they are as published again.
-- Backfill: a page of the primary key at a time. Documents are read only of what has edits, and compared as a save compares them.
-- A save that comes first leaves a version whose revision is not seen here, so the row stays as it is; one that comes second
-- notices it itself. What is protected changes for nobody, so it waits for its next save. updated_at of what is filled says when.
-- batches: 500

with page as (
  select workspace_id, id from campaigns where workspace_id = $1 and id > $2 order by id limit $3),
filled as (
  update campaigns c set published_version = c.version
    from page
   where c.workspace_id = page.workspace_id and c.id = page.id and c.published_version < c.version
     and not exists (
       select from campaign_protections p where p.workspace_id = c.workspace_id and p.campaign_id = c.id)
     and (select r.document from revisions r
           where r.workspace_id = c.workspace_id and r.campaign_id = c.id and r.number = c.version)
       = (select r.document from revisions r
           where r.workspace_id = c.workspace_id and r.campaign_id = c.id and r.number = c.published_version))
select (select id from page order by id desc limit 1) as last, (select count(*) from page) as rows;
