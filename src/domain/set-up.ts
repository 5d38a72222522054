import { AppError } from '../base/errors.ts'
import { newSecret, sha256 } from '../base/ids.ts'
import type { Tx } from '../store/db.ts'
import { countMembers, insertMember } from '../store/members.ts'
import { findFactors } from '../store/second-factors.ts'
import { findSetUpLink, insertSetUpLink, lockSetUpLinks, updateSetUpLinkUsed } from '../store/set-up-links.ts'
import { insertUser } from '../store/users.ts'
import { guestOf, leaveAlone, refused, type Sender, sessionIn } from './accept-invitation.ts'
import { auditBy } from './audit-by.ts'
import type { Context } from './context.ts'
import { hasFactor } from './factors.ts'
import { type Admission, openSession } from './sessions.ts'
import { writeAttempt } from './sign-in-attempts.ts'

export interface SetUp {
  token: string
  name: string
  email: string
  password: string
}

/** Makes a one-time link for the first administrator of a workspace, good for seven days. Answers its token. */
export async function createSetUpLink(ctx: Pick<Context, 'db'>, workspaceId: string): Promise<string> {
  const token = newSecret()
  await insertSetUpLink(ctx.db, sha256(token), workspaceId)
  return token
}

/**
 * Makes the first administrator and signs them in. Somebody who is known from another workspace says their password, and then their second
 * factor. Of many at once exactly one succeeds.
 */
export async function setUp(
  ctx: Context,
  { token, name, email, password }: SetUp,
  { requestId, device, replaces, ip, browser }: Sender,
): Promise<Admission> {
  const hash = sha256(token)
  const workspaceId = await findSetUpLink(ctx.db, hash)
  if (workspaceId === undefined)
    throw unusable('This set-up link is not one of ours. Start the server again for a new one.')
  const guest = await guestOf(ctx, email, { name, password }, { ip, browser })
  if ('errors' in guest) throw refused(guest.errors)
  const { user, isNew } = guest
  const asksMore = !isNew && hasFactor(await findFactors(ctx.db, user.id))
  const opened = await ctx.db.transaction({ workspaceId }, async (tx) => {
    await useLink(tx, workspaceId, hash)
    if (isNew) await insertUser(tx, user)
    else await leaveAlone(tx, user.id)
    await insertMember(tx, workspaceId, user.id, { role: 'admin', accounts: null })
    const session = asksMore
      ? { attempt: await writeAttempt(tx, 'SECOND_FACTOR', user.id) }
      : await openSession(tx, user.id, device, replaces)
    const actor = { workspaceId, name: user.email, userId: user.id, door: 'web', requestId } as const
    await auditBy(tx, actor, {
      action: 'workspace.set_up',
      entityKind: 'user',
      entityId: user.id,
      detail: { role: 'admin' },
    })
    return { ...session, workspaceId }
  })
  if ('attempt' in opened) return { attempt: opened.attempt }
  return { token: opened.token, session: await sessionIn(ctx, user, opened) }
}

async function useLink(tx: Tx, workspaceId: string, hash: string): Promise<void> {
  const link = (await lockSetUpLinks(tx, workspaceId)).find((candidate) => candidate.token_sha256 === hash)
  if (link === undefined || link.used) throw unusable('This set-up link was used already. Sign in instead.')
  if ((await countMembers(tx, workspaceId)) > 0)
    throw unusable('This workspace is set up already. Sign in instead.')
  if (link.expired) throw unusable('This set-up link has expired. Start the server again for a new one.')
  await updateSetUpLinkUsed(tx, hash)
}

function unusable(message: string): AppError {
  return new AppError('not_allowed', message, { errors: [{ path: 'token', code: 'unusable_link', message }] })
}
