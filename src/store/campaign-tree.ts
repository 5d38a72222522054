import type { CampaignDocument } from '../contract/campaign.ts'
import { flatten } from './campaign-rows.ts'
import type { Tx } from './db.ts'
import { statement } from './statement.ts'

/** The parts of a campaign: ad groups and ads keep their rows, which carry Google's ids; what is in them is written anew. */

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
const CLEAR_CARDS = statement(
  'ad_card_delete',
  `delete from ad_cards where workspace_id = $1 and ad_id = any ($2::uuid[])`,
)
const CLEAR_CRITERIA = statement(
  'criterion_delete',
  `delete from criteria where workspace_id = $1 and ad_group_id = any ($2::uuid[])`,
)
const CLEAR_CAMPAIGN_CRITERIA = statement(
  'campaign_criterion_delete',
  `delete from campaign_criteria where workspace_id = $1 and campaign_id = $2`,
)
const CLEAR_CAMPAIGN_ASSETS = statement(
  'campaign_asset_delete',
  `delete from campaign_assets where workspace_id = $1 and campaign_id = $2`,
)

/** Takes out what the document has no longer, and what is in the parts that stay. */
export async function clearTree(
  tx: Tx,
  workspaceId: string,
  id: string,
  document: CampaignDocument,
): Promise<void> {
  const adGroupIds = document.adGroups.map((group) => group.id)
  const adIds = document.adGroups.flatMap((group) => group.ads.map((ad) => ad.id))
  await Promise.all([
    tx.run(DELETE_OTHER_AD_GROUPS, [workspaceId, id, adGroupIds]),
    tx.run(DELETE_OTHER_ADS, [workspaceId, id, adIds]),
    tx.run(CLEAR_TEXTS, [workspaceId, adIds]),
    tx.run(CLEAR_ASSETS, [workspaceId, adIds]),
    tx.run(CLEAR_CARDS, [workspaceId, adIds]),
    tx.run(CLEAR_CRITERIA, [workspaceId, adGroupIds]),
    tx.run(CLEAR_CAMPAIGN_CRITERIA, [workspaceId, id]),
    tx.run(CLEAR_CAMPAIGN_ASSETS, [workspaceId, id]),
  ])
}

const UPSERT_AD_GROUPS = statement(
  'ad_group_upsert',
  `insert into ad_groups (workspace_id, id, campaign_id, position, name, channel_strategy, selected_channels,
     optimized_targeting, cpc_bid_micros, cpm_bid_micros)
   select $1, g.id, $2, g.position, g.name, g."channelStrategy", g."selectedChannels", g."optimizedTargeting",
     g."cpcBidMicros", g."cpmBidMicros"
     from jsonb_to_recordset($3::jsonb) as g(id uuid, position integer, name text, "channelStrategy" text,
       "selectedChannels" text[], "optimizedTargeting" boolean, "cpcBidMicros" bigint, "cpmBidMicros" bigint)
   on conflict (workspace_id, id) do update
      set position = excluded.position, name = excluded.name, channel_strategy = excluded.channel_strategy,
          selected_channels = excluded.selected_channels, optimized_targeting = excluded.optimized_targeting,
          cpc_bid_micros = excluded.cpc_bid_micros, cpm_bid_micros = excluded.cpm_bid_micros
    where ad_groups.campaign_id = excluded.campaign_id`,
)
const UPSERT_ADS = statement(
  'ad_upsert',
  `insert into ads (workspace_id, id, ad_group_id, position, ad_type, name, final_url, path1, path2, business_name,
     call_to_action, main_color, accent_color, asset_automation_opt_outs)
   select $1, a.id, a."adGroupId", a.position, a."adType", a.name, a."finalUrl", a.path1, a.path2, a."businessName",
     a."callToAction", a."mainColor", a."accentColor", a."assetAutomationOptOuts"
     from jsonb_to_recordset($2::jsonb) as a(id uuid, "adGroupId" uuid, position integer, "adType" text, name text,
       "finalUrl" text, path1 text, path2 text, "businessName" text, "callToAction" text, "mainColor" text,
       "accentColor" text, "assetAutomationOptOuts" text[])
   on conflict (workspace_id, id) do update
      set position = excluded.position, name = excluded.name, final_url = excluded.final_url, path1 = excluded.path1,
          path2 = excluded.path2, business_name = excluded.business_name, call_to_action = excluded.call_to_action,
          main_color = excluded.main_color, accent_color = excluded.accent_color,
          asset_automation_opt_outs = excluded.asset_automation_opt_outs
    where ads.ad_group_id = excluded.ad_group_id`,
)
const INSERT_TEXTS = statement(
  'ad_text_insert',
  `insert into ad_texts (workspace_id, ad_id, field, position, text, pinned_field)
   select $1, t."adId", t.field, t.position, t.text, t."pinnedField"
     from jsonb_to_recordset($2::jsonb) as t("adId" uuid, field text, position integer, text text, "pinnedField" text)`,
)
const INSERT_ASSETS = statement(
  'ad_asset_insert',
  `insert into ad_assets (workspace_id, ad_id, field, asset_id, position)
   select $1, i."adId", i.field, i."assetId", i.position
     from jsonb_to_recordset($2::jsonb) as i("adId" uuid, field text, "assetId" uuid, position integer)`,
)
const INSERT_CARDS = statement(
  'ad_card_insert',
  `insert into ad_cards (workspace_id, ad_id, position, headline, call_to_action, marketing_image_id,
     square_marketing_image_id, portrait_marketing_image_id)
   select $1, d."adId", d.position, d.headline, d."callToAction", d."marketingImage", d."squareMarketingImage",
     d."portraitMarketingImage"
     from jsonb_to_recordset($2::jsonb) as d("adId" uuid, position integer, headline text, "callToAction" text,
       "marketingImage" uuid, "squareMarketingImage" uuid, "portraitMarketingImage" uuid)`,
)
const INSERT_CRITERIA = statement(
  'criterion_insert',
  `insert into criteria (workspace_id, id, ad_group_id, kind, geo_target_id, language_id, keyword_text, match_type,
     cpc_bid_micros, audience_id, negative, position)
   select $1, k.id, k."adGroupId", k.kind, k."geoTargetId", k."languageId", k.text, k."matchType", k."cpcBidMicros",
     k."audienceId", k.negative, k.position
     from jsonb_to_recordset($2::jsonb) as k(id uuid, "adGroupId" uuid, kind text, "geoTargetId" bigint,
       "languageId" bigint, text text, "matchType" text, "cpcBidMicros" bigint, "audienceId" bigint, negative boolean,
       position integer)`,
)
const INSERT_CAMPAIGN_CRITERIA = statement(
  'campaign_criterion_insert',
  `insert into campaign_criteria (workspace_id, id, campaign_id, kind, geo_target_id, language_id, keyword_text, match_type,
     negative, position)
   select $1, k.id, $2, k.kind, k."geoTargetId", k."languageId", k.text, k."matchType", k.negative, k.position
     from jsonb_to_recordset($3::jsonb) as k(id uuid, kind text, "geoTargetId" bigint, "languageId" bigint, text text,
       "matchType" text, negative boolean, position integer)`,
)
const INSERT_CAMPAIGN_ASSETS = statement(
  'campaign_asset_insert',
  `insert into campaign_assets (workspace_id, campaign_id, field, asset_id, position)
   select $1, $2, i.field, i."assetId", i.position
     from jsonb_to_recordset($3::jsonb) as i(field text, "assetId" uuid, position integer)`,
)

/** Writes all parts of the document; a statement is sent only where there is something for it. */
export async function writeTree(
  tx: Tx,
  workspaceId: string,
  id: string,
  document: CampaignDocument,
): Promise<void> {
  const rows = flatten(document)
  const json = (list: unknown[]): string => JSON.stringify(list)
  await Promise.all([
    tx.run(UPSERT_AD_GROUPS, [workspaceId, id, json(rows.adGroups)]),
    tx.run(UPSERT_ADS, [workspaceId, json(rows.ads)]),
    ...(rows.texts.length > 0 ? [tx.run(INSERT_TEXTS, [workspaceId, json(rows.texts)])] : []),
    ...(rows.images.length > 0 ? [tx.run(INSERT_ASSETS, [workspaceId, json(rows.images)])] : []),
    ...(rows.cards.length > 0 ? [tx.run(INSERT_CARDS, [workspaceId, json(rows.cards)])] : []),
    ...(rows.criteria.length > 0 ? [tx.run(INSERT_CRITERIA, [workspaceId, json(rows.criteria)])] : []),
    ...(rows.campaignCriteria.length > 0
      ? [tx.run(INSERT_CAMPAIGN_CRITERIA, [workspaceId, id, json(rows.campaignCriteria)])]
      : []),
    ...(rows.campaignImages.length > 0
      ? [tx.run(INSERT_CAMPAIGN_ASSETS, [workspaceId, id, json(rows.campaignImages)])]
      : []),
  ])
}

/** Writes anew what these ad groups and campaigns are aimed by, each from the document that it is in. */
export async function rewriteCriteria(
  tx: Tx,
  workspaceId: string,
  documents: readonly { id: string; document: CampaignDocument }[],
  owners: ReadonlySet<string>,
): Promise<void> {
  const rows = documents.map(({ id, document }) => ({ id, ...flatten(document) }))
  const ofGroups = rows
    .flatMap(({ criteria }) => criteria as { adGroupId: string }[])
    .filter(({ adGroupId }) => owners.has(adGroupId))
  const campaigns = rows.filter(({ id }) => owners.has(id))
  await Promise.all([
    tx.run(CLEAR_CRITERIA, [workspaceId, [...owners]]),
    tx.run(INSERT_CRITERIA, [workspaceId, JSON.stringify(ofGroups)]),
    ...campaigns.flatMap(({ id, campaignCriteria }) => [
      tx.run(CLEAR_CAMPAIGN_CRITERIA, [workspaceId, id]),
      tx.run(INSERT_CAMPAIGN_CRITERIA, [workspaceId, id, JSON.stringify(campaignCriteria)]),
    ]),
  ])
}

/** Writes these ads anew with their texts and cards, each from the document that it is in; images and all else stay. */
export async function rewriteAds(
  tx: Tx,
  workspaceId: string,
  documents: readonly CampaignDocument[],
  adIds: ReadonlySet<string>,
): Promise<void> {
  const rows = documents.map(flatten)
  const of = (list: 'texts' | 'cards'): string =>
    JSON.stringify(
      rows.flatMap((each) => each[list] as { adId: string }[]).filter(({ adId }) => adIds.has(adId)),
    )
  const ads = rows.flatMap((each) => each.ads as { id: string }[]).filter(({ id }) => adIds.has(id))
  await Promise.all([
    tx.run(UPSERT_ADS, [workspaceId, JSON.stringify(ads)]),
    tx.run(CLEAR_TEXTS, [workspaceId, [...adIds]]),
    tx.run(CLEAR_CARDS, [workspaceId, [...adIds]]),
    tx.run(INSERT_TEXTS, [workspaceId, of('texts')]),
    tx.run(INSERT_CARDS, [workspaceId, of('cards')]),
  ])
}
