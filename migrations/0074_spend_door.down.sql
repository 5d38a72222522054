drop trigger publications_spend_end on publications;
drop trigger publications_spend_cap on publications;
drop function publications_spend_count();
drop function publications_spend_cap();
