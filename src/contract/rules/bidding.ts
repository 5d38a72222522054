import type { CampaignDocument } from '../campaign.ts'
import { microsOf } from '../money.ts'
import type { PreflightContext } from '../preflight-context.ts'
import type { Amount } from '../problem.ts'
import type { Finding } from '../publication.ts'
import type { BiddingStrategy } from '../words.ts'
import { BIDDING_OF, type BiddingOfType } from './bidding-rules.ts'
import { TYPES } from './campaign-types.ts'
import { BUDGET_PER_TARGET_CPA } from './demand-gen.ts'
import type { BiddingRule, TargetField } from './demand-gen.ts'
import { amountOf, OUR_ADVICE, api, error, warning } from './finding.ts'
import { checkAmount } from './money-step.ts'

const TARGET: Record<TargetField, { code: string; noun: string }> = {
  targetCpaMicros: { code: 'target_cpa', noun: 'target cost per action' },
  targetCpcMicros: { code: 'target_cpc', noun: 'target cost per click' },
  targetRoas: { code: 'target_roas', noun: 'target return on ad spend' },
}

/** How the campaign bids, and the target that goes with it. */
export function* checkBidding(document: CampaignDocument, context: PreflightContext): Generator<Finding> {
  const { biddingStrategy, campaignType } = document
  const { strategies, source } = BIDDING_OF[campaignType]
  const rule = strategies[biddingStrategy]
  const path = 'biddingStrategy'
  if (rule === undefined) {
    yield error({
      path,
      code: 'bidding_strategy_not_allowed',
      message: `A ${TYPES[campaignType].name} campaign cannot bid with ${biddingStrategy}.`,
      fix: `Choose one of ${sureOf(strategies).join(', ')}.`,
      source,
    })
    return
  }
  if (rule.unsure !== undefined) {
    yield warning({
      path,
      code: 'bidding_strategy_may_be_refused',
      message: `Google's pages do not agree whether a new ${TYPES[campaignType].name} campaign can still bid with ${biddingStrategy}.`,
      fix: `Choose ${rule.unsure}, which comes to the same.`,
      source,
    })
  }
  yield* adviseOnChange(biddingStrategy, context)
  yield* checkTarget('targetCpaMicros', document, rule)
  yield* checkAmount(document.targetCpaMicros, 'targetCpaMicros', TARGET.targetCpaMicros, context)
  yield* checkTarget('targetCpcMicros', document, rule)
  yield* checkAmount(document.targetCpcMicros, 'targetCpcMicros', TARGET.targetCpcMicros, context)
  yield* checkTarget('targetRoas', document, rule)
  yield* checkRoas(document)
}

/** Those that Google surely takes. */
function sureOf(strategies: BiddingOfType['strategies']): string[] {
  return Object.entries(strategies)
    .filter(([, { unsure }]) => unsure === undefined)
    .map(([strategy]) => strategy)
}

function* adviseOnChange(
  biddingStrategy: BiddingStrategy,
  { published }: PreflightContext,
): Generator<Finding> {
  if (published === null || published.biddingStrategy === biddingStrategy) return
  yield warning({
    path: 'biddingStrategy',
    code: 'bidding_strategy_changes',
    message: `Bidding changes from ${published.biddingStrategy} to ${biddingStrategy}: Google starts to learn anew, and results may swing meanwhile.`,
    fix: 'Nothing, if it is meant.',
    source: OUR_ADVICE,
  })
}

function* checkTarget(field: TargetField, document: CampaignDocument, rule: BiddingRule): Generator<Finding> {
  const present = document[field] !== null
  const { noun, code } = TARGET[field]
  const { source } = BIDDING_OF[document.campaignType]
  if (rule.needs === field && !present) {
    yield error({
      path: field,
      code: `${code}_required`,
      message: `${document.biddingStrategy} bids towards a ${noun}, and none is set.`,
      fix: `Set the ${noun}, or choose another bidding strategy.`,
      source,
    })
  } else if (present && rule.needs !== field && rule.allows !== field)
    yield notUsed(field, code, noun, document)
}

function notUsed(
  path: string,
  code: string,
  noun: string,
  { biddingStrategy, campaignType }: CampaignDocument,
): Finding {
  return error({
    path,
    code: `${code}_not_used`,
    message: `A ${noun} is set, but ${biddingStrategy} has none, so Google would never hear of it.`,
    fix: `Clear the ${noun}, or choose a bidding strategy that uses it.`,
    source: BIDDING_OF[campaignType].source,
  })
}

/** The most that a click may cost, and the share of a place on the page: of some strategies alone. */
export function* checkBiddingSettings(
  document: CampaignDocument,
  context: PreflightContext,
): Generator<Finding> {
  const { biddingStrategy, campaignType } = document
  const { ceiling, share } = BIDDING_OF[campaignType].strategies[biddingStrategy] ?? {
    ceiling: 'allowed',
    share: null,
  }
  const message = share ? 'TargetImpressionShare' : 'TargetSpend'
  for (const [path, code, noun, use] of [
    ['cpcBidCeilingMicros', 'cpc_bid_ceiling', 'highest bid per click', ceiling],
    ['impressionShareLocation', 'impression_share_location', 'place on the page', share && 'needed'],
    ['impressionShareFraction', 'impression_share_fraction', 'share of impressions', share && 'needed'],
  ] as const) {
    const value = document[path]
    if (value === null && use === 'needed') {
      yield error({
        path,
        code: `${code}_required`,
        message: `${biddingStrategy} needs a ${noun}, and none is set.`,
        fix: `Set the ${noun}, or choose another bidding strategy.`,
        source: api(`${message}, required fields`),
      })
    } else if (value !== null && use === undefined) yield notUsed(path, code, noun, document)
    if (path === 'cpcBidCeilingMicros') yield* checkAmount(document[path], path, { code, noun }, context)
  }
  yield* checkFraction(document)
}

function* checkFraction({ impressionShareFraction: share }: CampaignDocument): Generator<Finding> {
  if (share === null || (share > 0 && share <= 1)) return
  yield error({
    path: 'impressionShareFraction',
    code: 'impression_share_out_of_range',
    message: `The share of impressions, ${share}, is not above 0 and at most 1. It is a fraction: 0.65 is 65 %.`,
    fix: 'Write it as a fraction, like 0.65.',
    source: api('TargetImpressionShare.location_fraction_micros'),
  })
}

/** Advice on the budget, given the target: it stands on the budget's path. */
export function* adviseOnBudgetForTarget(
  document: CampaignDocument,
  { account }: PreflightContext,
): Generator<Finding> {
  const budget = microsOf(document.dailyBudgetMicros)
  const target = microsOf(document.targetCpaMicros)
  if (document.campaignType !== 'DEMAND_GEN') return
  const rule = BIDDING_OF.DEMAND_GEN.strategies[document.biddingStrategy] ?? {}
  if (rule.needs !== 'targetCpaMicros' && rule.allows !== 'targetCpaMicros') return
  if (budget === null || budget === 0n || target === null) return
  if (budget >= target * BUDGET_PER_TARGET_CPA.times) return
  const [daily, aim, wanted] = [budget, target, target * BUDGET_PER_TARGET_CPA.times].map((each) =>
    amountOf(each, account.currencyCode),
  ) as [Amount, Amount, Amount]
  yield warning({
    path: 'dailyBudgetMicros',
    code: 'budget_low_for_target_cpa',
    message: `The daily budget, ${daily.text}, is less than ${BUDGET_PER_TARGET_CPA.times} times the target cost per action, ${aim.text}. Google then learns slowly.`,
    fix: `Set a daily budget of ${wanted.text} or more, or aim at a lower cost.`,
    amounts: [daily, aim, wanted],

    source: BUDGET_PER_TARGET_CPA.source,
  })
}

function* checkRoas({ targetRoas }: CampaignDocument): Generator<Finding> {
  if (targetRoas === null || (targetRoas >= 0.01 && targetRoas <= 1000)) return
  yield error({
    path: 'targetRoas',
    code: 'target_roas_out_of_range',
    message: `The target return on ad spend, ${targetRoas}, is not between 0.01 and 1000. It is a ratio: 3.5 is 350 %.`,
    fix: 'Write it as a ratio between 0.01 and 1000.',
    source: api('TargetRoas.target_roas'),
  })
}
