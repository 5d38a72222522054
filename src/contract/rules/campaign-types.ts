import type { CampaignAssetAutomation, CampaignType } from '../words.ts'
import { api, page } from './finding.ts'

/** What campaigns of a type have besides what all have. */
export interface TypeRule {
  /** As people call it. */
  name: string
  /** What its ads stand in. */
  group: { noun: 'ad group' | 'asset group'; nameLength: number; nameSource: string; duplicateSource: string }
  /** Most ads of one group; Google counts the enabled ones, and all of ours are. */
  ads: { max: number; source: string }
  /** Where places and languages belong. */
  targets: 'campaign' | 'group'
  channels: boolean
  optimizedTargeting: boolean
  keywords: boolean
  negativeKeywords: boolean
  /** Of Google's Audience resource; other types take single segments, which we do not offer. */
  audiences: boolean
  searchThemes: boolean
  networks: boolean
  products: boolean
  brand: boolean
  automations: readonly CampaignAssetAutomation[]
  /** Whether it is sure that Google takes a total budget. */
  totalBudget: boolean
  source: string
}

const AD_GROUP: TypeRule['group'] = {
  noun: 'ad group',
  nameLength: 255,
  nameSource: api('AdGroup.name'),
  duplicateSource: api('AdGroupError.DUPLICATE_ADGROUP_NAME'),
}
const NONE = {
  group: AD_GROUP,
  targets: 'campaign',
  channels: false,
  optimizedTargeting: false,
  keywords: false,
  negativeKeywords: false,
  audiences: false,
  searchThemes: false,
  networks: false,
  products: false,
  brand: false,
  automations: [],
  totalBudget: false,
} as const

export const TYPES: Record<CampaignType, TypeRule> = {
  DEMAND_GEN: {
    ...NONE,
    name: 'Demand Gen',
    ads: { max: 50, source: page('system limits of the Google Ads API') },
    targets: 'group',
    channels: true,
    optimizedTargeting: true,
    audiences: true,
    products: true,
    totalBudget: true,
    source: page('Demand Gen, create a campaign'),
  },
  SEARCH: {
    ...NONE,
    name: 'Search',
    ads: { max: 3, source: api('RESPONSIVE_SEARCH_ADS_PER_AD_GROUP') },
    keywords: true,
    negativeKeywords: true,
    networks: true,
    automations: ['TEXT_ASSET_AUTOMATION', 'FINAL_URL_EXPANSION_TEXT_ASSET_AUTOMATION'],
    source: page('Search campaigns, create a campaign'),
  },
  PERFORMANCE_MAX: {
    ...NONE,
    name: 'Performance Max',
    group: {
      noun: 'asset group',
      nameLength: 128,
      nameSource: api('AssetGroup.name'),
      duplicateSource: api('AssetGroupError.DUPLICATE_NAME'),
    },
    ads: { max: 1, source: page('Performance Max, asset groups') },
    negativeKeywords: true,
    audiences: true,
    searchThemes: true,
    products: true,
    brand: true,
    automations: [
      'TEXT_ASSET_AUTOMATION',
      'FINAL_URL_EXPANSION_TEXT_ASSET_AUTOMATION',
      'GENERATE_ENHANCED_YOUTUBE_VIDEOS',
      'GENERATE_IMAGE_ENHANCEMENT',
    ],
    source: page('Performance Max, create a campaign'),
  },
  DISPLAY: {
    ...NONE,
    name: 'Display',
    ads: { max: 50, source: page('system limits of the Google Ads API') },
    optimizedTargeting: true,
    source: page('Display campaigns, create a campaign'),
  },
}
