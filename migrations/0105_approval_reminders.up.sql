-- Reviewers are reminded a day ahead, and once more when a request is overdue: workers read what tells when.
-- Expand: rights on columns.

grant select (created_at, rule_pack_version) on approval_requests to gacm_worker;
