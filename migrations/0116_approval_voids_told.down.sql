-- The way back: a request that is void says so where somebody looks.

create or replace trigger approval_requests_guard before update on approval_requests for each row
  when (old.state not in ('REQUESTED', 'APPROVED')) execute function approval_requests_guard();
drop trigger approval_requests_tell_void on approval_requests;
drop function approval_requests_tell_void();
drop function uuid_of_now();
drop trigger approval_requests_begin_void on approval_requests;
drop function approval_requests_begin_void();
