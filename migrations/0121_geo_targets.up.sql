-- What Google said of places (its geo targets), by id: names for everything that shows one, and facts for the rules.
-- Expand: one new table, which a program before this one does not know.

create table geo_targets (
  environment     text         not null,
  geo_target_id   bigint       not null,
  name            text         not null,
  canonical_name  text         not null,
  country_code    text,
  target_type     text         not null,
  status          text         not null,
  read_at         timestamptz  not null default now(),
  constraint geo_targets_pkey primary key (environment, geo_target_id),
  constraint geo_targets_environment_known check (environment in ('GOOGLE', 'EMULATOR')),
  constraint geo_targets_id_positive check (geo_target_id > 0),
  constraint geo_targets_name_length check (char_length(name) <= 200),
  constraint geo_targets_canonical_name_length check (char_length(canonical_name) <= 500),
  constraint geo_targets_country_code_form check (country_code ~ '^[A-Z]{2}$'),
  constraint geo_targets_target_type_length check (char_length(target_type) <= 100),
  constraint geo_targets_status_known check (status in ('ENABLED', 'REMOVAL_PLANNED', 'NOT_FOUND')),
  constraint geo_targets_found_has_name check (status = 'NOT_FOUND' or (name <> '' and canonical_name <> ''))
);

grant select on geo_targets to gacm_app, gacm_readonly;
grant insert (environment, geo_target_id, name, canonical_name, country_code, target_type, status) on geo_targets to gacm_app;
grant update (name, canonical_name, country_code, target_type, status, read_at) on geo_targets to gacm_app;

comment on table geo_targets is 'Global. Places as Google last told them, which are the same for everybody: those that somebody looked for or that a campaign names. Countries are known without it.';
comment on column geo_targets.environment is 'Who told it, GOOGLE or EMULATOR: each has a list of its own.';
comment on column geo_targets.geo_target_id is 'Google''s id of the place, which campaigns hold.';
comment on column geo_targets.name is 'In English; empty: Google never had a place by this id.';
comment on column geo_targets.canonical_name is 'With what it lies in, divided by commas: Berlin,Berlin,Germany.';
comment on column geo_targets.country_code is 'ISO 3166-1 alpha-2; null: in no country that Google names.';
comment on column geo_targets.target_type is 'City, State, Postal Code: Google''s words, which it adds to.';
comment on column geo_targets.status is 'ENABLED, REMOVAL_PLANNED (Google will take it away) or NOT_FOUND (Google has none by this id, or no longer).';
comment on column geo_targets.read_at is 'When Google last said so. Database clock only.';
