import type { Operation } from './operations.ts'

/** Google's fields (camelCase, below the operation's resource) that have another name here. Longest first. */
const LOCAL: Partial<Record<Operation['resource'], [prefix: string, local: string][]>> = {
  CampaignBudget: [['', '']],
  Campaign: [
    ['startDateTime', 'startDate'],
    ['endDateTime', 'endDate'],
    ['campaignBudget', 'dailyBudgetMicros'],
    ['maximizeConversions.targetCpaMicros', 'targetCpaMicros'],
    ['targetCpa.targetCpaMicros', 'targetCpaMicros'],
    ['targetCpc.targetCpcMicros', 'targetCpcMicros'],
    ['maximizeConversionValue.targetRoas', 'targetRoas'],
    ['targetRoas.targetRoas', 'targetRoas'],
    ['targetSpend.cpcBidCeilingMicros', 'cpcBidCeilingMicros'],
    ['targetImpressionShare.cpcBidCeilingMicros', 'cpcBidCeilingMicros'],
    ['targetImpressionShare.locationFractionMicros', 'impressionShareFraction'],
    ['targetImpressionShare.location', 'impressionShareLocation'],
    ['targetImpressionShare', 'biddingStrategy'],
    ['manualCpc', 'biddingStrategy'],
    ['manualCpm', 'biddingStrategy'],
    ['networkSettings.targetContentNetwork', 'targetContentNetwork'],
    ['networkSettings', 'targetSearchNetwork'],
    ['shoppingSetting.feedLabel', 'feedLabel'],
    ['shoppingSetting', 'merchantId'],
    ['brandGuidelinesEnabled', 'brandGuidelines'],
    ['brandGuidelines.mainColor', 'brandMainColor'],
    ['brandGuidelines.accentColor', 'brandAccentColor'],
    ['brandGuidelines.predefinedFontFamily', 'brandFontFamily'],
    ['assetAutomationSettings', 'assetAutomationOptOuts'],
    ['maximizeConversions', 'biddingStrategy'],
    ['maximizeConversionValue', 'biddingStrategy'],
    ['targetSpend', 'biddingStrategy'],
    ['targetCpa', 'biddingStrategy'],
    ['targetRoas', 'biddingStrategy'],
    ['targetCpc', 'biddingStrategy'],
    ['campaignBiddingStrategy', 'biddingStrategy'],
    ['advertisingChannelType', 'campaignType'],
  ],
  CampaignCriterion: [['', '']],
  AdGroup: [
    ['demandGenAdGroupSettings', 'channelStrategy'],
    ['optimizedTargetingEnabled', 'optimizedTargeting'],
    ['audienceSetting', 'audiences'],
  ],
  AdGroupCriterion: [['', '']],
  Asset: [['', '']],
  CampaignAsset: [['', '']],
  AssetGroup: [
    ['name', 'name'],
    ['finalUrls', 'ads[0].finalUrl'],
    ['path1', 'ads[0].path1'],
    ['path2', 'ads[0].path2'],
  ],
  AssetGroupAsset: [['', '']],
  AssetGroupSignal: [['', '']],
  AdGroupAd: [
    ['finalUrls', 'finalUrl'],
    ['callToActionText', 'callToAction'],
    ['callToActions', 'callToAction'],
    ['carouselCards', 'cards'],
    ['breadcrumb1', 'path1'],
    ['breadcrumb2', 'path2'],
    ['longHeadline', 'longHeadlines'],
    ['headline', 'headlines'],
    ['description', 'descriptions'],
    ['logoImage', 'logoImages'],
    ['squareLogoImages', 'logoImages'],
    ['videos', 'youtubeVideos'],
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
  const path = [operation.path, local].filter((part) => part !== '').join('.')
  return path === '' ? null : path
}

/** `create.ad.demand_gen_multi_asset_ad.headlines[1].text` is `headlines[1].text` to us. */
function googleField(field: string | null): string {
  const camel = (field ?? '').replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  return (
    camel
      .replace(/^(create|update|remove)\b\.?/, '')
      .replace(/^ad\b\.?/, '')
      // The other way round than elsewhere: a plain logo of a display ad is a landscape one.
      .replace(/^responsiveDisplayAd\.logoImages/, 'landscapeLogoImages')
      .replace(/^(demandGen\w+|responsive\w+)Ad\b\.?/, '')
      .replace(/((Images|youtubeVideos|videos|carouselCards)\[\d+\])\.asset$/, '$1')
  )
}
