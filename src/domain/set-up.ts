import { AppError } from '../base/errors.ts'
import { newId, newSecret, sha256 } from '../base/ids.ts'
import { insertAudit } from '../store/audit.ts'
import type { Tx } from '../store/db.ts'
import { insertSession } from '../store/sessions.ts'
import { findSetUpLink, insertSetUpLink, lockSetUpLinks, updateSetUpLinkUsed } from '../store/set-up-links.ts'
import { countMembers, findWorkspace, insertMember, insertUser } from '../store/users.ts'
import type { Context } from './context.ts'
import { hashPassword } from './passwords.ts'
import { type Caller, type OpenedSession, sessionOf } from './sessions.ts'

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
  requestId: string,
): Promise<OpenedSession> {
  const hash = sha256(token)
  const workspaceId = await findSetUpLink(ctx.db, hash)
  if (workspaceId === undefined)
    throw unusable('This set-up link is not one of ours. Start the server again for a new one.')
  const sessionToken = newSecret()
  const user = { id: newId(), email, name, password_hash: await hashPassword(password) }
  const workspaceName = await ctx.db.transaction({ workspaceId }, async (tx) => {
    await useLink(tx, workspaceId, hash)
    await insertUser(tx, user)
    await insertMember(tx, workspaceId, user.id, 'admin')
    await insertSession(tx, sha256(sessionToken), user.id)
    const workspace = await findWorkspace(tx, workspaceId)
    await insertAudit(tx, workspaceId, {
      actor: email.toLowerCase(),
      door: 'web',
      action: 'workspace.set_up',
      entityKind: 'user',
      entityId: user.id,
      detail: { role: 'admin' },
      requestId,
    })
    return workspace?.name ?? ''
  })
  const workspace = { id: workspaceId, name: workspaceName, role: 'admin' as const }
  const address = email.toLowerCase()
  const caller: Caller = {
    actorName: address,
    name,
    email: address,
    userId: user.id,
    workspaces: [workspace],
    apiKey: false,
  }
  return { token: sessionToken, session: sessionOf(ctx, caller, workspace) }
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
