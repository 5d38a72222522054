-- What refers to campaigns goes first, then what refers to accounts, then the rest: the order in which requests take their locks.
-- squawk-ignore ban-drop-table -- what up made; the numbers can be read from Google again

drop table campaign_metrics_totals;
drop table campaign_metrics;
drop table account_metrics;
drop table metrics_syncs;
drop table workspace_metrics;
drop function campaign_metrics_in_turn();
drop function campaign_metrics_roll_up();
drop function metrics_make_month(date);
drop function metrics_drop_month(integer);
