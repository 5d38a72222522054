-- Reminders go by approval_requests_remind_idx since 0106: nothing reads the index before it.
-- Contract: the release before reads approval_requests_remind_idx as well.
-- no-transaction
drop index concurrently if exists approval_requests_due_idx;
