-- What somebody enables at Google while a stop is on becomes a campaign of the stop, and is paused again.
-- Expand: a column without a default, and rights on it.

alter table spend_stop_items add column noticed_at timestamptz;
grant insert (noticed_at), update (noticed_at) on spend_stop_items to gacm_app;
comment on column spend_stop_items.noticed_at is
  'When it was first seen to run although everything was stopped; null: it was live, or about to be, as it was stopped.';
