import type { CampaignDocument } from '../campaign.ts'
import { daysBetween } from '../dates.ts'
import { billableUnitMicros, microsOf, monthMicros, worstDayMicros } from '../money.ts'
import type { PreflightContext } from '../preflight-context.ts'
import type { Amount } from '../problem.ts'
import type { Finding } from '../publication.ts'
import { roughly } from '../reference/rough-amount.ts'
import { checkFloors } from './budget-floor.ts'
import { TYPES } from './campaign-types.ts'
import { OUR_ADVICE, amountOf, api, error, exactAmountOf, page, warning } from './finding.ts'

/** Where 30.4 times the amount no longer fits in Google's 64-bit amounts. */
const LARGEST = (9_223_372_036_854_775_807n * 10n) / 304n
/** More than this a day is rarely meant: 10,000 USD. */
const REMARKABLE_USD_MICROS = 10_000_000_000n
/** Google has a longest run for a total budget, and does not say which. */
const LONG_RUN_DAYS = 366
const TOTAL_SOURCE = page('Demand Gen overview, budgets; CampaignBudget.period in API v25')

type Path = 'dailyBudgetMicros' | 'totalBudgetMicros'

/** What the campaign may spend per day; the other kind of budget is checkTotalBudget's. */
export function* checkDailyBudget(document: CampaignDocument, context: PreflightContext): Generator<Finding> {
  const path = 'dailyBudgetMicros'
  const isTotal = document.totalBudgetMicros !== null
  if (document.dailyBudgetMicros === null && isTotal) return
  const budget = microsOf(document.dailyBudgetMicros)
  if (budget === null || budget === 0n) {
    const absent = document.dailyBudgetMicros === null
    yield error({
      path,
      code: absent ? 'budget_required' : 'budget_not_positive',
      message: absent ? 'The campaign has no daily budget.' : 'The daily budget must be greater than zero.',
      fix: `Set the amount to spend per day, in ${context.account.currencyCode}${absent ? ', or one for the whole run' : ''}.`,
      source: api('CampaignBudget.amount_micros'),
    })
    return
  }
  yield* checkPeriod(path, context)
  yield* checkUnit(path, budget, context)
  if (budget > LARGEST) {
    const whole = exactAmountOf(budget, context.account.currencyCode)
    yield error({
      path,
      code: 'budget_too_large',
      message: `${whole.text} a day is more than Google's amounts can hold over a month.`,
      fix: 'Lower the daily budget.',
      amounts: [whole],
      source: api('CampaignBudgetError.MONEY_AMOUNT_TOO_LARGE; 64-bit amounts'),
    })
    return
  }
  yield* checkFloors(document, { path, budget, days: 1n }, context)
  yield* adviseOnSize(budget, context)
}

/** What it may spend over its whole run instead. */
export function* checkTotalBudget(document: CampaignDocument, context: PreflightContext): Generator<Finding> {
  const path = 'totalBudgetMicros'
  const { dailyBudgetMicros, totalBudgetMicros, campaignType } = document
  if (totalBudgetMicros === null) return
  const budget = microsOf(totalBudgetMicros) ?? 0n
  if (dailyBudgetMicros !== null) {
    yield error({
      path,
      code: 'budget_both',
      message: 'The campaign has a daily budget and a total one; Google takes one of them.',
      fix: 'Clear one of the two.',
      source: api('CampaignBudgetError.BUDGET_AMOUNT_MUST_BE_UNSET_FOR_CUSTOM_BUDGET_PERIOD'),
    })
    return
  }
  if (budget === 0n) {
    yield error({
      path,
      code: 'budget_not_positive',
      message: 'The total budget must be greater than zero.',
      fix: `Set the amount to spend over the whole run, in ${context.account.currencyCode}.`,
      source: api('CampaignBudget.total_amount_micros'),
    })
    return
  }
  yield* checkPeriod(path, context)
  if (!TYPES[campaignType].totalBudget) {
    yield warning({
      path,
      code: 'total_budget_may_be_refused',
      message: `Google is only beginning to take total budgets for ${TYPES[campaignType].name} campaigns, so it may refuse this one.`,
      fix: 'Set a daily budget to be safe.',
      source: api('CampaignBudgetError.INVALID_PERIOD'),
    })
  }
  yield* checkUnit(path, budget, context)
  yield* checkRun(document, budget, context)
  yield* adviseOnTotal(budget, context)
}

/** How many days the campaign has for its total budget; undefined: not known yet. */
function daysOf(
  { startDate, endDate }: CampaignDocument,
  { today, published }: PreflightContext,
): number | undefined {
  const first = startDate ?? published?.startDate ?? today
  return endDate === null || endDate < first ? undefined : daysBetween(first, endDate) + 1
}

function* checkRun(
  document: CampaignDocument,
  budget: bigint,
  context: PreflightContext,
): Generator<Finding> {
  const path = 'totalBudgetMicros'
  const days = daysOf(document, context)
  if (days === undefined) return
  if (days > LONG_RUN_DAYS) {
    yield warning({
      path,
      code: 'total_budget_run_long',
      message: `The total budget is for ${days} days. Google limits how long a campaign with a total budget runs, and does not say to what.`,
      fix: 'Choose an earlier end date, or a daily budget.',
      source: api('CampaignBudgetError.DURATION_TOO_LONG_FOR_TOTAL_BUDGET'),
    })
  }
  yield* checkFloors(document, { path, budget, days: BigInt(days) }, context)
}

/** The kind of a budget is for good. */
function* checkPeriod(path: Path, { published }: PreflightContext): Generator<Finding> {
  const other: Path = path === 'dailyBudgetMicros' ? 'totalBudgetMicros' : 'dailyBudgetMicros'
  if (published === null || published[other] === null) return
  const kept = other === 'dailyBudgetMicros' ? 'a daily budget' : 'a total budget'
  yield error({
    path,
    code: 'budget_period_fixed',
    message: `The campaign was published with ${kept}, and Google never lets the kind of a budget change.`,
    fix: `Set ${kept} again, or duplicate the campaign and publish the copy.`,
    source: api('CampaignError.CANNOT_CHANGE_BUDGET_PERIOD'),
  })
}

/** A total budget ends with the campaign, so the campaign has to end. */
export function* checkTotalBudgetEnd({ totalBudgetMicros, endDate }: CampaignDocument): Generator<Finding> {
  if (totalBudgetMicros === null || endDate !== null) return
  yield error({
    path: 'endDate',
    code: 'end_date_required',
    message: 'A campaign with a total budget needs an end date.',
    fix: 'Set the last day on which it may spend, or set a daily budget instead.',
    source: TOTAL_SOURCE,
  })
}

function* checkUnit(path: Path, budget: bigint, { account }: PreflightContext): Generator<Finding> {
  const unit = billableUnitMicros(account.currencyCode)
  if (budget % unit === 0n) return
  const [own, step, near] = [budget, unit, budget - (budget % unit) + unit].map((each) =>
    exactAmountOf(each, account.currencyCode),
  ) as [Amount, Amount, Amount]
  yield error({
    path,
    code: 'budget_not_billable',
    message: `${own.text} is not a multiple of ${step.text}, the smallest step in this currency.`,
    fix: `Round it, for example to ${near.text}.`,
    amounts: [own, step, near],
    source: api('CampaignBudgetError.NON_MULTIPLE_OF_MINIMUM_CURRENCY_UNIT'),
  })
}

function* adviseOnSize(budget: bigint, { account, published }: PreflightContext): Generator<Finding> {
  const { currencyCode } = account
  const before = microsOf(published?.dailyBudgetMicros ?? null)
  if (before !== null && before > 0n && budget > before * 2n) {
    const [from, to] = [amountOf(before, currencyCode), amountOf(budget, currencyCode)]
    yield warning({
      path: 'dailyBudgetMicros',
      code: 'budget_jump',
      message: `The daily budget goes from ${from.text} to ${to.text}, more than double.`,
      amounts: [from, to],
      fix: 'Check the amount. Large steps also make Google learn anew; smaller ones disturb less.',
      source: OUR_ADVICE,
    })
    return
  }
  const remarkable = roughly(REMARKABLE_USD_MICROS, currencyCode)
  if (before === budget || remarkable === null || budget <= remarkable) return
  const text = budget.toString()
  const [daily, worst, month] = [budget, BigInt(worstDayMicros(text)), BigInt(monthMicros(text))].map(
    (each) => amountOf(each, currencyCode),
  ) as [Amount, Amount, Amount]
  yield warning({
    path: 'dailyBudgetMicros',
    code: 'budget_very_high',
    message: `${daily.text} a day is a lot: Google may spend ${worst.text} on one day and ${month.text} in a month.`,
    amounts: [daily, worst, month],
    fix: 'Check that no digit is too many.',
    source: OUR_ADVICE,
  })
}

function* adviseOnTotal(budget: bigint, { account, published }: PreflightContext): Generator<Finding> {
  const { currencyCode } = account
  const before = microsOf(published?.totalBudgetMicros ?? null)
  const remarkable = roughly(REMARKABLE_USD_MICROS * 30n, currencyCode)
  if (before === budget || remarkable === null || budget <= remarkable) return
  const total = amountOf(budget, currencyCode)
  yield warning({
    path: 'totalBudgetMicros',
    code: 'budget_very_high',
    message: `${total.text} is a lot for one campaign.`,
    amounts: [total],
    fix: 'Check that no digit is too many.',
    source: OUR_ADVICE,
  })
}
