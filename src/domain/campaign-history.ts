import { AppError } from '../base/errors.ts'
import type { CampaignDocument } from '../contract/campaign.ts'
import {
  diffDocuments,
  type DocumentChange,
  type UndoConflict,
  undoChange,
} from '../contract/document-diff.ts'
import type { Revision } from '../contract/publication.ts'
import type { Database, Tx } from '../store/db.ts'
import { findRevision, findRevisionAt, listRevisions as listRows } from '../store/revisions.ts'
import { assertAllowed, type CampaignAnswer, documentOfTree, requireTree } from './campaign-answer.ts'
import type { Actor, Context } from './context.ts'
import { decodeCursor, isRevisionNumber } from './cursor.ts'
import { lockVersion, saveDocument } from './edit-campaigns.ts'
import { type Page, type PageQuery, pageOf } from './publications.ts'
import { assertRoleAnywhere, scopeOf } from './role.ts'

interface SavedState {
  revision: Revision
  document: CampaignDocument
}

/** Every saved state of a campaign, the newest first. */
export async function listRevisions(
  ctx: Context,
  actor: Actor,
  campaignId: string,
  query: PageQuery,
): Promise<Page<Revision>> {
  const before = query.cursor === undefined ? undefined : Number(decodeCursor(query.cursor, isRevisionNumber))
  await requireTree(ctx.db, actor.workspaceId, campaignId)
  const limit = query.limit + 1
  const rows = await listRows(ctx.db, actor.workspaceId, campaignId, { before, limit })
  return pageOf(rows, query.limit, (row) => row.number)
}

/** One saved state, whole. That of a draft that was deleted since is still here. */
export async function readRevision(
  ctx: Context,
  actor: Actor,
  campaignId: string,
  number: number,
): Promise<SavedState> {
  return await requireRevision(ctx.db, actor.workspaceId, campaignId, number)
}

/** The campaign as it stood at a moment. */
export async function readCampaignAsOf(
  ctx: Context,
  actor: Actor,
  campaignId: string,
  at: string,
): Promise<SavedState> {
  const found = await findRevisionAt(ctx.db, actor.workspaceId, campaignId, at)
  if (found === undefined) throw new AppError('not_found', 'There was no such campaign at that moment.')
  return found
}

/** What a revision changed, field by field, against the one before it or against an earlier one. */
export async function readRevisionChanges(
  ctx: Context,
  actor: Actor,
  campaignId: string,
  { number, since = number - 1 }: { number: number; since?: number | undefined },
): Promise<{ from: number; to: number; changes: DocumentChange[] }> {
  const after = await requireRevision(ctx.db, actor.workspaceId, campaignId, number)
  if (since < 1 || since >= number) {
    const message = 'Compare with an earlier revision, from 1.'
    throw new AppError('invalid_request', message, {
      errors: [{ path: 'since', code: 'not_earlier', message }],
    })
  }
  const before = await requireRevision(ctx.db, actor.workspaceId, campaignId, since)
  return { from: since, to: number, changes: diffDocuments(before.document, after.document) }
}

/**
 * Takes back what one revision changed and keeps every later edit. Refused as a whole where something of it was changed
 * again since, with those fields named: half an undo would surprise.
 */
export async function undoRevision(
  ctx: Context,
  actor: Actor,
  id: string,
  { number, version }: { number: number; version: number },
): Promise<CampaignAnswer> {
  assertRoleAnywhere(actor, 'edit')
  return await ctx.db.transaction(scopeOf(actor), async (tx) => {
    const tree = await lockVersion(tx, actor.workspaceId, id, version)
    assertAllowed('edit', tree, actor)
    if (number === 1)
      throw new AppError('not_allowed', 'The first revision is the campaign itself: delete it instead.')
    const after = await requireRevision(tx, actor.workspaceId, id, number)
    const before = await requireRevision(tx, actor.workspaceId, id, number - 1)
    const { document, conflicts } = undoChange(before.document, after.document, documentOfTree(tree))
    if (conflicts.length > 0) throw clash(number, conflicts)
    const reason = `Revision ${number} undone`
    return await saveDocument(tx, actor, tree, id, document, { reason, action: 'campaign.undo' })
  })
}

/** Brings a whole saved state back. What was edited after it is in its revisions, and no longer in the campaign. */
export async function restoreRevision(
  ctx: Context,
  actor: Actor,
  id: string,
  { number, version }: { number: number; version: number },
): Promise<CampaignAnswer> {
  assertRoleAnywhere(actor, 'edit')
  return await ctx.db.transaction(scopeOf(actor), async (tx) => {
    const tree = await lockVersion(tx, actor.workspaceId, id, version)
    assertAllowed('edit', tree, actor)
    const { document } = await requireRevision(tx, actor.workspaceId, id, number)
    const reason = `Revision ${number} restored`
    return await saveDocument(tx, actor, tree, id, document, { reason, action: 'campaign.restore' })
  })
}

async function requireRevision(
  db: Database | Tx,
  workspaceId: string,
  campaignId: string,
  number: number,
): Promise<SavedState> {
  const found = await findRevision(db, workspaceId, campaignId, number)
  if (found === undefined) throw new AppError('not_found', 'There is no such revision of this campaign.')
  return found
}

const REASONS: Record<UndoConflict['reason'], string> = {
  changed_since: 'It was changed again since.',
  removed_since: 'What it changed here was removed since.',
}

function clash(number: number, conflicts: readonly UndoConflict[]): AppError {
  const errors = conflicts.map(({ path, reason }) => ({ path, code: reason, message: REASONS[reason] }))
  const message = `Revision ${number} cannot be undone: later edits changed the same. Nothing was changed.`
  return new AppError('conflict', message, { errors })
}
