import type { CampaignEdit, CampaignEditsResult, EditedItem } from '../contract/campaign-edits.ts'
import { TEXT_FIELDS } from '../contract/replace-places.ts'
import { lockCampaigns } from '../store/campaign-edits.ts'
import type { Tx } from '../store/db.ts'
import { type EditedDocument, listDocuments, listEditedDocuments } from '../store/replaced-texts.ts'
import type { Actor } from './context.ts'
import { textsOf } from './document-texts.ts'
import { CHANGED_SINCE, changeTexts, type JudgedTexts } from './judge-texts.ts'
import { campaignsIn } from './publish-batches.ts'
import { judgePage, type SavedTexts, saveTexts } from './replace-texts.ts'
import { savedAs } from './saved-as.ts'
import { refuseHalfUndo } from './undo-refusals.ts'

const AT_ONCE = 100

/** Whether the edit changed more than the fields of a table: its undo looks at the whole documents. */
export function isOfTexts({ fields }: CampaignEdit): boolean {
  return TEXT_FIELDS.some((field) => fields.includes(field))
}

/** A text as the edit found it and left it. */
interface WasText {
  path: string
  before: string
  after: string
}

type Wanted = Map<string, Map<string, WasText>>

/** Takes back the texts that are still as the edit left them, by the ids of their parts; the others are named and left. */
export async function undoTexts(
  tx: Tx,
  actor: Actor,
  edit: CampaignEdit,
  now: Date,
): Promise<CampaignEditsResult> {
  const wanted = await wantedOf(tx, actor.workspaceId, edit.id)
  const ids = [...wanted.keys()]
  await lockCampaigns(tx, actor.workspaceId, ids)
  const judged: (JudgedTexts & { left: WasText[] })[] = []
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const page = ids.slice(from, from + AT_ONCE)
    judged.push(...(await judgeBack(tx, actor, page, { wanted, now })))
  }
  refuseHalfUndo(judged.map(({ item }) => item))
  const reason = `Edit of ${campaignsIn(edit.campaigns)} undone`
  const save = { note: null, undoes: edit.id, action: 'campaign.undo_edit_many' as const, reason }
  const saved = await saveTexts(tx, actor, judged, save)
  return {
    editId: saved.editId,
    changed: judged.filter(({ changed }) => changed !== undefined).length,
    items: judged.map((one) => itemOf(one, saved)),
  }
}

async function wantedOf(tx: Tx, workspaceId: string, editId: string): Promise<Wanted> {
  const wanted: Wanted = new Map()
  for (let after: string | undefined; ; ) {
    const page = await listEditedDocuments(tx, workspaceId, editId, { after, limit: AT_ONCE })
    for (const row of page) wanted.set(row.campaign_id, differing(row))
    after = page.at(-1)?.campaign_id
    if (page.length < AT_ONCE) return wanted
  }
}

function differing({ before, after }: EditedDocument): Map<string, WasText> {
  const old = new Map([...textsOf(before)].map(({ key, value }) => [key, value]))
  return new Map(
    [...textsOf(after)].flatMap(({ key, path, value }) => {
      const was = old.get(key)
      return was === undefined || was === value ? [] : [[key, { path, before: was, after: value }] as const]
    }),
  )
}

async function judgeBack(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
  { wanted, now }: { wanted: Wanted; now: Date },
): Promise<(JudgedTexts & { left: WasText[] })[]> {
  const kept = await listDocuments(tx, actor.workspaceId, ids)
  const left = new Map<string, WasText[]>()
  const hits = ids.map((id) => {
    const texts = wanted.get(id)!
    const one = kept.get(id)
    if (one === undefined) return { id, version: undefined, kept: undefined, changes: GONE }
    const there = new Map([...textsOf(one.document)].map(({ key, value }) => [key, value]))
    const isAsLeft = (key: string): boolean => there.get(key) === texts.get(key)?.after
    const others = [...texts].filter(([key, { before }]) => !isAsLeft(key) && there.get(key) !== before)
    left.set(
      id,
      others.map(([key, was]) => ({ ...was, before: there.get(key) ?? '' })),
    )
    const changes = changeTexts(one.document, ({ key }) =>
      isAsLeft(key) ? texts.get(key)?.before : undefined,
    )
    return { id, version: undefined, kept: one, changes }
  })
  const judged = await judgePage(tx, actor, hits, now)
  return judged.map((one) => ({ ...one, left: left.get(one.item.id) ?? [] }))
}

const GONE = { after: {} as never, texts: [] }

function itemOf(
  { item, changed, left }: JudgedTexts & { left: WasText[] },
  { editId, asPublished = new Set() }: SavedTexts,
): EditedItem {
  const texts = [
    ...item.texts.map(({ path, before, after, error }) => ({ path, before, after, error })),
    ...left.map(({ path, before }) => ({ path, before, after: before, error: CHANGED_SINCE })),
  ]
  const { id, version, publishedVersion } = item
  const now =
    editId === null || changed === undefined
      ? { version, publishedVersion }
      : savedAs(changed, item, asPublished)
  const outcome = changed === undefined && left.length > 0 ? 'REFUSED' : item.outcome
  return { id, ...now, outcome, error: item.error, fields: [], texts }
}
