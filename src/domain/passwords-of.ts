import { AppError } from '../base/errors.ts'
import { newSecret } from '../base/ids.ts'
import type { AuditAction } from '../contract/audit-actions.ts'
import type { Tx } from '../store/db.ts'
import { deletePasskeys } from '../store/passkeys.ts'
import { deleteRecoveryCodes, deleteTotp } from '../store/second-factors.ts'
import { findUserByEmail, listMemberships, lockUser, replacePassword, type UserRow } from '../store/users.ts'
import { enterWorkspace } from '../store/workspaces.ts'
import { auditBy } from './audit-by.ts'
import type { Actor, Context } from './context.ts'
import { hashPassword } from './passwords.ts'
import { endSessionsOf } from './sessions.ts'

/** Who does it, in whichever workspace. */
type Doer = Pick<Actor, 'name' | 'userId' | 'door' | 'requestId'>

/**
 * Takes away what somebody signs in by of their own, where it is not known who chose it: password, passkeys and second factor. They come in
 * again by the identity provider, under a verified address. For the owner of the database.
 */
export async function removePasswordOf(ctx: Pick<Context, 'db'>, email: string): Promise<void> {
  const user = await personCalled(ctx, email)
  const hash = await hashPassword(newSecret())
  await asOwner(ctx, user, 'member.remove_password', async (tx) => {
    await replacePassword(tx, user.id, { hash, chosen: false })
    const passkeys = await deletePasskeys(tx, user.id)
    await deleteTotp(tx, user.id)
    await deleteRecoveryCodes(tx, user.id)
    return { passkeys, ended: await endSessionsOf(tx, user.id, null) }
  })
}

/** Whoever signs in under this address. */
export async function personCalled({ db }: Pick<Context, 'db'>, email: string): Promise<UserRow> {
  const user = await findUserByEmail(db, email.trim())
  if (user === undefined) throw new AppError('not_found', `Nobody signs in as ${email}.`)
  return user
}

/** Does something to a person for the owner of the database. */
export async function asOwner(
  ctx: Pick<Context, 'db'>,
  user: UserRow,
  action: AuditAction,
  deed: (tx: Tx) => Promise<object>,
): Promise<void> {
  const by = { name: 'gacm member', userId: null, door: 'cli', requestId: null } as const
  await inEachWorkspace(ctx, { user, by, action }, deed)
}

/** Does something to a person, under their lock, with an entry in the log of every workspace that they are in. */
export async function inEachWorkspace(
  ctx: Pick<Context, 'db'>,
  { user, by, action }: { user: UserRow; by: Doer; action: AuditAction },
  deed: (tx: Tx) => Promise<object>,
): Promise<void> {
  const memberships = await listMemberships(ctx.db, user.id)
  // The chains of several logs are held at once: always in the same order.
  const workspaceIds = memberships.map(({ workspace_id }) => workspace_id).toSorted()
  await ctx.db.transaction('system', async (tx) => {
    await lockUser(tx, user.id)
    const detail = { email: user.email, ...(await deed(tx)) }
    for (const workspaceId of workspaceIds) {
      await enterWorkspace(tx, workspaceId)
      await auditBy(tx, { workspaceId, ...by }, { action, entityKind: 'user', entityId: user.id, detail })
    }
  })
}
