import type { CampaignDocument } from '../contract/campaign.ts'
import type { CampaignStatus, PublicationState } from '../contract/words.ts'
import { AD_GROUPS, ASSETS, CAMPAIGN_HEAD, GOOGLE_SIDE, LAST_PUBLICATION } from './campaign-json.ts'
import { flatten } from './campaign-rows.ts'
import type { Database, Reader, Tx } from './db.ts'
import type { CampaignRow } from './generated/rows.ts'
import { statement } from './statement.ts'

export interface CampaignTree {
  status: CampaignStatus
  version: number
  google_campaign_id: string | null
  google_removed: boolean
  archived: boolean
  publication_state: PublicationState | null
  /** As the contract's campaign, without `actions`. */
  json: string
}

const FIND_TREE = statement<CampaignTree>(
  'campaign_find_tree',
  `select c.status, c.version, c.google_campaign_id, c.google_removed_at is not null as google_removed,
          c.archived_at is not null as archived,
          nullif(c.publication_state, 'NONE') as publication_state,
          json_build_object(${CAMPAIGN_HEAD},
            'google', ${GOOGLE_SIDE},
            'lastPublication', ${LAST_PUBLICATION},
            'adGroups', ${AD_GROUPS},
            'assets', ${ASSETS})::text as json
     from campaigns c
     join accounts n on n.workspace_id = c.workspace_id and n.id = c.account_id
    where c.workspace_id = $1 and c.id = $2`,
  {
    status: 'text',
    version: 'int4',
    google_campaign_id: 'int8',
    google_removed: 'bool',
    archived: 'bool',
    publication_state: 'text',
    json: 'text',
  },
)

/** One campaign with its whole tree, in one statement. */
export async function findCampaignTree(
  db: Database | Tx,
  workspaceId: string,
  id: string,
): Promise<CampaignTree | undefined> {
  return 'close' in db
    ? await db.one({ workspaceId }, FIND_TREE, [workspaceId, id])
    : await db.one(FIND_TREE, [workspaceId, id])
}

export interface LockedCampaign
  extends Pick<
    CampaignRow,
    'id' | 'account_id' | 'version' | 'google_campaign_id' | 'published_name' | 'published_version'
  > {
  status: CampaignStatus
}

const LOCK = statement<LockedCampaign>(
  'campaign_lock',
  `select id, account_id, status, version, google_campaign_id, published_name, published_version
     from campaigns where workspace_id = $1 and id = $2 for update`,
  {
    id: 'uuid',
    account_id: 'uuid',
    status: 'text',
    version: 'int4',
    google_campaign_id: 'int8',
    published_name: 'text',
    published_version: 'int4',
  },
)

/** Holds a campaign's row until `tx` ends. First in the order of locks: campaign, its parts, counters, audit head. */
export async function lockCampaign(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<LockedCampaign | undefined> {
  return await tx.one(LOCK, [workspaceId, id])
}

const COUNT = statement<{ status: CampaignStatus; campaigns: string }>(
  'campaign_count_by_status',
  `select status, sum(campaigns)::text as campaigns from campaign_counts where workspace_id = $1 group by status`,
  { status: 'text', campaigns: 'text' },
)

/** How many campaigns there are by status, from the kept counters. */
export async function countCampaigns(db: Reader, workspaceId: string): Promise<Map<CampaignStatus, number>> {
  const rows = await db.many({ workspaceId }, COUNT, [workspaceId])
  return new Map(rows.map((row) => [row.status, Number(row.campaigns)]))
}

/** The document's own columns, from the JSON of a CampaignDocument in $3. */
const DOCUMENT_COLUMNS = `jsonb_to_record($3::jsonb) as d(
  "accountId" uuid, "campaignType" text, name text, objective text, "campaignGoal" text, "dailyBudgetMicros" bigint,
  "startDate" date, "endDate" date, "biddingStrategy" text, "targetCpaMicros" bigint, "targetCpcMicros" bigint,
  "targetRoas" numeric, "containsEuPoliticalAdvertising" boolean, "trackingUrlTemplate" text, "finalUrlSuffix" text)`

const INSERT = statement(
  'campaign_insert',
  `insert into campaigns (workspace_id, id, account_id, campaign_type, name, objective, campaign_goal, daily_budget_micros,
     start_date, end_date, bidding_strategy, target_cpa_micros, target_cpc_micros, target_roas,
     contains_eu_political_advertising, tracking_url_template, final_url_suffix)
   select $1, $2, d."accountId", d."campaignType", d.name, d.objective, d."campaignGoal", d."dailyBudgetMicros",
     d."startDate", d."endDate", d."biddingStrategy", d."targetCpaMicros", d."targetCpcMicros", d."targetRoas",
     d."containsEuPoliticalAdvertising", d."trackingUrlTemplate", d."finalUrlSuffix"
     from ${DOCUMENT_COLUMNS}`,
)

const UPDATE = statement(
  'campaign_update_document',
  `update campaigns c
      set version = c.version + 1, name = d.name, objective = d.objective, campaign_goal = d."campaignGoal",
          daily_budget_micros = d."dailyBudgetMicros", start_date = d."startDate", end_date = d."endDate",
          bidding_strategy = d."biddingStrategy", target_cpa_micros = d."targetCpaMicros",
          target_cpc_micros = d."targetCpcMicros", target_roas = d."targetRoas",
          contains_eu_political_advertising = d."containsEuPoliticalAdvertising",
          tracking_url_template = d."trackingUrlTemplate", final_url_suffix = d."finalUrlSuffix"
     from ${DOCUMENT_COLUMNS}
    where c.workspace_id = $1 and c.id = $2`,
)

/** Inserts a draft with its whole tree. Every id in the document is new. */
export async function insertCampaign(
  tx: Tx,
  workspaceId: string,
  id: string,
  document: CampaignDocument,
): Promise<void> {
  await Promise.all([
    tx.run(INSERT, [workspaceId, id, JSON.stringify(document)]),
    writeTree(tx, workspaceId, id, document),
  ])
}

/** Replaces the document of a campaign that is locked; its version grows by one. */
export async function updateCampaign(
  tx: Tx,
  workspaceId: string,
  id: string,
  document: CampaignDocument,
): Promise<void> {
  const adGroupIds = document.adGroups.map((group) => group.id)
  const adIds = document.adGroups.flatMap((group) => group.ads.map((ad) => ad.id))
  await Promise.all([
    tx.run(UPDATE, [workspaceId, id, JSON.stringify(document)]),
    tx.run(DELETE_OTHER_AD_GROUPS, [workspaceId, id, adGroupIds]),
    tx.run(DELETE_OTHER_ADS, [workspaceId, id, adIds]),
    tx.run(CLEAR_TEXTS, [workspaceId, adIds]),
    tx.run(CLEAR_ASSETS, [workspaceId, adIds]),
    tx.run(CLEAR_CRITERIA, [workspaceId, adGroupIds]),
    writeTree(tx, workspaceId, id, document),
  ])
}

const DELETE_OTHER_AD_GROUPS = statement(
  'ad_group_delete_others',
  `delete from ad_groups where workspace_id = $1 and campaign_id = $2 and id <> all ($3::uuid[])`,
)
const DELETE_OTHER_ADS = statement(
  'ad_delete_others',
  `delete from ads a using ad_groups g
    where g.workspace_id = $1 and g.campaign_id = $2
      and a.workspace_id = g.workspace_id and a.ad_group_id = g.id and a.id <> all ($3::uuid[])`,
)
const CLEAR_TEXTS = statement(
  'ad_text_delete',
  `delete from ad_texts where workspace_id = $1 and ad_id = any ($2::uuid[])`,
)
const CLEAR_ASSETS = statement(
  'ad_asset_delete',
  `delete from ad_assets where workspace_id = $1 and ad_id = any ($2::uuid[])`,
)
const CLEAR_CRITERIA = statement(
  'criterion_delete',
  `delete from criteria where workspace_id = $1 and ad_group_id = any ($2::uuid[])`,
)

const UPSERT_AD_GROUPS = statement(
  'ad_group_upsert',
  `insert into ad_groups (workspace_id, id, campaign_id, position, name, channel_strategy, selected_channels, optimized_targeting)
   select $1, g.id, $2, g.position, g.name, g."channelStrategy", g."selectedChannels", g."optimizedTargeting"
     from jsonb_to_recordset($3::jsonb) as g(id uuid, position integer, name text, "channelStrategy" text,
       "selectedChannels" text[], "optimizedTargeting" boolean)
   on conflict (workspace_id, id) do update
      set position = excluded.position, name = excluded.name, channel_strategy = excluded.channel_strategy,
          selected_channels = excluded.selected_channels, optimized_targeting = excluded.optimized_targeting
    where ad_groups.campaign_id = excluded.campaign_id`,
)
const UPSERT_ADS = statement(
  'ad_upsert',
  `insert into ads (workspace_id, id, ad_group_id, position, ad_type, name, final_url, business_name, call_to_action,
     asset_automation_opt_outs)
   select $1, a.id, a."adGroupId", a.position, a."adType", a.name, a."finalUrl", a."businessName", a."callToAction",
     a."assetAutomationOptOuts"
     from jsonb_to_recordset($2::jsonb) as a(id uuid, "adGroupId" uuid, position integer, "adType" text, name text,
       "finalUrl" text, "businessName" text, "callToAction" text, "assetAutomationOptOuts" text[])
   on conflict (workspace_id, id) do update
      set position = excluded.position, name = excluded.name, final_url = excluded.final_url,
          business_name = excluded.business_name, call_to_action = excluded.call_to_action,
          asset_automation_opt_outs = excluded.asset_automation_opt_outs
    where ads.ad_group_id = excluded.ad_group_id`,
)
const INSERT_TEXTS = statement(
  'ad_text_insert',
  `insert into ad_texts (workspace_id, ad_id, field, position, text)
   select $1, t."adId", t.field, t.position, t.text
     from jsonb_to_recordset($2::jsonb) as t("adId" uuid, field text, position integer, text text)`,
)
const INSERT_ASSETS = statement(
  'ad_asset_insert',
  `insert into ad_assets (workspace_id, ad_id, field, asset_id, position)
   select $1, i."adId", i.field, i."assetId", i.position
     from jsonb_to_recordset($2::jsonb) as i("adId" uuid, field text, "assetId" uuid, position integer)`,
)
const INSERT_CRITERIA = statement(
  'criterion_insert',
  `insert into criteria (workspace_id, id, ad_group_id, kind, geo_target_id, language_id, negative, position)
   select $1, k.id, k."adGroupId", k.kind, k."geoTargetId", k."languageId", k.negative, k.position
     from jsonb_to_recordset($2::jsonb) as k(id uuid, "adGroupId" uuid, kind text, "geoTargetId" bigint,
       "languageId" bigint, negative boolean, position integer)`,
)

async function writeTree(tx: Tx, workspaceId: string, id: string, document: CampaignDocument): Promise<void> {
  const rows = flatten(document)
  const json = (list: unknown[]): string => JSON.stringify(list)
  await Promise.all([
    tx.run(UPSERT_AD_GROUPS, [workspaceId, id, json(rows.adGroups)]),
    tx.run(UPSERT_ADS, [workspaceId, json(rows.ads)]),
    ...(rows.texts.length > 0 ? [tx.run(INSERT_TEXTS, [workspaceId, json(rows.texts)])] : []),
    ...(rows.images.length > 0 ? [tx.run(INSERT_ASSETS, [workspaceId, json(rows.images)])] : []),
    ...(rows.criteria.length > 0 ? [tx.run(INSERT_CRITERIA, [workspaceId, json(rows.criteria)])] : []),
  ])
}

const DELETE = statement('campaign_delete', `delete from campaigns where workspace_id = $1 and id = $2`)

/** Deletes a draft. Its revisions stay. */
export async function deleteCampaign(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.run(DELETE, [workspaceId, id])
}

const ARCHIVE = statement(
  'campaign_archive',
  `update campaigns set archived_at = clock_timestamp() where workspace_id = $1 and id = $2 and archived_at is null`,
)

/** Takes a campaign out of the lists. */
export async function archiveCampaign(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.run(ARCHIVE, [workspaceId, id])
}

const TAKEN_NAMES = statement<{ name: string }>(
  'campaign_list_taken_names',
  `select published_name as name from campaigns
    where workspace_id = $1 and account_id = $2 and id <> $3 and published_name = $4 and google_removed_at is null`,
  { name: 'text' },
)

/** The given name, where another campaign of the account has it at Google. */
export async function listTakenNames(
  tx: Tx,
  workspaceId: string,
  accountId: string,
  id: string,
  name: string,
): Promise<string[]> {
  return (await tx.many(TAKEN_NAMES, [workspaceId, accountId, id, name])).map((row) => row.name)
}
