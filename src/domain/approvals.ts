import { AppError } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import type { AuditAction } from '../contract/audit-actions.ts'
import type {
  ApprovalAction,
  ApprovalBox,
  ApprovalRequest,
  ApprovalStanding,
  ApprovalSummary,
} from '../contract/approvals.ts'
import type { Asset } from '../contract/asset.ts'
import { completeDocument } from '../contract/empty-campaign.ts'
import { RULE_PACK_VERSION } from '../contract/preflight.ts'
import {
  endApprovalRequest,
  findApprovalRequest,
  findApprovalStanding,
  insertApproval,
  insertApprovalComment,
  type KeptRequest,
  type KeptSummary,
  lockApprovalRequest,
  resolveApprovalComment,
} from '../store/approvals.ts'
import {
  countWaiting,
  type Looking,
  listDone,
  listMine,
  listReady,
  listWaiting,
} from '../store/approval-boxes.ts'
import { listAssetsByIds } from '../store/assets.ts'
import type { Tx } from '../store/db.ts'
import {
  approvalVerdicts,
  approvingIn,
  asItStands,
  copyRefusal,
  editRefusal,
  endedWords,
  mayApproveAnywhere,
} from './approval-rights.ts'
import { auditBy } from './audit-by.ts'
import { noSuchCampaign } from './campaign-answer.ts'
import { refusal } from './inspect-image.ts'
import { tellAuthor } from './tell-approvals.ts'
import type { Actor, Context } from './context.ts'
import { decodeCursor, decodePlace, encodePlace, isRowId } from './cursor.ts'
import { verdictsOf } from './people-rights.ts'
import { type Page, pageOf, type PageQuery } from './publications.ts'
import { scopeOf } from './role.ts'

/** Of the team on one request, and of each link: enough for any talk, and an end for whoever has a script. */
export const MAX_COMMENTS = 200

/** What the next publication of a campaign needs, or its resume, and what was asked for last. */
export async function readApprovalStanding(
  ctx: Context,
  actor: Actor,
  campaignId: string,
): Promise<ApprovalStanding> {
  const found = await findApprovalStanding(ctx.db, actor.workspaceId, campaignId, actor.name)
  if (found === undefined) throw noSuchCampaign()
  const { request, accountId, ...needs } = found
  const actions = verdictsOf({ ask: editRefusal(actor, accountId) })
  return { ...needs, request: request === null ? null : summaryOf(request), actions }
}

const INBOX = ['approvals', 'waiting']
const NEVER = 'never'

/** Requests of one kind: what waits for the caller by when it is due, the others newest first. */
export async function listApprovals(
  ctx: Context,
  actor: Actor,
  { box, limit, cursor }: PageQuery & { box: ApprovalBox },
): Promise<Page<ApprovalSummary>> {
  if (box === 'waiting') return await listInbox(ctx, actor, { limit, cursor })
  const before = cursor === undefined ? undefined : decodeCursor(cursor, isRowId)
  const list = { mine: listMine, ready: listReady, done: listDone }[box]
  const looking = lookingAs(actor)
  const rows = await list(ctx.db, actor.workspaceId, { before, limit: limit + 1 }, looking)
  const page = pageOf(rows, limit, ({ id }) => id)
  return { ...page, items: page.items.map(summaryOf) }
}

/** What waits for the caller: overdue and due soonest first, without a date last. Nothing waits for whoever may not approve. */
async function listInbox(
  ctx: Context,
  actor: Actor,
  { limit, cursor }: PageQuery,
): Promise<Page<ApprovalSummary>> {
  const place = cursor === undefined ? undefined : decodePlace(INBOX, cursor, isDue)
  if (!isJudge(actor)) return { items: [], nextCursor: null }
  const after = place && { due: place.key === NEVER ? null : place.key, id: place.id }
  const rows = await listWaiting(ctx.db, actor.workspaceId, { after, limit: limit + 1 }, lookingAs(actor))
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  const nextCursor = last === undefined ? null : encodePlace(INBOX, { key: last.dueAt ?? NEVER, id: last.id })
  return { items: items.map(summaryOf), nextCursor }
}

/** Whether the text is a moment as the database writes it, or none. */
function isDue(key: string): boolean {
  return (
    key === NEVER ||
    (/^\d{4}-\d\d-\d\dT[\d:.]{8,15}[+-]\d\d:\d\d$/.test(key) && !Number.isNaN(Date.parse(key)))
  )
}

/** How many requests wait for the caller, up to 100. */
export async function countApprovals(ctx: Context, actor: Actor): Promise<{ waiting: number }> {
  if (!isJudge(actor)) return { waiting: 0 }
  const looking = lookingAs(actor)
  return { waiting: await countWaiting(ctx.db, actor.workspaceId, looking) }
}

/** A request with all that reviewers see. */
export async function readApproval(ctx: Context, actor: Actor, id: string): Promise<ApprovalRequest> {
  const kept = await findApprovalRequest(ctx.db, actor.workspaceId, id)
  if (kept === undefined) throw noSuchRequest()
  const now = asItStands(kept)
  const { approverIds, rulePackVersion: _, ...shown } = now
  const links = shown.links.map((link) => {
    const isOver = link.revokedAt !== null || Date.parse(link.expiresAt) <= ctx.now().getTime()
    const reason = isOver ? 'It opens nothing any more.' : copyRefusal(actor, now, link.createdBy)
    return { ...link, actions: verdictsOf({ copy: reason }) }
  })
  return {
    ...shown,
    links,
    ...(await pictured(ctx, actor.workspaceId, kept)),
    actions: approvalVerdicts(actor, { ...now, approverIds }),
  }
}

/** Approves the plan of this hash, as the person that the caller is. */
export async function approve(
  ctx: Context,
  actor: Actor,
  id: string,
  planHash: string,
): Promise<ApprovalRequest> {
  await giveApproval(ctx, actor, id, planHash, (tx, kept) =>
    tellAuthor(tx, actor, kept, { kind: 'APPROVAL_GIVEN', facts: { by: actor.name } }),
  )
  return await readApproval(ctx, actor, id)
}

/** The approval of one request; `tell` says it to its author. */
export async function giveApproval(
  ctx: Context,
  actor: Actor,
  id: string,
  planHash: string,
  tell: (tx: Tx, kept: KeptRequest) => Promise<void>,
): Promise<void> {
  await change(ctx, actor, id, 'approve', async (tx, kept) => {
    if (kept.planHash !== planHash) {
      throw planChanged('This is the hash of another plan than the one that is asked about.', kept.planHash)
    }
    const approval = { id: newId(), requestId: id, planHash, userId: actor.userId, linkId: null }
    await insertApproval(tx, actor.workspaceId, approval)
    await tell(tx, kept)
    await note(tx, actor, 'approval.approve', id, { campaignId: kept.campaignId, planHash })
  })
}

/** Asks for changes, which ends the request: whatever comes of it is another plan. */
export async function wantChanges(
  ctx: Context,
  actor: Actor,
  id: string,
  said: { path: string; body: string },
): Promise<ApprovalRequest> {
  await change(ctx, actor, id, 'wantChanges', async (tx, kept) => {
    await addComment(tx, actor, id, { ...said, wantsChanges: true })
    await endApprovalRequest(tx, actor.workspaceId, id, { state: 'CHANGES_WANTED', by: actor.name })
    await tellAuthor(tx, actor, kept, {
      kind: 'APPROVAL_REFUSED',
      facts: { by: actor.name, message: said.body },
    })
    await note(tx, actor, 'approval.changes', id, { campaignId: kept.campaignId, planHash: kept.planHash })
  })
  return await readApproval(ctx, actor, id)
}

export async function cancelApproval(ctx: Context, actor: Actor, id: string): Promise<ApprovalRequest> {
  await change(ctx, actor, id, 'cancel', async (tx, kept) => {
    await endApprovalRequest(tx, actor.workspaceId, id, { state: 'CANCELLED', by: actor.name })
    await note(tx, actor, 'approval.cancel', id, { campaignId: kept.campaignId, planHash: kept.planHash })
  })
  return await readApproval(ctx, actor, id)
}

export async function commentOnApproval(
  ctx: Context,
  actor: Actor,
  id: string,
  said: { path: string; body: string },
): Promise<ApprovalRequest> {
  await change(ctx, actor, id, 'comment', async (tx, { campaignId, comments }) => {
    if (comments.filter(({ client }) => !client).length >= MAX_COMMENTS)
      throw refusal('body', 'too_many_comments', `The team has ${MAX_COMMENTS} comments here already.`)
    await addComment(tx, actor, id, { ...said, wantsChanges: false })
    await note(tx, actor, 'approval.comment', id, { campaignId, path: said.path })
  })
  return await readApproval(ctx, actor, id)
}

export async function resolveComment(
  ctx: Context,
  actor: Actor,
  id: string,
  { commentId, resolved }: { commentId: string; resolved: boolean },
): Promise<ApprovalRequest> {
  await change(ctx, actor, id, 'comment', async (tx, { campaignId }) => {
    const comment = { id: commentId, requestId: id }
    if (!(await resolveApprovalComment(tx, actor.workspaceId, comment, resolved ? actor.name : null))) {
      const message = 'This request has no such comment.'
      const errors = [{ path: 'commentId', code: 'not_found', message }]
      throw new AppError('not_allowed', message, { errors })
    }
    await note(tx, actor, 'approval.resolve', id, { campaignId, comment: commentId, resolved })
  })
  return await readApproval(ctx, actor, id)
}

/** Locks a request, asks whether the actor may do this to it as it stands, and does it. */
export async function change(
  ctx: Context,
  actor: Actor,
  id: string,
  action: ApprovalAction,
  work: (tx: Tx, kept: KeptRequest) => Promise<void>,
): Promise<void> {
  const { workspaceId, userId } = actor
  const scope = { ...scopeOf(actor), ...(userId === null ? {} : { userId }) }
  await ctx.db.transaction(scope, async (tx) => {
    if ((await lockApprovalRequest(tx, workspaceId, id)) === undefined) throw noSuchRequest()
    const kept = asItStands((await findApprovalRequest(tx, workspaceId, id))!)
    const { allowed, reason } = approvalVerdicts(actor, kept).find((verdict) => verdict.action === action)!
    if (!allowed) throw refused(kept, reason ?? 'This cannot be done now.')
    await work(tx, kept)
  })
}

/** What is over is a conflict; what this person may never do is forbidden. */
function refused(kept: KeptRequest, reason: string): AppError {
  const isOver = reason === endedWords(kept) || reason.startsWith('You have approved')
  return new AppError(isOver ? 'conflict' : 'forbidden', reason, {
    details: isOver ? { code: 'approval_ended', state: kept.state, voidCause: kept.voidCause } : {},
  })
}

async function addComment(
  tx: Tx,
  { workspaceId, name }: Actor,
  requestId: string,
  said: { path: string; body: string; wantsChanges: boolean },
): Promise<void> {
  await insertApprovalComment(tx, workspaceId, {
    ...said,
    id: newId(),
    requestId,
    linkId: null,
    createdBy: name,
  })
}

/** The document of a request, whole, with its images. */
export async function pictured(
  ctx: Context,
  workspaceId: string,
  { document }: Pick<KeptRequest, 'document'>,
): Promise<Pick<ApprovalRequest, 'document' | 'assets'>> {
  if (document === null) return { document: null, assets: [] }
  const ids = JSON.stringify(document).match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []
  const rows = await listAssetsByIds(ctx.db, workspaceId, [...new Set(ids)])
  return { document: completeDocument(document), assets: rows.map((json) => JSON.parse(json) as Asset) }
}

function isJudge(actor: Actor): boolean {
  return mayApproveAnywhere(actor) && actor.userId !== null
}

function lookingAs(actor: Actor): Looking {
  const { name, userId } = actor
  return { name, userId, accountIds: approvingIn(actor), rulePackVersion: RULE_PACK_VERSION }
}

export function summaryOf(kept: KeptSummary): ApprovalSummary {
  const { rulePackVersion: _, authors: __, ...summary } = asItStands(kept)
  return summary
}

/** What was done to a request, for the audit log. */
export async function note(
  tx: Tx,
  actor: Actor,
  action: AuditAction,
  id: string,
  detail: Record<string, unknown>,
): Promise<void> {
  await auditBy(tx, actor, { action, entityKind: 'approval', entityId: id, detail })
}

export function planChanged(message: string, planHash: string): AppError {
  const full = `${message} Read the plan again.`
  return new AppError('conflict', full, {
    errors: [{ path: 'planHash', code: 'plan_changed', message: full }],
    details: { code: 'plan_changed', planHash },
  })
}

export function noSuchRequest(): AppError {
  return new AppError('not_found', 'There is no such request for approval in this workspace.')
}
