import type { Operation } from '../mutate/operation.ts'
import { billableUnitMicros } from '../reference/currencies.ts'
import { type Field, type Message, messageType, microsOf, subMessage, textOf } from '../schema.ts'

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
/** What a way to bid cannot do without. */
const REQUIRED: Readonly<Record<string, readonly (readonly [json: string, field: string])[]>> = {
  targetCpa: [['targetCpaMicros', 'target_cpa_micros']],
  targetRoas: [['targetRoas', 'target_roas']],
  targetCpc: [['targetCpcMicros', 'target_cpc_micros']],
  targetImpressionShare: [
    ['location', 'location'],
    ['locationFractionMicros', 'location_fraction_micros'],
    ['cpcBidCeilingMicros', 'cpc_bid_ceiling_micros'],
  ],
}
/** Limits of bids that these take in portfolios only, which this server does not have. */
const UNLIMITED: ReadonlySet<string> = new Set([
  'maximizeConversions',
  'maximizeConversionValue',
  'targetCpa',
  'targetRoas',
])
const LIMITS = [
  ['cpcBidCeilingMicros', 'cpc_bid_ceiling_micros'],
  ['cpcBidFloorMicros', 'cpc_bid_floor_micros'],
] as const
const WHOLE_SHARE_MICROS = 1_000_000n
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
  const strategy = subMessage(campaign, field.json)
  checkParts(op, strategy ?? {}, field)
  checkTargets(op, strategy, field.snake)
}

function checkParts(op: Operation, strategy: Message, { json, snake }: Pick<Field, 'json' | 'snake'>): void {
  for (const [part, field] of REQUIRED[json] ?? []) op.require(strategy, part, `${snake}.${field}`)
  for (const [part, field] of UNLIMITED.has(json) ? LIMITS : []) {
    if (strategy[part] === undefined) continue
    const message = 'Only a portfolio strategy has this limit.'
    op.refuse('fieldError.VALUE_MUST_BE_UNSET', `${snake}.${field}`, message)
  }
  if (strategy['enhancedCpcEnabled'] === true) {
    const message = 'Enhanced CPC is no longer offered.'
    op.refuse('fieldError.INVALID_VALUE', `${snake}.enhanced_cpc_enabled`, message, { trigger: 'true' })
  }
  const share = microsOf(strategy, 'locationFractionMicros')
  if (share !== undefined && (share <= 0n || share > WHOLE_SHARE_MICROS)) {
    const code = share <= 0n ? 'rangeError.TOO_LOW' : 'rangeError.TOO_HIGH'
    const message = 'The share is above 0 and at most 1000000 micros.'
    op.refuse(code, `${snake}.location_fraction_micros`, message, { trigger: share.toString() })
  }
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
