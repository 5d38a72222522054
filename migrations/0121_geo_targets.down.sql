-- No names of places but those of countries.
-- squawk-ignore ban-drop-table -- the way back

drop table geo_targets;
