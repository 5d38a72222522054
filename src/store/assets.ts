import type { ImageFormat } from '../contract/words.ts'
import { ASSET } from './campaign-json.ts'
import type { Database, Tx } from './db.ts'
import { statement } from './statement.ts'

/** UUIDs grow with time, so this one is after every page. */
export const AFTER_EVERY_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

export interface NewAsset {
  id: string
  name: string
  format: ImageFormat
  width: number
  height: number
  animated: boolean
  cmyk: boolean
  sha256: string
  sourceUrl: string | null
  content: Uint8Array
}

export interface AssetContent {
  name: string
  format: ImageFormat
  sha256: string
  content: Buffer
}

interface AssetJson {
  id: string
  json: string
}

// The facts and the bytes in one statement: neither is ever there without the other. What was taken out comes back.
const INSERT = statement<{ id: string; is_new: boolean }>(
  'asset_insert',
  `with made as (
     insert into assets (workspace_id, id, name, format, width, height, bytes, animated, cmyk, sha256, source_url)
     values ($1, $2, $3, $4, $5, $6, octet_length($11::bytea), $7, $8, $9, $10)
     on conflict on constraint assets_sha256_key do update set removed_at = null where assets.removed_at is not null
     returning workspace_id, id, xmax = 0 as is_new),
   content as (
     insert into asset_contents (workspace_id, asset_id, content) select workspace_id, id, $11 from made
     on conflict on constraint asset_contents_pkey do nothing)
   select id, is_new from made`,
  { id: 'uuid', is_new: 'bool' },
)
const FIND = statement<AssetJson>(
  'asset_find',
  `select s.id, ${ASSET}::text as json from assets s where s.workspace_id = $1 and s.id = $2`,
  { id: 'uuid', json: 'text' },
)
const FIND_BY_SHA256 = statement<AssetJson>(
  'asset_find_by_sha256',
  `select s.id, ${ASSET}::text as json from assets s where s.workspace_id = $1 and s.sha256 = $2`,
  { id: 'uuid', json: 'text' },
)
const LIST = statement<AssetJson>(
  'asset_list',
  `select s.id, ${ASSET}::text as json from assets s
    where s.workspace_id = $1 and s.id < $2 and s.removed_at is null order by s.id desc limit $3`,
  { id: 'uuid', json: 'text' },
)
const LIST_BY_IDS = statement<AssetJson>(
  'asset_list_by_ids',
  `select s.id, ${ASSET}::text as json from assets s where s.workspace_id = $1 and s.id = any ($2) order by s.id`,
  { id: 'uuid', json: 'text' },
)
const FIND_HASH = statement<{ sha256: string }>(
  'asset_find_hash',
  'select sha256 from assets where workspace_id = $1 and id = $2',
  { sha256: 'text' },
)
const FIND_CONTENT = statement<AssetContent>(
  'asset_find_content',
  `select s.name, s.format, s.sha256, c.content
     from assets s join asset_contents c on c.workspace_id = s.workspace_id and c.asset_id = s.id
    where s.workspace_id = $1 and s.id = $2`,
  { name: 'text', format: 'text', sha256: 'text', content: 'bytea' },
)

/**
 * Keeps an image. What was taken out of the library is there again, under the id that it had; undefined where the workspace has
 * the same bytes already.
 */
export async function insertAsset(
  tx: Tx,
  workspaceId: string,
  asset: NewAsset,
): Promise<{ id: string; is_new: boolean } | undefined> {
  const { id, name, format, width, height, animated, cmyk, sha256, sourceUrl, content } = asset
  const facts = [id, name, format, width, height, animated, cmyk, sha256, sourceUrl]
  return await tx.one(INSERT, [workspaceId, ...facts, content])
}

/** The contract's asset as JSON text. */
export async function findAsset(db: Database, workspaceId: string, id: string): Promise<string | undefined> {
  return (await db.one({ workspaceId }, FIND, [workspaceId, id]))?.json
}

export async function findAssetBySha256(
  db: Database,
  workspaceId: string,
  sha256: string,
): Promise<string | undefined> {
  return (await db.one({ workspaceId }, FIND_BY_SHA256, [workspaceId, sha256]))?.json
}

/** One page, newest first. `before` is the last id of the page before. */
export async function listAssets(
  db: Database,
  workspaceId: string,
  { before = AFTER_EVERY_ID, limit }: { before: string | undefined; limit: number },
): Promise<AssetJson[]> {
  return await db.many({ workspaceId }, LIST, [workspaceId, before, limit])
}

/** Those of these images that there are, as JSON text. */
export async function listAssetsByIds(
  db: Database,
  workspaceId: string,
  ids: readonly string[],
): Promise<string[]> {
  return (await db.many({ workspaceId }, LIST_BY_IDS, [workspaceId, ids])).map(({ json }) => json)
}

export async function findAssetHash(
  db: Database,
  workspaceId: string,
  id: string,
): Promise<string | undefined> {
  return (await db.one({ workspaceId }, FIND_HASH, [workspaceId, id]))?.sha256
}

/** An image with its bytes. */
export async function findAssetContent(
  db: Database,
  workspaceId: string,
  id: string,
): Promise<AssetContent | undefined> {
  return await db.one({ workspaceId }, FIND_CONTENT, [workspaceId, id])
}
