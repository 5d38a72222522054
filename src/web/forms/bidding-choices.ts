import type { CampaignDocument } from '../../contract/campaign.ts'
import type { BiddingStrategy, CampaignType } from '../../contract/words.ts'

/** The fields that belong to a bidding strategy: all others would only be refused beside it. */
export type BiddingField = keyof Pick<
  CampaignDocument,
  | 'targetCpaMicros'
  | 'targetCpcMicros'
  | 'targetRoas'
  | 'cpcBidCeilingMicros'
  | 'impressionShareLocation'
  | 'impressionShareFraction'
>

export interface BiddingChoice {
  strategy: BiddingStrategy
  needs?: readonly BiddingField[]
  allows?: readonly BiddingField[]
}

const CONVERSIONS: BiddingChoice = { strategy: 'MAXIMIZE_CONVERSIONS', allows: ['targetCpaMicros'] }
const VALUE: BiddingChoice = { strategy: 'MAXIMIZE_CONVERSION_VALUE', allows: ['targetRoas'] }
const CPA: BiddingChoice = { strategy: 'TARGET_CPA', needs: ['targetCpaMicros'] }
const ROAS: BiddingChoice = { strategy: 'TARGET_ROAS', needs: ['targetRoas'] }
const CLICKS: BiddingChoice = { strategy: 'TARGET_SPEND', allows: ['cpcBidCeilingMicros'] }

/** What a campaign of each type can bid with; the first is what a new one does. */
export const BIDDING_CHOICES: Record<CampaignType, readonly [BiddingChoice, ...BiddingChoice[]]> = {
  DEMAND_GEN: [CONVERSIONS, VALUE, CPA, ROAS, CLICKS, { strategy: 'TARGET_CPC', needs: ['targetCpcMicros'] }],
  SEARCH: [
    CONVERSIONS,
    VALUE,
    CLICKS,
    {
      strategy: 'TARGET_IMPRESSION_SHARE',
      needs: ['impressionShareLocation', 'impressionShareFraction', 'cpcBidCeilingMicros'],
    },
    { strategy: 'MANUAL_CPC' },
  ],
  PERFORMANCE_MAX: [CONVERSIONS, VALUE],
  DISPLAY: [CONVERSIONS, CPA, ROAS, CLICKS, { strategy: 'MANUAL_CPC' }, { strategy: 'MANUAL_CPM' }],
}

/** The choice that a campaign has made; one of another type, from an import say, has no fields of its own. */
export function biddingChoice(type: CampaignType, strategy: BiddingStrategy): BiddingChoice {
  return BIDDING_CHOICES[type].find((choice) => choice.strategy === strategy) ?? { strategy }
}

/** The document with another strategy: what belonged to the former one goes with it. */
export function withStrategy(document: CampaignDocument, strategy: BiddingStrategy): CampaignDocument {
  const { needs = [], allows = [] } = biddingChoice(document.campaignType, strategy)
  const kept = new Set<BiddingField>([...needs, ...allows])
  const held = <Field extends BiddingField>(field: Field): CampaignDocument[Field] | null =>
    kept.has(field) ? document[field] : null
  return {
    ...document,
    biddingStrategy: strategy,
    targetCpaMicros: held('targetCpaMicros'),
    targetCpcMicros: held('targetCpcMicros'),
    targetRoas: held('targetRoas'),
    cpcBidCeilingMicros: held('cpcBidCeilingMicros'),
    impressionShareLocation:
      held('impressionShareLocation') ?? (strategy === 'TARGET_IMPRESSION_SHARE' ? 'ANYWHERE_ON_PAGE' : null),
    impressionShareFraction: held('impressionShareFraction'),
    adGroups: document.adGroups.map((group) => withoutOtherBids(group, strategy)),
  }
}

type AdGroup = CampaignDocument['adGroups'][number]

function withoutOtherBids(group: AdGroup, strategy: BiddingStrategy): AdGroup {
  const manual = strategy === 'MANUAL_CPC'
  return {
    ...group,
    cpcBidMicros: manual ? group.cpcBidMicros : null,
    cpmBidMicros: strategy === 'MANUAL_CPM' ? group.cpmBidMicros : null,
    keywords: manual ? group.keywords : group.keywords.map((each) => ({ ...each, cpcBidMicros: null })),
  }
}
