-- Back: a campaign that was left running, which only the newer program can write down, stops it here, and stays.
-- squawk-ignore constraint-missing-not-valid -- a handful of rows: stops are rare
-- squawk-ignore ban-drop-column -- the way back takes out what the way up made; no program before it reads the column

alter table spend_stop_items drop constraint spend_stop_items_state_known;
alter table spend_stop_items add constraint spend_stop_items_state_known
  check (state in ('WAITING', 'OPENED', 'IDLE', 'REFUSED')) not valid;
alter table spend_stop_items validate constraint spend_stop_items_state_known;
alter table spend_stops drop column leaves_protected;
revoke insert (state, message) on spend_stop_items from gacm_app;
comment on column spend_stop_items.state is 'WAITING: perhaps behind a publication that is open. OPENED: it has its pause, written in the same transaction. IDLE: when its turn came it did not run. REFUSED: it could not be paused.';
