-- How far each member has come with their first steps, noted where it happens: once, and never looked for in big tables.
-- Expand: nullable columns that programs before this one neither read nor write. Members who are there already do not need
-- the list: for them it is put away, by a default that is there for this statement only.

alter table members
  add column first_draft_id uuid,
  add column plan_read_at timestamptz,
  add column first_publication_id uuid,
  add column steps_away_at timestamptz default now(),
  alter column steps_away_at set default null;

grant update (first_draft_id, plan_read_at, first_publication_id, steps_away_at) on members to gacm_app;

comment on column members.first_draft_id is 'The campaign that they wrote in first. No foreign key: it may be gone. Null: they wrote in none.';
comment on column members.plan_read_at is 'When they first read a plan that could be published; null: never.';
comment on column members.first_publication_id is 'The publication that they asked for first, or the next one where that failed. No foreign key: it may be gone. Null: they asked for none.';
comment on column members.steps_away_at is 'When they put the list of first steps away; null: it is shown.';
