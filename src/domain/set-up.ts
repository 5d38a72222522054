import { AppError } from '../base/errors.ts'
import { newId, newSecret, sha256 } from '../base/ids.ts'
import type { Tx } from '../store/db.ts'
import { countMembers, insertMember } from '../store/members.ts'
import { findSetUpLink, insertSetUpLink, lockSetUpLinks, updateSetUpLinkUsed } from '../store/set-up-links.ts'
import { findWorkspace, insertUser } from '../store/users.ts'
import { auditBy } from './audit-by.ts'
import type { Context } from './context.ts'
import type { Device } from './device.ts'
import { assertHardToGuess, hashPassword } from './passwords.ts'
import { NO_STEPS, type OpenedSession, openSession, personOf, sessionOf } from './sessions.ts'

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

/** Makes the first administrator and signs them in. Of many at once exactly one succeeds. */
export async function setUp(
  ctx: Context,
  { token, name, email, password }: SetUp,
  { requestId, device }: { requestId: string; device: Device },
): Promise<OpenedSession> {
  const hash = sha256(token)
  const workspaceId = await findSetUpLink(ctx.db, hash)
  if (workspaceId === undefined)
    throw unusable('This set-up link is not one of ours. Start the server again for a new one.')
  await assertHardToGuess(password, 'password', { email, name })
  const user = { id: newId(), email, name, password_hash: await hashPassword(password), has_password: true }
  const address = email.toLowerCase()
  const opened = await ctx.db.transaction({ workspaceId }, async (tx) => {
    await useLink(tx, workspaceId, hash)
    await insertUser(tx, user)
    await insertMember(tx, workspaceId, user.id, { role: 'admin', accounts: null })
    const session = await openSession(tx, user.id, device)
    const workspace = await findWorkspace(tx, workspaceId)
    const actor = { workspaceId, name: address, userId: user.id, door: 'web', requestId } as const
    await auditBy(tx, actor, {
      action: 'workspace.set_up',
      entityKind: 'user',
      entityId: user.id,
      detail: { role: 'admin' },
    })
    return { ...session, workspace }
  })
  const workspace = {
    id: workspaceId,
    name: opened.workspace?.name ?? '',
    role: 'admin' as const,
    accounts: null,
    demo: opened.workspace?.demo ?? false,
    secondFactorRequired: false,
    firstSteps: NO_STEPS,
  }
  const caller = personOf(
    { user_id: user.id, name, email: address, has_second_factor: false },
    opened.sessionId,
    [workspace],
  )
  return { token: opened.token, session: sessionOf(ctx, caller, workspace) }
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
