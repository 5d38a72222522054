import { newId } from '../src/base/ids.ts'
import type { CampaignDocument } from '../src/contract/campaign.ts'
import { EMPTY_AD, EMPTY_AD_GROUP, EMPTY_CAMPAIGN } from '../src/contract/empty-campaign.ts'

/** A whole campaign of two ad groups, as an import brings it. */
export function documentOf(
  accountId: string,
  name: string,
  { landscape, logo }: { landscape: string; logo: string },
): CampaignDocument {
  return {
    ...EMPTY_CAMPAIGN,
    accountId,
    campaignType: 'DEMAND_GEN',
    name,
    objective: 'SALES',
    dailyBudgetMicros: '50000000',
    startDate: '2027-01-01',
    containsEuPoliticalAdvertising: false,
    adGroups: [0, 1].map((group) => ({
      ...EMPTY_AD_GROUP,
      id: newId(),
      name: `Ad group ${group}`,
      locations: [{ geoTargetId: '2840', negative: false }],
      languages: [{ languageId: '1000' }],
      ads: [
        {
          ...EMPTY_AD,
          id: newId(),
          name: 'Ad 1',
          finalUrl: 'https://www.example.com/',
          businessName: 'Example',
          headlines: [{ text: 'It starts here' }, { text: 'Now with more' }, { text: 'Only this week' }],
          descriptions: [{ text: 'Delivered within two days.' }, { text: 'Made to last.' }],
          marketingImages: [landscape],
          logoImages: [logo],
        },
      ],
    })),
  }
}
