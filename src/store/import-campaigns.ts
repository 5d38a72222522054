import type { CampaignDocument } from '../contract/campaign.ts'
import { insertAudit } from './audit.ts'
import { DOCUMENT_COLUMNS, DOCUMENT_RECORD, DOCUMENT_VALUES } from './campaign-columns.ts'
import { flatten, type TreeRows } from './campaign-rows.ts'
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
 * $1 workspace, $2 campaigns, $3 ad groups, $4 ads, $5 texts, $6 images, $7 targets, $8 reason, $9 door, $10 who,
 * $11 cards, $12 targets and $13 images of campaigns. JSON
 * arrays, each read once. A campaign that is there already is left alone with all that belongs to it; the triggers and
 * the foreign keys are looked at when the statement, or the transaction, ends. The conflict names no key: the id stands in
 * two unique ones, and of two imports at once the later would be refused by the one that is not named.
 */
const IMPORT = statement<{ id: string }>(
  'import_campaigns',
  `with sent as materialized (
     select r.id, r.document, ${DOCUMENT_VALUES}
       from json_to_recordset($2::json) as r(id uuid, document jsonb)
      cross join lateral jsonb_to_record(r.document) as ${DOCUMENT_RECORD}),
   made as (
     insert into campaigns (workspace_id, id, ${DOCUMENT_COLUMNS})
     select $1, d.id, ${DOCUMENT_VALUES} from sent d order by d.id
     on conflict do nothing
     returning id),
   revised as (
     insert into revisions (workspace_id, campaign_id, number, document, changed_fields, reason, door, created_by)
     select $1, s.id, 1, s.document, array(select jsonb_object_keys(s.document)), $8, $9, $10
       from sent s join made m on m.id = s.id),
   groups as (
     insert into ad_groups (workspace_id, id, campaign_id, position, name, channel_strategy, selected_channels,
       optimized_targeting, cpc_bid_micros, cpm_bid_micros)
     select $1, g.id, g."campaignId", g.position, g.name, g."channelStrategy", g."selectedChannels", g."optimizedTargeting",
       g."cpcBidMicros", g."cpmBidMicros"
       from json_to_recordset($3::json) as g(id uuid, "campaignId" uuid, position integer, name text, "channelStrategy" text,
         "selectedChannels" text[], "optimizedTargeting" boolean, "cpcBidMicros" bigint, "cpmBidMicros" bigint)
       join made m on m.id = g."campaignId"
     returning id),
   ads_made as (
     insert into ads (workspace_id, id, ad_group_id, position, ad_type, name, final_url, path1, path2, business_name,
       call_to_action, main_color, accent_color, asset_automation_opt_outs)
     select $1, a.id, a."adGroupId", a.position, a."adType", a.name, a."finalUrl", a.path1, a.path2, a."businessName",
       a."callToAction", a."mainColor", a."accentColor", a."assetAutomationOptOuts"
       from json_to_recordset($4::json) as a(id uuid, "adGroupId" uuid, position integer, "adType" text, name text,
         "finalUrl" text, path1 text, path2 text, "businessName" text, "callToAction" text, "mainColor" text,
         "accentColor" text, "assetAutomationOptOuts" text[])
       join groups g on g.id = a."adGroupId"
     returning id),
   texts as (
     insert into ad_texts (workspace_id, ad_id, field, position, text, pinned_field)
     select $1, t."adId", t.field, t.position, t.text, t."pinnedField"
       from json_to_recordset($5::json) as t("adId" uuid, field text, position integer, text text, "pinnedField" text)
       join ads_made a on a.id = t."adId"),
   images as (
     insert into ad_assets (workspace_id, ad_id, field, asset_id, position)
     select $1, i."adId", i.field, i."assetId", i.position
       from json_to_recordset($6::json) as i("adId" uuid, field text, "assetId" uuid, position integer)
       join ads_made a on a.id = i."adId"),
   cards as (
     insert into ad_cards (workspace_id, ad_id, position, headline, call_to_action, marketing_image_id,
       square_marketing_image_id, portrait_marketing_image_id)
     select $1, d."adId", d.position, d.headline, d."callToAction", d."marketingImage", d."squareMarketingImage",
       d."portraitMarketingImage"
       from json_to_recordset($11::json) as d("adId" uuid, position integer, headline text, "callToAction" text,
         "marketingImage" uuid, "squareMarketingImage" uuid, "portraitMarketingImage" uuid)
       join ads_made a on a.id = d."adId"),
   targets as (
     insert into criteria (workspace_id, id, ad_group_id, kind, geo_target_id, language_id, keyword_text, match_type,
       cpc_bid_micros, audience_id, negative, position)
     select $1, k.id, k."adGroupId", k.kind, k."geoTargetId", k."languageId", k.text, k."matchType", k."cpcBidMicros",
       k."audienceId", k.negative, k.position
       from json_to_recordset($7::json) as k(id uuid, "adGroupId" uuid, kind text, "geoTargetId" bigint,
         "languageId" bigint, text text, "matchType" text, "cpcBidMicros" bigint, "audienceId" bigint, negative boolean,
         position integer)
       join groups g on g.id = k."adGroupId"),
   campaign_targets as (
     insert into campaign_criteria (workspace_id, id, campaign_id, kind, geo_target_id, language_id, keyword_text,
       match_type, negative, position)
     select $1, k.id, k."campaignId", k.kind, k."geoTargetId", k."languageId", k.text, k."matchType", k.negative, k.position
       from json_to_recordset($12::json) as k(id uuid, "campaignId" uuid, kind text, "geoTargetId" bigint,
         "languageId" bigint, text text, "matchType" text, negative boolean, position integer)
       join made m on m.id = k."campaignId"),
   campaign_images as (
     insert into campaign_assets (workspace_id, campaign_id, field, asset_id, position)
     select $1, i."campaignId", i.field, i."assetId", i.position
       from json_to_recordset($13::json) as i("campaignId" uuid, field text, "assetId" uuid, position integer)
       join made m on m.id = i."campaignId")
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
  const { own, parts, more } = valuesOf(campaigns)
  const values = [own, ...parts, reason, door, actor, ...more]
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

function valuesOf(campaigns: readonly ImportedCampaign[]): { own: string; parts: string[]; more: string[] } {
  const trees = campaigns.map(({ id, document }) => ({ id, rows: flatten(document) }))
  const all = (kind: keyof TreeRows): string => JSON.stringify(trees.flatMap(({ rows }) => rows[kind]))
  const ofCampaigns = (kind: keyof TreeRows): string =>
    JSON.stringify(
      trees.flatMap(({ id, rows }) => rows[kind].map((row) => ({ ...(row as object), campaignId: id }))),
    )
  return {
    own: JSON.stringify(campaigns.map(({ id, document }) => ({ id, document }))),
    parts: [ofCampaigns('adGroups'), all('ads'), all('texts'), all('images'), all('criteria')],
    more: [all('cards'), ofCampaigns('campaignCriteria'), ofCampaigns('campaignImages')],
  }
}
