import { NOW, type SeedStep } from './seed-steps.ts'

/** One campaign in twenty was asked about: most of it has ended, and some waits. */
const ASKED = `(bench.draw(c.n, 31) < 50000)`

/** Policies that ask for nothing, and requests with an approval through a link and a comment each. */
export const APPROVAL_STEPS: SeedStep[] = [
  {
    table: 'approval_policies',
    sql: `insert into approval_policies (workspace_id, id, account_id, number, approvals, set_by)
      select s.id, bench.id(${NOW}, s.n, 'policy'), null, 1, 0, 'bench' from bench.workspaces s`,
  },
  {
    table: 'approval_requests',
    sql: `insert into approval_requests (workspace_id, id, campaign_id, account_id, campaign_name, version, plan_hash,
        baseline_version, rule_pack_version, plan, sent, authors, created_by, state, ended_by, ended_at)
      select k.workspace_id, bench.id(${NOW}, c.n, 'request'), k.id, k.account_id, k.name, k.version,
             encode(sha256(k.id::text::bytea), 'hex'), 0, 'bench',
             '{"exposure": {"currencyCode": "EUR", "worstDayMicros": "1"}}', '{}', array['bench'], 'bench ' || c.n % 50,
             case c.n % 10 when 0 then 'REQUESTED' when 1 then 'APPROVED' else 'CANCELLED' end,
             case when c.n % 10 > 1 then 'bench' end, case when c.n % 10 > 1 then ${NOW} end
        from bench.campaigns c join campaigns k on k.workspace_id = c.workspace_id and k.id = c.id where ${ASKED}`,
  },
  {
    table: 'approval_comments',
    sql: `insert into approval_comments (workspace_id, id, request_id, body, created_by)
      select r.workspace_id, r.id, r.id, 'Well', 'bench' from approval_requests r`,
  },
  {
    table: 'review_links',
    sql: `insert into review_links (workspace_id, id, request_id, token_sha256, name, created_by, expires_at)
      select r.workspace_id, r.id, r.id, r.plan_hash, 'Client', 'bench', now() + interval '14 days' from approval_requests r`,
  },
  {
    table: 'review_link_keys',
    sql: `insert into review_link_keys (workspace_id, sealed)
      select s.id, 'v1.00000000.' || repeat('A', 95) from bench.workspaces s`,
  },
]
