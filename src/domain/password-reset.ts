import { AppError } from '../base/errors.ts'
import { newSecret, sha256 } from '../base/ids.ts'
import { listIdentities } from '../store/identities.ts'
import { findMember } from '../store/members.ts'
import { findPasswordReset, insertPasswordReset, takePasswordReset } from '../store/password-resets.ts'
import { findUser, listMemberships, lockUser, replacePassword } from '../store/users.ts'
import { auditBy } from './audit-by.ts'
import type { Context } from './context.ts'
import { assertMayLetIn } from './fresh.ts'
import { hashPassword, assertHardToGuess } from './passwords.ts'
import { asOwner, inEachWorkspace, personCalled } from './passwords-of.ts'
import { assertAdmin, OWN_PASSWORD } from './people-rights.ts'
import { endSessionsOf } from './sessions.ts'
import type { Owner } from './sign-in-methods.ts'
import { lockAdminsAs } from './still-admin.ts'

/**
 * Makes a link by which a member who forgot their password chooses a new one. It opens whatever they sign in to, so it is refused for
 * somebody who is in other workspaces too, and for somebody whom an identity provider lets into others later.
 */
export async function createPasswordReset(
  ctx: Context,
  { actor, caller }: Owner,
  id: string,
): Promise<{ link: string }> {
  assertAdmin(actor)
  if (id === actor.userId) throw new AppError('forbidden', OWN_PASSWORD)
  assertMayLetIn(caller)
  const { workspaceId } = actor
  const token = newSecret()
  // As the member too, so that their other workspaces are seen.
  await ctx.db.transaction({ workspaceId, userId: id }, async (tx) => {
    await lockAdminsAs(tx, actor)
    await lockUser(tx, id)
    const member = await findMember(tx, workspaceId, id)
    if (member === undefined) throw new AppError('not_found', 'There is no such member in this workspace.')
    if ((await listMemberships(tx, id)).some((one) => one.workspace_id !== workspaceId))
      throw leftToServer('They sign in to more than this workspace')
    if ((await listIdentities(tx, id)).length > 0)
      throw leftToServer('They sign in with an account of an identity provider too')
    await insertPasswordReset(tx, id, sha256(token))
    const detail = { email: member.email }
    await auditBy(tx, actor, { action: 'member.reset_password', entityKind: 'user', entityId: id, detail })
  })
  return { link: `/reset-password#token=${token}` }
}

/** As `createPasswordReset`, for the owner of the database and for anybody. Answers the token. */
export async function createPasswordResetOf(ctx: Pick<Context, 'db'>, email: string): Promise<string> {
  const user = await personCalled(ctx, email)
  const token = newSecret()
  await asOwner(ctx, user, 'member.reset_password', async (tx) => {
    await insertPasswordReset(tx, user.id, sha256(token))
    return {}
  })
  return token
}

/**
 * Chooses a new password by a link, once. Every session of the person ends; they sign in with the password, and their second factor is
 * asked for as ever. Throws `not_allowed` where the link opens nothing.
 */
export async function resetPassword(
  ctx: Context,
  { token, newPassword }: { token: string; newPassword: string },
  requestId: string,
): Promise<void> {
  const userId = await findPasswordReset(ctx.db, sha256(token))
  const user = userId === undefined ? undefined : await findUser(ctx.db, userId)
  if (user === undefined) throw unusable()
  await assertHardToGuess(newPassword, 'newPassword', user)
  const hash = await hashPassword(newPassword)
  const by = { name: user.email, userId: user.id, door: 'web', requestId } as const
  await inEachWorkspace(ctx, { user, by, action: 'user.reset_password' }, async (tx) => {
    if (!(await takePasswordReset(tx, user.id, sha256(token)))) throw unusable()
    await replacePassword(tx, user.id, { hash, chosen: true })
    return { ended: await endSessionsOf(tx, user.id, null) }
  })
}

function leftToServer(why: string): AppError {
  const message = `${why}, so whoever runs the server makes the link: gacm member reset-password.`
  return new AppError('conflict', message)
}

function unusable(): AppError {
  const message =
    'This link sets no password any more: it works once, within an hour, and only the last one made. Ask for a new one.'
  return new AppError('not_allowed', message, { errors: [{ path: 'token', code: 'unusable_link', message }] })
}
