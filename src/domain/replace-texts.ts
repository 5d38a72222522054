import { AppError } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import type { AuditAction } from '../contract/audit-actions.ts'
import { TABLE_FIELDS } from '../contract/campaign-edits.ts'
import { MAX_EDITED_CAMPAIGNS, MAX_REPLACED_TEXTS } from '../contract/limits.ts'
import { TEXT_FIELDS } from '../contract/replace-places.ts'
import type { ReplaceTextsRequest, ReplaceTextsResult } from '../contract/replace-texts.ts'
import { insertEditRow, listEditableCampaigns, lockCampaigns } from '../store/campaign-edits.ts'
import type { Database, Tx } from '../store/db.ts'
import { type ChangedDocument, listBaselines, listDocuments, updateTexts } from '../store/replaced-texts.ts'
import { auditEdit } from './audit-edit.ts'
import { noted } from './audit-changes.ts'
import type { Actor, Context } from './context.ts'
import { replacerOf } from './find-text.ts'
import { BEYOND_LIMITS } from './judge-edits.ts'
import { changeTexts, type JudgedTexts, judgeTexts, type TextChanges } from './judge-texts.ts'
import { listIds } from './list-ids.ts'
import { campaignsIn } from './publish-batches.ts'
import { assertRoleAnywhere, scopeOf } from './role.ts'
import { savedAs } from './saved-as.ts'

/** A document can be long: so many are in memory at a time, and between them others have their turn. */
const AT_ONCE = 100

interface Asked {
  id: string
  version?: number | undefined
  /** The paths of texts that stay as they are. */
  leave?: readonly string[] | undefined
}

/**
 * Finds and replaces in the texts of many campaigns, as one edit. A dry run tells every change. What is sent with the version that
 * was seen there is changed only where that is still current; what cannot be changed is named and left, and the rest is saved.
 */
export async function replaceTexts(
  ctx: Context,
  actor: Actor,
  request: ReplaceTextsRequest,
): Promise<ReplaceTextsResult> {
  assertRoleAnywhere(actor, 'edit')
  const { workspaceId } = actor
  const asked = request.campaigns ?? (await listIds(ctx, actor, request.filter!, MAX_EDITED_CAMPAIGNS))
  const now = ctx.now()
  if (request.dryRun)
    return resultOf(await look(ctx.db, actor, asked, { request, now }), {
      looked: asked.length,
      editId: null,
    })
  return await ctx.db.transaction(scopeOf(actor), async (tx) => {
    await lockCampaigns(
      tx,
      workspaceId,
      asked.map(({ id }) => id),
    )
    const judged = await look(tx, actor, asked, { request, now })
    const beyond = judged.find(({ item }) => item.error?.code === BEYOND_LIMITS)
    if (beyond !== undefined) throw beyondLimits(beyond)
    const { find, by, note } = request
    const save = {
      note: note?.trim() || noteOf(find, by),
      undoes: null,
      action: 'campaign.edit_many' as const,
      reason: 'Text replaced',
    }
    const saved = await saveTexts(tx, actor, judged, save)
    return resultOf(judged, { looked: asked.length, ...saved })
  })
}

/** Judges page by page. Those where nothing was found are left out, but for one that was seen and is another now. */
async function look(
  db: Database | Tx,
  actor: Actor,
  asked: readonly Asked[],
  { request, now }: { request: ReplaceTextsRequest; now: Date },
): Promise<JudgedTexts[]> {
  const replaced = replacerOf(request)
  const judged: JudgedTexts[] = []
  let found = 0
  for (let from = 0; from < asked.length; from += AT_ONCE) {
    const page = asked.slice(from, from + AT_ONCE)
    const kept = await listDocuments(
      db,
      actor.workspaceId,
      page.map(({ id }) => id),
    )
    const hits = page.flatMap(({ id, version, leave }) => {
      const one = kept.get(id)
      const isOther = one === undefined || (version !== undefined && version !== one.version)
      const left = new Set(leave)
      const changes =
        one === undefined
          ? NOTHING
          : changeTexts(one.document, ({ place, path, value }) => {
              const wanted = request.in.includes(place) ? replaced(value) : undefined
              const isLeft = wanted !== undefined && wanted !== value && left.delete(path)
              return isLeft ? undefined : wanted
            })
      const [unknown] = left
      if (!isOther && unknown !== undefined) throw notThere(id, unknown)
      return changes.texts.length > 0 || isOther ? [{ id, version, kept: one, changes }] : []
    })
    found += hits.reduce((sum, { changes }) => sum + changes.texts.length, 0)
    if (found > MAX_REPLACED_TEXTS) throw tooMany()
    judged.push(...(await judgePage(db, actor, hits, now)))
  }
  return judged
}

const NOTHING: TextChanges = { after: {} as TextChanges['after'], texts: [] }

/** With two statements more for those that are to change. */
export async function judgePage(
  db: Database | Tx,
  actor: Actor,
  hits: readonly Omit<Parameters<typeof judgeTexts>[0], 'campaign' | 'baseline'>[],
  now: Date,
): Promise<JudgedTexts[]> {
  if (hits.length === 0) return []
  const { workspaceId } = actor
  const named = hits.map(({ id, changes }) => ({ id, name: changes.after.name ?? null }))
  const [campaigns, baselines] = await Promise.all([
    listEditableCampaigns(db, workspaceId, named),
    listBaselines(
      db,
      workspaceId,
      named.map(({ id }) => id),
    ),
  ])
  return hits.map((hit) => {
    const campaign = campaigns.get(hit.id)
    return judgeTexts({ ...hit, campaign, baseline: baselines.get(hit.id) }, { rights: actor, now })
  })
}

interface Save {
  note: string | null
  undoes: string | null
  action: AuditAction
  /** In the history of each campaign. */
  reason: string
}

export interface SavedTexts {
  /** Null: there was nothing to save. */
  editId: string | null
  /** Those that are again as they were published. */
  asPublished?: ReadonlySet<string>
}

/** Writes down what can be changed, as one edit with one link of the audit chain. */
export async function saveTexts(
  tx: Tx,
  actor: Actor,
  judged: readonly JudgedTexts[],
  { note, undoes, action, reason }: Save,
): Promise<SavedTexts> {
  const changed = judged.flatMap((one) => one.changed ?? [])
  if (changed.length === 0) return { editId: null }
  const { workspaceId, door, name: createdBy } = actor
  const editId = newId()
  const fields = [...TABLE_FIELDS, ...TEXT_FIELDS].filter((field) =>
    changed.some(({ changedFields }) => changedFields.includes(field)),
  )
  const row = { id: editId, campaigns: changed.length, fields, note, undoes, door, createdBy }
  await insertEditRow(tx, workspaceId, row)
  const asPublished = new Set<string>()
  const revision = { reason, door, createdBy, editId }
  for (let from = 0; from < changed.length; from += AT_ONCE) {
    const page = changed.slice(from, from + AT_ONCE)
    for (const one of await updateTexts(tx, workspaceId, page, revision)) asPublished.add(one)
  }
  const changes = judged.flatMap(({ item, changed: one }) =>
    one === undefined
      ? []
      : item.texts
          .filter(({ error }) => error === null)
          .map(({ path, before, after }) => ({ field: `${item.name}: ${path}`, before, after })),
  )
  await auditEdit(tx, actor, action, {
    id: editId,
    campaigns: changed.map(told),
    note,
    undoes,
    ...noted(changes),
  })
  return { editId, asPublished }
}

function told({ id, version, document, changedFields }: ChangedDocument) {
  return { id, name: document.name, version: version + 1, changedFields: [...changedFields] }
}

function resultOf(
  judged: readonly JudgedTexts[],
  { looked, editId, asPublished = new Set() }: SavedTexts & { looked: number },
): ReplaceTextsResult {
  const done = judged.filter(({ changed }) => changed !== undefined)
  const count = (texts: readonly { error: unknown }[]): number =>
    texts.filter(({ error }) => error === null).length
  return {
    editId,
    looked,
    changed: done.length,
    texts: done.reduce((sum, { item }) => sum + count(item.texts), 0),
    items: judged.map(({ item, changed }) =>
      editId === null || changed === undefined
        ? item
        : { ...item, name: changed.document.name, ...savedAs(changed, item, asPublished) },
    ),
  }
}

/** As the history shows it, on one line and no longer than it may be. */
function noteOf(find: string, by: string): string {
  const short = (text: string): string => (text.length > 200 ? `${text.slice(0, 200).toWellFormed()}…` : text)
  return `Replaced “${short(find)}” with “${short(by)}”`.replaceAll(/\p{Cc}/gu, ' ')
}

/** Who leaves out what does not change means something else, and would see it changed. */
function notThere(id: string, path: string): AppError {
  const message = `Nothing was changed: “${path}” of ${id} is to be left as it is, and is no text that would change.`
  return new AppError('not_allowed', message, {
    errors: [{ path: 'campaigns', code: 'not_found_there', message }],
  })
}

function tooMany(): AppError {
  const most = MAX_REPLACED_TEXTS.toLocaleString('en')
  const message = `More than ${most} texts would change, which is the most at once. Look for something longer, or in fewer campaigns.`
  return new AppError('not_allowed', message, { errors: [{ path: 'find', code: 'too_many_texts', message }] })
}

function beyondLimits({ item }: JudgedTexts): AppError {
  const message = `Nothing was changed, because ${campaignsIn(1)} or more may not be changed by you. ${item.error!.message}`
  return new AppError('forbidden', message, { details: { campaignId: item.id } })
}
