import type { CampaignDocument } from '../contract/campaign.ts'
import { insertAudit } from './audit.ts'
import { flatten } from './campaign-rows.ts'
import type { Database } from './db.ts'
import { statement } from './statement.ts'

/** A campaign to be imported. Its id is the caller's (a UUIDv7), so that the same import can be sent again. */
export interface ImportedCampaign {
  id: string
  document: CampaignDocument
}

export interface ImportBatch {
  campaigns: readonly ImportedCampaign[]
  /** As in the history: what made them. */
  reason: string
  door: string
  actor: string
  requestId: string | null
}

/** At most so many campaigns in one transaction: some megabytes, and well under the time that a statement may take. */
export const MAX_IMPORT_BATCH = 1000

/**
 * $1 workspace, $2 campaigns, $3 ad groups, $4 ads, $5 texts, $6 images, $7 targets, $8 reason, $9 door, $10 who. JSON
 * arrays, each read once. A campaign that is there already is left alone with all that belongs to it; the triggers and
 * the foreign keys are looked at when the statement, or the transaction, ends. The conflict names no key: the id stands in
 * two unique ones, and of two imports at once the later would be refused by the one that is not named.
 */
const IMPORT = statement<{ id: string }>(
  'import_campaigns',
  `with sent as materialized (
     select r.id, r.document, d.*
       from jsonb_to_recordset($2::jsonb) as r(id uuid, document jsonb)
      cross join lateral jsonb_to_record(r.document) as d(
        "accountId" uuid, "campaignType" text, name text, objective text, "campaignGoal" text, "dailyBudgetMicros" bigint,
        "startDate" date, "endDate" date, "biddingStrategy" text, "targetCpaMicros" bigint, "targetCpcMicros" bigint,
        "targetRoas" numeric, "containsEuPoliticalAdvertising" boolean, "trackingUrlTemplate" text, "finalUrlSuffix" text)),
   made as (
     insert into campaigns (workspace_id, id, account_id, campaign_type, name, objective, campaign_goal, daily_budget_micros,
       start_date, end_date, bidding_strategy, target_cpa_micros, target_cpc_micros, target_roas,
       contains_eu_political_advertising, tracking_url_template, final_url_suffix)
     select $1, s.id, s."accountId", s."campaignType", s.name, s.objective, s."campaignGoal", s."dailyBudgetMicros",
       s."startDate", s."endDate", s."biddingStrategy", s."targetCpaMicros", s."targetCpcMicros", s."targetRoas",
       s."containsEuPoliticalAdvertising", s."trackingUrlTemplate", s."finalUrlSuffix"
       from sent s order by s.id
     on conflict do nothing
     returning id),
   revised as (
     insert into revisions (workspace_id, campaign_id, number, document, changed_fields, reason, door, created_by)
     select $1, s.id, 1, s.document, array(select jsonb_object_keys(s.document)), $8, $9, $10
       from sent s join made m on m.id = s.id),
   groups as (
     insert into ad_groups (workspace_id, id, campaign_id, position, name, channel_strategy, selected_channels, optimized_targeting)
     select $1, g.id, g."campaignId", g.position, g.name, g."channelStrategy", g."selectedChannels", g."optimizedTargeting"
       from jsonb_to_recordset($3::jsonb) as g(id uuid, "campaignId" uuid, position integer, name text, "channelStrategy" text,
         "selectedChannels" text[], "optimizedTargeting" boolean)
       join made m on m.id = g."campaignId"
     returning id),
   ads_made as (
     insert into ads (workspace_id, id, ad_group_id, position, ad_type, name, final_url, business_name, call_to_action,
       asset_automation_opt_outs)
     select $1, a.id, a."adGroupId", a.position, a."adType", a.name, a."finalUrl", a."businessName", a."callToAction",
       a."assetAutomationOptOuts"
       from jsonb_to_recordset($4::jsonb) as a(id uuid, "adGroupId" uuid, position integer, "adType" text, name text,
         "finalUrl" text, "businessName" text, "callToAction" text, "assetAutomationOptOuts" text[])
       join groups g on g.id = a."adGroupId"
     returning id),
   texts as (
     insert into ad_texts (workspace_id, ad_id, field, position, text)
     select $1, t."adId", t.field, t.position, t.text
       from jsonb_to_recordset($5::jsonb) as t("adId" uuid, field text, position integer, text text)
       join ads_made a on a.id = t."adId"),
   images as (
     insert into ad_assets (workspace_id, ad_id, field, asset_id, position)
     select $1, i."adId", i.field, i."assetId", i.position
       from jsonb_to_recordset($6::jsonb) as i("adId" uuid, field text, "assetId" uuid, position integer)
       join ads_made a on a.id = i."adId"),
   targets as (
     insert into criteria (workspace_id, id, ad_group_id, kind, geo_target_id, language_id, negative, position)
     select $1, k.id, k."adGroupId", k.kind, k."geoTargetId", k."languageId", k.negative, k.position
       from jsonb_to_recordset($7::jsonb) as k(id uuid, "adGroupId" uuid, kind text, "geoTargetId" bigint,
         "languageId" bigint, negative boolean, position integer)
       join groups g on g.id = k."adGroupId")
   select id from made order by id`,
  { id: 'uuid' },
)

/**
 * Makes up to 1,000 drafts with their trees and revisions, and one link of the audit chain for all of them, in one
 * transaction: all or none. Answers the ids that are new; sent again, the others are left as they are, so an import whose
 * answer was lost is simply repeated. Throws AppError for what a constraint refuses, RangeError for a larger batch.
 */
export async function importCampaigns(
  db: Database,
  workspaceId: string,
  { campaigns, reason, door, actor, requestId }: ImportBatch,
): Promise<string[]> {
  if (campaigns.length > MAX_IMPORT_BATCH)
    throw new RangeError(`At most ${MAX_IMPORT_BATCH} campaigns at once, not ${campaigns.length}.`)
  if (campaigns.length === 0) return []
  const values = [...valuesOf(campaigns), reason, door, actor]
  return await db.transaction({ workspaceId }, async (tx) => {
    const made = (await tx.many(IMPORT, [workspaceId, ...values])).map(({ id }) => id)
    if (made.length > 0) {
      await insertAudit(tx, workspaceId, {
        actor,
        door,
        action: 'campaign.import',
        entityKind: 'campaign',
        entityId: null,
        detail: { campaigns: made.length, first: made[0], last: made.at(-1) },
        requestId,
      })
    }
    return made
  })
}

function valuesOf(campaigns: readonly ImportedCampaign[]): string[] {
  const trees = campaigns.map(({ id, document }) => ({ id, rows: flatten(document) }))
  const groups = trees.flatMap(({ id, rows }) =>
    rows.adGroups.map((group) => ({ ...(group as object), campaignId: id })),
  )
  return [
    JSON.stringify(campaigns.map(({ id, document }) => ({ id, document }))),
    JSON.stringify(groups),
    JSON.stringify(trees.flatMap(({ rows }) => rows.ads)),
    JSON.stringify(trees.flatMap(({ rows }) => rows.texts)),
    JSON.stringify(trees.flatMap(({ rows }) => rows.images)),
    JSON.stringify(trees.flatMap(({ rows }) => rows.criteria)),
  ]
}
