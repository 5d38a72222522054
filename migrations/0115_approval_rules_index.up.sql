-- Open requests by the rules that they were made under, for workers who end those of earlier rules.
-- Expand: built beside readers and writers, over what is open alone.
-- no-transaction
create index concurrently if not exists approval_requests_rules_idx on approval_requests (rule_pack_version)
  where state in ('REQUESTED', 'APPROVED');
