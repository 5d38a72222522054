import { AppError } from '../base/errors.ts'
import type { Member } from '../contract/people.ts'
import type { Role } from '../contract/words.ts'
import type { Tx } from '../store/db.ts'
import {
  deleteMember,
  findMember,
  listMembers as listRows,
  lockAdmins,
  lockMember,
  type MemberRow,
  updateRole,
} from '../store/members.ts'
import { deleteOtherSessions } from '../store/sessions.ts'
import { auditBy } from './audit-by.ts'
import type { Actor, Context } from './context.ts'
import { adminVerdicts, assertAdmin, LAST_ADMIN, memberVerdicts, type Verdict } from './people-rights.ts'
import { OWN_FIRST } from './second-factor-policy.ts'

/** Everybody in the workspace, with what the caller may do to each. */
export async function listMembers(
  ctx: Context,
  actor: Actor,
  { secondFactorRequired, hasSecondFactor }: { secondFactorRequired: boolean; hasSecondFactor: boolean },
): Promise<{
  items: Member[]
  secondFactorRequired: boolean
  actions: Verdict<'invite' | 'requireSecondFactor'>[]
}> {
  const rows = await listRows(ctx.db, actor.workspaceId)
  const admins = rows.filter(({ role }) => role === 'admin').length
  const items = rows.map((row) => memberOf(actor, row, admins))
  const [invite, require] = adminVerdicts(actor, 'invite', 'requireSecondFactor')
  const first = require!.allowed && !secondFactorRequired && !hasSecondFactor ? OWN_FIRST : null
  const actions = [invite!, first === null ? require! : { ...require!, allowed: false, reason: first }]
  return { items, secondFactorRequired, actions }
}

/** Changes what a member may do. The last administrator stays one. */
export async function changeMember(ctx: Context, actor: Actor, id: string, role: Role): Promise<Member> {
  assertAdmin(actor)
  return await ctx.db.transaction({ workspaceId: actor.workspaceId }, async (tx) => {
    const { before, admins } = await lockForChange(tx, actor, id)
    if (role !== 'admin') assertNotLast(id, admins)
    if (before !== role) await updateRole(tx, actor.workspaceId, id, role)
    const row = (await findMember(tx, actor.workspaceId, id))!
    const left = new Set(role === 'admin' ? [...admins, id] : admins.filter((admin) => admin !== id)).size
    if (before !== role) {
      const detail = { email: row.email, from: before, to: role }
      await auditBy(tx, actor, { action: 'member.change_role', entityKind: 'user', entityId: id, detail })
    }
    return memberOf(actor, row, left)
  })
}

/** Takes a member out of the workspace: an administrator anybody else, everybody themselves. */
export async function removeMember(ctx: Context, actor: Actor, id: string): Promise<void> {
  const leaves = actor.userId === id
  if (!leaves) assertAdmin(actor)
  await ctx.db.transaction({ workspaceId: actor.workspaceId }, async (tx) => {
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
  await ctx.db.transaction({ workspaceId: actor.workspaceId }, async (tx) => {
    const member = await findMember(tx, actor.workspaceId, id)
    if (member === undefined) throw missing()
    const ended = await deleteOtherSessions(tx, id, null)
    await auditBy(tx, actor, {
      action: 'member.end_sessions',
      entityKind: 'user',
      entityId: id,
      detail: { email: member.email, ended },
    })
  })
}

/**
 * Holds the administrators and the member until the end. The caller's own right is looked at again under that lock: of
 * two administrators who demote each other at once, the second is none any more.
 */
async function lockForChange(
  tx: Tx,
  actor: Actor,
  id: string,
  leaves = false,
): Promise<{ before: Role; admins: string[] }> {
  const admins = await lockAdmins(tx, actor.workspaceId)
  if (!leaves && actor.userId !== null && !admins.includes(actor.userId))
    throw new AppError('forbidden', 'You are not an administrator any more.')
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

function memberOf(actor: Actor, row: MemberRow, admins: number): Member {
  const you = row.user_id === actor.userId
  const lastAdmin = row.role === 'admin' && admins === 1
  return {
    id: row.user_id,
    name: row.name,
    email: row.email,
    role: row.role,
    joinedAt: row.joined_at,
    lastSeenAt: row.last_seen_at,
    you,
    hasSecondFactor: actor.role === 'admin' ? row.has_second_factor : null,
    actions: memberVerdicts(actor, { you, lastAdmin, hasSecondFactor: row.has_second_factor }),
  }
}
