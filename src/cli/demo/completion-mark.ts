import type { Actor, Context } from '../../domain/context.ts'
import { hasAudit, insertAudit } from '../../store/audit.ts'

/**
 * The last thing that seeding does is an entry in the audit log: where it is, the demo was completed once, and whatever
 * is missing since then was taken away by a person. The log is never changed, so the mark outlives every edit.
 */
const ACTION = 'demo.complete'
/** Written by the database where somebody deleted the demo data: it does not come back either. */
const DELETED = 'demo.delete'

export async function isComplete(ctx: Context, workspaceId: string): Promise<boolean> {
  const has = async (action: string) => await hasAudit(ctx.db, workspaceId, { entityId: workspaceId, action })
  return (await has(ACTION)) || (await has(DELETED))
}

export async function markComplete(ctx: Context, { workspaceId, name, door }: Actor): Promise<void> {
  await ctx.db.transaction({ workspaceId }, async (tx) => {
    await insertAudit(tx, workspaceId, {
      actor: name,
      door,
      action: ACTION,
      entityKind: 'workspace',
      entityId: workspaceId,
      detail: {},
      requestId: null,
    })
  })
}
