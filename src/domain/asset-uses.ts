import { AppError } from '../base/errors.ts'
import { refusal } from '../contract/actions.ts'
import type { AssetAction, AssetUses, LibraryAsset } from '../contract/asset.ts'
import { AFTER_EVERY_ID } from '../store/assets.ts'
import {
  countAssetUses,
  type KeptUses,
  lockAsset,
  lookForAssets,
  readAssetUses as readUses,
  removeAsset as removeRow,
} from '../store/asset-uses.ts'
import { libraryVerdicts, noSuchImage } from './assets.ts'
import { auditBy } from './audit-by.ts'
import type { Actor, Context } from './context.ts'
import { decodeCursor, encodeCursor, isRowId } from './cursor.ts'
import { type Verdict, verdictsOf } from './people-rights.ts'
import { type Page } from './publications.ts'
import { assertRole } from './role.ts'

/** A statement looks at some hundred images; so many of them make one answer. */
const ROUNDS = 20

/** What the library is searched for: text in the name, or images that nothing shows, or both. */
export interface AssetSearch {
  limit: number
  cursor?: string | undefined
  q?: string | undefined
  unused: 'true' | 'false'
}

/**
 * One page of the images that are searched for, newest first. Where there are very many others, the answer has what was found among
 * those that were looked at, perhaps nothing, with a cursor to go on from.
 */
export async function searchAssets(
  ctx: Context,
  actor: Actor,
  search: AssetSearch,
): Promise<Page<LibraryAsset> & { actions: Verdict<AssetAction>[] }> {
  const { found, nextCursor } = await lookFor(ctx, actor, search)
  const uses = await countAssetUses(
    ctx.db,
    actor.workspaceId,
    found.map(({ id }) => id),
  )
  const items = found.map((asset) => ({ ...asset, usedBy: uses.get(asset.id)! }))
  return { items, nextCursor, actions: libraryVerdicts(actor) }
}

type Found = Omit<LibraryAsset, 'usedBy'>[]

async function lookFor(
  ctx: Context,
  { workspaceId }: Actor,
  { limit, cursor, q, unused }: AssetSearch,
): Promise<{ found: Found; nextCursor: string | null }> {
  let before = cursor === undefined ? AFTER_EVERY_ID : decodeCursor(cursor, isRowId)
  const wanted = { text: q?.trim() ?? '', isUnused: unused === 'true' }
  const found: Found = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const look = await lookForAssets(ctx.db, workspaceId, { ...wanted, before, limit: limit - found.length })
    found.push(...look.items)
    if (found.length === limit) return { found, nextCursor: encodeCursor(found.at(-1)!.id) }
    if (look.is_end || look.last === null) return { found, nextCursor: null }
    before = look.last
  }
  return { found, nextCursor: encodeCursor(before) }
}

/** Which campaigns and templates show an image, and whether the caller may remove it. */
export async function readAssetUses(ctx: Context, actor: Actor, id: string): Promise<AssetUses> {
  const uses = await readUses(ctx.db, actor.workspaceId, id)
  if (uses === undefined) throw noSuchImage()
  return { ...uses, actions: verdictsOf({ remove: refusal(actor, 'edit') ?? inUse(uses) }) }
}

/** Takes an image that nothing shows out of the library. History that names it keeps it. */
export async function removeAsset(ctx: Context, actor: Actor, id: string): Promise<void> {
  assertRole(actor, 'edit')
  const { workspaceId } = actor
  await ctx.db.transaction({ workspaceId }, async (tx) => {
    const asset = await lockAsset(tx, workspaceId, id)
    if (asset === undefined) throw noSuchImage()
    // After the lock, so that a campaign that was being saved is seen. One that comes later shows what is outside of the library,
    // as a revision that is restored does.
    const uses = (await readUses(tx, workspaceId, id))!
    const reason = inUse(uses)
    if (reason !== null) throw new AppError('conflict', reason)
    await removeRow(tx, workspaceId, id)
    const detail = { name: asset.name }
    await auditBy(tx, actor, { action: 'asset.remove', entityKind: 'asset', entityId: id, detail })
  })
}

/** Why an image stays for what shows it; null: nothing does. */
function inUse(uses: KeptUses): string | null {
  if (uses.campaigns.length + uses.templates.length === 0) return null
  return `It is in use: ${wordsOf(uses)}. Take it out there first.`
}

/** Who it would be missed by, by name. */
function wordsOf({ campaigns, templates, isMore }: KeptUses): string {
  const named = [
    ...campaigns.map(({ name }) => `the campaign “${name}”`),
    ...templates.map(({ name }) => `the template “${name}”`),
  ]
  const shown = named.slice(0, 5)
  const left = named.length - shown.length
  if (left === 0 && !isMore) return shown.join(', ')
  return `${shown.join(', ')} and ${isMore ? 'more than ' : ''}${left} more`
}
