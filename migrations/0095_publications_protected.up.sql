-- Publications of protected campaigns are refused, by the function of 0087.
-- Expand: a trigger that refuses only what is protected, which nothing is yet; making it stops writers for a moment. By itself:
-- who claims locks a publication before its campaign, so together with the triggers on campaigns it would give way again and again.

create trigger publications_protected after insert on publications for each row execute function publications_protected();
