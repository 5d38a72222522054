import { billableUnitMicros, exactAmount, microsOf, microsToDecimal } from '../money.ts'
import type { PreflightContext } from '../preflight-context.ts'
import type { Finding } from '../publication.ts'
import { api, error } from './finding.ts'

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
  const step = exactAmount(unit, account.currencyCode)
  yield error({
    path,
    code: `${code}_not_billable`,
    message: `The ${noun}, ${exactAmount(amount, account.currencyCode)}, must be a multiple of ${step}, the smallest step in this currency.`,
    fix: `Round it, for example to ${microsToDecimal(amount - (amount % unit) + unit)}.`,
    source: api('CurrencyError.VALUE_NOT_MULTIPLE_OF_BILLABLE_UNIT'),
  })
}
