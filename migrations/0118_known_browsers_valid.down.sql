-- Validation cannot be taken back, so the constraint is made again as it was.
alter table sign_in_limits
  drop constraint sign_in_limits_kind_known,
  add constraint sign_in_limits_kind_known check (kind in ('ADDRESS', 'EMAIL', 'BROWSER')) not valid;
