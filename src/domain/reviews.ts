import sharp from 'sharp'
import { AppError } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import type { AuditAction } from '../contract/audit-actions.ts'
import type { Review, ReviewLink } from '../contract/approvals.ts'
import { countryPlace } from '../contract/place-words.ts'
import {
  endApprovalRequest,
  findApprovalRequest,
  insertApproval,
  insertApprovalComment,
  type KeptRequest,
  lockApprovalRequest,
} from '../store/approvals.ts'
import { findAssetContent } from '../store/assets.ts'
import type { Tx } from '../store/db.ts'
import {
  countReviewLinks,
  findReviewLink,
  type FoundLink,
  insertReviewLink,
  updateReviewLinkRevoked,
} from '../store/review-links.ts'
import { asItStands, copyRefusal, endedWords } from './approval-rights.ts'
import { change, MAX_COMMENTS, pictured } from './approvals.ts'
import { auditBy } from './audit-by.ts'
import type { Actor, Context } from './context.ts'
import { inTurn } from './image-turns.ts'
import { placesOf } from './places.ts'
import { DECODE_SECONDS, MAX_PIXELS, refusal } from './inspect-image.ts'
import { linkOf, type Opened, pathTo } from './review-link-tokens.ts'
import { assertRoleAnywhere, assertRoleIn, scopeOf } from './role.ts'
import { tellAuthor } from './tell-approvals.ts'

/** Our id of the account is of no use to a client. */
const NOWHERE = '00000000-0000-0000-0000-000000000000'
const MAX_LINKS = 50
/** The longer side of an image as it is shown: more than any preview has. */
const IMAGE_SIDE = 1200

/** Makes a link to this request, for somebody without an account. */
export async function createReviewLink(
  ctx: Context,
  actor: Actor,
  requestId: string,
  { name, days }: { name: string; days: number },
): Promise<{ link: ReviewLink; path: string }> {
  const { workspaceId } = actor
  let made: { link: ReviewLink; path: string } | undefined
  await change(ctx, actor, requestId, 'share', async (tx, { campaignId }) => {
    if ((await countReviewLinks(tx, workspaceId, requestId)) >= MAX_LINKS)
      throw refusal(
        'name',
        'too_many_links',
        `This request has ${MAX_LINKS} links already. Revoke one first.`,
      )
    const wanted = { id: newId(), requestId, name: name.trim(), createdBy: actor.name, days }
    const link = await insertReviewLink(tx, workspaceId, wanted)
    // Read again, so that what is signed is what the row says, to the microsecond.
    const path = await pathTo(ctx, tx, workspaceId, (await findReviewLink(tx, workspaceId, link.id))!)
    made = { link, path }
    const detail = { campaignId, link: link.id, name: link.name, days }
    await auditBy(tx, actor, { action: 'approval.link', entityKind: 'approval', entityId: requestId, detail })
  })
  return made!
}

/** The address of a link again, as long as it opens something. The log tells who had it. */
export async function copyReviewLink(ctx: Context, actor: Actor, id: string): Promise<{ path: string }> {
  assertRoleAnywhere(actor, 'edit')
  const { workspaceId } = actor
  return await ctx.db.transaction(scopeOf(actor), async (tx) => {
    const link = await findReviewLink(tx, workspaceId, id)
    if (link === undefined) throw noSuchLink()
    const { request_id: entityId, name } = link
    const kept = (await findApprovalRequest(tx, workspaceId, entityId))!
    assertRoleIn(actor, 'edit', kept.accountId)
    const reason = copyRefusal(actor, kept, link.created_by)
    if (reason !== null) throw new AppError('forbidden', reason)
    const path = await pathTo(ctx, tx, workspaceId, link)
    const detail = { campaignId: kept.campaignId, link: id, name }
    await auditBy(tx, actor, { action: 'approval.copy_link', entityKind: 'approval', entityId, detail })
    return { path }
  })
}

/** Makes a link worthless. What was said through it stays; an approval through it counts no more. */
export async function revokeReviewLink(ctx: Context, actor: Actor, id: string): Promise<void> {
  assertRoleAnywhere(actor, 'edit')
  const { workspaceId } = actor
  await ctx.db.transaction(scopeOf(actor), async (tx) => {
    const revoked = await updateReviewLinkRevoked(tx, workspaceId, id)
    if (revoked === undefined) throw noSuchLink()
    assertRoleIn(actor, 'edit', revoked.account_id)
    const detail = { link: id, name: revoked.name }
    const entityId = revoked.request_id
    await auditBy(tx, actor, { action: 'approval.unlink', entityKind: 'approval', entityId, detail })
  })
}

/** What a link shows: the version that it was made for, and never a later one. */
export async function openReview(ctx: Context, token: string): Promise<Review> {
  const { workspaceId, link } = await findLink(ctx, token)
  const kept = await findApprovalRequest(ctx.db, workspaceId, link.request_id)
  const { document, assets } =
    kept === undefined ? { document: null, assets: [] } : await pictured(ctx, workspaceId, kept)
  if (kept === undefined || document === null) throw noSuchReview()
  const shown = document
  const { known } = await ctx.db.transaction('system', (tx) => placesOf(tx, ctx.google.environment, shown))
  const { state } = asItStands(kept)
  const own = new Set(link.comment_ids)
  return {
    name: link.name,
    workspace: link.workspace_name,
    account: link.account_name,
    campaignName: kept.campaignName,
    state,
    version: kept.version,
    planHash: kept.planHash,
    message: kept.message,
    dueAt: kept.dueAt,
    expiresAt: link.expires_at,
    currencyCode: kept.currencyCode,
    exposure: kept.plan.exposure,
    operations: kept.plan.operations.map(({ action, resource, title }) => ({ action, resource, title })),
    document: { ...document, accountId: NOWHERE },
    places: [...known.values()].filter(({ id }) => countryPlace(id) === undefined),
    assets: assets.map(({ id, name, width, height, format }) => ({ id, name, width, height, format })),
    approvedAt: link.approved_at,
    comments: kept.comments.map(({ id, path, body, wantsChanges, createdAt, client }) => ({
      path,
      body,
      wantsChanges,
      createdAt,
      by: client ? 'client' : 'team',
      yours: own.has(id),
    })),
  }
}

/** An image of what a link shows, small enough to look at, and without what its file says beside the picture. */
export async function readReviewImage(
  ctx: Context,
  token: string,
  assetId: string,
): Promise<{ dataUrl: string }> {
  const { workspaceId, link } = await findLink(ctx, token)
  const kept = await findApprovalRequest(ctx.db, workspaceId, link.request_id)
  const isShown = kept?.document != null && JSON.stringify(kept.document).includes(`"${assetId}"`)
  if (!isShown) throw noSuchReview()
  const shown = await inTurn(async () => {
    const image = await findAssetContent(ctx.db, workspaceId, assetId)
    if (image === undefined) throw noSuchReview()
    return await sharp(image.content, { limitInputPixels: MAX_PIXELS, pages: 1 })
      .timeout({ seconds: DECODE_SECONDS })
      .autoOrient()
      .resize({ width: IMAGE_SIDE, height: IMAGE_SIDE, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 85 })
      .toBuffer()
  }, link.id)
  return { dataUrl: `data:image/webp;base64,${shown.toString('base64')}` }
}

/** Approves through a link, beside the team's approvals. Whether it counts among them is the policy's to say. */
export async function approveReview(
  ctx: Context,
  token: string,
  planHash: string,
  requestId: string | null,
): Promise<Review> {
  await answer(ctx, token, requestId, async (tx, link, kept, actor) => {
    if (kept.planHash !== planHash)
      throw conflict('other_plan', 'This is another plan than the one that is shown. Open the link again.')
    if (link.approved_at !== null)
      throw conflict('approved_already', 'It was approved through this link already. Nothing is left to do.')
    const approval = { id: newId(), requestId: kept.id, planHash, userId: null, linkId: link.id }
    await insertApproval(tx, actor.workspaceId, approval)
    await tellAuthor(tx, actor, kept, { kind: 'APPROVAL_GIVEN', facts: { by: link.name } })
    await note(tx, actor, 'approval.approve', kept, link)
  })
  return await openReview(ctx, token)
}

/** Says something through a link. Asking for changes ends the request. */
export async function commentOnReview(
  ctx: Context,
  token: string,
  { path, body, wantsChanges }: { path: string; body: string; wantsChanges: boolean },
  requestId: string | null,
): Promise<Review> {
  await answer(ctx, token, requestId, async (tx, link, kept, actor) => {
    if (link.comment_ids.length >= MAX_COMMENTS)
      throw refusal(
        'body',
        'too_many_comments',
        'There are too many comments here. Talk to whoever sent the link.',
      )
    const comment = { id: newId(), requestId: kept.id, linkId: link.id, createdBy: link.name }
    await insertApprovalComment(tx, actor.workspaceId, { ...comment, path, body, wantsChanges })
    if (!wantsChanges) return await note(tx, actor, 'approval.comment', kept, link)
    await endApprovalRequest(tx, actor.workspaceId, kept.id, { state: 'CHANGES_WANTED', by: actor.name })
    await tellAuthor(tx, actor, kept, { kind: 'APPROVAL_REFUSED', facts: { by: link.name, message: body } })
    await note(tx, actor, 'approval.changes', kept, link)
  })
  return await openReview(ctx, token)
}

type ClientActor = Omit<Actor, 'role' | 'accounts'>

async function answer(
  ctx: Context,
  token: string,
  requestId: string | null,
  work: (tx: Tx, link: FoundLink, kept: KeptRequest, actor: ClientActor) => Promise<void>,
): Promise<void> {
  const { workspaceId, link: found } = await findLink(ctx, token)
  const actor: ClientActor = {
    workspaceId,
    name: `${found.name} (review link)`,
    userId: null,
    door: 'web',
    requestId,
  }
  await ctx.db.transaction({ workspaceId }, async (tx) => {
    await lockApprovalRequest(tx, workspaceId, found.request_id)
    // Whoever takes a link back holds its request too: what they did before us is seen.
    const { link } = await findLink(ctx, token, tx)
    const kept = asItStands((await findApprovalRequest(tx, workspaceId, link.request_id))!)
    const ended = endedWords(kept)
    if (ended !== null)
      throw new AppError('conflict', ended, { details: { code: 'approval_ended', state: kept.state } })
    await work(tx, link, kept, actor)
  })
}

async function note(
  tx: Tx,
  actor: ClientActor,
  action: AuditAction,
  kept: KeptRequest,
  link: FoundLink,
): Promise<void> {
  const detail = { campaignId: kept.campaignId, planHash: kept.planHash, link: link.id }
  await auditBy(tx, actor, { action, entityKind: 'approval', entityId: kept.id, detail })
}

async function findLink(ctx: Context, token: string, tx?: Tx): Promise<Opened> {
  const opened = await linkOf(ctx, token, tx)
  if (opened === undefined) throw noSuchReview()
  return opened
}

function conflict(code: string, message: string): AppError {
  return new AppError('conflict', message, { errors: [{ path: 'planHash', code, message }] })
}

function noSuchLink(): AppError {
  return new AppError('not_found', 'There is no such link that opens something.')
}

/** Wrong, expired, taken back, or deleted since: whoever has no link learns nothing from the difference. */
function noSuchReview(): AppError {
  return new AppError(
    'not_found',
    'This link opens nothing. It may have expired or been taken back: ask for a new one.',
  )
}
