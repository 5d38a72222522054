import type { Answer } from '../../google/answer.ts'
import type { Customer, GoogleAds } from '../../google/google-ads.ts'
import { BIDDING_MESSAGE, CHANNEL_FIELD } from './desired.ts'
import type { Fields, ResourceKind } from './resource.ts'

/** One resource as Google answers it. */
export interface RemoteResource {
  kind: ResourceKind
  resourceName: string
  fields: Fields
}

export interface RemoteCampaign {
  campaignId: string
  status: string
  resources: RemoteResource[]
}

const BIDDING_PATHS =
  'campaign.maximize_conversions.target_cpa_micros, campaign.maximize_conversion_value.target_roas, campaign.target_cpa.target_cpa_micros, campaign.target_roas.target_roas, campaign.target_spend.cpc_bid_ceiling_micros, campaign.target_cpc.target_cpc_micros'

const CAMPAIGN_QUERY = `SELECT campaign.id, campaign.resource_name, campaign.name, campaign.status,
 campaign.advertising_channel_type, campaign.campaign_budget, campaign.start_date_time, campaign.end_date_time,
 campaign.bidding_strategy_type, campaign.contains_eu_political_advertising, campaign.tracking_url_template,
 campaign.final_url_suffix, ${BIDDING_PATHS},
 campaign_budget.resource_name, campaign_budget.name, campaign_budget.amount_micros, campaign_budget.delivery_method,
 campaign_budget.explicitly_shared FROM campaign`

const CHANNEL_PATHS = Object.values(CHANNEL_FIELD)
  .map((field) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
  .map((field) => `ad_group.demand_gen_ad_group_settings.channel_controls.selected_channels.${field}`)

const AD_GROUP_QUERY = `SELECT ad_group.id, ad_group.resource_name, ad_group.campaign, ad_group.name, ad_group.status,
 ad_group.optimized_targeting_enabled, ad_group.demand_gen_ad_group_settings.channel_controls.channel_strategy,
 ${CHANNEL_PATHS.join(', ')} FROM ad_group`

const CRITERION_QUERY = `SELECT ad_group_criterion.resource_name, ad_group_criterion.ad_group, ad_group_criterion.type,
 ad_group_criterion.negative, ad_group_criterion.location.geo_target_constant,
 ad_group_criterion.language.language_constant FROM ad_group_criterion`

const MULTI_ASSET = 'ad_group_ad.ad.demand_gen_multi_asset_ad'
const AD_QUERY = `SELECT ad_group_ad.resource_name, ad_group_ad.ad_group, ad_group_ad.status,
 ad_group_ad.ad_group_ad_asset_automation_settings, ad_group_ad.ad.id, ad_group_ad.ad.name, ad_group_ad.ad.final_urls,
 ${MULTI_ASSET}.headlines, ${MULTI_ASSET}.descriptions, ${MULTI_ASSET}.business_name, ${MULTI_ASSET}.call_to_action_text,
 ${MULTI_ASSET}.marketing_images, ${MULTI_ASSET}.square_marketing_images, ${MULTI_ASSET}.portrait_marketing_images,
 ${MULTI_ASSET}.tall_portrait_marketing_images, ${MULTI_ASSET}.logo_images FROM ad_group_ad`

const LABEL_QUERY = `SELECT campaign_label.resource_name, campaign_label.campaign, campaign_label.label,
 label.resource_name, label.name FROM campaign_label`

type Row = Record<string, Fields>

/**
 * Reads a campaign's whole tree at Google, removed parts left out: five searches. `absent` is no proof: search may not
 * show yet what Google has made.
 */
export async function readRemote(
  google: GoogleAds,
  customer: Customer,
  campaignId: string,
): Promise<Answer<RemoteCampaign | 'removed' | 'absent'>> {
  const search = (query: string): Promise<Answer<Row[]>> => google.search<Row>(customer, query)
  const head = await search(`${CAMPAIGN_QUERY} WHERE campaign.id = ${campaignId}`)
  if (head.kind !== 'applied') return head
  const row = head.value[0]
  if (row === undefined) return { ...head, value: 'absent' }
  if (row['campaign']?.['status'] === 'REMOVED') return { ...head, value: 'removed' }
  const of = (resource: string): string =>
    `WHERE campaign.id = ${campaignId} AND ${resource}.status != 'REMOVED'`
  const queries: [ResourceKind, string, string][] = [
    ['AdGroup', 'adGroup', `${AD_GROUP_QUERY} ${of('ad_group')}`],
    ['AdGroupCriterion', 'adGroupCriterion', `${CRITERION_QUERY} ${of('ad_group_criterion')}`],
    ['AdGroupAd', 'adGroupAd', `${AD_QUERY} ${of('ad_group_ad')}`],
    ['CampaignLabel', 'campaignLabel', `${LABEL_QUERY} WHERE campaign.id = ${campaignId}`],
  ]
  const resources: RemoteResource[] = [
    resource('CampaignBudget', row['campaignBudget'] ?? {}),
    resource('Campaign', campaignFields(row['campaign'] ?? {})),
  ]
  for (const [kind, name, query] of queries) {
    const answer = await search(query)
    if (answer.kind !== 'applied') return answer
    for (const found of answer.value) {
      if (found['label'] !== undefined) resources.push(resource('Label', found['label']))
      const fields = found[name] ?? {}
      resources.push(resource(kind, kind === 'AdGroupAd' ? adFields(fields) : fields))
    }
  }
  const status = String(row['campaign']?.['status'])
  return { ...head, value: { campaignId, status, resources } }
}

function resource(kind: ResourceKind, { resourceName, ...fields }: Fields): RemoteResource {
  return { kind, resourceName: String(resourceName), fields }
}

/** The bidding message that is in force, even where it is empty and Google leaves it out. */
function campaignFields(campaign: Fields): Fields {
  const { biddingStrategyType, ...fields } = campaign
  const known = BIDDING_MESSAGE[biddingStrategyType as keyof typeof BIDDING_MESSAGE] as
    | { message: string }
    | undefined
  const others = new Set(Object.values(BIDDING_MESSAGE).map(({ message }) => message))
  const kept = Object.fromEntries(Object.entries(fields).filter(([name]) => !others.has(name)))
  return known === undefined ? kept : { ...kept, [known.message]: fields[known.message] ?? {} }
}

/** The ad as we send it: Google adds reviews and ratings to every text and image. */
function adFields({ ad, ...fields }: Fields): Fields {
  const { demandGenMultiAssetAd: content, ...rest } = (ad ?? {}) as Fields
  const plain = Object.entries((content ?? {}) as Fields).map(([name, value]) => [
    name,
    Array.isArray(value)
      ? value.map(({ text, asset }: Fields) => (text === undefined ? { asset } : { text }))
      : value,
  ])
  return { ...fields, ad: { ...rest, demandGenMultiAssetAd: Object.fromEntries(plain) as Fields } }
}

/** What is found when looking for a campaign of ours. */
export interface FoundCampaign {
  campaignId: string
  name: string
  status: string
  ours: boolean
}

/**
 * Looks for the campaign of a token: by our label, which nobody else's campaign has, and by its name, which is taken
 * even where the label is missing.
 */
export async function findRemote(
  google: GoogleAds,
  customer: Customer,
  { name, label }: { name: string; label: string },
): Promise<Answer<FoundCampaign[]>> {
  // By name first: a create that lands between the two searches is then found with its label, never without it.
  const named = await google.search<Row>(
    customer,
    `SELECT campaign.id, campaign.name, campaign.status FROM campaign WHERE campaign.name = ${quote(name)} AND campaign.status != 'REMOVED'`,
  )
  if (named.kind !== 'applied') return named
  const labelled = await google.search<Row>(
    customer,
    `SELECT campaign.id, campaign.name, campaign.status, label.name FROM campaign_label WHERE label.name = ${quote(label)}`,
  )
  if (labelled.kind !== 'applied') return labelled
  const found = new Map<string, FoundCampaign>()
  for (const [rows, ours] of [
    [named.value, false],
    [labelled.value, true],
  ] as const) {
    for (const { campaign } of rows) {
      const id = String(campaign?.['id'])
      found.set(id, {
        campaignId: id,
        name: String(campaign?.['name']),
        status: String(campaign?.['status']),
        ours,
      })
    }
  }
  return { ...named, value: [...found.values()] }
}

/** The account's labels whose names begin so, by name. */
export async function findLabels(
  google: GoogleAds,
  customer: Customer,
  prefix: string,
): Promise<Answer<Map<string, string>>> {
  const answer = await google.search<Row>(
    customer,
    `SELECT label.resource_name, label.name FROM label WHERE label.name LIKE ${quote(`${prefix}%`)} AND label.status = 'ENABLED'`,
  )
  if (answer.kind !== 'applied') return answer
  const labels = answer.value.map(({ label }): [string, string] => [
    String(label?.['name']),
    String(label?.['resourceName']),
  ])
  return { ...answer, value: new Map(labels) }
}

/** A GAQL string: single quotes and backslashes escaped; line breaks cannot be in one. */
function quote(text: string): string {
  return `'${text.replace(/[\\']/g, (character) => `\\${character}`).replace(/[\r\n]+/g, ' ')}'`
}
