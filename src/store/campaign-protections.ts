import type { Tx } from './db.ts'
import { statement } from './statement.ts'

const INSERT = statement(
  'campaign_protection_insert',
  `insert into campaign_protections (workspace_id, campaign_id, reason, protected_by) values ($1, $2, $3, $4)`,
)
const DELETE = statement(
  'campaign_protection_delete',
  `delete from campaign_protections where workspace_id = $1 and campaign_id = $2`,
)

/** From now on the campaign stays as it is. Its row is locked. */
export async function insertProtection(
  tx: Tx,
  workspaceId: string,
  campaignId: string,
  { reason, by }: { reason: string | null; by: string },
): Promise<void> {
  await tx.run(INSERT, [workspaceId, campaignId, reason, by])
}

/** Lets go of a campaign. Its row is locked. */
export async function deleteProtection(tx: Tx, workspaceId: string, campaignId: string): Promise<void> {
  await tx.run(DELETE, [workspaceId, campaignId])
}
