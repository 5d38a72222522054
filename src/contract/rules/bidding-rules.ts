import type { BiddingStrategy, CampaignType } from '../words.ts'
import { BIDDING, BIDDING_SOURCE, type BiddingRule } from './demand-gen.ts'
import { page } from './finding.ts'

export interface BiddingOfType {
  strategies: Partial<Record<BiddingStrategy, BiddingRule>>
  source: string
}

const CONVERSIONS: BiddingRule = { allows: 'targetCpaMicros' }
const VALUE: BiddingRule = { allows: 'targetRoas' }
const CPA: BiddingRule = { needs: 'targetCpaMicros' }
const ROAS: BiddingRule = { needs: 'targetRoas' }
const CLICKS: BiddingRule = { ceiling: 'allowed' }

/** What campaigns of each type may bid with, and what goes with it. */
export const BIDDING_OF: Record<CampaignType, BiddingOfType> = {
  DEMAND_GEN: { strategies: BIDDING, source: BIDDING_SOURCE },
  SEARCH: {
    strategies: {
      MAXIMIZE_CONVERSIONS: CONVERSIONS,
      MAXIMIZE_CONVERSION_VALUE: VALUE,
      TARGET_SPEND: CLICKS,
      TARGET_IMPRESSION_SHARE: { ceiling: 'needed', share: true },
      MANUAL_CPC: { bid: 'cpcBidMicros' },
      TARGET_CPA: { ...CPA, unsure: 'MAXIMIZE_CONVERSIONS with a target cost per action' },
      TARGET_ROAS: { ...ROAS, unsure: 'MAXIMIZE_CONVERSION_VALUE with a target return' },
    },
    source: page('Search campaigns, bidding; sunset dates'),
  },
  PERFORMANCE_MAX: {
    strategies: { MAXIMIZE_CONVERSIONS: CONVERSIONS, MAXIMIZE_CONVERSION_VALUE: VALUE },
    source: page('Performance Max, create a campaign'),
  },
  DISPLAY: {
    strategies: {
      MAXIMIZE_CONVERSIONS: CONVERSIONS,
      MAXIMIZE_CONVERSION_VALUE: { ...VALUE, unsure: 'TARGET_ROAS' },
      TARGET_CPA: CPA,
      TARGET_ROAS: ROAS,
      TARGET_SPEND: CLICKS,
      MANUAL_CPC: { bid: 'cpcBidMicros' },
      MANUAL_CPM: { bid: 'cpmBidMicros' },
    },
    source: page('Display campaigns, bidding'),
  },
}
