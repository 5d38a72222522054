-- An approval is good for one publication, and for another try where that one failed.
-- Expand: built beside readers and writers, and over the publications that went by an approval.
-- no-transaction
create unique index concurrently if not exists publications_one_per_approval on publications (workspace_id, approval_request_id)
  where approval_request_id is not null and state <> 'FAILED';
