import type { Database, Tx } from './db.ts'
import { statement } from './statement.ts'

const DUE = statement<{ workspace_id: string; id: string }>(
  'approval_list_due',
  `select workspace_id, id from approval_requests
    where state = 'REQUESTED' and reminded_at is null and due_at < now() + make_interval(hours => $1)
    order by due_at limit $2`,
  { workspace_id: 'uuid', id: 'uuid' },
)

export interface RemindedRequest {
  campaign_name: string
  account_id: string
  created_by: string
  reviewers: string[]
}

const CLAIM = statement<RemindedRequest>(
  'approval_claim_reminder',
  `update approval_requests set reminded_at = now()
    where workspace_id = $1 and id = $2 and state = 'REQUESTED' and reminded_at is null
   returning campaign_name, account_id, created_by, reviewers::text[] as reviewers`,
  { campaign_name: 'text', account_id: 'uuid', created_by: 'text', reviewers: 'text[]' },
)

/** Open requests of all workspaces that are due within so many hours, and of which nobody was reminded. */
export async function listDueReminders(
  db: Database,
  hours: number,
  limit: number,
): Promise<{ workspace_id: string; id: string }[]> {
  return await db.many('worker', DUE, [hours, limit])
}

/** Marks a request as one that was reminded of; undefined where another worker did, or it is over. */
export async function claimReminder(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<RemindedRequest | undefined> {
  return await tx.one(CLAIM, [workspaceId, id])
}
