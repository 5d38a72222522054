-- People are told when a request for approval is void, and a request remembers what it was until they are.
-- Expand: one more word among the kinds, and a nullable column that triggers alone write. Two checks are made anew beside the old ones.
-- transaction-per-statement

alter table notifications add constraint notifications_kind_valid check (kind in ('PUBLICATION_SUCCEEDED', 'PUBLICATION_FAILED', 'PUBLICATION_NEEDS_ATTENTION', 'BATCH_FINISHED', 'BATCH_STOPPED',
    'CAMPAIGN_CHANGED_AT_GOOGLE', 'CAMPAIGN_REMOVED_AT_GOOGLE', 'AD_DISAPPROVED', 'MEMBER_JOINED', 'APPROVAL_REQUESTED',
    'APPROVAL_GIVEN', 'APPROVAL_REFUSED', 'APPROVAL_DUE', 'APPROVAL_VOID', 'EVERYTHING_STOPPED')) not valid;
alter table notifications validate constraint notifications_kind_valid;
alter table notifications drop constraint notifications_kind_known;
alter table notifications rename constraint notifications_kind_valid to notifications_kind_known;
alter table notification_preferences add constraint notification_preferences_muted_valid check (muted <@ array['PUBLICATION_SUCCEEDED', 'PUBLICATION_FAILED', 'PUBLICATION_NEEDS_ATTENTION', 'BATCH_FINISHED', 'BATCH_STOPPED',
    'CAMPAIGN_CHANGED_AT_GOOGLE', 'CAMPAIGN_REMOVED_AT_GOOGLE', 'AD_DISAPPROVED', 'MEMBER_JOINED', 'APPROVAL_REQUESTED',
    'APPROVAL_GIVEN', 'APPROVAL_REFUSED', 'APPROVAL_DUE', 'APPROVAL_VOID', 'EVERYTHING_STOPPED']) not valid;
alter table notification_preferences validate constraint notification_preferences_muted_valid;
alter table notification_preferences drop constraint notification_preferences_muted_known;
alter table notification_preferences rename constraint notification_preferences_muted_valid to notification_preferences_muted_known;
alter table approval_requests add column voided_from text;
alter table approval_requests add constraint approval_requests_voided_from_known
  check (voided_from in ('REQUESTED', 'APPROVED')) not valid;
alter table approval_requests validate constraint approval_requests_voided_from_known;
comment on column approval_requests.voided_from is 'The state that it was void from, until the end of that transaction, when it is told; null: there is nothing to tell. Set by triggers.';
