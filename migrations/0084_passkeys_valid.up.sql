-- Sign-ins that are under way keep to the words and times of the step before in every row.
-- Expand: reads the table once, under a lock that lets reads and writes go on; it holds minutes of sign-ins.

alter table sign_in_attempts validate constraint sign_in_attempts_kind_known;
alter table sign_in_attempts validate constraint sign_in_attempts_user_told;
alter table sign_in_attempts validate constraint sign_in_attempts_challenge_lifetime;
