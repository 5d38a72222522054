import { AppError } from '../base/errors.ts'
import { newId, newSecret, sha256 } from '../base/ids.ts'
import type { SessionListItem } from '../contract/people.ts'
import type { Session } from '../contract/session.ts'
import type { AccountRole, Role } from '../contract/words.ts'
import type { Tx } from '../store/db.ts'
import { touchMember } from '../store/members.ts'
import { findFactors } from '../store/second-factors.ts'
import { deleteAttemptsOfUser } from '../store/sign-in-attempts.ts'
import {
  deleteExpiredSessions,
  deleteOtherSessions,
  deleteSession,
  deleteSessionOfUser,
  findSession,
  insertSession,
  listSessions as listRows,
  type SessionRow,
  touchSession,
} from '../store/sessions.ts'
import { findUserByEmail, listMemberships, type MembershipRow, type UserRow } from '../store/users.ts'
import type { Context } from './context.ts'
import type { Device } from './device.ts'
import { hasFactor } from './factors.ts'
import { verifyPassword } from './passwords.ts'
import { adminReason, verdictsOf } from './people-rights.ts'
import { writeAttempt } from './sign-in-attempts.ts'
import { admitAttempt, attemptSucceeded } from './sign-in-limit.ts'

export interface Workspace {
  id: string
  name: string
  role: Role
  /** The accounts that they are limited to, with their role there; null: to none. */
  accounts: Readonly<Record<string, AccountRole>> | null
  /** It has demo data. */
  demo: boolean
  /** People without a second factor can do nothing here but set one up. */
  secondFactorRequired: boolean
  /** What is noted of the caller's first steps here. */
  firstSteps: { away: boolean; draftChanged: boolean; planRead: boolean }
}

/** Somebody who has just come. */
export const NO_STEPS: Workspace['firstSteps'] = { away: false, draftChanged: false, planRead: false }

/** Who is asking: a person or an API key, with the workspaces they may work in. */
export interface Caller {
  /** As history shows it. */
  actorName: string
  name: string
  email: string | null
  userId: string | null
  /** Of a person: the session that they ask by. */
  sessionId: string | null
  /** Of a person: they signed in within the last quarter of an hour, so it is they who sit there. */
  fresh: boolean
  hasSecondFactor: boolean
  workspaces: readonly [Workspace, ...Workspace[]]
  apiKey: boolean
}

/** A new session. The token goes into the cookie and is kept nowhere else. */
export interface OpenedSession {
  token: string
  session: Session
}

/** What proving who one is leads to: a session, or the question for a second factor, which the browser keeps the token of. */
export type Admission = OpenedSession | { attempt: string }

/** A person who asks, and what is not yet noted of it. */
export interface FoundPerson {
  caller: Caller
  /** Where they were not seen for five minutes. */
  unseen: { session: boolean; workspaceIds: readonly string[] }
}

export interface SignIn {
  email: string
  password: string
  /** The token that the browser had before: it ends. */
  replaces: string | undefined
  ip: string
  /** The cookie by which the browser may be known. */
  browser?: string | undefined
  device: Device
}

/**
 * Opens a session. An unknown address and a wrong password look and last the same. Throws `unauthenticated`,
 * `rate_limited`, and `forbidden` for somebody who is in no workspace.
 */
export async function signIn(
  ctx: Context,
  { email, password, replaces, ip, browser, device }: SignIn,
): Promise<Admission> {
  await admitAttempt(ctx, { email, ip, browser })
  const user = await findUserByEmail(ctx.db, email.trim())
  const hash = user?.has_password === true ? user.password_hash : undefined
  if (!(await verifyPassword(hash, password)) || user === undefined) {
    throw new AppError('unauthenticated', 'The e-mail address or the password is wrong.')
  }
  await attemptSucceeded(ctx, { email, ip, browser })
  return await admit(ctx, user, { replaces, device })
}

/** Lets in somebody who proved who they are, or asks for a second factor where they have one. `also` is done together with it. */
export async function admit(
  ctx: Context,
  user: UserRow,
  sign: Pick<SignIn, 'replaces' | 'device'>,
  also: (tx: Tx) => Promise<void> = async () => {},
): Promise<Admission> {
  if (!hasFactor(await findFactors(ctx.db, user.id))) return await openAdmitted(ctx, user, sign, also)
  const attempt = await ctx.db.transaction('system', async (tx) => {
    await also(tx)
    return await writeAttempt(tx, 'SECOND_FACTOR', user.id)
  })
  return { attempt }
}

/** Opens a session of somebody who is to be asked nothing more. Throws `forbidden` for somebody who is in no workspace. */
export async function openAdmitted(
  ctx: Context,
  user: UserRow,
  {
    replaces,
    device,
    hasSecondFactor = false,
  }: Pick<SignIn, 'replaces' | 'device'> & { hasSecondFactor?: boolean },
  also: (tx: Tx) => Promise<void>,
): Promise<OpenedSession> {
  const [first, ...others] = (await listMemberships(ctx.db, user.id)).map(workspaceOf)
  if (first === undefined) throw new AppError('forbidden', 'You are not a member of any workspace.')
  const { token, sessionId } = await ctx.db.transaction('system', async (tx) => {
    await deleteExpiredSessions(tx)
    await also(tx)
    return await openSession(tx, user.id, device, replaces)
  })
  const { id: user_id, name, email } = user
  const person = { user_id, name, email, has_second_factor: hasSecondFactor }
  const caller = personOf(person, sessionId, [first, ...others])
  return { token, session: sessionOf(ctx, caller, first) }
}

/** Opens a session of a person whose password was just checked or chosen, in the place of the one that the browser had. */
export async function openSession(
  tx: Tx,
  userId: string,
  device: Device,
  replaces: string | undefined,
): Promise<{ token: string; sessionId: string }> {
  if (replaces !== undefined) await deleteSession(tx, sha256(replaces))
  const token = newSecret()
  const sessionId = newId()
  await insertSession(tx, { tokenSha256: sha256(token), id: sessionId, userId, ...device })
  return { token, sessionId }
}

/** Ends a session on the server, so that a copy of its cookie is worth nothing. */
export async function signOut(ctx: Context, token: string): Promise<void> {
  await ctx.db.transaction('system', async (tx) => await deleteSession(tx, sha256(token)))
}

/**
 * The person whose session this is; undefined where there is none or it has ended. Their workspaces are read each time:
 * who was removed from one is out of it with the next request. Throws `unauthenticated` where none is left.
 */
export async function findPerson(ctx: Context, token: string): Promise<FoundPerson | undefined> {
  const session = await findSession(ctx.db, sha256(token))
  if (session === undefined) return undefined
  const memberships = await listMemberships(ctx.db, session.user_id)
  const [first, ...others] = memberships.map(workspaceOf)
  if (first === undefined)
    throw new AppError('unauthenticated', 'You are not a member of any workspace any more.')
  const workspaceIds = memberships.filter(({ stale }) => stale).map((row) => row.workspace_id)
  return {
    caller: { ...personOf(session, session.id, [first, ...others]), fresh: session.fresh },
    unseen: { session: session.stale, workspaceIds },
  }
}

/** Notes that somebody is at work in a workspace: one write in five minutes, however much they do. */
export async function noteSeen(
  ctx: Context,
  { caller: { userId, sessionId }, unseen }: FoundPerson,
  workspaceId: string,
): Promise<void> {
  if (userId === null || sessionId === null) return
  if (!unseen.session && !unseen.workspaceIds.includes(workspaceId)) return
  await ctx.db.transaction({ workspaceId }, async (tx) => {
    await touchSession(tx, sessionId)
    await touchMember(tx, workspaceId, userId)
  })
}

/** Where this person is signed in, the session used last first. */
export async function listSessions(ctx: Context, caller: Caller): Promise<SessionListItem[]> {
  if (caller.userId === null) return []
  const rows = await listRows(ctx.db, caller.userId)
  return rows.map((row) => ({
    id: row.id,
    browser: row.browser,
    address: row.address,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
    current: row.id === caller.sessionId,
  }))
}

/** Ends one session of the caller's own. */
export async function endSession(ctx: Context, caller: Caller, id: string): Promise<void> {
  const ended = caller.userId !== null && (await deleteSessionOfUser(ctx.db, caller.userId, id))
  if (!ended) throw new AppError('not_found', 'You have no such session.')
}

/**
 * Ends the sessions of a person, all or all but one, and their sign-ins that are half done: a password that was right before is not to
 * open anything afterwards. Answers how many sessions.
 */
export async function endSessionsOf(tx: Tx, userId: string, keptId: string | null): Promise<number> {
  await deleteAttemptsOfUser(tx, userId)
  return await deleteOtherSessions(tx, userId, keptId)
}

/** Ends all sessions of the caller's but the one that they ask by. */
export async function endOtherSessions(ctx: Context, { userId, sessionId }: Caller): Promise<void> {
  if (userId === null) return
  await ctx.db.transaction('system', async (tx) => await endSessionsOf(tx, userId, sessionId))
}

const NO_DEMO_DATA = 'This workspace has no demo data.'

/** The session as the API answers it. */
export function sessionOf(ctx: Context, caller: Caller, workspace: Workspace): Session {
  const { name, email, workspaces } = caller
  return {
    name,
    email,
    workspace: summaryOf(workspace),
    workspaces: workspaces.map(summaryOf),
    emulator: ctx.google.environment === 'EMULATOR',
    actions: verdictsOf({
      readAudit: adminReason(workspace),
      deleteDemoData: adminReason(workspace) ?? (workspace.demo ? null : NO_DEMO_DATA),
    }),
    firstSteps: !workspace.firstSteps.away,
    secondFactorNeeded: needsSecondFactor(caller, workspace),
  }
}

/** Whether the caller has to set up a second factor before they can do anything else there. */
export function needsSecondFactor({ apiKey, hasSecondFactor }: Caller, workspace: Workspace): boolean {
  return workspace.secondFactorRequired && !apiKey && !hasSecondFactor
}

export function personOf(
  person: Pick<SessionRow, 'user_id' | 'name' | 'email' | 'has_second_factor'>,
  sessionId: string,
  workspaces: readonly [Workspace, ...Workspace[]],
): Caller {
  const { user_id: userId, name, email, has_second_factor: hasSecondFactor } = person
  return {
    actorName: email,
    name,
    email,
    userId,
    sessionId,
    fresh: true,
    hasSecondFactor,
    workspaces,
    apiKey: false,
  }
}

export function workspaceOf(row: MembershipRow): Workspace {
  const firstSteps = { away: row.steps_away, draftChanged: row.draft_changed, planRead: row.plan_read }
  const {
    workspace_id: id,
    workspace_name: name,
    role,
    accounts,
    demo,
    second_factor_required: secondFactorRequired,
  } = row
  return { id, name, role, accounts, demo, secondFactorRequired, firstSteps }
}

function summaryOf({ id, name, role, accounts, demo }: Workspace): Session['workspace'] {
  return { id, name, role, accounts: accounts === null ? null : { ...accounts }, demo }
}
