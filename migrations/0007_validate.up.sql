-- Validates what 0002 and 0004 added unvalidated.
-- Expand: reads the tables under a lock that lets readers and writers go on.

alter table campaigns validate constraint campaigns_goal_length;
alter table campaigns validate constraint campaigns_goal_no_control;
alter table campaigns validate constraint campaigns_revision_fkey;
alter table publications validate constraint publications_revision_fkey;
