import type { Operation } from './operations.ts'

/** Google's fields (camelCase, below the operation's resource) that have another name here. Longest first. */
const LOCAL: Partial<Record<Operation['resource'], [prefix: string, local: string][]>> = {
  CampaignBudget: [['', 'dailyBudgetMicros']],
  Campaign: [
    ['startDateTime', 'startDate'],
    ['endDateTime', 'endDate'],
    ['campaignBudget', 'dailyBudgetMicros'],
    ['maximizeConversions.targetCpaMicros', 'targetCpaMicros'],
    ['targetCpa.targetCpaMicros', 'targetCpaMicros'],
    ['targetCpc.targetCpcMicros', 'targetCpcMicros'],
    ['maximizeConversionValue.targetRoas', 'targetRoas'],
    ['targetRoas.targetRoas', 'targetRoas'],
    ['maximizeConversions', 'biddingStrategy'],
    ['maximizeConversionValue', 'biddingStrategy'],
    ['targetSpend', 'biddingStrategy'],
    ['targetCpa', 'biddingStrategy'],
    ['targetRoas', 'biddingStrategy'],
    ['targetCpc', 'biddingStrategy'],
    ['campaignBiddingStrategy', 'biddingStrategy'],
    ['advertisingChannelType', 'campaignType'],
  ],
  AdGroup: [['demandGenAdGroupSettings', 'channelStrategy']],
  AdGroupCriterion: [['', '']],
  AdGroupAd: [
    ['finalUrls', 'finalUrl'],
    ['callToActionText', 'callToAction'],
    ['adGroupAdAssetAutomationSettings', 'assetAutomationOptOuts'],
  ],
  Label: [['', 'name']],
  CampaignLabel: [['', 'name']],
}

/** The path in the campaign's document that an error of Google is about. */
export function localPath(
  operation: Pick<Operation, 'resource' | 'path'>,
  field: string | null,
): string | null {
  const below = googleField(field)
  const table = LOCAL[operation.resource === 'Ad' ? 'AdGroupAd' : operation.resource] ?? []
  const known = table.find(
    ([prefix]) =>
      prefix === '' || below === prefix || below.startsWith(`${prefix}.`) || below.startsWith(`${prefix}[`),
  )
  const local = known === undefined ? below : known[1]
  // The path of a budget is its field already.
  const base = operation.resource === 'CampaignBudget' ? '' : operation.path
  const path = [base, local].filter((part) => part !== '').join('.')
  return path === '' ? null : path
}

/** `create.ad.demand_gen_multi_asset_ad.headlines[1].text` is `headlines[1].text` to us. */
function googleField(field: string | null): string {
  const camel = (field ?? '').replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  return camel
    .replace(/^(create|update|remove)\b\.?/, '')
    .replace(/^ad\b\.?/, '')
    .replace(/^demandGenMultiAssetAd\b\.?/, '')
    .replace(/(Images\[\d+\])\.asset$/, '$1')
}
