-- squawk-ignore ban-drop-table -- the way back
drop table google_quota_holds;
drop table google_quota_uses;
drop table google_quotas;
