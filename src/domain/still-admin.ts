import { AppError } from '../base/errors.ts'
import type { Tx } from '../store/db.ts'
import { lockAdmins } from '../store/members.ts'
import type { Actor } from './context.ts'

/**
 * Holds the administrators until the end and answers their ids. The caller's own right is looked at again under that lock: of two
 * administrators who remove each other at once, the second is none any more, whatever was true when their request came.
 */
export async function lockAdminsAs(tx: Tx, { workspaceId, userId }: Actor): Promise<string[]> {
  const admins = await lockAdmins(tx, workspaceId)
  if (userId !== null && !admins.includes(userId))
    throw new AppError('forbidden', 'You are not an administrator any more.')
  return admins
}
