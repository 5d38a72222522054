import { AppError } from '../base/errors.ts'
import { newId, sha256 } from '../base/ids.ts'
import { refusal as roleRefusal } from '../contract/actions.ts'
import type { Asset, AssetAction } from '../contract/asset.ts'
import {
  type AssetContent,
  findAsset,
  findAssetBySha256,
  findAssetContent,
  findAssetHash,
  insertAsset,
  listAssets as listRows,
} from '../store/assets.ts'
import { countAssetUses } from '../store/asset-uses.ts'
import { auditBy } from './audit-by.ts'
import type { Actor, Context } from './context.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { fetchImage } from './fetch-image.ts'
import { inspectImage, refusal } from './inspect-image.ts'
import { type Verdict, verdictsOf } from './people-rights.ts'
import { assertRole } from './role.ts'

export type { AssetContent } from '../store/assets.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** Our own address of an image, whatever host it was copied from. */
const ASSET_PATH = /^(?:https?:\/\/[^/?#]+)?\/api\/v1\/assets\/([0-9a-f-]{36})(?:\/content)?$/i

export interface Upload {
  content: Buffer
  name: string
  sourceUrl?: string
  /** The field that a refusal is about. */
  path: string
}

/** Throws where the actor may not add images: before any byte of one is read. */
export function assertMayUpload(actor: Actor): void {
  assertRole(actor, 'edit')
}

/** Adds an image to the library. The same bytes are kept once: a second upload answers the first asset. */
export async function createAsset(ctx: Context, actor: Actor, upload: Upload): Promise<string> {
  assertMayUpload(actor)
  const { content, name, sourceUrl, path } = upload
  const facts = await inspectImage(content, path)
  const hash = sha256(content)
  const asset = {
    id: newId(),
    name: cleanName(name),
    sha256: hash,
    sourceUrl: sourceUrl ?? null,
    content,
    ...facts,
  }
  await ctx.db.transaction({ workspaceId: actor.workspaceId }, async (tx) => {
    const kept = await insertAsset(tx, actor.workspaceId, asset)
    if (kept === undefined) return
    const detail = { name: asset.name, sha256: hash, bytes: content.length, format: facts.format }
    const action = kept.is_new ? 'asset.create' : 'asset.restore'
    await auditBy(tx, actor, { action, entityKind: 'asset', entityId: kept.id, detail })
  })
  const json = await findAssetBySha256(ctx.db, actor.workspaceId, hash)
  if (json === undefined) throw new Error('The image that was just stored is not there.')
  return json
}

/** Fetches a public https image and adds it. */
export async function createAssetFromUrl(
  ctx: Context,
  actor: Actor,
  { url, name, path }: { url: string; name?: string | undefined; path: string },
): Promise<string> {
  assertMayUpload(actor)
  const content = await fetchImage(url.trim(), path)
  return await createAsset(ctx, actor, { content, name: name ?? lastSegment(url), sourceUrl: url, path })
}

/** The image that a person named: one of ours by its url or id, or a public https image, which is fetched. */
export async function resolveAsset(ctx: Context, actor: Actor, url: string, path: string): Promise<Asset> {
  const given = url.trim()
  const id = UUID.test(given) ? given : ASSET_PATH.exec(given)?.[1]
  if (id === undefined) return JSON.parse(await createAssetFromUrl(ctx, actor, { url: given, path })) as Asset
  const json = UUID.test(id) ? await findAsset(ctx.db, actor.workspaceId, id.toLowerCase()) : undefined
  if (json === undefined)
    throw refusal(path, 'unknown_asset', 'There is no such image in this workspace. Upload it first.')
  return JSON.parse(json) as Asset
}

/** What the caller may do with the library, and why not. */
export function libraryVerdicts(actor: Actor): Verdict<AssetAction>[] {
  const mayNot = roleRefusal(actor, 'edit')
  return verdictsOf({ create: mayNot, crop: mayNot, remove: mayNot })
}

/** One page of the library as JSON text `{items, nextCursor, actions}`, newest first, with how much each image is used. */
export async function listAssets(
  ctx: Context,
  actor: Actor,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<string> {
  const before = cursor === undefined ? undefined : decodeCursor(cursor, (key) => UUID.test(key))
  const rows = await listRows(ctx.db, actor.workspaceId, { before, limit: limit + 1 })
  const page = rows.slice(0, limit)
  const nextCursor = rows.length > limit ? encodeCursor(page.at(-1)!.id) : null
  const uses = await countAssetUses(
    ctx.db,
    actor.workspaceId,
    page.map(({ id }) => id),
  )
  const items = page.map(({ id, json }) => `${json.slice(0, -1)},"usedBy":${JSON.stringify(uses.get(id))}}`)
  const rest = JSON.stringify({ nextCursor, actions: libraryVerdicts(actor) })
  return `{"items":[${items.join(',')}],${rest.slice(1)}`
}

/** The facts of one image as JSON text. */
export async function readAsset(ctx: Context, actor: Actor, id: string): Promise<string> {
  const json = await findAsset(ctx.db, actor.workspaceId, id)
  if (json === undefined) throw noSuchImage()
  return json
}

/**
 * The bytes of an image in any of these workspaces: an <img> cannot say in which one it stands.
 * `known` is the hash that the caller has already; undefined answers it.
 */
export async function readAssetContent(
  ctx: Context,
  workspaceIds: readonly string[],
  id: string,
  known?: string,
): Promise<AssetContent | undefined> {
  for (const workspaceId of workspaceIds) {
    const hash = await findAssetHash(ctx.db, workspaceId, id)
    if (hash === undefined) continue
    if (hash === known) return undefined
    return await findAssetContent(ctx.db, workspaceId, id)
  }
  throw noSuchImage()
}

/** A name for people, made from a file's: no folders, nothing that cannot be shown, at most 255 characters. */
export function cleanName(name: string): string {
  const base = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const shown = base.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '').trim()
  // The cut may split a surrogate pair; half of one is no character.
  const cut = shown.slice(0, 255).replace(/\p{Cs}/gu, '')
  return cut === '' ? 'image' : cut
}

function lastSegment(url: string): string {
  const segment = URL.parse(url)?.pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

export function noSuchImage(): AppError {
  return new AppError('not_found', 'There is no such image in this workspace.')
}
