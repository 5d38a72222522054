import { AppError } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import type { AuditAction } from '../contract/audit-actions.ts'
import type { CampaignCreate, CampaignDocument, CampaignPatch } from '../contract/campaign.ts'
import { diffDocuments } from '../contract/document-diff.ts'
import { listAccountsIn } from '../store/accounts.ts'
import { insertAudit } from '../store/audit.ts'
import {
  archiveCampaign,
  type CampaignTree,
  deleteCampaign as deleteRow,
  insertCampaign,
  lockCampaign,
  unarchiveCampaign as unarchiveRow,
  updateCampaign,
} from '../store/campaigns.ts'
import type { Tx } from '../store/db.ts'
import { findBaseline, setPartIds } from '../store/publishing.ts'
import { insertRevision, noteAsPublished } from '../store/revisions.ts'
import {
  type CampaignAnswer,
  answerOf,
  assertAllowed,
  documentOfTree,
  noSuchCampaign,
  requireTree,
} from './campaign-answer.ts'
import { changedFields, documentOfCopy, documentOfCreate, documentOfPatch } from './campaign-document.ts'
import { noted } from './audit-changes.ts'
import type { Actor, Context } from './context.ts'
import { partIdsOf } from './plan/part-ids.ts'
import type { Baseline } from './plan/resource.ts'
import { assertRoleAnywhere, assertRoleIn, scopeOf } from './role.ts'
import { resolveSimpleForm } from './simple-form.ts'

/** One campaign with its tree, and what this caller may do. */
export async function readCampaign(ctx: Context, actor: Actor, id: string): Promise<CampaignAnswer> {
  return answerOf(id, await requireTree(ctx.db, actor.workspaceId, id), actor)
}

/** Creates a draft, complete or not. Images named by URL are fetched first, so that nothing is half-saved. */
export async function createCampaign(
  ctx: Context,
  actor: Actor,
  body: CampaignCreate,
): Promise<CampaignAnswer> {
  assertRoleAnywhere(actor, 'edit')
  if (body.accountId !== undefined) assertRoleIn(actor, 'edit', body.accountId)
  const simple = await resolveSimpleForm(ctx, actor, body)
  return await ctx.db.transaction(scopeOf(actor), async (tx) => {
    const accountId = body.accountId ?? (await onlyAccount(tx, actor.workspaceId))
    return await insertDraft(tx, actor, documentOfCreate(body, accountId, simple), 'Created')
  })
}

/** Copies the whole tree into a new draft, which Google does not know. */
export async function duplicateCampaign(
  ctx: Context,
  actor: Actor,
  id: string,
  name?: string,
): Promise<CampaignAnswer> {
  assertRoleAnywhere(actor, 'duplicate')
  return await ctx.db.transaction(scopeOf(actor), async (tx) => {
    const tree = await requireTree(tx, actor.workspaceId, id)
    assertAllowed('duplicate', tree, actor)
    const source = documentOfTree(tree)
    const copy = documentOfCopy(source, name ?? nameOfCopy(source.name))
    return await insertDraft(tx, actor, copy, 'Duplicated')
  })
}

/** Cut to what a name may have, and never through the middle of a character of two halves. */
function nameOfCopy(name: string): string {
  return `${name.slice(0, 249).replace(/\p{Cs}$/u, '')} (copy)`
}

/** Changes some fields. `version` is the one that the caller has seen; a newer one refuses the edit. */
export async function editCampaign(
  ctx: Context,
  actor: Actor,
  id: string,
  version: number,
  patch: CampaignPatch,
): Promise<CampaignAnswer> {
  assertRoleAnywhere(actor, 'edit')
  const simple = await resolveSimpleForm(ctx, actor, patch)
  return await ctx.db.transaction(scopeOf(actor), async (tx) => {
    const tree = await lockVersion(tx, actor.workspaceId, id, version)
    assertAllowed('edit', tree, actor)
    const after = documentOfPatch(documentOfTree(tree), patch, simple)
    return await saveDocument(tx, actor, tree, id, after, { reason: 'Edited', action: 'campaign.edit' })
  })
}

/** Saves what the campaign is to be from now on, as its next revision. Its row is locked, and may be edited. */
export async function saveDocument(
  tx: Tx,
  actor: Actor,
  tree: CampaignTree,
  id: string,
  document: CampaignDocument,
  { reason, action }: { reason: string; action: AuditAction },
): Promise<CampaignAnswer> {
  const before = documentOfTree(tree)
  const changed = changedFields(before, document)
  if (changed.length === 0) return answerOf(id, tree, actor)
  await updateCampaign(tx, actor.workspaceId, id, document)
  if (tree.status !== 'DRAFT') await giveIdsBack(tx, actor.workspaceId, id, { before, document })
  const changes = diffDocuments(before, document).map(({ path: field, before: old, after }) => ({
    field,
    before: old,
    after,
  }))
  await record(tx, actor, {
    id,
    number: tree.version + 1,
    document,
    changed,
    reason,
    action,
    ...noted(changes),
  })
  if (tree.status !== 'DRAFT') await noteAsPublished(tx, actor.workspaceId, [id])
  return answerOf(id, await requireTree(tx, actor.workspaceId, id), actor)
}

/**
 * Parts that were taken out and come back get the ids again by which Google has them. Only what is shown reads them in these
 * rows: a plan goes by the baseline, as this does, so what Google has removed since has none.
 */
async function giveIdsBack(
  tx: Tx,
  workspaceId: string,
  id: string,
  { before, document }: { before: CampaignDocument; document: CampaignDocument },
): Promise<void> {
  const known = new Set(partsOf(before))
  if (partsOf(document).every((part) => known.has(part))) return
  const baseline = await findBaseline(tx, workspaceId, id)
  await setPartIds(tx, workspaceId, partIdsOf((baseline?.resources ?? {}) as Baseline))
}

const partsOf = ({ adGroups }: CampaignDocument): string[] =>
  adGroups.flatMap((group) => [group.id, ...group.ads.map((ad) => ad.id)])

/** Deletes a draft; archives a campaign that Google has seen. */
export async function deleteCampaign(ctx: Context, actor: Actor, id: string, version: number): Promise<void> {
  await ctx.db.transaction(scopeOf(actor), async (tx) => {
    const tree = await lockVersion(tx, actor.workspaceId, id, version)
    const action = tree.publication_state === null ? 'delete' : 'archive'
    assertAllowed(action, tree, actor)
    if (action === 'delete') await deleteRow(tx, actor.workspaceId, id)
    else await archiveCampaign(tx, actor.workspaceId, id)
    await audit(tx, actor, `campaign.${action}`, id, { name: documentOfTree(tree).name })
  })
}

/** Brings a campaign back into the lists, as it was when it was archived. */
export async function unarchiveCampaign(
  ctx: Context,
  actor: Actor,
  id: string,
  version?: number,
): Promise<CampaignAnswer> {
  return await ctx.db.transaction(scopeOf(actor), async (tx) => {
    const tree = await lockVersion(tx, actor.workspaceId, id, version)
    assertAllowed('unarchive', tree, actor)
    await unarchiveRow(tx, actor.workspaceId, id)
    await audit(tx, actor, 'campaign.unarchive', id, { name: documentOfTree(tree).name })
    return answerOf(id, await requireTree(tx, actor.workspaceId, id), actor)
  })
}

/** Makes a draft of this document, with its first revision, where the actor may edit in its account. */
export async function insertDraft(
  tx: Tx,
  actor: Actor,
  document: CampaignDocument,
  reason: string,
): Promise<CampaignAnswer> {
  assertRoleIn(actor, 'edit', document.accountId)
  const id = newId()
  await insertCampaign(tx, actor.workspaceId, id, document)
  await record(tx, actor, {
    id,
    number: 1,
    document,
    changed: Object.keys(document),
    reason,
    action: 'campaign.create',
  })
  return answerOf(id, await requireTree(tx, actor.workspaceId, id), actor)
}

interface Change {
  id: string
  number: number
  document: CampaignDocument
  changed: string[]
  reason: string
  action: AuditAction
  /** What became of what, as the audit log keeps it. */
  changes?: object[]
  moreChanges?: number
}

async function record(
  tx: Tx,
  actor: Actor,
  { id, number, document, changed, reason, action, ...changes }: Change,
): Promise<void> {
  const revision = {
    campaignId: id,
    number,
    document,
    changedFields: changed,
    reason,
    door: actor.door,
    createdBy: actor.name,
  }
  await insertRevision(tx, actor.workspaceId, revision)
  await audit(tx, actor, action, id, {
    name: document.name,
    version: number,
    changedFields: changed,
    ...changes,
  })
}

async function audit(
  tx: Tx,
  actor: Actor,
  action: AuditAction,
  id: string,
  detail: Record<string, unknown>,
): Promise<void> {
  const { name, door, requestId, workspaceId } = actor
  await insertAudit(tx, workspaceId, {
    actor: name,
    door,
    action,
    entityKind: 'campaign',
    entityId: id,
    detail,
    requestId,
  })
}

/** Locks the campaign for this transaction. Throws `stale` where it is not at this version any more; undefined: at any. */
export async function lockVersion(
  tx: Tx,
  workspaceId: string,
  id: string,
  version: number | undefined,
): Promise<CampaignTree> {
  const locked = await lockCampaign(tx, workspaceId, id)
  if (locked === undefined) throw noSuchCampaign()
  if (version !== undefined && locked.version !== version) {
    throw new AppError(
      'stale',
      `Somebody saved version ${locked.version} meanwhile; you have ${version}. Read it again.`,
      {
        details: { currentVersion: locked.version },
      },
    )
  }
  return await requireTree(tx, workspaceId, id)
}

/** The account where the caller named none: the only one. */
export async function onlyAccount(tx: Tx, workspaceId: string): Promise<string> {
  const accounts = await listAccountsIn(tx, workspaceId)
  if (accounts.length === 1) return accounts[0]!.id
  const message =
    accounts.length === 0
      ? 'This workspace has no Google Ads account yet. Connect one first.'
      : `Say which of the workspace's ${accounts.length} accounts the campaign belongs to.`
  throw new AppError('not_allowed', message, {
    errors: [{ path: 'accountId', code: 'account_needed', message }],
  })
}
