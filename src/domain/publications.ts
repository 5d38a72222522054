import { AppError } from '../base/errors.ts'
import { refusalAnywhere, refusalIn } from '../contract/actions.ts'
import type { AuditAction } from '../contract/audit-actions.ts'
import type { Publication } from '../contract/publication.ts'
import { insertAudit } from '../store/audit.ts'
import type { Tx } from '../store/db.ts'
import {
  findPublication,
  type KeptPublication,
  listPublications as listRows,
} from '../store/publication-json.ts'
import { lockPublication, updatePublicationState } from '../store/publications.ts'
import { requireTree } from './campaign-answer.ts'
import type { Actor, Context } from './context.ts'
import { decodeCursor, encodeCursor, isRowId } from './cursor.ts'
import { verdictsOf } from './people-rights.ts'
import { tellOfPublication } from './publication/tell.ts'
import { assertRoleAnywhere, assertRoleIn, scopeOf } from './role.ts'

export interface Page<Item> {
  items: Item[]
  nextCursor: string | null
}

export interface PageQuery {
  limit: number
  cursor?: string | undefined
}

/** The publications of a campaign, newest first. */
export async function listPublications(
  ctx: Context,
  actor: Actor,
  campaignId: string,
  query: PageQuery,
): Promise<Page<Publication>> {
  const before = query.cursor === undefined ? undefined : decodeCursor(query.cursor, isRowId)
  await requireTree(ctx.db, actor.workspaceId, campaignId)
  const rows = await listRows(ctx.db, actor.workspaceId, campaignId, { before, limit: query.limit + 1 })
  const page = pageOf(rows, query.limit, (row) => row.id)
  return { ...page, items: page.items.map((row) => publicationAs(actor, row)) }
}

/** One publication with its steps and attempts. */
export async function readPublication(ctx: Context, actor: Actor, id: string): Promise<Publication> {
  const publication = await findPublication(ctx.db, actor.workspaceId, id)
  if (publication === undefined) throw noSuchPublication()
  return publicationAs(actor, publication)
}

const NEEDS_NOBODY = 'Only a publication that needs attention can be settled by a person.'

/** A publication with what the caller may do, and why not. */
function publicationAs(actor: Actor, kept: KeptPublication): Publication {
  const reason =
    refusalAnywhere(actor, 'publish') ??
    refusalIn(actor, 'publish', kept.accountId) ??
    (kept.state === 'NEEDS_ATTENTION' ? null : NEEDS_NOBODY)
  return { ...kept, actions: verdictsOf({ retry: reason, abandon: reason }) }
}

/** Sends a publication that needs a person back to look at Google once more. */
export async function retryPublication(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<{ publicationId: string }> {
  await settle(ctx, actor, id, 'publication.retry', async (tx) => {
    await updatePublicationState(tx, actor.workspaceId, id, {
      state: 'UNKNOWN',
      message: 'Looking at Google again.',
    })
  })
  return { publicationId: id }
}

/** Closes a publication that needs a person, who has looked at Google and takes it from here. */
export async function abandonPublication(ctx: Context, actor: Actor, id: string): Promise<Publication> {
  await settle(ctx, actor, id, 'publication.abandon', async (tx) => {
    const message = `Closed by ${actor.name} without an outcome.`
    await updatePublicationState(tx, actor.workspaceId, id, { state: 'FAILED', message })
    await tellOfPublication(tx, actor.workspaceId, id, 'FAILED', { message, except: actor.userId })
  })
  return await readPublication(ctx, actor, id)
}

/**
 * As `abandonPublication`, for a stop, which must not wait for somebody: its pause is opened next. `id` needs attention and is held.
 */
export async function closeForStop(
  tx: Tx,
  actor: Actor,
  stopId: string,
  { id, campaignId }: { id: string; campaignId: string },
): Promise<void> {
  const message = 'Closed without an outcome by a stop of everything: the campaign is paused.'
  await updatePublicationState(tx, actor.workspaceId, id, { state: 'FAILED', message })
  await tellOfPublication(tx, actor.workspaceId, id, 'FAILED', { message })
  await note(tx, actor, campaignId, 'publication.abandon', { publicationId: id, stopId })
}

async function settle(
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  work: (tx: Tx) => Promise<void>,
): Promise<void> {
  assertRoleAnywhere(actor, 'publish')
  await ctx.db.transaction(scopeOf(actor), async (tx) => {
    const locked = await lockPublication(tx, actor.workspaceId, id)
    if (locked === undefined) throw noSuchPublication()
    assertRoleIn(actor, 'publish', locked.account_id)
    if (locked.state !== 'NEEDS_ATTENTION') throw new AppError('conflict', NEEDS_NOBODY)
    await work(tx)
    await note(tx, actor, locked.campaign_id, action, { publicationId: id })
  })
}

async function note(
  tx: Tx,
  { name, door, requestId, workspaceId }: Actor,
  campaignId: string,
  action: AuditAction,
  detail: Record<string, unknown>,
): Promise<void> {
  const entry = { actor: name, door, action, entityKind: 'campaign', entityId: campaignId, detail, requestId }
  await insertAudit(tx, workspaceId, entry)
}

/** A page of the rows that were read, one more than fit on it. */
export function pageOf<Item>(
  rows: Item[],
  limit: number,
  keyOf: (item: Item) => string | number,
): Page<Item> {
  const items = rows.slice(0, limit)
  return { items, nextCursor: rows.length > limit ? encodeCursor(keyOf(items.at(-1)!)) : null }
}

function noSuchPublication(): AppError {
  return new AppError('not_found', 'There is no such publication in this workspace.')
}
