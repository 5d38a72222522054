-- squawk-ignore ban-drop-table -- the way back
-- squawk-ignore ban-drop-column -- the way back
drop trigger publications_approval_gate on publications;
drop trigger campaigns_void_approval on campaigns;
drop trigger campaigns_void_approval_of_deleted on campaigns;
drop trigger campaign_baselines_void_approval on campaign_baselines;
drop trigger members_settle_approvals on members;
alter table publications drop column approval_request_id;
drop table approval_comments, approvals, review_links, approval_requests, approval_policies cascade;
drop function publications_approval_gate();
drop function approval_requests_void();
drop function approvals_settle();
drop function approvals_check();
drop function approval_requests_guard();
drop function approval_requests_begin();
drop function worst_day_of(bigint, bigint, jsonb);
drop function approvals_kept(uuid, uuid);
drop function approvals_given(uuid, uuid);
drop function approvals_needed(uuid, uuid, numeric);
