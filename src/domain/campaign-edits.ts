import { AppError, type ErrorCode, type FieldError } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import type { AuditAction } from '../contract/audit-actions.ts'
import {
  type CampaignEdit,
  type CampaignEditsRequest,
  type CampaignEditsResult,
  type EditedField,
  type EditedItem,
  type EditVerdict,
  pathOfCell,
  TABLE_FIELDS,
} from '../contract/campaign-edits.ts'
import {
  type CampaignEditChange,
  type ChangedCampaign,
  type EditableCampaign,
  findCampaignEdit,
  insertCampaignEdit,
  listCampaignEditChanges,
  listCampaignEdits as listRows,
  listEditableCampaigns,
  lockCampaigns,
} from '../store/campaign-edits.ts'
import type { Tx } from '../store/db.ts'
import { noted } from './audit-changes.ts'
import { auditEdit } from './audit-edit.ts'
import type { Actor, Context } from './context.ts'
import { decodeCursor, isRowId } from './cursor.ts'
import { BEYOND_LIMITS, type Cell, judgeCells, type Judged, readCells, valuesOf } from './judge-edits.ts'
import { CHANGED_SINCE } from './judge-texts.ts'
import { type Page, pageOf, type PageQuery } from './publications.ts'
import { campaignsIn } from './publish-batches.ts'
import { assertRoleAnywhere, scopeOf } from './role.ts'
import { savedAs } from './saved-as.ts'
import { refuseHalfUndo } from './undo-refusals.ts'
import { isOfTexts, undoTexts } from './undo-texts.ts'

/**
 * Changes fields of many campaigns in one transaction: all of them or, where one cell is refused, none. Their rows are locked by
 * id before they are read, so what is judged is what is changed. A dry run judges the same and saves nothing.
 */
export async function editCampaigns(
  ctx: Context,
  actor: Actor,
  { edits, dryRun, note }: CampaignEditsRequest,
): Promise<CampaignEditsResult> {
  assertRoleAnywhere(actor, 'edit')
  const { workspaceId } = actor
  const wanted = readCells(edits)
  const asked = wanted.map(({ id, cells }) => ({ id, name: nameIn(cells) }))
  const judgeAll = (campaigns: ReadonlyMap<string, EditableCampaign>): Judged[] =>
    wanted.map((one) => judgeCells(one, campaigns.get(one.id), { rights: actor, now: ctx.now() }))
  if (dryRun) return resultOf(judgeAll(await listEditableCampaigns(ctx.db, workspaceId, asked)), null)
  return await ctx.db.transaction(scopeOf(actor), async (tx) => {
    const judged = judgeAll(await lockAndRead(tx, workspaceId, asked))
    const items = judged.map(({ item }) => item)
    if (items.some(({ outcome }) => outcome === 'REFUSED')) throw refusalOf(items)
    const save = { note: note?.trim() || null, undoes: null, action: 'campaign.edit_many' as const }
    return await saveEdit(tx, actor, judged, { ...save, reasonFor: reasonOfEdit })
  })
}

/**
 * Takes back what an edit changed, field by field, and keeps every later edit: a field that was changed again since is left and
 * named, and so is a campaign that is gone. The undo is an edit itself, so it can be undone in turn.
 */
export async function undoCampaignEdit(ctx: Context, actor: Actor, id: string): Promise<CampaignEditsResult> {
  assertRoleAnywhere(actor, 'edit')
  const { workspaceId } = actor
  return await ctx.db.transaction(scopeOf(actor), async (tx) => {
    const edit = await findCampaignEdit(tx, workspaceId, id)
    if (edit === undefined) throw new AppError('not_found', 'There is no such edit in this workspace.')
    if (edit.undoneBy !== null) throw undoneAlready(edit.undoneBy)
    if (isOfTexts(edit)) return await undoTexts(tx, actor, edit, ctx.now())
    const changes = await listCampaignEditChanges(tx, workspaceId, id)
    const asked = changes.map(({ campaign_id: campaign, before }) => ({
      id: campaign,
      name: before.name ?? null,
    }))
    const campaigns = await lockAndRead(tx, workspaceId, asked)
    const judged = changes.map((change) =>
      judgeUndo(change, campaigns.get(change.campaign_id), { rights: actor, now: ctx.now() }),
    )
    refuseHalfUndo(judged.map(({ item }) => item))
    const save = { note: null, undoes: id, action: 'campaign.undo_edit_many' as const }
    const reasonFor = (): string => `Edit of ${campaignsIn(edit.campaigns)} undone`
    return await saveEdit(tx, actor, judged, { ...save, reasonFor })
  })
}

/** The edits of many campaigns, newest first. */
export async function listCampaignEdits(
  ctx: Context,
  actor: Actor,
  query: PageQuery,
): Promise<Page<CampaignEdit>> {
  const before = query.cursor === undefined ? undefined : decodeCursor(query.cursor, isRowId)
  const rows = await listRows(ctx.db.reader, actor.workspaceId, { before, limit: query.limit + 1 })
  return pageOf(rows, query.limit, ({ id }) => id)
}

/** In two statements: what the second reads was committed before the locks were granted. */
async function lockAndRead(
  tx: Tx,
  workspaceId: string,
  asked: readonly { id: string; name: string | null }[],
): Promise<Map<string, EditableCampaign>> {
  const [, campaigns] = await Promise.all([
    lockCampaigns(
      tx,
      workspaceId,
      asked.map(({ id }) => id),
    ),
    listEditableCampaigns(tx, workspaceId, asked),
  ])
  return campaigns
}

function nameIn(cells: readonly Cell[]): string | null {
  return cells.find(({ field, error }) => field === 'name' && error === null)?.value ?? null
}

interface Save {
  note: string | null
  undoes: string | null
  action: AuditAction
  reasonFor: (changed: number) => string
}

function reasonOfEdit(changed: number): string {
  return changed === 1 ? 'Edited' : `Edited together with ${campaignsIn(changed - 1)}`
}

async function saveEdit(
  tx: Tx,
  actor: Actor,
  judged: readonly Judged[],
  { note, undoes, action, reasonFor }: Save,
): Promise<CampaignEditsResult> {
  const campaigns = judged.flatMap(({ changed }) => changed ?? [])
  if (campaigns.length === 0) return resultOf(judged, null)
  const { workspaceId, door, name: createdBy } = actor
  const id = newId()
  const fields = TABLE_FIELDS.filter((field) => campaigns.some(({ set }) => field in set))
  const reason = reasonFor(campaigns.length)
  const edit = { id, campaigns, fields, note, undoes, reason, door, createdBy }
  const asPublished = await insertCampaignEdit(tx, workspaceId, edit)
  const changes = judged.flatMap(({ item, changed }) =>
    item.fields
      .filter(({ field }) => changed !== undefined && field in changed.set)
      .map(({ field, before, after }) => ({ field: `${changed!.whole.name}: ${field}`, before, after })),
  )
  await auditEdit(tx, actor, action, {
    id,
    campaigns: campaigns.map(toldOf),
    note,
    undoes,
    ...noted(changes),
  })
  return resultOf(judged, id, asPublished)
}

function toldOf({ id, version, whole, set }: ChangedCampaign) {
  return { id, name: whole.name!, version: version + 1, changedFields: Object.keys(set) }
}

function resultOf(
  judged: readonly Judged[],
  editId: string | null,
  asPublished: ReadonlySet<string> = new Set(),
): CampaignEditsResult {
  return {
    editId,
    changed: judged.filter(({ changed }) => changed !== undefined).length,
    items: judged.map(({ item, changed }) =>
      editId === null || changed === undefined ? item : { ...item, ...savedAs(changed, item, asPublished) },
    ),
  }
}

/** Nobody reads more in one answer; a dry run tells them all. */
const MAX_ERRORS = 100

function refusalOf(items: readonly EditedItem[]): AppError {
  const refused = items.filter(({ outcome }) => outcome === 'REFUSED')
  const errors = items.flatMap((item, index) => errorsOf(item, index))
  const more = errors.length > MAX_ERRORS ? ' A dry run tells all that is wrong.' : ''
  const message = `Nothing was saved: ${campaignsIn(refused.length)} of ${items.length} cannot be changed as asked. ${errors[0]!.message}${more}`
  return new AppError(codeOf(refused), message, {
    errors: errors.slice(0, MAX_ERRORS),
    details: { refused: refused.length },
  })
}

/** What can be mended in the request comes before what others have done meanwhile. */
function codeOf(refused: readonly EditedItem[]): ErrorCode {
  const codes = refused.map(({ error }) => error?.code)
  if (codes.some((code) => code === undefined || code === 'not_found')) return 'not_allowed'
  if (codes.includes(BEYOND_LIMITS)) return 'forbidden'
  return codes.includes('stale') ? 'stale' : 'conflict'
}

function errorsOf({ error, fields }: EditedItem, index: number): FieldError[] {
  const own =
    error === null
      ? []
      : [{ path: `edits.${index}.${error.code === 'stale' ? 'version' : 'id'}`, ...told(error) }]
  const ofCells = fields.flatMap(({ field, error: wrong }) =>
    wrong === null ? [] : [{ path: pathOfCell(index, field), ...told(wrong) }],
  )
  return [...own, ...ofCells]
}

function told({ code, message, fix }: EditVerdict): Omit<FieldError, 'path'> {
  return { code, message: `${message} ${fix}` }
}

/** The campaign with those fields set back that are still as the edit left them. */
function judgeUndo(
  { campaign_id: id, before, after }: CampaignEditChange,
  campaign: EditableCampaign | undefined,
  who: Parameters<typeof judgeCells>[2],
): Judged {
  const now = campaign === undefined ? undefined : valuesOf(campaign)
  const changed = TABLE_FIELDS.filter((field) => field in after)
  const isLater = (field: (typeof changed)[number]): boolean =>
    now !== undefined && now[field] !== (after[field] ?? null) && now[field] !== (before[field] ?? null)
  const cells = changed
    .filter((field) => !isLater(field))
    .map((field) => ({ field, value: before[field] ?? null, error: null }))
  const judged = judgeWithout(cells, (kept) => judgeCells({ id, cells: kept }, campaign, who))
  const left = changed.filter(isLater).map(
    (field): EditedField => ({
      field,
      before: now![field],
      after: now![field],
      error: CHANGED_SINCE,
      warnings: [],
    }),
  )
  return { ...judged, item: { ...judged.item, fields: [...judged.item.fields, ...left] } }
}

/** A cell that cannot go back, because something else was changed since, is left too; the others do. */
function judgeWithout(cells: readonly Cell[], judge: (cells: readonly Cell[]) => Judged): Judged {
  const judged = judge(cells)
  const broken = judged.item.fields.filter(({ error }) => error !== null)
  if (judged.item.error !== null || broken.length === 0) return judged
  const kept = cells.filter((cell) => !broken.some(({ field }) => field === cell.field))
  const { item, changed } = judgeWithout(kept, judge)
  return { item: { ...item, fields: [...item.fields, ...broken] }, changed }
}

function undoneAlready(by: string): AppError {
  return new AppError(
    'conflict',
    'This edit was undone already. To have what it changed again, undo the undo.',
    { details: { undoneBy: by } },
  )
}
