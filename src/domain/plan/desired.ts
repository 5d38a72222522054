import type { CampaignDocument } from '../../contract/campaign.ts'
import type { Ad, AdGroup } from '../../contract/campaign-parts.ts'
import { CALL_TO_ACTION_TEXT } from '../../contract/reference/calls-to-action.ts'
import { countryByGeoTargetId } from '../../contract/reference/countries.ts'
import { languageById } from '../../contract/reference/languages.ts'
import { type BiddingStrategy, type Channel, IMAGE_FIELDS, IMAGE_PROPERTY } from '../../contract/words.ts'
import type { Fields, Ref, Resource } from './resource.ts'

/** Google's JSON name of each channel of `selectedChannels`. */
export const CHANNEL_FIELD: Record<Channel, string> = {
  YOUTUBE_IN_STREAM: 'youtubeInStream',
  YOUTUBE_IN_FEED: 'youtubeInFeed',
  YOUTUBE_SHORTS: 'youtubeShorts',
  DISCOVER: 'discover',
  GMAIL: 'gmail',
  DISPLAY: 'display',
  MAPS: 'maps',
}

/** The sub-message of Campaign that selects a standard bidding strategy, and the field in it that holds our target. */
export const BIDDING_MESSAGE: Record<
  BiddingStrategy,
  { message: string; field: string; target: 'cpa' | 'cpc' | 'roas' | null }
> = {
  MAXIMIZE_CONVERSIONS: { message: 'maximizeConversions', field: 'targetCpaMicros', target: 'cpa' },
  MAXIMIZE_CONVERSION_VALUE: { message: 'maximizeConversionValue', field: 'targetRoas', target: 'roas' },
  TARGET_CPA: { message: 'targetCpa', field: 'targetCpaMicros', target: 'cpa' },
  TARGET_ROAS: { message: 'targetRoas', field: 'targetRoas', target: 'roas' },
  TARGET_SPEND: { message: 'targetSpend', field: 'cpcBidCeilingMicros', target: null },
  TARGET_CPC: { message: 'targetCpc', field: 'targetCpcMicros', target: 'cpc' },
  TARGET_IMPRESSION_SHARE: {
    message: 'targetImpressionShare',
    field: 'cpcBidCeilingMicros',
    target: null,
  },
  MANUAL_CPC: { message: 'manualCpc', field: 'enhancedCpcEnabled', target: null },
  MANUAL_CPM: { message: 'manualCpm', field: '', target: null },
}

const ref = (key: string): Ref => ({ $ref: key })

/**
 * What Google should have for this document, parents before children and grouped by type, as Google asks
 * (google-ads field "mutate order": each change of type costs it a call). `token` names our label.
 */
export function desiredResources(document: CampaignDocument, token: string): Resource[] {
  const groups = [...document.adGroups.entries()]
  return [
    budget(document, token),
    campaign(document),
    ...groups.map(([index, group]) => adGroup(group, index)),
    ...groups.flatMap(([index, group]) => criteria(group, index)),
    ...groups.flatMap(([index, group]) =>
      group.ads.map((ad, adIndex) => adGroupAd(group, ad, `adGroups[${index}].ads[${adIndex}]`, adIndex)),
    ),
    label(token),
    campaignLabel(),
  ]
}

function budget(document: CampaignDocument, token: string): Resource {
  const fields: Fields = {
    // Only its uniqueness matters: people see the campaign's name. 255 bytes at most.
    name: `gacm ${token}`,
    amountMicros: document.dailyBudgetMicros,
    deliveryMethod: 'STANDARD',
    // Google's default is true, and a shared budget can never become unshared.
    explicitlyShared: false,
  }
  return { key: 'budget', kind: 'CampaignBudget', title: 'Daily budget', path: 'dailyBudgetMicros', fields }
}

function campaign(document: CampaignDocument): Resource {
  const eu = document.containsEuPoliticalAdvertising
  const fields: Fields = {
    name: document.name,
    // Google's default is ENABLED, and nothing may run before it has been verified.
    status: 'PAUSED',
    advertisingChannelType: document.campaignType,
    campaignBudget: ref('budget'),
    ...bidding(document),
    ...(eu === null
      ? {}
      : {
          containsEuPoliticalAdvertising: eu
            ? 'CONTAINS_EU_POLITICAL_ADVERTISING'
            : 'DOES_NOT_CONTAIN_EU_POLITICAL_ADVERTISING',
        }),
    ...(document.startDate === null ? {} : { startDateTime: `${document.startDate} 00:00:00` }),
    ...(document.endDate === null ? {} : { endDateTime: `${document.endDate} 23:59:59` }),
    ...(document.trackingUrlTemplate ? { trackingUrlTemplate: document.trackingUrlTemplate } : {}),
    ...(document.finalUrlSuffix ? { finalUrlSuffix: document.finalUrlSuffix } : {}),
  }
  return { key: 'campaign', kind: 'Campaign', title: `Campaign “${document.name}”`, path: '', fields }
}

function bidding(document: CampaignDocument): Fields {
  const { message, field, target } = BIDDING_MESSAGE[document.biddingStrategy]
  const values = { cpa: document.targetCpaMicros, cpc: document.targetCpcMicros, roas: document.targetRoas }
  const value = target === null ? null : values[target]
  return { [message]: value === null ? {} : { [field]: value } }
}

function adGroup(group: AdGroup, index: number): Resource {
  const channelControls =
    group.channelStrategy === 'SELECTED_CHANNELS'
      ? {
          selectedChannels: Object.fromEntries(
            group.selectedChannels.map((channel) => [CHANNEL_FIELD[channel], true]),
          ),
        }
      : { channelStrategy: group.channelStrategy }
  const fields: Fields = {
    campaign: ref('campaign'),
    name: group.name,
    status: 'ENABLED',
    demandGenAdGroupSettings: { channelControls },
    optimizedTargetingEnabled: group.optimizedTargeting,
  }
  return {
    key: `adGroup:${group.id}`,
    kind: 'AdGroup',
    title: `Ad group “${group.name}”`,
    path: `adGroups[${index}]`,
    fields,
  }
}

function criteria(group: AdGroup, index: number): Resource[] {
  const parent = ref(`adGroup:${group.id}`)
  const base = `adGroups[${index}]`
  const locations = group.locations.map(({ geoTargetId, negative }, at): Resource => {
    const name = countryByGeoTargetId(geoTargetId)?.name ?? `location ${geoTargetId}`
    return {
      key: `criterion:${group.id}:location:${geoTargetId}:${negative ? 'not' : 'in'}`,
      kind: 'AdGroupCriterion',
      title: negative ? `Not in ${name}` : `In ${name}`,
      path: `${base}.locations[${at}]`,
      fields: {
        adGroup: parent,
        location: { geoTargetConstant: `geoTargetConstants/${geoTargetId}` },
        negative,
      },
    }
  })
  const languages = group.languages.map(
    ({ languageId }, at): Resource => ({
      key: `criterion:${group.id}:language:${languageId}`,
      kind: 'AdGroupCriterion',
      title: `Speaking ${languageById(languageId)?.name ?? `language ${languageId}`}`,
      path: `${base}.languages[${at}]`,
      fields: { adGroup: parent, language: { languageConstant: `languageConstants/${languageId}` } },
    }),
  )
  return [...locations, ...languages]
}

function adGroupAd(group: AdGroup, ad: Ad, path: string, index: number): Resource {
  const name = ad.name.trim() || `Ad ${index + 1}`
  const images = Object.fromEntries(
    IMAGE_FIELDS.map((field) => IMAGE_PROPERTY[field])
      .filter((property) => ad[property].length > 0)
      .map((property) => [property, ad[property].map((id) => ({ asset: ref(`asset:${id}`) }))]),
  )
  const fields: Fields = {
    adGroup: ref(`adGroup:${group.id}`),
    status: 'ENABLED',
    ad: {
      name,
      finalUrls: ad.finalUrl === null ? [] : [ad.finalUrl],
      demandGenMultiAssetAd: {
        headlines: ad.headlines,
        descriptions: ad.descriptions,
        businessName: ad.businessName ?? '',
        ...(ad.callToAction === null ? {} : { callToActionText: CALL_TO_ACTION_TEXT[ad.callToAction] }),
        ...images,
      },
    },
    ...(ad.assetAutomationOptOuts.length === 0 ? {} : { adGroupAdAssetAutomationSettings: optOuts(ad) }),
  }
  return { key: `ad:${ad.id}`, kind: 'AdGroupAd', title: `Ad “${name}” in “${group.name}”`, path, fields }
}

function optOuts(ad: Ad): object[] {
  return ad.assetAutomationOptOuts.map((type) => ({
    assetAutomationType: type,
    assetAutomationStatus: 'OPTED_OUT',
  }))
}

/** The name of the label that proves a campaign at Google to be ours. Unique per account, so it also stops a second create. */
export function labelName(token: string): string {
  return `gacm ${token}`
}

function label(token: string): Resource {
  const description =
    'Made by Google Ads Campaign Manager, which finds its campaign by it. Please leave it in place.'
  return {
    key: 'label',
    kind: 'Label',
    title: 'Label that marks the campaign as ours',
    path: '',
    fields: { name: labelName(token), textLabel: { description } },
  }
}

function campaignLabel(): Resource {
  return {
    key: 'campaignLabel',
    kind: 'CampaignLabel',
    title: 'Label on the campaign',
    path: '',
    fields: { campaign: ref('campaign'), label: ref('label') },
  }
}
