-- squawk-ignore constraint-missing-not-valid -- the table holds an hour of wrong passwords

delete from sign_in_limits where kind = 'BROWSER';
alter table sign_in_limits
  drop constraint sign_in_limits_kind_known,
  add constraint sign_in_limits_kind_known check (kind in ('ADDRESS', 'EMAIL'));

comment on table sign_in_limits is 'Global. Wrong passwords of the last hour, by address and by e-mail, for every process of the program.';
comment on column sign_in_limits.kind is 'ADDRESS: where it came from. EMAIL: whose password it was to be, whether or not there is such a person.';
comment on column sign_in_limits.subject_sha256 is 'Hex SHA-256 of the address or the e-mail: nothing is kept of who tried.';
