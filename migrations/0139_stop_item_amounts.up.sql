-- The amounts in what is said of a campaign of a stop, beside the sentence: whoever shows it writes them as its reader does.
-- Expand: a column with a constant default, which programs before this one neither read nor write. The check comes apart
-- from the lock that lets nobody write.
-- transaction-per-statement

alter table spend_stop_items
  add column amounts jsonb not null default '[]',
  add constraint spend_stop_items_amounts_array check (jsonb_typeof(amounts) = 'array') not valid;
alter table spend_stop_items validate constraint spend_stop_items_amounts_array;
grant update (amounts) on spend_stop_items to gacm_app;
comment on column spend_stop_items.amounts is
  'The amounts in restore_message, or in message where there is none: [{text, micros, currencyCode}], text as it stands there; empty: none.';
