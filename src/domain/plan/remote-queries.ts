import type { CampaignDocument } from '../../contract/campaign.ts'
import type { CampaignType } from '../../contract/words.ts'
import { CHANNEL_FIELD } from './desired.ts'
import type { ResourceKind } from './resource.ts'

/** The searches by which a campaign's tree is read, in GAQL. */

const BIDDING_PATHS = `campaign.maximize_conversions.target_cpa_micros, campaign.maximize_conversion_value.target_roas,
 campaign.target_cpa.target_cpa_micros, campaign.target_roas.target_roas, campaign.target_spend.cpc_bid_ceiling_micros,
 campaign.target_cpc.target_cpc_micros, campaign.target_impression_share.location,
 campaign.target_impression_share.location_fraction_micros, campaign.target_impression_share.cpc_bid_ceiling_micros`

export const CAMPAIGN_QUERY = `SELECT campaign.id, campaign.resource_name, campaign.name, campaign.status,
 campaign.advertising_channel_type, campaign.campaign_budget, campaign.start_date_time, campaign.end_date_time,
 campaign.bidding_strategy_type, campaign.contains_eu_political_advertising, campaign.tracking_url_template,
 campaign.final_url_suffix, ${BIDDING_PATHS}, campaign.network_settings.target_google_search,
 campaign.network_settings.target_search_network, campaign.network_settings.target_content_network,
 campaign.network_settings.target_partner_search_network, campaign.shopping_setting.merchant_id,
 campaign.shopping_setting.feed_label, campaign.brand_guidelines_enabled, campaign.brand_guidelines.main_color,
 campaign.brand_guidelines.accent_color, campaign.brand_guidelines.predefined_font_family,
 campaign.asset_automation_settings, campaign_budget.resource_name, campaign_budget.name, campaign_budget.amount_micros,
 campaign_budget.total_amount_micros, campaign_budget.period, campaign_budget.delivery_method,
 campaign_budget.explicitly_shared FROM campaign`

const CHANNEL_PATHS = Object.values(CHANNEL_FIELD)
  .map((field) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
  .map((field) => `ad_group.demand_gen_ad_group_settings.channel_controls.selected_channels.${field}`)

const fields = (prefix: string, names: string): string =>
  names
    .split(' ')
    .map((name) => `${prefix}.${name}`)
    .join(', ')

const AD = 'ad_group_ad.ad'
const AD_CONTENTS = [
  fields(
    `${AD}.demand_gen_multi_asset_ad`,
    'headlines descriptions business_name call_to_action_text marketing_images square_marketing_images portrait_marketing_images tall_portrait_marketing_images logo_images',
  ),
  fields(
    `${AD}.demand_gen_carousel_ad`,
    'business_name logo_image headline description call_to_action_text carousel_cards',
  ),
  fields(
    `${AD}.demand_gen_video_responsive_ad`,
    'videos logo_images business_name headlines long_headlines descriptions breadcrumb1 breadcrumb2 call_to_actions',
  ),
  fields(
    `${AD}.demand_gen_product_ad`,
    'headline description logo_image breadcrumb1 breadcrumb2 business_name call_to_action',
  ),
  fields(`${AD}.responsive_search_ad`, 'headlines descriptions path1 path2'),
  fields(
    `${AD}.responsive_display_ad`,
    'headlines long_headline descriptions business_name marketing_images square_marketing_images logo_images square_logo_images youtube_videos main_color accent_color allow_flexible_color call_to_action_text',
  ),
].join(', ')

const CRITERION =
  'negative location.geo_target_constant language.language_constant keyword.text keyword.match_type'

/** What is selected of each kind of part, and whose status leaves out removed ones: what hangs on a removed group keeps its own. */
const SELECTED: Partial<Record<ResourceKind, { table: string; select: string; alive: string[] }>> = {
  CampaignCriterion: {
    table: 'campaign_criterion',
    select: fields('campaign_criterion', `resource_name campaign type ${CRITERION}`),
    alive: ['campaign_criterion'],
  },
  CampaignAsset: {
    table: 'campaign_asset',
    select: fields('campaign_asset', 'resource_name campaign asset field_type'),
    alive: ['campaign_asset'],
  },
  AdGroup: {
    table: 'ad_group',
    select: `${fields('ad_group', 'id resource_name campaign name status type optimized_targeting_enabled cpc_bid_micros cpm_bid_micros audience_setting.use_audience_grouped demand_gen_ad_group_settings.channel_controls.channel_strategy')}, ${CHANNEL_PATHS.join(', ')}`,
    alive: ['ad_group'],
  },
  AdGroupCriterion: {
    table: 'ad_group_criterion',
    select: fields(
      'ad_group_criterion',
      `resource_name ad_group type cpc_bid_micros audience.audience ${CRITERION}`,
    ),
    alive: ['ad_group_criterion', 'ad_group'],
  },
  AssetGroup: {
    table: 'asset_group',
    select: fields('asset_group', 'id resource_name campaign name status final_urls path1 path2'),
    alive: ['asset_group'],
  },
  AssetGroupAsset: {
    table: 'asset_group_asset',
    select: fields('asset_group_asset', 'resource_name asset_group asset field_type'),
    alive: ['asset_group_asset', 'asset_group'],
  },
  AssetGroupSignal: {
    table: 'asset_group_signal',
    select: fields('asset_group_signal', 'resource_name asset_group search_theme.text audience.audience'),
    alive: ['asset_group'],
  },
  AdGroupAd: {
    table: 'ad_group_ad',
    select: `${fields('ad_group_ad', 'resource_name ad_group status ad_group_ad_asset_automation_settings ad.id ad.name ad.final_urls')}, ${AD_CONTENTS}`,
    alive: ['ad_group_ad', 'ad_group'],
  },
  CampaignLabel: {
    table: 'campaign_label',
    select:
      'campaign_label.resource_name, campaign_label.campaign, campaign_label.label, label.resource_name, label.name',
    alive: [],
  },
}

const OF_ADS: ResourceKind[] = ['AdGroup', 'AdGroupCriterion', 'AdGroupAd', 'CampaignLabel']
const KINDS: Record<CampaignType, ResourceKind[]> = {
  DEMAND_GEN: OF_ADS,
  SEARCH: ['CampaignCriterion', ...OF_ADS],
  DISPLAY: ['CampaignCriterion', ...OF_ADS],
  PERFORMANCE_MAX: [
    'CampaignCriterion',
    'CampaignAsset',
    'AssetGroup',
    'AssetGroupAsset',
    'AssetGroupSignal',
    'CampaignLabel',
  ],
}

/** The searches for the parts of a campaign. */
export function partQueries(
  type: CampaignType,
): { kind: ResourceKind; query: (campaignId: string) => string }[] {
  return KINDS[type].map((kind) => {
    const { table, select, alive } = SELECTED[kind]!
    const living = alive.map((resource) => ` AND ${resource}.status != 'REMOVED'`).join('')
    return {
      kind,
      query: (campaignId) => `SELECT ${select} FROM ${table} WHERE campaign.id = ${campaignId}${living}`,
    }
  })
}

const CARD = 'asset.demand_gen_carousel_card_asset'

/** What is in the assets that parts name. */
export function assetQuery(resourceNames: readonly string[]): string {
  const list = resourceNames.map((name) => `'${name}'`).join(', ')
  return `SELECT asset.resource_name, asset.type, asset.text_asset.text, asset.youtube_video_asset.youtube_video_id,
 asset.call_to_action_asset.call_to_action, ${CARD}.headline, ${CARD}.call_to_action_text, ${CARD}.marketing_image_asset,
 ${CARD}.square_marketing_image_asset, ${CARD}.portrait_marketing_image_asset FROM asset WHERE asset.resource_name IN (${list})`
}

/** How many searches read such a campaign back: its head, its parts, and the assets that are no images where it has any. */
export function searchesToRead({ campaignType, adGroups }: CampaignDocument): number {
  const hasMade = adGroups.some(({ ads }) =>
    ads.some(
      ({ adType, youtubeVideos, callToAction }) =>
        youtubeVideos.length > 0 ||
        ['ASSET_GROUP', 'DEMAND_GEN_CAROUSEL'].includes(adType) ||
        (callToAction !== null && ['DEMAND_GEN_PRODUCT', 'DEMAND_GEN_VIDEO_RESPONSIVE'].includes(adType)),
    ),
  )
  return 1 + KINDS[campaignType].length + (hasMade ? 1 : 0)
}
