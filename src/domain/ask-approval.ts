import { AppError } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import type { Rights } from '../contract/actions.ts'
import type { ApprovalAsk, ApprovalRequest } from '../contract/approvals.ts'
import { findApprovalGate, insertApprovalRequest, voidOtherRequest } from '../store/approvals.ts'
import { lockCampaign } from '../store/campaigns.ts'
import type { Tx } from '../store/db.ts'
import { listMembers } from '../store/members.ts'
import { mayApproveAnywhere, mayApproveIn } from './approval-rights.ts'
import { note, planChanged, readApproval } from './approvals.ts'
import { noSuchCampaign } from './campaign-answer.ts'
import { planOf, prepare } from './campaign-plan.ts'
import type { Actor, Context } from './context.ts'
import { rightsOf } from './members.ts'
import { NOTHING_TO_PUBLISH } from './publish-campaign.ts'
import { assertRoleAnywhere, assertRoleIn, scopeOf } from './role.ts'
import { tellReviewers } from './tell-approvals.ts'

/** Members who are asked, in the order in which they were named. */
export type Reviewers = readonly { id: string; email: string; rights: Rights }[]

/**
 * Asks for approval of exactly the plan that the caller has read. A request about another plan of this campaign ends; beside
 * one about this very plan there is no second.
 */
export async function askForApproval(
  ctx: Context,
  actor: Actor,
  campaignId: string,
  ask: ApprovalAsk,
): Promise<ApprovalRequest> {
  assertRoleAnywhere(actor, 'edit')
  const reviewers = await reviewersOf(ctx, actor, ask.reviewers)
  const id = await ctx.db.transaction(scopeOf(actor), async (tx) => {
    const opened = await openRequest(ctx, tx, actor, campaignId, { ...ask, reviewers, groupId: null })
    await tellReviewers(
      tx,
      actor,
      { reviewers: ask.reviewers, accountIds: [opened.accountId] },
      {
        kind: 'APPROVAL_REQUESTED',
        target: { kind: 'APPROVAL', id: opened.id },
        facts: { by: actor.name, campaignName: opened.campaignName, message: ask.message },
      },
    )
    await noteRequest(tx, actor, opened, null)
    return opened.id
  })
  return await readApproval(ctx, actor, id)
}

export interface OpenedRequest {
  id: string
  campaignId: string
  campaignName: string
  accountId: string
  planHash: string
  version: number
}

/** The request itself. One of a group (`groupId`) is made only where the plan needs approvals that it does not have. */
export async function openRequest(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  campaignId: string,
  ask: Omit<ApprovalAsk, 'reviewers'> & { reviewers: Reviewers; groupId: string | null },
): Promise<OpenedRequest> {
  const { workspaceId } = actor
  if ((await lockCampaign(tx, workspaceId, campaignId)) === undefined) throw noSuchCampaign()
  const prepared = await prepare(ctx, tx, workspaceId, campaignId)
  const accountId = prepared.account.id
  assertRoleIn(actor, 'edit', accountId)
  refuseOthers(ask.reviewers, accountId)
  const { stored, plan } = await planOf(tx, workspaceId, campaignId, prepared)
  if (plan.hash !== ask.planHash) {
    throw planChanged('The campaign, Google’s side or the rules changed since this plan was made.', plan.hash)
  }
  // Of a paused campaign there is always something to approve: that it may run.
  if (plan.operations.length === 0 && prepared.campaign.status !== 'PAUSED') {
    throw new AppError(
      'conflict',
      'Google already has the campaign as it is here: there is nothing to approve.',
      { details: { code: NOTHING_TO_PUBLISH } },
    )
  }
  const { hash: planHash, version } = plan
  if (ask.groupId !== null) {
    const asked = { hash: planHash, version, sent: stored }
    const { needed, given } = await findApprovalGate(tx, workspaceId, campaignId, asked)
    if (needed === 0) throw new AppError('conflict', 'It needs no approval.')
    if (needed <= given) throw new AppError('conflict', 'It has the approvals that it needs.')
  }
  await voidOtherRequest(tx, workspaceId, campaignId, plan)
  const id = newId()
  const { message, dueAt, groupId } = ask
  const made = { id, campaignId, accountId, plan, sent: stored, createdBy: actor.name }
  const reviewers = ask.reviewers.map((reviewer) => reviewer.id)
  const { authors } = await insertApprovalRequest(tx, workspaceId, {
    ...made,
    message,
    dueAt,
    reviewers,
    groupId,
  })
  refuseAuthors(ask.reviewers, authors)
  return { id, campaignId, campaignName: prepared.campaign.name, accountId, planHash, version }
}

export async function noteRequest(
  tx: Tx,
  actor: Actor,
  { id, campaignId, planHash, version }: OpenedRequest,
  groupId: string | null,
): Promise<void> {
  const detail = { campaignId, planHash, version, ...(groupId === null ? {} : { groupId }) }
  await note(tx, actor, 'approval.request', id, detail)
}

/** Those who are named, each once. Throws `not_allowed` for whoever is no member, or may not approve. */
export async function reviewersOf(
  ctx: Context,
  { workspaceId }: Actor,
  reviewers: readonly string[],
): Promise<Reviewers> {
  if (reviewers.length === 0) return []
  const members = await listMembers(ctx.db, workspaceId)
  const found = reviewers.map((id) => members.find(({ user_id }) => user_id === id))
  const errors = found.flatMap((member, index) => {
    if (member !== undefined && mayApproveAnywhere(rightsOf(member))) return []
    const message =
      member === undefined
        ? 'There is no such member.'
        : `${member.email} may not approve: ask an administrator.`
    return [{ path: `reviewers[${index}]`, code: 'not_a_reviewer', message }]
  })
  if (errors.length > 0) throw new AppError('not_allowed', errors[0]!.message, { errors })
  const named = found.flatMap((member) =>
    member === undefined ? [] : [{ id: member.user_id, email: member.email, rights: rightsOf(member) }],
  )
  return named.filter(({ id }, index) => named.findIndex((other) => other.id === id) === index)
}

/** Nobody is asked who may not approve in this account. */
function refuseOthers(reviewers: Reviewers, accountId: string): void {
  const errors = reviewers.flatMap(({ email, rights }, index) => {
    if (mayApproveIn(rights, accountId)) return []
    const message = `${email} may not approve in this account: ask an administrator.`
    return [{ path: `reviewers[${index}]`, code: 'not_a_reviewer', message }]
  })
  if (errors.length > 0) throw new AppError('not_allowed', errors[0]!.message, { errors })
}

/** Nobody is asked to approve what they made. */
function refuseAuthors(reviewers: Reviewers, authors: readonly string[]): void {
  const errors = reviewers.flatMap(({ email }, index) =>
    authors.includes(email)
      ? [
          {
            path: `reviewers[${index}]`,
            code: 'not_a_reviewer',
            message: `${email} made this or asks for it: somebody else approves it.`,
          },
        ]
      : [],
  )
  if (errors.length > 0) throw new AppError('not_allowed', errors[0]!.message, { errors })
}
