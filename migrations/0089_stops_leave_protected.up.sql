-- A stop may leave protected campaigns running.
-- Expand: a column with a constant default, and one more word among the states of an item, whose rows are few.
-- transaction-per-statement

alter table spend_stops add column leaves_protected boolean not null default false;
grant insert (leaves_protected) on spend_stops to gacm_app;
grant insert (state, message) on spend_stop_items to gacm_app;
alter table spend_stop_items add constraint spend_stop_items_state_valid
  check (state in ('WAITING', 'OPENED', 'IDLE', 'REFUSED', 'LEFT')) not valid;
alter table spend_stop_items validate constraint spend_stop_items_state_valid;
alter table spend_stop_items drop constraint spend_stop_items_state_known;
alter table spend_stop_items rename constraint spend_stop_items_state_valid to spend_stop_items_state_known;
comment on column spend_stops.leaves_protected is 'Whether protected campaigns were to be left running.';
comment on column spend_stop_items.state is 'WAITING: perhaps behind a publication that is open. OPENED: it has its pause, written in the same transaction. IDLE: when its turn came it did not run. REFUSED: it could not be paused. LEFT: it is protected, and was to be left running.';
