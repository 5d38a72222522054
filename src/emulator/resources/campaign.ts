import { campaignNameKey } from '../indexes.ts'
import { snakePath } from '../field-mask.ts'
import type { Operation, ResourceRules } from '../mutate/operation.ts'
import { resourceName } from '../resource-name.ts'
import { type Message, textOf } from '../schema.ts'
import type { Row } from '../state.ts'
import { checkBidding } from './campaign-bidding.ts'
import { checkBrandAtEnd } from './brand-assets.ts'
import { liveCampaigns } from './campaign-budget.ts'
import { checkDates } from './campaign-dates.ts'
import { checkSettings, settingsDefaults } from './campaign-settings.ts'
import { checkDemandGenFloor, runningDays } from './demand-gen-floor.ts'
import { characters, hasForbiddenCharacter } from './texts.ts'

const MAX_NAME = 256
/** Google publishes no figure; a year is what its interface offers. */
const MAX_TOTAL_BUDGET_DAYS = 366
const MODELLED_TYPES = ['DEMAND_GEN', 'SEARCH', 'PERFORMANCE_MAX', 'DISPLAY']
/** Budgets of these belong to one campaign. */
const NEVER_SHARED = ['DEMAND_GEN', 'PERFORMANCE_MAX', 'MULTI_CHANNEL']

export const campaignRules: ResourceRules = {
  table: 'campaign',
  type: 'resources.Campaign',
  collection: 'campaigns',
  noun: 'campaign',
  create(op, data) {
    if (!checkChannel(op, data)) return undefined
    data['status'] ??= 'ENABLED'
    data['startDateTime'] ??= `${op.today} 00:00:00`
    checkName(op, data)
    op.require(data, 'containsEuPoliticalAdvertising', 'contains_eu_political_advertising')
    checkSettings(op, data)
    checkBidding(op, data)
    checkDates(op, data)
    checkBudgetOf(op, data)
    const key = op.state.newId()
    if (data['brandGuidelinesEnabled'] === true)
      checkBrandAtEnd(op, resourceName(op.customerId, 'campaigns', key))
    return { key, data: { ...data, ...settingsDefaults(data), id: key } }
  },
  update(op, before, next, paths) {
    const touched = paths.map(snakePath)
    const touches = (prefix: string): boolean =>
      touched.some((path) => path === prefix || path.startsWith(`${prefix}.`))
    if (touches('name')) checkName(op, next, before)
    // Going back to PAUSED or on to ENABLED under a name that was taken meanwhile.
    if (!op.require(next, 'containsEuPoliticalAdvertising', 'contains_eu_political_advertising')) return
    delete next['missingEuPoliticalAdvertisingDeclaration']
    checkSettings(op, next)
    checkBidding(op, next, before.data)
    if (touches('start_date_time') || touches('end_date_time')) {
      checkDates(op, next, before.data)
      next['startDateTime'] ??= `${op.today} 00:00:00`
    }
    if (touches('campaign_budget') || touches('start_date_time') || touches('end_date_time'))
      checkBudgetOf(op, next, before)
    if (next['status'] === 'REMOVED' && !op.failed) removeBudget(op, before)
  },
  remove(op, row) {
    op.state.put({ ...row, data: { ...row.data, status: 'REMOVED' } })
    removeBudget(op, row)
  },
}

function checkChannel(op: Operation, data: Message): boolean {
  if (!op.require(data, 'advertisingChannelType', 'advertising_channel_type')) return false
  const type = textOf(data, 'advertisingChannelType')
  if (type === 'VIDEO') {
    const message = 'Video campaigns can be read but not created through the API.'
    op.refuse(
      'operationAccessDeniedError.MUTATE_ACTION_NOT_PERMITTED_FOR_CLIENT',
      'advertising_channel_type',
      message,
      { trigger: type },
    )
  } else if (!MODELLED_TYPES.includes(type)) {
    const message = `This server does not offer ${type} campaigns.`
    op.refuse(
      'campaignError.ADVERTISING_CHANNEL_TYPE_NOT_AVAILABLE_FOR_ACCOUNT_TYPE',
      'advertising_channel_type',
      message,
      { trigger: type },
    )
  } else if (data['advertisingChannelSubType'] !== undefined) {
    const message = `A ${type} campaign has no sub-type.`
    op.refuse('campaignError.INVALID_ADVERTISING_CHANNEL_SUB_TYPE', 'advertising_channel_sub_type', message)
  }
  return !op.failed
}

function checkName(op: Operation, data: Message, before?: Row): void {
  if (!op.require(data, 'name', 'name')) return
  const name = textOf(data, 'name')
  if (hasForbiddenCharacter(name))
    op.refuse('campaignError.INVALID_CAMPAIGN_NAME', 'name', 'A name has no line breaks.', { trigger: name })
  else if (characters(name) > MAX_NAME)
    op.refuse('stringLengthError.TOO_LONG', 'name', `A name has at most ${MAX_NAME} characters.`, {
      trigger: name,
    })
  else if (op.state.lookUp(campaignNameKey(op.customerId, name)).some((row) => row.name !== before?.name)) {
    op.refuse(
      'campaignError.DUPLICATE_CAMPAIGN_NAME',
      'name',
      'Another campaign of the account has this name.',
      { trigger: name },
    )
  }
}

function checkBudgetOf(op: Operation, data: Message, before?: Row): void {
  if (!op.require(data, 'campaignBudget', 'campaign_budget')) return
  const budget = op.referenced(textOf(data, 'campaignBudget'), 'campaign_budget', 'campaign_budget')
  if (!budget) return
  const type = textOf(data, 'advertisingChannelType')
  const isShared = budget.data['explicitlyShared'] === true
  const others = liveCampaigns(op, budget.name).filter((row) => row.name !== before?.name)
  if (budget.data['status'] === 'REMOVED') {
    op.refuse('campaignBudgetError.CAMPAIGN_BUDGET_REMOVED', 'campaign_budget', 'The budget is removed.', {
      trigger: budget.name,
    })
  } else if (isShared && NEVER_SHARED.includes(type)) {
    const message = `A ${type} campaign has a budget of its own: create it with explicitly_shared false.`
    op.refuse('campaignBudgetError.CAMPAIGN_BUDGET_CANNOT_BE_SHARED', 'campaign_budget', message, {
      trigger: budget.name,
    })
  } else if (!isShared && others.length > 0) {
    const code = 'campaignBudgetError.CANNOT_USE_IMPLICITLY_SHARED_CAMPAIGN_BUDGET_WITH_MULTIPLE_CAMPAIGNS'
    op.refuse(code, 'campaign_budget', 'Another campaign uses this budget, and it is not shared.', {
      trigger: budget.name,
    })
  } else if (before && periodOf(op, before.data) !== budget.data['period']) {
    op.refuse(
      'campaignError.CANNOT_CHANGE_BUDGET_PERIOD',
      'campaign_budget',
      'The period of the budget cannot change.',
    )
  }
  if (!op.failed) checkAmountOf(op, data, budget.data, type)
}

function checkAmountOf(op: Operation, data: Message, budget: Message, type: string): void {
  if (budget['period'] === 'CUSTOM_PERIOD') {
    const days = runningDays(textOf(data, 'startDateTime'), textOf(data, 'endDateTime'))
    if (days === undefined) {
      op.refuse(
        'campaignError.END_DATE_TIME_REQUIRED_FOR_TOTAL_BUDGET',
        'end_date_time',
        'A budget for the whole run needs an end.',
      )
      return
    }
    if (days > MAX_TOTAL_BUDGET_DAYS) {
      op.refuse(
        'campaignError.DURATION_TOO_LONG_FOR_TOTAL_BUDGET',
        'end_date_time',
        `A total budget lasts at most ${MAX_TOTAL_BUDGET_DAYS} days.`,
      )
      return
    }
  }
  if (type === 'DEMAND_GEN') checkDemandGenFloor(op, budget, data, 'campaign_budget')
}

function periodOf(op: Operation, campaign: Message): unknown {
  return op.state.find(textOf(campaign, 'campaignBudget'))?.data['period']
}

/** A budget that only this campaign used goes with it. */
function removeBudget(op: Operation, campaign: Row): void {
  const budget = op.state.find(textOf(campaign.data, 'campaignBudget'))
  if (!budget || budget.data['explicitlyShared'] === true) return
  op.state.put({ ...budget, data: { ...budget.data, status: 'REMOVED' } })
}
