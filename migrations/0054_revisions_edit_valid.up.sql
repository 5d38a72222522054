-- Validates what 0053 added unvalidated.
-- Expand: reads the table under a lock that lets readers and writers go on.

alter table revisions validate constraint revisions_edit_fkey;
