import type {
  ApprovalRequest,
  ApprovalStanding,
  ApprovalState,
  ApprovalSummary,
  FrozenPlan,
  ReviewLink,
} from '../contract/approvals.ts'
import type { CampaignDocument } from '../contract/campaign.ts'
import type { VoidCause } from '../contract/words.ts'
import type { Database, Tx } from './db.ts'
import { statement } from './statement.ts'

/** What the domain decides by, beside what is answered. */
interface Facts {
  rulePackVersion: string
  authors: string[]
}
export type KeptSummary = ApprovalSummary & Facts
export type KeptRequest = Omit<ApprovalRequest, 'actions' | 'assets' | 'document' | 'links'> &
  Facts & { document: CampaignDocument | null; links: ReviewLink[]; approverIds: string[] }

export const SUMMARY = `'id', r.id, 'campaignId', r.campaign_id, 'campaignName', r.campaign_name, 'accountId', r.account_id,
  'version', r.version, 'planHash', r.plan_hash, 'state', r.state, 'voidCause', r.void_cause,
  'approvalsNeeded', r.approvals_needed, 'approvalsGiven', approvals_given(r.workspace_id, r.id),
  'openComments', (select count(*) from approval_comments k
                    where k.workspace_id = r.workspace_id and k.request_id = r.id and k.resolved_at is null),
  'currencyCode', r.plan #>> '{exposure,currencyCode}', 'worstDayMicros', r.plan #>> '{exposure,worstDayMicros}',
  'message', r.message, 'dueAt', r.due_at, 'createdBy', r.created_by, 'createdAt', r.created_at,
  'endedBy', r.ended_by, 'endedAt', r.ended_at,
  'group', case when r.group_id is not null then json_build_object('id', r.group_id, 'size', (
    select count(*) from approval_requests g where g.workspace_id = r.workspace_id and g.group_id = r.group_id)) end,
  'rulePackVersion', r.rule_pack_version, 'authors', r.authors`

const FIND = statement<{ json: KeptRequest }>(
  'approval_request_find',
  `select json_build_object(${SUMMARY}, 'plan', r.plan,
     'document', (select v.document from revisions v
                   where v.workspace_id = r.workspace_id and v.campaign_id = r.campaign_id and v.number = r.version),
     'reviewers', (select coalesce(json_agg(json_build_object('id', u.id, 'name', u.email) order by u.email), '[]')
                     from members m join users u on u.id = m.user_id
                    where m.workspace_id = r.workspace_id and m.user_id = any (r.reviewers)),
     'approverIds', (select coalesce(json_agg(a.user_id), '[]') from approvals a
                      where a.workspace_id = r.workspace_id and a.request_id = r.id and a.user_id is not null),
     'approvals', (select coalesce(json_agg(json_build_object('by', a.approved_by, 'at', a.created_at,
                       'client', a.review_link_id is not null) order by a.id), '[]')
                     from approvals a where a.workspace_id = r.workspace_id and a.request_id = r.id),
     'comments', (select coalesce(json_agg(json_build_object('id', k.id, 'path', k.path, 'body', k.body,
                      'wantsChanges', k.wants_changes, 'client', k.review_link_id is not null, 'createdBy', k.created_by,
                      'createdAt', k.created_at, 'resolvedBy', k.resolved_by, 'resolvedAt', k.resolved_at) order by k.id), '[]')
                    from approval_comments k where k.workspace_id = r.workspace_id and k.request_id = r.id),
     'links', (select coalesce(json_agg(json_build_object('id', l.id, 'name', l.name, 'createdBy', l.created_by,
                   'createdAt', l.created_at, 'expiresAt', l.expires_at, 'revokedAt', l.revoked_at) order by l.id), '[]')
                 from review_links l where l.workspace_id = r.workspace_id and l.request_id = r.id)) as json
     from approval_requests r where r.workspace_id = $1 and r.id = $2`,
  { json: 'json' },
)
const LOCK = statement<{ state: ApprovalState; plan_hash: string; rule_pack_version: string }>(
  'approval_request_lock',
  `select state, plan_hash, rule_pack_version from approval_requests where workspace_id = $1 and id = $2 for update`,
  { state: 'text', plan_hash: 'text', rule_pack_version: 'text' },
)
/** What a resume of campaign `c` with baseline `b` needs, where a stop is not just being restored; and what was published last has. */
const RESUME_NEEDED = `case when exists (select from approval_policies p where p.workspace_id = $1) and not restores_what_ran($1, $2)
            then approvals_needed($1, c.account_id, greatest(
              worst_day_of(c.daily_budget_micros, c.total_budget_micros, b.resources),
              worst_day_of(c.google_daily_budget_micros, c.google_total_budget_micros, '{}')))
            else 0 end`
const RESUME_GIVEN = `approvals_kept($1, request_of_published($1, $2))`
const WITH_BASELINE = `campaigns c
     left join campaign_baselines b on b.workspace_id = c.workspace_id and b.campaign_id = c.id
    where c.workspace_id = $1 and c.id = $2`

/** With the account that it belongs to, by which it is judged who may ask. */
export type KeptStanding = Omit<ApprovalStanding, 'request' | 'actions'> & {
  request: KeptSummary | null
  accountId: string
}

const STANDING = statement<KeptStanding>(
  'approval_standing',
  `select approvals_needed($1, c.account_id, worst_day_of(c.daily_budget_micros, c.total_budget_micros, '{}')) as needed,
          c.account_id as "accountId",
          case when c.status = 'PAUSED'
            then json_build_object('needed', ${RESUME_NEEDED}, 'given', ${RESUME_GIVEN}) end as resume,
          (select coalesce(json_agg(json_build_object('id', u.id, 'name', u.email) order by u.email), '[]')
             from members m join users u on u.id = m.user_id
            where m.workspace_id = $1 and member_role_in(m, c.account_id) in ('approver', 'admin')
              and u.email <> all (approval_authors($1, $2, array[$3]))) as reviewers,
          (select json_build_object(${SUMMARY}) from approval_requests r
            where r.workspace_id = $1 and r.campaign_id = $2 order by r.id desc limit 1) as request
     from ${WITH_BASELINE}`,
  { needed: 'int4', accountId: 'uuid', resume: 'json', reviewers: 'json', request: 'json' },
)
/** What the gate of the database will ask for, before it does: of a resume, and of a publication of this plan. */
const GATE_RESUME = statement<{ needed: number; given: number }>(
  'approval_gate_resume',
  `select ${RESUME_NEEDED} as needed, ${RESUME_GIVEN} as given from ${WITH_BASELINE}`,
  { needed: 'int4', given: 'int4' },
)
const GATE = statement<{ needed: number; given: number }>(
  'approval_gate',
  `select approvals_needed($1, c.account_id,
            worst_day_of(c.daily_budget_micros, c.total_budget_micros, $5::jsonb)) as needed,
          coalesce((
            select approvals_given($1, r.id) from approval_requests r
             where r.workspace_id = $1 and r.campaign_id = $2 and r.plan_hash = $3 and r.version = $4 and r.sent = $5
               and (r.state in ('REQUESTED', 'APPROVED') or r.state = 'USED' and not exists (
                 select from publications p
                  where p.workspace_id = $1 and p.approval_request_id = r.id and p.state <> 'FAILED'))
             order by r.id desc limit 1), 0) as given
     from campaigns c where c.workspace_id = $1 and c.id = $2`,
  { needed: 'int4', given: 'int4' },
)
const INSERT = statement<{ authors: string[] }>(
  'approval_request_insert',
  `insert into approval_requests (workspace_id, id, campaign_id, account_id, version, plan_hash, baseline_version,
     rule_pack_version, plan, sent, message, due_at, reviewers, created_by, group_id)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
   returning authors`,
  { authors: 'text[]' },
)
const END = statement(
  'approval_request_end',
  `update approval_requests set state = $3, void_cause = $4, ended_by = $5, ended_at = now()
    where workspace_id = $1 and id = $2`,
)
const VOID_OTHER = statement(
  'approval_request_void_other',
  `update approval_requests
      set state = 'VOID', ended_at = now(),
          void_cause = case when rule_pack_version <> $4 then 'RULES' else 'GOOGLE' end
    where workspace_id = $1 and campaign_id = $2 and state in ('REQUESTED', 'APPROVED') and plan_hash <> $3`,
)
const APPROVE = statement(
  'approval_insert',
  `insert into approvals (workspace_id, id, request_id, plan_hash, user_id, review_link_id) values ($1, $2, $3, $4, $5, $6)`,
)
const COMMENT = statement(
  'approval_comment_insert',
  `insert into approval_comments (workspace_id, id, request_id, path, body, wants_changes, review_link_id, created_by)
   values ($1, $2, $3, $4, $5, $6, $7, $8)`,
)
const RESOLVE = statement(
  'approval_comment_resolve',
  `update approval_comments
      set resolved_by = $4, resolved_at = case when $4::text is not null then now() end
    where workspace_id = $1 and id = $2 and request_id = $3`,
)

export async function findApprovalRequest(
  db: Database | Tx,
  workspaceId: string,
  id: string,
): Promise<KeptRequest | undefined> {
  const values = [workspaceId, id]
  const row = 'close' in db ? await db.one({ workspaceId }, FIND, values) : await db.one(FIND, values)
  return row?.json
}

/** Holds a request until `tx` ends: nothing is approved, voided or used meanwhile. */
export async function lockApprovalRequest(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<{ state: ApprovalState; plan_hash: string; rule_pack_version: string } | undefined> {
  return await tx.one(LOCK, [workspaceId, id])
}

/** What the next publication of a campaign needs, or its resume, and its last request; undefined where there is no such campaign. */
export async function findApprovalStanding(
  db: Database,
  workspaceId: string,
  campaignId: string,
  asking: string,
): Promise<KeptStanding | undefined> {
  return await db.one({ workspaceId }, STANDING, [workspaceId, campaignId, asking])
}

/** What a publication needs and has: of this plan, or, without one, a resume of what was published last. */
export async function findApprovalGate(
  tx: Tx,
  workspaceId: string,
  campaignId: string,
  plan: { hash: string; version: number; sent: unknown } | null,
): Promise<{ needed: number; given: number }> {
  if (plan === null) return (await tx.one(GATE_RESUME, [workspaceId, campaignId]))!
  const values = [workspaceId, campaignId, plan.hash, plan.version, JSON.stringify(plan.sent)]
  return (await tx.one(GATE, values))!
}

export interface NewApprovalRequest {
  id: string
  campaignId: string
  accountId: string
  plan: FrozenPlan
  sent: unknown
  message: string
  dueAt: string | null
  reviewers: string[]
  createdBy: string
  groupId: string | null
}

/** Asks for approval, and answers who the authors are: that, and how many approvals it needs, the database works out. */
export async function insertApprovalRequest(
  tx: Tx,
  workspaceId: string,
  request: NewApprovalRequest,
): Promise<{ authors: string[] }> {
  const { id, campaignId, accountId, plan, sent, message, dueAt, reviewers, createdBy, groupId } = request
  const { version, hash, baselineVersion, rulePackVersion } = plan
  const of = [workspaceId, id, campaignId, accountId, version, hash, baselineVersion, rulePackVersion]
  const asked = [JSON.stringify(plan), JSON.stringify(sent), message, dueAt, reviewers, createdBy, groupId]
  return (await tx.one(INSERT, [...of, ...asked]))!
}

/** Ends a request that is locked and open. */
export async function endApprovalRequest(
  tx: Tx,
  workspaceId: string,
  id: string,
  end: { state: 'CHANGES_WANTED' | 'VOID' | 'CANCELLED'; voidCause?: VoidCause; by: string | null },
): Promise<void> {
  await tx.run(END, [workspaceId, id, end.state, end.voidCause ?? null, end.by])
}

/** Ends the open request of a locked campaign where it asks about another plan than this one. */
export async function voidOtherRequest(
  tx: Tx,
  workspaceId: string,
  campaignId: string,
  plan: Pick<FrozenPlan, 'hash' | 'rulePackVersion'>,
): Promise<void> {
  await tx.run(VOID_OTHER, [workspaceId, campaignId, plan.hash, plan.rulePackVersion])
}

/** Writes an approval down: of a member, or through a link. The database refuses it from whoever may not give it. */
export async function insertApproval(
  tx: Tx,
  workspaceId: string,
  approval: { id: string; requestId: string; planHash: string; userId: string | null; linkId: string | null },
): Promise<void> {
  const { id, requestId, planHash, userId, linkId } = approval
  await tx.run(APPROVE, [workspaceId, id, requestId, planHash, userId, linkId])
}

export async function insertApprovalComment(
  tx: Tx,
  workspaceId: string,
  comment: {
    id: string
    requestId: string
    path: string
    body: string
    wantsChanges: boolean
    linkId: string | null
    createdBy: string
  },
): Promise<void> {
  const { id, requestId, path, body, wantsChanges, linkId, createdBy } = comment
  await tx.run(COMMENT, [workspaceId, id, requestId, path, body, wantsChanges, linkId, createdBy])
}

/** Marks a comment as done by somebody, or as open again; false where the request has no such comment. */
export async function resolveApprovalComment(
  tx: Tx,
  workspaceId: string,
  comment: { id: string; requestId: string },
  by: string | null,
): Promise<boolean> {
  return (await tx.run(RESOLVE, [workspaceId, comment.id, comment.requestId, by])) === 1
}
