-- What attempts are counted by keeps to its words in every row.
-- Expand: reads the table once, under a lock that lets reads and writes go on; it holds an hour of wrong passwords.

alter table sign_in_limits validate constraint sign_in_limits_kind_known;
