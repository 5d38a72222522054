import { AppError } from '../base/errors.ts'
import { findWorkspaceByName } from '../store/users.ts'
import type { Actor, Context } from './context.ts'

/** Whoever has the database's address may do everything; history calls them by the command. */
export async function ownerOf(
  { db }: Pick<Context, 'db'>,
  workspaceName: string,
  name: string,
): Promise<Actor> {
  const workspace = await findWorkspaceByName(db, workspaceName)
  if (workspace === undefined)
    throw new AppError('not_found', `There is no workspace named ${workspaceName}.`)
  const { id: workspaceId } = workspace
  return { workspaceId, role: 'admin', accounts: null, name, userId: null, door: 'cli', requestId: null }
}
