-- The way back: plans may be spelled in any way again.

drop trigger publications_plan_spelled on publications;
drop function publications_plan_spelled();
