import type { CampaignDocument } from '../../contract/campaign.ts'
import type { BiddingStrategy } from '../../contract/words.ts'
import type { Fields } from './resource.ts'

export interface BiddingMessage {
  /** The sub-message of Google's Campaign that selects the strategy. */
  message: string
  /** Its fields, each with what the document wants in it; null: nothing. */
  fields: Record<string, (document: CampaignDocument) => unknown>
}

/** Standard strategies only; `bidding_strategy_type` itself is output only. */
export const BIDDING_MESSAGE: Record<BiddingStrategy, BiddingMessage> = {
  MAXIMIZE_CONVERSIONS: {
    message: 'maximizeConversions',
    fields: { targetCpaMicros: (document) => document.targetCpaMicros },
  },
  MAXIMIZE_CONVERSION_VALUE: {
    message: 'maximizeConversionValue',
    fields: { targetRoas: (document) => document.targetRoas },
  },
  TARGET_CPA: {
    message: 'targetCpa',
    fields: { targetCpaMicros: (document) => document.targetCpaMicros },
  },
  TARGET_ROAS: { message: 'targetRoas', fields: { targetRoas: (document) => document.targetRoas } },
  TARGET_SPEND: {
    message: 'targetSpend',
    fields: { cpcBidCeilingMicros: (document) => document.cpcBidCeilingMicros },
  },
  TARGET_CPC: {
    message: 'targetCpc',
    fields: { targetCpcMicros: (document) => document.targetCpcMicros },
  },
  TARGET_IMPRESSION_SHARE: {
    message: 'targetImpressionShare',
    fields: {
      location: (document) => document.impressionShareLocation,
      locationFractionMicros: (document) => fractionMicros(document.impressionShareFraction),
      cpcBidCeilingMicros: (document) => document.cpcBidCeilingMicros,
    },
  },
  // Enhanced CPC is gone for new campaigns, and its switch the only field that a mask can name here.
  MANUAL_CPC: { message: 'manualCpc', fields: { enhancedCpcEnabled: () => null } },
  MANUAL_CPM: { message: 'manualCpm', fields: {} },
}

/** The message of the document's strategy, with what is decided in it; it may be empty, and has to be there all the same. */
export function biddingFields(document: CampaignDocument): Fields {
  const { message, fields } = BIDDING_MESSAGE[document.biddingStrategy]
  const set = Object.entries(fields)
    .map(([field, value]) => [field, value(document)] as const)
    .filter(([, value]) => value !== null)
  return { [message]: Object.fromEntries(set) }
}

/** A share as Google counts it: 1,000,000 is all. */
function fractionMicros(fraction: number | null): string | null {
  return fraction === null ? null : String(Math.round(fraction * 1_000_000))
}
