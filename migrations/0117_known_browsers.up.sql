-- Wrong passwords in a browser that is known are counted apart from those of strangers.
-- Expand: one more word in a column. A program before this one neither writes nor reads it.

alter table sign_in_limits
  drop constraint sign_in_limits_kind_known,
  add constraint sign_in_limits_kind_known check (kind in ('ADDRESS', 'EMAIL', 'BROWSER')) not valid;

comment on table sign_in_limits is 'Global. Wrong passwords of the last hour, by address, by e-mail and by known browser, for every process of the program.';
comment on column sign_in_limits.kind is 'ADDRESS: where it came from. EMAIL: whose password it was to be, whether or not there is such a person. BROWSER: a browser in which that person signed in before, instead of both.';
comment on column sign_in_limits.subject_sha256 is 'Hex SHA-256 of the address or the e-mail; of a browser the first halves of those of the e-mail and of the browser. Nothing is kept of who tried.';
