import { AppError } from '../base/errors.ts'
import { newSecret, sha256 } from '../base/ids.ts'
import type { Session } from '../contract/session.ts'
import {
  deleteExpiredSessions,
  deleteSession,
  findSession,
  insertSession,
  prolongSession,
} from '../store/sessions.ts'
import { findUserByEmail, listMemberships, type MembershipRow } from '../store/users.ts'
import type { Context } from './context.ts'
import { verifyPassword } from './passwords.ts'

export type Workspace = Session['workspace']

/** Who is asking: a person or an API key, with the workspaces they may work in. */
export interface Caller {
  /** As history shows it. */
  actorName: string
  name: string
  email: string | null
  userId: string | null
  workspaces: readonly [Workspace, ...Workspace[]]
  apiKey: boolean
}

/** A new session. The token goes into the cookie and is kept nowhere else. */
export interface OpenedSession {
  token: string
  session: Session
}

/** Opens a session. An unknown address and a wrong password look and last the same. */
export async function signIn(
  ctx: Context,
  { email, password, replaces }: { email: string; password: string; replaces: string | undefined },
): Promise<OpenedSession> {
  const user = await findUserByEmail(ctx.db, email.trim())
  if (!(await verifyPassword(user?.password_hash, password)) || user === undefined) {
    throw new AppError('unauthenticated', 'The e-mail address or the password is wrong.')
  }
  const caller = await personOf(ctx, { user_id: user.id, name: user.name, email: user.email })
  const token = newSecret()
  await ctx.db.transaction('system', async (tx) => {
    await deleteExpiredSessions(tx)
    if (replaces !== undefined) await deleteSession(tx, sha256(replaces))
    await insertSession(tx, sha256(token), user.id)
  })
  return { token, session: sessionOf(ctx, caller, caller.workspaces[0]) }
}

/** Ends a session on the server, so that a copy of its cookie is worth nothing. */
export async function signOut(ctx: Context, token: string): Promise<void> {
  await ctx.db.transaction('system', async (tx) => await deleteSession(tx, sha256(token)))
}

/** The person whose session this is; undefined where there is none or it has ended. Prolongs it once a day. */
export async function findPerson(
  ctx: Context,
  token: string,
): Promise<{ caller: Caller; prolonged: boolean } | undefined> {
  const hash = sha256(token)
  const session = await findSession(ctx.db, hash)
  if (session === undefined) return undefined
  if (session.stale) await prolongSession(ctx.db, hash)
  return { caller: await personOf(ctx, session), prolonged: session.stale }
}

/** The session as the API answers it. */
export function sessionOf(ctx: Context, caller: Caller, workspace: Workspace): Session {
  const { name, email, workspaces } = caller
  return {
    name,
    email,
    workspace,
    workspaces: [...workspaces],
    emulator: ctx.google.environment === 'EMULATOR',
  }
}

async function personOf(
  ctx: Context,
  user: { user_id: string; name: string; email: string },
): Promise<Caller> {
  const [first, ...others] = (await listMemberships(ctx.db, user.user_id)).map(workspaceOf)
  if (first === undefined) throw new AppError('forbidden', 'You are not a member of any workspace.')
  const { name, email } = user
  return {
    actorName: email,
    name,
    email,
    userId: user.user_id,
    workspaces: [first, ...others],
    apiKey: false,
  }
}

function workspaceOf(row: MembershipRow): Workspace {
  return { id: row.workspace_id, name: row.workspace_name, role: row.role }
}
