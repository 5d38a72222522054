-- The way back: the two guards, before their functions go.

drop trigger publications_within_limits on publications;
drop trigger publications_protected on publications;
