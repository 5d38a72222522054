import type { CampaignStatus } from '../contract/words.ts'
import type { Database, Tx } from './db.ts'
import { statement } from './statement.ts'

/** What publishing changes in campaigns and their parts, and what it reads besides the document. */

const FIX_NAME = statement(
  'campaign_update_published_name',
  `update campaigns set published_name = $3 where workspace_id = $1 and id = $2 and published_name is distinct from $3`,
)

/** Fixes the name under which the campaign is looked up at Google. */
export async function fixPublishedName(tx: Tx, workspaceId: string, id: string, name: string): Promise<void> {
  await tx.run(FIX_NAME, [workspaceId, id, name])
}

const FREE_NAME = statement(
  'campaign_clear_published_name',
  `update campaigns set published_name = null where workspace_id = $1 and id = $2 and google_campaign_id is null`,
)

/** Gives the name back where Google surely made nothing of it. */
export async function clearPublishedName(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.run(FREE_NAME, [workspaceId, id])
}

const SET_PUBLISHED = statement(
  'campaign_update_published',
  `update campaigns
      set google_campaign_id = $3, published_version = $4, status = case when status = 'DRAFT' then 'PAUSED' else status end,
          google_status = coalesce(google_status, 'PAUSED'), google_synced_at = clock_timestamp(),
          google_serving_status = nullif(google_serving_status, 'ENDED')
    where workspace_id = $1 and id = $2`,
)

/** Google has this revision, under this id. A new campaign is paused there, and one that had ended may run again. */
export async function setPublished(
  tx: Tx,
  workspaceId: string,
  id: string,
  googleCampaignId: string,
  version: number,
): Promise<void> {
  await tx.run(SET_PUBLISHED, [workspaceId, id, googleCampaignId, version])
}

const SET_STATUS = statement(
  'campaign_update_status',
  `update campaigns set status = $3, google_status = $4, google_synced_at = clock_timestamp()
    where workspace_id = $1 and id = $2 and google_campaign_id is not null`,
)

/** The owner's intent and, since Google has just confirmed it, Google's status. */
export async function setStatus(
  tx: Tx,
  workspaceId: string,
  id: string,
  status: Exclude<CampaignStatus, 'DRAFT'>,
): Promise<void> {
  await tx.run(SET_STATUS, [workspaceId, id, status, status === 'PUBLISHED' ? 'ENABLED' : 'PAUSED'])
}

const SET_AD_GROUP_IDS = statement(
  'ad_group_update_google_ids',
  `update ad_groups g set google_ad_group_id = v."googleId"
     from jsonb_to_recordset($2::jsonb) as v(id uuid, "googleId" bigint)
    where g.workspace_id = $1 and g.id = v.id and g.google_ad_group_id is distinct from v."googleId"`,
)
const SET_AD_IDS = statement(
  'ad_update_google_ids',
  `update ads a set google_ad_id = v."googleId"
     from jsonb_to_recordset($2::jsonb) as v(id uuid, "googleId" bigint)
    where a.workspace_id = $1 and a.id = v.id and a.google_ad_id is distinct from v."googleId"`,
)

/** The content of an asset group is known at Google as the asset group itself. */
const SET_ASSET_GROUP_IDS = statement(
  'ad_update_asset_group_ids',
  `update ads a set google_ad_id = v."googleId"
     from jsonb_to_recordset($2::jsonb) as v(id uuid, "googleId" bigint)
    where a.workspace_id = $1 and a.ad_group_id = v.id and a.ad_type = 'ASSET_GROUP'
      and a.google_ad_id is distinct from v."googleId"`,
)

interface GoogleIdOf {
  id: string
  googleId: string
}

export interface PartIds {
  adGroups: GoogleIdOf[]
  assetGroups: GoogleIdOf[]
  ads: GoogleIdOf[]
}

/** Ids that Google gave to the parts. */
export async function setPartIds(
  tx: Tx,
  workspaceId: string,
  { adGroups, assetGroups, ads }: PartIds,
): Promise<void> {
  await Promise.all([
    ...(assetGroups.length > 0
      ? [tx.run(SET_ASSET_GROUP_IDS, [workspaceId, JSON.stringify(assetGroups)])]
      : []),
    tx.run(SET_AD_GROUP_IDS, [workspaceId, JSON.stringify([...adGroups, ...assetGroups])]),
    tx.run(SET_AD_IDS, [workspaceId, JSON.stringify(ads)]),
  ])
}

const UPSERT_BASELINE = statement(
  'campaign_baseline_upsert',
  `insert into campaign_baselines (workspace_id, campaign_id, version, resources)
   values ($1, $2, 1, $3)
   on conflict (workspace_id, campaign_id) do update
      set version = campaign_baselines.version + 1, resources = excluded.resources, taken_at = now()
    where campaign_baselines.resources is distinct from excluded.resources`,
)

/** What Google has now; the version grows where it is something else than before. */
export async function upsertBaseline(
  tx: Tx,
  workspaceId: string,
  campaignId: string,
  resources: unknown,
): Promise<void> {
  await tx.run(UPSERT_BASELINE, [workspaceId, campaignId, JSON.stringify(resources)])
}

const FIND_BASELINE = statement<{ version: number; resources: unknown }>(
  'campaign_baseline_find',
  `select version, resources from campaign_baselines where workspace_id = $1 and campaign_id = $2`,
  { version: 'int4', resources: 'jsonb' },
)

export async function findBaseline(
  tx: Tx,
  workspaceId: string,
  campaignId: string,
): Promise<{ version: number; resources: unknown } | undefined> {
  return await tx.one(FIND_BASELINE, [workspaceId, campaignId])
}

const KNOWN_ASSETS = statement<{ asset_id: string; google_asset_id: string }>(
  'account_asset_list',
  `select asset_id, google_asset_id from account_assets
    where workspace_id = $1 and account_id = $2 and asset_id = any ($3::uuid[])`,
  { asset_id: 'uuid', google_asset_id: 'int8' },
)

/** Google's ids of the images that the account has, by our id. */
export async function listAccountAssets(
  tx: Tx,
  workspaceId: string,
  accountId: string,
  assetIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.many(KNOWN_ASSETS, [workspaceId, accountId, assetIds])
  return new Map(rows.map((row) => [row.asset_id, row.google_asset_id]))
}

const INSERT_ACCOUNT_ASSET = statement(
  'account_asset_insert',
  `insert into account_assets (workspace_id, account_id, asset_id, google_asset_id) values ($1, $2, $3, $4)
   on conflict (workspace_id, account_id, asset_id) do update set google_asset_id = excluded.google_asset_id`,
)

/** Remembers that the account has this image. */
export async function insertAccountAsset(
  tx: Tx,
  workspaceId: string,
  accountId: string,
  assetId: string,
  googleAssetId: string,
): Promise<void> {
  await tx.run(INSERT_ACCOUNT_ASSET, [workspaceId, accountId, assetId, googleAssetId])
}

const DELETE_ACCOUNT_ASSETS = statement(
  'account_asset_delete',
  `delete from account_assets where workspace_id = $1 and account_id = $2 and google_asset_id = any ($3::bigint[])`,
)

/** Forgets that the account has these images: it does not. */
export async function deleteAccountAssets(
  tx: Tx,
  workspaceId: string,
  accountId: string,
  googleAssetIds: readonly string[],
): Promise<void> {
  await tx.run(DELETE_ACCOUNT_ASSETS, [workspaceId, accountId, googleAssetIds])
}

const ASSET_CONTENT = statement<{ content: Buffer; sha256: string }>(
  'asset_content_find',
  `select b.content, s.sha256 from assets s
     join asset_contents b on b.workspace_id = s.workspace_id and b.asset_id = s.id
    where s.workspace_id = $1 and s.id = $2`,
  { content: 'bytea', sha256: 'text' },
)

/** The bytes of an image, to be sent. */
export async function findAssetToSend(
  db: Database,
  workspaceId: string,
  id: string,
): Promise<{ content: Buffer; sha256: string } | undefined> {
  return await db.one({ workspaceId }, ASSET_CONTENT, [workspaceId, id])
}
