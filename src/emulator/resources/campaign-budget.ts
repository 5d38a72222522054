import { budgetNameKey, campaignsOfBudgetKey } from '../indexes.ts'
import { snakePath } from '../field-mask.ts'
import type { Operation, ResourceRules } from '../mutate/operation.ts'
import { billableUnitMicros } from '../reference/currencies.ts'
import { type Message, microsOf, textOf } from '../schema.ts'
import type { Row } from '../state.ts'
import { checkDemandGenFloor } from './demand-gen-floor.ts'
import { utf8Bytes } from './texts.ts'

const MAX_NAME_BYTES = 255
/** Google names no figure; this is beyond any budget and far from the end of int64. */
const MAX_AMOUNT_MICROS = 10n ** 16n

export const campaignBudgetRules: ResourceRules = {
  table: 'campaign_budget',
  type: 'resources.CampaignBudget',
  collection: 'campaignBudgets',
  noun: 'campaign_budget',
  create(op, data) {
    data['period'] ??= 'DAILY'
    data['deliveryMethod'] ??= 'STANDARD'
    data['type'] ??= 'STANDARD'
    // Not sharing has to be said: without the field a budget is shared.
    data['explicitlyShared'] ??= true
    data['status'] = 'ENABLED'
    checkBudget(op, data)
    const key = op.state.newId()
    return { key, data: { ...data, id: key } }
  },
  update(op, before, next, paths) {
    const wasShared = before.data['explicitlyShared'] === true
    const isShared = next['explicitlyShared'] === true
    if (wasShared && !isShared) {
      op.refuse(
        'campaignBudgetError.CANNOT_UPDATE_CAMPAIGN_BUDGET_TO_IMPLICITLY_SHARED',
        'explicitly_shared',
        'A shared budget stays shared.',
      )
    }
    if (!wasShared && isShared && textOf(next, 'name') === '') {
      op.refuse(
        'campaignBudgetError.CANNOT_UPDATE_CAMPAIGN_BUDGET_TO_EXPLICITLY_SHARED_WITHOUT_NAME',
        'explicitly_shared',
        'A shared budget needs a name.',
      )
    }
    checkBudget(op, next, before)
    const amountField = paths.map(snakePath).find((path) => path.endsWith('amount_micros'))
    if (amountField !== undefined && !op.failed) checkCampaignsOf(op, before, next, amountField)
  },
  remove(op, row) {
    if (liveCampaigns(op, row.name).length > 0) {
      op.refuse('campaignBudgetError.CAMPAIGN_BUDGET_IN_USE', '', 'A campaign uses this budget.')
      return
    }
    op.state.put({ ...row, data: { ...row.data, status: 'REMOVED' } })
  },
}

/** Campaigns that would lose their budget if it went. */
export function liveCampaigns(op: Operation, budget: string): Row[] {
  return op.state.lookUp(campaignsOfBudgetKey(budget)).filter(({ data }) => data['status'] !== 'REMOVED')
}

function checkBudget(op: Operation, data: Message, before?: Row): void {
  const name = textOf(data, 'name').trim()
  if (data['explicitlyShared'] === true) {
    if (
      op.require(data, 'name', 'name') &&
      op.state.lookUp(budgetNameKey(op.customerId, name)).some((row) => row.name !== before?.name)
    ) {
      op.refuse('campaignBudgetError.DUPLICATE_NAME', 'name', 'A shared budget with this name exists.', {
        trigger: name,
      })
    }
  }
  if (utf8Bytes(name) > MAX_NAME_BYTES)
    op.refuse('stringLengthError.TOO_LONG', 'name', `A budget's name has at most ${MAX_NAME_BYTES} bytes.`)
  if (data['deliveryMethod'] === 'ACCELERATED') {
    op.refuse(
      'campaignBudgetError.CANNOT_USE_ACCELERATED_DELIVERY_MODE',
      'delivery_method',
      'Accelerated delivery is not offered.',
    )
  }
  checkPeriod(op, data)
  for (const [json, field] of [
    ['amountMicros', 'amount_micros'],
    ['totalAmountMicros', 'total_amount_micros'],
  ] as const) {
    const amount = microsOf(data, json)
    if (amount !== undefined) checkAmount(op, amount, field)
  }
}

function checkPeriod(op: Operation, data: Message): void {
  const isTotal = data['period'] === 'CUSTOM_PERIOD'
  if (!isTotal && data['period'] !== 'DAILY') {
    op.refuse('campaignBudgetError.INVALID_PERIOD', 'period', 'The period is DAILY or CUSTOM_PERIOD.')
  } else if (isTotal && data['amountMicros'] !== undefined) {
    op.refuse(
      'campaignBudgetError.BUDGET_AMOUNT_MUST_BE_UNSET_FOR_CUSTOM_BUDGET_PERIOD',
      'amount_micros',
      'A budget for the whole run has a total amount only.',
    )
  } else if (!isTotal && data['totalAmountMicros'] !== undefined) {
    const code = 'campaignBudgetError.TOTAL_BUDGET_AMOUNT_MUST_BE_UNSET_FOR_BUDGET_PERIOD_DAILY'
    op.refuse(code, 'total_amount_micros', 'A daily budget has no total amount.')
  } else if (isTotal && data['explicitlyShared'] === true) {
    op.refuse(
      'campaignBudgetError.CAMPAIGN_BUDGET_CANNOT_BE_SHARED',
      'explicitly_shared',
      'A budget for the whole run cannot be shared.',
    )
  } else {
    op.require(
      data,
      isTotal ? 'totalAmountMicros' : 'amountMicros',
      isTotal ? 'total_amount_micros' : 'amount_micros',
    )
  }
}

function checkAmount(op: Operation, amount: bigint, field: string): void {
  const trigger = amount.toString()
  if (amount < 0n)
    op.refuse('campaignBudgetError.NEGATIVE_MONEY_AMOUNT', field, 'A budget cannot be negative.', { trigger })
  else if (amount === 0n) {
    op.refuse(
      'campaignBudgetError.MONEY_AMOUNT_LESS_THAN_CURRENCY_MINIMUM_CPC',
      field,
      'The budget is below one click.',
      { trigger },
    )
  } else if (amount > MAX_AMOUNT_MICROS)
    op.refuse('campaignBudgetError.MONEY_AMOUNT_TOO_LARGE', field, 'The budget is too large.', { trigger })
  else if (amount % billableUnitMicros(op.currencyCode) !== 0n) {
    const message = `The amount is not a multiple of ${billableUnitMicros(op.currencyCode)} micros, the smallest unit of ${op.currencyCode}.`
    op.refuse('campaignBudgetError.NON_MULTIPLE_OF_MINIMUM_CURRENCY_UNIT', field, message, { trigger })
  }
}

function checkCampaignsOf(op: Operation, budget: Row, next: Message, field: string): void {
  for (const campaign of liveCampaigns(op, budget.name)) {
    if (campaign.data['advertisingChannelType'] !== 'DEMAND_GEN') continue
    checkDemandGenFloor(op, next, campaign.data, field)
    return
  }
}
