import type { CampaignDocument } from '../../contract/campaign.ts'
import { BIDDING_OF } from '../../contract/rules/bidding-rules.ts'
import type { BiddingRule } from '../../contract/rules/demand-gen.ts'
import type { BiddingStrategy, CampaignType } from '../../contract/words.ts'
import { BIDDING_STRATEGIES } from '../../contract/words.ts'

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
  needs: readonly BiddingField[]
  allows: readonly BiddingField[]
}

/** What a campaign of a type can bid with for sure. */
export function biddingChoices(type: CampaignType): BiddingChoice[] {
  const { strategies } = BIDDING_OF[type]
  return BIDDING_STRATEGIES.flatMap((strategy) => {
    const rule = strategies[strategy]
    return rule === undefined || rule.unsure !== undefined ? [] : [choiceOf(strategy, rule)]
  })
}

function choiceOf(strategy: BiddingStrategy, rule: BiddingRule): BiddingChoice {
  const needs: BiddingField[] = rule.needs === undefined ? [] : [rule.needs]
  const allows: BiddingField[] = rule.allows === undefined ? [] : [rule.allows]
  if (rule.share === true) needs.push('impressionShareLocation', 'impressionShareFraction')
  if (rule.ceiling === 'needed') needs.push('cpcBidCeilingMicros')
  if (rule.ceiling === 'allowed') allows.push('cpcBidCeilingMicros')
  return { strategy, needs, allows }
}

/** What belongs to the strategy of a campaign; nothing where its type has no such strategy, as after an import. */
export function biddingChoice(type: CampaignType, strategy: BiddingStrategy): BiddingChoice {
  return choiceOf(strategy, BIDDING_OF[type].strategies[strategy] ?? {})
}

/** The document with another strategy: what belonged to the former one goes with it. */
export function withStrategy(document: CampaignDocument, strategy: BiddingStrategy): CampaignDocument {
  const { needs, allows } = biddingChoice(document.campaignType, strategy)
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
