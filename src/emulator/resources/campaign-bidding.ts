import type { Operation } from '../mutate/operation.ts'
import { billableUnitMicros } from '../reference/currencies.ts'
import { type Message, messageType, microsOf, subMessage, textOf } from '../schema.ts'

/** The ways to bid that each kind of campaign takes, by the field that chooses them. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  DEMAND_GEN: [
    'maximizeConversions',
    'maximizeConversionValue',
    'targetCpa',
    'targetRoas',
    'targetSpend',
    'targetCpc',
  ],
  SEARCH: [
    'manualCpc',
    'targetSpend',
    'maximizeConversions',
    'maximizeConversionValue',
    'targetImpressionShare',
    'targetCpa',
    'targetRoas',
  ],
  PERFORMANCE_MAX: ['maximizeConversions', 'maximizeConversionValue'],
  DISPLAY: [
    'manualCpc',
    'manualCpm',
    'targetCpa',
    'maximizeConversions',
    'maximizeConversionValue',
    'targetRoas',
    'targetSpend',
  ],
}
const STRATEGIES = messageType('resources.Campaign').fields.filter(
  (field) => field.oneof === 'campaign_bidding_strategy',
)
const ROAS_RANGE = [0.01, 1000] as const

export function biddingField(campaign: Message): (typeof STRATEGIES)[number] | undefined {
  return STRATEGIES.find((field) => campaign[field.json] !== undefined)
}

/** `MAXIMIZE_CONVERSIONS` for a campaign that bids so. */
export function biddingStrategyType(campaign: Message): string | undefined {
  return biddingField(campaign)?.snake.toUpperCase()
}

export function checkBidding(op: Operation, campaign: Message, before?: Message): void {
  const field = biddingField(campaign)
  if (!field) {
    op.refuse('fieldError.REQUIRED', 'campaign_bidding_strategy', 'A campaign needs a bidding strategy.')
    return
  }
  const type = textOf(campaign, 'advertisingChannelType')
  if (!(ALLOWED[type] ?? []).includes(field.json)) {
    const code = before
      ? 'biddingError.BIDDING_STRATEGY_TRANSITION_NOT_ALLOWED'
      : 'biddingError.CANNOT_CREATE_CAMPAIGN_WITH_BIDDING_STRATEGY'
    op.refuse(code, field.snake, `A ${type} campaign cannot bid by ${field.snake}.`, {
      trigger: field.snake.toUpperCase(),
    })
    return
  }
  checkTargets(op, subMessage(campaign, field.json), field.snake)
}

function checkTargets(op: Operation, strategy: Message | undefined, path: string): void {
  for (const [json, field] of [
    ['targetCpaMicros', 'target_cpa_micros'],
    ['targetCpcMicros', 'target_cpc_micros'],
    ['cpcBidCeilingMicros', 'cpc_bid_ceiling_micros'],
  ] as const) {
    checkBid(op, strategy, json, `${path}.${field}`)
  }
  const roas = strategy?.['targetRoas']
  if (typeof roas !== 'number' || roas === 0) return
  if (roas < ROAS_RANGE[0])
    op.refuse('rangeError.TOO_LOW', `${path}.target_roas`, `The target ROAS is at least ${ROAS_RANGE[0]}.`, {
      trigger: String(roas),
    })
  if (roas > ROAS_RANGE[1])
    op.refuse('rangeError.TOO_HIGH', `${path}.target_roas`, `The target ROAS is at most ${ROAS_RANGE[1]}.`, {
      trigger: String(roas),
    })
}

/** Refuses a bid or target that is no amount of the account's money. */
export function checkBid(op: Operation, message: Message | undefined, json: string, field: string): void {
  const amount = microsOf(message, json)
  if (amount === undefined || amount === 0n) return
  const unit = billableUnitMicros(op.currencyCode)
  const trigger = amount.toString()
  if (amount < unit)
    op.refuse('biddingError.BID_TOO_SMALL', field, `A bid is at least ${unit} micros.`, { trigger })
  else if (amount % unit !== 0n) {
    op.refuse(
      'currencyError.VALUE_NOT_MULTIPLE_OF_BILLABLE_UNIT',
      field,
      `The amount is not a multiple of ${unit} micros.`,
      { trigger },
    )
  }
}
