import { newId } from '../base/ids.ts'
import { countMembers } from '../store/members.ts'
import { findWorkspaceByName } from '../store/users.ts'
import { insertWorkspace } from '../store/workspaces.ts'
import type { Context } from './context.ts'

/** The workspace of this name, made where it is missing. `demo`: one that is made is to be filled with demo data. */
export async function ensureWorkspace(
  ctx: Pick<Context, 'db'>,
  name: string,
  { demo = false }: { demo?: boolean } = {},
): Promise<{ id: string; name: string }> {
  const found = await findWorkspaceByName(ctx.db, name)
  if (found !== undefined) return { id: found.id, name }
  const id = newId()
  await ctx.db.transaction({ workspaceId: id }, (tx) => insertWorkspace(tx, { id, name, demo }))
  return { id, name }
}

/** Whether the workspace still waits for its first administrator. */
export async function needsSetUp(ctx: Pick<Context, 'db'>, workspaceId: string): Promise<boolean> {
  return (await ctx.db.transaction({ workspaceId }, (tx) => countMembers(tx, workspaceId))) === 0
}
