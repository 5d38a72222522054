-- squawk-ignore ban-drop-table -- the way back takes out what the way up made; no program before it reads the tables

drop trigger publications_spend_stop on publications;
drop function publications_spend_stop();
drop table spend_stop_items;
drop table spend_stops;
drop function spend_stops_guard();
