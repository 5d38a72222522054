import { AppError } from '../base/errors.ts'
import type { Tx } from '../store/db.ts'
import { findMember } from '../store/members.ts'
import { deletePasskeys } from '../store/passkeys.ts'
import { deleteRecoveryCodes, deleteTotp } from '../store/second-factors.ts'
import { listMemberships, lockUser } from '../store/users.ts'
import { updateSecondFactorRequired } from '../store/workspaces.ts'
import { auditBy } from './audit-by.ts'
import type { Context } from './context.ts'
import { assertMayLetIn } from './fresh.ts'
import { asOwner, personCalled } from './passwords-of.ts'
import { assertAdmin, OWN_FACTOR } from './people-rights.ts'
import { endSessionsOf } from './sessions.ts'
import type { Owner } from './sign-in-methods.ts'
import { lockAdminsAs } from './still-admin.ts'

export const OWN_FIRST = 'Set up a second factor of your own first, then ask everybody for one.'

/** Says whether the workspace asks everybody for a second factor. Who asks it of others has one. */
export async function requireSecondFactor(
  ctx: Context,
  { actor, caller }: Owner,
  required: boolean,
): Promise<void> {
  assertAdmin(actor)
  if (required && !caller.hasSecondFactor) throw new AppError('conflict', OWN_FIRST)
  const { workspaceId } = actor
  await ctx.db.transaction({ workspaceId }, async (tx) => {
    await lockAdminsAs(tx, actor)
    await updateSecondFactorRequired(tx, workspaceId, required)
    await auditBy(tx, actor, {
      action: 'workspace.require_second_factor',
      entityKind: 'workspace',
      entityId: workspaceId,
      detail: { required },
    })
  })
}

/**
 * Takes the second factor of a member away, passkeys included, for whoever lost telephone and recovery codes. They are signed out everywhere. It is
 * the same one in every workspace, so somebody who is in others too is none to be decided on here.
 */
export async function resetSecondFactor(ctx: Context, { actor, caller }: Owner, id: string): Promise<void> {
  assertAdmin(actor)
  if (id === actor.userId) throw new AppError('forbidden', OWN_FACTOR)
  assertMayLetIn(caller)
  const { workspaceId } = actor
  const elsewhere = (await listMemberships(ctx.db, id)).some((one) => one.workspace_id !== workspaceId)
  await ctx.db.transaction({ workspaceId }, async (tx) => {
    await lockAdminsAs(tx, actor)
    await lockUser(tx, id)
    const member = await findMember(tx, workspaceId, id)
    if (member === undefined) throw new AppError('not_found', 'There is no such member in this workspace.')
    if (elsewhere)
      throw new AppError(
        'conflict',
        'They are a member of other workspaces too, which rely on the same second factor. They sign in by a recovery code, or whoever runs the server takes it away: gacm member reset-second-factor.',
      )
    const detail = { email: member.email, ...(await takeAway(tx, id)) }
    await auditBy(tx, actor, {
      action: 'member.reset_second_factor',
      entityKind: 'user',
      entityId: id,
      detail,
    })
  })
}

/** As `resetSecondFactor`, for the owner of the database and wherever the person is a member. */
export async function resetSecondFactorOf(ctx: Pick<Context, 'db'>, email: string): Promise<void> {
  const user = await personCalled(ctx, email)
  await asOwner(ctx, user, 'member.reset_second_factor', (tx) => takeAway(tx, user.id))
}

/**
 * Passkeys go with it, for one of them would still be asked for, and whoever found the lost device might sign in by it. A
 * password or an identity is left: neither the last of these can be removed.
 */
async function takeAway(tx: Tx, userId: string): Promise<{ passkeys: number; ended: number }> {
  await deleteTotp(tx, userId)
  const passkeys = await deletePasskeys(tx, userId)
  await deleteRecoveryCodes(tx, userId)
  return { passkeys, ended: await endSessionsOf(tx, userId, null) }
}
