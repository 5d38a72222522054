-- Validation cannot be taken back, so the check is made again as it was.
-- squawk-ignore ban-drop-not-null -- the way back; the column is never null while the triggers of 0008 are there
alter table campaigns
  alter column publication_state drop not null,
  drop constraint campaigns_publication_state_known,
  add constraint campaigns_publication_state_known check (
    publication_state in ('NONE', 'QUEUED', 'RUNNING', 'UNKNOWN', 'NEEDS_ATTENTION', 'SUCCEEDED', 'FAILED')) not valid;
comment on column campaigns.publication_state is 'State of the newest publication, NONE where there was never one; written by triggers alone. Null: not filled yet, while the backfill of an upgrade is under way.';
