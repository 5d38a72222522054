-- Validates the reference of publications to the approvals they go by.
-- Expand: reads the table under a lock that lets readers and writers go on.

alter table publications validate constraint publications_approval_request_fkey;
