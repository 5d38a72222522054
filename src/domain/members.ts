import { AppError } from '../base/errors.ts'
import type { Rights } from '../contract/actions.ts'
import type { AccountLimits, AskedLimits, Member } from '../contract/people.ts'
import { ROLES, type Role } from '../contract/words.ts'
import type { Tx } from '../store/db.ts'
import {
  deleteMember,
  findMember,
  listMembers as listRows,
  lockMember,
  type MemberRow,
  updateStanding,
} from '../store/members.ts'
import { auditBy } from './audit-by.ts'
import type { Actor, Context } from './context.ts'
import { assertMayLetIn, freshly, mayLetIn } from './fresh.ts'
import {
  adminVerdicts,
  assertAdmin,
  assertLimits,
  LAST_ADMIN,
  memberVerdicts,
  OWN_SESSIONS,
  type Verdict,
} from './people-rights.ts'
import { scopeOf } from './role.ts'
import { OWN_FIRST } from './second-factor-policy.ts'
import { type Caller, endSessionsOf } from './sessions.ts'
import { lockAdminsAs } from './still-admin.ts'

/** Everybody in the workspace, with what the caller may do to each. */
export async function listMembers(
  ctx: Context,
  actor: Actor,
  caller: Pick<Caller, 'fresh' | 'apiKey' | 'hasSecondFactor'>,
  secondFactorRequired: boolean,
): Promise<{
  items: Member[]
  fresh: boolean
  secondFactorRequired: boolean
  actions: Verdict<'invite' | 'requireSecondFactor'>[]
}> {
  const rows = await listRows(ctx.db, actor.workspaceId)
  const admins = rows.filter(({ role }) => role === 'admin').length
  const items = rows.map((row) => memberOf(actor, row, { admins, caller }))
  const [invite, require] = adminVerdicts(actor, 'invite', 'requireSecondFactor')
  const first = require!.allowed && !secondFactorRequired && !caller.hasSecondFactor ? OWN_FIRST : null
  const actions = [
    freshly(caller, invite!),
    first === null ? require! : { ...require!, allowed: false, reason: first },
  ]
  return { items, fresh: mayLetIn(caller), secondFactorRequired, actions }
}

/**
 * Changes what a member may do: the role, or the accounts that they are limited to. It holds from their next request on. The
 * last administrator stays one. Who gives more rights than there were has signed in just now. `version` is the one that the caller
 * has seen; throws `stale` where somebody changed it since, and says who and to what.
 */
export async function changeMember(
  ctx: Pick<Context, 'db'>,
  actor: Actor,
  id: string,
  patch: { role?: Role | undefined; accounts?: AskedLimits | undefined; version?: number | undefined },
  caller: Pick<Caller, 'fresh' | 'apiKey'> = NO_DESK,
): Promise<Member> {
  assertAdmin(actor)
  return await ctx.db.transaction(scopeOf(actor), async (tx) => {
    const { admins } = await lockForChange(tx, actor, id)
    const before = (await findMember(tx, actor.workspaceId, id))!
    if (patch.version !== undefined && patch.version !== before.version) throw changedMeanwhile(before)
    const role = patch.role ?? before.role
    const accounts = patch.accounts === undefined ? askedOf(before.accounts) : patch.accounts
    assertLimits(role, accounts)
    if (role !== 'admin') assertNotLast(id, admins)
    if (isRaise(before, { role, accounts })) assertMayLetIn(caller)
    const isOther = before.role !== role || !sameLimits(askedOf(before.accounts), accounts)
    if (isOther) await updateStanding(tx, actor.workspaceId, id, { role, accounts, changedBy: actor.name })
    const row = (await findMember(tx, actor.workspaceId, id))!
    const left = new Set(role === 'admin' ? [...admins, id] : admins.filter((admin) => admin !== id)).size
    if (isOther) await auditChange(tx, actor, before, row)
    return memberOf(actor, row, { admins: left, caller })
  })
}

/** The owner of the database, who has no session that could be left open. */
const NO_DESK = { fresh: true, apiKey: false }

/** Whether somebody may do more than before, anywhere. */
function isRaise(before: MemberRow, after: { role: Role; accounts: AskedLimits }): boolean {
  const rank = (role: Role): number => ROLES.indexOf(role)
  if (after.accounts === null) return before.accounts !== null || rank(after.role) > rank(before.role)
  const had = (accountId: string): Role =>
    before.accounts === null
      ? before.role
      : (before.accounts.find((one) => one.accountId === accountId)?.role ?? 'viewer')
  return after.accounts.some(({ accountId, role }) => rank(role) > rank(had(accountId)))
}

function changedMeanwhile({ name, role, accounts, version, changed_by: by }: MemberRow): AppError {
  const where =
    accounts === null
      ? ''
      : accounts.length === 0
        ? ', in no account'
        : `, only in ${accounts.map((one) => `${one.name} (${one.role})`).join(', ')}`
  const message = `${by ?? 'Somebody'} changed what ${name} may do meanwhile. It is now: ${role}${where}.`
  return new AppError('stale', message, { details: { currentVersion: version } })
}

async function auditChange(tx: Tx, actor: Actor, before: MemberRow, after: MemberRow): Promise<void> {
  const deed = { entityKind: 'user', entityId: after.user_id }
  const { email } = after
  if (before.role !== after.role) {
    const detail = { email, from: before.role, to: after.role }
    await auditBy(tx, actor, { ...deed, action: 'member.change_role', detail })
  }
  if (!sameLimits(before.accounts, after.accounts)) {
    const detail = { email, before: before.accounts, after: after.accounts }
    await auditBy(tx, actor, { ...deed, action: 'member.limit', detail })
  }
}

/** What a member may do where, as an actor has it. */
export function rightsOf({ role, accounts }: Pick<MemberRow, 'role' | 'accounts'>): Rights {
  const roles = accounts?.map(({ accountId, role: here }) => [accountId, here] as const)
  return { role, accounts: roles === undefined ? null : Object.fromEntries(roles) }
}

function askedOf(accounts: AccountLimits): AskedLimits {
  return accounts?.map(({ accountId, role }) => ({ accountId, role })) ?? null
}

/** Whether they come to the same, in whatever order. */
function sameLimits(some: AskedLimits, others: AskedLimits): boolean {
  const wordsOf = (limits: AskedLimits): string =>
    limits === null
      ? ''
      : `only ${limits
          .map(({ accountId, role }) => `${accountId} ${role}`)
          .sort()
          .join()}`
  return wordsOf(some) === wordsOf(others)
}

/** Takes a member out of the workspace: an administrator anybody else, everybody themselves. */
export async function removeMember(ctx: Context, actor: Actor, id: string): Promise<void> {
  const leaves = actor.userId === id
  if (!leaves) assertAdmin(actor)
  await ctx.db.transaction(scopeOf(actor), async (tx) => {
    const { before, admins } = await lockForChange(tx, actor, id, leaves)
    assertNotLast(id, admins)
    const { email } = (await findMember(tx, actor.workspaceId, id))!
    await deleteMember(tx, actor.workspaceId, id)
    await auditBy(tx, actor, {
      action: leaves ? 'member.leave' : 'member.remove',
      entityKind: 'user',
      entityId: id,
      detail: { email, role: before },
    })
  })
}

/** Signs a member out everywhere, for example when a computer was lost. */
export async function endMemberSessions(ctx: Context, actor: Actor, id: string): Promise<void> {
  assertAdmin(actor)
  if (id === actor.userId) throw new AppError('forbidden', OWN_SESSIONS)
  await ctx.db.transaction(scopeOf(actor), async (tx) => {
    const member = await findMember(tx, actor.workspaceId, id)
    if (member === undefined) throw missing()
    const ended = await endSessionsOf(tx, id, null)
    await auditBy(tx, actor, {
      action: 'member.end_sessions',
      entityKind: 'user',
      entityId: id,
      detail: { email: member.email, ended },
    })
  })
}

/** Holds the administrators and the member until the end. */
async function lockForChange(
  tx: Tx,
  actor: Actor,
  id: string,
  leaves = false,
): Promise<{ before: Role; admins: string[] }> {
  const admins = await lockAdminsAs(tx, leaves ? { ...actor, userId: null } : actor)
  const before = await lockMember(tx, actor.workspaceId, id)
  if (before === undefined) throw missing()
  return { before, admins }
}

/** As the trigger `members_guard` does, in the same words and before anything is written. */
function assertNotLast(id: string, admins: string[]): void {
  if (admins.length === 1 && admins[0] === id) throw new AppError('conflict', LAST_ADMIN)
}

function missing(): AppError {
  return new AppError('not_found', 'There is no such member in this workspace.')
}

/** What takes a sign-in of just now. */
const RESETS: ReadonlySet<string> = new Set(['resetSecondFactor', 'resetPassword'])

function memberOf(
  actor: Actor,
  row: MemberRow,
  { admins, caller }: { admins: number; caller: Pick<Caller, 'fresh' | 'apiKey'> },
): Member {
  const you = row.user_id === actor.userId
  const lastAdmin = row.role === 'admin' && admins === 1
  return {
    id: row.user_id,
    name: row.name,
    email: row.email,
    role: row.role,
    accounts: row.accounts,
    version: row.version,
    joinedAt: row.joined_at,
    lastSeenAt: row.last_seen_at,
    you,
    hasSecondFactor: actor.role === 'admin' ? row.has_second_factor : null,
    actions: memberVerdicts(actor, {
      you,
      role: row.role,
      lastAdmin,
      hasSecondFactor: row.has_second_factor,
    }).map((verdict) => (RESETS.has(verdict.action) ? freshly(caller, verdict) : verdict)),
  }
}
