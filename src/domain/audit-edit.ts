import type { AuditAction } from '../contract/audit-actions.ts'
import { insertAudit } from '../store/audit.ts'
import type { Tx } from '../store/db.ts'
import type { noted } from './audit-changes.ts'
import type { Actor } from './context.ts'

/** What an edit of many did to one campaign, as the log tells it. */
interface EditedCampaign {
  id: string
  name: string
  version: number
  changedFields: string[]
}

type Detail = {
  id: string
  campaigns: EditedCampaign[]
  note: string | null
  undoes: string | null
} & ReturnType<typeof noted>

/** One link of the chain, with what each campaign's own would say. */
export async function auditEdit(
  tx: Tx,
  { workspaceId, name, door, requestId }: Actor,
  action: AuditAction,
  { id, campaigns, note, undoes, ...changes }: Detail,
): Promise<void> {
  const detail = {
    ...(note === null ? {} : { note }),
    ...(undoes === null ? {} : { undoes }),
    ...changes,
    campaigns,
  }
  await insertAudit(tx, workspaceId, {
    actor: name,
    door,
    action,
    entityKind: 'campaign_edit',
    entityId: id,
    detail,
    requestId,
  })
}
