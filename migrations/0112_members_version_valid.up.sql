-- The versions of members keep to their rules in every row.
-- Expand: reads the table once, under a lock that lets reads and writes go on.

alter table members validate constraint members_version_positive;
alter table members validate constraint members_changed_by_length;
