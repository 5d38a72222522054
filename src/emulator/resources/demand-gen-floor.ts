import type { Operation } from '../mutate/operation.ts'
import { demandGenFloorMicros } from '../reference/currencies.ts'
import { type Message, microsOf, textOf } from '../schema.ts'

const DAY_MS = 86_400_000

/** Refuses a budget that leaves a Demand Gen campaign less a day than Google's minimum. */
export function checkDemandGenFloor(op: Operation, budget: Message, campaign: Message, field: string): void {
  const floor = demandGenFloorMicros(op.currencyCode)
  const total = microsOf(budget, 'totalAmountMicros')
  const days =
    total === undefined ? 1 : runningDays(textOf(campaign, 'startDateTime'), textOf(campaign, 'endDateTime'))
  const amount = total ?? microsOf(budget, 'amountMicros')
  if (amount === undefined || days === undefined || amount >= floor * BigInt(days)) return
  op.refuse(
    'campaignBudgetError.BUDGET_BELOW_PER_DAY_MINIMUM',
    field,
    `A Demand Gen campaign spends at least ${floor} micros a day.`,
    {
      trigger: amount.toString(),
      details: {
        budgetPerDayMinimumErrorDetails: {
          currencyCode: op.currencyCode,
          budgetPerDayMinimumMicros: floor.toString(),
          ...(total === undefined
            ? { minimumBudgetAmountMicros: floor.toString(), failedBudgetAmountMicros: amount.toString() }
            : {
                minimumBudgetTotalAmountMicros: (floor * BigInt(days)).toString(),
                failedBudgetTotalAmountMicros: amount.toString(),
              }),
        },
      },
    },
  )
}

/** How many days a campaign runs, both ends included; undefined without an end. */
export function runningDays(start: string, end: string): number | undefined {
  const from = Date.parse(`${start.slice(0, 10)}T00:00:00Z`)
  const to = Date.parse(`${end.slice(0, 10)}T00:00:00Z`)
  return Number.isNaN(from) || Number.isNaN(to) ? undefined : Math.round((to - from) / DAY_MS) + 1
}
