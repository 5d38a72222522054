import type { BiddingStrategy } from '../words.ts'
import type { TextRule } from './ad-rule.ts'
import type { Dated } from './finding.ts'
import { api, page } from './finding.ts'

/** Google's numbers for Demand Gen, as data. A changed number is a new row with `since`, and `until` on the old one. */

export const TEXT_RULES: readonly TextRule[] = [
  {
    property: 'headlines',
    noun: 'headline',
    min: 1,
    max: 5,
    width: 30,
    source: api('DemandGenMultiAssetAdInfo.headlines'),
  },
  {
    property: 'descriptions',
    noun: 'description',
    min: 1,
    max: 5,
    width: 90,
    source: api('DemandGenMultiAssetAdInfo.descriptions'),
  },
]

export const BUSINESS_NAME = { width: 25, source: api('DemandGenMultiAssetAdInfo.business_name') }

/** Landscape, square, portrait and tall portrait images of one ad, together. */
export const MAX_MARKETING_IMAGES = 20

export interface BudgetFloor extends Dated {
  /** Per day, in US dollars; Google converts it for other currencies. */
  usdMicros: bigint
  source: string
}

export const BUDGET_FLOORS: readonly BudgetFloor[] = [
  {
    since: '2026-04-01',
    usdMicros: 5_000_000n,
    source: page(
      'Ads developer blog on the Demand Gen minimum budget; BUDGET_BELOW_PER_DAY_MINIMUM in API v25',
    ),
  },
]

export type TargetField = 'targetCpaMicros' | 'targetCpcMicros' | 'targetRoas'

export interface BiddingRule {
  needs?: TargetField
  allows?: TargetField
  /** Whether the campaign says the most that a click may cost. */
  ceiling?: 'needed' | 'allowed'
  /** Whether it aims at a place on the page, and how often to be there. */
  share?: true
  /** The bid that each ad group has, where people bid by hand. */
  bid?: 'cpcBidMicros' | 'cpmBidMicros'
  /** Google's pages do not agree whether it is still offered; this surely does the same. */
  unsure?: string
}

/** What Demand Gen campaigns may bid with, and the target that goes with it. */
export const BIDDING: Partial<Record<BiddingStrategy, BiddingRule>> = {
  MAXIMIZE_CONVERSIONS: { allows: 'targetCpaMicros' },
  MAXIMIZE_CONVERSION_VALUE: { allows: 'targetRoas' },
  TARGET_CPA: { needs: 'targetCpaMicros' },
  TARGET_ROAS: { needs: 'targetRoas' },
  TARGET_SPEND: { ceiling: 'allowed' },
  TARGET_CPC: { needs: 'targetCpcMicros' },
}
export const BIDDING_SOURCE = page('Demand Gen overview, bidding strategies')

/** A daily budget below this many times the target CPA leaves Google little to learn from. */
export const BUDGET_PER_TARGET_CPA = { times: 15n, source: page('Demand Gen, create a campaign') }
