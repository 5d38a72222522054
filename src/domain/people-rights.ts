import { AppError } from '../base/errors.ts'
import type { AskedLimits, Member, MemberAction } from '../contract/people.ts'
import type { Role } from '../contract/words.ts'
import type { Actor } from './context.ts'

/** What may be done, and why not, in words: the answer carries it, so the browser has no rule of its own. */
export interface Verdict<Action extends string> {
  action: Action
  allowed: boolean
  reason: string | null
}

export const LAST_ADMIN =
  'The last administrator of a workspace stays one. Make somebody else an administrator first.'

export const OWN_FACTOR = 'Your own second factor is on a page of its own.'
export const OWN_PASSWORD = 'Your own password is on a page of its own.'
export const OWN_SESSIONS = 'Your own sessions are on a page of their own.'

export const ADMIN_UNLIMITED = 'An administrator cannot be limited to accounts: give them another role first.'

/** Throws where an administrator would be limited. */
export function assertLimits(role: Role, accounts: AskedLimits): void {
  if (role !== 'admin' || accounts === null) return
  const errors = [{ path: 'accounts', code: 'admin_unlimited', message: ADMIN_UNLIMITED }]
  throw new AppError('not_allowed', ADMIN_UNLIMITED, { errors })
}

/** Whether the actor administers the workspace, for each of these actions. */
export function adminVerdicts<const Action extends string>(
  actor: Actor,
  ...actions: Action[]
): Verdict<Action>[] {
  return actions.map((action) => verdict(action, adminReason(actor)))
}

/** Throws `forbidden` where the actor does not administer the workspace. */
export function assertAdmin(actor: Actor): void {
  const reason = adminReason(actor)
  if (reason !== null) throw new AppError('forbidden', reason)
}

/** What the actor may do to a member. */
export function memberVerdicts(
  actor: Actor,
  member: { you: boolean; role: Role; lastAdmin: boolean; hasSecondFactor: boolean },
): Member['actions'] {
  const last = member.lastAdmin ? LAST_ADMIN : null
  const reasons: Record<MemberAction, string | null> = {
    changeRole: adminReason(actor) ?? last,
    limit: adminReason(actor) ?? (member.role === 'admin' ? ADMIN_UNLIMITED : null),
    remove: member.you ? 'To go yourself, leave the workspace.' : (adminReason(actor) ?? last),
    leave: member.you ? last : 'Others leave by themselves.',
    resetSecondFactor: member.you
      ? OWN_FACTOR
      : (adminReason(actor) ?? (member.hasSecondFactor ? null : 'They have no second factor.')),
    resetPassword: member.you ? OWN_PASSWORD : adminReason(actor),
    endSessions: member.you ? OWN_SESSIONS : adminReason(actor),
  }
  return verdictsOf(reasons)
}

/** A verdict on each action, from why it may not be done; null: it may. */
export function verdictsOf<Action extends string>(
  reasons: Readonly<Record<Action, string | null>>,
): Verdict<Action>[] {
  return (Object.keys(reasons) as Action[]).map((action) => verdict(action, reasons[action]))
}

/** Why somebody does not administer the workspace; null where they do. */
export function adminReason({ role }: Pick<Actor, 'role'>): string | null {
  return role === 'admin' ? null : `Your role (${role}) may not do this. Ask an administrator.`
}

function verdict<Action extends string>(action: Action, reason: string | null): Verdict<Action> {
  return { action, allowed: reason === null, reason }
}
