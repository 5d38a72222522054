import type { CampaignDocument } from '../campaign.ts'
import { billableUnitMicros, exactAmount, formatMicros, microsOf, microsToDecimal } from '../money.ts'
import type { PreflightContext } from '../preflight-context.ts'
import type { Finding } from '../publication.ts'
import { BIDDING, BIDDING_SOURCE, BUDGET_PER_TARGET_CPA } from './demand-gen.ts'
import type { TargetField } from './demand-gen.ts'
import { OUR_ADVICE, api, error, warning } from './finding.ts'

const NOUN: Record<TargetField, string> = {
  targetCpaMicros: 'target cost per action',
  targetCpcMicros: 'target cost per click',
  targetRoas: 'target return on ad spend',
}
const CODE: Record<TargetField, string> = {
  targetCpaMicros: 'target_cpa',
  targetCpcMicros: 'target_cpc',
  targetRoas: 'target_roas',
}

export function* checkBidding(document: CampaignDocument, context: PreflightContext): Generator<Finding> {
  const { biddingStrategy } = document
  const { published } = context
  const path = 'biddingStrategy'
  if (BIDDING[biddingStrategy] === undefined) {
    yield error({
      path,
      code: 'bidding_strategy_not_allowed',
      message: `A Demand Gen campaign cannot bid with ${biddingStrategy}.`,
      fix: `Choose one of ${Object.keys(BIDDING).join(', ')}.`,
      source: BIDDING_SOURCE,
    })
    return
  }
  if (published !== null && published.biddingStrategy !== biddingStrategy) {
    yield warning({
      path,
      code: 'bidding_strategy_changes',
      message: `Bidding changes from ${published.biddingStrategy} to ${biddingStrategy}: Google starts to learn anew, and results may swing meanwhile.`,
      fix: 'Nothing, if it is meant.',
      source: OUR_ADVICE,
    })
  }
  yield* checkTarget('targetCpaMicros', document)
  yield* checkTargetMoney('targetCpaMicros', document, context)
  yield* checkTarget('targetCpcMicros', document)
  yield* checkTargetMoney('targetCpcMicros', document, context)
  yield* checkTarget('targetRoas', document)
  yield* checkRoas(document)
}

function* checkTarget(field: TargetField, document: CampaignDocument): Generator<Finding> {
  const rule = BIDDING[document.biddingStrategy] ?? {}
  const present = document[field] !== null
  const noun = NOUN[field]
  if (rule.needs === field && !present) {
    yield error({
      path: field,
      code: `${CODE[field]}_required`,
      message: `${document.biddingStrategy} bids towards a ${noun}, and none is set.`,
      fix: `Set the ${noun}, or choose another bidding strategy.`,
      source: BIDDING_SOURCE,
    })
  } else if (present && rule.needs !== field && rule.allows !== field) {
    yield error({
      path: field,
      code: `${CODE[field]}_not_used`,
      message: `A ${noun} is set, but ${document.biddingStrategy} has none, so Google would never hear of it.`,
      fix: `Clear the ${noun}, or choose a bidding strategy that uses it.`,
      source: BIDDING_SOURCE,
    })
  }
}

function* checkTargetMoney(
  field: 'targetCpaMicros' | 'targetCpcMicros',
  document: CampaignDocument,
  { account }: PreflightContext,
): Generator<Finding> {
  if (document[field] === null) return
  const target = microsOf(document[field]) ?? 0n
  const unit = billableUnitMicros(account.currencyCode)
  if (target > 0n && target % unit === 0n) return
  const step = exactAmount(unit, account.currencyCode)
  yield error({
    path: field,
    code: `${CODE[field]}_not_billable`,
    message: `The ${NOUN[field]}, ${exactAmount(target, account.currencyCode)}, must be a multiple of ${step}, the smallest step in this currency.`,
    fix: `Round it, for example to ${microsToDecimal(target - (target % unit) + unit)}.`,
    source: api('CurrencyError.VALUE_NOT_MULTIPLE_OF_BILLABLE_UNIT'),
  })
}

/** Advice on the budget, given the target: it stands on the budget's path. */
export function* adviseOnBudgetForTarget(
  document: CampaignDocument,
  { account }: PreflightContext,
): Generator<Finding> {
  const budget = microsOf(document.dailyBudgetMicros)
  const target = microsOf(document.targetCpaMicros)
  const rule = BIDDING[document.biddingStrategy] ?? {}
  if (rule.needs !== 'targetCpaMicros' && rule.allows !== 'targetCpaMicros') return
  if (budget === null || budget === 0n || target === null) return
  if (budget >= target * BUDGET_PER_TARGET_CPA.times) return
  const wanted = formatMicros(target * BUDGET_PER_TARGET_CPA.times, account.currencyCode)
  yield warning({
    path: 'dailyBudgetMicros',
    code: 'budget_low_for_target_cpa',
    message: `The daily budget, ${formatMicros(budget, account.currencyCode)}, is less than ${BUDGET_PER_TARGET_CPA.times} times the target cost per action, ${formatMicros(target, account.currencyCode)}. Google then learns slowly.`,
    fix: `Set a daily budget of ${wanted} or more, or aim at a lower cost.`,
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
