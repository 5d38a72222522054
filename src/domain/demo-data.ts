import { AppError } from '../base/errors.ts'
import type { DeletedDemoData } from '../contract/workspace-routes.ts'
import { violates } from '../store/database-errors.ts'
import { findWorkspace } from '../store/users.ts'
import { deleteDemoData as deleteRows } from '../store/workspaces.ts'
import type { Actor, Context } from './context.ts'
import { assertAdmin } from './people-rights.ts'

/**
 * Deletes what the demo put into the workspace; members, accounts, and what people made stay. `name` is the workspace's,
 * written out by whoever asks, because there is no way back. What the emulator has is left there.
 */
export async function deleteDemoData(ctx: Context, actor: Actor, name: string): Promise<DeletedDemoData> {
  assertAdmin(actor)
  return await ctx.db.transaction({ workspaceId: actor.workspaceId }, async (tx) => {
    const workspace = await findWorkspace(tx, actor.workspaceId)
    if (workspace?.name !== name) {
      const message = `Write the name of this workspace: ${workspace?.name}.`
      throw new AppError('not_allowed', message, {
        errors: [{ path: 'name', code: 'not_the_name', message }],
      })
    }
    const { name: by, door, requestId } = actor
    try {
      return await deleteRows(tx, actor.workspaceId, { actor: by, door, requestId })
    } catch (error) {
      throw violates(error, 'campaign_protections_hold') ? stillProtected(error) : error
    }
  })
}

/** One of many is refused, and whoever asked named none of them. */
function stillProtected(cause: unknown): AppError {
  const message = 'A campaign of the demo is protected. Nothing was deleted; lift the protection first.'
  return new AppError('conflict', message, { cause })
}
