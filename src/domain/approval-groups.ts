import { AppError } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import type {
  ApprovalGroup,
  GroupApprove,
  GroupApproved,
  GroupAsk,
  GroupMade,
} from '../contract/approval-groups.ts'
import { MAX_BATCH } from '../contract/limits.ts'
import { listGroupedRequests } from '../store/approval-groups.ts'
import { approvalVerdicts, asItStands } from './approval-rights.ts'
import { giveApproval, noSuchRequest, summaryOf } from './approvals.ts'
import { noteRequest, openRequest, type OpenedRequest, reviewersOf } from './ask-approval.ts'
import type { Actor, Context } from './context.ts'
import { assertRoleAnywhere, scopeOf } from './role.ts'
import { tellAuthor, tellReviewers } from './tell-approvals.ts'

type Left = GroupMade['left']

/**
 * Asks for approval of the plans of many campaigns: of each that needs one, a request of its own under its own hash, in a
 * transaction of its own. What cannot be asked about is left out and named. Reviewers are told once.
 */
export async function askForGroup(ctx: Context, actor: Actor, request: GroupAsk): Promise<GroupMade> {
  assertRoleAnywhere(actor, 'edit')
  const { campaigns, message, dueAt } = request
  const reviewers = await reviewersOf(ctx, actor, request.reviewers)
  const groupId = newId()
  const opened: OpenedRequest[] = []
  const left: Left = []
  const refusals: AppError[] = []
  let broke: unknown
  for (const { id, planHash } of campaigns) {
    try {
      opened.push(
        await ctx.db.transaction(scopeOf(actor), async (tx) => {
          const ask = { planHash, message, dueAt, reviewers, groupId }
          const made = await openRequest(ctx, tx, actor, id, ask)
          await noteRequest(tx, actor, made, groupId)
          return made
        }),
      )
    } catch (error) {
      if (!isOfOne(error)) {
        broke = error
        break
      }
      refusals.push(error)
      left.push({ campaignId: id, campaignName: null, ...reasonOf(error) })
    }
  }
  const [first] = opened
  if (first === undefined) {
    if (broke !== undefined) throw broke
    refuseWhole(actor, refusals)
    const errors = left.map(({ reason, amounts }, index) => ({
      path: `campaigns[${index}]`,
      code: 'not_asked',
      message: reason,
      amounts,
    }))
    throw new AppError('not_allowed', 'There is nothing to ask about in any of these.', { errors })
  }
  const accountIds = [...new Set(opened.map(({ accountId }) => accountId))]
  await ctx.db.transaction(scopeOf(actor), (tx) =>
    tellReviewers(
      tx,
      actor,
      { reviewers: request.reviewers, accountIds },
      {
        kind: 'APPROVAL_REQUESTED',
        target: { kind: 'APPROVAL', id: first.id },
        facts: { by: actor.name, ...countOf(opened), message },
      },
    ),
  )
  // What was asked for stands, and who is to answer has been told.
  if (broke !== undefined) throw broke
  return { group: await readApprovalGroup(ctx, actor, groupId), left }
}

/** Requests that were made together, each as it stands, with why the caller cannot approve it. */
export async function readApprovalGroup(ctx: Context, actor: Actor, groupId: string): Promise<ApprovalGroup> {
  const rows = await listGroupedRequests(ctx.db, actor.workspaceId, groupId, MAX_BATCH)
  const [first] = rows
  if (first === undefined) throw noSuchRequest()
  const { createdBy, createdAt, message, dueAt } = first
  const items = rows.map(({ approverIds, ...kept }) => {
    const verdicts = approvalVerdicts(actor, { ...asItStands(kept), approverIds })
    const { reason } = verdicts.find(({ action }) => action === 'approve')!
    return { ...summaryOf(kept), obstacle: reason }
  })
  return { id: groupId, createdBy, createdAt, message, dueAt, items }
}

/**
 * Approves these requests of a group, each by the hash of its own plan and in a transaction of its own: what was edited or has
 * ended meanwhile is left out and named, and takes nothing else with it. The author is told once.
 */
export async function approveGroup(
  ctx: Context,
  actor: Actor,
  groupId: string,
  { requests }: GroupApprove,
): Promise<GroupApproved> {
  const { items } = await readApprovalGroup(ctx, actor, groupId)
  const chosen = chosenOf(items, requests)
  const approved: ApprovalGroup['items'] = []
  const left: Left = []
  const refusals: AppError[] = []
  let broke: unknown
  for (const { item, planHash } of chosen) {
    const { id, campaignId, campaignName } = item
    try {
      await giveApproval(ctx, actor, id, planHash, async () => {})
      approved.push(item)
    } catch (error) {
      if (!isOfOne(error)) {
        broke = error
        break
      }
      refusals.push(error)
      left.push({ campaignId, campaignName, ...reasonOf(error) })
    }
  }
  const [first] = approved
  if (first === undefined && broke === undefined) refuseWhole(actor, refusals)
  if (first !== undefined) {
    await ctx.db.transaction(scopeOf(actor), (tx) =>
      tellAuthor(tx, actor, first, {
        kind: 'APPROVAL_GIVEN',
        facts: { by: actor.name, ...countOf(approved) },
      }),
    )
  }
  if (broke !== undefined) throw broke
  return { group: await readApprovalGroup(ctx, actor, groupId), approved: approved.length, left }
}

interface Chosen {
  item: ApprovalGroup['items'][number]
  planHash: string
}

/** The requests that are named. Throws `not_allowed` for one that is not of the group. */
function chosenOf(items: ApprovalGroup['items'], requests: GroupApprove['requests']): Chosen[] {
  const chosen = requests.map(({ id, planHash }) => ({
    item: items.find((each) => each.id === id),
    planHash,
  }))
  const message = 'There is no such request in this group.'
  const errors = chosen.flatMap(({ item }, index) =>
    item === undefined ? [{ path: `requests[${index}].id`, code: 'not_found', message }] : [],
  )
  if (errors.length > 0) throw new AppError('not_allowed', message, { errors })
  return chosen as Chosen[]
}

/** Where all of it is beyond the accounts that the caller is limited to, that is no answer but a refusal. */
function refuseWhole({ accounts }: Actor, refusals: readonly AppError[]): void {
  if (accounts !== null && refusals.length > 0 && refusals.every(({ code }) => code === 'forbidden'))
    throw refusals[0]!
}

const reasonOf = ({ message: reason, amounts }: AppError): Pick<Left[number], 'reason' | 'amounts'> =>
  amounts.length === 0 ? { reason } : { reason, amounts }

/** One campaign is named, more are counted. */
function countOf(requests: readonly { campaignName: string }[]): {
  campaignName?: string
  campaigns?: number
} {
  return requests.length === 1 ? { campaignName: requests[0]!.campaignName } : { campaigns: requests.length }
}

/** Whether it says something of one campaign. Everything else ends the whole, once those who are to know have been told. */
function isOfOne(error: unknown): error is AppError {
  return error instanceof AppError && error.code !== 'unavailable' && error.code !== 'rate_limited'
}
