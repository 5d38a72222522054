import type { AuditAction } from '../contract/audit-actions.ts'
import { insertAudit } from '../store/audit.ts'
import type { Tx } from '../store/db.ts'
import type { Actor } from './context.ts'

export interface Deed {
  action: AuditAction
  entityKind: string
  entityId: string
  detail: Record<string, unknown>
}

/** Adds what a worker did by itself: what nobody asked for just now. */
export async function auditByWorker(tx: Tx, workspaceId: string, deed: Deed): Promise<void> {
  await insertAudit(tx, workspaceId, { actor: 'A worker', door: 'system', requestId: null, ...deed })
}

/** Adds what came of a link in the hands of somebody who has not shown who they are. */
export async function auditByHolder(
  tx: Tx,
  workspaceId: string,
  requestId: string,
  deed: Deed,
): Promise<void> {
  await insertAudit(tx, workspaceId, { actor: 'The holder of the link', door: 'web', requestId, ...deed })
}

/** Adds what the actor did to the audit log. Always the last statement of its transaction. */
export async function auditBy(tx: Tx, actor: Omit<Actor, 'role' | 'accounts'>, deed: Deed): Promise<void> {
  const { workspaceId, name, door, requestId } = actor
  await insertAudit(tx, workspaceId, { actor: name, door, requestId, ...deed })
}
