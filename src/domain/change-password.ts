import { AppError } from '../base/errors.ts'
import { findUser, updatePassword, type UserRow } from '../store/users.ts'
import { auditBy } from './audit-by.ts'
import type { Actor, Context } from './context.ts'
import type { Device } from './device.ts'
import { assertFresh } from './fresh.ts'
import { assertHardToGuess, hashPassword, verifyPassword } from './passwords.ts'
import { type Caller, endSessionsOf, openSession } from './sessions.ts'
import { admitAttempt, attemptSucceeded } from './sign-in-limit.ts'
import { type Owner, ownerOf } from './sign-in-methods.ts'

export interface PasswordChange {
  currentPassword: string
  newPassword: string
  ip: string
  browser?: string | undefined
  device: Device
}

/**
 * Changes the caller's own password and ends every session they had, this one too. Answers the token of a new one.
 * Throws `not_allowed` where the present password is wrong: the caller is signed in all the same.
 */
export async function changePassword(
  ctx: Context,
  { caller, actor }: { caller: Caller; actor: Actor },
  { currentPassword, newPassword, ip, browser, device }: PasswordChange,
): Promise<string> {
  const user = caller.userId === null ? undefined : await findUser(ctx.db, caller.userId)
  if (user === undefined) throw new AppError('forbidden', 'An API key has no password.')
  const attempt = { email: user.email, ip, browser }
  await admitAttempt(ctx, attempt)
  if (!(await verifyPassword(user.has_password ? user.password_hash : undefined, currentPassword)))
    throw wrong()
  await attemptSucceeded(ctx, attempt)
  await assertHardToGuess(newPassword, 'newPassword', user)
  return await replacePassword(ctx, actor, { user, to: await hashPassword(newPassword), device })
}

/**
 * The first password of somebody who signs in in another way, and who did so just now. Every session of theirs ends, as
 * with a change. Answers the token of a new one.
 */
export async function setPassword(
  ctx: Context,
  { caller, actor }: Owner,
  newPassword: string,
  device: Device,
): Promise<string> {
  const user = await ownerOf(ctx, caller)
  if (user.has_password) throw new AppError('conflict', 'You have a password. Change it by the present one.')
  assertFresh(caller)
  await assertHardToGuess(newPassword, 'newPassword', user)
  return await replacePassword(ctx, actor, { user, to: await hashPassword(newPassword), device })
}

async function replacePassword(
  ctx: Context,
  actor: Actor,
  { user, to, device }: { user: UserRow; to: string; device: Device },
): Promise<string> {
  return await ctx.db.transaction({ workspaceId: actor.workspaceId }, async (tx) => {
    if (!(await updatePassword(tx, user.id, { from: user.password_hash, to }))) throw wrong()
    await endSessionsOf(tx, user.id, null)
    const { token } = await openSession(tx, user.id, device, undefined)
    const action = user.has_password ? 'user.change_password' : 'user.set_password'
    await auditBy(tx, actor, { action, entityKind: 'user', entityId: user.id, detail: {} })
    return token
  })
}

function wrong(): AppError {
  const message = 'This is not your present password.'
  return new AppError('not_allowed', message, {
    errors: [{ path: 'currentPassword', code: 'wrong_password', message }],
  })
}
