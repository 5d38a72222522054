-- Validation cannot be taken back, so the constraint is made again as it was.
alter table publications
  drop constraint publications_approval_request_fkey,
  add constraint publications_approval_request_fkey foreign key (workspace_id, approval_request_id)
    references approval_requests (workspace_id, id) not valid;
