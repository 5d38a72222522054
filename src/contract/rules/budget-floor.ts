import type { CampaignDocument } from '../campaign.ts'
import type { PreflightContext } from '../preflight-context.ts'
import type { Finding } from '../publication.ts'
import { ROUGH_RATES_DATE } from '../reference/currencies.ts'
import { roughly } from '../reference/rough-amount.ts'
import { BUDGET_FLOORS } from './demand-gen.ts'
import type { BudgetFloor } from './demand-gen.ts'
import { amountOf, error, exactAmountOf, inForce, warning } from './finding.ts'

/** A budget and for how many days it is. */
interface Spread {
  path: string
  budget: bigint
  days: bigint
}

/** Demand Gen has a least budget per day; a total one counts as spread over its days. */
export function* checkFloors(
  document: CampaignDocument,
  spread: Spread,
  context: PreflightContext,
): Generator<Finding> {
  if (document.campaignType !== 'DEMAND_GEN') return
  for (const floor of inForce(BUDGET_FLOORS, context.today))
    yield* checkFloor(document, spread, floor, context)
}

/** Google checks its floor when the budget or the dates change, so an older, lower budget may stay. */
function touchesFloor(document: CampaignDocument, { published }: PreflightContext): boolean {
  return (
    published === null ||
    published.dailyBudgetMicros !== document.dailyBudgetMicros ||
    published.totalBudgetMicros !== document.totalBudgetMicros ||
    (document.startDate !== null && published.startDate !== document.startDate) ||
    published.endDate !== document.endDate
  )
}

function* checkFloor(
  document: CampaignDocument,
  { path, budget, days }: Spread,
  floor: BudgetFloor,
  context: PreflightContext,
): Generator<Finding> {
  const { currencyCode } = context.account
  const usd = amountOf(floor.usdMicros, 'USD')
  const exact = currencyCode === 'USD'
  const limit = exact ? floor.usdMicros : roughly(floor.usdMicros, currencyCode)
  if (limit === null) return
  const whole = exactAmountOf(budget, currencyCode)
  const least = amountOf(limit * days, currencyCode)
  const amount = days === 1n ? `${whole.text} a day` : `${whole.text} over ${days} days`
  if (!exact) {
    // A fifth more than the rough floor: rates move, and Google's own rate decides.
    if (budget * 5n >= limit * days * 6n) return
    const rough = amountOf(limit, currencyCode)
    yield warning({
      path,
      code: 'budget_may_be_below_minimum',
      message: `${amount} may be below Google's minimum for Demand Gen, ${usd.text} a day: roughly ${rough.text} by rates of ${ROUGH_RATES_DATE}. Google converts by its own rate and decides.`,
      fix: 'Raise the budget to be safe.',
      amounts: [whole, usd, rough],
      source: floor.source,
    })
  } else if (budget < limit * days) {
    const refused = touchesFloor(document, context)
    yield (refused ? error : warning)({
      path,
      code: 'budget_below_minimum',
      message: refused
        ? `${amount} is below Google's minimum for Demand Gen campaigns, ${usd.text} a day.`
        : `${amount} is below Google's minimum of ${usd.text}. Google lets it run until the budget or the dates change.`,
      fix: `Raise the ${days === 1n ? 'daily' : 'total'} budget to ${least.text} or more.`,
      amounts: [whole, usd, least],
      source: floor.source,
    })
  }
}
