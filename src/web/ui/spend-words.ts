import type { SpendLine, SpendPeriod } from '../../contract/spend.ts'
import { formatMoney } from './format.ts'

/** What a cap of the period is called in a form. */
export const CAP_LABELS: Record<SpendPeriod, string> = { day: 'Cap of a day', month: 'Cap of a month' }

/** "uses $340.00 of $500.00 a day": both at worst. */
export function usesWords(
  usedMicros: string,
  capMicros: string,
  currencyCode: string,
  period: SpendPeriod,
): string {
  const money = (micros: string): string => formatMoney(micros, currencyCode)
  return `uses ${money(usedMicros)} of ${money(capMicros)} a ${period}`
}

/** Whose cap a line is about. */
export function capOwner({
  accountName,
  currencyCode,
}: Pick<SpendLine, 'accountName' | 'currencyCode'>): string {
  return accountName ?? `All accounts in ${currencyCode}`
}

/** How much of a cap is used, from 0 to 100. */
export function usedPercent(usedMicros: string, capMicros: string): number {
  const percent = (BigInt(usedMicros) * 100n) / BigInt(capMicros)
  return Number(percent > 100n ? 100n : percent)
}
