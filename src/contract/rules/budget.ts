import type { CampaignDocument } from '../campaign.ts'
import {
  billableUnitMicros,
  exactAmount,
  formatMicros,
  microsOf,
  microsToDecimal,
  monthMicros,
  worstDayMicros,
} from '../money.ts'
import type { PreflightContext } from '../preflight-context.ts'
import type { Finding } from '../publication.ts'
import { ROUGH_RATES_DATE, ROUGH_UNITS_PER_100_USD } from '../reference/currencies.ts'
import { BUDGET_FLOORS } from './demand-gen.ts'
import type { BudgetFloor } from './demand-gen.ts'
import { OUR_ADVICE, api, error, inForce, warning } from './finding.ts'

const path = 'dailyBudgetMicros'

/** Where 30.4 times the amount no longer fits in Google's 64-bit amounts. */
const LARGEST = (9_223_372_036_854_775_807n * 10n) / 304n
/** More than this a day is rarely meant: 10,000 USD. */
const REMARKABLE_USD_MICROS = 10_000_000_000n

/** Roughly what an amount of US dollars is in another currency; null where we hold no rate. */
function roughly(usdMicros: bigint, currencyCode: string): bigint | null {
  const rate = Object.hasOwn(ROUGH_UNITS_PER_100_USD, currencyCode)
    ? ROUGH_UNITS_PER_100_USD[currencyCode]
    : undefined
  return rate === undefined ? null : (usdMicros * BigInt(rate)) / 100n
}

export function* checkBudget(document: CampaignDocument, context: PreflightContext): Generator<Finding> {
  const budget = microsOf(document.dailyBudgetMicros)
  if (budget === null || budget === 0n) {
    const absent = document.dailyBudgetMicros === null
    yield error({
      path,
      code: absent ? 'budget_required' : 'budget_not_positive',
      message: absent ? 'The campaign has no daily budget.' : 'The daily budget must be greater than zero.',
      fix: `Set the amount to spend per day, in ${context.account.currencyCode}.`,
      source: api('CampaignBudget.amount_micros'),
    })
    return
  }
  yield* checkUnit(budget, context)
  if (budget > LARGEST) {
    yield error({
      path,
      code: 'budget_too_large',
      message: `${exactAmount(budget, context.account.currencyCode)} a day is more than Google's amounts can hold over a month.`,
      fix: 'Lower the daily budget.',
      source: api('CampaignBudgetError.MONEY_AMOUNT_TOO_LARGE; 64-bit amounts'),
    })
    return
  }
  if (document.campaignType === 'DEMAND_GEN') {
    for (const floor of inForce(BUDGET_FLOORS, context.today))
      yield* checkFloor(document, budget, floor, context)
  }
  yield* adviseOnSize(budget, context)
}

function* checkUnit(budget: bigint, { account }: PreflightContext): Generator<Finding> {
  const unit = billableUnitMicros(account.currencyCode)
  if (budget % unit === 0n) return
  yield error({
    path,
    code: 'budget_not_billable',
    message: `${exactAmount(budget, account.currencyCode)} is not a multiple of ${exactAmount(unit, account.currencyCode)}, the smallest step in this currency.`,
    fix: `Round it, for example to ${microsToDecimal(budget - (budget % unit) + unit)}.`,
    source: api('CampaignBudgetError.NON_MULTIPLE_OF_MINIMUM_CURRENCY_UNIT'),
  })
}

/** Google checks its floor when the budget or the dates change, so an older, lower budget may stay. */
function touchesFloor(document: CampaignDocument, { published }: PreflightContext): boolean {
  return (
    published === null ||
    published.dailyBudgetMicros !== document.dailyBudgetMicros ||
    (document.startDate !== null && published.startDate !== document.startDate) ||
    published.endDate !== document.endDate
  )
}

function* checkFloor(
  document: CampaignDocument,
  budget: bigint,
  floor: BudgetFloor,
  context: PreflightContext,
): Generator<Finding> {
  const { currencyCode } = context.account
  const usd = formatMicros(floor.usdMicros, 'USD')
  const exact = currencyCode === 'USD'
  const limit = exact ? floor.usdMicros : roughly(floor.usdMicros, currencyCode)
  if (limit === null) return
  const amount = exactAmount(budget, currencyCode)
  if (!exact) {
    // A fifth more than the rough floor: rates move, and Google's own rate decides.
    if (budget * 5n >= limit * 6n) return
    yield warning({
      path,
      code: 'budget_may_be_below_minimum',
      message: `${amount} a day may be below Google's minimum for Demand Gen, ${usd} a day: roughly ${formatMicros(limit, currencyCode)} by rates of ${ROUGH_RATES_DATE}. Google converts by its own rate and decides.`,
      fix: 'Raise the daily budget to be safe.',
      source: floor.source,
    })
  } else if (budget < limit) {
    const refused = touchesFloor(document, context)
    yield (refused ? error : warning)({
      path,
      code: 'budget_below_minimum',
      message: refused
        ? `${amount} a day is below Google's minimum for Demand Gen campaigns, ${usd} a day.`
        : `${amount} a day is below Google's minimum of ${usd}. Google lets it run until the budget or the dates change.`,
      fix: `Raise the daily budget to ${usd} or more.`,
      source: floor.source,
    })
  }
}

function* adviseOnSize(budget: bigint, { account, published }: PreflightContext): Generator<Finding> {
  const { currencyCode } = account
  const before = microsOf(published?.dailyBudgetMicros ?? null)
  if (before !== null && before > 0n && budget > before * 2n) {
    yield warning({
      path,
      code: 'budget_jump',
      message: `The daily budget goes from ${formatMicros(before, currencyCode)} to ${formatMicros(budget, currencyCode)}, more than double.`,
      fix: 'Check the amount. Large steps also make Google learn anew; smaller ones disturb less.',
      source: OUR_ADVICE,
    })
    return
  }
  const remarkable = roughly(REMARKABLE_USD_MICROS, currencyCode)
  if (before === budget || remarkable === null || budget <= remarkable) return
  const text = budget.toString()
  yield warning({
    path,
    code: 'budget_very_high',
    message: `${formatMicros(budget, currencyCode)} a day is a lot: Google may spend ${formatMicros(worstDayMicros(text), currencyCode)} on one day and ${formatMicros(monthMicros(text), currencyCode)} in a month.`,
    fix: 'Check that no digit is too many.',
    source: OUR_ADVICE,
  })
}
