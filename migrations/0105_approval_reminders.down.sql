-- What workers could read before.

revoke select (created_at, rule_pack_version) on approval_requests from gacm_worker;
