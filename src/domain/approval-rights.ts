import {
  mayNotIn,
  refusalAnywhere,
  refusalIn,
  type Rights,
  roleIn,
  roleMay,
  rolesOf,
} from '../contract/actions.ts'
import type { ApprovalAction, ApprovalState } from '../contract/approvals.ts'
import { RULE_PACK_VERSION } from '../contract/preflight.ts'
import type { Role, VoidCause } from '../contract/words.ts'
import type { Actor } from './context.ts'
import type { Verdict } from './people-rights.ts'

/** What decides what may be done with a request. */
export interface RequestFacts {
  accountId: string
  state: ApprovalState
  voidCause: VoidCause | null
  authors: string[]
  approverIds: string[]
}

const ENDED: Record<Exclude<ApprovalState, 'REQUESTED' | 'APPROVED' | 'VOID'>, string> = {
  CHANGES_WANTED: 'Changes were asked for. Approval of the next plan is asked for anew.',
  CANCELLED: 'The request was taken back.',
  USED: 'The plan was published on these approvals.',
}
const VOID: Record<VoidCause, string> = {
  EDITED: 'The campaign was edited since: this is no longer what would be published.',
  GOOGLE: 'What Google has changed since: another plan would be published.',
  RULES: 'The rules changed since: another plan would be published.',
  DELETED: 'The draft was deleted.',
}

/** A request that was made under other rules asks about a plan that would not be made today. */
export function asItStands<
  Kept extends { state: ApprovalState; voidCause: VoidCause | null; rulePackVersion: string },
>(kept: Kept): Kept {
  const isOpen = kept.state === 'REQUESTED' || kept.state === 'APPROVED'
  if (!isOpen || kept.rulePackVersion === RULE_PACK_VERSION) return kept
  return { ...kept, state: 'VOID', voidCause: 'RULES' }
}

/** Why a request is no longer open, in words; null where it is. */
export function endedWords({ state, voidCause }: Pick<RequestFacts, 'state' | 'voidCause'>): string | null {
  if (state === 'REQUESTED' || state === 'APPROVED') return null
  return state === 'VOID' ? VOID[voidCause ?? 'EDITED'] : ENDED[state]
}

/** What the actor may do with a request, and why not. */
export function approvalVerdicts(actor: Actor, facts: RequestFacts): Verdict<ApprovalAction>[] {
  const ended = endedWords(facts)
  const may = (reason: string | null): string | null => reason ?? ended
  const mayEdit = roleMay(roleIn(actor, facts.accountId), 'edit')
    ? null
    : `${mayNotIn(actor, facts.accountId, 'do this')} Ask somebody who may edit.`
  const judge = judgeReason(actor, facts)
  const already =
    actor.userId !== null && facts.approverIds.includes(actor.userId) ? 'You have approved it already.' : null
  const reasons: Record<ApprovalAction, string | null> = {
    approve: may(judge) ?? already,
    wantChanges: may(judge),
    cancel: may(mayEdit),
    comment: null,
    share: may(mayEdit),
    // A link is taken back whenever somebody wants it to be.
    unshare: editRefusal(actor, facts.accountId),
  }
  return (Object.keys(reasons) as ApprovalAction[]).map((action) => ({
    action,
    allowed: reasons[action] === null,
    reason: reasons[action],
  }))
}

/** Why they may not ask for approval of what belongs to the account, nor take back a link to it; null where they may. */
export function editRefusal(rights: Rights, accountId: string): string | null {
  return refusalAnywhere(rights, 'edit') ?? refusalIn(rights, 'edit', accountId)
}

/**
 * Why they may not have the address of a link again that somebody made; null where they may. Whoever holds it approves by it, and that
 * counts where its maker may approve: an author who gets hold of it would approve their own work.
 */
export function copyRefusal(
  actor: Actor,
  facts: Pick<RequestFacts, 'accountId' | 'authors'>,
  createdBy: string,
): string | null {
  const mayNot = editRefusal(actor, facts.accountId)
  if (mayNot !== null || createdBy === actor.name || judgeReason(actor, facts) === null) return mayNot
  return 'Whoever holds a link can approve by it: whoever made it copies it, or who may approve this. Make a link of your own.'
}

/** Why the actor is nobody to judge this request; null where they are. */
function judgeReason(
  actor: Actor,
  { accountId, authors }: Pick<RequestFacts, 'accountId' | 'authors'>,
): string | null {
  if (!mayApproveIn(actor, accountId))
    return `${mayNotIn(actor, accountId, 'approve')} Approvers and administrators may.`
  if (actor.userId === null) return 'An API key is nobody in particular. A person approves, signed in.'
  if (authors.includes(actor.name)) return 'You made this or asked for it: somebody else approves it.'
  return null
}

/** Whether somebody may approve what belongs to this account. */
export function mayApproveIn(rights: Rights, accountId: string): boolean {
  return isApprover(roleIn(rights, accountId))
}

/** Whether somebody may approve anything at all. */
export function mayApproveAnywhere(rights: Rights): boolean {
  return rolesOf(rights).some(isApprover)
}

/** The accounts in which somebody may approve; null: they are not limited. */
export function approvingIn({ accounts }: Rights): string[] | null {
  if (accounts === null) return null
  return Object.keys(accounts).filter((id) => isApprover(accounts[id]!))
}

function isApprover(role: Role): boolean {
  return role === 'approver' || role === 'admin'
}
