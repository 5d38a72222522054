-- How often a publication waited for Google's quota: such a wait is no try.
-- Expand: a column with a constant default, which programs before this one neither read nor write. The check comes apart
-- from the lock that lets nobody write.
-- transaction-per-statement
-- squawk-ignore prefer-bigint-over-int -- bounded by the number of claims

alter table publications
  add column quota_waits integer not null default 0,
  add constraint publications_quota_waits_within_attempts check (quota_waits between 0 and attempts) not valid;
alter table publications validate constraint publications_quota_waits_within_attempts;
grant update (quota_waits) on publications to gacm_app;
comment on column publications.quota_waits is 'How many of its claims ended in waiting for Google''s quota, with nothing sent.';
