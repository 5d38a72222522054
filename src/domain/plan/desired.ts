import type { CampaignDocument } from '../../contract/campaign.ts'
import type { AdGroup } from '../../contract/campaign-parts.ts'
import type { Channel } from '../../contract/words.ts'
import { adGroupAd, optOut } from './desired-ads.ts'
import { assetGroupResources, brandResources } from './desired-asset-groups.ts'
import { adGroupCriteria, campaignCriteria } from './desired-targets.ts'
import { biddingFields } from './bidding.ts'
import { type Fields, ref, type Resource } from './resource.ts'

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

/**
 * What Google should have for this document, parents before children. `token` names our label, `customerId` the account,
 * whose number stands in the names of its audiences.
 */
export function desiredResources(document: CampaignDocument, token: string, customerId: string): Resource[] {
  const isPerformanceMax = document.campaignType === 'PERFORMANCE_MAX'
  const groups = [...document.adGroups.entries()]
  const resources = [
    budget(document, token),
    campaign(document),
    ...campaignCriteria(document),
    ...(isPerformanceMax
      ? [
          ...brandResources(document),
          ...groups.flatMap(([index, group]) => assetGroupResources(document, group, index, customerId)),
        ]
      : [
          ...groups.map(([index, group]) => adGroup(document, group, index)),
          ...groups.flatMap(([index, group]) => adGroupCriteria(group, index, customerId)),
          ...groups.flatMap(([index, group]) =>
            group.ads.flatMap((ad, adIndex) =>
              adGroupAd(group, ad, `adGroups[${index}].ads[${adIndex}]`, adIndex),
            ),
          ),
        ]),
    label(token),
    campaignLabel(),
  ]
  return withoutTwins(resources)
}

/** A text or a video that several parts use is one asset: Google refuses equal ones in one request. */
function withoutTwins(resources: readonly Resource[]): Resource[] {
  const seen = new Set<string>()
  return resources.filter(({ key }) => !seen.has(key) && seen.add(key))
}

function budget(document: CampaignDocument, token: string): Resource {
  const isTotal = document.totalBudgetMicros !== null
  const fields: Fields = {
    // Only its uniqueness matters: people see the campaign's name. 255 bytes at most.
    name: `gacm ${token}`,
    ...(isTotal
      ? { totalAmountMicros: document.totalBudgetMicros, period: 'CUSTOM_PERIOD' }
      : { amountMicros: document.dailyBudgetMicros }),
    deliveryMethod: 'STANDARD',
    // Google's default is true, and a shared budget can never become unshared.
    explicitlyShared: false,
  }
  return {
    key: 'budget',
    kind: 'CampaignBudget',
    title: isTotal ? 'Total budget' : 'Daily budget',
    path: isTotal ? 'totalBudgetMicros' : 'dailyBudgetMicros',
    fields,
  }
}

function campaign(document: CampaignDocument): Resource {
  const eu = document.containsEuPoliticalAdvertising
  const fields: Fields = {
    name: document.name,
    // Google's default is ENABLED, and nothing may run before it has been verified.
    status: 'PAUSED',
    advertisingChannelType: document.campaignType,
    campaignBudget: ref('budget'),
    ...biddingFields(document),
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
    ...settingsOfType(document),
  }
  return { key: 'campaign', kind: 'Campaign', title: `Campaign “${document.name}”`, path: '', fields }
}

function settingsOfType(document: CampaignDocument): Fields {
  switch (document.campaignType) {
    case 'SEARCH':
      return {
        networkSettings: {
          targetGoogleSearch: true,
          targetSearchNetwork: document.targetSearchNetwork,
          targetContentNetwork: document.targetContentNetwork,
          targetPartnerSearchNetwork: false,
        },
      }
    case 'PERFORMANCE_MAX':
      return {
        ...products(document),
        brandGuidelinesEnabled: document.brandGuidelines,
        ...brandGuidelines(document),
        // Opted in is Google's default: what is not named here is.
        assetAutomationSettings: document.assetAutomationOptOuts.map(optOut),
      }
    case 'DEMAND_GEN':
      return products(document)
    case 'DISPLAY':
      return {}
  }
}

function products({ merchantId, feedLabel }: CampaignDocument): Fields {
  if (merchantId === null) return {}
  return { shoppingSetting: { merchantId, ...(feedLabel ? { feedLabel } : {}) } }
}

function brandGuidelines(document: CampaignDocument): Fields {
  if (!document.brandGuidelines) return {}
  const { brandMainColor, brandAccentColor, brandFontFamily } = document
  return {
    brandGuidelines: {
      ...(brandMainColor === null ? {} : { mainColor: brandMainColor }),
      ...(brandAccentColor === null ? {} : { accentColor: brandAccentColor }),
      ...(brandFontFamily === null ? {} : { predefinedFontFamily: brandFontFamily }),
    },
  }
}

function adGroup(document: CampaignDocument, group: AdGroup, index: number): Resource {
  const fields: Fields = {
    campaign: ref('campaign'),
    name: group.name,
    status: 'ENABLED',
    ...adGroupOfType(document, group),
  }
  return {
    key: `adGroup:${group.id}`,
    kind: 'AdGroup',
    title: `Ad group “${group.name}”`,
    path: `adGroups[${index}]`,
    fields,
  }
}

function adGroupOfType({ campaignType }: CampaignDocument, group: AdGroup): Fields {
  const bids = {
    ...(group.cpcBidMicros === null ? {} : { cpcBidMicros: group.cpcBidMicros }),
    ...(group.cpmBidMicros === null ? {} : { cpmBidMicros: group.cpmBidMicros }),
  }
  if (campaignType === 'SEARCH') return { type: 'SEARCH_STANDARD', ...bids }
  if (campaignType === 'DISPLAY') {
    return { type: 'DISPLAY_STANDARD', optimizedTargetingEnabled: group.optimizedTargeting, ...bids }
  }
  return {
    demandGenAdGroupSettings: { channelControls: channelControls(group) },
    optimizedTargetingEnabled: group.optimizedTargeting,
    // Google takes audiences only where this was said when the ad group was made, and never lets it change.
    ...(group.audiences.length > 0 ? { audienceSetting: { useAudienceGrouped: true } } : {}),
  }
}

function channelControls(group: AdGroup): Fields {
  if (group.channelStrategy !== 'SELECTED_CHANNELS') return { channelStrategy: group.channelStrategy }
  const chosen = group.selectedChannels.map((channel) => [CHANNEL_FIELD[channel], true])
  return { selectedChannels: Object.fromEntries(chosen) }
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
