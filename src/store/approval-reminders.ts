import type { Database, Tx } from './db.ts'
import { statement } from './statement.ts'

/**
 * A day ahead, where it was made before that, and once when it is overdue: not in the moment in which it is asked for. One made
 * under other rules is void.
 */
const dueWithin = (hours: string, rules: string): string =>
  `state = 'REQUESTED' and (reminded_at is null or reminded_at < due_at) and created_at < due_at
      and due_at <= now() + make_interval(hours => ${hours}) and rule_pack_version = ${rules}
      and (due_at <= now() or reminded_at is null and created_at <= due_at - make_interval(hours => ${hours}))`

const DUE = statement<{ workspace_id: string; id: string }>(
  'approval_list_due',
  `select workspace_id, id from approval_requests where ${dueWithin('$1', '$2')} order by due_at limit $3`,
  { workspace_id: 'uuid', id: 'uuid' },
)

export interface RemindedRequest {
  campaign_name: string
  created_by: string
  /** Who can still answer: those who were asked, but for authors and who has approved. */
  user_ids: string[]
}

const CLAIM = statement<RemindedRequest>(
  'approval_claim_reminder',
  `update approval_requests r set reminded_at = now()
    where workspace_id = $1 and id = $2 and ${dueWithin('$3', '$4')}
   returning campaign_name, created_by, array(
     select m.user_id::text from members m join users u on u.id = m.user_id
      where m.workspace_id = r.workspace_id and member_role_in(m, r.account_id) in ('approver', 'admin')
        and (r.reviewers = '{}' or m.user_id = any (r.reviewers)) and u.email <> all (r.authors)
        and not exists (
          select from approvals a
           where a.workspace_id = r.workspace_id and a.request_id = r.id and a.user_id = m.user_id)) as user_ids`,
  { campaign_name: 'text', created_by: 'text', user_ids: 'text[]' },
)

const OUTDATED = statement<{ workspace_id: string }>(
  'approval_list_outdated',
  `select distinct workspace_id from (
     select workspace_id from approval_requests
      where state in ('REQUESTED', 'APPROVED') and rule_pack_version < $1 limit $2) r`,
  { workspace_id: 'uuid' },
)
// Those of later rules belong to programs that are newer than this one.
const VOID_OUTDATED = statement(
  'approval_void_outdated',
  `update approval_requests r set state = 'VOID', void_cause = 'RULES', ended_at = now()
     from (select id from approval_requests
            where workspace_id = $1 and state in ('REQUESTED', 'APPROVED') and rule_pack_version < $2
            order by id limit $3 for update) o
    where r.workspace_id = $1 and r.id = o.id`,
)

interface When {
  hours: number
  rulePackVersion: string
}

/** Open requests of all workspaces of which reviewers are to be reminded now: due within so many hours, or overdue. */
export async function listDueReminders(
  db: Database,
  { hours, rulePackVersion }: When,
  limit: number,
): Promise<{ workspace_id: string; id: string }[]> {
  return await db.many('worker', DUE, [hours, rulePackVersion, limit])
}

/** Marks a request as one that was reminded of; undefined where another worker did, or it is over. */
export async function claimReminder(
  tx: Tx,
  workspaceId: string,
  id: string,
  { hours, rulePackVersion }: When,
): Promise<RemindedRequest | undefined> {
  return await tx.one(CLAIM, [workspaceId, id, hours, rulePackVersion])
}

/** Workspaces with open requests that were made under earlier rules, of so many requests. */
export async function listOutdated(
  db: Database,
  rulePackVersion: string,
  limit: number,
): Promise<{ workspace_id: string }[]> {
  return await db.many('worker', OUTDATED, [rulePackVersion, limit])
}

/** Ends open requests of a workspace that were made under earlier rules; answers how many. */
export async function voidOutdated(
  tx: Tx,
  workspaceId: string,
  rulePackVersion: string,
  limit: number,
): Promise<number> {
  return await tx.run(VOID_OUTDATED, [workspaceId, rulePackVersion, limit])
}
