import { newId } from '../src/base/ids.ts'
import type { CampaignDocument } from '../src/contract/campaign.ts'

/** A whole campaign of two ad groups, as an import brings it. */
export function documentOf(
  accountId: string,
  name: string,
  { landscape, logo }: { landscape: string; logo: string },
): CampaignDocument {
  return {
    accountId,
    campaignType: 'DEMAND_GEN',
    name,
    objective: 'SALES',
    campaignGoal: null,
    dailyBudgetMicros: '50000000',
    startDate: '2027-01-01',
    endDate: null,
    biddingStrategy: 'MAXIMIZE_CONVERSIONS',
    targetCpaMicros: null,
    targetCpcMicros: null,
    targetRoas: null,
    containsEuPoliticalAdvertising: false,
    trackingUrlTemplate: null,
    finalUrlSuffix: null,
    adGroups: [0, 1].map((group) => ({
      id: newId(),
      name: `Ad group ${group}`,
      channelStrategy: 'ALL_CHANNELS' as const,
      selectedChannels: [],
      optimizedTargeting: true,
      locations: [{ geoTargetId: '2840', negative: false }],
      languages: [{ languageId: '1000' }],
      ads: [
        {
          id: newId(),
          adType: 'DEMAND_GEN_MULTI_ASSET' as const,
          name: 'Ad 1',
          finalUrl: 'https://www.example.com/',
          businessName: 'Example',
          callToAction: null,
          headlines: [{ text: 'It starts here' }, { text: 'Now with more' }, { text: 'Only this week' }],
          descriptions: [{ text: 'Delivered within two days.' }, { text: 'Made to last.' }],
          marketingImages: [landscape],
          squareMarketingImages: [],
          portraitMarketingImages: [],
          tallPortraitMarketingImages: [],
          logoImages: [logo],
          assetAutomationOptOuts: [],
        },
      ],
    })),
  }
}
