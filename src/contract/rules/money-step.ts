import { billableUnitMicros, microsOf } from '../money.ts'
import type { PreflightContext } from '../preflight-context.ts'
import type { Amount } from '../problem.ts'
import type { Finding } from '../publication.ts'
import { api, error, exactAmountOf } from './finding.ts'

/** Bids and targets come in the smallest steps of the currency. */
export function* checkAmount(
  value: string | null,
  path: string,
  { code, noun }: { code: string; noun: string },
  { account }: PreflightContext,
): Generator<Finding> {
  if (value === null) return
  const amount = microsOf(value) ?? 0n
  const unit = billableUnitMicros(account.currencyCode)
  if (amount > 0n && amount % unit === 0n) return
  const { currencyCode } = account
  const [own, step, near] = [amount, unit, amount - (amount % unit) + unit].map((each) =>
    exactAmountOf(each, currencyCode),
  ) as [Amount, Amount, Amount]
  yield error({
    path,
    code: `${code}_not_billable`,
    message: `The ${noun}, ${own.text}, must be a multiple of ${step.text}, the smallest step in this currency.`,
    fix: `Round it, for example to ${near.text}.`,
    amounts: [own, step, near],
    source: api('CurrencyError.VALUE_NOT_MULTIPLE_OF_BILLABLE_UNIT'),
  })
}
