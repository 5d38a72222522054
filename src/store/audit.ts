import type { Tx } from './db.ts'
import { statement } from './statement.ts'

const INSERT = statement(
  'audit_insert',
  `insert into audit_log (workspace_id, actor, door, action, entity_kind, entity_id, detail, request_id)
   values ($1, $2, $3, $4, $5, $6, $7, $8)`,
)

export interface AuditEntry {
  actor: string
  door: string
  action: string
  entityKind: string
  entityId: string | null
  detail: Record<string, unknown>
  requestId: string | null
}

/**
 * Adds a link to the workspace's chain. Always the last statement of its transaction: it holds the chain's head until
 * the end, and every other lock is taken before it.
 */
export async function insertAudit(tx: Tx, workspaceId: string, entry: AuditEntry): Promise<void> {
  const { actor, door, action, entityKind, entityId, detail, requestId } = entry
  await tx.run(INSERT, [
    workspaceId,
    actor,
    door,
    action,
    entityKind,
    entityId,
    JSON.stringify(detail),
    requestId,
  ])
}
